"""``JavaPackage``, ``JavaType``, ``JavaEnum``.

Types are fragments of HTML. ``summary`` is ``desc`` cut short, with ``<wbr>`` in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..locale import translate as _
from .anchors import anchors
from .blocks import code, deprecated, facts, headed, terms
from .fields import Fields
from .fragments import fragment_inlines
from .members import MemberGroup, first_of, linked_table, member_groups, without_breaks
from .model import (
    Block,
    Chain,
    Fact,
    Inlines,
    Line,
    Link,
    Literal,
    Member,
    Prose,
    Record,
    Section,
    Signature,
    Strong,
    Term,
)
from .signature import parameter_names
from .summaries import first_paragraph

LANGUAGE = "java"
_MARKUP = ("<xref", "**", "<br", "</br", "<wbr")


def read_java_package(fields: Fields) -> Section:
    """Return the page of a package.

    :param fields: the YAML.
    """
    return _page(fields, _("Package"), "package", tuple(_contents(fields)))


def read_java_type(fields: Fields) -> Section:
    """Return the page of a class or interface.

    :param fields: the YAML.
    """
    is_interface = fields.line("type").lower() == "interface"
    word = _("Interface") if is_interface else _("Class")
    kind = "interface" if is_interface else "class"
    return _page(fields, word, kind, tuple(_members(fields)))


def read_java_enum(fields: Fields) -> Section:
    """Return the page of an enumeration.

    :param fields: the YAML.
    """
    return _page(fields, _("Enum"), "enum", tuple(_members(fields)))


def _page(fields: Fields, word: str, kind: str, blocks: tuple[Block, ...]) -> Section:
    name = fields.line("name") or fields.line("fullName") or fields.line("uid")
    package = fields.line("package")
    parameters = terms(
        Term((Literal(entry.line("name")),), blocks=_text(entry, "description"))
        for entry in fields.maps("typeParameters")
    )
    content = (
        *_notices(fields),
        *_description(fields),
        *facts(
            (_("Package"), ((Link(package, package),),) if package else ()),
            (_("Maven Artifact"), (_fragment(fields.line("artifact")),)),
        ),
        *_declaration(fields),
        *headed(_("Type Parameters"), parameters),
        *_inheritance(fields, name),
        *headed(_("Remarks"), _text(fields, "remarks")),
        *blocks,
        *_inherited(fields),
    )
    return Section(f"{name} {word}".strip(), _record(fields, kind), content)


def _record(fields: Fields, kind: str) -> Record:
    uid, name = fields.line("uid"), fields.line("name")
    names = fields.names("name", "nameWithType", "fullName")
    full_name = names.get("nameWithType") or name
    return Record(
        uid=uid,
        names=names or {"name": uid},
        ids=anchors(uid),
        kind=kind,
        entry=full_name,
        summary=first_paragraph(without_breaks(fields.text("summary"))),
        status=_("Deprecated") if fields.flag("hasDeprecatedTag") else "",
        path=(*fields.path, "uid"),
    )


def _notices(fields: Fields) -> Iterator[Block]:
    text = _text(fields, "deprecatedTag")
    if text or fields.flag("hasDeprecatedTag"):
        yield deprecated(*text)


def _text(fields: Fields, key: str) -> tuple[Prose, ...]:
    found = fields.prose(key)
    return tuple(Prose(without_breaks(prose.text), prose.path) for prose in found)


def _description(fields: Fields) -> tuple[Prose, ...]:
    return first_of(_text(fields, "desc"), _text(fields, "summary"))


def _declaration(fields: Fields) -> tuple[Block, ...]:
    written = fields.code("syntax")
    if any(marker in written for marker in _MARKUP):
        parts = fragment_inlines(written)
        written = "".join(
            part.text if isinstance(part, Link) else str(part) for part in parts
        )
    return code(written, LANGUAGE)


def _fragment(text: str) -> Inlines:
    return fragment_inlines(text) if text else ()


def _inheritance(fields: Fields, name: str) -> Iterator[Block]:
    chain = [_fragment(text) for text in fields.texts("inheritances")]
    if chain:
        chain.append((Strong(name),))
        yield from headed(_("Inheritance"), (Chain(tuple(chain), is_tree=True),))
    found = tuple(_fragment(text) for text in fields.texts("implements"))
    if found:
        yield from headed(_("Implements"), (Chain(found),), ("implements",))


def _inherited(fields: Fields) -> Iterator[Block]:
    title = _("Inherited Members")
    found = [_member_link(text) for text in fields.texts("inheritedMembers")]
    blocks: list[Block] = [Chain(tuple(found))] if found else []
    for entry in fields.maps("inheritedClassMethods"):
        blocks.append(Line(_fragment(entry.text("classRef"))))
        methods = tuple(_fragment(text) for text in entry.texts("methodsRef"))
        if methods:
            blocks.append(Chain(methods))
    yield from headed(title, blocks)


def _member_link(text: str) -> Inlines:
    if "<xref" in text or "&" in text:
        return _fragment(text)
    return (Link(text, text),)


def _contents(fields: Fields) -> Iterator[Block]:
    for key, title in (
        ("classes", _("Classes")),
        ("interfaces", _("Interfaces")),
        ("enums", _("Enums")),
    ):
        rows = (
            ((_package_link(text),), (Fact(_uid_of(text), "summary"),))
            for text in fields.texts(key)
        )
        yield from linked_table(title, key, rows)
    yield from _members(fields)


def _package_link(text: str) -> Link:
    return Link("", _uid_of(text))


def _uid_of(text: str) -> str:
    parts = fragment_inlines(text) if "<" in text else ()
    return next((part.uid for part in parts if isinstance(part, Link)), text)


def _members(fields: Fields) -> Iterator[Block]:
    kinds = (
        ("fields", "field", _("Fields")),
        ("constructors", "constructor", _("Constructors")),
        ("methods", "method", _("Methods")),
    )
    yield from member_groups(
        MemberGroup(title, key, tuple(_member(e, kind) for e in fields.maps(key)))
        for key, kind, title in kinds
    )


def _member(fields: Fields, kind: str) -> Member:
    name = fields.line("name") or fields.line("uid")
    found = parameter_names(name)
    parameters: tuple[Inlines, ...] | None = None
    if found is not None:
        written = name.partition("(")[2].rpartition(")")[0]
        parameters = ((written,),) if written else ()
    blocks = (
        *_notices(fields),
        *_description(fields),
        *_declaration(fields),
        *_parameters(fields),
        *_results(fields),
        *headed(_("Remarks"), _text(fields, "remarks")),
    )
    signature = Signature(name.partition("(")[0], parameters=parameters)
    return Member(signature, _record(fields, kind), blocks)


def _parameters(fields: Fields) -> Iterator[Block]:
    for key, title in (
        ("typeParameters", _("Type Parameters")),
        ("parameters", _("Parameters")),
    ):
        found = []
        for entry in fields.maps(key):
            name, types = entry.line("name"), _fragment(entry.line("type"))
            if not name:
                entry.report("this parameter has no 'name'; add it")
            text = _text(entry, "description")
            found.append(Term((Literal(name),), (types,), text))
        yield from headed(title, terms(found))


def _results(fields: Fields) -> Iterator[Block]:
    yield from headed(_("Returns"), _result(fields.map("returns")))
    exceptions = terms(
        Term(_fragment(entry.line("type")), blocks=_text(entry, "description"))
        for entry in fields.maps("exceptions")
    )
    yield from headed(_("Exceptions"), exceptions)
    field = fields.map("field")
    yield from headed(
        _("Field Value"),
        (
            *_result(field),
            *facts(
                (
                    _("Value"),
                    ((Literal(field.code("value")),),) if field.code("value") else (),
                )
            ),
        ),
    )
    overridden = fields.line("overridden")
    if overridden:
        yield from headed(_("Overrides"), (Line(_member_link(overridden)),))


def _result(result: Fields) -> tuple[Block, ...]:
    types, text = _fragment(result.line("type")), _text(result, "description")
    if types and text:
        return terms((Term(types, blocks=text),))
    return (Line(types),) if types else text
