"""``ManagedReference`` and ``UniversalReference``: docfx's metadata of types.

The first item is the object of the page, the others are its members. docfx's modern
template is the source of the order of a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..locale import translate as _
from .anchors import anchors
from .blocks import badges, facts, headed, terms
from .fields import Fields
from .managed_blocks import ItemBlocks, group_titles, kind_word
from .model import (
    Block,
    Cell,
    Chain,
    Fact,
    Group,
    Inlines,
    Literal,
    Member,
    Record,
    Section,
    Signature,
    Strong,
    Table,
    Term,
)
from .references import References
from .sources import source_url
from .summaries import first_paragraph

_GROUPS = (
    ("constructor", "constructors"),
    ("field", "fields"),
    ("property", "properties"),
    ("attachedproperty", "attachedProperties"),
    ("method", "methods"),
    ("event", "events"),
    ("attachedevent", "attachedEvents"),
    ("operator", "operators"),
    ("eii", "eii"),
    ("class", "classes"),
    ("struct", "structs"),
    ("interface", "interfaces"),
    ("enum", "enums"),
    ("delegate", "delegates"),
    ("function", "functions"),
    ("variable", "variables"),
    ("typealias", "typealiases"),
    ("member", "members"),
)
"""The kind of a member → the anchor of its group, in the order of a page."""
_CONTAINERS = frozenset(("namespace", "package", "module", "container"))
_OBJECT_TYPES = {
    "field": "var",
    "attachedproperty": "property",
    "attachedevent": "event",
    "constructor": "method",
    "operator": "function",
    "variable": "var",
}
"""The kind of an object → the name of its type in the domain of C#."""


def read_managed(fields: Fields) -> Section:
    """Return the page of a type or namespace.

    :param fields: the YAML.
    """
    items = fields.maps("items")
    if not items:
        fields.report("'items' has no object; add one", "items")
        return Section(_("Reference"), Record(), ())
    first = items[0]
    language = (first.texts("langs") or ["csharp"])[0].lower()
    references = References.of(fields, items, language)
    is_html = fields.flag("shouldSkipMarkup")
    return _Reader(references, language, is_html=is_html).page(first, items[1:])


@dataclass(frozen=True)
class _Reader:
    """Reads the items of a page.

    :param references: the names of objects.
    :param language: the language of code.
    :param is_html: True if texts are HTML already.
    """

    references: References
    language: str
    is_html: bool = False

    @property
    def blocks(self) -> ItemBlocks:
        """The blocks that pages and members have in common."""
        return ItemBlocks(self.references, self.language, is_html=self.is_html)

    def page(self, item: Fields, members: list[Fields]) -> Section:
        kind = _kind(item)
        names = self.references.names(item)
        name = names.get("name") or item.line("uid") or _("Reference")
        word = kind_word(kind)
        title = f"{word} {name}" if word else name
        blocks = (
            *self._facts(item, kind),
            *self.blocks.top(item),
            *self.blocks.declaration(item, kind),
            *self._relations(item, kind),
            *(self._fields_of_enum(members) if kind == "enum" else ()),
            *self.blocks.bottom(item),
            *(self._children(item, members) if kind in _CONTAINERS else ()),
            *(() if kind == "enum" else self._members(members)),
            *self.blocks.see_also(item),
        )
        return Section(title, self._record(item, kind), blocks)

    def _record(self, item: Fields, kind: str) -> Record:
        uid, overload = item.line("uid"), item.line("overload")
        names = self.references.names(item)
        group = self.references.entries.get(overload)
        if not uid:
            item.report("this item has no 'uid'; add it")
        return Record(
            uid=uid,
            names=names or {"name": uid},
            ids=anchors(uid),
            kind=_OBJECT_TYPES.get(kind, kind),
            domain="cs" if self.language in ("csharp", "vb") else "azure",
            entry=_entry(names, kind),
            summary=first_paragraph(item.text("summary")),
            status=_status(item),
            overload=overload,
            overload_names=self.references.names(group) if group else {},
            path=(*item.path, "uid"),
        )

    def _facts(self, item: Fields, kind: str) -> Iterator[Block]:
        namespace, package = item.line("namespace"), item.line("package")
        module = item.line("module")
        assemblies = item.texts("assemblies")
        yield from facts(
            (_("Namespace"), (self.references.type(namespace),) if namespace else ()),
            (_("Package"), (self.references.type(package),) if package else ()),
            (_("Module"), (self.references.type(module),) if module else ()),
            (
                _("Assembly"),
                tuple((f"{name}.dll",) for name in assemblies) if assemblies else (),
            ),
        )

    def _relations(self, item: Fields, kind: str) -> Iterator[Block]:
        chain = [self.references.type(uid) for uid in _chain(item)]
        if chain:
            names = self.references.names(item)
            chain.append((Strong(names.get("name") or item.line("uid")),))
            yield from headed(_("Inheritance"), (Chain(tuple(chain), is_tree=True),))
        yield from self._list(item, "implements", _("Implements"), "name", "implements")
        yield from self._list(item, "derivedClasses", _("Derived"), "name")
        title = _("Inherited Members")
        yield from self._list(item, "inheritedMembers", title, "nameWithType")
        title, anchor = _("Extension Methods"), "extensionmethods"
        yield from self._list(item, "extensionMethods", title, "nameWithType", anchor)

    def _list(
        self, item: Fields, key: str, title: str, name: str, *ids: str
    ) -> Iterator[Block]:
        uids = _variants(item, key, self.language)
        links: tuple[Inlines, ...] = tuple(
            self.references.type(uid, name) for uid in uids
        )
        if links:
            yield from headed(title, (Chain(links),), ids)

    def _fields_of_enum(self, members: list[Fields]) -> tuple[Block, ...]:
        found = (
            Term(
                (Literal(member.map("syntax").code("content") or member.line("name")),),
                blocks=(*self.blocks.top(member), *self.blocks.bottom(member)),
                record=self._record(member, "field"),
            )
            for member in members
        )
        return headed(_("Fields"), terms(found), ("fields",))

    def _children(self, item: Fields, members: list[Fields]) -> Iterator[Block]:
        """Yield the table of the objects in a namespace or package."""
        shown = {member.line("uid") for member in members}
        uids = tuple(
            uid
            for uid in _variants(item, "children", self.language)
            if uid not in shown
        )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            ((self.references.link(uid),), (Fact(uid, "summary"),)) for uid in uids
        )
        if rows:
            yield Table((_("Name"), _("Description")), rows, uids)

    def _members(self, members: list[Fields]) -> Iterator[Block]:
        """Yield the groups of members, in docfx's order."""
        groups: dict[str, list[Block]] = {kind: [] for kind, _ids in _GROUPS}
        for member in members:
            kind = "eii" if member.flag("isEii") else _kind(member)
            group = kind if kind in groups else "member"
            groups[group].append(self._member(member, _kind(member)))
        titles = group_titles()
        for kind, anchor in _GROUPS:
            if groups[kind]:
                yield Group(titles[kind], tuple(groups[kind]), (anchor,))

    def _member(self, item: Fields, kind: str) -> Member:
        names = self.references.names(item)
        name = names.get("name") or item.line("uid")
        short, bracket, _rest = name.partition("(")
        signature = Signature(
            short if bracket else name,
            parameters=self._parameters(item) if bracket else None,
            source=source_url(item),
        )
        blocks = (
            *badges(*_flags(item)),
            *self.blocks.top(item),
            *self.blocks.declaration(item, kind),
            *self.blocks.bottom(item),
            *self._children_of_member(item),
            *self.blocks.see_also(item),
        )
        return Member(signature, self._record(item, kind), blocks)

    def _children_of_member(self, item: Fields) -> Iterator[Block]:
        yield from self._list(item, "derivedClasses", _("Derived"), "name")

    def _parameters(self, item: Fields) -> tuple[Inlines, ...]:
        found = []
        for parameter in item.map("syntax").maps("parameters"):
            types = self.blocks.types(parameter)
            name = parameter.line("id")
            if "." not in name:
                found.append((*types, f" {name}") if types else (name,))
        return tuple(found)


def _kind(item: Fields) -> str:
    return item.line("type").lower() or "member"


def _flags(item: Fields) -> list[tuple[str, str]]:
    flags = (
        ("isDeprecated", _("Deprecated"), "deprecated"),
        ("isPreview", _("Preview"), "preview"),
    )
    return [(word, kind) for key, word, kind in flags if item.flag(key)]


def _status(item: Fields) -> str:
    return ", ".join(word for word, _kind in _flags(item))


def _entry(names: dict[str, str], kind: str) -> str:
    name = names.get("nameWithType") or names.get("name") or ""
    return name if kind not in _CONTAINERS else names.get("fullName") or name


def _chain(item: Fields) -> Iterator[str]:
    """Yield the uids of an inheritance, from the root.

    UniversalReference has a tree: each entry has its own bases.
    """
    entries = item.value.get("inheritance")
    if isinstance(entries, list) and any(isinstance(e, dict) for e in entries):
        for entry in item.maps("inheritance"):
            yield from _chain(entry)
            if uid := entry.line("type"):
                yield uid
    else:
        yield from item.texts("inheritance")


def _variants(item: Fields, key: str, language: str) -> list[str]:
    """Return a list of uids, which may have the language in its key."""
    return list(dict.fromkeys((*item.texts(key), *item.texts(f"{key}.{language}"))))
