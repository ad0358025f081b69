"""Includes: ``[WACOM.INCLUDE …]``, ``[AZURE.INCLUDE …]`` and ``[!INCLUDE …]``."""

from __future__ import annotations

from functools import partial

from markdown_it import MarkdownIt

from ...page.context import KEY, PageContext
from ...page.reading import AbsentText, IncludedText
from ...syntax.sources import SourceFile
from ...warnings import Problem
from ..construct import Construct, Handler
from ..notes.syntax import without_markers
from .render import render_include, render_include_text, unwrap_included_text
from .syntax import include_plugin
from .write import respell_include, write_include


def _add_syntax(md: MarkdownIt, context: PageContext) -> None:
    md.use(
        include_plugin,
        read_include=partial(_read, md, context),
        is_modern=context.dialect.is_modern,
        without_markers=without_markers,
    )


def _read(
    md: MarkdownIt, context: PageContext, target: str, includer: SourceFile
) -> IncludedText | AbsentText | Problem | None:
    """Return the text of an included file of the page that is parsed.

    A page without a reader drops its includes. The parser may be used for many pages.

    :param md: the parser, whose options have the context of the page.
    :param context: the context of the page for which the parser was made.
    """
    current: PageContext = md.options.get(KEY) or context
    reader = current.reader
    return reader(target, includer) if reader is not None else None


CONSTRUCT = Construct(
    "include",
    syntax=_add_syntax,
    render=(render_include, render_include_text),
    write=(write_include,),
    respell=respell_include,
    # Priority 300: before Sphinx's environment collectors, at the default 500.
    handlers=(Handler("doctree-read", unwrap_included_text, 300),),
)
