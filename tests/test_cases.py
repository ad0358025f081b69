"""The small projects beside the checkout: each must come out as its case.toml says.

``run.py`` beside them builds and checks one project, and its docstring is the format
of ``case.toml``. It is imported from there, so that both ways to run the cases agree.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from .conftest import SHARED

CASES = SHARED / "cases"

NOT_YET: dict[str, str] = {}
"""Case → the kind of its fault.

dialect
    The page is read in another dialect than it is written in.
names
    A URL or path names another page or file, or none.
published
    A file is published that no docset names.
blocks
    Lists, quotes, tables, emphasis and HTML have another structure.
lost
    Text is lost or garbled.
warnings
    A warning is missing, false or at another line.
metadata
    Attributes of page headers of 2013 are not understood.
stops
    The build stops, takes too long, or lets in what it must not.
translations
    Text is not in catalogues, or its translation is not shown.
shown
    A theme, a redirect page or the command line shows it otherwise.
"""

pytestmark = [pytest.mark.corpus, pytest.mark.timeout(200)]

_NAMES = sorted(path.parent.name for path in CASES.glob("*/case.toml"))
_TIMEOUT = re.compile(r"^timeout *= *\d+$", re.MULTILINE)
_SHORT = "timeout = 20"
"""How many seconds a case has that is expected to fail."""


@cache
def _runner() -> ModuleType:
    """Return ``run.py`` of the cases as a module."""
    spec = importlib.util.spec_from_file_location("shared_cases_run", CASES / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _wrong(case: Path) -> list[str]:
    """Return the expectations of a case that do not hold."""
    _spec, wrong = _runner().run(case, sys.executable)
    return list(wrong)


def _impatient(case: Path, folder: Path) -> Path:
    """Copy a case with a time limit, so that a build without end is short.

    :param folder: an empty folder.
    :return: the copy, or the case itself if it has no time limit.
    """
    spec = (case / "case.toml").read_text(encoding="utf-8")
    if not _TIMEOUT.search(spec):
        return case
    copy = folder / case.name
    shutil.copytree(case, copy, symlinks=True)
    (copy / "case.toml").write_text(_TIMEOUT.sub(_SHORT, spec), encoding="utf-8")
    return copy


@pytest.mark.parametrize("name", _NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    case = CASES / name
    if name in NOT_YET:
        assert _wrong(_impatient(case, tmp_path)), "it holds; take it out of NOT_YET"
    else:
        wrong = _wrong(case)
        assert not wrong, "\n".join(wrong)


def test_cases_are_there() -> None:
    if not _NAMES and os.environ.get("CI"):
        pytest.fail(f"CI must have the cases, and there are none in {CASES}")
    if not _NAMES:
        pytest.skip(f"the cases are not in {CASES}")
    assert set(NOT_YET) <= set(_NAMES)
