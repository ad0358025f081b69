"""The docset of a file."""

from __future__ import annotations

from pathlib import Path

from sphinx.environment import BuildEnvironment

from ..docset import (
    Docset,
    docset_of,
)
from .azure import azure_domain


def docset_at(env: BuildEnvironment, path: str | Path) -> Docset | None:
    """Return the docset that contains a file; None if no docset does.

    :param path: the file.
    """
    return docset_of(azure_domain(env).docsets, Path(path))


def home_of(env: BuildEnvironment, path: str | Path) -> Path:
    """Return the folder that ``~/`` names: a file's docset, else the source directory.

    :param path: the file.
    """
    docset = docset_at(env, path)
    return docset.root if docset else Path(env.srcdir)
