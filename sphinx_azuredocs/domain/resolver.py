"""How links are resolved: to pages of the project, to what is elsewhere, or to text.

The domain knows the pages; here is what becomes of one link to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util.logging import get_node_location, getLogger
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from ..links.uids import UidTarget, Xref, external_url, uid_key
from ..warnings import Problem, WarningKind, report
from .uids import resolve_uid

if TYPE_CHECKING:
    from .azure import AzureDomain

_LOGGER = getLogger(__name__)


@dataclass(frozen=True)
class Resolver:
    """Resolves one link.

    :param domain: what is known of the pages.
    :param fromdocname: the page that the link is on.
    :param builder: the builder.
    :param node: the link.
    :param contnode: its content.
    """

    domain: AzureDomain
    fromdocname: str
    builder: Builder
    node: addnodes.pending_xref
    contnode: nodes.Element

    def link(self, target: str) -> nodes.reference:
        """Resolve a URL, or the path of a file."""
        urls = self.domain.urls
        link = urls.read(target, self.fromdocname)
        docname = self.domain.link_docname(self.node)
        docname = docname or self.domain.aliases.docname(link)
        if docname is not None:
            is_file = docname in self.node["file_docnames"]
            # In a URL of the site, other parts are for the site.
            query = link.query if is_file else link.choices
            fragment = self._anchor(docname, link.fragment)
            return self._to_page(docname, fragment, query)
        if moved := self.domain.redirects.target(self.node["file_docnames"], link.key):
            return self._to_moved(moved)
        is_of_site = link.absolute and not urls.is_published_path(link)
        if is_of_site or urls.leaves_articles(link, self.fromdocname):
            return self._to_url(link.url)
        if link.absolute:
            where = f"no page of the project is published at {link.path}"
            message = f"{target}: {where}; the link goes to the site. Correct the URL"
            self._warn(WarningKind.LINK, message)
            return self._to_url(link.url)
        message = f"{target} names neither a file nor a published page; correct the URL"
        self._warn(WarningKind.LINK, message)
        return self._text()

    def article(self, target: str) -> nodes.reference:
        """Resolve ``slug#fragment`` of the role ``article``."""
        slug, _, fragment = target.partition("#")
        docnames = self.domain.urls.articles(slug)
        if not docnames:
            self._warn(
                WarningKind.LINK,
                f"no page of the project has the slug {slug!r}; write the last part of "
                "its published URL, or its path in the project without the suffix",
            )
            return self._text()
        docname, *others = docnames
        if others:
            self._warn(
                WarningKind.LINK,
                f"{slug!r} is the slug of {docname} and of {', '.join(others)}; the "
                "link goes to the first. Write the one you mean instead of the slug",
            )
        if not self.node["refexplicit"]:
            self.contnode.clear()
        return self._to_page(docname, self._anchor(docname, fragment))

    def uid(self, written: str) -> nodes.reference:
        """Resolve ``UID?query#fragment``."""
        target = UidTarget.read(written)
        docset = self.domain.docset_of(self.fromdocname)
        key, resolved = uid_key(self.node, docset), self.domain.data["resolved"]
        # What is in no page, as a table of contents, was not resolved before.
        xref: Xref | None = (
            resolved[key]
            if key in resolved
            else resolve_uid(self.domain.env, target.uid, docset=docset)
        )
        if xref is None:
            return self._unresolved_uid(target)
        if not self.node["refexplicit"]:
            self.contnode.children = [nodes.Text(target.text(xref))]
        if title := target.options.get("title"):
            self.node.setdefault("reftitle", title)
        if not xref.docname:
            url = external_url(xref, target)
            if not urlsplit(url).scheme:
                # As inventories of the same site have them: relative to its root.
                url = relative_uri(self.builder.get_target_uri(self.fromdocname), url)
            return self._titled(
                nodes.reference("", "", self.contnode, internal=False, refuri=url)
            )
        fragment = self._anchor(xref.docname, target.fragment)
        if self.builder.format == "html":
            # A page may make an anchor of it by a script.
            fragment = fragment or target.fragment
        return self._to_page(xref.docname, fragment, target.query)

    def label(self, target: str) -> nodes.reference:
        """Resolve ``#target``, which its page has not, to a label of the project."""
        labels = self.domain.env.domains.standard_domain.anonlabels
        if target.lower() in labels:
            docname, label = labels[target.lower()]
            if not self.contnode.children:
                title = self._title_of_label(target.lower()) or f"#{target}"
                self.contnode.append(nodes.Text(title))
            return self._to_page(docname, label)
        if self.domain.is_complete(self.fromdocname):
            self._warn(
                WarningKind.ANCHOR,
                f"this page has no anchor #{target}; correct the link, or add "
                f'<a id="{target}"></a> where it should lead',
            )
        return self._text()

    def _title_of_label(self, label: str) -> str:
        titled = self.domain.env.domains.standard_domain.labels
        return str(titled[label][2]) if label in titled else ""

    def _to_moved(self, url: str) -> nodes.reference:
        """A link to a page that has gone to another URL."""
        link = self.domain.urls.read(url, self.fromdocname)
        docname = self.domain.urls.docname(link)
        if docname is None:
            return self._to_url(link.url)
        anchors = self.domain.anchors.get(docname, {})
        return self._to_page(docname, anchors.get(link.fragment, ""))

    def _unresolved_uid(self, target: UidTarget) -> nodes.reference:
        """What is shown where a uid leads nowhere: what was written."""
        kind = self.node.get("xref")
        # An element with a text for this case expects it.
        if kind == "source" or (not kind and "alt" not in target.options):
            self._warn(
                WarningKind.XREF,
                f"nothing has the uid {target.uid!r}; correct it, or name a map of "
                "uids that has it in azuredocs_xref_maps",
            )
        if kind:
            return nodes.Text(self.contnode.astext())  # type: ignore[return-value]
        if not self.contnode.children:
            self.contnode.append(nodes.Text(target.fallback))
        return self._text()

    def _anchor(self, docname: str, fragment: str) -> str:
        """The id that a fragment stands for; empty where there is none."""
        anchors = self.domain.anchors.get(docname, {})
        if not fragment or fragment in anchors:
            return anchors.get(fragment, "")
        if self.node.get("nocheck"):
            return fragment
        path = self.domain.env.doc2path(docname, base=False)
        page = PurePosixPath(path).as_posix()
        for anchor, id_ in anchors.items():
            if anchor.lower() == fragment.lower():
                self._warn(
                    WarningKind.ANCHOR_CASE,
                    f"#{fragment} is spelled #{anchor} in {page}; letter case counts",
                )
                return id_
        # What a page lacks may have the anchor; that it is lacking is said there.
        if self.domain.is_complete(docname):
            top = "the link goes to the top of the page"
            message = f"{page} has no anchor #{fragment}; {top}"
            self._warn(WarningKind.ANCHOR, message)
        return ""

    def _to_page(self, docname: str, fragment: str, query: str = "") -> nodes.reference:
        """A link to a page of the project.

        :param query: what the URL has for the page, in HTML.
        """
        if not self.contnode.astext() and not len(self.contnode):
            title = self.domain.env.titles.get(docname)
            self.contnode.append(nodes.Text(title.astext() if title else docname))
        reference = make_refnode(
            self.builder, self.fromdocname, docname, fragment, self.contnode
        )
        if query and self.builder.format == "html" and "refuri" in reference:
            page, hash_, anchor = reference["refuri"].partition("#")
            reference["refuri"] = f"{page}?{query}{hash_}{anchor}"
        return self._titled(reference)

    def _to_url(self, url: str) -> nodes.reference:
        """A link to the site."""
        content = self.contnode.children or [nodes.Text(url)]
        return self._titled(
            nodes.reference("", "", *content, internal=False, refuri=url)
        )

    def _titled(self, reference: nodes.reference) -> nodes.reference:
        if "reftitle" in self.node:
            reference["reftitle"] = self.node["reftitle"]
        return reference

    def _text(self) -> nodes.reference:
        """No reference, which a link to nowhere would be: its text."""
        return self.contnode  # type: ignore[return-value]

    def _warn(self, kind: WarningKind, message: str) -> None:
        place = get_node_location(self.node) or ""
        report(_LOGGER, Problem(kind, message), place, once=True)
