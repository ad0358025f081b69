"""What a build takes: time, memory and warnings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sphinx_azuredocs.builders.garbage_collection import READING

_PROFILE = """\
import cProfile, pstats, sys
from sphinx.cmd.build import main
profile = cProfile.Profile()
profile.enable()
main(sys.argv[1:])
profile.disable()
pstats.Stats(profile).sort_stats("tottime").print_stats(40)
"""
_START = """\
import gc, sys
{prepare}
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
AS_INSTALLED = "sys.modules['Stemmer'] = None"
"""Statement before a build of plain MyST: only what pip installs with MyST-Parser.

PyStemmer comes with the extension. Sphinx uses it if it can be imported.
"""
WITH_HELPS = f"gc.set_threshold{READING}"
"""Statement before a build of plain MyST: PyStemmer, and the extension's thresholds."""
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
    source: Path,
    output: Path,
    builder: str,
    processor: int | None = None,
    prepare: str = "",
) -> Build:
    """Build a project in a process of its own, from nothing.

    :param output: the output directory, which is emptied first. The warnings are
        written beside it, to a file of that name with ``.warnings``.
    :param processor: the number of the only processor to use, on Linux.
    :param prepare: a Python statement to run before Sphinx is imported.
    """
    shutil.rmtree(output, ignore_errors=True)
    log = output.with_suffix(".warnings")
    command = [sys.executable, "-c", _START.format(prepare=prepare)]
    command += ["-q", "-E", "-b", builder, "-w", str(log), str(source), str(output)]
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


@dataclass(frozen=True)
class Round:
    """One build of each kind.

    :param plain: plain MyST as pip installs it.
    :param helped: plain MyST with PyStemmer and the extension's thresholds.
    :param azure: the extension.
    """

    plain: Build
    helped: Build
    azure: Build


def build_rounds(
    plain: Path, azure: Path, output: Path, builder: str, rounds: int
) -> list[Round]:
    """Build each kind in turns, so that the load of the machine affects all alike.

    :param output: the directory of the outputs ``plain``, ``helped`` and ``azure``.
    """

    def one(source: Path, name: str, prepare: str = "") -> Build:
        return build(source, output / name, builder, prepare=prepare)

    return [
        Round(
            one(plain, "plain", AS_INSTALLED),
            one(plain, "helped", WITH_HELPS),
            one(azure, "azure"),
        )
        for _ in range(rounds)
    ]


def ratios(rounds: Sequence[Round]) -> dict[str, list[float]]:
    """Return the extension's share of each figure of plain MyST, for each round."""
    return {
        f"{figure} of {against}": [
            getattr(each.azure, figure) / getattr(getattr(each, against), figure)
            for each in rounds
        ]
        for against in ("plain", "helped")
        for figure in ("cpu", "wall", "memory")
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
