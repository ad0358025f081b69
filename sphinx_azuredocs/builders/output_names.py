"""``outputFileName``: pages whose HTML files have other names than their sources.

A builder of Sphinx returns the URI and the file of a page from two of its methods. If
a page has ``outputFileName``, subclasses of the HTML builders replace these and look up
its name first. A redirect page is written at the default path of such a page, since
search results name that path.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger
from sphinx.util.matching import get_matching_files
from sphinx.util.osutil import relative_uri

from ..docset import docsets_of
from ..domain.azure import AzureDomain, azure_domain
from ..files.door import read_bytes
from ..warnings import Problem, WarningKind, report
from .redirect_html import write_page
from .redirect_pages import redirect_page

_KEY = "outputFileName"
_LOGGER = getLogger(__name__)


class NamedHTMLBuilder(StandaloneHTMLBuilder):
    """Builder ``html`` that respects ``outputFileName``."""

    name = "html"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the URI of a page, relative to the output folder."""
        return super().get_target_uri(_name_of(self.env, docname), typ)

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the output file of a page."""
        return self.own_path(_name_of(self.env, page_name))

    def get_outfilename(self, pagename: str) -> Any:
        """Return the output file of a page, for versions of Sphinx before 8.2."""
        if hasattr(StandaloneHTMLBuilder, "get_output_path"):
            return super().get_outfilename(pagename)
        return super().get_outfilename(_name_of(self.env, pagename))

    def own_path(self, pagename: str) -> Path:
        """Return the output file that a page would have without ``outputFileName``."""
        if hasattr(StandaloneHTMLBuilder, "get_output_path"):
            return super().get_output_path(pagename)
        return Path(super().get_outfilename(pagename))


class NamedDirectoryHTMLBuilder(NamedHTMLBuilder, DirectoryHTMLBuilder):
    """Builder ``dirhtml`` that respects ``outputFileName``."""

    name = "dirhtml"


def _name_of(env: BuildEnvironment, docname: str) -> str:
    """Return the page name from which Sphinx derives the output file of a page."""
    return azure_domain(env).of_project.output_names.get(docname, docname)


def update_output_names(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Store the page names of all pages.

    :return: the docnames of the pages to write again: all pages if a name has changed,
        else an empty list.
    """
    domain = azure_domain(env)
    before, now = domain.of_project.output_names, _names(domain)
    domain.of_project.output_names = now
    return [] if before == now else sorted(env.found_docs)


def _names(domain: AzureDomain) -> dict[str, str]:
    """Return docname → page name, for pages with another name; the first page wins."""
    wanted = {}
    for docname in sorted(domain.pages):
        written = domain.pages[docname].output_file_name
        if not written:
            continue
        if written in (".", "..") or PurePosixPath(written.replace("\\", "/")).name != (
            written
        ):
            _warn(domain, docname, f"{written} is no name of a file; write x.html")
            continue
        stem = PurePosixPath(written).stem
        wanted[docname] = posixpath.join(posixpath.dirname(docname), stem)
    taken = {docname: docname for docname in domain.env.found_docs - wanted.keys()}
    names = {}
    for docname, name in wanted.items():
        if name in taken:
            other = domain.env.doc2path(taken[name], base=False)
            message = f"{PurePosixPath(name).name} is of {other}, too; write another"
            _warn(domain, docname, message)
        else:
            taken[name] = docname
            names[docname] = name
    return {docname: name for docname, name in names.items() if name != docname}


def write_pages_at_own_paths(app: Sphinx, exception: Exception | None) -> None:
    """Write redirect pages at the unused default paths of renamed pages."""
    builder = app.builder
    if exception is not None or not isinstance(builder, NamedHTMLBuilder):
        return
    domain = azure_domain(app.env)
    names = domain.of_project.output_names
    for docname in sorted(names.keys() - names.values()):
        own = PurePosixPath(builder.own_path(docname).relative_to(app.outdir))
        uri = relative_uri(own.as_posix(), builder.get_target_uri(docname))
        page, outdir = redirect_page(builder, docname, uri), Path(app.outdir)
        try:
            write_page(outdir / own, page, outdir)
        except OSError as error:
            reason = error.strerror or error
            _warn(domain, docname, f"{own} cannot be written: {reason}")


def _warn(domain: AzureDomain, docname: str, message: str) -> None:
    path = Path(domain.env.doc2path(docname))
    line = domain.pages[docname].output_file_name_line
    report(_LOGGER, Problem(WarningKind.HEADER, f"{_KEY}: {message}", path, line))


def replace_builders(app: Sphinx, config: Config) -> None:
    """Replace the builders of HTML pages if a page may have ``outputFileName``.

    Sphinx makes its builder before it reads pages, so their text is searched for the
    key. A page that only writes about the key has its builder replaced too, which
    changes nothing in the output. The builder of another extension is kept.
    """
    builders = app.registry.builders
    replaced = [
        (ours, of_sphinx)
        for ours, of_sphinx in (
            (NamedHTMLBuilder, StandaloneHTMLBuilder),
            (NamedDirectoryHTMLBuilder, DirectoryHTMLBuilder),
        )
        if builders[ours.name] is of_sphinx
    ]
    if replaced and any(map(_has_key, _files_with_metadata(app, config))):
        for ours, _of_sphinx in replaced:
            app.add_builder(ours, override=True)


def _files_with_metadata(app: Sphinx, config: Config) -> Iterator[Path]:
    """Yield the files that contain metadata: the files of docsets, then the pages."""
    for docset in docsets_of(config, app.srcdir):
        yield from docset.metadata_files
    suffixes = tuple(config.source_suffix)
    for path in get_matching_files(
        app.srcdir, config.include_patterns, config.exclude_patterns
    ):
        if path.endswith(suffixes):
            yield Path(app.srcdir, path)


def _has_key(path: Path) -> bool:
    try:
        return _KEY.encode() in read_bytes(path)
    except OSError:  # Sphinx reports the file when it reads it.
        return False
