"""Run one target for some seconds, guided by coverage if atheris is installed.

Every input is recorded in a folder: its choices, by which it is written again.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from .grammar import from_bytes
from .target import DefectError, Target

MAX_BYTES = 2_048
"""The largest number of bytes that the choices of an input are taken from."""
_KEPT = 400
"""The number of inputs that are kept for the report, if nothing guides the choices."""


class Recorder:
    """Runs inputs, counts them, and writes down the defects.

    :param target: the target.
    :param folder: the folder of the target, for defects and counts.
    """

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._begin = time.monotonic(), time.process_time()
        self._count = 0
        self._written = 0.0
        (folder / "corpus").mkdir(parents=True, exist_ok=True)
        (folder / "findings").mkdir(exist_ok=True)

    def run(self, data: bytes) -> None:
        """Run one input; a defect is recorded, not raised."""
        self._count += 1
        try:
            value = self._target.write(from_bytes(data))
            self._target.check(value)
        except Exception as error:  # what is raised is what is looked for
            self._note(data, error)
        if self._count % 64 == 0 and time.monotonic() - self._written > 5:
            self.save()

    def save(self) -> None:
        """Write down the number of inputs, and the time."""
        self._written = time.monotonic()
        wall, cpu = self._begin
        counts = {
            "executions": self._count,
            "seconds": round(time.monotonic() - wall, 1),
            "cpu": round(time.process_time() - cpu, 1),
        }
        path = self._folder / f"run-{os.getpid()}.json"
        path.write_text(json.dumps(counts))

    def _note(self, data: bytes, error: Exception) -> None:
        """Record a defect, unless it is recorded with a shorter input."""
        key = _key(error)
        name = hashlib.sha256(key.encode()).hexdigest()[:12]
        path = self._folder / "findings" / name
        if path.exists() and path.stat().st_size <= len(data):
            return
        path.write_bytes(data)
        value = self._target.write(from_bytes(data))
        text = f"{key}\n\n{value!r}\n\n{''.join(traceback.format_exception(error))}"
        path.with_suffix(".txt").write_text(text, encoding="utf-8", errors="replace")


def _key(error: Exception) -> str:
    """Return the kind of a defect: its type, and the last place in the package."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "sphinx_azuredocs" in frame.filename]
    last = frames[-1]
    place = own[-1] if own and not isinstance(error, DefectError) else last
    message = str(error).split()[:3] if isinstance(error, DefectError) else []
    words = "lost" if "lost" in message else " ".join(message)
    return f"{type(error).__name__} {words} {Path(place.filename).name}:{place.lineno}"


def run(target: Target, folder: Path, seconds: float) -> None:
    """Run a target.

    :param target: the target.
    :param folder: the folder for its inputs, defects and counts.
    :param seconds: how long.
    """
    recorder = Recorder(target, folder)
    guide = _run_guided if "atheris" in sys.modules else _run_random
    guide(recorder, folder, seconds)


def _run_guided(recorder: Recorder, folder: Path, seconds: float) -> None:
    import atheris

    options = [
        *(f"-max_total_time={int(seconds)}", f"-max_len={MAX_BYTES}", "-timeout=120"),
        *("-rss_limit_mb=3000", "-verbosity=0", "-len_control=0", "-detect_leaks=0"),
        str(folder / "corpus"),
    ]
    _seed(folder / "corpus")
    run_input: Callable[[bytes], None] = recorder.run
    end = time.monotonic() + seconds - 1

    def run_until_end(data: bytes) -> None:
        run_input(data)
        if time.monotonic() > end:
            # libFuzzer ends the process without the handlers of Python.
            recorder.save()

    atheris.Setup([sys.argv[0], *options], run_until_end)
    atheris.Fuzz()


def _seed(corpus: Path) -> None:
    """Begin with random choices, of which coverage takes the best."""
    if any(corpus.iterdir()):
        return
    chance = random.Random(1)
    for number in range(_KEPT):
        data = chance.randbytes(chance.randrange(16, MAX_BYTES // 2))
        (corpus / f"random-{number}").write_bytes(data)


def _run_random(recorder: Recorder, folder: Path, seconds: float) -> None:
    chance = random.Random()
    end = time.monotonic() + seconds
    kept = 0
    while time.monotonic() < end:
        data = chance.randbytes(chance.randrange(16, MAX_BYTES))
        if kept < _KEPT:
            (folder / "corpus" / f"random-{kept}").write_bytes(data)
            kept += 1
        recorder.run(data)
    recorder.save()
