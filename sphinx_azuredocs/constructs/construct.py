"""The type of a construct: its syntax, rendering, events and dialects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from sphinx.application import Sphinx

from ..assets import Asset
from ..page.context import PageContext
from ..page.dialects import ALL_DIALECTS, Dialect
from ..renderer import AzureRenderer
from ..syntax.triple_colon import TripleColon
from ..syntax.triple_colon_inline import TripleColonInline
from ..writing.markdown import Write
from ..writing.spelling import Respell

AddSyntax = Callable[[MarkdownIt, PageContext], None]
"""Adds the rules of a construct to the parser of a page."""

AddExtension = Callable[[MarkdownIt, Any], None]
"""Adds a Markdig extension to a parser; takes its options from ``docfx.json``."""


class Render(Protocol):
    """A function that renders a token; named ``render_<token type>``."""

    __name__: str

    def __call__(self, renderer: AzureRenderer, token: SyntaxTreeNode, /) -> None:
        """Append the nodes of a token to the current node of the renderer."""


Finish = Callable[[nodes.document, PageContext], None]
"""Changes the doctree of a page after it is rendered."""

DEFAULT_PRIORITY = 500
"""Sphinx's default priority of event handlers; lower ones are called first."""


@dataclass(frozen=True)
class Handler:
    """A handler of a Sphinx event.

    :param event: the name of the event.
    :param function: the handler.
    :param priority: handlers with a lower priority are called first.
    """

    event: str
    function: Callable[..., Any]
    priority: int = DEFAULT_PRIORITY


@dataclass(frozen=True)
class Construct:
    """A construct: its syntax, render functions, transforms and event handlers.

    :param name: the name of the construct.
    :param dialects: the dialects that have the construct.
    :param syntax: adds the rules of the construct to a markdown-it parser.
    :param blocks: triple-colon blocks (``:::name``).
    :param inlines: triple-colon constructs within text.
    :param render: render functions; each handles the token type in its name
        (``render_<type>``).
    :param finish: changes the doctree of a page after it is rendered.
    :param finish_on: block token types; ``finish`` is called for pages that have one of
        them. Empty: for every page.
    :param extensions: name of a Markdig extension in lower case → function that adds it
        to the parsers of docsets whose ``docfx.json`` names it.
    :param setup: registers nodes, transforms and directives with Sphinx.
    :param handlers: handlers of Sphinx events.
    :param assets: the style sheets and scripts of HTML pages that have the construct.
    :param write: functions that write the construct in another dialect; each writes the
        token type in its name (``write_<type>``).
    :param respell: returns the lines of another dialect for a line of the construct.
    """

    name: str
    dialects: frozenset[Dialect] = ALL_DIALECTS
    syntax: AddSyntax | None = None
    blocks: tuple[TripleColon, ...] = ()
    inlines: tuple[TripleColonInline, ...] = ()
    render: tuple[Render, ...] = ()
    finish: Finish | None = None
    finish_on: frozenset[str] = frozenset()
    extensions: Mapping[str, AddExtension] = field(default_factory=dict)
    setup: Callable[[Sphinx], None] | None = None
    handlers: tuple[Handler, ...] = ()
    assets: tuple[Asset, ...] = ()
    write: tuple[Write, ...] = ()
    respell: Respell | None = None


def plain(*plugins: Callable[[MarkdownIt], None]) -> AddSyntax:
    """Return an :data:`AddSyntax` function for plugins that do not depend on the page.

    :param plugins: markdown-it plugins without options.
    """

    def add(md: MarkdownIt, _context: PageContext) -> None:
        for plugin in plugins:
            md.use(plugin)

    return add
