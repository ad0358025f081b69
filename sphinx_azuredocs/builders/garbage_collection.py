"""Less frequent and quicker garbage collection while a build runs.

A build makes millions of small objects. The environment and the doctrees live until
pages are written; tokens and syntax trees die together, when their page has been read.
With Python's default thresholds the collector looks at all of them again and again, and
finds little to free. mypy raises the thresholds, too (``mypy/main.py``).
"""

from __future__ import annotations

import gc

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ..config import Settings

READING = (100_000, 10, 10)
"""The thresholds of the three generations while pages are read.

They take the form of ``gc.set_threshold``. The first is more than most pages need:
:func:`collect_last_page` collects between pages.
"""
WRITING = (20_000, 5, 3)
"""The thresholds while pages are written.

Higher ones save little more time, and cost memory: only the collector frees doctrees,
which have reference cycles, and no event comes after one page and before the next.
"""

_before: list[tuple[tuple[int, int, int], bool]] = []
"""The thresholds from before the build, and True if this module froze the objects."""


def raise_thresholds(_app: Sphinx, config: Config) -> None:
    """Raise the thresholds of the collector, unless a setting says otherwise.

    The collector ignores the objects made so far, such as the functions of modules.
    """
    if Settings.of(config).fewer_collections and not _before:
        is_ours = not gc.get_freeze_count()
        _before.append((gc.get_threshold(), is_ours))
        gc.set_threshold(*READING)
        if is_ours:
            gc.freeze()


def collect_last_page(_app: Sphinx, _docname: str, _source: list[str]) -> None:
    """Free the objects of the page that was read before this one.

    Only the youngest objects are looked at: those made since the last time.
    Handler of Sphinx's event ``source-read``.
    """
    if _before:
        gc.collect(0)


def lower_thresholds(_app: Sphinx, _env: BuildEnvironment) -> None:
    """Set the thresholds for writing pages.

    Handler of Sphinx's event ``env-updated``.
    """
    if _before:
        gc.set_threshold(*WRITING)


def restore_thresholds(_app: Sphinx, _exception: Exception | None) -> None:
    """Restore the thresholds from before the build.

    With lower thresholds the collector would look at all objects of the build at once,
    which takes seconds. Freezing them resets its counts.
    """
    if _before:
        thresholds, is_ours = _before.pop()
        if is_ours:
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*thresholds)
