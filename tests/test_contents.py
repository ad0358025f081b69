"""The table of contents: which pages are in which group, without a build."""

from __future__ import annotations

import pickle

import pytest

from sphinx_azuredocs.domain.metadata import PageMetadata
from sphinx_azuredocs.domain.queries import Page
from sphinx_azuredocs.navigation.changes import surroundings
from sphinx_azuredocs.navigation.from_metadata import make_contents
from sphinx_azuredocs.navigation.model import Contents, Entry, Group


def page(docname: str, title: str = "", **metadata: object) -> Page:
    return Page(docname, title or docname.upper(), PageMetadata(**metadata))


def shape(contents: Contents) -> list[tuple[str, str, str]]:
    """Title, id and pages of each group."""
    return [
        (group.title, group.id, " ".join(entry.docname for entry in group.entries))
        for group in contents.groups
    ]


def test_groups_and_pages_are_in_order() -> None:
    contents = make_contents(
        [
            page("d"),
            page("c", services=("web",)),
            page("b", "zebra", services=("storage", "web")),
            page("a", "Zebra", services=("storage",)),
            page("e", "Ant", services=("storage",)),
        ],
        "service",
    )
    assert (contents.title, contents.id) == ("Pages by service", "pages-by-service")
    assert shape(contents) == [
        ("storage", "service-storage", "e a b"),
        ("web", "service-web", "c"),
        ("Other", "service-other", "d"),
    ]
    assert contents.groups_of("e")[0].entries[0] == Entry("e", "Ant")
    assert contents.ids == {
        "pages-by-service",
        *("service-storage", "service-web", "service-other"),
    }


@pytest.mark.parametrize(
    ("by", "first", "heading"),
    [
        ("service", "storage", "Pages by service"),
        ("topic", "article", "Pages by topic"),
        ("author", "ana", "Pages by author"),
    ],
)
def test_by(by: str, first: str, heading: str) -> None:
    said = {"services": ("storage",), "topic": "article", "authors": ("ana", "ben")}
    contents = make_contents([page("a", **said), page("b")], by)
    assert contents.title == heading
    assert shape(contents) == [
        (first, f"{by}-{first}", "a"),
        ("Other", f"{by}-other", "b"),
    ]


def test_spelling_makes_no_group() -> None:
    spellings = ["Virtual Machines", "virtual-machines", "virtual_machines"]
    pages = [page(f"{n}", services=(name,)) for n, name in enumerate(spellings)]
    pages.append(page("3", services=("virtual-machines",)))
    assert shape(make_contents(pages, "service")) == [
        ("virtual-machines", "service-virtual-machines", "0 1 2 3")
    ]


def test_a_single_group_has_no_heading_over_it() -> None:
    contents = make_contents([page("a", services=("web",))], "service")
    assert contents == Contents(
        groups=(Group("web", "service-web", (Entry("a", "A"),)),)
    )
    assert contents.ids == {"service-web"}


def test_pages_that_say_nothing() -> None:
    contents = make_contents([page("b"), page("a")], "service")
    assert shape(contents) == [("Table of Contents", "contents", "a b")]
    assert make_contents([], "service") == Contents()


def test_ids_are_given_once() -> None:
    pages = [
        page("a", services=("other",)),
        page("b", services=("c#",)),
        page("c", services=("c",)),
        page("d", services=("存储",)),
        page("e", services=("网络",)),
        page("f"),
    ]
    contents = make_contents(pages, "service", {"service-c", "pages-by-service"})
    assert contents.id == "pages-by-service-2"
    assert shape(contents) == [
        ("c", "service-c-2", "c"),
        ("c#", "service-c-3", "b"),
        ("other", "service-other", "a"),
        ("存储", "service", "d"),
        ("网络", "service-2", "e"),
        ("Other", "service-other-2", "f"),
    ]


def test_surroundings() -> None:
    pages = [page(name, services=(name[0],)) for name in ("a1", "a2", "b1")]
    a1, a2, b1 = (Entry(p.docname, p.title) for p in pages)
    assert surroundings(make_contents(pages, "service")) == {
        "a1": (None, a2),
        "a2": (a1, b1),
        "b1": (a2, None),
    }
    assert surroundings(Contents()) == {}


def test_it_can_be_kept_with_the_environment() -> None:
    contents = make_contents([page("a"), page("b", services=("web",))], "service")
    assert pickle.loads(pickle.dumps(contents)) == contents
    assert all(type(group.title) is str for group in contents.groups)
    assert type(contents.title) is str
