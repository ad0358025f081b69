"""References by uid: what a uid names, here and elsewhere.

A page has the uid that its metadata has. What no page has may be in a map of uids of
another docset, or in the inventory of another project of Sphinx.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, unquote_plus, urlsplit, urlunsplit

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from .config import Settings
from .docset.xrefmap import NAME
from .front_matter import line_of_key
from .warnings import WarningKind, warn_at

if TYPE_CHECKING:
    from .domain import AzureDomain

_LOGGER = getLogger(__name__)
_HEAD = "### YamlMime:XRefMap\n"

UidKey = tuple[str, bool, str]
"""A uid, whether it may be none, but a word after ``@``, and the docset of the page."""


@dataclass(frozen=True)
class Xref:
    """What a uid names.

    :param uid: the uid.
    :param names: its names, under docfx's names for them: ``name``, ``fullName`` …
    :param docname: the page of this project that has it; empty for one elsewhere.
    :param url: where it is, if it is not here.
    """

    uid: str
    names: Mapping[str, str] = field(default_factory=dict)
    docname: str = ""
    url: str = ""

    def name(self, kind: str = "name") -> str:
        """A name, of another kind where it has none of this."""
        return self.names.get(kind) or self.names.get("name") or self.uid


@dataclass(frozen=True)
class UidTarget:
    """A reference by uid, as it is written: ``UID?query#fragment``.

    :param uid: the uid, decoded.
    :param query: what of the query is for the page that the uid names.
    :param fragment: the anchor there.
    :param options: what of the query is for us: ``text``, ``displayProperty`` …
    """

    uid: str
    query: str
    fragment: str
    options: Mapping[str, str]

    @classmethod
    def read(cls, target: str) -> UidTarget:
        """Take a reference apart."""
        path, _, fragment = target.partition("#")
        uid, _, query = path.partition("?")
        options, others = {}, []
        for part in filter(None, query.split("&")):
            name, _, value = part.partition("=")
            if name in ("text", "alt", "displayProperty", "altProperty", "title"):
                options[name] = unquote_plus(value)
            else:
                others.append(part)
        return cls(unquote(uid), "&".join(others), unquote(fragment), options)

    def text(self, xref: Xref) -> str:
        """The text of a reference that has none of its own."""
        option = self.options.get
        return option("text") or xref.name(option("displayProperty", "name"))

    @property
    def fallback(self) -> str:
        """The text where the uid leads nowhere."""
        return self.options.get("text") or self.options.get("alt") or self.uid


def resolve_uid(
    env: BuildEnvironment, uid: str, *, mention: bool = False, docset: str = ""
) -> Xref | None:
    """Find what a uid names: a page, an entry of a map, an object of another project.

    :param uid: the uid.
    :param mention: whether it may be no uid, and is one only where it is called so.
    :param docset: the folder of the docset that names it, whose own pages come first.
    """
    if not uid:
        return None
    domain = cast("AzureDomain", env.get_domain("azure"))
    docname = domain.uid_page(uid, docset)
    if docname is not None:
        name = domain.name_of(docname) or uid
        return Xref(uid, {"name": name, "fullName": name}, docname)
    return _in_maps(domain, uid) or _in_inventories(env, uid, mention=mention)


def _in_maps(domain: AzureDomain, uid: str) -> Xref | None:
    found = domain.xref_maps.find(uid)
    if found is None:
        return None
    url, names = found
    if url.startswith("/") and not url.startswith("//"):
        url = Settings.from_config(domain.env.config).site_url.rstrip("/") + url
    return Xref(uid, names, url=url) if url else None


def _in_inventories(env: BuildEnvironment, uid: str, *, mention: bool) -> Xref | None:
    """Find a uid among the objects of other projects, which are many: any but ``@``."""
    if not getattr(env.config, "intersphinx_mapping", None):
        return None
    from sphinx.ext.intersphinx import resolve_reference_any_inventory

    for kind in ("uid",) if mention else ("uid", "any"):
        node = addnodes.pending_xref(
            "", refdomain="azure", reftype=kind, reftarget=uid, refexplicit=False
        )
        found = resolve_reference_any_inventory(env, False, node, nodes.inline("", uid))
        if found is not None:
            names = {"name": found.astext() or uid}
            return Xref(uid, names, url=str(found["refuri"]))
    return None


def uid_key(node: addnodes.pending_xref, docset: str) -> UidKey:
    """What a reference by uid names.

    :param docset: the folder of the docset that it is in.
    """
    mention = node.get("xref") == "mention"
    return UidTarget.read(node["reftarget"]).uid, mention, docset


def external_url(xref: Xref, target: UidTarget) -> str:
    """The URL of what is elsewhere, with what the reference adds to it."""
    parts = urlsplit(xref.url)
    query = "&".join(filter(None, (parts.query, target.query)))
    fragment = target.fragment or parts.fragment
    return urlunsplit(parts._replace(query=query, fragment=fragment))


def setup_xref(app: Sphinx) -> None:
    """Resolve uids as soon as all pages are read, and write the map of our own."""
    app.connect("env-updated", _resolve_all)
    app.connect("build-finished", _write_map)


def _resolve_all(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Resolve the uids that pages refer to.

    :return: the pages to be written again, as a uid names something else now.
    """
    domain = cast("AzureDomain", env.get_domain("azure"))
    _report_duplicates(domain)
    wanted: set[UidKey] = set().union(*domain.uids.values())
    resolved = {
        (uid, mention, docset): resolve_uid(env, uid, mention=mention, docset=docset)
        for uid, mention, docset in sorted(wanted)
    }
    before: dict[UidKey, Xref | None] = domain.data["resolved"]
    changed = {key for key in wanted if before.get(key) != resolved[key]}
    domain.data["resolved"] = resolved
    return sorted(name for name, keys in domain.uids.items() if keys & changed)


def _report_duplicates(domain: AzureDomain) -> None:
    """Report the uids that several pages of one docset have."""
    for docname, uid in domain.page_uids():
        first = domain.uid_page(uid, domain.docset_of(docname))
        if first is not None and first != docname:
            path = Path(domain.env.doc2path(docname))
            message = (
                f"the uid {uid} is that of {domain.env.doc2path(first, base=False)}, "
                "too, which references lead to; give each page its own"
            )
            warn_at(_LOGGER, WarningKind.XREF, message, path, line_of_key(path, "uid"))


def _write_map(app: Sphinx, exception: Exception | None) -> None:
    """Write the map of the pages' uids, for docfx to link to them."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in ("html", "dirhtml", "singlehtml"):
        return
    domain = cast("AzureDomain", app.env.get_domain("azure"))
    references = []
    for uid in sorted(domain.uid_pages):
        xref = resolve_uid(app.env, uid)
        assert xref is not None
        item = {
            "uid": uid,
            "name": xref.name(),
            "href": builder.get_target_uri(xref.docname),
        }
        references.append({**item, "fullName": xref.name("fullName")})
    if not references:
        return
    base = str(app.config.html_baseurl or "")
    content: dict[str, Any] = {"baseUrl": base.rstrip("/") + "/"} if base else {}
    content |= {"sorted": True, "references": references}
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    Path(app.outdir, NAME).write_text(_HEAD + text, encoding="utf-8")
