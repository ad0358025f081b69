"""The folders of articles: folders with at least one page that has a page header.

A page without a header in such a folder is an article, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..domain.azure import azure_domain
from .header import begins_with_tags


def is_among_articles(env: BuildEnvironment, docname: str) -> bool:
    """Return True if a page in the folder of a page has a page header.

    :param env: the environment, after Sphinx has found the pages.
    :param docname: the page.
    """
    folders = azure_domain(env).article_folders
    folder = dirname(docname)
    if folder not in folders:
        beside = (name for name in env.found_docs if dirname(name) == folder)
        folders[folder] = any(_has_header(env, name) for name in beside)
    return folders[folder]


def _has_header(env: BuildEnvironment, docname: str) -> bool:
    path = Path(env.doc2path(docname))
    return path.suffix == ".md" and begins_with_tags(path)


def pages_of_changed_folders(
    _app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Return the pages whose dialect changes with other pages of their folder.

    :return: the docnames of the pages to read again.
    """
    domain = azure_domain(env)
    domain.article_folders.clear()
    folders = {dirname(docname) for docname in (*added, *changed, *removed)}
    before = dict.fromkeys(folders, False)
    for docname, page in domain.dialects.items():
        if dirname(docname) in before:
            before[dirname(docname)] |= page.has_header
    return [
        docname
        for folder in _changed(env, folders, before)
        for docname in sorted(env.found_docs & domain.dialects.keys())
        if dirname(docname) == folder and not domain.dialects[docname].has_header
    ]


def _changed(
    env: BuildEnvironment, folders: Iterable[str], before: dict[str, bool]
) -> Iterator[str]:
    for folder in sorted(folders):
        docname = next((d for d in env.found_docs if dirname(d) == folder), None)
        if docname and is_among_articles(env, docname) != before[folder]:
            yield folder
