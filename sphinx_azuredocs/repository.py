"""A docfx repository as a Sphinx project: its pages, and where they are served.

All that is known before pages are read comes from ``docfx.json``, and goes into
Sphinx's configuration; the base path, which it has not, from the redirections.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from .config import defaults
from .docset import (
    Docset,
    DocsetError,
    docset_folders,
    docset_of,
    docsets_of,
    read_docsets,
)
from .docset.docfx import NAME as DOCFX
from .docset.redirections import redirect_urls
from .docset.toc import is_toc
from .domain import azure_domain
from .syntax.markdig import NAMES
from .warnings import WarningKind, warn_at

LEARN = "https://learn.microsoft.com"
LEARN_HOSTS = ["learn.microsoft.com", "docs.microsoft.com"]

_LOGGER = getLogger(__name__)
_LOCALE = re.compile(r"\A/[a-z]{2}-[a-z]{2}(?=/)", re.IGNORECASE)
# Suffixes of other parsers are merged into the configuration at 800.
_AFTER_SUFFIXES = 850
_MAGIC = re.compile(r"([*?\[])")


def infer_base_path(docset: Docset, urls: Iterable[str]) -> str | None:
    """The URL path that a docset is served at, by URLs that name its pages.

    :param docset: the docset, whose own base path is not looked at.
    :param urls: URLs of the site, of which some name pages of the docset.
    :return: the path that most of them have in common; ``None`` for none.
    """
    outputs = {
        _without_suffix(output).lower()
        for page in docset.pages()
        if (output := docset.output(page))
    }
    votes: Counter[str] = Counter()
    for url in urls:
        path = _LOCALE.sub("", urlsplit(url).path).rstrip("/")
        parts = path.split("/")
        for index in range(1, len(parts)):
            inner = "/".join(parts[index:]).lower()
            if inner in outputs or f"{inner}/index" in outputs:
                # The longer the path that is known, the less it is by chance.
                votes["/".join(parts[:index])] += len(parts) - index
    best = votes.most_common(1)
    return best[0][0] if best else None


def _without_suffix(path: str) -> str:
    return PurePosixPath(path).with_suffix("").as_posix()


def docset_at(env: BuildEnvironment, path: str | Path) -> Docset | None:
    """The docset that a file is in.

    :param path: the file.
    """
    return docset_of(azure_domain(env).docsets, Path(path))


def home_of(env: BuildEnvironment, path: str | Path) -> Path:
    """What ``~/`` stands for in a file: its docset, else the source directory.

    :param path: the file.
    """
    docset = docset_at(env, path)
    return docset.root if docset else Path(env.srcdir)


def _configure(app: Sphinx, config: Config) -> None:
    """Give Sphinx what it must know before it looks for pages."""
    folders = docset_folders(config)
    for folder, docset in read_docsets(config, app.srcdir).items():
        if isinstance(docset, DocsetError):
            message = f"{docset.path.name} {docset}; it is built without it"
            kind = WarningKind.DOCSET
            warn_at(_LOGGER, kind, message, docset.path, docset.line)
            continue
        _check_engine(docset)
        if docset.base_path is None:
            folders[folder] = infer_base_path(docset, redirect_urls(docset.root))
    docsets = docsets_of(config, app.srcdir)
    if not docsets:
        return
    config.azuredocs_docsets = folders
    config.exclude_patterns = [
        *config.exclude_patterns,
        *_excluded(docsets, Path(app.srcdir), config),
    ]
    for name, value in (("site_url", LEARN), ("hosts", LEARN_HOSTS)):
        setting = f"azuredocs_{name}"
        if config[setting] == defaults()[setting]:
            setattr(config, setting, value)


def _check_engine(docset: Docset) -> None:
    """Report what ``docfx.json`` asks of Markdown, and nobody knows."""
    engine = docset.engine
    unknown = [name for name in engine.extensions if name not in NAMES]
    if not unknown and not engine.misread:
        return
    path = docset.root / DOCFX
    lines = path.read_text(encoding="utf-8-sig").lower().split("\n")
    for name in (*unknown, *map(json.dumps, engine.misread)):
        places = (n for n, line in enumerate(lines, 1) if name.lower() in line)
        message = (
            f"{name} is no extension of Markdown that docfx knows; correct or remove it"
        )
        warn_at(_LOGGER, WarningKind.DOCSET, message, path, next(places, 1))


def _excluded(
    docsets: tuple[Docset, ...], srcdir: Path, config: Config
) -> Iterator[str]:
    """Patterns for what is in a docset and no page of it."""
    suffixes = tuple(config.source_suffix)
    roots = {docset.root for docset in docsets}
    for docset in docsets:
        if not docset.root.is_relative_to(srcdir):
            continue
        pages = {docset.root / page for page in docset.pages() if not is_toc(page)}
        pages |= {srcdir / f"{config.root_doc}{suffix}" for suffix in suffixes}
        needed = {parent for page in pages for parent in page.parents}
        for folder, folders, files in os.walk(docset.root):
            path = Path(folder)
            for name in list(folders):
                inner = path / name
                if inner in roots:
                    folders.remove(name)
                elif inner not in needed:
                    # Nothing below it is a page.
                    folders.remove(name)
                    yield escape_pattern(inner, srcdir)
            for name in files:
                if name.endswith(suffixes) and path / name not in pages:
                    yield escape_pattern(path / name, srcdir)


def escape_pattern(path: Path, srcdir: Path) -> str:
    """A pattern for one path, whatever signs are in it.

    :param path: the path.
    :param srcdir: the source directory, which patterns are relative to.
    """
    return _MAGIC.sub(r"[\1]", path.relative_to(srcdir).as_posix())


def setup_repository(app: Sphinx) -> None:
    """Read the docsets as soon as the settings are known."""
    app.connect("config-inited", _configure, priority=_AFTER_SUFFIXES)
