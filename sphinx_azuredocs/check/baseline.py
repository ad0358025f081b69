"""Old findings, which are stored in a file and not reported again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..files.door import FileError, read_text
from .findings import Finding

_VERSION = 1
_Key = tuple[str, str, str]


class BaselineError(ValueError):
    """A baseline cannot be read; the message says why."""


def write_baseline(path: Path, findings: Sequence[Finding]) -> None:
    """Write findings to a file, without their lines, which move with other edits.

    :param path: the file.
    :param findings: the findings.
    :raises OSError: if the file cannot be written.
    """
    counts = sorted(Counter(finding.key for finding in findings).items())
    entries = [
        {"path": key[0], "rule": key[1], "message": key[2], "count": count}
        for key, count in counts
    ]
    content = {"version": _VERSION, "findings": entries}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")


def read_baseline(path: Path) -> Counter[_Key]:
    """Return the findings of a baseline, with their numbers.

    :param path: the file.
    :raises BaselineError: if the file is missing, or is not a baseline.
    """
    try:
        content = json.loads(read_text(path))
        return Counter(
            {
                (str(e["path"]), str(e["rule"]), str(e["message"])): int(e["count"])
                for e in content["findings"]
            }
        )
    except FileError as error:
        raise BaselineError(f"{path} {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path} is not a baseline; write it with --write-baseline"
        raise BaselineError(message) from error


def without(findings: Iterable[Finding], old: Counter[_Key]) -> list[Finding]:
    """Return the findings that are not among old ones.

    :param findings: the findings.
    :param old: the numbers of the old ones.
    """
    left = Counter(old)
    new = []
    for finding in findings:
        if left[finding.key] > 0:
            left[finding.key] -= 1
        else:
            new.append(finding)
    return new
