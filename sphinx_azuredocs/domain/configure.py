"""Configure a docfx repository as a Sphinx project: its pages and their URLs.

The settings are read from ``docfx.json`` before Sphinx looks for pages. The base path,
which ``docfx.json`` does not give, is inferred from the redirections.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import sphinx
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import init as init_locale
from sphinx.util.display import progress_message
from sphinx.util.logging import getLogger

from ..config import Settings, defaults
from ..docset import (
    Docset,
    DocsetError,
    docset_folders,
    docset_of,
    docsets_of,
    read_docsets,
)
from ..docset.base_path import infer_base_path
from ..docset.dependencies import publishing_of
from ..docset.docfx import NAME as DOCFX
from ..docset.markdown_engine import EXTENSION_NAMES
from ..docset.redirection_files import redirect_urls
from ..docset.titles import title_of_docset
from ..docset.toc_names import is_toc
from ..files.door import FileError, SourceTree, is_file, is_folder, read_text, walk
from ..files.globs import escape_pattern
from ..files.walk import is_environment
from ..links.published_urls import published_folders
from ..locale import CATALOG, language_of_locale
from ..locale import __file__ as locale_file
from ..warnings import Problem, WarningKind, report

LEARN = "https://learn.microsoft.com"
LEARN_HOSTS = ["learn.microsoft.com", "docs.microsoft.com"]
_YAML = (".yml", ".yaml")
_LANGUAGE = "en"
"""The language of Sphinx if ``conf.py`` names none."""
_SETTING = "azuredocs_docsets"
_INDEX = "index"
"""Sphinx's default name of the root page."""
_LOGGER = getLogger(__name__)


def configure_docsets(app: Sphinx, config: Config) -> None:
    """Set the settings that the docsets determine, before Sphinx looks for pages.

    These are the URL paths of docsets, the site and its hosts, and the patterns of the
    files that are not pages.
    """
    _find_docsets(app, config)
    _check_folders(app, config)
    folders = docset_folders(config)
    found = read_docsets(config, app.srcdir)
    if not found:
        return
    with progress_message("reading docsets"):
        for folder, docset in found.items():
            if isinstance(docset, DocsetError):
                message = f"{DOCFX} {docset}; it is built without it"
                report(_LOGGER, replace(docset.problem, message=message))
                continue
            for problem in docset.problems:
                report(_LOGGER, problem)
            _check_engine(docset)
            if docset.base_path is None:
                folders[folder] = infer_base_path(docset, redirect_urls(docset.root))
        docsets = docsets_of(config, app.srcdir)
        if not docsets:
            return
        config.azuredocs_docsets = folders
        _set_start_page(app, config, docsets)
        _set_title(config, docsets)
        config.exclude_patterns = [
            *config.exclude_patterns,
            *_excluded(docsets, Path(app.srcdir), config),
        ]
    _set_language(app, config)
    for name, value in (("site_url", LEARN), ("hosts", LEARN_HOSTS)):
        setting = f"azuredocs_{name}"
        if config[setting] == defaults()[setting]:
            setattr(config, setting, value)


def _find_docsets(app: Sphinx, config: Config) -> None:
    """Set the docsets that the repository publishes, unless ``conf.py`` names some."""
    publishing = publishing_of(Path(app.srcdir))
    if publishing is None or publishing.root != Path(app.srcdir):
        return
    if config[_SETTING] != defaults()[_SETTING] or is_file(Path(app.srcdir, DOCFX)):
        return
    tree = SourceTree.of(app.srcdir)
    folders = [
        folder
        for folder in dict.fromkeys(publishing.docsets)
        if tree.contains(path := Path(app.srcdir, folder, DOCFX)) and is_file(path)
    ]
    if folders:
        config.azuredocs_docsets = folders


def _set_start_page(app: Sphinx, config: Config, docsets: tuple[Docset, ...]) -> None:
    """Make the landing page of the only docset the root page, if there is no other.

    ``conf.py`` names another, or the source directory has an ``index`` page.
    """
    if config.root_doc != _INDEX or len(docsets) != 1:
        return
    srcdir, (docset,) = Path(app.srcdir), docsets
    if any(is_file(srcdir / f"{_INDEX}{suffix}") for suffix in config.source_suffix):
        return
    landing = docset.landing_page
    if landing and docset.root.is_relative_to(srcdir):
        path = (docset.root / landing).relative_to(srcdir)
        config.root_doc = path.with_suffix("").as_posix()


def _set_title(config: Config, docsets: tuple[Docset, ...]) -> None:
    """Name the project as its only docset, unless ``conf.py`` names it."""
    if config.project == Config.config_values["project"].default and len(docsets) == 1:
        config.project = title_of_docset(docsets[0]) or config.project


def _set_language(app: Sphinx, config: Config) -> None:
    """Set the language from the locale of the docsets, unless ``conf.py`` sets one."""
    publishing = publishing_of(Path(app.srcdir))
    languages = (
        {language_of_locale(name) for name in publishing.locales if name}
        if (publishing)
        else set()
    )
    if config.language != _LANGUAGE or len(languages) != 1 or _LANGUAGE in languages:
        return
    config.language = languages.pop()
    # Sphinx has loaded its translations before it reads extensions.
    of_sphinx = Path(sphinx.__file__).parent / "locale"
    app.translator, _ = init_locale([of_sphinx], config.language)
    app.add_message_catalog(CATALOG, str(Path(locale_file).parent))


def _check_folders(app: Sphinx, config: Config) -> None:
    """Report the folders in ``azuredocs_docsets`` without a ``docfx.json``."""
    folders = docset_folders(config)
    if [*folders] == defaults()[_SETTING]:
        return
    path = Path(app.confdir, "conf.py")
    for folder in folders:
        root = Path(app.srcdir, folder)
        if is_file(root / DOCFX):
            continue
        defect = f"has no {DOCFX}" if is_folder(root) else "does not exist"
        message = f"{_SETTING}: the folder {folder!r} {defect}; correct or remove it"
        line = _line_of_setting(path)
        report(_LOGGER, Problem(WarningKind.DOCSET, message, path, line))


def _line_of_setting(path: Path) -> int:
    """Return the 1-based line at which a ``conf.py`` sets the docsets, else 1."""
    try:
        lines = read_text(path).splitlines()
    except FileError:
        return 1
    return next((n for n, line in enumerate(lines, 1) if line.startswith(_SETTING)), 1)


def _check_engine(docset: Docset) -> None:
    """Report the Markdown extensions of ``docfx.json`` that are unknown."""
    engine = docset.engine
    unknown = [name for name in engine.extensions if name not in EXTENSION_NAMES]
    if not unknown and not engine.misread:
        return
    path = docset.root / DOCFX
    lines = read_text(path).lower().split("\n")
    for name in (*unknown, *map(json.dumps, engine.misread)):
        places = (n for n, line in enumerate(lines, 1) if name.lower() in line)
        message = (
            f"{name} is no extension of Markdown that docfx knows; correct or remove it"
        )
        report(_LOGGER, Problem(WarningKind.DOCSET, message, path, next(places, 1)))


def _excluded(
    docsets: tuple[Docset, ...], srcdir: Path, config: Config
) -> Iterator[str]:
    """Yield Sphinx patterns for the source files that are not pages."""
    suffixes = tuple(config.source_suffix)
    pages = {*_pages(docsets, srcdir, config)}
    parents = {parent for page in pages for parent in page.parents}
    for folder, folders, files in walk(srcdir):
        path = Path(folder)
        for name in list(folders):
            inner = path / name
            if is_environment(inner):
                folders.remove(name)
                yield escape_pattern(inner, srcdir)
            elif inner not in parents:
                folders.remove(name)
                # A pattern for an output folder would differ between builders.
                if _has_source(inner, suffixes):
                    yield escape_pattern(inner, srcdir)
        for name in files:
            if name.endswith(suffixes) and path / name not in pages:
                yield escape_pattern(path / name, srcdir)


def _pages(docsets: tuple[Docset, ...], srcdir: Path, config: Config) -> Iterator[Path]:
    """Yield the files that are pages: the root page, pages of docsets, and articles.

    If ``include_patterns`` is set, it decides which files outside the docsets are
    pages.
    """
    suffixes = tuple(config.source_suffix)
    yield from (srcdir / f"{config.root_doc}{suffix}" for suffix in suffixes)
    for docset in docsets:
        for page in docset.pages():
            path = docset.root / page
            if not is_toc(path) and docset_of(docsets, path) is docset:
                yield path
    has_config = publishing_of(srcdir) is not None
    published = published_folders(tuple(Settings.of(config).published.items()))
    has_patterns = [*config.include_patterns] != ["**"]
    for path in _sources(srcdir, {docset.root for docset in docsets}, suffixes):
        source_path = path.relative_to(srcdir).as_posix()
        # Without a docset, the first line of a YAML file tells whether it is a page.
        # The other YAML files are excluded later.
        is_yaml = not has_config and path.suffix.lower() in _YAML
        if has_patterns or is_yaml or any(f.slug(source_path) for f in published):
            yield path


def _sources(
    folder: Path, left_out: AbstractSet[Path], suffixes: tuple[str, ...]
) -> Iterator[Path]:
    """Yield the source files below a folder.

    :param folder: the folder.
    :param left_out: folders that are not searched.
    :param suffixes: the suffixes of source files.
    """
    if folder in left_out or is_environment(folder):
        return
    for parent, folders, files in walk(folder):
        path = Path(parent)
        folders[:] = [
            name
            for name in folders
            if path / name not in left_out and not is_environment(path / name)
        ]
        yield from (path / name for name in files if name.endswith(suffixes))


def _has_source(folder: Path, suffixes: tuple[str, ...]) -> bool:
    """Return True if there are source files or installed packages in a folder."""
    return any(
        any(name.endswith(suffixes) for name in files)
        or any(is_environment(Path(parent, name)) for name in folders)
        for parent, folders, files in walk(folder)
    )
