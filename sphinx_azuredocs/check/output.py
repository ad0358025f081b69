"""Write findings as text, as annotations of GitHub, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from .findings import Finding
from .sarif import as_sarif

_VERSION = 1
"""The version of the JSON, for programs that read it."""


def as_text(findings: Sequence[Finding], _srcdir: Path) -> str:
    """Return findings as ``file:line:column: message [kind]``, one on each line.

    :param findings: the findings.
    """
    return "".join(
        f"{_place(finding)}: {finding.message} [{_codes(finding)}]\n"
        for finding in findings
    )


def as_json(findings: Sequence[Finding], _srcdir: Path) -> str:
    """Return findings as JSON.

    :param findings: the findings.
    """
    content = {"version": _VERSION, "findings": [asdict(f) for f in findings]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Sequence[Finding], srcdir: Path) -> str:
    """Return findings as workflow commands of GitHub, which make annotations.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions

    :param findings: the findings.
    :param srcdir: the source directory. Files are named from the working directory,
        which is the repository in a workflow.
    """
    return "".join(_annotation(finding, srcdir) for finding in findings)


def _annotation(finding: Finding, srcdir: Path) -> str:
    level = {"note": "notice"}.get(finding.level, finding.level)
    places = {
        "file": _from_here(srcdir / finding.path) if finding.path else "",
        "line": str(finding.line),
        "col": str(finding.column),
        "endColumn": str(finding.end_column),
        "title": _codes(finding),
    }
    shown = places if finding.path else {"title": places["title"]}
    properties = ",".join(f"{name}={_escape(text)}" for name, text in shown.items())
    message = finding.message.replace("%", "%25").replace("\n", "%0A")
    return f"::{level} {properties}::{message}\n"


def _escape(text: str) -> str:
    """Return the value of a property, in which some characters are encoded."""
    for sign, code in (
        *(("%", "%25"), ("\r", "%0D"), ("\n", "%0A")),
        *((":", "%3A"), (",", "%2C")),
    ):
        text = text.replace(sign, code)
    return text


def _from_here(path: Path) -> str:
    here = Path.cwd()
    inner = path.relative_to(here) if path.is_relative_to(here) else path
    return inner.as_posix()


def _place(finding: Finding) -> str:
    if not finding.path:
        return "project"
    return f"{finding.path}:{finding.line}:{finding.column}"


def _codes(finding: Finding) -> str:
    codes = (finding.rule, finding.learn)
    shown = [code for code in codes if code and not finding.rule.endswith(f".{code}")]
    return ", ".join(shown or [finding.rule])


Format = Callable[[Sequence[Finding], Path], str]
FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "github": as_github,
    "sarif": as_sarif,
    "json": as_json,
}
"""Name of a format → function that takes the findings and the source directory."""


def summary(findings: Iterable[Finding]) -> str:
    """Return a line with the number of findings, by level.

    :param findings: the findings.
    """
    levels = [finding.level for finding in findings]
    notes = levels.count("note")
    defects = len(levels) - notes
    text = f"{defects} finding{'' if defects == 1 else 's'}"
    return f"{text}, {notes} suggestion{'' if notes == 1 else 's'}" if notes else text
