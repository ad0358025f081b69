"""Less frequent and quicker garbage collection while a build runs.

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

THRESHOLDS = (20_000, 5, 5)
"""The thresholds of the three generations, as ``gc.set_threshold`` takes them.

Higher ones save little more time, and cost memory: doctrees have reference cycles, so
only the collector frees them.
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
        gc.set_threshold(*THRESHOLDS)
        if is_ours:
            gc.freeze()


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
