"""Checks how the work that something takes grows with the size of its input.

Lines of Python that run are counted, which is exact. Where a regular expression or
another function of C does the work, its time is measured: both sizes in the same
process, so that other work on the machine makes both longer.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")
TraceFunction = Callable[[FrameType, str, Any], Any]

# Processor time at full size; coverage measurement slows parsing down several times.
SECONDS = 20 if sys.gettrace() is None else 100
# How much smaller the other input is, and how many times as long the large one may
# take: between ten, which is linear, and a hundred, which is quadratic.
PARTS = 10
MAX_RATIO = 40
# For what does grow with the square, but slowly.
QUADRATIC = 150
# Seconds below which a measurement says nothing.
SHORTEST = 0.001
ATTEMPTS = 4


def run_in_time(
    run: Callable[[Input], Output],
    make: Callable[[int], Input],
    size: int,
    max_ratio: float = MAX_RATIO,
    seconds: float = SECONDS,
) -> Output:
    """Return what a function makes of a large input.

    :param make: makes an input of a size.
    :param max_ratio: how many times as long as a tenth of the input it may take.
    :param seconds: how long it may take, in seconds of processor time.
    """
    output, large = timed(run, make(size))
    assert large < seconds
    _, small = timed(run, make(size // PARTS))
    for _ in range(ATTEMPTS - 1):
        if large <= max_ratio * max(small, SHORTEST):
            break
        large = min(large, timed(run, make(size))[1])
        small = min(small, timed(run, make(size // PARTS))[1])
    assert large <= max_ratio * max(small, SHORTEST)
    return output


MAX_STEP = 2.3
"""How much larger the second step may be than the first: 2 is linear, 4 quadratic."""


def run_linearly(
    run: Callable[[Input], Output], make: Callable[[int], Input], size: int
) -> None:
    """Check that the lines of Python that run grow with the size of an input.

    The counts at n, 2n and 4n are compared: from the second to the third they grow by
    twice as much as from the first to the second.

    :param make: makes an input of a size.
    :param size: the smallest size.
    """
    run(make(size))
    counts = [lines_run(run, make(size * times)) for times in (1, 2, 4)]
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    assert second <= MAX_STEP * max(first, counts[0] / 10), counts


def lines_run(run: Callable[[Input], Output], value: Input) -> int:
    """Return the number of lines, calls and returns of Python that a call runs."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run(value)
    finally:
        sys.settrace(before)
    return count


def timed(run: Callable[[Input], Output], value: Input) -> tuple[Output, float]:
    begin = time.process_time()
    output = run(value)
    return output, time.process_time() - begin
