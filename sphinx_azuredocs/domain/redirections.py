"""Reading the redirections of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from ..docset import Docset, docsets_of
from ..docset.dependencies import publishing_of
from ..docset.redirection_files import Redirection, all_redirections
from ..links.published_urls import PublishedUrls
from ..links.redirects import Redirects, make_redirects
from ..warnings import Problem

_LOGGER = getLogger(__name__)


def redirects_of(env: BuildEnvironment, urls: PublishedUrls) -> Redirects:
    """The redirections of a project.

    :param env: the environment, whose pages are known.
    :param urls: the published URLs of all pages.
    """
    found = [*_entries(env)]
    problems = [item for item in found if isinstance(item, Problem)]
    entries = [item for item in found if not isinstance(item, Problem)]
    made = make_redirects(entries, env.found_docs, urls)
    return Redirects(made.urls, made.docnames, (*problems, *made.problems))


def _entries(
    env: BuildEnvironment,
) -> Iterator[tuple[str, str | None, Redirection] | Problem]:
    srcdir = Path(env.srcdir)
    docsets = docsets_of(env.config, srcdir)
    publishing = publishing_of(srcdir)
    if not docsets and publishing is None:
        return
    repository = publishing.root if publishing else docsets[0].root
    for entry in all_redirections(srcdir):
        if isinstance(entry, Problem):
            yield entry
            continue
        path = repository / entry.source
        docname = env.path2doc(str(path)) if path.is_relative_to(srcdir) else None
        if docname is not None:
            yield docname, _url_of(path, docsets), entry


def _url_of(path: Path, docsets: Iterable[Docset]) -> str | None:
    """Where a page was served, whether it is there or not."""
    for docset in docsets:
        if path.is_relative_to(docset.root):
            return docset.url_path(path.relative_to(docset.root).as_posix())
    return None
