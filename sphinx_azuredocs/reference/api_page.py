"""``ApiPage``: docfx's pages of blocks, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..locale import translate as _
from .anchors import anchors
from .blocks import code, deprecated, facts, literals, preview, terms
from .fields import Fields
from .model import Block, Chain, Group, Inlines, Link, Literal, Record, Section, Term

_HEADING = re.compile(r"(?P<kind>h|api)(?P<level>[1-6])")
_OUTPUT = re.compile(r"(?:\./)?([^:/?#]+)\.html(?:#.*)?")
"""The URL of a page in docfx's output, which has the uid of its object as name."""


@dataclass
class _Open:
    """A section that is being filled."""

    level: int
    title: str
    record: Record | None = None
    ids: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)

    def close(self) -> Block:
        """Return the section."""
        blocks = tuple(self.blocks)
        if self.record is None:
            return Group(self.title, blocks, self.ids)
        return Section(self.title, self.record, blocks)


def read_api_page(fields: Fields) -> Section:
    """Return the page.

    :param fields: the YAML.
    """
    language = fields.line("languageId") or "csharp"
    top = _Open(0, fields.line("title"))
    stack = [top]
    for block in fields.maps("body"):
        heading = _heading(block)
        if heading is None:
            stack[-1].blocks += _blocks(block, language)
            continue
        while len(stack) > 1 and stack[-1].level >= heading.level:
            closed = stack.pop().close()
            stack[-1].blocks.append(closed)
        stack.append(heading)
        if block.value.get("deprecated") not in (None, "false"):
            heading.blocks.append(deprecated(*_note(block, "deprecated")))
        if block.value.get("preview") not in (None, "false"):
            heading.blocks.append(preview(*_note(block, "preview")))
        source = block.line("src")
        if source.startswith(("https://", "http://")):
            link = Link(source, url=source)
            heading.blocks += facts((_("Source"), ((link,),)))
    while len(stack) > 1:
        closed = stack.pop().close()
        stack[-1].blocks.append(closed)
    return _page(top)


def _page(top: _Open) -> Section:
    """Return the page; its first object is the page, if it is the only one on top."""
    blocks = tuple(top.blocks)
    if len(blocks) == 1 and isinstance(blocks[0], Section):
        return blocks[0]
    if blocks and isinstance(blocks[0], Section) and not top.title:
        first = blocks[0]
        return Section(first.title, first.record, (*first.blocks, *blocks[1:]))
    if blocks and isinstance(blocks[0], Section) and top.title == blocks[0].title:
        first = blocks[0]
        return Section(first.title, first.record, (*first.blocks, *blocks[1:]))
    return Section(top.title or _("Reference"), Record(), blocks)


def _heading(block: Fields) -> _Open | None:
    for key in block.value:
        match = _HEADING.fullmatch(str(key))
        if match is None:
            continue
        title, level = block.line(str(key)), int(match["level"])
        own = block.line("id")
        if match["kind"] == "h":
            return _Open(level, title, ids=(own,) if own else ())
        metadata = block.map("metadata")
        uid = metadata.line("uid")
        title = title or uid or _("Reference")
        ids = anchors(uid)
        record = Record(
            uid=uid,
            names={"name": title, "fullName": uid or title},
            ids=(own, *(name for name in ids if name != own)) if own else ids,
            kind="object",
            entry=title,
            path=(*metadata.path, "uid"),
        )
        return _Open(level, title, record)
    return None


def _note(block: Fields, key: str) -> tuple[Any, ...]:
    return () if block.flag(key) else block.prose(key)


def _blocks(block: Fields, language: str) -> Iterator[Block]:
    if "markdown" in block.value:
        yield from block.prose("markdown")
    elif "code" in block.value:
        yield from code(block.code("code"), block.line("languageId") or language)
    elif "facts" in block.value:
        rows = (
            (fact.line("name"), (_inlines(fact.value.get("value")),))
            for fact in block.maps("facts")
        )
        yield from facts(*rows)
    elif "parameters" in block.value:
        yield from terms(map(_parameter, block.maps("parameters")))
    elif "list" in block.value or "inheritance" in block.value:
        is_tree = "inheritance" in block.value
        items = block.value["inheritance" if is_tree else "list"]
        items = items if isinstance(items, list) else [items]
        found = tuple(filter(None, map(_inlines, items)))
        if found:
            yield Chain(found, is_tree=is_tree)


def _parameter(entry: Fields) -> Term:
    notes: list[Block] = []
    if entry.value.get("deprecated") not in (None, "false"):
        notes.append(deprecated(*_note(entry, "deprecated")))
    if entry.value.get("preview") not in (None, "false"):
        notes.append(preview(*_note(entry, "preview")))
    name = entry.line("name")
    types = _inlines(entry.value.get("type"))
    blocks = (
        *notes,
        *entry.prose("description"),
        *facts(
            (_("Default value"), literals(entry.code("default"))),
            (_("Optional"), ((_("yes"),),) if entry.flag("optional") else ()),
        ),
    )
    term: Inlines = (Literal(name),) if name else types
    return Term(term, (types,) if name and types else (), blocks)


def _inlines(value: Any) -> Inlines:
    """Return an ``Inline`` of the schema: text, a link, or a list of these."""
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list):
        return tuple(part for item in value for part in _inlines(item))
    if isinstance(value, dict):
        text, url = (str(value.get(key) or "") for key in ("text", "url"))
        return (_link(text, url),) if url else ((text,) if text else ())
    return ()


def _link(text: str, url: str) -> Link:
    """Return a link. docfx names the page of an object ``UID.html``."""
    match = _OUTPUT.fullmatch(url)
    return Link(text or match[1], match[1]) if match else Link(text, url=url)
