"""Fuzz the package: ``python -m tests.fuzz [TARGET …] --seconds 7200 --folder DIR``.

The targets run in turns, each in a process of its own. Defects are written to
``DIR/TARGET/findings``. ``--report`` prints executions, defects and line coverage;
``--again FILE`` runs a recorded input.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_TARGETS = {
    **dict.fromkeys(("azure", "learn", "markdig", "html"), "tokens"),
    **{name: name for name in ("header", "links", "toc", "yaml_pages", "docset")},
    "safe": "safe",
    "page": "page",
}
"""Target → its module."""
_TURN = 240
"""The time for which a target runs before the next one does, in seconds."""
_PACKAGE = Path(__file__).resolve().parents[2]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=[*_TARGETS], metavar="TARGET")
    parser.add_argument("--seconds", type=float, default=600, help="of all targets")
    parser.add_argument("--turn", type=float, default=_TURN, help="seconds of a turn")
    parser.add_argument("--executions", type=float, default=float("inf"))
    parser.add_argument("--folder", type=Path, default=Path("fuzz"))
    parser.add_argument("--report", action="store_true", help="print the figures")
    parser.add_argument("--again", type=Path, metavar="FILE")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _main() -> int:
    options = _arguments()
    if options.worker:
        _work(options.targets[0], options.folder, options.seconds)
    elif options.measure:
        _measure(options.targets[0], options.folder)
    elif options.again:
        target = _load(options.targets[0])
        from .grammar import from_bytes

        value = target.write(from_bytes(options.again.read_bytes()))
        print(repr(value))
        target.check(value)
    elif options.report:
        return _report(options.targets, options.folder)
    else:
        _run_turns(options)
        return _report(options.targets, options.folder)
    return 0


def _load(name: str) -> Any:
    module = importlib.import_module(f"{__package__}.{_TARGETS[name]}")
    return next(target for target in module.TARGETS if target.name == name)


def _work(name: str, folder: Path, seconds: float) -> None:
    """Run a target in this process."""
    try:
        import atheris
    except ImportError:
        target = _load(name)
    else:
        importlib.import_module("sphinx.application")
        with atheris.instrument_imports(include=["sphinx_azuredocs"]):
            target = _load(name)
    from .runner import run

    run(target, folder / name, seconds)


def _run_turns(options: argparse.Namespace) -> None:
    options.folder.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + options.seconds
    while True:
        for name in options.targets:
            turn = min(options.turn, end - time.monotonic())
            if turn < 1 or _executions(options.folder) >= options.executions:
                return
            log = options.folder / name / "log"
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("ab") as file, contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    [
                        *(sys.executable, "-m", "tests.fuzz", name, "--worker"),
                        *("--seconds", str(turn), "--folder", str(options.folder)),
                    ],
                    stdout=file,
                    stderr=file,
                    timeout=turn + 600,
                    check=False,
                    env={**os.environ, "PYTHONHASHSEED": "0"},
                )


def _counts(folder: Path, name: str) -> tuple[int, float]:
    """Return the number of executions of a target, and their seconds."""
    runs = [json.loads(path.read_text()) for path in (folder / name).glob("run-*.json")]
    return sum(run["executions"] for run in runs), sum(run["seconds"] for run in runs)


def _executions(folder: Path) -> int:
    return sum(_counts(folder, path.name)[0] for path in folder.iterdir())


def _measure(name: str, folder: Path) -> None:
    """Print the share of lines that the inputs of a target reach, of all it imports."""
    from coverage import Coverage

    from .grammar import from_bytes

    coverage = Coverage(data_file=None, source_pkgs=["sphinx_azuredocs"])
    coverage.start()
    target = _load(name)
    inputs = sorted((folder / name / "corpus").iterdir())
    for path in inputs[:: max(1, len(inputs) // 1_500)]:
        with contextlib.suppress(Exception):
            target.check(target.write(from_bytes(path.read_bytes())))
    coverage.stop()
    reached, lines, modules = 0, 0, 0
    for file in coverage.get_data().measured_files():
        _name, all_lines, _excluded, missing, _text = coverage.analysis2(file)
        if len(missing) < len(all_lines):
            reached += len(all_lines) - len(missing)
            lines += len(all_lines)
            modules += 1
    print(json.dumps([reached, lines, modules]))


def _report(targets: list[str], folder: Path) -> int:
    """Print a line for each target; return 1 if there are defects."""
    defects = 0
    print("target      executions   seconds  per s   lines reached      findings")
    for name in targets:
        count, seconds = _counts(folder, name)
        if not count:
            continue
        measured = subprocess.run(
            [
                *(sys.executable, "-m", "tests.fuzz", name, "--measure"),
                *("--folder", str(folder)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            text=True,
        )
        figures = measured.stdout.strip().splitlines()[-1:] or ["[0, 1, 0]"]
        reached, lines, _modules = json.loads(figures[0])
        found = len([*(folder / name / "findings").glob("*.txt")])
        defects += found
        print(
            f"{name:10}{count:12,}{seconds:10,.0f}{count / max(seconds, 1):7,.0f}"
            f"{reached:8,} of {lines:6,} {reached / max(lines, 1):4.0%}{found:10}"
        )
    print(f"all targets {_executions(folder):,} executions, {defects} findings")
    return int(defects > 0)


if __name__ == "__main__":
    sys.exit(_main())
