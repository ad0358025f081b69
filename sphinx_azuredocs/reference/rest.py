"""``RESTOperationGroup`` and ``RESTOperation``.

Types are names of definitions on the same page, or of primitive types. Bodies are code.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..locale import translate as _
from .anchors import anchors
from .anchors import fragment as fragment_of
from .blocks import code, facts, headed, joined, literals
from .fields import Fields
from .model import (
    Block,
    Cell,
    Code,
    Group,
    Inlines,
    Line,
    Link,
    Literal,
    Prose,
    Record,
    Section,
    Table,
)
from .summaries import first_paragraph

_PLACEHOLDERS = {"has_placeholders": True}


def read_rest_group(fields: Fields) -> Section:
    """Return the page of a group of operations.

    :param fields: the YAML.
    """
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            (Link(entry.line("name"), entry.line("uid")),),
            entry.prose("summary", **_PLACEHOLDERS),
        )
        for entry in fields.maps("operations")
    )
    head = (_("Name"), _("Description"))
    table = (Table(head, rows),) if rows else ()
    blocks = (*_top(fields), *headed(_("Operations"), table, ("operations",)))
    return Section(_title(fields), _record(fields, "group"), blocks)


def read_rest_operation(fields: Fields) -> Section:
    """Return the page of an operation.

    :param fields: the YAML.
    """
    names = [entry.line("name") for entry in fields.maps("definitions")]
    types = _Types({name: fragment_of(name) for name in names if name})
    paths = (
        Code(content, _http(content))
        for entry in fields.maps("paths")
        if (content := entry.code("content"))
    )
    blocks = (
        *_top(fields),
        *paths,
        *_media(fields),
        *_group(_("URI Parameters"), types.table(fields.maps("uriParameters"))),
        *_group(_("Request Header"), types.table(fields.maps("requestHeader"))),
        *_group(_("Request Body"), _bodies(fields, types)),
        *_group(_("Responses"), _responses(fields, types)),
        *_group(_("Security"), _security(fields)),
        *_group(_("Examples"), _examples(fields)),
        *_group(_("Definitions"), _definitions(fields, types)),
        *_group(_("Error Codes"), types.table(fields.maps("errorCodes"))),
    )
    return Section(_title(fields), _record(fields, "operation"), blocks)


def _title(fields: Fields) -> str:
    return fields.line("name") or fields.line("uid") or _("Reference")


def _record(fields: Fields, kind: str) -> Record:
    uid, name, group = (fields.line(k) for k in ("uid", "name", "groupName"))
    return Record(
        uid=uid,
        names={"name": name or uid, "fullName": f"{group} - {name}" if group else name},
        ids=anchors(uid),
        kind=kind,
        entry=name,
        summary=first_paragraph(fields.text("summary")),
        path=(*fields.path, "uid"),
    )


def _top(fields: Fields) -> Iterator[Block]:
    yield from facts(
        (_("Service"), ((fields.line("service"),),)),
        (_("API Version"), ((fields.line("apiVersion"),),)),
    )
    yield from fields.prose("summary", **_PLACEHOLDERS)
    if fields.text("description") != fields.text("summary"):
        yield from fields.prose("description", **_PLACEHOLDERS)
    yield from fields.prose("remarks", **_PLACEHOLDERS)


def _media(fields: Fields) -> tuple[Block, ...]:
    return facts(
        (_("Media types of the request"), literals(*fields.texts("consumes"))),
        (_("Media types of the response"), literals(*fields.texts("produces"))),
    )


def _group(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Group(title, blocks, (fragment_of(title),)),) if blocks else ()


class _Types:
    """Makes the types of parameters.

    :param anchors: the name of each definition of the page → its anchor.
    """

    def __init__(self, anchors: dict[str, str]) -> None:
        self.anchors = anchors

    def of(self, entry: Fields) -> Inlines:
        """Return the types of a parameter, which are alternatives."""
        found = joined(map(self._type, entry.maps("types")), " | ")
        if found:
            return found
        return tuple(joined((t,) for t in entry.texts("type")))

    def _type(self, entry: Fields) -> Inlines:
        inner = joined(map(self._type, entry.maps("additionalTypes")))
        uid = entry.line("uid")
        own: Inlines = (
            (Link(uid, url=f"#{self.anchors[uid]}"),)
            if (uid in self.anchors)
            else ((uid,) if uid else ())
        )
        if entry.flag("isDictionary"):
            return ("<", *(inner or ("string, ", *own)), ">")
        return (*(own or inner), "[]") if entry.flag("isArray") else own or inner

    def table(self, entries: list[Fields]) -> tuple[Block, ...]:
        """Return a table of parameters; empty for no parameters.

        :param entries: the parameters.
        """
        if not entries:
            return ()
        has_place = any(entry.line("in") for entry in entries)
        rows = tuple(self._row(entry, has_place=has_place) for entry in entries)
        place = (_("In"),) if has_place else ()
        head = (_("Name"), *place, _("Required"), _("Type"), _("Description"))
        return (Table(head, rows),)

    def _row(self, entry: Fields, *, has_place: bool) -> tuple[Cell, ...]:
        name = entry.line("name") or entry.line("code")
        if not name:
            entry.report("this parameter has no 'name'; add it")
        types = self.of(entry)
        form = entry.line("format")
        title = entry.line("typesTitle")
        description: list[Prose | str] = [*entry.prose("description", **_PLACEHOLDERS)]
        cells: list[Cell] = [(Literal(name),)]
        if has_place:
            cells.append((entry.line("in"),))
        cells.append((_("yes") if entry.flag("isRequired") else "",))
        shown: Inlines = types or ((title,) if title else ())
        cells.append((*shown, *((f" ({form})",) if form else ())))
        cells.append((*description, *self._notes(entry)))
        return tuple(cells)

    def _notes(self, entry: Fields) -> Iterator[str | Literal]:
        pattern = entry.code("pattern")
        if pattern:
            yield f"{_('Pattern')}: "
            yield Literal(pattern)
        default = entry.code("defaultValue")
        if default:
            yield f" {_('Default value')}: "
            yield Literal(default)
        if entry.flag("isReadyOnly") or entry.flag("isReadOnly"):
            yield f" {_('Read-only')}"


def _bodies(fields: Fields, types: _Types) -> tuple[Block, ...]:
    found: list[Block] = []
    for body in fields.maps("requestBody"):
        name = body.line("name")
        if name and name.lower() != "default":
            found.append(Line((Literal(name),)))
        found += body.prose("description", **_PLACEHOLDERS)
        found += types.table(body.maps("parameters"))
    return tuple(found)


def _responses(fields: Fields, types: _Types) -> tuple[Block, ...]:
    rows: list[tuple[Cell, ...]] = []
    for response in fields.maps("responses"):
        description: Cell = response.prose("description", **_PLACEHOLDERS)
        headers = response.maps("headers")
        if headers:
            description = (*description, f"{_('Headers')}: ")
        for index, header in enumerate(headers):
            kind = header.line("value") or "".join(
                part if isinstance(part, str) else part.text
                for part in types.of(header)
                if isinstance(part, str | Link)
            )
            text = f": {kind}" if kind else ""
            comma = ", " if index else ""
            description = (*description, comma, Literal(header.line("name")), text)
        rows.append(
            ((Literal(response.line("name")),), types.of(response), description)
        )
    head = (_("Name"), _("Type"), _("Description"))
    return (Table(head, tuple(rows)),) if rows else ()


def _security(fields: Fields) -> tuple[Block, ...]:
    found: list[Block] = []
    for entry in fields.maps("security"):
        title = entry.line("name") or entry.line("type") or _("Security")
        scopes = entry.maps("scopes")
        rows = tuple(
            ((Literal(scope.line("name")),), scope.prose("description"))
            for scope in scopes
        )
        url = entry.line("authorizationUrl")
        blocks = (
            *entry.prose("description", **_PLACEHOLDERS),
            *facts(
                (_("Type"), ((entry.line("type"),),)),
                (_("In"), ((entry.line("in"),),)),
                (_("Flow"), ((entry.line("flow"),),)),
                (_("Authorization URL"), ((Link(url, url=url),),) if url else ()),
                (_("Token URL"), literals(entry.line("tokenUrl"))),
            ),
            *headed(
                _("Scopes"),
                (Table((_("Name"), _("Description")), rows),) if rows else (),
            ),
        )
        found.append(Group(title, blocks, (fragment_of(title),)))
    return tuple(found)


def _examples(fields: Fields) -> tuple[Block, ...]:
    found: list[Block] = []
    for entry in fields.maps("examples"):
        title = entry.line("name") or _("Example")
        request = entry.map("request")
        blocks: list[Block] = [*entry.prose("description", **_PLACEHOLDERS)]
        shown = (
            *code(request.code("uri"), _http(request.code("uri"))),
            *_headers(request),
            *code(request.code("body"), _language(request.code("body"))),
            *request.prose("codeTab"),
        )
        blocks += headed(_("Sample request"), shown)
        for response in entry.maps("responses"):
            body = response.code("body")
            status = response.line("statusCode")
            parts = (
                *facts((_("Status code"), literals(status))),
                *_headers(response),
                *code(body, _language(body)),
            )
            blocks += headed(_("Sample response"), parts)
        found.append(Group(title, tuple(blocks), (fragment_of(title),)))
    return tuple(found)


def _headers(message: Fields) -> tuple[Block, ...]:
    entries = message.maps("headers")
    lines = [f"{e.line('name')}: {e.line('value')}" for e in entries if e.line("name")]
    return code("\n".join(lines))


def _http(request: str) -> str:
    """Return the language of a request: HTTP if it names the version of HTTP."""
    return "http" if "HTTP/" in request.partition("\n")[0] else ""


def _language(body: str) -> str:
    start = body.lstrip()[:1]
    return "json" if start in ("{", "[") else "xml" if start == "<" else ""


def _definitions(fields: Fields, types: _Types) -> tuple[Block, ...]:
    found: list[Block] = []
    for entry in fields.maps("definitions"):
        name = entry.line("name")
        kind = entry.line("kind")
        blocks = (
            *entry.prose("description", **_PLACEHOLDERS),
            *facts((_("Kind"), ((kind,),))),
            *types.table(entry.maps("properties")),
        )
        anchor = types.anchors.get(name, "")
        found.append(
            Group(name or _("Definition"), blocks, (anchor,) if anchor else ())
        )
    return tuple(found)
