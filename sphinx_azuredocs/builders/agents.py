"""Lead agents to the Markdown of pages, which the extension *sphinx-llm* writes.

The format of ``llms.txt`` is that of https://llmstxt.org.
"""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ..assets import beside
from ..config import Settings
from ..files.urls import join_url
from ..locale import translate as _
from ..page.builders import PAGES

_BASE = "markdown_http_base"
"""The setting of sphinx-llm for the base of the URLs in Markdown."""
_INDEX = "llms.txt"
_CLASS = "azure-agents"
_IGNORED = "data-markdown-ignore"
WITH_FILES = "llms-markdown"
"""The builder of sphinx-llm, whose output is merged into that of an HTML builder."""
_FOLDER_PER_PAGE = "builder_dirhtml"
"""The tag that sphinx-llm sets if the HTML output has a folder for each page."""

ASSETS = (beside(__file__, "azuredocs-agents.css", _CLASS),)


def configure_for_agents(_app: Sphinx, config: Config) -> None:
    """Use ``html_baseurl`` as the base of the URLs in Markdown; mark permalinks.

    Agents read a file of Markdown without its URL, so relative URLs lead nowhere.
    Programs that make text of an HTML page leave out elements with the attribute
    ``data-markdown-ignore`` (https://agentdocsspec.com): otherwise each heading ends
    with a pilcrow. A handler of Sphinx's event ``config-inited``.
    """
    if not Settings.of(config).agents:
        return
    if _BASE in config and not config[_BASE]:
        config[_BASE] = str(config.html_baseurl or "")
    icon = config.html_permalinks_icon
    config.html_permalinks_icon = f"<span {_IGNORED}>{icon}</span>"


def base_url(config: Config) -> str:
    """Return the base of the URLs in Markdown, with a slash at its end; else "".

    :param config: the configuration.
    """
    base = str(config[_BASE]) if _BASE in config else ""
    return f"{base.rstrip('/')}/" if base else ""


def has_folder_per_page(app: Sphinx) -> bool:
    """Return True if the HTML beside the Markdown has a folder for each page.

    :param app: the application.
    """
    return app.tags.has(_FOLDER_PER_PAGE)


def add_link_to_index(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add a link to ``llms.txt`` before the text of an HTML page.

    Programs that read a page drop its head. Style sheets hide the link until it has the
    focus. A handler of Sphinx's event ``html-page-context``.
    """
    if not Settings.of(app.config).agents or app.builder.name not in PAGES:
        return
    if doctree is None or "body" not in context:
        return
    base = base_url(app.config)
    page = app.builder.get_target_uri(pagename)
    uri = join_url(base, _INDEX) if base else relative_uri(page, _INDEX)
    link = f'<a href="{escape(uri)}">{_INDEX}</a>'
    text = escape(_("For AI agents: %s lists all pages of this site as Markdown"))
    note = f'<p class="{_CLASS}" data-pagefind-ignore>{text % link}</p>'
    context["body"] = f"{note}\n{context['body']}"


def name_index(config: Config, document: nodes.document) -> None:
    """Name the URL of ``llms.txt`` in a comment after the title of a page in Markdown.

    sphinx-llm would take visible text for the description of the page.

    :param config: the configuration.
    :param document: the page.
    """
    base = base_url(config)
    section = document.next_node(nodes.section)
    if not Settings.of(config).agents or not base or section is None:
        return
    text = f"All pages of this site as Markdown: {base}{_INDEX}"
    section.insert(1, nodes.comment("", text))


class LinksToGeneratedPages(SphinxPostTransform):
    """Transform of links to the pages that Sphinx generates, such as indices.

    They are in the HTML output only. sphinx-llm links to them as Markdown files.
    """

    default_priority = 5
    formats = ("markdown",)

    def run(self, **_kwargs: object) -> None:
        """Replace the links of a page that lead to a generated page."""
        std = self.env.domains.standard_domain
        for node in list(self.document.findall(addnodes.pending_xref)):
            docname = _generated_page(std, node)
            if docname:
                text = [nodes.Text(_title(std, node))] if _lacks_text(node) else []
                content = text or node.children
                uri = self._uri(docname)
                link = nodes.reference("", "", *content, refuri=uri)
                node.replace_self(link if uri else content)

    def _uri(self, docname: str) -> str:
        """Return the URL of a generated page; "" if there is no HTML output."""
        if self.app.builder.name != WITH_FILES:
            return ""
        name = f"{docname}/" if has_folder_per_page(self.app) else f"{docname}.html"
        base = base_url(self.config)
        return f"{base}{name}" if base else relative_uri(self.env.docname, name)


def _lacks_text(node: addnodes.pending_xref) -> bool:
    return not node.get("refexplicit")


def _generated_page(std: StandardDomain, node: addnodes.pending_xref) -> str:
    """Return the docname of the generated page that a link leads to; else ""."""
    label = std.anonlabels.get(str(node.get("reftarget", "")).lower())
    docname = label[0] if label else ""
    return "" if docname in std.env.found_docs else docname


def _title(std: StandardDomain, node: addnodes.pending_xref) -> str:
    label = std.labels.get(str(node["reftarget"]).lower())
    return str(label[2]) if label else node.astext()


def setup_agents(app: Sphinx) -> None:
    """Register the transform of Markdown."""
    app.add_post_transform(LinksToGeneratedPages)
