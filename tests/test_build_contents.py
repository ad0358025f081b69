"""The table of contents for a repository that has none."""

from __future__ import annotations

import json
import pickle
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

from .conftest import Build, Built


def article(title: str, service: str = "", **more: str) -> str:
    attributes = {"services": service, "authors": "ana, ben", **more}
    header = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    tags = '<tags ms.topic="article" />'
    return f"<properties {header} />\n{tags}\n\n# {title}\n\nOn {title}.\n\n## Part\n"


FILES = {
    "index.md": "# Home\n\nWelcome.\n",
    "articles/a.md": article("Alpha & more", "storage"),
    "articles/b.md": article("Beta", "storage, web"),
    "articles/c.md": article("Gamma", "web"),
    "articles/d.md": article("Delta"),
    "README.md": "# About\n",
}
PAGES = ["README", "articles/a", "articles/b", "articles/c", "articles/d"]
HEADINGS = ["Pages by service", "storage", "web", "Other"]
TITLES = ["Alpha & more", "Beta", "Gamma", "About", "Delta"]


def strict(app: SphinxTestApp) -> None:
    """As with -W -n, but that all warnings are seen."""
    app.config.nitpicky = True


def headings(html: str) -> list[str]:
    return re.findall(r"<h[2-6]>(.*?)<a", html)


def contents(built: Built, docname: str = "index") -> list[str]:
    """The headings and the pages listed under them, as links."""
    pattern = r'<h[23]>(.*?)<a|<li class="toctree-l1"><a [^>]*href="([^"]+)"'
    return ["".join(found) for found in re.findall(pattern, built.body(docname))]


def written(built: Built) -> set[str]:
    """The pages that the last build wrote."""
    status = re.sub(r"\x1b\[[0-9;]*m", "", built.app.status.getvalue())
    return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", status))


def read(built: Built) -> set[str]:
    """The pages that the last build read."""
    status = re.sub(r"\x1b\[[0-9;]*m", "", built.app.status.getvalue())
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", status))


@pytest.fixture(scope="module")
def site(build_once: Build) -> Built:
    """The pages in HTML, for tests that only read them."""
    return build_once(FILES, nitpicky=True)


def test_html(site: Built) -> None:
    assert site.warnings == []
    assert contents(site) == [
        "Pages by service",
        "storage",
        *("articles/a.html", "articles/b.html"),
        "web",
        "articles/c.html",
        "Other",
        *("README.html", "articles/d.html"),
    ]
    body = site.body("index")
    assert '<section class="azure-contents" id="pages-by-service">' in body
    assert '<section id="service-storage">' in body
    # The text of the page is before it.
    assert body.index("Welcome.") < body.index("Pages by service")


def test_dirhtml(build: Build) -> None:
    built = build(FILES, "dirhtml", before=strict)
    assert built.warnings == []
    assert 'href="articles/a/"' in built.output("index.html")
    assert 'href="../../#service-storage"' in built.output("articles/a/index.html")


def test_serialised_html(build: Build) -> None:
    built = build(FILES, "pickle", before=strict, html_domain_indices=False)
    assert built.warnings == []
    page = pickle.loads((Path(built.app.outdir) / "articles/b.fpickle").read_bytes())
    assert page["parents"] == [{"link": "../../#service-storage", "title": "storage"}]
    assert (page["prev"]["link"], page["next"]["link"]) == ("../a/", "../c/")


def test_navigation(site: Built) -> None:
    html = site.output("articles/b.html")
    assert '<link rel="prev" title="Alpha &amp; more" href="a.html" />' in html
    assert '<link rel="next" title="Gamma" href="c.html" />' in html
    assert '<a href="../index.html#service-storage" >storage</a>' in html
    # The first leads to the root page, and the root page to the first.
    assert 'rel="prev" title="Home" href="../index.html"' in site.output(
        "articles/a.html"
    )
    assert 'rel="next"' in site.output("index.html")


def test_titles_of_groups_are_text_in_templates(build: Build) -> None:
    files = {**FILES, "articles/a.md": article("Alpha", "a &lt;b&gt; c")}
    built = build(files)
    assert built.warnings == []
    assert '#service-a-b-c" >a &lt;b&gt; c</a>' in built.output("articles/a.html")


def test_pages_of_pages(build: Build) -> None:
    files = {
        **FILES,
        "articles/c.md": article("Gamma", "web") + "```{toctree}\nd\n```\n",
    }
    built = build(files, before=strict, azuredocs_dialects={"articles/c": "myst"})
    assert built.warnings == []
    assert "articles/d.html" not in contents(built)
    html = built.output("articles/d.html")
    assert '<a href="c.html" accesskey="U">Gamma</a>' in html
    assert "#service-" not in html


THEMES = "alabaster furo pydata_sphinx_theme sphinx_book_theme sphinx_rtd_theme"


def sidebars(theme: str) -> dict[str, Any]:
    """Settings of a theme: Sphinx tests its basic theme in place of Alabaster."""
    return {"html_sidebars": {"**": ["globaltoc.html"]}} if theme == "alabaster" else {}


@pytest.mark.parametrize("theme", THEMES.split())
def test_sidebars(build: Build, theme: str) -> None:
    """A page has the groups and the pages of its group, and links to other groups."""
    many = {f"articles/n{n:02}.md": article(f"Page {n:02}", "web") for n in range(30)}
    built = build({**FILES, **many}, html_theme=theme, **sidebars(theme))
    assert built.warnings == []
    tree = BeautifulSoup(built.output("articles/n15.html"), "html.parser")
    items = tree.select("li[class*=toctree-l]")
    links = [(a.get_text(strip=True), a["href"]) for a in (i.find("a") for i in items)]
    start = links.index(("storage", "a.html"))
    pages = [(f"Page {n:02}", f"n{n:02}.html") for n in range(4, 27)]
    pages[15 - 4] = ("Page 15", "#")
    assert links[start + 1 :] == [
        ("web", "c.html"),
        ("Earlier entries", "n03.html"),
        *pages,
        ("More entries", "n27.html"),
        ("Other", "../README.html"),
    ]
    assert [i.a.get_text(strip=True) for i in tree.select("li.azure-group")] == [
        *("storage", "web", "Other"),
    ]
    index = built.output("index.html")
    assert {f"n{n:02}" for n in range(30)} <= set(
        re.findall(r'href="articles/(\w+)\.html"', index)
    )


DOCFX = json.dumps({"build": {"content": [{"files": ["**/*.md", "**/toc.yml"]}]}})


def docset(folder: str, count: int) -> dict[str, str]:
    """Two pages in a table of many entries: in a flat list, and in groups."""
    flat = [f"- name: Number {n:04}\n  href: /number/{n:04}\n" for n in range(count)]
    middle = count // 2
    flat.insert(middle, "- name: Own page\n  href: flat.md\n")
    groups = []
    for start in range(0, len(flat), 10):
        lines = "".join(flat[start : start + 10]).replace("flat.md", "group.md")
        lines = "".join(f"  {line}\n" for line in lines.splitlines())
        groups.append(f"- name: Group {start:04}\n  items:\n{lines}")
    return {
        f"{folder}/flat/toc.yml": "".join(flat),
        f"{folder}/flat/flat.md": "# Own page\n\nText.\n",
        f"{folder}/group/toc.yml": "".join(groups),
        f"{folder}/group/group.md": "# Own page\n\nText.\n",
    }


@pytest.mark.parametrize("theme", THEMES.split())
def test_pages_do_not_grow_with_the_table(build: Build, theme: str) -> None:
    files = {**docset("less", 100), **docset("more", 2000)}
    files |= {"index.md": "# Home\n", "docfx.json": DOCFX}
    built = build(files, html_theme=theme, **sidebars(theme))
    assert built.warnings == []
    for page in ("flat/flat", "group/group"):
        small, large = (built.output(f"{f}/{page}.html") for f in ("less", "more"))
        assert len(large) < 1.1 * len(small)
    shared = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(built.app.outdir, "_azuredocs").glob("*.js")
    )
    # The first page gives the table its name.
    for number in range(1, 2000):
        assert shared.count(f'"Number {number:04}"') == (4 if number < 100 else 2)


@pytest.fixture(scope="module")
def large(build_once: Build) -> Built:
    """A table of more entries than the start page lists."""
    files = {**docset("more", 900), "index.md": "# Home\n", "docfx.json": DOCFX}
    return build_once(files, html_theme="furo", html_show_sourcelink=False)


def test_start_page_of_a_large_table(large: Built) -> None:
    """The upper levels, links to the first page of each group, and the beginning."""
    html = large.output("index.html")
    assert len(html) < 120_000
    tree = BeautifulSoup(html, "html.parser").select_one("section.azure-contents")
    assert tree is not None
    flat = tree.select_one("section#toc-more-flat > ul")
    group = tree.select_one("section#toc-more-group > ul")
    assert flat is not None
    assert group is not None
    assert len(flat.select("li")) == 101
    assert flat.select("li")[-1].get_text() == "More entries"
    closed = group.select("li.azure-group > a")
    assert closed[1].get_text() == "Group 0010"
    assert closed[1]["href"].endswith("/number/0010")
    # Groups can be linked to.
    assert group.select("li")[1]["id"] == "toc-more-group-group-0010"
    # The page's own contents, beside it, have no more than its sections.
    assert html.count("#toc-more-group-group-0010") == 0


def test_builders_without_scripts_have_the_whole_table(
    large: Built, make_app: Callable[..., SphinxTestApp]
) -> None:
    for builder in ("text", "singlehtml"):
        app = make_app(
            builder,
            srcdir=large.srcdir,
            builddir=large.srcdir / "_other",
            confoverrides={"html_theme": "alabaster"},
        )
        app.build()
        name = {"text": "index.txt", "singlehtml": "index.html"}[builder]
        text = (Path(app.outdir) / name).read_text(encoding="utf-8")
        assert all(f"Number {n:04}" in text for n in range(900))
        assert "azure-group" not in text
        assert not (Path(app.outdir) / "_azuredocs").exists()
        app.cleanup()


def test_shared_files_follow_the_table(build: Build) -> None:
    """An incremental build has the files that a fresh one has."""

    def shared(built: Built) -> dict[str, str]:
        folder = Path(built.app.outdir, "_azuredocs")
        return {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*")}

    built = build(FILES)
    assert shared(built).keys() == {
        *("tables.js", "service-storage.js", "service-web.js", "service-other.js"),
    }
    built = build({"articles/c.md": article("Third", "zoo")})
    assert "service-web.js" not in shared(built)
    assert '["Third","articles/c.html"]' in shared(built)["service-zoo.js"]
    built = build({}, azuredocs_contents="none")
    assert shared(built) == {}


def test_the_root_page_has_the_groups_in_its_own_contents(build: Build) -> None:
    built = build(FILES, html_sidebars={"**": ["localtoc.html"]})
    html = built.output("index.html")
    local = html[html.index('class="sphinxsidebarwrapper"') :]
    assert re.findall(r'<li><a [^>]*href="(#[^"]*)"', local) == [
        *("#", "#pages-by-service", "#service-storage", "#service-web"),
        "#service-other",
    ]
    assert "<ul>\n</ul>" not in html


def test_latex(build: Build) -> None:
    built = build(FILES, "latex", before=strict, project="Site")
    assert built.warnings == []
    tex = built.output("site.tex")
    assert re.findall(r"\\(chapter|section)\{(.*?)\}", tex) == [
        ("chapter", "storage"),
        ("section", r"Alpha \& more"),
        ("section", "Beta"),
        ("chapter", "web"),
        ("section", "Gamma"),
        ("chapter", "Other"),
        ("section", "About"),
        ("section", "Delta"),
    ]
    assert r"\setcounter{tocdepth}{1}" in tex
    assert tex.count("On Beta.") == 1


def test_a_single_group_in_latex(build: Build) -> None:
    files = {f"articles/{name}.md": f"# {name}\n\nText.\n" for name in "ab"}
    built = build(
        {**files, "index.md": "# Home\n"}, "latex", before=strict, project="Site"
    )
    assert built.warnings == []
    tex = built.output("site.tex")
    assert re.findall(r"\\(chapter|section)\{(.*?)\}", tex) == [
        ("chapter", "a"),
        ("chapter", "b"),
    ]
    assert r"\setcounter{tocdepth}{0}" in tex


def test_singlehtml(build: Build) -> None:
    built = build(FILES, "singlehtml", before=strict)
    assert built.warnings == []
    html = built.body("index")
    assert headings(html)[:4] == ["storage", "Alpha &amp; more", "Part", "Beta"]
    assert html.count("On Beta.") == 1
    # There is but one sidebar.
    sidebar = built.output("index.html")
    assert 'class="reference internal" href="#document-articles/b"' in sidebar


def test_epub(build: Build) -> None:
    built = build(FILES, "epub", before=strict, author="Ana", project="Site")
    assert built.warnings == []
    book = zipfile.ZipFile(Path(built.app.outdir) / "Site.epub")
    nav = book.read("nav.xhtml").decode()
    assert re.findall(r'<a href="([\w/]+)\.xhtml"', nav) == [
        *("index", "articles/a", "articles/b", "articles/c", "README", "articles/d"),
    ]


@pytest.mark.parametrize("builder", ["text", "man", "texinfo"])
def test_other_builders(build: Build, builder: str) -> None:
    built = build(FILES, builder, before=strict, project="Site")
    assert built.warnings == []
    name = {"text": "index.txt", "man": "site.1", "texinfo": "site.texi"}[builder]
    text = built.output(name)
    for title in TITLES:
        assert title.split()[0] in text
    heading = {
        "text": "storage\n-----",
        "man": ".SH STORAGE",
        "texinfo": "@chapter sto",
    }
    assert heading[builder] in text


def test_figures_are_numbered(build: Build) -> None:
    figure = "```{{figure}} x.png\n:name: {}\n\nCaption\n```\n\nSee {{numref}}`b`.\n"
    files = {
        "index.md": "# Home\n",
        "x.png": b"",
        "articles/z.md": article("Z", "web"),
        "guides/a.md": "# A\n\n" + figure.format("a").replace("x.png", "../x.png"),
        "guides/b.md": "# B\n\n" + figure.format("b").replace("x.png", "../x.png"),
    }
    built = build(files, before=strict, numfig=True)
    assert built.warnings == []
    assert "Fig. 1" in built.text("guides/a")
    assert "See Fig. 2" in built.text("guides/a")


def test_parallel(build: Build, make_app: Callable[..., SphinxTestApp]) -> None:
    many = {f"articles/n{n:02}.md": article(f"Page {n:02}", "web") for n in range(20)}
    built = build({**FILES, **many}, before=strict)
    built.app.cleanup()
    app = make_app(
        "html", srcdir=built.srcdir, builddir=built.srcdir / "_parallel", parallel=2
    )
    app.build()
    assert app.warning.getvalue() == ""
    for name in ("index.html", "articles/n07.html", "README.html"):
        parallel = (Path(app.outdir) / name).read_text(encoding="utf-8")
        assert parallel == built.output(name)


@pytest.mark.parametrize("setting", ["topic", "author", "service"])
def test_settings(build: Build, setting: str) -> None:
    built = build(FILES, before=strict, azuredocs_contents=setting)
    assert built.warnings == []
    first = {"topic": "article", "author": "ana", "service": "storage"}[setting]
    assert contents(built)[:2] == [f"Pages by {setting}", first]
    assert f"index.html#{setting}-{first}" in built.output("articles/a.html")


def test_none(build: Build) -> None:
    built = build(FILES, azuredocs_contents="none")
    assert [w.split(": ")[0] for w in built.warnings] == [f"{p}.md" for p in PAGES]
    assert all("isn't included in any toctree" in w for w in built.warnings)
    assert contents(built) == []


def test_settings_take_effect_at_once(build: Build) -> None:
    built = build(FILES)
    built = build({}, azuredocs_contents="topic", before=strict)
    assert built.warnings == []
    assert read(built) == set()
    assert contents(built)[:2] == ["Pages by topic", "article"]
    assert "index.html#topic-article" in built.output("articles/a.html")
    built = build({}, azuredocs_contents="none")
    assert read(built) == set()
    assert len(built.warnings) == len(PAGES)
    assert contents(built) == []
    assert "#topic-" not in built.output("articles/a.html")
    assert 'rel="next"' not in built.output("articles/a.html")
    assert built.app.env.toctree_includes == {}
    assert built.app.env.files_to_rebuild == {}


def test_a_project_with_toctrees_is_left_alone(build: Build) -> None:
    index = "# Home\n\n```{toctree}\narticles/a\n```\n"
    built = build({**FILES, "index.md": index})
    missed = [w.split(": ")[0] for w in built.warnings]
    assert missed == ["README.md", *(f"articles/{name}.md" for name in "bcd")]
    assert "azure-contents" not in built.body("index")


def test_toctrees_of_pages_that_the_root_page_leads_to(build: Build) -> None:
    files = {
        **FILES,
        "index.md": "# Home\n\n```{toctree}\nguide\n```\n",
        "guide.rst": "Guide\n=====\n\n.. toctree::\n   :glob:\n\n   articles/*\n",
    }
    built = build(files)
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("README.md: WARNING: document isn't included")
    assert "azure-contents" not in built.body("index")


def test_toctrees_with_pages_about_the_repository_only(build: Build) -> None:
    index = "# Home\n\n```{toctree}\nREADME\n```\n"
    sidebars = {"**": ["globaltoc.html"]}
    built = build({**FILES, "index.md": index}, before=strict, html_sidebars=sidebars)
    assert built.warnings == []
    assert contents(built)[-2:] == ["Other", "articles/d.html"]
    assert "README.html" in contents(built)[0]
    # The sidebar has what the root page's own toctree has.
    assert 'href="../README.html">About</a>' in built.output("articles/b.html")


def test_pages_that_are_left_out(build: Build) -> None:
    files = {
        **FILES,
        "articles/e.md": "---\norphan: true\n---\n# Alone\n",
        "articles/f.md": "# Part of another\n",
        "articles/c.md": article("Gamma", "web") + "```{include} f.md\n```\n",
        "guide.rst": "Guide\n=====\n",
    }
    built = build(files, azuredocs_dialects={"articles/c": "myst"})
    listed = contents(built)
    assert "articles/e.html" not in listed
    assert "articles/f.html" not in listed
    # Not a page in the dialect: Sphinx says that it is nowhere.
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("guide.rst: WARNING: document isn't included")


def test_links_to_groups(build: Build) -> None:
    link = "\n\n[Storage](../index.md#service-storage)\n"
    files = {**FILES, "articles/c.md": article("Gamma", "web") + link}
    built = build(files, before=strict)
    assert built.warnings == []
    html = built.body("articles/c")
    assert 'href="../index.html#service-storage"' in html
    built = build({"articles/c.md": files["articles/c.md"] + "\n"}, before=strict)
    assert built.warnings == []
    gone = build({"articles/c.md": link.replace("storage", "sql")}, before=strict)
    assert "index.md has no anchor #service-sql" in gone.warnings[0]


def test_ids_of_the_root_page_are_its_own(build: Build) -> None:
    index = "# Home\n\n## Service storage\n\nText.\n"
    built = build({**FILES, "index.md": index}, before=strict)
    assert built.warnings == []
    assert 'href="../index.html#service-storage-2"' in built.output("articles/a.html")
    built = build({"articles/e.md": article("Epsilon", "storage")}, before=strict)
    assert built.warnings == []
    assert 'href="../index.html#service-storage-2"' in built.output("articles/e.html")


@pytest.mark.parametrize(
    "index",
    ["Welcome.\n", "Home\n====\n\nText.\n\nMore\n====\n\nText.\n", "", "# A\n\n# B\n"],
)
@pytest.mark.parametrize("builder", ["html", "latex", "singlehtml"])
def test_any_root_page(build: Build, index: str, builder: str) -> None:
    name = "index.rst" if "====" in index else "index.md"
    files = {**FILES, name: index}
    if name == "index.rst":
        del files["index.md"]
    built = build(files, builder, before=strict, project="Site")
    assert built.warnings == []
    text = built.output("site.tex" if builder == "latex" else "index.html")
    for title in TITLES:
        assert title.split()[0] in text


def test_a_language(build: Build) -> None:
    built = build(FILES, before=strict, language="de")
    assert built.warnings == []
    assert headings(built.body("index")) == [
        *("Seiten nach Dienst", "storage", "web", "Sonstige")
    ]
    assert 'id="service-other"' in built.body("index")


def test_gettext_has_no_words_of_ours(build: Build) -> None:
    built = build(FILES, "gettext", before=strict)
    assert built.warnings == []
    assert "Pages by service" not in built.output("index.pot")


def test_nothing_changed(build: Build) -> None:
    build(FILES)
    built = build({}, before=strict)
    assert built.warnings == []
    assert read(built) == set()
    assert written(built) == set()


def test_builders_in_turn(build: Build) -> None:
    """All builders share the doctrees, and none has to change them."""
    build(FILES, project="Site")
    first: dict[str, str] = {}
    for builder in ("html", "latex", "html", "singlehtml", "latex", "html"):
        built = build({}, builder, before=strict, project="Site")
        assert built.warnings == []
        assert read(built) == set()
        if builder == "html":
            assert written(built) == set()
        output = built.output("site.tex" if builder == "latex" else "index.html")
        assert first.setdefault(builder, output) == output


def test_a_page_comes_and_goes(build: Build) -> None:
    built = build(FILES)
    built = build({"articles/e.md": article("Away", "storage")}, before=strict)
    assert built.warnings == []
    assert read(built) == {"articles/e"}
    # With its neighbours, who lead to it.
    assert written(built) == {"index", "articles/e", "articles/a", "articles/b"}
    storage = ["articles/a.html", "articles/e.html", "articles/b.html"]
    assert contents(built)[2:5] == storage
    (built.srcdir / "articles/e.md").unlink()
    built = build({}, before=strict)
    assert built.warnings == []
    assert written(built) == {"index", "articles/a", "articles/b"}
    assert contents(built)[2:4] == ["articles/a.html", "articles/b.html"]


def test_a_page_gets_another_title_or_service(build: Build) -> None:
    build(FILES)
    built = build({"articles/b.md": article("Beta two", "storage")}, before=strict)
    assert built.warnings == []
    # Other groups do not show it, except the page after it.
    assert written(built) == {"index", "articles/a", "articles/b", "articles/c"}
    built = build({"articles/b.md": article("Aardvark", "storage")}, before=strict)
    assert built.warnings == []
    assert contents(built)[2:4] == ["articles/b.html", "articles/a.html"]
    assert "Aardvark" in built.text("index")
    # It is the first page of its group now, which the sidebars of all pages lead to.
    assert written(built) == {"index", *PAGES}
    built = build({"articles/b.md": article("Aardvark", "zoo")}, before=strict)
    assert built.warnings == []
    assert contents(built)[5:7] == ["zoo", "articles/b.html"]
    assert 'href="../index.html#service-zoo"' in built.output("articles/b.html")


def test_text_of_a_page_changes(build: Build) -> None:
    build(FILES)
    built = build({"articles/b.md": f"{FILES['articles/b.md']}\nNew.\n"}, before=strict)
    assert built.warnings == []
    # As with any toctree.
    assert written(built) == {"articles/b", "index"}


def test_the_root_page_changes(build: Build) -> None:
    built = build(FILES)
    before = contents(built)
    built = build({"index.md": "# Start\n\nWelcome back.\n"}, before=strict)
    assert built.warnings == []
    assert contents(built) == before
    assert "Welcome back." in built.text("index")
    # The first page links back to the start page, by its title.
    assert written(built) == {"index", "articles/a"}


def test_toctrees_come_and_go(build: Build) -> None:
    build(FILES)
    toctree = "```{toctree}\n:glob:\narticles/*\nREADME\n```\n"
    built = build({"index.md": f"# Home\n\n{toctree}"}, before=strict)
    assert built.warnings == []
    assert "azure-contents" not in built.body("index")
    assert "#service-" not in built.output("articles/a.html")
    built = build({"index.md": FILES["index.md"]}, before=strict)
    assert built.warnings == []
    assert contents(built)[0] == "Pages by service"
    assert "#service-storage" in built.output("articles/a.html")


def test_the_doctree_is_as_if_it_had_been_read(build: Build) -> None:
    env = build(FILES).app.env
    order = ["articles/a", "articles/b", "articles/c", "README", "articles/d"]
    assert env.toctree_includes == {"index": order}
    assert env.files_to_rebuild == {page: {"index"} for page in order}
    doctree = env.get_doctree("index")
    toctrees = list(doctree.findall(addnodes.toctree))
    assert [page for tree in toctrees for page in tree["includefiles"]] == order
    assert [page for tree in toctrees for _, page in tree["entries"]] == order
    assert len(list(doctree.findall(nodes.section))) == 5
    # No theme finds them here, to show them on every page.
    assert list(env.tocs["index"].findall(addnodes.toctree)) == []
    assert env.toc_num_entries["index"] == 5


def test_page_that_is_shown_as_code_is_listed(build: Build) -> None:
    files = {
        "index.md": "# Home\n",
        "articles/a.md": "# Alpha\n\n[!code-md[](b.md)]\n\n[!INCLUDE [c](c.md)]\n",
        "articles/b.md": "# Beta\n",
        "articles/c.md": "Text of c.\n",
    }
    built = build(files)
    assert built.warnings == []
    body = built.body("index")
    assert "articles/b.html" in body
    assert "articles/c.html" not in body
