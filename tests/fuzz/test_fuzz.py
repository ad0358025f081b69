"""A short run of every target, with the same inputs every time.

A long run is ``tox run -e fuzz``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import docset, header, links, page, safe, toc, tokens, yaml_pages
from .grammar import write
from .target import Target

EXAMPLES = {"page": 60, "links": 300, "header": 300, "docset": 200}
"""Target → the number of its inputs; 120 for others."""
TARGETS = [
    target
    for module in (docset, header, links, page, safe, toc, tokens, yaml_pages)
    for target in module.TARGETS
]


@pytest.fixture(scope="module", autouse=True)
def _application() -> Iterator[None]:
    yield
    page.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_target(target: Target) -> None:
    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=EXAMPLES.get(target.name, 120),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        def choose(below: int) -> int:
            return data.draw(st.integers(0, below - 1))

        target.check(target.write(choose))

    run()


def test_grammars_are_complete() -> None:
    rules = {"start": ("a", "- $start\n$start", "> $w $$")}
    written = write(rules, lambda below: min(1, below - 1) if below == 3 else 0)
    assert written.text.startswith("- - - ")
    assert "\n  " in written.text
    dollar = write(rules, lambda below: below - 1 if below == 3 else 0)
    assert dollar.text == "> zq1e $"
