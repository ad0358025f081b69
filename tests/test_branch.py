"""The branch of a page: the lines of its sidebar, and the files with the others."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Sequence

import pytest

from sphinx_azuredocs.navigation.branch import (
    MAX_LINES,
    ROOT_LIST,
    Line,
    Lines,
    Target,
    branch,
    file_of,
    shares,
    window,
)
from sphinx_azuredocs.navigation.changes import digests_of_navigation
from sphinx_azuredocs.navigation.model import (
    MAX_ENTRIES,
    MAX_LIST,
    Contents,
    Entry,
    Group,
)
from sphinx_azuredocs.navigation.overview import parents
from sphinx_azuredocs.navigation.shared_files import shared_files


def entries(*names: str) -> tuple[Entry, ...]:
    return tuple(Entry(name, name.upper()) for name in names)


def group(id_: str, *below: Entry | Group, **more: object) -> Group:
    return Group(id_.title(), id_, below, **more)


def nested(count: int, size: int, id_: str = "toc") -> Group:
    """A table of so many pages, with at most so many entries in each group."""

    def make(numbers: range, id_: str) -> Group:
        if len(numbers) <= size:
            return group(id_, *entries(*(f"p{n}" for n in numbers)))
        step = size
        while step * size < len(numbers):
            step *= size
        parts = [numbers[at : at + step] for at in range(0, len(numbers), step)]
        return group(id_, *(make(p, f"{id_}-{i}") for i, p in enumerate(parts)))

    return make(range(count), id_)


def walk(lines: Lines) -> Iterator[Line]:
    for line in lines.lines:
        yield line
        if line.below:
            yield from walk(line.below)


def titles(lines: Lines) -> list[str]:
    return [line.title or "…" for line in walk(lines)]


SMALL = Contents(
    groups=(
        group(
            "toc",
            *entries("a", "b"),
            group("toc-x", *entries("c", "d"), group("toc-x-y", *entries("e"))),
            group("toc-z", *entries("f", "g")),
            folder="",
        ),
        group("other", *entries("h")),
    )
)


def test_own_branch() -> None:
    """Ancestors, their siblings, and the entries of the page's own group."""
    shown = [*walk(branch(SMALL, "c"))]
    assert [line.title for line in shown] == [
        *("Toc", "A", "B", "Toc-X", "C", "D", "Toc-X-Y", "Toc-Z", "Other"),
    ]
    assert [line.title for line in shown if line.is_current] == ["C"]
    assert [line.title for line in shown if line.is_ancestor] == ["Toc", "Toc-X"]
    closed = [line for line in shown if line.is_group and line.below is None]
    assert [(line.title, line.target) for line in closed] == [
        ("Toc-X-Y", Target("e")),
        ("Toc-Z", Target("f")),
        ("Other", Target("h")),
    ]


def test_each_list_names_its_whole() -> None:
    top = branch(SMALL, "c")
    assert (top.file, top.group) == (ROOT_LIST, "")
    table = top.lines[0].below
    assert table is not None
    assert (table.file, table.group) == ("toc", "")
    inner = table.lines[2].below
    assert inner is not None
    assert (inner.file, inner.group) == ("toc", "toc-x")


def test_page_of_a_group() -> None:
    """It is not repeated below the group."""
    inner = group("toc-x", *entries("c", "d"), has_page=True)
    contents = Contents(groups=(group("toc", inner, *entries("z"), folder=""),))
    assert titles(branch(contents, "c")) == ["Toc", "Toc-X", "D", "Z"]
    assert titles(branch(contents, "z")) == ["Toc", "Toc-X", "Z"]


def test_a_page_in_no_group_has_the_first_one() -> None:
    contents = Contents(groups=(group("x", *entries("a")), group("y", *entries("b"))))
    assert titles(branch(contents, "search")) == ["X", "A", "Y"]


@pytest.mark.parametrize("size", [10, 20, 60, 3000])
@pytest.mark.parametrize("count", [100, 3000])
def test_number_of_lines(count: int, size: int) -> None:
    contents = Contents(groups=(nested(count, size), group("other", *entries("o"))))
    for number in {0, 1, 2, 13, 14, 15, 20, 50, count // 2, count - 2, count - 1}:
        shown = [*walk(branch(contents, f"p{number}"))]
        assert len(shown) <= MAX_LINES
        (current,) = (line for line in shown if line.is_current)
        assert current.target == Target(f"p{number}")


def test_many_levels() -> None:
    """A line for each ancestor, and for the entries before and after it."""
    table: Entry | Group = Entry("p", "P")
    for level in range(30):
        around = entries(*(f"{level}-{n}" for n in range(50)))
        table = group(f"g{level}", *around[:25], table, *around[25:])
    assert isinstance(table, Group)
    assert len(titles(branch(Contents(groups=(table,)), "p"))) < 30 * 3 + MAX_LINES


def test_entries_that_are_left_out() -> None:
    """A line leads to the nearest of them."""
    contents = Contents(groups=(nested(3000, 3000),))
    shown = [*walk(branch(contents, "p1000"))]
    pages = [line.target.docname for line in shown if line.title and line.target]
    before, after = (line.target for line in shown if not line.title)
    assert (before, after) == (Target("p987"), Target("p1013"))
    assert pages[1:] == [f"p{number}" for number in range(988, 1013)]


@pytest.mark.parametrize("length", range(1, 14))
def test_window(length: int) -> None:
    for size in range(3, 12):
        for at in range(length):
            start, stop = window(length, size, at)
            assert 0 <= start <= at < stop <= length
            more = (start > 0) + (stop < length)
            assert stop - start + more == min(size, length)
            # A line for a single entry would take its place.
            assert start != 1
            assert stop != length - 1


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([1, 5], [1, 5]),
        ([1, 3000], [1, 27]),
        ([1, 3000, 3000], [1, 9, 18]),
        ([2, 20, 4, 6], [2, 16, 4, 6]),
        ([1, 30, 30, 5], [1, 11, 11, 5]),
    ],
)
def test_shares(lengths: list[int], expected: list[int]) -> None:
    assert shares(lengths) == expected


def test_expanded_groups() -> None:
    """They are open as long as the number of lines is limited."""
    few = group("few", *entries("a", "b"), is_expanded=True)
    many = group(
        "many", *(Entry(f"m{n}", f"M{n}") for n in range(90)), is_expanded=True
    )
    more = group("more", *entries("x", "y"), is_expanded=True)
    contents = Contents(
        groups=(group("toc", few, many, more, *entries("z"), folder=""),)
    )
    shown = [*walk(branch(contents, "z"))]
    assert [line.title for line in shown if line.is_expanded] == ["Few", "Many"]
    assert len(shown) <= 2 * MAX_LINES
    assert "M5" in [line.title for line in shown]


def test_shared_files_have_every_entry() -> None:
    contents = Contents(
        groups=(
            *SMALL.groups,
            group(
                "more",
                Entry("a", "A", "Named", fragment="part"),
                Entry("", "Away", "Away", "https://example.org/"),
                group("more-page", *entries("p", "q"), has_page=True),
                group("more-bare"),
            ),
        )
    )
    files = dict(
        shared_files(contents, lambda t: t.url or "#".join(filter(None, t[:2])))
    )

    def data(name: str) -> object:
        text = files[f"{name}.js"]
        assert text.startswith(f'azureEntries("{name}",')
        return json.loads(text.partition(",")[2].removesuffix(");\n"))

    assert files.keys() == {"tables.js", "toc.js", "other.js", "more.js"}
    assert data("tables") == [
        ["Toc", "a", "toc"],
        ["Other", "h", "other"],
        ["More", "a#part", "more"],
    ]
    assert data("toc") == [
        ["A", "a"],
        ["B", "b"],
        [
            "Toc-X",
            "c",
            "toc-x",
            [["C", "c"], ["D", "d"], ["Toc-X-Y", "e", "toc-x-y", [["E", "e"]]]],
        ],
        ["Toc-Z", "f", "toc-z", [["F", "f"], ["G", "g"]]],
    ]
    assert data("more") == [
        ["Named", "a#part"],
        ["Away", "https://example.org/", 1],
        ["More-Page", "p", "more-page", [["Q", "q"]]],
        ["More-Bare", ""],
    ]


def test_names_of_files() -> None:
    one, two = group("toc-" + "x" * 300), group("toc-" + "x" * 301)
    assert len(file_of(one)) < 120
    assert file_of(one) != file_of(two)


def changed(
    before: Contents, now: Contents, pages: Sequence[str] = "abcdefgh"
) -> set[str]:
    then = digests_of_navigation(before, pages)
    digests = digests_of_navigation(now, pages)
    return {page for page in pages if then[page] != digests[page]}


def test_pages_that_show_what_has_changed() -> None:
    def table(*inner: str, title: str = "B") -> Contents:
        around = (Entry("a", "A"), Entry("b", title))
        groups = (group("x", *entries("c", "d")), group("y", *entries(*inner)))
        first = group("toc", *around, *groups, folder="")
        return Contents(groups=(first, group("other", *entries("h"))))

    now = table("e", "f")
    assert changed(now, pickle.loads(pickle.dumps(now))) == set()
    # The entries of a closed group are not on other pages. The page h is after it.
    assert changed(now, table("e", "f", "g")) == {"e", "f", "g", "h"}
    # The group is on all pages, and leads to its first page.
    assert changed(now, table("f", "e")) == {*"abcdefgh"}
    assert changed(Contents(), now) == {*"abcdefgh"}
    assert changed(now, Contents()) == {*"abcdefgh"}


def test_far_entries_are_not_shown() -> None:
    one, two = nested(3000, 3000), nested(3001, 3000)
    before = Contents(groups=(one,))
    now = Contents(groups=(group("toc", *one.entries, Entry("new", "New")),))
    assert two != one
    moved = changed(before, now, [f"p{number}" for number in range(3000)])
    assert "p2999" in moved
    assert len(moved) < MAX_LINES + 2


def test_levels_of_the_start_page() -> None:
    assert Contents(groups=(nested(MAX_ENTRIES, 10),)).levels is None
    # The table, ten groups, and ten groups in each. The next level is too large.
    assert Contents(groups=(nested(10_000, 10),)).levels == 3
    # A long list is cut, and does not hide others.
    assert Contents(groups=(nested(10_000, 10_000),)).levels == 2
    groups = tuple(nested(300, 300, f"g{n}") for n in range(50))
    assert Contents("All", "all", groups).levels == 1


def test_parents() -> None:
    """A group that is not on the start page leads to its first page."""
    table = nested(10_000, 10)
    contents = Contents(groups=(table,))
    path = contents.groups_of("p1234")
    assert [parent.id for parent in parents(contents, "p1234")] == [
        *(g.id for g in path[:3]),
    ] + [""] * (len(path) - 3)
    whole = parents(contents, "p1234", is_whole=True)
    assert [parent.id for parent in whole] == [g.id for g in path]
    long = group("toc", *(group(f"g{n}", *entries(f"p{n}")) for n in range(2000)))
    contents = Contents(groups=(long,))
    assert [p.id for p in parents(contents, f"p{MAX_LIST - 1}")] == ["toc", "g99"]
    (_toc, last) = parents(contents, f"p{MAX_LIST}")
    assert (last.id, last.target) == ("", Target(f"p{MAX_LIST}"))
