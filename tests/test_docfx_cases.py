"""docfx's own cases come out as in docfx, save those that are listed with a reason."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from .docfx_cases.cases import CASES, Result, build, load
from .docfx_cases.excused import EXCUSED, NOT_YET

DOCS = Path(__file__).parents[1] / "docs" / "docfx-compatibility.md"

if not CASES.exists():
    pytest.skip(f"docfx's cases are not in {CASES.parent}", allow_module_level=True)

pytestmark = pytest.mark.corpus
_CASES = load()


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    built = build(_CASES, tmp_path_factory.mktemp("docfx"))
    return {result.case.id: result for result in built}


@pytest.mark.parametrize("id_", [case.id for case in _CASES])
def test_case(id_: str, results: dict[str, Result]) -> None:
    result = results[id_]
    differs = bool(result.problems)
    if id_ in EXCUSED or id_ in NOT_YET:
        assert differs, "it does not differ any more; take it out of the list"
        # What docfx reports is reported, whatever comes out.
        assert not [p for p in result.problems if p.startswith("no ")]
        return
    diff = "\n".join(unified_diff(result.expected, result.ours, "docfx", "ours"))
    assert not differs, f"{result.problems}\n{diff}\n" + "\n".join(result.warnings)


def test_lists_name_cases() -> None:
    assert {*EXCUSED, *NOT_YET} <= {case.id for case in _CASES}


@pytest.mark.parametrize("id_", EXCUSED)
def test_reasons_are_in_the_docs(id_: str) -> None:
    rows = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert f"| `{id_}` | {EXCUSED[id_]} |" in rows
