"""The syntax of the dialect, as markdown-it-py plugins: text in, tokens out.

One construct, one module. Nothing in here knows of Sphinx or docutils; what the
tokens mean is said in :mod:`sphinx_azuredocs.renderer`.
"""

from __future__ import annotations

from markdown_it import MarkdownIt

from .anchor import anchor_plugin
from .atx_heading import atx_heading_plugin
from .bare_url import bare_url_plugin
from .code_snippet import CODE, code_snippet_plugin
from .definition import definition_plugin
from .dollar import dollar_plugin
from .fence import fence_plugin
from .form import FORM
from .html import html_plugin
from .html_heading import html_heading_plugin
from .image import COMPLEX_IMAGE, INLINE_IMAGE
from .include import ReadInclude, include_plugin
from .list_indent import list_indent_plugin, remove_list_indent
from .marked_list import account_comparison_plugin, selector_plugin
from .misplaced import misplaced_plugin
from .moniker import MONIKER
from .no_loc import no_loc_plugin
from .page_header import page_header_plugin
from .quote import quote_plugin
from .references import references_plugin
from .row import COLUMN, ROW
from .spaced_reference import spaced_reference_plugin
from .spaces import spaces_plugin
from .strong import strong_plugin
from .tabs import tabs_plugin
from .triple_colon import triple_colon_plugin
from .triple_colon_inline import triple_colon_inline_plugin
from .undefined_reference import undefined_reference_plugin
from .unknown import unknown_construct_plugin
from .video import COMPLEX_VIDEO, INLINE_VIDEO, video_plugin
from .xref import xref_plugin
from .zone import ZONE

_MAX_NESTING = 40
"""How deep blocks may be nested: twenty lists in each other."""

_TRIPLE_COLON = (CODE, ZONE, MONIKER, ROW, COLUMN, FORM, COMPLEX_IMAGE, COMPLEX_VIDEO)
_TRIPLE_COLON_INLINE = (INLINE_IMAGE, INLINE_VIDEO)


def add_modern_markdown(md: MarkdownIt) -> None:
    """Add what docfx has of other people's Markdown, and the dialect of 2014 has not.

    Text that is struck through, URLs as links, and formulas. An article of 2014 has
    tildes and dollars that are no more than that. Lists are those of CommonMark.

    :param md: the parser to extend.
    """
    md.enable("strikethrough")
    md.use(bare_url_plugin)
    md.use(dollar_plugin)
    md.enable(("math_inline", "math_block"))
    remove_list_indent(md)


def azure_plugin(md: MarkdownIt, *, read_include: ReadInclude) -> None:
    """Add every construct of the dialect to a parser.

    :param md: the parser to extend.
    :param read_include: finds and reads the file that an include names.
    """
    # Beyond its limit markdown-it leaves text out, to the end of the page.
    md.options["maxNesting"] = _MAX_NESTING
    md.use(spaces_plugin)
    md.use(page_header_plugin)
    md.use(references_plugin)
    md.use(definition_plugin)
    md.use(include_plugin, read_include=read_include)
    md.use(code_snippet_plugin)
    md.use(triple_colon_plugin, constructs=_TRIPLE_COLON)
    md.use(triple_colon_inline_plugin, constructs=_TRIPLE_COLON_INLINE)
    md.use(no_loc_plugin)
    md.use(xref_plugin)
    md.use(list_indent_plugin)
    md.use(misplaced_plugin)
    md.use(html_plugin)
    md.use(fence_plugin)
    md.use(account_comparison_plugin)
    md.use(selector_plugin)
    md.use(video_plugin)
    md.use(quote_plugin)
    md.use(tabs_plugin)
    md.use(atx_heading_plugin)
    md.use(html_heading_plugin)
    md.use(spaced_reference_plugin)
    md.use(undefined_reference_plugin)
    md.use(strong_plugin)
    md.use(anchor_plugin)
    md.use(unknown_construct_plugin)
