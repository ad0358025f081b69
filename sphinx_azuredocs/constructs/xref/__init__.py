"""References by uid: ``<xref:UID>``, ``@UID``, ``[text](xref:UID)``."""

from __future__ import annotations

from markdown_it import MarkdownIt

from ...page.context import PageContext
from ...page.dialects import Dialect
from ..construct import Construct
from .render import is_url_scheme, render_link
from .syntax import xref_plugin


def _add_syntax(md: MarkdownIt, context: PageContext) -> None:
    if not is_url_scheme(md.options.get("myst_config"), context.dialect):
        # In plain MyST pages, `@name` is text: a person, a decorator, a setting.
        md.use(xref_plugin, has_mentions=context.dialect is not Dialect.MYST)


CONSTRUCT = Construct("xref", syntax=_add_syntax, render=(render_link,))
