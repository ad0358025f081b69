"""docfx's codes: which kinds of our warnings they are, and the line they are about.

docfx's cases give no lines. The line of a code is that of the construct, found here in
the text of the case by other means than the extension's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

KINDS = {
    "invalid-note-section": {"unknown-construct"},
    "include-not-found": {"include"},
    "circular-reference": {"include-cycle"},
    "codesnippet-not-found": {"snippet"},
    "invalid-code": {"snippet"},
    "not-notebook-content": {"snippet"},
    "tag-not-found": {"snippet"},
    "multiple-tags-with-same-name": {"snippet"},
    "invalid-tab-group": {"tab"},
    "invalid-zone": {"zone"},
    "invalid-form": {"form"},
    "invalid-image": {"image"},
    "invalid-video": {"video"},
    "invalid-row": {"row"},
    "invalid-nested-column": {"row"},
    "invalid-moniker-range": {"moniker"},
    "invalid-yaml-header": {"header"},
    "UidNotFound": {"xref", "toc"},
    "DuplicateUids": {"xref"},
    "InvalidFileLink": {"link", "toc"},
    "InvalidBookmark": {"anchor", "toc"},
    "DuplicateOutputFiles": {"header"},
    "TopicHrefNotset": {"toc"},
    "UnsupportedTocHrefType": {"toc"},
    "InvalidTocInclude": {"toc"},
    "InvalidTocLink": {"toc"},
    "InvalidTocFile": {"toc"},
    "InvalidMarkdownToc": {"toc"},
    "EmptyTocItemNode": {"toc"},
    "EmptyTocItemName": {"toc"},
    "CircularTocInclusion": {"toc"},
}
"""Code → the kinds of our warnings."""

_INCLUDE = re.compile(r"\[!include\s*\[[^\]]*\]\((?P<path>[^)\s]+)", re.IGNORECASE)
_LINK = re.compile(r"\]\((?P<path>[^)#?\s]+)|href:\s*(?P<href>[^\s#?]+)")
_UID = re.compile(r"@(?P<short>\w+)|xref:(?P<link>[\w?=]*)|\buid:\s*(?P<item>\S+)")
_OWN_UID = re.compile(r"\A---\n(?:.*\n)*?uid:\s*(?P<uid>\S+)", re.MULTILINE)
_FIRST = {
    "invalid-yaml-header": r"^---",
    "invalid-note-section": r"^>.*\[!",
    "not-notebook-content": r"^ *\[!notebook",
    "tag-not-found": r"^ *\[!notebook",
    "multiple-tags-with-same-name": r"^ *\[!notebook",
    "invalid-row": r"^ *:::\s*row",
    "invalid-nested-column": r"^ *:::\s*column",
    "codesnippet-not-found": r"^ *\[!code",
    "invalid-code": r"^ *(?:\[!code|:::\s*code)",
    "invalid-tab-group": r"^#+.*\(#tab/",
    "invalid-zone": r"^ *:::\s*zone",
    "invalid-form": r"^ *:::\s*form",
    "invalid-image": r":::\s*image",
    "invalid-video": r":::\s*video",
    "invalid-moniker-range": r"^ *:::\s*moniker",
    "TopicHrefNotset": r"homepage:",
    "UnsupportedTocHrefType": r"tocHref:",
    "InvalidTocLink": r"(?:href|topicHref|homepage): *['\"]?[#?]",
    "EmptyTocItemNode": r"^ *-\s*$",
    "InvalidMarkdownToc": r"^(?!#|\s*$|\s*<!--)",
}
"""Code → what its construct, the first of the case, looks like."""


def places_of(code: str, entry: str, files: Mapping[str, str]) -> set[tuple[str, int]]:
    """The files of a case and 1-based lines in them that a code may be about.

    :param code: docfx's code.
    :param entry: the file that the case is about.
    :param files: path → text of all its files.
    """
    if code == "circular-reference":
        return set(_cycles(files))
    if code == "include-not-found":
        includes = _named(_INCLUDE, files)
        return {(f, line) for f, line, path in includes if _missing(path, f, files)}
    if code in ("InvalidFileLink", "InvalidTocInclude"):
        return {
            (f, n) for f, n, path in _named(_LINK, files) if _missing(path, f, files)
        }
    if code == "UidNotFound":
        known = {m["uid"] for text in files.values() if (m := _OWN_UID.match(text))}
        return {(f, n) for f, n, uid in _named(_UID, files) if uid not in known}
    # Where it is not known what a construct looks like, it is found nowhere.
    pattern = re.compile(_FIRST.get(code, r"(?!)"), re.IGNORECASE)
    for number, line in enumerate(files[entry].splitlines(), 1):
        if pattern.search(line):
            return {(entry, number)}
    return set()


def _named(
    pattern: re.Pattern[str], files: Mapping[str, str]
) -> Iterator[tuple[str, int, str]]:
    for file, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in pattern.finditer(line):
                yield file, number, next(filter(None, match.groups()), "")


def _join(file: str, path: str) -> str:
    if path.startswith("~/"):
        return path[2:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path))


def _missing(path: str, file: str, files: Mapping[str, str]) -> bool:
    return ":" not in path and _join(file, path) not in files


def _cycles(files: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The includes of files that lead back to the file that they are in."""
    includes = [(f, n, _join(f, path)) for f, n, path in _named(_INCLUDE, files)]
    for file, number, included in includes:
        reached, pending = set[str](), [included]
        while pending:
            current = pending.pop()
            if current not in reached:
                reached.add(current)
                pending += [to for other, _n, to in includes if other == current]
        if file in reached:
            yield file, number
