"""The blocks of an item of ManagedReference and UniversalReference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..locale import translate as _
from .anchors import html_id
from .blocks import code, deprecated, facts, headed, joined, literals, preview, terms
from .fields import Fields
from .model import Block, Chain, Inlines, Line, Link, Literal, Notice, Prose, Term
from .references import References

_LANGUAGES = {"typescript": "ts", "vb": "vb"}


@dataclass(frozen=True)
class ItemBlocks:
    """Makes the blocks of an item.

    :param references: the names of objects.
    :param language: the language of code.
    :param is_html: True if texts are HTML already.
    """

    references: References
    language: str
    is_html: bool = False

    def top(self, item: Fields) -> Iterator[Block]:
        """Yield the notices, the summary and the conceptual text.

        :param item: the item.
        """
        if item.flag("isDeprecated"):
            yield deprecated(*item.prose("customDeprecatedMessage"))
        if item.flag("isPreview"):
            yield preview()
        yield from self._prose(item, "summary")
        yield from self._prose(item, "conceptual")

    def declaration(self, item: Fields, kind: str) -> Iterator[Block]:
        """Yield the declaration, and its parameters and result.

        :param item: the item.
        :param kind: the kind of the item, in lower case.
        """
        syntax = item.map("syntax")
        content = syntax.code("content") or syntax.code(f"content.{self.language}")
        yield from code(content, _LANGUAGES.get(self.language, self.language))
        yield from headed(_("Parameters"), terms(self._parameters(syntax)))
        yield from self._result(syntax, kind)
        found = terms(
            Term((Literal(entry.line("id")),), blocks=tuple(self._text(entry)))
            for entry in syntax.maps("typeParameters")
        )
        yield from headed(_("Type Parameters"), found)
        overridden = item.line("overridden")
        if overridden:
            links: tuple[Inlines, ...] = (
                self.references.type(overridden, "nameWithType"),
            )
            yield from headed(_("Overrides"), (Chain(links),))

    def bottom(self, item: Fields) -> Iterator[Block]:
        """Yield the examples, remarks, exceptions and platforms.

        :param item: the item.
        """
        base = html_id(item.line("uid"))
        found = tuple(
            Prose(text, (*item.path, "example", index), is_html=self.is_html)
            for index, text in enumerate(item.texts("example"))
        )
        yield from headed(_("Examples"), found, (f"{base}_examples",) if base else ())
        remarks = (
            *self._prose(item, "remarks"),
            *self._notes(item.map("additionalNotes")),
        )
        yield from headed(_("Remarks"), remarks, (f"{base}_remarks",) if base else ())
        exceptions = terms(
            Term(self.types(entry), blocks=tuple(self._text(entry)))
            for entry in item.maps("exceptions")
        )
        yield from headed(_("Exceptions"), exceptions)
        platforms = item.texts("supported_platforms") or item.texts("platform")
        yield from facts(
            (_("Platforms"), tuple((name,) for name in platforms)),
            (_("Requirements"), tuple((t,) for t in item.texts("requirements"))),
        )

    def see_also(self, item: Fields) -> tuple[Block, ...]:
        """Return the related objects and pages.

        :param item: the item.
        """
        links = []
        for entry in item.maps("seealso"):
            text = entry.line("altText")
            target = entry.line("linkId")
            if entry.line("linkType").lower() == "href":
                links.append((Link(text or target, url=target),))
            elif target:
                link = self.references.link(target, "nameWithType")
                links.append((Link(text or link.text, link.uid, link.url, link.name),))
        blocks = (
            *((Chain(tuple(links)),) if links else ()),
            *self._prose(item, "seealsoContent"),
        )
        base = html_id(item.line("uid"))
        return headed(_("See Also"), blocks, (f"{base}_seealso",) if base else ())

    def types(self, entry: Fields) -> Inlines:
        """Return the types of a parameter or result; several are alternatives.

        :param entry: the parameter or result.
        """
        return joined(map(self.references.type, entry.texts("type")), " | ")

    def _result(self, syntax: Fields, kind: str) -> tuple[Block, ...]:
        result = syntax.map("return") or syntax.map("returns")
        types = self.types(result)
        text = tuple(self._text(result))
        if not types and not text:
            return ()
        titles = {
            "property": _("Property Value"),
            "attachedproperty": _("Property Value"),
            "event": _("Event Type"),
            "attachedevent": _("Event Type"),
            "field": _("Field Value"),
        }
        # The type stands alone if it has no description.
        blocks: tuple[Block, ...] = (
            terms((Term(types, blocks=text),)) if types and text else text
        )
        line: tuple[Block, ...] = (Line(types),) if types and not text else ()
        return headed(titles.get(kind, _("Returns")), (*line, *blocks))

    def _parameters(self, syntax: Fields) -> Iterator[Term]:
        """Yield the parameters, each with its properties.

        ``options.timeout`` is a property of ``options``, the parameter before it.
        """
        entries = syntax.maps("parameters")
        ids = {entry.line("id") for entry in entries}
        for entry in entries:
            name = entry.line("id")
            if name.rpartition(".")[0] not in ids:
                yield self._parameter(entry, entries)

    def _parameter(self, entry: Fields, entries: list[Fields]) -> Term:
        name = entry.line("id") or entry.line("name")
        if not name:
            entry.report("this parameter has no 'id'; add it")
        below = tuple(
            self._parameter(inner, entries)
            for inner in entries
            if name and inner.line("id").rpartition(".")[0] == name
        )
        blocks = (
            *self._text(entry),
            *facts(
                (_("Default value"), literals(entry.code("defaultValue"))),
                (_("Optional"), ((_("yes"),),) if entry.flag("optional") else ()),
            ),
            *terms(below),
        )
        return Term((Literal(name),), (self.types(entry),), blocks)

    def _notes(self, notes: Fields) -> Iterator[Block]:
        titles = {
            "caller": _("Notes to Callers"),
            "implementer": _("Notes to Implementers"),
            "inheritor": _("Notes to Inheritors"),
        }
        for key, title in titles.items():
            content = self._prose(notes, key)
            if content:
                yield Notice("note", title, content)

    def _text(self, entry: Fields) -> tuple[Prose, ...]:
        return self._prose(entry, "description") or self._prose(entry, "summary")

    def _prose(self, entry: Fields, key: str) -> tuple[Prose, ...]:
        return entry.prose(key, is_html=self.is_html)


def kind_word(kind: str) -> str:
    """Return the word for a kind of object, as headings show it; empty for none.

    :param kind: the kind, in lower case.
    """
    words = {
        "namespace": _("Namespace"),
        "package": _("Package"),
        "module": _("Module"),
        "class": _("Class"),
        "struct": _("Struct"),
        "interface": _("Interface"),
        "enum": _("Enum"),
        "delegate": _("Delegate"),
        "constructor": _("Constructor"),
        "field": _("Field"),
        "property": _("Property"),
        "method": _("Method"),
        "event": _("Event"),
        "operator": _("Operator"),
        "function": _("Function"),
    }
    return words.get(kind, "")


def group_titles() -> dict[str, str]:
    """Return the kind of objects, in lower case → the heading of a group of them.

    Their order is that of docfx's template for namespaces.
    """
    return {
        "namespace": _("Namespaces"),
        "package": _("Packages"),
        "module": _("Modules"),
        "constructor": _("Constructors"),
        "field": _("Fields"),
        "property": _("Properties"),
        "attachedproperty": _("Attached Properties"),
        "method": _("Methods"),
        "event": _("Events"),
        "attachedevent": _("Attached Events"),
        "operator": _("Operators"),
        "eii": _("Explicit Interface Implementations"),
        "class": _("Classes"),
        "struct": _("Structs"),
        "interface": _("Interfaces"),
        "enum": _("Enums"),
        "delegate": _("Delegates"),
        "function": _("Functions"),
        "variable": _("Variables"),
        "typealias": _("Type Aliases"),
        "member": _("Members"),
    }
