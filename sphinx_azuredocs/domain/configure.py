"""A docfx repository as a Sphinx project: its pages, and where they are served.

All that is known before pages are read comes from ``docfx.json``, and goes into
Sphinx's configuration; the base path, which it has not, from the redirections.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.logging import getLogger

from ..config import defaults
from ..docset import (
    Docset,
    DocsetError,
    docset_folders,
    docsets_of,
    read_docsets,
)
from ..docset.base_path import infer_base_path
from ..docset.docfx import NAME as DOCFX
from ..docset.markdown_engine import EXTENSION_NAMES
from ..docset.redirection_files import redirect_urls
from ..docset.toc_names import is_toc
from ..files.globs import escape_pattern
from ..warnings import Problem, WarningKind, report

LEARN = "https://learn.microsoft.com"


LEARN_HOSTS = ["learn.microsoft.com", "docs.microsoft.com"]


_LOGGER = getLogger(__name__)


def configure_docsets(app: Sphinx, config: Config) -> None:
    """Give Sphinx what it must know before it looks for pages."""
    folders = docset_folders(config)
    for folder, docset in read_docsets(config, app.srcdir).items():
        if isinstance(docset, DocsetError):
            message = f"{DOCFX} {docset}; it is built without it"
            report(_LOGGER, replace(docset.problem, message=message))
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
    unknown = [name for name in engine.extensions if name not in EXTENSION_NAMES]
    if not unknown and not engine.misread:
        return
    path = docset.root / DOCFX
    lines = path.read_text(encoding="utf-8-sig").lower().split("\n")
    for name in (*unknown, *map(json.dumps, engine.misread)):
        places = (n for n, line in enumerate(lines, 1) if name.lower() in line)
        message = (
            f"{name} is no extension of Markdown that docfx knows; correct or remove it"
        )
        report(_LOGGER, Problem(WarningKind.DOCSET, message, path, next(places, 1)))


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
