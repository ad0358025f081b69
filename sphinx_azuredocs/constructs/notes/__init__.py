"""Notes: ``> [AZURE.NOTE]``, ``> [!NOTE]``, ``> [!div class="…"]``."""

from __future__ import annotations

from markdown_it import MarkdownIt

from ...assets import beside
from ...page.context import PageContext
from ...page.dialects import Dialect
from ..construct import Construct
from .render import DIV_CLASS, render_alert, render_div
from .syntax import quote_plugin
from .write import respell_note, write_alert, write_div


def _add_syntax(md: MarkdownIt, context: PageContext) -> None:
    md.use(
        quote_plugin,
        is_modern=context.dialect.is_modern,
        has_docfx_notes=context.dialect is not Dialect.MYST,
        kinds={kind.upper() for kind in context.settings.alerts},
    )


CONSTRUCT = Construct(
    "note",
    syntax=_add_syntax,
    render=(render_alert, render_div),
    write=(write_alert, write_div),
    respell=respell_note,
    assets=(beside(__file__, "azuredocs-divisions.css", DIV_CLASS),),
)
