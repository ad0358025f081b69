"""Warnings about included files: the same defect is reported once.

Sphinx and docutils report a defect of an included file for each page that includes it,
such as an image that is missing. Repetitions are dropped before Sphinx counts them, so
that the number of warnings at the end of a build is the number of lines.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import get_node_location

from ..page.article_folders import has_articles
from ..warnings import ONCE

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d*)")
_LOGGER = "sphinx"
"""The logger whose handlers write all messages of a build."""


class OnceInIncluded(logging.Filter):
    """Filter that drops a warning that was logged before at the same line of a file.

    Warnings in the source files of pages are kept, except warnings that are logged by
    :func:`~..warnings.warn_once`.

    :param is_included: returns True for the path of an included file of articles.
    """

    def __init__(self, is_included: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_included = is_included
        self._seen: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Discard the record of the warnings."""
        self._seen.clear()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for a repeated warning.

        :param record: the message; Sphinx stores file and line, or a node, in
            ``location``.
        """
        if record.levelno < logging.WARNING:
            return True
        location = getattr(record, "location", None)
        if isinstance(location, nodes.Node):
            location = get_node_location(location)
        match = _PLACE.fullmatch(location) if isinstance(location, str) else None
        if match is None:
            return True
        key = (match[0], record.getMessage())
        if key in self._seen:
            return not (getattr(record, ONCE, False) or self._is_included(match[1]))
        self._seen.add(key)
        return True


def report_once_in_included(app: Sphinx, _config: Config) -> None:
    """Log repeated warnings at the same line of an included file only once."""
    for_articles = cache(has_articles)

    def is_included(path: str) -> bool:
        env: BuildEnvironment | None = getattr(app, "env", None)
        if env is None or env.path2doc(path) in env.found_docs:
            return False
        # MyST repeats the warnings about a file that plain MyST pages include.
        return for_articles(env)

    for handler in logging.getLogger(_LOGGER).handlers:
        # Before the filter that counts warnings.
        handler.filters.insert(0, OnceInIncluded(is_included))


def forget_build(_app: Sphinx, _error: Exception | None) -> None:
    """Discard the record of a build, so that the next one logs its warnings again.

    Language servers build again and again with one application.
    """
    for handler in logging.getLogger(_LOGGER).handlers:
        for item in handler.filters:
            if isinstance(item, OnceInIncluded):
                item.forget()
