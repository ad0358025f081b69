"""What drivers need of a target: it takes choices, and raises an error for a defect."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .grammar import Choose

SECONDS = 5
"""Processor time that a target may take for one input."""


class DefectError(AssertionError):
    """An invariant does not hold."""


class SlowError(DefectError):
    """An input takes longer than the limit."""


@dataclass(frozen=True)
class Target:
    """A part of the package that reads what a repository has.

    :param name: its name.
    :param write: writes the input for some choices.
    :param check: raises an error if something does not hold for an input.
    """

    name: str
    write: Callable[[Choose], object]
    check: Callable[[object], None]


@contextlib.contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raise an error in a block that takes longer than a limit of processor time."""

    def stop(_signal: int, _frame: object) -> None:
        raise SlowError(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def require_words(words: frozenset[str], shown: str, source: str) -> None:
    """Raise an error if a word is missing in an output."""
    missing = sorted(word for word in words if word not in shown)
    if missing:
        raise DefectError(f"lost {', '.join(missing)} of {source!r}")
