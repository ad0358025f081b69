"""``PythonPackage``, ``PythonModule``, ``PythonClass``, ``PythonEnum``.

py2docfx writes these files. Types are text with ``<xref:UID>`` in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..locale import translate as _
from .anchors import anchors
from .blocks import code, examples, facts, headed, joined, literals, terms
from .fields import Fields
from .fragments import fragment_inlines
from .members import MemberGroup, linked_table, member_groups
from .model import (
    Block,
    Chain,
    Fact,
    Inlines,
    Line,
    Link,
    Literal,
    Member,
    Record,
    Section,
    Signature,
    Strong,
    Term,
)
from .signature import parameter_names
from .summaries import first_paragraph

LANGUAGE = "python"


def read_python_package(fields: Fields) -> Section:
    """Return the page of a package.

    :param fields: the YAML.
    """
    word = _("Package")
    return _page(fields, word, "module", tuple(_contents(fields)))


def read_python_module(fields: Fields) -> Section:
    """Return the page of a module.

    :param fields: the YAML.
    """
    return _page(fields, _("Module"), "module", tuple(_contents(fields)))


def read_python_class(fields: Fields) -> Section:
    """Return the page of a class.

    :param fields: the YAML.
    """
    variables = terms(
        Term(
            (Literal(entry.line("name")),), (_types(entry),), entry.prose("description")
        )
        for entry in fields.maps("variables")
    )
    blocks = (
        *_inheritance(fields),
        *_constructor(fields),
        *headed(_("Variables"), variables),
        *_bottom(fields),
        *_members(fields),
        *_see_also(fields),
    )
    return _page(fields, _("Class"), "class", blocks)


def read_python_enum(fields: Fields) -> Section:
    """Return the page of an enumeration.

    :param fields: the YAML.
    """
    found = terms(
        Term(
            (Literal(entry.line("name") or entry.line("uid")),),
            blocks=(*entry.prose("summary"), *entry.prose("description")),
            record=_record(entry, "attribute"),
        )
        for entry in fields.maps("fields")
    )
    blocks = (
        *_inheritance(fields),
        *_constructor(fields),
        *headed(_("Fields"), found, ("fields",)),
        *_bottom(fields),
        *_members(fields),
        *_see_also(fields),
    )
    return _page(fields, _("Enum"), "class", blocks)


def _page(fields: Fields, word: str, kind: str, blocks: tuple[Block, ...]) -> Section:
    name = fields.line("name") or fields.line("uid")
    content = (*fields.prose("summary"), *blocks)
    if kind == "module":
        content = (*content, *_bottom(fields), *_see_also(fields))
    return Section(f"{name} {word}".strip(), _record(fields, kind), content)


def _record(fields: Fields, kind: str) -> Record:
    uid, name = fields.line("uid"), fields.line("name")
    full_name = fields.line("fullName") or uid
    short = name or full_name
    parent = full_name.rpartition(".")[0]
    return Record(
        uid=uid,
        names={"name": short, "fullName": full_name},
        ids=anchors(uid, full_name if " " not in full_name else ""),
        kind=kind,
        domain="py",
        full_name=full_name if " " not in full_name else "",
        entry=f"{short} ({parent})" if parent else short,
        summary=first_paragraph(fields.text("summary")),
        path=(*fields.path, "uid"),
    )


def _inheritance(fields: Fields) -> tuple[Block, ...]:
    chain: list[Inlines] = [_type(text) for text in fields.texts("inheritances")]
    if not chain:
        return ()
    chain.append((Strong(fields.line("name") or fields.line("uid")),))
    return headed(_("Inheritance"), (Chain(tuple(chain), is_tree=True),))


def _constructor(fields: Fields) -> tuple[Block, ...]:
    constructor = fields.map("constructor")
    blocks = (
        *code(constructor.code("syntax"), LANGUAGE),
        *constructor.prose("summary"),
        *_parameters(constructor),
    )
    return headed(_("Constructor"), blocks)


def _contents(fields: Fields) -> Iterator[Block]:
    """Yield the tables of what a package has, and its functions."""
    for key, title in (
        ("packages", _("Packages")),
        ("modules", _("Modules")),
        ("classes", _("Classes")),
        ("enums", _("Enums")),
    ):
        rows = (
            ((Link(uid.rpartition(".")[2], uid),), (Fact(uid, "summary"),))
            for uid in fields.texts(key)
        )
        yield from linked_table(title, key, rows)
    yield from _members(fields)


def _members(fields: Fields) -> Iterator[Block]:
    is_class = bool({"module", "methods", "attributes"} & fields.value.keys())
    kinds = (
        ("functions", "function", _("Functions")),
        ("methods", "method", _("Methods")),
        ("attributes", "attribute", _("Attributes")),
    )
    yield from member_groups(
        MemberGroup(
            title,
            key,
            tuple(
                _member(entry, "method" if is_class and kind == "function" else kind)
                for entry in fields.maps(key)
            ),
        )
        for key, kind, title in kinds
    )


def _member(fields: Fields, kind: str) -> Member:
    name = fields.line("name") or fields.line("uid")
    written = fields.code("signature")
    names = parameter_names(written)
    parameters: tuple[Inlines, ...] | None = None
    if kind != "attribute" and names is not None:
        parameters = tuple((parameter,) for parameter in names)
    prefix = "async" if written.lstrip().startswith("async ") else ""
    blocks = (
        *fields.prose("summary"),
        *code(written, LANGUAGE),
        *_parameters(fields),
        *_returns(fields),
        *_exceptions(fields),
        *_bottom(fields),
        *_see_also(fields),
    )
    return Member(Signature(name, prefix, parameters), _record(fields, kind), blocks)


def _bottom(fields: Fields) -> Iterator[Block]:
    yield from examples(fields, "examples")
    yield from headed(_("Remarks"), fields.prose("remarks"))


def _see_also(fields: Fields) -> tuple[Block, ...]:
    return headed(_("See Also"), fields.prose("seeAlsoContent"))


def _parameters(fields: Fields) -> Iterator[Block]:
    for key, title in (
        ("positionalOnlyParameters", _("Positional-Only Parameters")),
        ("parameters", _("Parameters")),
        ("keywordOnlyParameters", _("Keyword-Only Parameters")),
    ):
        yield from headed(title, terms(map(_parameter, fields.maps(key))))


def _parameter(entry: Fields) -> Term:
    name = entry.line("name")
    if not name:
        entry.report("this parameter has no 'name'; add it")
    blocks = (
        *entry.prose("description"),
        *facts(
            (_("Required"), ((_("yes"),),) if entry.flag("isRequired") else ()),
            (_("Default value"), literals(entry.code("defaultValue"))),
        ),
    )
    return Term((Literal(name),), (_types(entry),), blocks)


def _returns(fields: Fields) -> tuple[Block, ...]:
    result = fields.map("return")
    types, text = _types(result), result.prose("description")
    if types and text:
        return headed(_("Returns"), terms((Term(types, blocks=text),)))
    return headed(_("Returns"), (Line(types),) if types else text)


def _exceptions(fields: Fields) -> tuple[Block, ...]:
    found = terms(
        Term(_type(entry.line("type")), blocks=entry.prose("description"))
        for entry in fields.maps("exceptions")
    )
    return headed(_("Exceptions"), found)


def _types(entry: Fields) -> Inlines:
    """Return the types of a parameter or result, which are alternatives."""
    return joined(map(_type, entry.texts("types")), f" {_('or')} ")


def _type(text: str) -> Inlines:
    if "<" not in text and " " not in text and "[" not in text:
        return (Link(text, text),) if text else ()
    return fragment_inlines(text, is_html=False)
