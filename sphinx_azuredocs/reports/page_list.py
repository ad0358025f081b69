"""The directive ``azure:pages``: a list or table of the pages that a query selects.

The query is run after all pages are read. Until a page is written, a placeholder node
stands for its list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.utils import column_width
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from ..domain.azure import azure_domain
from ..domain.queries import (
    Condition,
    Query,
    QueryError,
    Row,
    misspelt,
    parse_conditions,
    parse_names,
    parse_sort,
)
from ..locale import translate as _
from ..warnings import Problem, WarningKind, report

NODE_CLASS = "azure-pages"
TITLE = "title"
DEFAULT_COLUMNS = (TITLE, "date")

_LOGGER = getLogger(__name__)
# Sphinx resolves references at 10; the lists are made before.
_BEFORE_REFERENCES = 5
_FORMATS = ("list", "table")
# Options that are short for a condition: option → name and operator.
_CONDITIONS = {
    "service": ("service", "="),
    "author": ("author", "="),
    "topic": ("topic", "="),
    "before": ("date", "<"),
    "after": ("date", ">"),
}
_OPTIONS = (*_CONDITIONS, "sort", "limit", "format", "columns", "empty")
_HEADINGS = {
    "title": _("Title"),
    "service": _("Service"),
    "author": _("Author"),
    "topic": _("Topic"),
    "date": _("Date"),
}


class page_list(nodes.General, nodes.Element):  # noqa: N801 - as nodes are named
    """Placeholder for a list of pages; its content is shown if the list is empty.

    Its attributes are the ``docname`` of its page, the ``query`` and the ``format``.
    """


def read_query(text: str, options: dict[str, str]) -> tuple[Query, str]:
    """Return the query of a directive.

    :param text: the conditions.
    :param options: the options as written.
    :return: the query, and the format: ``list`` or ``table``.
    :raises QueryError: for a malformed condition or option.
    """
    for name, value in options.items():
        if not value.strip():
            raise QueryError(f"the option {name} has no value; write one, or leave it")
    conditions = [
        Condition(*_CONDITIONS[name], tuple(map(str.strip, value.split(","))))
        for name, value in options.items()
        if name in _CONDITIONS
    ]
    layout = options.get("format", "table" if "columns" in options else "list")
    if layout not in _FORMATS:
        raise QueryError(f"{layout!r} is no format; write {' or '.join(_FORMATS)}")
    if layout == "list" and "columns" in options:
        raise QueryError("a list has no columns; write table as its format")
    return Query(
        (*parse_conditions(text), *conditions),
        parse_sort(options["sort"]) if "sort" in options else (),
        _read_limit(options["limit"]) if "limit" in options else None,
        _read_columns(options.get("columns")) if layout == "table" else (TITLE,),
    ), layout


def _read_limit(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise QueryError(f"{text!r} is no limit; write a whole number, 1 or more")
    return int(text)


def _read_columns(text: str | None) -> tuple[str, ...]:
    """Return the columns, always with the title, which has the link."""
    columns = DEFAULT_COLUMNS if text is None else parse_names(text)
    return columns if TITLE in columns else (TITLE, *columns)


class PageListDirective(SphinxDirective):
    """The directive ``azure:pages``, in MyST and reStructuredText.

    Its argument and its content are conditions.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {
        **dict.fromkeys(_OPTIONS, directives.unchanged),
        "name": directives.unchanged,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """Return a placeholder node for the list."""
        text = "\n".join([*self.arguments, *self.content])
        options = {
            name: self.options[name] for name in _OPTIONS if name in self.options
        }
        try:
            query, layout = read_query(text, options)
        except QueryError as error:
            _warn(str(error), self.get_location())
            source = self.block_text
            return [nodes.literal_block(source, source, language="none")]
        docname = self.env.docname
        azure_domain(self.env).note_list(docname, query)
        node = page_list("", docname=docname, query=query, format=layout)
        messages: list[nodes.system_message] = []
        if "empty" in self.options:
            content, messages = self.parse_inline(self.options["empty"])
            node += nodes.paragraph(self.options["empty"], "", *content)
            self.set_source_info(node[0])
        self.set_source_info(node)
        node["classes"] += self.options.get("class", [])
        self.add_name(node)
        return [node, *messages]


class PageLists(SphinxPostTransform):
    """Transform that replaces the placeholder nodes by the lists."""

    default_priority = _BEFORE_REFERENCES

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholder nodes of a page."""
        domain = azure_domain(self.env)
        if not domain.lists:
            return
        for node in list(self.document.findall(page_list)):
            query: Query = node["query"]
            for name, near in misspelt(query.names, domain.all_pages()).items():
                message = f"no page has the attribute {name}; did you mean {near}?"
                _warn(message, node)
            rows = domain.lists[node["docname"]][query]
            node.replace_self(_content(node, rows))


def _content(node: page_list, rows: Sequence[Row]) -> list[nodes.Node]:
    if not rows:
        # An empty list needs a node for the ids that the list may have.
        return node.children or [nodes.target()]
    if node["format"] == "table":
        return [_table(node["query"].columns, rows, node["docname"])]
    items = (
        nodes.list_item("", nodes.paragraph("", "", _link(row, title, node["docname"])))
        for row in rows
        for title in row.cells
    )
    return [nodes.bullet_list("", *items, classes=[NODE_CLASS])]


def _link(row: Row, title: str, docname: str) -> addnodes.pending_xref:
    """Return a link to a listed page, which Sphinx resolves for each builder."""
    return addnodes.pending_xref(
        "",
        nodes.inline(title, title),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{row.docname}",
        refdoc=docname,
        refexplicit=True,
    )


def _table(columns: Sequence[str], rows: Sequence[Row], docname: str) -> nodes.table:
    headings = [str(_HEADINGS.get(name, name)) for name in columns]
    cells = [headings, *(row.cells for row in rows)]
    widths = [max(map(column_width, column)) for column in zip(*cells, strict=True)]
    group = nodes.tgroup("", cols=len(columns))
    group += [nodes.colspec(colwidth=max(width, 1)) for width in widths]
    group += nodes.thead("", _row(map(nodes.Text, headings)))
    body = nodes.tbody()
    for row in rows:
        body += _row(
            _link(row, text, docname) if name == TITLE else nodes.Text(text)
            for name, text in zip(columns, row.cells, strict=True)
        )
    group += body
    return nodes.table("", group, classes=[NODE_CLASS, "colwidths-auto"])


def _row(content: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row(
        "", *(nodes.entry("", nodes.paragraph("", "", node)) for node in content)
    )


def _warn(message: str, location: str | nodes.Node) -> None:
    report(_LOGGER, Problem(WarningKind.QUERY, message), location)


def setup_page_list(app: Sphinx) -> None:
    """Register the directive, its node and its transform."""
    app.add_node(page_list)
    app.add_directive_to_domain("azure", "pages", PageListDirective)
    app.add_post_transform(PageLists)
