"""What a build takes: time, memory and warnings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_PROFILE = """\
import cProfile, pstats, sys
from sphinx.cmd.build import main
profile = cProfile.Profile()
profile.enable()
main(sys.argv[1:])
profile.disable()
pstats.Stats(profile).sort_stats("tottime").print_stats(40)
"""
_MEBI = 1024 * (1024 if sys.platform == "darwin" else 1)


TOGETHER = "build both of a pair at the same time, on two processors"
"""What the option ``--together`` does."""


class BuildError(Exception):
    """A build that failed."""


@dataclass(frozen=True)
class Build:
    """What one build took.

    :param wall: seconds by the clock.
    :param cpu: seconds of processor time, of the system's work for it too.
    :param memory: the most memory at a time, in MiB.
    :param warnings: how many warnings there were.
    """

    wall: float
    cpu: float
    memory: float
    warnings: int


def build(
    source: Path, output: Path, builder: str, processor: int | None = None
) -> Build:
    """Build a project in a process of its own, from nothing.

    :param output: where to; what is there is removed. The warnings are beside it, in
        a file of that name with ``.warnings``.
    :param processor: the number of the processor that it is to keep to, on Linux.
    """
    shutil.rmtree(output, ignore_errors=True)
    log = output.with_suffix(".warnings")
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", builder]
    command += ["-w", str(log), str(source), str(output)]
    begin = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        if processor is not None and sys.platform == "linux":
            os.sched_setaffinity(process.pid, {processor})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    if process.returncode:
        msg = f"the build of {source} failed:\n{text[-2000:]}"
        raise BuildError(msg)
    count = text.count(" WARNING: ") + text.count(" ERROR: ")
    cpu = usage.ru_utime + usage.ru_stime
    return Build(wall, cpu, usage.ru_maxrss / _MEBI, count)


def build_pairs(
    plain: Path,
    azure: Path,
    output: Path,
    builder: str,
    pairs: int,
    *,
    together: bool = False,
) -> list[tuple[Build, Build]]:
    """Build both in turns, so that what else the machine does meets both alike.

    :param output: the directory with the outputs, ``plain`` and ``azure``.
    :param together: whether to build both at the same time, each on one of two
        processors, which they exchange from pair to pair.
    """
    result = []
    for number in range(pairs):
        # Without a pool of two, one after the other.
        with ThreadPoolExecutor(2 if together else 1) as pool:
            builds = [
                pool.submit(
                    build,
                    source,
                    output / name,
                    builder,
                    (number + index) % 2 if together else None,
                )
                for index, (name, source) in enumerate(
                    (("plain", plain), ("azure", azure))
                )
            ]
        result.append((builds[0].result(), builds[1].result()))
    return result


def ratios(pairs: Sequence[tuple[Build, Build]]) -> dict[str, list[float]]:
    """What the second of each pair took of what the first did."""
    return {
        name: [getattr(azure, name) / getattr(plain, name) for plain, azure in pairs]
        for name in ("cpu", "wall", "memory")
    }


def medians(builds: Sequence[Build]) -> Build:
    """The medians of several builds of the same."""
    return Build(
        median(b.wall for b in builds),
        median(b.cpu for b in builds),
        median(b.memory for b in builds),
        builds[-1].warnings,
    )


def profile(source: Path, output: Path, builder: str) -> str:
    """The functions in which a build spends most time."""
    shutil.rmtree(output, ignore_errors=True)
    options = ["-q", "-E", "-b", builder, str(source), str(output)]
    done = subprocess.run(
        [sys.executable, "-c", _PROFILE, *options],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout
