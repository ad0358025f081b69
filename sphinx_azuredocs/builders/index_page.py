"""Write an ``index.html`` that leads to the start page, if this is in a folder.

The landing page of a docset keeps its URL when it is the start page of a site. Web
servers look for ``index.html`` at the root of the output.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain.azure import azure_domain
from ..files.door import exists
from ..files.urls import join_url
from ..page.builders import PAGES
from .redirect_html import RedirectPage, write_page

_INDEX = "index"


def write_index_page(app: Sphinx, exception: Exception | None) -> None:
    """Write the page, unless a page of the project or another extension has its path.

    A handler of Sphinx's event ``build-finished``.
    """
    builder, root = app.builder, app.config.root_doc
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in PAGES or not root.endswith(f"/{_INDEX}"):
        return
    domain = azure_domain(app.env)
    taken = domain.written_pages | app.env.found_docs | domain.redirects.entries.keys()
    path = Path(builder.outdir, f"{_INDEX}{builder.out_suffix}")
    # A build that writes no page leaves the page as it is.
    if _INDEX in taken or (not domain.written_pages and exists(path)):
        return
    base = str(app.config.html_baseurl or "")
    uri = builder.get_relative_uri(_INDEX, root)
    absolute = join_url(f"{base.rstrip('/')}/", uri) if base else ""
    title = domain.title_of(root) or app.config.project
    page = RedirectPage(
        uri, title, absolute, app.config.language or "en", has_moved=False
    )
    write_page(path, page, Path(builder.outdir))
