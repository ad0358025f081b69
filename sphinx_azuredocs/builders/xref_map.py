"""``xrefmap.yml``: the uids of this project, for other docsets to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.logging import getLogger

from ..docset.xref_map_file import NAME
from ..domain.azure import azure_domain
from ..domain.uids import resolve_uid
from ..page.builders import ONE_PAGE, PAGES
from ..warnings import Problem, WarningKind, report

_LOGGER = getLogger(__name__)
_HEAD = "### YamlMime:XRefMap\n"


def write_xref_map(app: Sphinx, exception: Exception | None) -> None:
    """Write ``xrefmap.yml``, by which docfx links to the uids of pages."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in (*PAGES, *ONE_PAGE):
        return
    domain = azure_domain(app.env)
    references = []
    for uid in sorted(domain.uid_pages):
        xref = resolve_uid(domain, uid)
        assert xref is not None
        item = {
            "uid": uid,
            "name": xref.name(),
            "href": builder.get_target_uri(xref.docname)
            + (f"#{quote(xref.anchor)}" if xref.anchor else ""),
        }
        references.append({**item, "fullName": xref.name("fullName")})
    if not references:
        return
    base = str(app.config.html_baseurl or "")
    content: dict[str, Any] = {"baseUrl": base.rstrip("/") + "/"} if base else {}
    content |= {"sorted": True, "references": references}
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    path = Path(app.outdir, NAME)
    try:
        path.write_text(_HEAD + text, encoding="utf-8")
    except OSError as error:
        message = f"{NAME} cannot be written: {error.strerror or error}"
        report(_LOGGER, Problem(WarningKind.XREF, message))
