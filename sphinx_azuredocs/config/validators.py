"""Validators of settings: each raises :exc:`InvalidError` with the allowed values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..files.urls import split_url
from .dialects import Dialect


class InvalidError(ValueError):
    """A value is not allowed; the message names the allowed values."""


def url(value: Any) -> None:
    """Accept an http or https URL."""
    parts = split_url(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise InvalidError("an http or https URL")


def string(value: Any) -> None:
    """Check a string."""
    if not isinstance(value, str):
        raise InvalidError("a string")


def sites(value: Any) -> None:
    """Accept a dictionary of strings → URLs that end in a slash."""
    if not isinstance(value, dict) or not all(
        isinstance(name, str)
        and name
        and isinstance(site, str)
        and site.startswith(("https://", "http://"))
        and site.endswith("/")
        for name, site in value.items()
    ):
        raise InvalidError("a dictionary of strings to URLs that end in a slash")


def strings(value: Any) -> None:
    """Accept a list of non-empty strings."""
    if not isinstance(value, list | tuple) or not all(
        isinstance(item, str) and item for item in value
    ):
        raise InvalidError("a list of strings that are not empty")


def published(value: Any) -> None:
    """Accept a dictionary of source paths → URL paths, each with one ``{slug}``."""
    allowed = (
        "a dictionary of source paths to URL paths, each with one {slug}, as "
        '{"articles/**/{slug}.md": "/documentation/articles/{slug}/"}'
    )
    if not isinstance(value, dict):
        raise InvalidError(allowed)
    for source, url in value.items():
        texts = isinstance(source, str) and isinstance(url, str)
        if not texts or source.count("{slug}") != 1 or url.count("{slug}") != 1:
            raise InvalidError(allowed)
        if not url.startswith("/"):
            raise InvalidError(f"{allowed}; the URL path begins with a slash")


def docsets(value: Any) -> None:
    """Accept a list of folders, or a dictionary of folders → URL paths or None."""
    if isinstance(value, dict):
        paths = [path for path in value.values() if path is not None]
        if all(isinstance(p, str) and p.startswith("/") for p in paths):
            value = list(value)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidError(
            "a list of folders, or a dictionary of folders to the URL paths that they "
            'are served at, as {"docs": "/azure"}'
        )


_KIND = re.compile(r"[A-Za-z][A-Za-z_-]*")


def alerts(value: Any) -> None:
    """Accept a dictionary of kinds of note → dictionaries with title and class."""
    allowed = (
        "a dictionary of kinds of note to their titles and classes, as "
        '{"TODO": {"title": "To do", "class": "tip"}}'
    )
    if not isinstance(value, dict):
        raise InvalidError(allowed)
    for kind, note in value.items():
        is_kind = isinstance(kind, str) and _KIND.fullmatch(kind)
        if not is_kind or not isinstance(note, dict) or note.keys() - _ALERT_KEYS:
            raise InvalidError(allowed)
        if not all(isinstance(text, str) for text in note.values()):
            raise InvalidError(allowed)


_ALERT_KEYS = {"title", "class"}


_DIALECTS = tuple(Dialect)


def dialects(value: Any) -> None:
    """Accept a dictionary of patterns of docnames → dialects."""
    is_mapping = isinstance(value, dict) and all(isinstance(p, str) for p in value)
    if not is_mapping or any(d not in _DIALECTS for d in value.values()):
        raise InvalidError(
            "a dictionary of patterns of docnames to 'azure', 'learn' or 'myst', as "
            '{"articles/**": "azure"}'
        )


def boolean(value: Any) -> None:
    """Accept True or False."""
    if not isinstance(value, bool):
        raise InvalidError("True or False")


def natural(value: Any) -> None:
    """Accept a whole number, 0 or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidError("a whole number, 0 or more")


def choices(*allowed: str) -> Callable[[Any], None]:
    """Return a validator that accepts lists of the given strings.

    :param allowed: the strings.
    """

    def validate(value: Any) -> None:
        if not isinstance(value, list | tuple) or any(v not in allowed for v in value):
            raise InvalidError("a list of " + ", ".join(map(repr, allowed)))

    return validate


def choice(*allowed: str) -> Callable[[Any], None]:
    """Return a validator that accepts the given strings.

    :param allowed: the strings.
    """

    def validate(value: Any) -> None:
        if value not in allowed:
            raise InvalidError(" or ".join(map(repr, allowed)))

    return validate
