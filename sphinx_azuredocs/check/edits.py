"""Find what is certain to be corrected in the text of a page, line by line.

An edit that changes anything else than the text is refused by :mod:`.fix`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from ..files.letter_case import find_file

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?=[^#\s])")
_TARGET = re.compile(
    r"(?:\]\(\s*<?|^ {0,3}\[[^\]^]+\]:\s*<?)(?P<url>[^\s()<>\"']+)", re.MULTILINE
)
_LABEL = re.compile(r"\](?P<space> ?)\[(?P<label>[^\[\]]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\[\]^]+)\]:", re.MULTILINE)
_ANCHOR = re.compile(r"#(?P<written>\S+) is spelled #(?P<name>\S+?)(?:;| in )")


@dataclass(frozen=True)
class Edit:
    """A piece of text to replace.

    :param start: the index of its first character in the text of the file.
    :param end: the index after its last character.
    :param text: the new text.
    """

    start: int
    end: int
    text: str


def edits_of(
    text: str, folder: Path, root: Path, anchors: Mapping[int, Iterable[str]]
) -> list[Edit]:
    """Return the edits of a file, in the order of the text; none overlap.

    :param text: the text of the file.
    :param folder: its folder.
    :param root: the source directory.
    :param anchors: 1-based line → messages about the letter case of anchors in it.
    """
    labels = {
        m["label"].casefold(): m["label"]
        for m in reversed([*_DEFINITION.finditer(text)])
    }
    found: list[Edit] = []
    fence = ""
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        match = _FENCE.match(line)
        if match and (not fence or match["fence"].startswith(fence)):
            fence = "" if fence else match["fence"]
        elif not fence:
            messages = anchors.get(number, ())
            edits = _of_line(line, folder, root, labels, messages)
            found += (Edit(start + e.start, start + e.end, e.text) for e in edits)
        start += len(line)
    return found


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with some pieces replaced.

    :param text: the text.
    :param edits: edits that do not overlap.
    """
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _of_line(
    line: str,
    folder: Path,
    root: Path,
    labels: Mapping[str, str],
    messages: Iterable[str],
) -> Iterator[Edit]:
    if match := _HEADING.match(line):
        end = match.end("marks")
        yield Edit(end, end, " ")
    names = {
        m["written"]: m["name"] for text in messages for m in _ANCHOR.finditer(text)
    }
    for match in _TARGET.finditer(line):
        url = match["url"]
        new = _corrected(url, folder, root, names)
        if new != url:
            yield Edit(match.start("url"), match.end("url"), new)
    for match in _LABEL.finditer(line):
        label = match["label"]
        defined = labels.get(label.casefold(), label)
        if defined != label:
            yield Edit(match.start("label"), match.end("label"), defined)


def _corrected(url: str, folder: Path, root: Path, anchors: Mapping[str, str]) -> str:
    """Return a URL with slashes, in the letter case of its file and anchor."""
    path, sign, fragment = url.partition("#")
    fragment = anchors.get(unquote(fragment), fragment)
    if ":" not in path and not path.startswith("//"):
        path = path.replace("\\", "/")
        while path.startswith("./") and len(path) > len("./"):
            path = path[len("./") :]
        if path and "?" not in path:
            path = _in_own_case(path, folder, root)
    return path + sign + fragment


def _in_own_case(path: str, folder: Path, root: Path) -> str:
    """Return a path in the letter case of the file that it names, if there is one."""
    base = root if path.startswith("/") else folder
    written = unquote(path).lstrip("/")
    named = Path(os.path.normpath(base / written))
    found = find_file([named])
    if found is None or found == named or str(found).lower() != str(named).lower():
        return path
    parts, own = path.split("/"), found.parts
    count = len([part for part in parts if part not in ("", ".", "..")])
    names = [quote(name) if "%" in path else name for name in own[-count:]]
    kept = parts[: len(parts) - count]
    return "/".join([*kept, *names]) if len(kept) + len(names) == len(parts) else path
