"""Check a project from the command line: its settings, findings and output."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.errors import SphinxError

from ..check.baseline import BaselineError, read_baseline, without, write_baseline
from ..check.changes import GitError, changed_files, tree_of
from ..check.files import of_files
from ..check.findings import Finding, findings_of
from ..check.fix import fix_project
from ..check.output import FORMATS, summary
from ..check.run import Project, check_project
from ..files.door import exists, is_folder, resolve
from .conf_file import conf_py, site_of
from .repository import recognise

CLEAN, FOUND, WRONG = 0, 1, 2
"""The exit codes: no findings, findings, and a check that cannot run."""
_CONF = "conf.py"


class UsageError(ValueError):
    """The check cannot run; the message says why."""


def run_check(options: argparse.Namespace) -> int:
    """Check a project, and print an error if that is not possible.

    :param options: the arguments.
    :return: the exit code.
    """
    try:
        return check(options)
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        return WRONG


def check(options: argparse.Namespace) -> int:
    """Check a project, and write its findings.

    :param options: the arguments.
    :return: the exit code.
    :raises UsageError: if the check cannot run.
    """
    srcdir = resolve(options.source)
    if srcdir is None or not is_folder(srcdir):
        raise UsageError(f"{options.source} is not a folder")
    for file in options.files:
        if not exists(file):
            raise UsageError(f"{file} does not exist")
    try:
        old = read_baseline(options.baseline) if options.baseline else None
        with _project(srcdir, options) as project:
            if options.fix:
                _fix(project, options)
            findings = _findings(project, options)
    except (SphinxError, BaselineError, GitError) as error:
        raise UsageError(str(error)) from error
    if options.files:
        findings = of_files(findings, options.files, srcdir)
    if options.write_baseline:
        _write(options.write_baseline, findings)
        _say(options, f"{summary(findings)} written to {options.write_baseline}")
        return CLEAN
    if old is not None:
        findings = without(findings, old)
    _print(options, findings, srcdir)
    defects = [finding for finding in findings if finding.level != "note"]
    return FOUND if defects and not options.exit_zero else CLEAN


def _findings(project: Project, options: argparse.Namespace) -> list[Finding]:
    if options.changed_since is None:
        files = [path for file in options.files if (path := resolve(file))]
        return findings_of(check_project(project, files), project.srcdir)
    findings = findings_of(check_project(project), project.srcdir)
    changed = changed_files(project.srcdir, options.changed_since)
    elsewhere = [finding for finding in findings if finding.path not in changed]
    if elsewhere:
        elsewhere = _caused(elsewhere, project, options.changed_since)
    shown = {id(finding) for finding in elsewhere}
    return [f for f in findings if f.path in changed or id(f) in shown]


def _caused(elsewhere: list[Finding], project: Project, ref: str) -> list[Finding]:
    """Return the findings in other files that a project did not have at a commit."""
    with tree_of(project.srcdir, ref) as srcdir:
        inner = project.confdir == project.srcdir
        confdir = srcdir if inner else project.confdir
        if not is_folder(srcdir) or (inner and not exists(srcdir / _CONF)):
            return elsewhere
        before = replace(project, srcdir=srcdir, confdir=confdir)
        old = findings_of(check_project(before), srcdir)
    return without(elsewhere, Counter(finding.key for finding in old))


def _fix(project: Project, options: argparse.Namespace) -> None:
    for path, count in fix_project(project, options.files).items():
        _say(options, f"{path}: {count} corrected")


@contextmanager
def _project(srcdir: Path, options: argparse.Namespace) -> Iterator[Project]:
    """Open a project: with its ``conf.py``, else with that of ``quickstart``."""
    confdir = resolve(options.conf_dir or srcdir) or srcdir
    settings = dict(_defined(value) for value in options.define)
    # Only the theme of a build must be installed.
    settings.setdefault("html_theme", "alabaster")
    has_learn = options.rules == "learn"
    if exists(confdir / _CONF):
        yield Project(srcdir, confdir, None, settings, has_learn)
        return
    if options.conf_dir is not None:
        raise UsageError(f"{options.conf_dir} has no {_CONF}")
    found = recognise(srcdir)
    if found.errors:
        problem = found.errors[0]
        raise UsageError(f"{problem.place or srcdir}: {problem.message}")
    site = site_of(found, "")
    with TemporaryDirectory(prefix="azuredocs-") as folder:
        Path(folder, _CONF).write_text(conf_py(site), encoding="utf-8")
        page = site.index_md if site.needs_index else None
        yield Project(srcdir, Path(folder), page, settings, has_learn)


def _defined(value: str) -> tuple[str, str]:
    name, sign, text = value.partition("=")
    if not sign:
        raise UsageError(f"{value!r} is not NAME=VALUE")
    return name.strip(), text


def _print(options: argparse.Namespace, findings: list[Finding], srcdir: Path) -> None:
    text = FORMATS[options.format](findings, srcdir)
    if options.output:
        try:
            options.output.write_text(text, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or error
            raise UsageError(f"{options.output} cannot be written: {reason}") from error
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    _say(options, summary(findings))


def _write(path: Path, findings: list[Finding]) -> None:
    try:
        write_baseline(path, findings)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{path} cannot be written: {reason}") from error


def _say(options: argparse.Namespace, text: str) -> None:
    if not options.quiet:
        print(text, file=sys.stderr)
