"""Warnings about included files: the same defect is reported once.

Sphinx and docutils report a defect of an included file for each page that includes it,
such as an image that is missing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)")
_LOGGER = "sphinx"
"""The logger whose handlers write all messages of a build."""


class OnceInIncluded(logging.Filter):
    """Filter that drops a warning that was logged before at the same line of a file.

    Warnings in the source files of pages are kept.

    :param is_page: returns True for the path of a page.
    """

    def __init__(self, is_page: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_page = is_page
        self._seen: set[tuple[str, str]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for a repeated warning.

        :param record: the message; Sphinx stores file and line in ``location``.
        """
        location = getattr(record, "location", None)
        match = _PLACE.fullmatch(location) if isinstance(location, str) else None
        if record.levelno < logging.WARNING or match is None:
            return True
        key = (match[0], record.getMessage())
        if key in self._seen and not self._is_page(match["path"]):
            return False
        self._seen.add(key)
        return True


def report_once_in_included(app: Sphinx, _config: Config) -> None:
    """Log repeated warnings at the same line of an included file only once."""
    pages: dict[str, bool] = {}

    def is_page(path: str) -> bool:
        if path not in pages:
            env: BuildEnvironment | None = getattr(app, "env", None)
            docname = env.path2doc(path) if env is not None else None
            pages[path] = env is not None and docname in env.found_docs
        return pages[path]

    for handler in logging.getLogger(_LOGGER).handlers:
        handler.addFilter(OnceInIncluded(is_page))
