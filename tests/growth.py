"""Checks how the time that something takes grows with the size of its input.

Both sizes are measured in the same process, so other work on the machine makes both
longer.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")

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


def timed(run: Callable[[Input], Output], value: Input) -> tuple[Output, float]:
    begin = time.process_time()
    output = run(value)
    return output, time.process_time() - begin
