"""``TSPackage``, ``TSType``, ``TSEnum``, ``TSTypeAlias``.

Types are fragments of HTML. The inherited members of a type are shown, but they are
objects of the page of the base.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..locale import translate as _
from .anchors import anchors
from .blocks import code, deprecated, facts, headed, preview, terms
from .fields import Fields
from .fragments import fragment_inlines
from .members import MemberGroup, linked_table, member_groups
from .model import (
    Block,
    Cell,
    Fact,
    Group,
    Inlines,
    Line,
    Link,
    Literal,
    Member,
    Record,
    Section,
    Signature,
    Table,
    Term,
)
from .signature import parameter_names
from .summaries import first_paragraph

LANGUAGE = "typescript"


def read_ts_package(fields: Fields) -> Section:
    """Return the page of a package.

    :param fields: the YAML.
    """
    return _page(fields, _("Package"), "module", tuple(_contents(fields)))


def read_ts_type(fields: Fields) -> Section:
    """Return the page of a class or interface.

    :param fields: the YAML.
    """
    is_interface = fields.line("type").lower() == "interface"
    word = _("Interface") if is_interface else _("Class")
    kind = "interface" if is_interface else "class"
    return _page(fields, word, kind, (*_members(fields), *_inherited(fields)))


def read_ts_enum(fields: Fields) -> Section:
    """Return the page of an enumeration.

    :param fields: the YAML.
    """
    found = terms(map(_field, fields.maps("fields")))
    blocks = headed(_("Fields"), found, ("fields",))
    return _page(fields, _("Enum"), "enum", blocks)


def read_ts_type_alias(fields: Fields) -> Section:
    """Return the page of a type alias.

    :param fields: the YAML.
    """
    return _page(fields, _("Type Alias"), "typealias", ())


def _page(fields: Fields, word: str, kind: str, blocks: tuple[Block, ...]) -> Section:
    name = fields.line("fullName") or fields.line("name") or fields.line("uid")
    if kind == "module":
        name = fields.line("name") or name
    package = fields.line("package")
    content = (
        *_notices(fields),
        *fields.prose("summary"),
        *facts(
            (_("Package"), ((_package(package),),) if package else ()),
            (_("Extends"), (fragment_inlines(fields.line("extends")),)),
        ),
        *_declaration(fields),
        *_result(fields),
        *headed(_("Remarks"), fields.prose("remarks")),
        *blocks,
    )
    return Section(f"{name} {word}".strip(), _record(fields, kind), content)


def _package(name: str) -> Link:
    return Link(name.removesuffix("!"), name)


def _record(fields: Fields, kind: str, parent: str = "") -> Record:
    uid, name = fields.line("uid"), fields.line("name")
    full_name = fields.line("fullName") or name
    head = full_name.partition("(")[0]
    if parent:
        head = f"{parent}.{name.partition('(')[0]}"
    elif "." not in head and fields.line("package"):
        head = f"{fields.line('package').removesuffix('!')}.{head}"
    short = name or full_name
    types = {"interface": "class", "enum": "class", "typealias": "data"}
    return Record(
        uid=uid,
        names={
            "name": short,
            "nameWithType": f"{parent.rpartition('.')[2]}.{short}" if parent else short,
            "fullName": f"{parent}.{short}" if parent else full_name,
        },
        ids=anchors(uid),
        kind=types.get(kind, kind),
        domain="js",
        full_name=head if not any(c.isspace() for c in head) else "",
        entry=f"{short} ({parent})" if parent else short,
        summary=first_paragraph(fields.text("summary")),
        status=_("Deprecated") if fields.flag("isDeprecated") else "",
        path=(*fields.path, "uid"),
    )


def _notices(fields: Fields) -> Iterator[Block]:
    message = fields.prose("customDeprecatedMessage")
    if fields.flag("isDeprecated") or message:
        yield deprecated(*message)
    if fields.flag("isPreview"):
        yield preview()


def _declaration(fields: Fields) -> tuple[Block, ...]:
    if isinstance(fields.value.get("syntax"), dict):
        written = fields.map("syntax").code("content")
    else:
        written = fields.code("syntax")
    return code(written, LANGUAGE)


def _result(fields: Fields, title: str = "") -> Iterator[Block]:
    """Yield the parameters and the result of a member."""
    if not isinstance(fields.value.get("syntax"), dict):
        return
    syntax = fields.map("syntax")
    found = terms(map(_parameter, syntax.maps("parameters")))
    yield from headed(_("Parameters"), found)
    result = syntax.map("return")
    types = fragment_inlines(result.line("type"))
    text = result.prose("description")
    shown: tuple[Block, ...] = (Line(types),) if types else ()
    if types and text:
        shown = terms((Term(types, blocks=text),))
    yield from headed(title or _("Returns"), shown or text)


def _parameter(entry: Fields) -> Term:
    name = entry.line("id") or entry.line("name")
    if not name:
        entry.report("this parameter has no 'id'; add it")
    types = fragment_inlines(entry.line("type"))
    return Term((Literal(name),), (types,), entry.prose("description"))


def _contents(fields: Fields) -> Iterator[Block]:
    """Yield the tables of what a package has, and its functions and variables."""
    for key, title in (
        ("classes", _("Classes")),
        ("interfaces", _("Interfaces")),
        ("typeAliases", _("Type Aliases")),
        ("enums", _("Enums")),
    ):
        rows = (
            ((Link("", uid),), (Fact(uid, "summary"),)) for uid in fields.texts(key)
        )
        yield from linked_table(title, key, rows)
    yield from _members(fields)


def _members(fields: Fields) -> Iterator[Block]:
    kinds = (
        ("constructors", "method", _("Constructors")),
        ("functions", "function", _("Functions")),
        ("variables", "data", _("Variables")),
        ("properties", "attribute", _("Properties")),
        ("methods", "method", _("Methods")),
        ("events", "attribute", _("Events")),
    )
    parent = fields.line("fullName") or fields.line("name")
    yield from member_groups(
        MemberGroup(
            title,
            key,
            tuple(_member(entry, kind, parent) for entry in fields.maps(key)),
        )
        for key, kind, title in kinds
    )


def _member(fields: Fields, kind: str, parent: str) -> Member:
    name = fields.line("name") or fields.line("uid")
    names = parameter_names(name) if kind in ("method", "function") else None
    parameters: tuple[Inlines, ...] | None = None
    if names is not None:
        parameters = tuple((parameter,) for parameter in names)
    title = "" if kind in ("method", "function") else _("Property Value")
    blocks = (
        *_notices(fields),
        *fields.prose("summary"),
        *_declaration(fields),
        *_result(fields, title),
        *headed(_("Remarks"), fields.prose("remarks")),
    )
    signature = Signature(
        name.partition("(")[0] if names is not None else name, parameters=parameters
    )
    return Member(signature, _record(fields, kind, parent), blocks)


def _inherited(fields: Fields) -> Iterator[Block]:
    for key, title in (
        ("inheritedProperties", _("Inherited Properties")),
        ("inheritedMethods", _("Inherited Methods")),
    ):
        rows: list[tuple[Cell, ...]] = []
        for entry in fields.maps(key):
            name = entry.line("name")
            cell: Cell = (
                *(entry.prose("summary") or ("",)),
                *entry.prose("inheritanceDescription"),
            )
            rows.append(
                ((Link(name, entry.line("uid")) if entry.line("uid") else name,), cell)
            )
        if rows:
            head = (_("Name"), _("Description"))
            yield Group(title, (Table(head, tuple(rows)),), (key.lower(),))


def _field(entry: Fields) -> Term:
    value = entry.code("value") or entry.code("numericValue")
    name = entry.line("name") or entry.line("uid")
    after: Inlines = (" = ", Literal(value)) if value else ()
    blocks = (*_notices(entry), *entry.prose("summary"), *entry.prose("remarks"))
    record = _record(entry, "attribute", "")
    return Term((Literal(name), *after), blocks=blocks, record=record)
