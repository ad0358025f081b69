"""Resolve the uids that pages and tables of contents name, before pages are written."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path

from sphinx.util.display import progress_message
from sphinx.util.logging import getLogger

from ..domain.azure import AzureDomain
from ..domain.uids import resolve_uid
from ..links.uids import UidKey, Xref
from ..warnings import Problem, WarningKind, report

_LOGGER = getLogger(__name__)


def resolve_uids(domain: AzureDomain, uids_of_tocs: AbstractSet[UidKey]) -> None:
    """Resolve all uids, and report uids that several pages share.

    :param domain: the domain, in which the results are stored.
    :param uids_of_tocs: the uids that tables of contents name.
    """
    _report_duplicates(domain)
    wanted = set(uids_of_tocs).union(*domain.uids.values())
    domain.of_project.resolved = _resolve(domain, wanted) if wanted else {}


def _resolve(
    domain: AzureDomain, wanted: AbstractSet[UidKey]
) -> dict[UidKey, Xref | None]:
    resolved = {}
    with progress_message("resolving uids"):
        for uid, mention, docset in sorted(wanted):
            xref = resolve_uid(domain, uid, mention=mention, docset=docset)
            resolved[uid, mention, docset] = xref
    return resolved


def _report_duplicates(domain: AzureDomain) -> None:
    """Report each uid that several pages of one docset and group share."""
    for docname, uid in domain.page_uids():
        first = domain.uid_page(uid, domain.uid_scope_of(docname))
        if first is not None and first != docname:
            path = Path(domain.env.doc2path(docname))
            message = (
                f"the uid {uid} is that of {domain.env.doc2path(first, base=False)}, "
                "too, which references lead to; give each page its own"
            )
            line = domain.pages[docname].uid_line
            report(_LOGGER, Problem(WarningKind.XREF, message, path, line))
    for docname, items in sorted(domain.of_pages.items.items()):
        page = domain.pages.get(docname)
        for uid, item in items.items():
            pages = domain.uid_pages.get(uid, {})
            first = pages.get(domain.uid_scope_of(docname), docname)
            is_reported = page is not None and page.uid == uid
            if first != docname and item.kind != "overload" and not is_reported:
                other = domain.env.doc2path(first, base=False)
                message = (
                    f"the uid {uid} is on {other}, too, which references lead to; "
                    "give each object its own"
                )
                path = Path(domain.env.doc2path(docname))
                report(_LOGGER, Problem(WarningKind.YAML, message, path, item.line))
