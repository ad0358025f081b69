"""The folders of articles: folders with at least one page that has a page header.

A page without a header in such a folder is an article, too. A project without articles
and without pages of Microsoft Learn is a plain MyST project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..config import Settings
from ..domain.azure import azure_domain
from ..domain.docset_lookup import docset_at
from .dialects import ARTICLES, has_learn_keys, written_dialect
from .header import PageHeader, begins_with_tags, read_head_of_page

_YAML = (".yml", ".yaml")
"""The suffixes of pages in YAML, a format of Microsoft Learn."""


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


def has_articles(env: BuildEnvironment) -> bool:
    """Return True if a project has an article or a page of Microsoft Learn.

    The answer is known before pages are read: only the beginnings of files are read,
    up to the first such page.

    :param env: the environment.
    """
    config, project = env.config, env.project
    patterns = config.exclude_patterns, config.include_patterns
    settings = Settings.of(config)
    docnames = sorted(project.docnames or project.discover(*patterns))
    return any(_is_article(env, settings, docname) for docname in docnames)


def _is_article(env: BuildEnvironment, settings: Settings, docname: str) -> bool:
    if chosen := settings.dialect(docname):
        return chosen in ARTICLES
    path = Path(env.doc2path(docname))
    if docset_at(env, path) or path.suffix in _YAML:
        return True
    header = read_head_of_page(path) if path.suffix == ".md" else PageHeader()
    if written := written_dialect(header.front_matter):
        return written in ARTICLES
    return header.has_tags or has_learn_keys(header.front_matter)


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
