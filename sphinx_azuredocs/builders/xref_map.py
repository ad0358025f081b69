"""``xrefmap.yml``: the uids of this project, for other docsets to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from ..docset.xref_map_file import NAME
from ..files.front_matter import line_of_key
from ..page.builders import ONE_PAGE, PAGES
from ..warnings import WarningKind, warn_at

if TYPE_CHECKING:
    from ..domain.azure import AzureDomain
from ..domain.uids import resolve_uid
from ..links.uids import UidKey, Xref

_LOGGER = getLogger(__name__)


_HEAD = "### YamlMime:XRefMap\n"


def resolve_uids(_app: Sphinx, env: BuildEnvironment) -> list[str]:
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


def write_xref_map(app: Sphinx, exception: Exception | None) -> None:
    """Write the map of the pages' uids, for docfx to link to them."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in (*PAGES, *ONE_PAGE):
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
