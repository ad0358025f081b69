"""Random edits of a repository. Each takes its files and returns them edited."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from .repository import PNG, Files

Edit = Callable[[Files, Random], Files]
"""Takes the files and a generator, and returns the files edited."""

_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath")
_HEADING = re.compile(r"^##? .*$", re.MULTILINE)
_ANCHOR = re.compile(r'<a name="\w+"></a>\n?')
_PAGE = re.compile(r"(?:articles/|notes/|learn/(?!includes/)).*\.md|index\.md")
_DATA = re.compile(
    r"learn/(?:docfx|metadata)\.json|.*TOC\.yml|.*zone-pivot-groups\.ya?ml|.*maps/.*"
    r"|\.openpublishing.*|learn/index\.yml|learn/.*/zone-pivot.*"
)
_CHANGES: list[Edit] = []


def edit(function: Edit) -> Edit:
    """Add a function to the edits among which is chosen."""
    _CHANGES.append(function)
    return function


def edits() -> list[Edit]:
    """All edits, in their order."""
    return [*_CHANGES]


def _choose(files: Mapping[str, bytes], chance: Random, pattern: str) -> str | None:
    found = sorted(path for path in files if re.fullmatch(pattern, path))
    return chance.choice(found) if found else None


def _page(files: Mapping[str, bytes], chance: Random) -> str:
    found = sorted(path for path in files if _PAGE.fullmatch(path))
    return chance.choice(found)


def _text(files: Files, path: str) -> str:
    return files[path].decode("utf-8", "replace")


def _with(files: Files, path: str | None, text: str | bytes | None) -> Files:
    """Return the files with another content of one; without it for None."""
    if path is None:
        return files
    changed = {name: data for name, data in files.items() if name != path}
    if text is not None:
        changed[path] = text.encode() if isinstance(text, str) else text
    return changed


def _substitute(
    files: Files, path: str | None, pattern: str, new: str, chance: Random
) -> Files:
    """Replace one occurrence of a pattern."""
    if path is None:
        return files
    text = _text(files, path)
    found = [*re.finditer(pattern, text, re.MULTILINE)]
    if not found:
        return files
    match = chance.choice(found)
    text = text[: match.start()] + match.expand(new) + text[match.end() :]
    return _with(files, path, text)


def _json(files: Files, path: str) -> Any:
    try:
        return json.loads(files[path])
    except (KeyError, ValueError):
        return None


def _with_json(files: Files, path: str, data: object) -> Files:
    return _with(files, path, json.dumps(data, indent=2) + "\n")


# Pages ---------------------------------------------------------------------


@edit
def change_text(files: Files, chance: Random) -> Files:
    path = _page(files, chance)
    word = chance.choice(_WORDS)
    return _with(files, path, f"{_text(files, path)}\nA word: {word}.\n")


@edit
def add_heading(files: Files, chance: Random) -> Files:
    path = _page(files, chance)
    heading = chance.choice((*_WORDS, "Set up", "First step", "Part")).capitalize()
    return _with(files, path, f"{_text(files, path)}\n## {heading}\n\nText.\n")


@edit
def change_heading(files: Files, chance: Random) -> Files:
    path = _page(files, chance)
    word = chance.choice(_WORDS).capitalize()
    return _substitute(files, path, r"^(##?) .*$", rf"\1 {word}", chance)


@edit
def delete_heading(files: Files, chance: Random) -> Files:
    return _substitute(files, _page(files, chance), r"^## .*\n", "", chance)


@edit
def change_title(files: Files, chance: Random) -> Files:
    word = chance.choice(_WORDS).capitalize()
    pattern = r'^(title: |<properties pageTitle=")[^"\n]*'
    return _substitute(files, _page(files, chance), pattern, rf"\1{word}", chance)


@edit
def change_metadata(files: Files, chance: Random) -> Files:
    pattern = r'(services?=|authors=|ms\.author: |ms\.topic: )"?[\w-]+"?'
    word = chance.choice((*_WORDS, "storage", "mira"))
    path = _page(files, chance)
    if path.startswith("learn"):
        return _substitute(files, path, pattern, rf"\1{word}", chance)
    return _substitute(files, path, pattern, rf'\1"{word}"', chance)


@edit
def change_date(files: Files, chance: Random) -> Files:
    date = f"{chance.randrange(1, 14):02}/0{chance.randrange(1, 9)}/2015"
    return _substitute(files, _page(files, chance), r"\d\d/\d\d/20\d\d", date, chance)


@edit
def toggle_anchor(files: Files, chance: Random) -> Files:
    path = _page(files, chance)
    text = _text(files, path)
    if _ANCHOR.search(text):
        return _with(files, path, _ANCHOR.sub("", text, count=1))
    return _with(files, path, f'{text}\n<a name="part"></a>\n\nA part.\n')


@edit
def change_uid(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/.*\.md")
    name = chance.choice(("start", "run", "deploy", "scale", "absent", "new"))
    return _substitute(files, path, r"^uid: .*$", f"uid: contoso.{name}", chance)


@edit
def delete_uid(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/.*\.md")
    return _substitute(files, path, r"^uid: .*\n", "", chance)


@edit
def restore_uid(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/(?!includes).*\.md")
    if path is None or b"\nuid:" in files[path]:
        return files
    name = path.rpartition("/")[2].removesuffix(".md")
    return _substitute(files, path, r"\A---\n", f"---\nuid: contoso.{name}\n", chance)


@edit
def output_name(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/(?!includes).*\.md")
    if path is None:
        return files
    if b"outputFileName" in files[path]:
        return _substitute(files, path, r"^outputFileName: .*\n", "", chance)
    line = f"---\noutputFileName: {chance.choice(_WORDS)}.html\n"
    return _substitute(files, path, r"\A---\n", line, chance)


@edit
def redirect_url(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/(?!includes).*\.md")
    if path is None:
        return files
    if b"redirect_url" in files[path]:
        return _substitute(files, path, r"^redirect_url: .*\n", "", chance)
    url = chance.choice(("/contoso/run", "start", "https://example.com/", "run#code"))
    return _substitute(files, path, r"\A---\n", f"---\nredirect_url: {url}\n", chance)


@edit
def toggle_header(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"articles/.*\.md")
    if path is None:
        return files
    text = _text(files, path)
    bare = re.sub(r"\A<properties[^>]*/>\s*(?:<tags[^>]*/>\s*)?", "", text)
    if bare == text:
        word = chance.choice(_WORDS)
        bare = f'<properties pageTitle="{word}" services="web" authors="jo" />\n{text}'
    return _with(files, path, bare)


@edit
def add_link(files: Files, chance: Random) -> Files:
    path, other = _page(files, chance), _page(files, chance)
    stem = other.rpartition("/")[2].removesuffix(".md")
    word = chance.choice(_WORDS)
    link = chance.choice(
        (
            f"[x](../{stem}/)",
            f"[](/{other}#{word})",
            f"[x](/{other})",
            f"[x](/documentation/articles/{stem}/#{word})",
            f"<xref:contoso.{stem}>",
            f"[x](/contoso/{stem})",
            f"[x](#{word})",
            f"[x]({word}.md)",
        )
    )
    return _with(files, path, f"{_text(files, path)}\nSee {link}.\n")


@edit
def add_page(files: Files, chance: Random) -> Files:
    path = _page(files, chance)
    name = chance.choice((*_WORDS[:3], "moved-start", "moved-run", "old-one"))
    folder = path.rpartition("/")[0]
    return _with(files, f"{folder}/{name}.md".lstrip("/"), files[path])


@edit
def delete_page(files: Files, chance: Random) -> Files:
    path = _page(files, chance)
    return files if path == "index.md" else _with(files, path, None)


@edit
def rename_page(files: Files, chance: Random) -> Files:
    path = _page(files, chance)
    if path == "index.md":
        return files
    new = f"{path.rpartition('/')[0]}/{chance.choice(_WORDS)}.md"
    return _with(_with(files, path, None), new, files[path])


@edit
def move_page_with_redirection(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/(?!includes).*\.md")
    data = _json(files, ".openpublishing.redirection.json")
    if path is None or not isinstance(data, dict):
        return files
    word = chance.choice(_WORDS)
    new = f"{path.rpartition('/')[0]}/{word}.md"
    url = "/contoso/" + new.removeprefix("learn/").removesuffix(".md")
    entry = {"source_path_from_root": f"/{path}", "redirect_url": url}
    data["redirections"].append(entry)
    files = _with(_with(files, path, None), new, files[path])
    return _with_json(files, ".openpublishing.redirection.json", data)


@edit
def swap_pages(files: Files, chance: Random) -> Files:
    one, other = _page(files, chance), _page(files, chance)
    return _with(_with(files, one, files[other]), other, files[one])


@edit
def other_encoding(files: Files, chance: Random) -> Files:
    path = chance.choice((_page(files, chance), "learn/index.yml"))
    if path not in files:
        return files
    encoding = chance.choice(("cp1252", "utf-16"))
    text = _text(files, path) + "# Caf\u00e9\n"
    return _with(files, path, text.encode(encoding, "replace"))


# What pages take in --------------------------------------------------------


@edit
def change_include(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r".*includes/.*\.md")
    if path is None:
        return files
    text = f"{_text(files, path)}\n\n## {chance.choice(_WORDS)}\n\nText.\n"
    return _with(files, path, text)


@edit
def delete_include(files: Files, chance: Random) -> Files:
    return _with(files, _choose(files, chance, r".*includes/.*\.md"), None)


@edit
def rename_include(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r".*includes/.*\.md")
    if path is None:
        return files
    names = [
        "includes/shared.md",
        "includes/inline.md",
        "learn/includes/note.md",
        f"includes/{chance.choice(_WORDS)}.md",
    ]
    return _with(_with(files, path, None), chance.choice(names), files[path])


@edit
def change_snippet(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r".*\.py")
    if path is None or path == "conf.py":
        return files
    text = f"# <run>\nprint({chance.choice(_WORDS)!r})\n# </run>\n"
    return _with(files, path, text)


@edit
def delete_snippet(files: Files, chance: Random) -> Files:
    return _with(files, _choose(files, chance, r".*snippets/.*\.py"), None)


@edit
def change_image(files: Files, chance: Random) -> Files:
    data = PNG + bytes([chance.randrange(256)])
    return _with(files, _choose(files, chance, r".*\.png"), data)


@edit
def delete_image(files: Files, chance: Random) -> Files:
    return _with(files, _choose(files, chance, r".*\.png"), None)


# Files of a docset ---------------------------------------------------------


@edit
def add_redirection(files: Files, chance: Random) -> Files:
    path = ".openpublishing.redirection.json"
    data = _json(files, path) or {"redirections": []}
    source = chance.choice(
        ("/learn/start.md", "/learn/moved-start.md", "/articles/old-three.md")
    )
    url = chance.choice(
        ("/contoso/run", "/contoso/start#amber", "https://example.com/", "run")
    )
    entry = {"source_path_from_root": source, "redirect_url": url}
    data["redirections"].append(entry)
    return _with_json(files, path, data)


@edit
def change_redirection(files: Files, chance: Random) -> Files:
    path = ".openpublishing.redirection.json"
    data = _json(files, path)
    if not data or not data["redirections"]:
        return files
    entry = chance.choice(data["redirections"])
    entry["redirect_url"] = chance.choice(
        ("/contoso/run#code", "/documentation/articles/three/", "/contoso/absent")
    )
    return _with_json(files, path, data)


@edit
def delete_redirection(files: Files, chance: Random) -> Files:
    path = ".openpublishing.redirection.json"
    data = _json(files, path)
    if not data or not data["redirections"]:
        return files
    del data["redirections"][chance.randrange(len(data["redirections"]))]
    return _with_json(files, path, data)


@edit
def change_pivots(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r".*zone-pivot-groups\.yml")
    word = chance.choice(_WORDS)
    pattern = r"(id: (?!tools)|title: |prompt: ).*$"
    return _substitute(files, path, pattern, rf"\1{word}", chance)


@edit
def add_pivots(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r".*zone-pivot-groups\.yml")
    if path is None:
        return files
    text = _text(files, path).replace("Portal", chance.choice(_WORDS))
    return _with(files, chance.choice(("", "learn/", "notes/")) + _PIVOT_NAME, text)


_PIVOT_NAME = "zone-pivot-groups.yml"


@edit
def change_map(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r".*maps/.*\.json")
    word = chance.choice(_WORDS)
    pattern = r'("(?:name|uid|href)": ")[^"]*'
    return _substitute(files, path, pattern, rf"\1{word}", chance)


@edit
def change_docfx(files: Files, chance: Random) -> Files:
    path = "learn/docfx.json"
    data = _json(files, path)
    if data is None:
        return files
    build = data["build"]
    word = chance.choice(_WORDS)
    match chance.randrange(6):
        case 0:
            build["globalMetadata"]["titleSuffix"] = word
        case 1:
            build["globalMetadata"]["ms.service"] = word
        case 2:
            build["content"][0]["exclude"] = chance.choice(
                (["includes/**"], ["includes/**", "guide/**"], ["run.md"])
            )
        case 3:
            build["xref"] = chance.choice(([], ["maps/elsewhere.json"], ["x.json"]))
        case 4:
            key = chance.choice(("guide/**.md", "*.md"))
            build["fileMetadata"]["ms.subservice"] = {key: word}
        case 5:
            build["globalMetadataFiles"] = chance.choice(([], ["metadata.json"]))
    return _with_json(files, path, data)


@edit
def change_metadata_file(files: Files, chance: Random) -> Files:
    if "learn/metadata.json" not in files:
        return files
    data = {"author": chance.choice(_WORDS), "ms.reviewer": chance.choice(_WORDS)}
    return _with_json(files, "learn/metadata.json", data)


@edit
def change_toc(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/.*TOC\.yml")
    word = chance.choice(_WORDS)
    return _substitute(files, path, r"(name: ).*$", rf"\1{word}", chance)


@edit
def delete_toc_item(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/.*TOC\.yml")
    return _substitute(files, path, r"^- name: \w+\n  href: .*\n", "", chance)


@edit
def add_toc_item(files: Files, chance: Random) -> Files:
    path = _choose(files, chance, r"learn/.*TOC\.yml")
    if path is None:
        return files
    href = chance.choice(
        ("run.md", "start.md#set-up", "absent.md", "index.yml", "../articles/one.md")
    )
    item = f"- name: {chance.choice(_WORDS)}\n  href: {href}\n"
    text = _text(files, path)
    return _with(files, path, item + text if chance.random() < 0.5 else text + item)


@edit
def change_landing(files: Files, chance: Random) -> Files:
    word = chance.choice(_WORDS)
    pattern = r"(title: |summary: |text: |url: ).*$"
    return (
        _substitute(files, "learn/index.yml", pattern, rf"\1{word}", chance)
        if ("learn/index.yml" in files)
        else files
    )


@edit
def break_data(files: Files, chance: Random) -> Files:
    found = sorted(path for path in files if _DATA.fullmatch(path))
    if not found:
        return files
    path = chance.choice(found)
    broken = chance.choice((b"{", b"- [\n", files[path][: len(files[path]) // 2], b""))
    return _with(files, path, broken)


@edit
def delete_data(files: Files, chance: Random) -> Files:
    found = sorted(path for path in files if _DATA.fullmatch(path))
    return _with(files, chance.choice(found), None) if found else files
