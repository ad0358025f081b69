"""The role `azure:article`: links by slug, and what they say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from .conftest import Build, BuildPages, Page

FILES = {
    "articles/a.md": '# The *first* article\n\n<h2 id="The_Part">The part</h2>\n',
    "articles/web/deep.md": "# The deep one\n",
    "guides/start.md": "# The guide\n",
}
TOCTREE = "```{{toctree}}\n:glob:\n:hidden:\narticles/**\nguides/*\n```"
INDEX = f"# Home\n\n{TOCTREE}\n\nSee {{}}.\n"


def see(build: Build, role: str, **files: str) -> tuple[str, str, list[str]]:
    """Where a role leads from the home page, its text, and the warnings."""
    added = {name.replace("__", "/") + ".md": text for name, text in files.items()}
    built = build({**FILES, "index.md": INDEX.format(role), **added}, nitpicky=True)
    return *seen(built.body("index"), built.text("index")), built.warnings


def seen(body: str, text: str) -> tuple[str, str]:
    """Where the link leads that a page shows, and the text of it."""
    paragraph = body[body.index("<p>See ") : body.index(".</p>")]
    start = paragraph.find('href="')
    href = "" if start < 0 else paragraph[start + 6 :].split('"')[0]
    return href, text.partition("See ")[2].removesuffix(" .")


LINKS = [
    ("{azure:article}`a`", "articles/a.html", "The first article"),
    ("{azure:article}`A`", "articles/a.html", "The first article"),
    ("{azure:article}`it <a>`", "articles/a.html", "it"),
    ("{azure:article}`deep`", "articles/web/deep.html", "The deep one"),
    (
        "{azure:article}`a#The_Part`",
        "articles/a.html#The_Part",
        "The first article",
    ),
    ("{azure:article}`part <a#The_Part>`", "articles/a.html#The_Part", "part"),
    ("{azure:article}`guides/start`", "guides/start.html", "The guide"),
    ("{azure:article}`Articles/A`", "articles/a.html", "The first article"),
    ("{any}`deep`", "articles/web/deep.html", "The deep one"),
    ("{any}`it <DEEP>`", "articles/web/deep.html", "it"),
    ("[it](deep)", "articles/web/deep.html", "it"),
    ("{azure:article}`!a`", "", "a"),
]
UNKNOWN = ("gone", "gone#part", "start", "#part")
FRAGMENTS = [("the_part", "#The_Part", "anchor-case"), ("gone", "", "anchor")]
WITH_TEXT = "{azure:article}`the text <gone>`"


@pytest.fixture(scope="module")
def pages(build_pages: BuildPages) -> Mapping[str, Page]:
    """A page for each role."""
    roles = [
        *(role for role, _, _ in LINKS),
        *(f"{{azure:article}}`{slug}`" for slug in UNKNOWN),
        *(f"{{azure:article}}`a#{fragment}`" for fragment, _, _ in FRAGMENTS),
        WITH_TEXT,
    ]
    files = {**FILES, "index.md": f"# Home\n\n{TOCTREE.format()}\n"}
    text = "---\norphan: true\n---\n# Page\n\nSee {}.\n".format
    return build_pages(roles, text, files, nitpicky=True)


@pytest.mark.parametrize(("role", "href", "text"), LINKS)
def test_links(pages: Mapping[str, Page], role: str, href: str, text: str) -> None:
    page = pages[role]
    assert seen(page.body, page.text) == (href, text)
    assert page.warnings == []


@pytest.mark.parametrize("slug", UNKNOWN)
def test_unknown_slug(pages: Mapping[str, Page], slug: str) -> None:
    page = pages[f"{{azure:article}}`{slug}`"]
    name = slug.partition("#")[0]
    assert seen(page.body, page.text) == ("", slug)
    assert page.warnings == [
        f"{page.docname}.md:6: WARNING: no page of the project has the slug {name!r}; "
        "write the last part of its published URL, or its path in the project without "
        "the suffix [azuredocs.link]"
    ]


def test_unknown_slug_with_text(pages: Mapping[str, Page]) -> None:
    page = pages[WITH_TEXT]
    assert seen(page.body, page.text) == ("", "the text")
    assert len(page.warnings) == 1


@pytest.mark.parametrize(("fragment", "href", "kind"), FRAGMENTS)
def test_fragments_are_checked(
    pages: Mapping[str, Page], fragment: str, href: str, kind: str
) -> None:
    page = pages[f"{{azure:article}}`a#{fragment}`"]
    assert seen(page.body, page.text)[0] == f"articles/a.html{href}"
    assert [warning.rpartition("[")[2] for warning in page.warnings] == [
        f"azuredocs.{kind}]"
    ]


def test_slug_of_two_pages(build: Build) -> None:
    role = "{azure:article}`deep` {azure:article}`articles/web/deep`"
    href, text, warnings = see(build, role, articles__net__deep="# Another\n")
    assert href == "articles/net/deep.html"
    assert text == "Another The deep one"
    assert warnings == [
        "index.md:10: WARNING: 'deep' is the slug of articles/net/deep and of "
        "articles/web/deep; the link goes to the first. Write the one you mean instead "
        "of the slug [azuredocs.link]"
    ]
    _, text, warnings = see(build, "{any}`deep`", articles__net__deep="# Another\n")
    assert text == "deep"
    assert "[azuredocs" not in "".join(warnings)


def test_a_label_goes_before_a_slug(build: Build) -> None:
    text = "(deep)=\n# A label\n"
    assert see(build, "{any}`deep`", articles__x=text)[:2] == (
        "articles/x.html#deep",
        "A label",
    )
    assert see(build, "[it](deep)", articles__x=text)[2] == []


def test_a_docname_goes_before_a_slug(build: Build) -> None:
    page = "# B\n\n{any}`a`, {any}`b`\n"
    built = build({**FILES, "articles/b.md": page, "index.md": INDEX.format("them")})
    assert built.warnings == []
    assert 'href="a.html"' in built.body("articles/b")


def test_in_restructuredtext(build: Build) -> None:
    rst = "Home\n====\n\n:azure:article:`a`, :azure:article:`text <web/gone>`\n"
    built = build({**FILES, "index.rst": rst})
    warnings = [w for w in built.warnings if "toctree" not in w]
    assert [w.split(": ")[0] for w in warnings] == ["index.rst:4"]
    assert "The first article , text" in built.text("index")


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text", "epub", "man"])
def test_builders(build: Build, builder: str) -> None:
    role = "{azure:article}`a#The_Part` and {azure:article}`deep`"
    built = build(
        {**FILES, "index.md": INDEX.format(role)},
        builder=builder,
        nitpicky=True,
        copyright="us",
    )
    assert built.warnings == []


def test_pages_come_and_go(build: Build) -> None:
    home = "# Home\n\n{azure:article}`New`, {azure:article}`guides/new`\n"
    orphan = "---\norphan: true\n---\n\n# "
    built = build({"index.md": home})
    assert len(built.warnings) == 2
    new = {"articles/new.md": f"{orphan}A new one\n"}
    built = build(new, srcdir=built.srcdir)
    assert len(built.warnings) == 1
    assert "A new one" in built.text("index")
    guide = {"guides/new.md": f"{orphan}A guide\n"}
    built = build(guide, srcdir=built.srcdir)
    assert built.warnings == []
    (built.srcdir / "articles/new.md").unlink()
    built = build({}, srcdir=built.srcdir)
    assert len(built.warnings) == 1
    assert "A new one" not in built.text("index")
