"""Render function for moniker ranges, each below a label with the versions."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import render_with_sections
from .nodes import MONIKER_CLASS, moniker_label


def render_moniker(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``moniker`` token: its blocks, after a label with the moniker range.

    A page that is built for some versions has only the blocks for these versions.
    """
    monikers = monikers_of_page(renderer)
    versions = renderer.domain.versions.versions_of(str(renderer.sphinx_env.docname))
    shown = monikers & versions.in_range(token.meta["range"])
    if monikers and not shown:
        return
    with renderer.alternative():
        pieces = render_with_sections(renderer, token)
    for piece in pieces:
        piece["classes"].append(MONIKER_CLASS)
    if pieces and not (monikers and shown == monikers):
        label = moniker_label(token.meta["range"])
        renderer.add_line_and_source_path(label, token)
        pieces[0].parent.insert(pieces[0].parent.index(pieces[0]), label)


def monikers_of_page(renderer: AzureRenderer) -> frozenset[str]:
    """Return the versions for which a page is built; empty for a page without any.

    :param renderer: the renderer of the page.
    """
    docname = str(renderer.sphinx_env.docname)
    monikers = renderer.domain.versions.monikers_of(docname)
    written = renderer.context.header.front_matter.get("monikerRange")
    if monikers and isinstance(written, str):
        monikers &= renderer.domain.versions.versions_of(docname).in_range(written)
    return monikers
