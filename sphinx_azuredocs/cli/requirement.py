"""How a host installs this package: the line for a requirements file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ..docset.repository import repository_of
from ..files.urls import split_url

_NAME = "sphinx-azuredocs"
_REPOSITORY = "Repository"
"""The label in ``project.urls`` of ``pyproject.toml``."""


def requirement() -> str:
    """Return the requirement that installs this package as it is installed here.

    A package from a repository or a checkout is installed from the repository. A
    package from an index is installed from the index.
    """
    try:
        installed = distribution(_NAME)
    except PackageNotFoundError:
        return _NAME
    origin = _origin(installed)
    if origin is None:
        return _NAME
    if isinstance(vcs := origin.get("vcs_info"), dict):
        revision = vcs.get("requested_revision") or vcs.get("commit_id")
        return _from_git(str(origin.get("url")), str(revision or ""))
    parts = split_url(str(origin.get("url")))
    checkout = repository_of(Path(unquote(parts.path))) if parts.path else None
    if checkout:
        return _from_git(checkout.url, "")
    url = repository_url(installed)
    return _from_git(url, "") if url else _NAME


def repository_url(installed: Distribution) -> str:
    """Return the URL of the repository of a package; empty if it names none.

    :param installed: the package.
    """
    for value in installed.metadata.get_all("Project-URL") or ():
        label, _, url = str(value).partition(", ")
        if label == _REPOSITORY:
            return url
    return ""


def _origin(installed: Distribution) -> Mapping[str, Any] | None:
    """Return where a package was installed from; None for an index.

    The format is that of the Python packaging specification of ``direct_url.json``.
    """
    text = installed.read_text("direct_url.json")
    try:
        data = json.loads(text) if text else None
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def _from_git(url: str, revision: str) -> str:
    return f"{_NAME} @ git+{url}{f'@{revision}' if revision else ''}"
