"""Check built API pages against their YAML, without any code of the package.

The YAML is loaded by PyYAML alone, the pages are read as HTML by the standard library.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

CODE = {"syntax", "content", "signature", "uri", "body", "code"}
"""Keys whose values are blocks of code."""
LITERALS = {"defaultValue", "acceptedValues", "valueFrom", "default"}
TEXTS = {
    *("summary", "description", "remarks", "desc", "markdown", "example", "examples"),
    *("deprecateInfo", "previewOrExperimentalInfo", "breakingChangeInfo"),
    *("extensionInformation", "importantNote", "customDeprecatedMessage"),
    *("deprecatedTag", "conceptual"),
}
SKIPPED = {"references", "metadata", "inheritedProperties", "inheritedMethods", "types"}
_MIME = re.compile(r"\ufeff?#+[ \t]*YamlMime:[ \t]*(\S+)")
_ELEMENTS = re.compile(
    r"<xref[^>]*?(?:/>|>\s*</xref>)|<xref:[^>]*>|<!--.*?-->|</?(?:p|br|code|pre|b|i|em"
    r"|strong|ul|ol|li|a|span|wbr|table|thead|tbody|tr|td|th|div|h\d|sup|sub|para|see"
    r"|dl|dt|dd|u|img|hr)\b[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"\w{3,}")
VISIBLE_FIELDS = re.compile(
    r"\b(?:commentId|sourceType|startLine|optionalParameters|requiredParameters"
    r"|globalParameters|isPreview|isDeprecated|isEii|nameWithType|fullName|editLink"
    r"|directCommands|groupName|defaultValue|acceptedValues|isRequired"
    r"|inheritedMembers|parameterSets)\b"
)
_TYPOGRAPHY = re.compile("[\u2013\u2018\u2019\u201c\u201d]")
ENTITIES = re.compile(r"&(?:lt|gt|amp|quot|#\d+);")


@dataclass
class Source:
    """What must be found of a file: uids, code, words, options, short code."""

    kind: str
    uids: list[str] = field(default_factory=list)
    overloads: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    literals: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def kind_of(path: Path) -> str:
    """The schema of a file; empty for a file that is no API page."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        match = _MIME.match(file.readline())
    kind = match[1] if match else ""
    known = ("AzureCLIGroup", "ManagedReference", "UniversalReference", "ApiPage")
    is_known = kind in known or kind.startswith(("TS", "Python", "Java", "REST"))
    return kind if is_known else ""


def read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8-sig")
    source = Source(kind_of(path))
    _walk(yaml.load(text, yaml.CBaseLoader), "", source)
    return source


def _walk(value: Any, path: str, out: Source) -> None:
    if isinstance(value, list):
        for item in value:
            if isinstance(item, str) and path.rpartition("/")[2] in TEXTS:
                out.texts.append(item)
            _walk(item, f"{path}[]", out)
    if not isinstance(value, dict):
        return
    _note_object(value, path, out)
    for key, child in value.items():
        if key in SKIPPED and not (out.kind == "ApiPage" and key == "types"):
            continue
        if isinstance(child, str) and child.strip():
            _note_scalar(key, child, value, out)
        _walk(child, f"{path}/{key}", out)


def _note_object(value: dict[str, Any], path: str, out: Source) -> None:
    uid = value.get("uid")
    if isinstance(uid, str) and uid and not path.endswith("operations[]"):
        out.uids.append(uid)
        if isinstance(value.get("name"), str):
            out.names.append(value["name"])
    if out.kind == "ManagedReference" and value.get("overload"):
        out.overloads.append(value["overload"])
    metadata = value.get("metadata")
    if out.kind == "ApiPage" and isinstance(metadata, dict) and metadata.get("uid"):
        out.uids.append(metadata["uid"])
    is_option = path.endswith("Parameters[]") and "global" not in path
    if out.kind == "AzureCLIGroup" and is_option:
        out.options += re.split(r"[\s,]+", value["name"].strip())


def _note_scalar(key: str, child: str, value: dict[str, Any], out: Source) -> None:
    if key == "syntax" and out.kind.startswith("Java") and "<xref" in child:
        return
    if key in CODE:
        out.code.append(child)
    elif key in LITERALS:
        parts = child.split(", ") if key == "acceptedValues" else [child.strip("`")]
        out.literals += parts
    # Java has a summary that is cut short beside the whole description.
    elif key in TEXTS and not (key == "summary" and value.get("desc")):
        out.texts.append(child)


def words(text: str) -> set[str]:
    """The words of a text in Markdown with HTML."""
    text = _ELEMENTS.sub(" ", text).replace("_", " ")
    text = re.sub(r"\]\([^)]*\)", "] ", text)
    text = re.sub(r"<xref[^>]*>|@[\w.\"]+|\(xref:[^)]*\)", " ", text)
    text = re.sub(
        r"\[!\w+[^\]]*\]|\]\[[^\]]*\]|^\s*\[[^\]]+\]: .*$",
        " ",
        text,
        flags=re.MULTILINE,
    )
    text = re.sub(r"^\s*(?:`{3,}|~{3,}).*$|^\s*# \[.*$", " ", text, flags=re.MULTILINE)
    return set(_WORD.findall(unescape(unescape(text))))


class Page(HTMLParser):
    """What is on a page: ids, text, blocks of code, short code, signatures."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.code: list[str] = []
        self.literals: list[str] = []
        self.terms: list[str] = []
        self._open: dict[str, list[str]] = {}
        self._text: list[str] = []
        self._prose: list[str] = []
        self.links: list[str] = []
        start = html.find('role="main"')
        self.feed(html[html.rfind("<", 0, start) :] if start > 0 else html)
        self.text = "".join(self._text)
        self.prose = "".join(self._prose)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values.get("href")))
        if tag in ("pre", "code", "dt", "script", "style"):
            self._open.setdefault(tag, [])
        if tag in ("p", "td", "li", "dd", "h1", "h2", "h3", "br", "tr", "dt"):
            self._text.append(" ")
            self._prose.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            text = "".join(self._open.pop(tag))
            kinds = {"pre": self.code, "code": self.literals, "dt": self.terms}
            if tag in kinds:
                kinds[tag].append(text)

    def handle_data(self, data: str) -> None:
        if "script" in self._open or "style" in self._open:
            return
        for text in self._open.values():
            text.append(data)
        self._text.append(data)
        if not {"pre", "code"} & self._open.keys():
            self._prose.append(data)


def defects(source: Source, page: Page) -> Iterator[str]:
    """Yield what is lost of a file, and what should not be seen."""
    yield from lost_code(source, page)
    yield from lost_texts(source, page)
    yield from visible_fields(source, page)
    yield from broken_anchors(page)


def lost_code(source: Source, page: Page) -> Iterator[str]:
    """Yield the code that is not on the page character by character."""
    found = {code.rstrip("\n") for code in page.code}
    literals = {*page.literals, *(code.removesuffix("\n") for code in page.code)}
    for code in source.code:
        if code.rstrip("\n") not in found and code.strip() not in literals:
            yield f"code: {code!r}"
    for literal in source.literals:
        if literal not in literals:
            yield f"short code: {literal!r}"
    for shown in ("".join(page.terms), *page.literals, *page.code):
        character = _TYPOGRAPHY.search(shown)
        written = (*source.code, *source.texts)
        if character and not any(character[0] in text for text in written):
            yield f"typography in code: {shown[:200]!r}"


def lost_texts(source: Source, page: Page) -> Iterator[str]:
    """Yield the texts, options and names that are not on the page."""
    text = " ".join(page.text.split())
    shown = set(_WORD.findall(text.replace("_", " ")))
    for written in source.texts:
        lost = words(written) - shown
        if lost:
            yield f"text: {sorted(lost)} of {written[:200]!r}"
    terms = {name for term in page.terms for name in re.split(r"[\s,\u00b6]+", term)}
    yield from (f"option: {name!r}" for name in source.options if name not in terms)
    for name in source.names:
        if " ".join(unescape(name).split()) not in text and name not in text:
            yield f"name: {name!r}"


def visible_fields(source: Source, page: Page) -> Iterator[str]:
    """Yield names of fields and entities that readers would see."""
    field_ = VISIBLE_FIELDS.search(page.prose)
    written = (*source.code, *source.texts)
    if field_ and not any(field_[0] in text for text in written):
        yield f"name of a field: {field_[0]!r}"
    entity = ENTITIES.search(page.prose)
    if entity and not any(entity[0].replace("&", "&amp;") in t for t in written):
        yield f"entity: {entity[0]!r}"


def broken_anchors(page: Page) -> Iterator[str]:
    """Yield anchors that a page has twice, and links to anchors that it lacks."""
    counts = Counter(page.ids)
    yield from (f"id twice: {name}" for name, count in counts.items() if count > 1)
    for link in page.links:
        if link.startswith("#") and link != "#" and link[1:] not in counts:
            yield f"no such anchor: {link}"
