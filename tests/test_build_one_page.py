"""One HTML page of all pages: ids, and links to them."""

from __future__ import annotations

import re
from collections import Counter

from .conftest import Build

TABS = "\n# [A](#tab/a)\n\nOne\n\n# [B](#tab/b)\n\nTwo\n\n---\n\n"
ANCHOR = '<a id="x"></a>here\n\n[own](#x)\n'
START = "# Home\n\n```{toctree}\na\nb\nc\n```\n"


def test_ids_are_there_once(build: Build) -> None:
    files = {
        "index.md": START,
        "a.md": f"# A\n{TABS}{ANCHOR}\n[other](b.md#x)\n",
        "b.md": f"# B\n{TABS}{ANCHOR}\n[other](a.md#x)\n",
        "c.md": f"# C\n{TABS}{ANCHOR}\n> {ANCHOR}",
    }
    dialects = dict.fromkeys("abc", "learn")
    built = build(files, builder="singlehtml", azuredocs_dialects=dialects)
    html = built.output("index.html")
    ids = Counter(re.findall(r'<(?!section)[a-z][^>]* id="([^"]*)"', html))
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert {"x", "b-x", "c-x", "tabpanel_1_a", "b-tabpanel_1_a"} <= ids.keys()
    links = re.findall(r'href="#([^"]*)"[^>]*>(?:<span[^>]*>)?(?:own|other)<', html)
    assert links == ["x", "b-x", "b-x", "x", "c-x", "c-x"]


def test_pages_of_their_own_keep_their_ids(build: Build) -> None:
    files = {"index.md": START, **{f"{n}.md": f"# {n}\n{ANCHOR}" for n in "abc"}}
    built = build(files, azuredocs_dialects=dict.fromkeys("abc", "learn"))
    assert all('id="x"' in built.output(f"{name}.html") for name in "abc")
