"""Links to pages by published URL or path, to files, and to anchors of the page."""

from __future__ import annotations

import re

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes
from sphinx.util.logging import get_node_location, getLogger

from ..domain.azure import AzureDomain
from ..domain.resolver import HTML_KEY
from ..files.urls import defect_of_link, split_url
from ..links.fragments import find_anchor
from ..links.lookup import File, lookup_early
from ..warnings import Problem, WarningKind, report
from .base import line_of
from .markdown import MarkdownRenderer

LIGHTBOX_CLASS = "azure-lightbox"
"""The class of a link from an image to its larger version, opened over the page."""

_LOGGER = getLogger(__name__)
# Schemes of URLs. `name:text` without slashes may also be a label of the project.
_SCHEME = re.compile(r"(?P<name>[a-z][\w+.-]+)://|(?:tel|sms|ms-[a-z-]+):(?=\S)")
_WEB_SCHEMES = ("http", "https", "")


class LinkRenderer(MarkdownRenderer):
    """Renderer of links to pages, to files, and to anchors of the page."""

    def _render_finalise(self) -> None:
        self.report_duplicate_references()
        if self.is_page:
            self._resolve_links_in_page()
        super()._render_finalise()

    def _resolve_links_in_page(self) -> None:
        """Resolve links such as ``#anchor`` to anchors of the page.

        A link without an anchor in the page may name a label of the project, and is
        resolved by the domain ``azure``. If intersphinx is configured, MyST resolves
        it, as the label may be in the inventory of another project.
        """
        ids = {id_: id_ for id_ in self.document.ids}
        slugs = {slug: entry[1] for slug, entry in self._heading_slugs.items()}
        anchors = ids | slugs
        explicit = self.document.nametypes
        for link in list(self.document.findall(nodes.reference)):
            target = str(link.get("refuri", ""))[1:]
            if not link.get("id_link") or explicit.get(target):
                continue
            anchor = find_anchor(target, anchors)
            if anchor is None and link.get("nocheck"):
                del link["id_link"]
                continue
            if anchor is None:
                self._leave_to_domain(link, target)
                continue
            if not link.children:
                # MyST fills in the title of the target as text.
                continue
            if anchor.name != target:
                message = f"#{target} is spelled #{anchor.name} in this page"
                self._report_at(WarningKind.ANCHOR_CASE, message, link)
            del link["id_link"], link["refuri"]
            link["refid"] = anchor.id

    def _leave_to_domain(self, link: nodes.reference, target: str) -> None:
        if getattr(self.sphinx_env.config, "intersphinx_mapping", None):
            return
        kept = {HTML_KEY: link[HTML_KEY]} if HTML_KEY in link else {}
        reference = addnodes.pending_xref(
            "",
            nodes.inline("", "", *link.children, classes=link["classes"], **kept),
            refdomain=AzureDomain.name,
            reftype="anchor",
            reftarget=target,
            refdoc=self.sphinx_env.docname,
            refexplicit=True,
        )
        if "reftitle" in link:
            reference["reftitle"] = link["reftitle"]
        reference.source, reference.line = link.source, link.line
        link.replace_self(reference)

    def _report_at(self, kind: WarningKind, message: str, node: nodes.Node) -> None:
        place = get_node_location(node) or self.sphinx_env.docname
        report(_LOGGER, Problem(kind, message), place, once=True)

    def _report_url(self, message: str, token: SyntaxTreeNode) -> None:
        """Report the URL of a link, once at its definition if it has a label."""
        problem = Problem(WarningKind.LINK, message)
        if place := self.definition_of(token):
            report(_LOGGER, problem, "{}:{}".format(*place), once=True)
        else:
            self.report(problem, line_of(token))

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Render a link to a page or file of the project; other links as MyST does."""
        self._render_link(token)
        link = self.current_node.children[-1] if self.current_node.children else None
        if isinstance(link, addnodes.pending_xref | addnodes.download_reference):
            # The attributes are stored on the text of the link, which now exists.
            self.keep_attributes(link, token)

    def _render_link(self, token: SyntaxTreeNode) -> None:
        target = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
        target = target.replace("\\", "/")
        if not target:
            self._report_url("a link has no URL and was left as text; add one", token)
            return self.render_children(token)
        if defect := defect_of_link(target):
            self._report_url(f"the link was left as text: {target!r} {defect}", token)
            return self.render_children(token)
        if self._is_for_a_program(target):
            return self.render_link_url(token)
        if self._is_for_myst(token, target):
            super().render_link(token)
            link = self.current_node[-1]
            if isinstance(link, nodes.Element):
                link["nocheck"] = token.attrGet("nocheck") == "bookmark"
                self.locate_definition(link, token)
            return None
        place = self.place_of(token)
        found = lookup_early(target, place, self.domain)
        if isinstance(found, File):
            return self._render_download(token, found)
        reference = addnodes.pending_xref(
            refdomain=AzureDomain.name,
            reftype="link",
            reftarget=target,
            refdoc=self.sphinx_env.docname,
            refexplicit=bool(token.children),
            place=place,
            nocheck=token.attrGet("nocheck") == "bookmark",
        )
        self._process_wrap_node(
            reference, token, bool(token.children), ["xref", "azure"], target
        )
        self.locate_definition(reference, token)
        return None

    def _is_for_a_program(self, target: str) -> bool:
        """Return True for a URL of a program, such as ``tel:`` or ``vscode://``.

        MyST knows only the schemes of its setting ``myst_url_schemes``, and takes
        others for labels.
        """
        match = _SCHEME.match(target)
        return match is not None and match["name"] not in self.md_config.url_schemes

    def _is_for_myst(self, token: SyntaxTreeNode, target: str) -> bool:
        """Return True if MyST should render a link.

        This is a label, a URL with another scheme, or a URL of another site. With some
        settings of MyST these are all links.
        """
        config = self.md_config
        if config.commonmark_only or config.gfm_only or config.all_links_external:
            return True
        if "external" in str(token.attrs.get("class", "")).split():
            return True
        parts = split_url(target)
        if parts.scheme not in _WEB_SCHEMES or not (parts.netloc or parts.path):
            return True
        if parts.netloc and token.meta.get("is_bare"):
            # A bare URL in text keeps its URL as target and text.
            return True
        if parts.netloc:
            return not self.domain.urls.is_site(target)
        # A target without a dot, slash or fragment may be a label of the project.
        return not any(character in target for character in "/.#")

    def _render_download(self, token: SyntaxTreeNode, file: File) -> None:
        target = f"/{file.path}"
        reference = addnodes.download_reference(
            refdomain=None,
            reftarget=target,
            refdoc=self.sphinx_env.docname,
            reftype="link",
            refexplicit=bool(token.children),
        )
        classes = ["xref", "download", "azure"]
        if file.fragment == "lightbox" and _is_image(token):
            classes.remove("download")
            reference["classes"].append(LIGHTBOX_CLASS)
        self._process_wrap_node(reference, token, bool(token.children), classes, target)


def _is_image(link: SyntaxTreeNode) -> bool:
    """Return True if the content of a link is a single image."""
    return [child.type for child in link.children] == ["image"]
