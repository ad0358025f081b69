"""References by uid in a build: to pages, maps of docfx, other projects of Sphinx."""

from __future__ import annotations

import gzip
import os
import re
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

from sphinx_azuredocs.domain.azure import azure_domain
from sphinx_azuredocs.domain.uids import resolve_uid

from .conftest import Build, BuildPages, Page

TARGET = "---\nuid: contoso.target\n---\n# Its title\n\n## Part\n"
MAP = """\
baseUrl: https://contoso.com/api/
references:
- {uid: Contoso.Client, name: Client, href: client.html, fullName: Contoso (full)}
- {uid: Contoso.Root, name: Root, href: "https://contoso.com/root?a=b#c"}
"""


START = "<tags ms.topic='a' /># Start\n\n"
"""The beginning of a page with a header: in plain MyST pages `@name` is text."""


def project(text: str, **files: str) -> dict[str, str | bytes]:
    """A page with some text, a page in a folder that has a uid, and further files."""
    return {"index.md": f"{START}{text}\n", "sub/target.md": TARGET, **files}


def paragraph(html: str) -> str:
    """The first paragraph of a page."""
    return html[html.index("<p>") + 3 : html.index("</p>")]


def link(text: str, url: str = "sub/target.html", kind: str = "internal") -> str:
    return (
        f'<a class="reference {kind}" href="{url}">'
        f'<span class="xref azure">{text}</span></a>'
    )


TO_A_PAGE = [
    ("<xref:contoso.target>", link("Its title")),
    ('<xref:"contoso.target">', link("Its title")),
    ("see @contoso.target.", f"see {link('Its title')}."),
    ("[*a*](xref:contoso.target)", link("<em>a</em>")),
    ("[](xref:contoso.target)", link("Its title")),
    ("[a](xref:%63ontoso.target#part)", link("a", "sub/target.html#part")),
    (
        "<xref:contoso.target?view=b#part>",
        link("Its title", "sub/target.html?view=b#part"),
    ),
    ("<xref:contoso.target?text=a%20b+c>", link("a b c")),
    ('<a href="xref:contoso.target">a</a>', link("a")),
    ('b <a href="xref:contoso.target"/>', f"b {link('Its title')}"),
    (
        '<xref href="contoso.target?view=b"/> a',
        link("Its title", "sub/target.html?view=b") + " a",
    ),
    ('<xref uid="contoso.target" name="a&lt;b&gt;"/>', link("a&lt;b&gt;")),
    ("{azure:uid}`contoso.target`", link("Its title")),
    ("{azure:uid}`a <contoso.target>`", link("a")),
]


@pytest.fixture(scope="module")
def to_a_page(build_pages: BuildPages) -> Mapping[str, Page]:
    cases = [written for written, _ in TO_A_PAGE]
    return build_pages(cases, "# Start\n\n{}\n".format, {"sub/target.md": TARGET})


@pytest.mark.parametrize(("written", "shown"), TO_A_PAGE)
def test_to_a_page(to_a_page: Mapping[str, Page], written: str, shown: str) -> None:
    page = to_a_page[written]
    assert page.warnings == []
    html = paragraph(page.body).replace(" azure-uid", "")
    assert html == shown


def test_title(build: Build) -> None:
    built = build(
        project('[a](xref:contoso.target "A title") <xref:contoso.target?title=B>')
    )
    assert 'title="A title"' in built.body("index")
    assert 'title="B"' in built.body("index")


UNRESOLVED = [
    ("<xref:a.b>", '<span class="xref azure">a.b</span>'),
    ("<xref:a.b.c%2A>", '<span class="xref azure">a.b.c</span>'),
    ("<xref:a.b?text=c>", '<span class="xref azure">c</span>'),
    ("<xref:a.b.c?displayProperty=name>", '<span class="xref azure">c</span>'),
    (
        "<xref:a.b.c(d.e)?displayProperty=nameWithType>",
        '<span class="xref azure">b.c(d.e)</span>',
    ),
    (
        "<xref:a.b.c?displayProperty=fullName>",
        '<span class="xref azure">a.b.c</span>',
    ),
    (
        '<xref href="a.b.c?displayProperty=nameWithType"/>',
        '<span class="xref azure">b.c</span>',
    ),
    ("<xref:?displayProperty=fullName>", "&lt;xref:?displayProperty=fullName&gt;"),
    ("[*c*](xref:a.b)", '<span class="xref azure"><em>c</em></span>'),
    ("[](xref:a.b)", '<span class="xref azure">a.b</span>'),
    ('<xref href="a.b"/>', '<span class="xref azure">a.b</span>'),
]
UNRESOLVED_WITHOUT_WARNING = [
    ("ask me@a or @c, *@d*", "ask me&#64;a or &#64;c, <em>&#64;d</em>"),
    ('<xref href="a" alt="b"/>', '<span class="xref azure">b</span>'),
]


@pytest.fixture(scope="module")
def unresolved(build_pages: BuildPages) -> Mapping[str, Page]:
    """Pages with three more empty lines before a text."""
    cases = [*UNRESOLVED, *UNRESOLVED_WITHOUT_WARNING]
    text = "# Start\n\n\n\n\n{}\n".format
    return build_pages([written for written, _ in cases], text)


@pytest.mark.parametrize(("written", "shown"), UNRESOLVED)
def test_unresolved(unresolved: Mapping[str, Page], written: str, shown: str) -> None:
    page = unresolved[written]
    assert paragraph(page.body) == shown
    [warning] = page.warnings
    assert warning.startswith(f"{page.docname}.md:6: WARNING: nothing has the uid ")
    assert warning.endswith("[azuredocs.xref]")


@pytest.mark.parametrize(("written", "shown"), UNRESOLVED_WITHOUT_WARNING)
def test_unresolved_without_warning(
    unresolved: Mapping[str, Page], written: str, shown: str
) -> None:
    page = unresolved[written]
    assert page.warnings == []
    assert paragraph(page.body) == shown


def test_not_in_code_or_addresses(build: Build) -> None:
    text = "`@contoso.target` <a@contoso.target> https://a.com/@contoso.target"
    assert "sub/target.html" not in paragraph(build(project(text)).body("index"))


def test_in_a_heading(build: Build) -> None:
    text = "See [there](#see--here)\n\n## See <xref:contoso.target> `here`"
    page = f"---\nms.topic: article\n---\n# Start\n\n{text}\n"
    built = build({**project(""), "index.md": page})
    assert built.warnings == []
    assert 'href="#see-' in built.body("index")
    assert 'id="see--here"' in built.body("index")


def test_missing_anchor(build: Build) -> None:
    built = build(project("<xref:contoso.target#nowhere>"))
    assert 'href="sub/target.html#nowhere"' in built.body("index")
    assert [w for w in built.warnings if "[azuredocs.anchor]" in w]


def test_in_an_include(build: Build) -> None:
    built = build(
        project(
            "[!INCLUDE [a](includes/a.md)]", **{"includes/a.md": "b\n\n<xref:no>\n"}
        )
    )
    [warning] = built.warnings
    assert warning.startswith("includes/a.md:3: WARNING: nothing has the uid 'no'")


def test_same_uid_twice(build: Build) -> None:
    again = "---\ntitle: b\nuid: contoso.target\n---\n# Again\n"
    built = build(project("<xref:contoso.target>", **{"sub/z.md": again}))
    assert link("Its title") in built.body("index")
    assert built.warnings == [
        "sub/z.md:3: WARNING: the uid contoso.target is that of sub/target.md, too, "
        "which references lead to; give each page its own [azuredocs.xref]"
    ]


@pytest.mark.parametrize(
    ("name", "header", "line"),
    [
        ("z.md", '---\nx: "what a uid: is for"\nuid: contoso.target\n---\n', 3),
        ("z.md", "---\nx: |\n  uid: y\n# uid: z\n'uid': contoso.target\n---\n", 5),
        ("z.md", "---\n{x: uid,\nuid: contoso.target}\n---\n", 3),
        ("z.md", '\n<tags x="uid=1"\n\n uid="contoso.target" />\n', 4),
        (
            "z.yml",
            "### YamlMime:Hub\nx: 'uid: y'\nuid: contoso.target\ntitle: Again\n",
            3,
        ),
        (
            "z.yml",
            "### YamlMime:Hub\ntitle: x\nmetadata:\n  a: b\n  uid: contoso.target\n",
            5,
        ),
    ],
)
def test_same_uid_twice_is_reported_at_its_line(
    build: Build, name: str, header: str, line: int
) -> None:
    text = header if name.endswith(".yml") else f"{header}# Again\n"
    built = build(project("x", **{f"sub/{name}": text}))
    assert [w.partition(" WARNING: the uid")[0] for w in built.warnings] == [
        f"sub/{name}:{line}:"
    ]


@pytest.mark.parametrize("builder", ["latex", "text", "man", "epub", "gettext"])
def test_builders(build: Build, builder: str) -> None:
    text = "<xref:contoso.target?view=a> @contoso.target @nobody <xref:Contoso.Client>"
    built = build(
        project(text, **{"map.yml": MAP}),
        builder,
        azuredocs_xref_maps=["map.yml"],
        version="1",
        copyright="us",
    )
    assert [w for w in built.warnings if "azuredocs" in w or "ref." in w] == []
    if builder == "text":
        assert "*Its title* *Its title* @nobody *Client*" in built.output("index.txt")


def test_written_again(build: Build) -> None:
    """A page is written again when what it refers to comes, changes its name, goes."""
    page = {"index.md": f"{START}@contoso.target @nobody\n"}
    assert paragraph(build(page).body("index")) == "&#64;contoso.target &#64;nobody"
    built = build({"sub/target.md": TARGET})
    assert paragraph(built.body("index")) == link("Its title") + " &#64;nobody"
    built = build({"sub/target.md": TARGET.replace("Its title", "Now longer")})
    assert paragraph(built.body("index")) == link("Now longer") + " &#64;nobody"
    (built.srcdir / "sub" / "target.md").unlink()
    assert paragraph(build({}).body("index")) == "&#64;contoso.target &#64;nobody"


def test_parallel(build: Build) -> None:
    pages = {
        f"p{n}.md": f"---\nuid: u{n}\n---\n# P{n}\n\n@u{n + 1}\n" for n in range(12)
    }

    def in_parallel(app: SphinxTestApp) -> None:
        app.parallel = 2

    built = build({**pages, "index.md": "# Start\n"}, before=in_parallel)
    assert built.warnings == []
    assert link("P8", "p8.html") in built.body("p7")


# Maps


TO_A_MAP = [
    (
        "@Contoso.Client",
        link("Client", "https://contoso.com/api/client.html", "external"),
    ),
    (
        "<xref:Contoso.Client?displayProperty=fullName&v=1#a>",
        link(
            "Contoso (full)",
            "https://contoso.com/api/client.html?v=1#a",
            "external",
        ),
    ),
    (
        "<xref:Contoso.Root?v=1>",
        link("Root", "https://contoso.com/root?a=b&amp;v=1#c", "external"),
    ),
]


@pytest.fixture(scope="module")
def to_a_map(build_pages: BuildPages) -> Mapping[str, Page]:
    return build_pages(
        [written for written, _ in TO_A_MAP],
        "# Start\n\n{}\n".format,
        {"maps/map.yml": MAP},
        azuredocs_xref_maps=["maps/map.yml"],
    )


@pytest.mark.parametrize(("written", "shown"), TO_A_MAP)
def test_to_a_map(to_a_map: Mapping[str, Page], written: str, shown: str) -> None:
    page = to_a_map[written]
    assert page.warnings == []
    assert paragraph(page.body) == shown


def test_maps_of_docsets(build: Build) -> None:
    docfx = '{"build": {"content": [{"files": "**.md"}], "xref": ["map.json.gz"]}}'
    content = gzip.compress(b'{"references": [{"uid": "a.b", "href": "/api/a"}]}')
    files = project("<xref:a.b>", **{"docfx.json": docfx})
    built = build({**files, "map.json.gz": content})
    assert built.warnings == []
    url = "https://learn.microsoft.com/api/a"
    assert link("a.b", url, "external") in built.body("index")


def test_maps_of_docsets_are_in_the_source_directory(
    build: Build, tmp_path: Path
) -> None:
    (tmp_path / "map.yml").write_text(MAP)
    docfx = '{"build": {"content": [{"files": "**.md"}], "xref": "../map.yml"}}'
    files = project("@Contoso.Client", **{"docfx.json": docfx})
    built = build(files)
    [warning] = built.warnings
    assert warning.startswith("docfx.json:1: WARNING: the map of uids ")
    assert "is outside the source directory" in warning
    named = build(files, azuredocs_xref_maps=["../map.yml"])
    assert named.warnings == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "does not exist"), ("[", "is neither YAML nor JSON"), ("a", "has no list")],
)
def test_bad_maps(build: Build, content: str | None, reason: str) -> None:
    files = {"map.yml": content} if content else {}
    built = build(project("@a @b", **files), azuredocs_xref_maps=["map.yml"])
    [warning] = built.warnings
    assert reason in warning
    assert "[azuredocs.xref]" in warning


def test_maps_that_nobody_needs_are_not_read(build: Build) -> None:
    built = build(project("<xref:contoso.target>"), azuredocs_xref_maps=["none.yml"])
    assert built.warnings == []


def test_maps_are_read_again_when_they_change(build: Build) -> None:
    settings: dict[str, Any] = {"azuredocs_xref_maps": ["map.yml"]}
    built = build(project("@Contoso.Client", **{"map.yml": MAP}), **settings)
    assert "client.html" in built.body("index")
    built = build({"map.yml": MAP.replace("client.html", "moved.html")}, **settings)
    assert "moved.html" in built.body("index")


@pytest.fixture
def site() -> Iterator[dict[str, Any]]:
    """A site with files by path, and how often each was asked for."""
    served: dict[str, Any] = {"asked": []}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served["asked"].append(self.path)
            content = served.get(self.path)
            self.send_response(200 if content else 404)
            self.end_headers()
            self.wfile.write((content or "").encode())

        def log_message(self, *args: object) -> None:
            """Nothing, which would be on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    served["url"] = f"http://127.0.0.1:{server.server_port}"
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def test_maps_with_urls(build: Build, site: dict[str, Any]) -> None:
    site["/x/map.yml"] = (
        "redirections: [{uidPrefix: A, href: more.json}]\n"
        "references: [{uid: b, href: b.html}]"
    )
    site["/x/more.json"] = '{"references": [{"uid": "A.a", "href": "a.html"}]}'
    settings: dict[str, Any] = {"azuredocs_xref_maps": [f"{site['url']}/x/map.yml"]}
    built = build(project("@b @A.a @c"), **settings)
    assert built.warnings == []
    assert f'{site["url"]}/x/b.html"' in built.body("index")
    assert f'{site["url"]}/x/a.html"' in built.body("index")
    assert site["asked"] == ["/x/map.yml", "/x/more.json"]
    # Then the copy is as good, for some days.
    built = build({"index.md": f"{START}@b again\n"}, **settings)
    assert f'{site["url"]}/x/b.html"' in built.body("index")
    assert len(site["asked"]) == 2


def test_maps_that_are_not_there_any_more(build: Build, site: dict[str, Any]) -> None:
    site["/map.yml"] = MAP
    settings: dict[str, Any] = {
        "azuredocs_xref_maps": [f"{site['url']}/map.yml"],
        "extensions": ("sphinx_azuredocs", "sphinx.ext.intersphinx"),
        "intersphinx_cache_limit": 0,
    }
    assert build(project("@Contoso.Client"), **settings).warnings == []
    del site["/map.yml"]
    built = build({}, **settings)
    [warning] = built.warnings
    assert "404" in warning
    assert "the copy of the last build is used" in warning
    assert "client.html" in built.body("index")


def test_tables_of_contents(build: Build) -> None:
    toc = (
        "- uid: contoso.target\n- {name: API, uid: Contoso.Client}\n"
        "- {name: More, topicUid: contoso.target, items: "
        "[{href: 'xref:Contoso.Root'}]}\n"
        "- {name: None, uid: nobody}\n"
    )
    docfx = '{"build": {"content": [{"files": ["**.md", "**.yml"]}]}}'
    files = project("", **{"docfx.json": docfx, "toc.yml": toc, "map.yml": MAP})
    built = build(files, azuredocs_xref_maps=["map.yml"])
    assert built.warnings == [
        "toc.yml:4: WARNING: nothing has the uid 'nobody'; correct it [azuredocs.toc]"
    ]
    link = r'<a class="reference[^>]*"([^"]*)">(.*?)</a>'
    links = re.findall(link, built.body("index"))
    assert [(url, re.sub("<.*?>", "", text)) for url, text in links] == [
        ("sub/target.html", "Its title"),
        ("https://contoso.com/api/client.html", "API"),
        ("sub/target.html", "More"),
        ("https://contoso.com/root?a=b#c", "Root"),
    ]


# Other projects


def test_map_of_our_own(build: Build) -> None:
    files = project("", **{"b.md": "---\nuid: Ä-b\n---\n# B & C\n"})
    built = build(files, html_baseurl="https://contoso.com/docs")
    text = built.output("xrefmap.yml")
    assert text.startswith("### YamlMime:XRefMap\n")
    names = {"name": "B & C", "fullName": "B & C"}
    assert yaml.safe_load(text) == {
        "baseUrl": "https://contoso.com/docs/",
        "sorted": True,
        "references": [
            {
                "uid": "contoso.target",
                "name": "Its title",
                "href": "sub/target.html",
                "fullName": "Its title",
            },
            {"uid": "Ä-b", "href": "b.html", **names},
        ],
    }


def test_no_map_without_uids(build: Build) -> None:
    built = build({"index.md": "# Start\n"})
    assert not (Path(built.app.outdir) / "xrefmap.yml").exists()


def test_inventory(build: Build, tmp_path: Path) -> None:
    """Uids of one project are found by another, and objects of any kind."""
    first = build(project("", **{"f.rst": "F\n=\n\n.. py:function:: contoso.run()\n"}))
    inventory = (Path(first.app.outdir) / "objects.inv").replace(tmp_path / "o.inv")
    with inventory.open("rb") as file:
        objects = InventoryFile.load(file, "", os.path.join)
    assert "contoso.target" in objects["azure:uid"]
    other = tmp_path / "other"
    built = build(
        {"index.md": f"{START}@contoso.target @contoso.run <xref:contoso.run>\n"},
        srcdir=other,
        extensions=("sphinx_azuredocs", "sphinx.ext.intersphinx"),
        intersphinx_mapping={"first": ("https://first.com/", str(inventory))},
    )
    assert built.warnings == [] or all("intersphinx" in w for w in built.warnings)
    assert paragraph(built.body("index")) == " ".join(
        [
            link("Its title", "https://first.com/sub/target.html", "external"),
            "&#64;contoso.run",
            link("contoso.run", "https://first.com/f.html#contoso.run", "external"),
        ]
    )


def test_resolve_uid(build: Build) -> None:
    domain = azure_domain(build(project("")).app.env)
    found = resolve_uid(domain, "contoso.target")
    assert found
    assert (found.docname, found.name(), found.name("nameWithType")) == (
        "sub/target",
        "Its title",
        "Its title",
    )
    assert resolve_uid(domain, "other") is None
    assert resolve_uid(domain, "") is None
