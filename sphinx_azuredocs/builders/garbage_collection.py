"""Less frequent garbage collection while a build runs.

A build makes millions of small objects that live to its end: doctrees, tokens, the
environment. With Python's default thresholds the collector looks at them again and
again, and finds nothing to free. mypy does the same
(``mypy/main.py``).
"""

from __future__ import annotations

import gc

from sphinx.application import Sphinx
from sphinx.config import Config

from ..config import Settings

THRESHOLD = 50_000
"""The number of objects made and not freed before the collector runs."""

_before: list[tuple[int, int, int]] = []


def raise_thresholds(_app: Sphinx, config: Config) -> None:
    """Raise the thresholds of the collector, unless a setting says otherwise."""
    if Settings.of(config).fewer_collections and not _before:
        _before.append(gc.get_threshold())
        gc.set_threshold(THRESHOLD, 20, 20)


def restore_thresholds(_app: Sphinx, _exception: Exception | None) -> None:
    """Restore the thresholds from before the build."""
    if _before:
        gc.set_threshold(*_before.pop())
