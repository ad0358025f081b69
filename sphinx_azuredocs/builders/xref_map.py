"""``xrefmap.yml``: the uids of this project, for other docsets to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.logging import getLogger
from sphinx.util.osutil import relative_uri

from ..docset.xref_map_file import NAME
from ..domain.azure import AzureDomain, azure_domain
from ..files.names import is_safe_folder
from ..page.builders import ONE_PAGE, PAGES
from ..warnings import Problem, WarningKind, report

_LOGGER = getLogger(__name__)
_HEAD = "### YamlMime:XRefMap\n"
_NAMES = ("name", "fullName", "nameWithType")


def write_xref_map(app: Sphinx, exception: Exception | None) -> None:
    """Write ``xrefmap.yml``, by which docfx links to the uids of pages.

    The map in the output folder has the default version of each uid. Each other version
    has a map in its own folder.
    """
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in (*PAGES, *ONE_PAGE):
        return
    domain = azure_domain(app.env)
    maps: dict[str, list[str]] = {}
    for uid in sorted(domain.uid_pages):
        own = domain.uid_page(uid)
        for docname in domain.uid_pages[uid].values():
            folders = [""] if docname == own else []
            if not domain.is_default_version(docname):
                folders += _folders(domain, docname)
            for folder in folders:
                url = builder.get_target_uri(docname)
                lines = maps.setdefault(folder, [])
                lines += _entry(domain, uid, docname, _relative(app, url, folder))
    for folder, lines in maps.items():
        _write(app, folder, lines)


def _relative(app: Sphinx, url: str, folder: str) -> str:
    """Return the URL of a page as the map of a version has it."""
    if not folder or app.config.html_baseurl:
        return url
    return relative_uri(f"{folder}/", url)


def _folders(domain: AzureDomain, docname: str) -> Iterator[str]:
    """Yield the folders of the versions of a page that is not of the default one."""
    versions = domain.versions.versions_of(docname)
    for moniker in sorted(domain.versions.monikers_of(docname)):
        folder = versions.dests.get(moniker, moniker).strip("/")
        if is_safe_folder(folder):
            yield folder


def _entry(domain: AzureDomain, uid: str, docname: str, url: str) -> Iterator[str]:
    """Yield the lines of an entry. A JSON string is a YAML string."""
    item = domain.of_pages.items.get(docname, {}).get(uid)
    name = domain.name_of(docname) or uid
    names = dict(item.names) if item else {"name": name, "fullName": name}
    names.setdefault("name", uid)
    names.setdefault("fullName", names["name"])
    anchor = f"#{quote(item.anchor)}" if item and item.anchor else ""
    yield f"- uid: {_quoted(uid)}\n"
    yield f"  name: {_quoted(names['name'])}\n"
    yield f"  href: {_quoted(url + anchor)}\n"
    for key in _NAMES[1:]:
        if key in names:
            yield f"  {key}: {_quoted(names[key])}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(app: Sphinx, folder: str, lines: list[str]) -> None:
    base = str(app.config.html_baseurl or "")
    head = f"baseUrl: {_quoted(base.rstrip('/') + '/')}\n" if base else ""
    path = Path(app.outdir, folder, NAME)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"{_HEAD}{head}sorted: true\nreferences:\n" + "".join(lines)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"{NAME} cannot be written: {error.strerror or error}"
        report(_LOGGER, Problem(WarningKind.XREF, message))
