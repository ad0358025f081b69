"""The files of a docfx repository, read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_azuredocs.docset.base_path import infer_base_path
from sphinx_azuredocs.docset.dependencies import absent_file, read_publishing
from sphinx_azuredocs.docset.docfx import read_docset
from sphinx_azuredocs.docset.json_file import DocsetError, read_json
from sphinx_azuredocs.docset.redirection_files import (
    Redirection,
    read_redirections,
    redirection_files,
)
from sphinx_azuredocs.docset.zone_pivot_groups import read_pivot_groups
from sphinx_azuredocs.files.globs import compile_glob
from sphinx_azuredocs.warnings import Problem

from .conftest import Build, Built

DOCFX = {
    "build": {
        "content": [
            {
                "files": ["**/*.md", "**/*.yml"],
                "exclude": ["**/includes/**", "drafts/**"],
                "src": "articles",
                "dest": ".",
            },
            "guides/*.md",
        ],
        "globalMetadata": {"author": "all", "ms.service": "apps", "tags": ["a", "b"]},
        "fileMetadata": {
            "author": {"articles/**/*.md": "some", "articles/one/**": "one"},
            "titleSuffix": {"**/*": "Contoso"},
        },
        "xref": "https://example.org/xrefmap.yml",
    }
}
REDIRECTIONS = {
    "redirections": [
        {
            "source_path_from_root": "/articles/old.md",
            "redirect_url": "/azure/one/page#part",
        },
        {"source_path": "articles/older.md", "redirect_url": "/other/thing"},
    ]
}


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("**/*.md", "a.md", True),
        ("**/*.md", "a/b/c.MD", True),
        ("*.md", "a/b.md", False),
        ("a/**", "a/b/c", True),
        ("a/", "a/b", True),
        ("**/*.{md,yml}", "a/b.yml", True),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("a[1].md", "a[1].md", True),
        ("./a\\*.md", "a/b.md", True),
    ],
)
def test_glob(glob: str, path: str, matches: bool) -> None:
    assert compile_glob(glob).matches(path) is matches


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("one/page.md", "one/index.yml", "includes/x.md", "drafts/x.md"):
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Text\n")
    (tmp_path / "docfx.json").write_text(json.dumps(DOCFX))
    (tmp_path / ".openpublishing.redirection.json").write_text(
        json.dumps(REDIRECTIONS, indent=1)
    )
    return tmp_path


def test_docset(root: Path) -> None:
    docset = read_docset(root, "/azure")
    assert list(docset.pages()) == ["articles/one/index.yml", "articles/one/page.md"]
    assert docset.url_path("articles/one/page.md") == "/azure/one/page"
    assert docset.url_path("articles/one/index.yml") == "/azure/one/"
    assert docset.url_path("guides/a.md") == "/azure/guides/a"
    assert docset.url_path("articles/includes/x.md") is None
    assert docset.xref_maps == ("https://example.org/xrefmap.yml",)
    metadata = docset.metadata_of("articles/one/page.md")
    assert (metadata["author"], metadata["titleSuffix"]) == ("one", "Contoso")
    assert docset.metadata_of("README.md")["author"] == "all"


def test_metadata_files_win(root: Path) -> None:
    config = {"build": {**DOCFX["build"], "fileMetadataFiles": ["more.json"]}}
    (root / "docfx.json").write_text(json.dumps(config))
    (root / "more.json").write_text('{"author": {"**": "file"}}')
    assert read_docset(root).metadata_of("articles/one/page.md")["author"] == "file"


def test_json_with_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{ // note\n "a": "http://x", /* b\n */ "c": [1, 2,],\n}')
    assert read_json(path) == {"a": "http://x", "c": [1, 2]}


def test_broken_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n "a": /* b\n */ x\n}')
    with pytest.raises(DocsetError) as error:
        read_json(path)
    assert error.value.problem.line == 3


def test_redirections(root: Path) -> None:
    (file,) = redirection_files(root)
    assert list(read_redirections(file)) == [
        Redirection("articles/old.md", "/azure/one/page#part", file, 4, 5, True),
        Redirection("articles/older.md", "/other/thing", file, 8, 9),
    ]


def test_broken_redirections(tmp_path: Path) -> None:
    path = tmp_path / ".openpublishing.redirection.x.json"
    path.write_text('{"redirections": [\n{"source_path": "a.md"}, 1, {}]}')
    found = list(read_redirections(path))
    messages = [item.message for item in found if isinstance(item, Problem)]
    assert messages == [
        "has no redirect_url for a.md",
        "has an entry that is no redirection",
        "has an entry without source_path",
    ]


def test_lines_of_equal_urls(tmp_path: Path) -> None:
    path = tmp_path / ".openpublishing.redirection.json"
    entry = '{"redirect_url": "/x",\n"source_path": "a.md",\n"redirect_url":\n "/new"}'
    path.write_text(f'{{"redirections": [\n{entry},\n{entry}\n]}}')
    found = [r for r in read_redirections(path) if isinstance(r, Redirection)]
    assert [(r.line, r.url_line) for r in found] == [(3, 5), (7, 9)]


def test_an_url_that_is_no_page_is_reported_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / ".openpublishing.redirection.json"
    entry = '{\n"source_path": "a.md",\n"redirect_url": "javascript:x"\n}'
    path.write_text(f'{{"redirections": [\n{entry}\n]}}')
    (problem,) = read_redirections(path)
    assert isinstance(problem, Problem)
    assert problem.line == 4


def test_base_path_is_inferred(root: Path) -> None:
    docset = read_docset(root)
    urls = ["/en-us/azure/one/page?x#y", "/azure/one", "/page", "/docs/none"]
    assert infer_base_path(docset, urls) == "/azure"
    assert infer_base_path(docset, ["/other/thing"]) is None
    # A docset at the root of its site; a relative URL tells nothing.
    assert infer_base_path(docset, ["/one/page"]) == "/"
    assert infer_base_path(docset, ["other/one/page"]) is None


def test_absent_repository(tmp_path: Path) -> None:
    config = {
        "docsets_to_publish": [{"build_source_folder": "docs"}],
        "dependent_repositories": [
            {"path_to_root": "shared", "url": "https://example.org/shared.git"}
        ],
    }
    path = tmp_path / ".openpublishing.publish.config.json"
    path.write_text(json.dumps(config))
    assert read_publishing(tmp_path).docsets == ("docs",)
    absent = absent_file(tmp_path, tmp_path / "shared" / "a" / "b.md")
    assert absent is not None
    assert absent.url == "https://example.org/shared/blob/main/a/b.md"
    assert absent_file(tmp_path, tmp_path / "other.md") is None


def test_broken_pivot_groups(tmp_path: Path) -> None:
    path = tmp_path / "zone-pivot-groups.yml"
    path.write_text("groups:\n- id: a\n  pivots: [{id: b}, c]\n- title: none\n")
    found = read_pivot_groups(path)
    assert not isinstance(found, Problem)
    (group,) = found.values()
    assert [pivot.title for pivot in group.pivots] == ["b"]
    path.write_text("groups: [")
    assert path.stat().st_size
    broken = read_pivot_groups(path.rename(tmp_path / "b.yml"))
    assert isinstance(broken, Problem)
    assert broken.place == f"{tmp_path / 'b.yml'}:1"


def files(**pages: str) -> dict[str, str]:
    return {
        "index.md": "# Start\n",
        "docfx.json": json.dumps(DOCFX),
        ".openpublishing.redirection.json": json.dumps(REDIRECTIONS),
        "articles/one/page.md": "---\nauthor: me\n---\n# Page\n\n## Part\n",
        "README.md": "# About the repository\n",
        **pages,
    }


def test_pages_of_a_docset(build: Build) -> None:
    drafts = {"articles/drafts/x.md": "# Draft\n", "other/x.md": "# X\n"}
    built = build(files(**drafts))
    assert built.warnings == []
    assert built.app.env.found_docs == {"index", "articles/one/page"}


def test_metadata_of_a_docset(build: Build) -> None:
    pages = {"articles/two.md": "# Two\n"}
    metadata = build(files(**pages)).app.env.metadata
    assert metadata["articles/one/page"]["author"] == "me"
    assert metadata["articles/two"]["author"] == "some"
    assert metadata["articles/two"]["ms.service"] == "apps"
    assert metadata["articles/two"]["tags"] == "a, b"


def test_links_by_published_url(build: Build) -> None:
    page = """\
# Two

[a](/azure/one/page) [b](https://learn.microsoft.com/en-us/azure/one/page?tabs=x&view=y)
[c](/azure/aks/x) [d](~/articles/one/page.md) [e](one/page.md?pivots=p#page)
[f](/azure/one/none)
"""
    built = build(files(**{"articles/two.md": page}))
    assert built.warnings == [
        "articles/two.md:5: WARNING: /azure/one/none: no page of the project is "
        "published at /azure/one/none; the link goes to the site. Correct the URL "
        "[azuredocs.link]"
    ]
    body = built.body("articles/two")
    hrefs = [part.partition('"')[0] for part in body.split('href="')[1:]]
    assert hrefs[1:] == [
        "one/page.html",
        "one/page.html?tabs=x",
        "https://learn.microsoft.com/azure/aks/x",
        "one/page.html",
        "one/page.html?pivots=p#page",
        "https://learn.microsoft.com/azure/one/none",
    ]


def test_broken_docfx_json(build: Build) -> None:
    built = build({"index.md": "# Start\n", "docfx.json": '{\n"build": [}'})
    assert built.warnings == [
        "docfx.json:2: WARNING: docfx.json is not JSON: Expecting value; it is built "
        "without it [azuredocs.docset]"
    ]


def test_include_of_another_repository(build: Build) -> None:
    config = {
        "dependent_repositories": [
            {"path_to_root": "shared", "url": "https://example.org/s", "branch": "b"}
        ]
    }
    learn = "---\nms.topic: article\n---\n"
    page = f"{learn}# Page\n\n[!INCLUDE [x](~/shared/a/note.md)]\n\n[a](#in-it)\n"
    built = build(
        {
            "index.md": page,
            # An anchor may be in what is lacking.
            "other.md": learn.replace("ms.topic", "orphan: true\nms.topic")
            + "# Other\n\n[b](index.md#in-it)\n",
            ".openpublishing.publish.config.json": json.dumps(config),
        }
    )
    assert built.warnings == [
        "index.md:6: WARNING: ~/shared/a/note.md is in another repository; check "
        "https://example.org/s (b) out as shared [azuredocs.include]"
    ]
    assert (
        'href="https://example.org/s/blob/b/a/note.md">note (example.org/s)</a>'
        in built.body("index")
    )


def test_repositories_named_between_two_builds_of_one_process(build: Build) -> None:
    page = "# Page\n\n[!INCLUDE [x](~/shared/a/note.md)]\n"
    [before] = build({"index.md": page}).warnings
    assert "does not exist" in before
    dependency = {"path_to_root": "shared", "url": "https://example.org/s"}
    config = json.dumps({"dependent_repositories": [dependency]})
    files = {"index.md": page, ".openpublishing.publish.config.json": config}
    [after] = build(files).warnings
    assert "is in another repository; check https://example.org/s (main) out" in after


VERSIONS = {
    "build": {
        "content": [
            {"files": ["toc.yml"], "src": "1", "dest": "module/toc", "group": "v1"},
            {
                "files": ["**/*.yml", "**/About/*.md"],
                "src": "1",
                "dest": "module",
                "group": "v1",
            },
            {"files": ["**/*.yml"], "src": "2", "dest": "module", "version": "v2"},
            {"files": ["**/*.md"], "src": "text", "group": "text"},
        ]
    }
}
PACKAGES = {"v1": {"packageRoot": "1"}, "v2": {"packageRoot": "2"}, "v3": {}}
CMDLET = "---\nModule Name: Contoso.Yard\ntitle: Open-Gate\n---\n# Open-Gate\n\n{}\n"
LINKS = "[a](xref:Contoso.Yard.Open-Gate) [b](xref:Contoso.Yard)"


def _cmdlets(number: int) -> dict[str, str]:
    folder = f"{number}/Contoso.Yard"
    return {
        f"{folder}/Open-Gate.md": CMDLET.format(LINKS),
        f"{folder}/Contoso.Yard.md": "---\ntitle: Contoso.Yard\n---\n# Yard\n",
        f"{folder}/About/about_Gates.md": "# About gates\n",
        f"{folder}/includes/part.md": "Part\n",
        f"{number}/README.md": "# Read me\n",
    }


@pytest.fixture(scope="module")
def packages(build_once: Build) -> Built:
    """A docset of PowerShell modules in two versions."""
    return build_once(
        {
            "index.md": "# Home\n",
            "docfx.json": json.dumps(VERSIONS),
            "mapping/monikerMapping.json": json.dumps(PACKAGES),
            "text/page.md": f"# Page\n\n{LINKS}\n",
            **_cmdlets(1),
            **_cmdlets(2),
            "3/Contoso.Yard/Open-Gate.md": "# No package\n",
        },
        azuredocs_docsets={".": "/pw"},
    )


def test_markdown_of_powershell_modules_is_built(packages: Built) -> None:
    cmdlets = ("Contoso.Yard", "Open-Gate")
    assert packages.app.env.found_docs == {
        *("index", "text/page", "1/Contoso.Yard/About/about_Gates"),
        *(f"{n}/Contoso.Yard/{name}" for n in (1, 2) for name in cmdlets),
        "2/Contoso.Yard/About/about_Gates",
    }
    urls = packages.app.env.get_domain("azure").urls
    url = urls.url_of("1/Contoso.Yard/Open-Gate")
    assert url == "/pw/module/Contoso.Yard/Open-Gate"


def test_uids_of_cmdlets_are_of_their_version(packages: Built) -> None:
    assert packages.warnings == []
    for number in (1, 2):
        body = packages.body(f"{number}/Contoso.Yard/Open-Gate")
        assert 'href="Contoso.Yard.html"' in body
    assert 'href="../1/Contoso.Yard/Open-Gate.html"' in packages.body("text/page")


def test_the_same_uid_twice_in_a_group(build: Build) -> None:
    content = [
        {"files": ["a/*.md"], "group": "g"},
        {"files": ["b/*.md"], "group": "h"},
        {"files": ["c/*.md"], "group": "g"},
    ]
    page = "---\nuid: x\n---\n# {}\n\n<xref:x>\n"
    files = {f"{name}/p.md": page.format(name) for name in "abc"}
    docfx = json.dumps({"build": {"content": content}})
    built = build({"index.md": "# Home\n", "docfx.json": docfx, **files})
    assert [w.partition(": WARNING")[0] for w in built.warnings] == ["c/p.md:2"]
    assert ">b<" in built.body("b/p")


@pytest.mark.parametrize("has_config", [False, True])
def test_pages_in_yaml_beside_docsets(build: Build, has_config: bool) -> None:
    docfx = json.dumps({"build": {"content": [{"files": ["**/*.md"]}]}})
    files = {
        "index.md": "# Home\n",
        "one/docfx.json": docfx,
        "one/a.md": "# A\n",
        "one/b.yml": "### YamlMime:Hub\ntitle: B\n",
        "two/c.yml": "### YamlMime:Hub\ntitle: C\n",
        "two/d.yml": "a: b\n",
        "two/README.md": "# Read me\n",
        "node_modules/e.yml": "### YamlMime:Hub\ntitle: E\n",
    }
    if has_config:
        config = {"docsets_to_publish": [{"build_source_folder": "one"}]}
        files[".openpublishing.publish.config.json"] = json.dumps(config)
    built = build(files, "dummy", azuredocs_docsets=["one"])
    expected = {"index", "one/a"} if has_config else {"index", "one/a", "two/c"}
    assert built.app.env.found_docs == expected


@pytest.mark.parametrize(
    ("locales", "settings", "language"),
    [
        (["zh-cn"], {}, "zh_CN"),
        (["de-de", "de-de"], {}, "de"),
        (["en-us"], {}, "en"),
        (["de-de", "fr-fr"], {}, "en"),
        (["de-de"], {"language": "fr"}, "fr"),
        ([], {}, "en"),
    ],
)
def test_language_from_the_locale(
    build: Build, locales: list[str], settings: dict[str, str], language: str
) -> None:
    docsets = [{"build_source_folder": ".", "locale": locale} for locale in locales]
    files = {
        "index.md": "# Home\n\n> [!NOTE]\n> Text\n",
        "docfx.json": '{"build": {"content": [{"files": ["*.md"]}]}}',
        ".openpublishing.publish.config.json": json.dumps(
            {"docsets_to_publish": docsets}
        ),
    }
    built = build(files, **settings)
    html = built.output("index.html")
    assert f'<html lang="{language.replace("_", "-")}"' in html
    word = {"de": "Bemerkung", "zh_CN": "备注", "fr": "Note", "en": "Note"}[language]
    assert word in built.text("index")
