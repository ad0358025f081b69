"""Write findings in SARIF 2.1.0, the format of code scanning.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .findings import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PACKAGE = "sphinx-azuredocs"
_ROOT = "SRCROOT"


def as_sarif(findings: Sequence[Finding], srcdir: Path) -> str:
    """Return findings as a SARIF log with one run.

    Files are relative to the working directory, which is the repository in a workflow.

    :param findings: the findings.
    :param srcdir: the source directory.
    """
    rules = sorted({finding.rule for finding in findings})
    run = {
        "tool": {"driver": _driver(rules, findings)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The repository."}}},
        "results": [_result(f, rules.index(f.rule), srcdir) for f in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: Sequence[str], findings: Sequence[Finding]) -> dict[str, Any]:
    codes = {finding.rule: finding.learn for finding in findings if finding.learn}
    return {
        "name": _PACKAGE,
        **_of_package(),
        "rules": [_rule(rule, codes.get(rule, "")) for rule in rules],
    }


def _of_package() -> dict[str, str]:
    """Return the version and the home page of the installed package."""
    try:
        data = metadata(_PACKAGE)
    except PackageNotFoundError:
        return {}
    urls = (url.partition(", ") for url in data.get_all("Project-URL") or ())
    pages = {name: url for name, _, url in urls}
    found = {"version": data["Version"], "informationUri": pages.get("Repository", "")}
    return {name: value for name, value in found.items() if value}


def _rule(rule: str, code: str) -> dict[str, Any]:
    return {"id": rule, **({"properties": {"tags": [code]}} if code else {})}


def _result(finding: Finding, index: int, srcdir: Path) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level,
        "message": {"text": finding.message},
        # GitHub recognises a finding by it after edits above its line.
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if not finding.path:
        return result
    region: dict[str, Any] = {"startLine": finding.line}
    if finding.end_column > finding.column:
        region |= {"startColumn": finding.column, "endColumn": finding.end_column}
    place = {"artifactLocation": _artifact(srcdir / finding.path), "region": region}
    return {**result, "locations": [{"physicalLocation": place}]}


def _artifact(path: Path) -> dict[str, str]:
    here = Path.cwd()
    if path.is_relative_to(here):
        inner = path.relative_to(here).as_posix()
        return {"uri": quote(inner), "uriBaseId": _ROOT}
    return {"uri": path.as_uri()}


def _fingerprint(finding: Finding) -> str:
    return sha256("\n".join(finding.key).encode()).hexdigest()[:32]
