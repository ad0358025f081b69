"""The internals of Sphinx and docutils in use: a release that moves one fails here.

Every test is named after the behaviour that it protects, and runs Sphinx alone.
"""

from __future__ import annotations

import codecs
import gettext
import inspect
import logging
import pickle
import re
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sphinx
from docutils import nodes
from docutils.parsers.rst.tableparser import GridTableParser, TableMarkupError
from docutils.statemachine import StringList
from docutils.utils import column_width, new_document
from sphinx import addnodes, version_info
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.ext.intersphinx import resolve_reference_any_inventory
from sphinx.testing.util import SphinxTestApp
from sphinx.transforms.post_transforms import (
    ReferencesResolver,
    SphinxPostTransform,
)
from sphinx.util import requests
from sphinx.util.docutils import LoggingReporter
from sphinx.util.i18n import format_date
from sphinx.util.logging import get_node_location, getLogger
from sphinx.util.matching import Matcher
from sphinx.util.nodes import clean_astext, make_refnode
from sphinx.util.osutil import relative_uri

from .conftest import Build, Built

HAS_OUTPUT_PATH = version_info >= (8, 2)
"""Sphinx 8.2 asks builders for the path of a page by another method."""

PAGES = {
    "index.rst": "Home\n====\n\n.. toctree::\n\n   a\n",
    "a.rst": "Page *A*\n========\n\n.. _label:\n\nPart\n----\n\n.. _bare:\n\nText\n",
}


def connect(event: str, function: Callable[..., Any], priority: int = 500) -> Any:
    """Return a function that connects another one to an event of an application."""

    def register(app: SphinxTestApp) -> None:
        app.connect(event, function, priority=priority)

    return register


def extension(build: Build, code: str, files: dict[str, str], **options: Any) -> Built:
    """Build a project with an extension of its own, for what is set up early.

    :param code: the body of its ``setup``.
    """
    body = "".join(f"    {line}\n" for line in code.splitlines())
    text = f"def setup(app):\n{body}"
    path = options.pop("folder")
    name = f"extension_{abs(hash(text))}"
    (path / f"{name}.py").write_text(text)
    return build(files, extensions=(name,), **options)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that modules are imported from."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


# The table of contents that is put into the doctree of the root page


def put_toctree_into_root(app: SphinxTestApp, env: BuildEnvironment) -> list[str]:
    """Add a toctree to the root page after reading, as the extension does."""
    path = Path(env.doctreedir, "index.doctree")
    document = pickle.loads(path.read_bytes())
    assert isinstance(document, nodes.document)
    document.reporter = LoggingReporter(str(env.doc2path("index")))
    toctree = addnodes.toctree(
        parent="index",
        entries=[("Named", "a"), ("Site", "https://site.test")],
        includefiles=["a"],
        maxdepth=1,
        caption=None,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )
    section = nodes.section("", nodes.title("", "Contents"), ids=["contents"])
    section += nodes.compound("", toctree, classes=["toctree-wrapper"])
    document[0].append(section)
    collector = TocTreeCollector()
    collector.clear_doc(app, env, "index")
    assert "index" not in env.tocs
    env.prepare_settings("index")
    assert env.docname == "index"
    collector.process_doc(app, document)
    env.temp_data.clear()
    app.builder.write_doctree("index", document)
    return ["index"]


ORPHANS = {"index.rst": "Home\n====\n", "a.rst": PAGES["a.rst"]}


@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
def test_a_toctree_may_be_added_after_reading(build: Build, builder: str) -> None:
    before = connect("env-updated", put_toctree_into_root, 100)
    options = {"version": "1", "epub_copyright": "x", "author": "x"}
    built = build(ORPHANS, builder, (), before=before, **options)
    env = built.app.env
    assert env.toctree_includes == {"index": ["a"]}
    assert [n["anchorname"] for n in env.tocs["index"].findall(nodes.reference)] == [
        *("", "#contents")
    ]
    # The toctree is in the table of contents of the page, and the page is in it.
    assert next(env.tocs["index"].findall(addnodes.toctree))["includefiles"] == ["a"]
    assert env.collect_relations()["a"][0] == "index"
    assert built.warnings == []
    if builder == "html":
        assert '<a class="reference internal" href="a.html">Named</a>' in (
            built.output("index.html")
        )


def test_without_the_toctree_the_page_is_missing(build: Build) -> None:
    (warning,) = build(ORPHANS, "html", ()).warnings
    assert "a.rst: WARNING: document isn't included in any toctree" in warning


def test_collector_replaces_what_is_known_of_the_page(build: Build) -> None:
    def update(app: SphinxTestApp, env: BuildEnvironment) -> None:
        assert env.toctree_includes == {"index": ["a"]}
        collector = TocTreeCollector()
        collector.clear_doc(app, env, "index")
        assert env.toctree_includes == {}
        env.prepare_settings("index")
        document = new_document("index.rst")
        document += nodes.section("", nodes.title("", "New"), ids=["new"])
        collector.process_doc(app, document)
        env.temp_data.clear()
        assert env.toctree_includes == {}
        assert env.tocs["index"].astext() == "New"

    called = []
    before = connect("env-updated", lambda *args: called.append(update(*args)), 100)
    build(PAGES, "dummy", (), before=before)
    assert len(called) == 1


def test_settings_are_prepared_for_one_page_and_cleared(build: Build) -> None:
    env = build(PAGES, "dummy", ()).app.env
    env.prepare_settings("a")
    assert env.docname == "a"
    env.temp_data.clear()
    assert not env.temp_data.get("docname")


def test_doctrees_are_pickled_in_the_folder_of_doctrees(build: Build) -> None:
    env = build(PAGES, "dummy", ()).app.env
    document = pickle.loads(Path(env.doctreedir, "a.doctree").read_bytes())
    assert document[0][0].astext() == "Page A"
    assert document.reporter is None
    # It is not the one that Sphinx keeps.
    assert document is not env.get_doctree("a")


def test_the_written_doctree_is_the_one_to_be_had(build: Build) -> None:
    app = build(PAGES, "dummy", ()).app
    path = Path(app.env.doctreedir, "a.doctree")
    document = pickle.loads(path.read_bytes())
    document.reporter = LoggingReporter("a.rst")
    document[0][0] += nodes.Text("!")
    app.builder.write_doctree("a", document)
    assert app.env.get_doctree("a")[0][0].astext() == "Page A!"
    assert pickle.loads(path.read_bytes())[0][0].astext() == "Page A!"


def test_a_reporter_is_made_of_a_source_alone() -> None:
    reporter = LoggingReporter("a.rst")
    assert reporter.source == "a.rst"


def test_sidebars_are_made_of_the_master_doctree(build: Build) -> None:
    """What is taken out of it is in no sidebar, and still on the page."""

    def take_out(app: SphinxTestApp, _builder: Any) -> None:
        assert app.env.master_doctree is app.env.master_doctree
        for toctree in list(app.env.master_doctree.findall(addnodes.toctree)):
            toctree.parent.remove(toctree)

    def shown(built: Built) -> tuple[int, int]:
        link = 'href="a.html"'
        start = built.output("a.html").count("toctree-l1")
        return start, built.body("index").count(link)

    options: dict[str, Any] = {"html_theme": "alabaster"}
    options["html_sidebars"] = {"**": ["globaltoc.html"]}
    assert shown(build(PAGES, "html", (), **options)) == (1, 1)
    before = connect("write-started", take_out)
    assert shown(build(PAGES, "html", (), before=before, **options)) == (0, 1)


def test_single_html_builds_on_the_builder_of_pages() -> None:
    assert issubclass(SingleFileHTMLBuilder, StandaloneHTMLBuilder)
    assert issubclass(DirectoryHTMLBuilder, StandaloneHTMLBuilder)
    assert (StandaloneHTMLBuilder.name, DirectoryHTMLBuilder.name) == (
        "html",
        "dirhtml",
    )


def test_pages_of_one_document_are_marked_where_they_begin(build: Build) -> None:
    found = []

    class Look(SphinxPostTransform):
        default_priority = 5

        def run(self, **_options: object) -> None:
            nodes_ = self.document.findall(addnodes.start_of_file)
            found.append((self.env.docname, [node["docname"] for node in nodes_]))

    def before(app: SphinxTestApp) -> None:
        app.add_post_transform(Look)

    build(PAGES, "singlehtml", (), before=before)
    assert ("index", ["a"]) in found


# The environment


def test_what_is_known_of_pages(build: Build) -> None:
    files = PAGES | {"b.rst": ":orphan:\n\nB\n=\n\n.. include:: c.txt\n", "c.txt": "C"}
    files["d.rst"] = ":orphan:\n\n.. title:: Browser\n\nD\n=\n"
    env = build(files, "dummy", ()).app.env
    assert env.found_docs == {"index", "a", "b", "d"}
    assert isinstance(env.titles["a"], nodes.title)
    assert clean_astext(env.titles["a"]) == "Page A"
    assert env.longtitles["d"].astext() == "Browser"
    assert env.titles["d"].astext() == "D"
    assert env.toctree_includes == {"index": ["a"]}
    assert "orphan" in env.metadata["b"]
    assert isinstance(env.tocs["a"], nodes.bullet_list)


def test_included_pages_are_in_no_toctree_and_not_missed(build: Build) -> None:
    def read(_app: SphinxTestApp, _docname: str, _text: list[str]) -> None:
        env = _app.env
        if env.docname == "index":
            env.note_included(str(env.doc2path("b")))
            env.note_dependency(env.doc2path("b"))

    files = PAGES | {"b.rst": "B\n=\n"}
    built = build(files, "dummy", (), before=connect("source-read", read))
    assert built.app.env.included == {"index": {"b"}}
    assert built.warnings == []
    dependencies = built.app.env.dependencies["index"]
    assert [Path(path).name for path in dependencies] == ["b.rst"]


def test_paths_of_pages(build: Build) -> None:
    files = PAGES | {"x/b.rst": ":orphan:\n\nB\n=\n"}
    built = build(files, "dummy", ())
    env = built.app.env
    path = Path(env.doc2path("x/b"))
    assert path == built.srcdir / "x" / "b.rst"
    assert Path(env.doc2path("x/b", base=False)).as_posix() == "x/b.rst"
    assert env.path2doc(str(path)) == "x/b"
    # Of files that do not exist, too.
    assert env.path2doc(str(built.srcdir / "gone.rst")) == "gone"
    assert env.path2doc(str(built.srcdir / "a.png")) is None


def test_pages_are_read_in_the_encoding_of_the_settings(build: Build) -> None:
    class Decoder(codecs.BufferedIncrementalDecoder):
        def _buffer_decode(self, data: Any, _errors: str, final: bool) -> Any:
            return (data.decode("cp1252"), len(data)) if final else ("", 0)

    def find(name: str) -> codecs.CodecInfo | None:
        if name != "contract_codec":
            return None
        utf_8 = codecs.lookup("utf-8")
        return codecs.CodecInfo(
            name=name,
            encode=utf_8.encode,
            decode=lambda data, _errors="strict": (data.decode("cp1252"), len(data)),
            incrementalencoder=utf_8.incrementalencoder,
            incrementaldecoder=Decoder,
        )

    def use(_app: SphinxTestApp, env: BuildEnvironment, _docnames: list[str]) -> None:
        assert env.settings["input_encoding"].lower() in ("utf-8", "utf-8-sig")
        env.settings["input_encoding"] = "contract_codec"

    codecs.register(find)
    try:
        files = {"index.rst": "Home\n====\n\nGr\xfc\xdfe".encode("cp1252")}
        before = connect("env-before-read-docs", use)
        built = build(files, "dummy", (), before=before)
    finally:
        codecs.unregister(find)
    assert built.warnings == []
    assert "Grüße" in built.doctree("index").astext()


def test_labels_of_the_standard_domain(build: Build) -> None:
    std = build(PAGES, "dummy", ()).app.env.domains.standard_domain
    assert std.labels["label"] == ("a", "label", "Part")
    assert std.anonlabels["label"] == ("a", "label")
    assert std.anonlabels["bare"] == ("a", "bare")
    assert "bare" not in std.labels


def test_the_standard_domain_resolves_documents_and_labels(build: Build) -> None:
    app = build(PAGES, "html", ()).app
    std = app.env.domains.standard_domain
    node = addnodes.pending_xref(refdoc="index", refexplicit=False, reftarget="a")
    content = nodes.inline("", "x")
    arguments = (app.env, "index", app.builder)
    found = std.resolve_xref(*arguments, "doc", "a", node, content.deepcopy())
    assert found is not None
    assert found["refuri"] == "a.html"
    gone = addnodes.pending_xref(refdoc="index", refexplicit=False, reftarget="z")
    assert std.resolve_xref(*arguments, "doc", "z", gone, content) is None
    ((role, _),) = std.resolve_any_xref(*arguments, "label", node, content)
    assert role == "std:ref"


# Events


def test_events_in_use_and_their_arguments(build: Build) -> None:
    seen: dict[str, int] = {}
    arguments = {
        "builder-inited": 1,
        "env-get-outdated": 5,
        "env-before-read-docs": 3,
        "env-purge-doc": 3,
        "doctree-read": 2,
        "env-updated": 2,
        "env-check-consistency": 2,
        "write-started": 2,
        "doctree-resolved": 3,
        "html-page-context": 5,
        "build-finished": 2,
    }

    def note(event: str, *given: Any) -> list[str]:
        seen[event] = len(given)
        return []

    def before(app: SphinxTestApp) -> None:
        for event in arguments:
            app.connect(event, partial(note, event))

    build(PAGES, "html", (), before=before)
    build(PAGES | {"a.rst": "Changed\n======="}, "html", (), before=before)
    del arguments["builder-inited"]  # over before the applications are returned
    seen.pop("builder-inited", None)
    assert seen == arguments


def test_pages_that_a_handler_names_are_written_again(build: Build) -> None:
    build(PAGES, "html", ())
    written: list[str] = []

    def before(app: SphinxTestApp) -> None:
        app.connect("env-updated", lambda _app, _env: ["a"])
        app.connect("doctree-resolved", lambda _app, _tree, name: written.append(name))

    build({"index.rst": PAGES["index.rst"] + "\nMore\n"}, "html", (), before=before)
    assert sorted(written) == ["a", "index"]
    written.clear()
    connected = connect(
        "doctree-resolved", lambda _app, _tree, name: written.append(name)
    )
    build({"index.rst": PAGES["index.rst"]}, "html", (), before=connected)
    assert written == ["index"]


def test_new_and_removed_pages_are_told_apart(build: Build) -> None:
    told = []

    def outdated(_app: Any, _env: Any, *sets: set[str]) -> list[str]:
        told.append(tuple(map(sorted, sets)))
        return []

    build(PAGES, "dummy", (), before=connect("env-get-outdated", outdated))
    files = {"index.rst": "Home\n====\n", "b.rst": "B\n=\n"}
    Path(build({}, "dummy", ()).srcdir, "a.rst").unlink()
    build(files, "dummy", (), before=connect("env-get-outdated", outdated))
    assert told == [(["a", "index"], [], []), (["b"], ["index"], ["a"])]


def test_the_environment_is_stored_after_the_doctrees(build: Build) -> None:
    doctrees = Path(build(PAGES, "html", ()).app.doctreedir)
    stored = (doctrees / "environment.pickle").stat().st_mtime_ns
    times = [path.stat().st_mtime_ns for path in doctrees.glob("*.doctree")]
    assert len(times) == 2
    assert max(times) <= stored


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("{}", "does not declare if it is safe for parallel reading"),
        ("{'parallel_read_safe': False}", "is not safe for parallel reading"),
    ],
)
def test_an_extension_that_makes_a_build_serial_is_named(
    tmp_path: Path, declared: str, message: str
) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['serial_extension']")
    (tmp_path / "index.rst").write_text("Home\n====\n")
    module = ModuleType("serial_extension")
    exec(f"def setup(app):\n    return {declared}\n", module.__dict__)
    sys.modules["serial_extension"] = module
    app = SphinxTestApp("dummy", srcdir=tmp_path, parallel=2)
    try:
        app.build()
    finally:
        app.cleanup()
        del sys.modules["serial_extension"]
    warnings = app.warning.getvalue()
    assert f"the serial_extension extension {message}" in warnings
    assert warnings.count("doing serial read") == 1


def test_collectors_have_run_at_priority_900(build: Build) -> None:
    seen = []

    def read(app: SphinxTestApp, _doctree: nodes.document) -> None:
        env = app.env
        seen.append(env.docname)
        assert env.docname in env.tocs
        assert env.docname in env.titles
        assert env.docname in env.longtitles

    build(PAGES, "dummy", (), before=connect("doctree-read", read, 900))
    assert sorted(seen) == ["a", "index"]


def test_suffixes_are_in_the_configuration_after_priority_800(
    build: Build, folder: Path
) -> None:
    code = """\
app.add_source_suffix(".xyz", "xyz")
seen = []
app.connect("config-inited", lambda app, c: seen.append(".xyz" in c.source_suffix),
            priority=750)
app.connect("config-inited", lambda app, c: seen.append(".xyz" in c.source_suffix),
            priority=850)
app.seen = seen
"""
    suffixes = {".rst": "restructuredtext"}
    built = extension(build, code, PAGES, folder=folder, source_suffix=suffixes)
    assert built.app.seen == [False, True]  # type: ignore[attr-defined]


def test_patterns_may_be_excluded_when_the_configuration_is_read(
    build: Build, folder: Path
) -> None:
    code = """\
def exclude(app, config):
    config.exclude_patterns = [*config.exclude_patterns, "x/[[]b].rst", "**/c/**"]
app.connect("config-inited", exclude, priority=860)
"""
    files = PAGES | {"x/[b].rst": "B\n=\n", "x/c/d.rst": "D\n=\n"}
    built = extension(build, code, files, folder=folder)
    assert built.app.env.found_docs == {"index", "a"}
    assert built.warnings == []


def test_static_and_template_paths_may_be_added_early(
    build: Build, folder: Path
) -> None:
    (folder / "files").mkdir()
    (folder / "files" / "x.css").write_text("a {}")
    (folder / "files" / "x.html").write_text("<p>of a template</p>")
    files = str(folder / "files")
    code = f"""\
def static(app):
    app.config.html_static_path = [*app.config.html_static_path, {files!r}]
def templates(app, config):
    config.templates_path = [*config.templates_path, {files!r}]
app.connect("builder-inited", static)
app.connect("config-inited", templates)
app.add_css_file("x.css")
"""
    sidebars = {"**": ["x.html"]}
    built = extension(build, code, PAGES, folder=folder, html_sidebars=sidebars)
    assert built.output("_static/x.css") == "a {}"
    assert "_static/x.css" in built.output("index.html")
    assert "of a template" in built.output("index.html")


def test_parsers_are_replaced_and_asked_by_type(build: Build, folder: Path) -> None:
    code = """\
from sphinx.parsers import RSTParser
class Parser(RSTParser):
    def parse(self, inputstring, document):
        super().parse(inputstring.replace("Home", "Start"), document)
app.add_source_parser(Parser, override=True)
class Other(RSTParser):
    supported = ("other",)
app.add_source_parser(Other)
assert ".other" not in app.registry.source_suffix
app.add_source_suffix(".other", "other")
assert ".other" in app.registry.source_suffix
assert app.extensions
"""
    files = PAGES | {"b.other": ":orphan:\n\nB\n=\n"}
    suffixes = {".rst": "restructuredtext"}
    built = extension(build, code, files, folder=folder, source_suffix=suffixes)
    assert built.app.env.titles["index"].astext() == "Start"
    assert built.app.env.titles["b"].astext() == "B"


def test_context_of_html_pages(build: Build) -> None:
    seen: dict[str, Any] = {}

    def look(_app: Any, name: str, _template: str, context: Any, tree: Any) -> None:
        if name == "a":
            seen.update(context, tree=tree)
            context["last_updated"] = "today"
            context["parents"] = [{"link": "x.html", "title": "Group"}]

    built = build(PAGES, "html", (), before=connect("html-page-context", look))
    assert isinstance(seen["tree"], nodes.document)
    assert "Page <em>A</em>" in seen["body"]
    assert seen["parents"] == []
    assert isinstance(seen["sidebars"], list | tuple)
    assert "toctree-l1" in seen["toctree"](collapse=True)
    assert "meta" in seen
    html = built.output("a.html")
    assert "Group" in html


def test_context_has_the_toctree_before_priority_500(build: Build) -> None:
    """Themes make their sidebars of it at 500, so it is replaced at 400."""
    seen = []

    def look(_app: Any, name: str, _template: str, context: Any, _tree: Any) -> None:
        of_sphinx = context.get("toctree")
        seen.append(of_sphinx is not None)
        context["toctree"] = lambda **_options: "<p>ours</p>"

    built = build(
        PAGES,
        "html",
        (),
        before=connect("html-page-context", look, 400),
        html_sidebars={"**": ["globaltoc.html"]},
    )
    assert any(seen)
    assert "<p>ours</p>" in built.output("a.html")


def test_contents_of_a_page_can_be_changed_and_rendered(build: Build) -> None:
    """The start page of a large table of contents leaves out sections."""

    def change(
        app: SphinxTestApp, name: str, _template: str, context: Any, *_: Any
    ) -> None:
        if name != "a":
            return
        toc = TocTree(app.env).get_toc_for(name, app.builder)
        (link,) = (n for n in toc.findall(nodes.reference) if n["anchorname"])
        item = link.parent.parent
        assert isinstance(item, nodes.list_item)
        item.parent.remove(item)
        context["toc"] = app.builder.render_partial(toc)["fragment"]

    sidebars = {"html_sidebars": {"**": ["localtoc.html"]}}
    plain = build(PAGES, "html", (), **sidebars).output("a.html")
    before = connect("html-page-context", change)
    built = build(PAGES, "html", (), before=before, **sidebars)
    changed = built.output("a.html")
    link = ">Part</a></li>"
    assert (link in plain, link in changed) == (True, False)
    # It was a copy.
    assert "Part" in built.app.env.tocs["a"].astext()


def test_a_script_that_a_page_adds_is_on_this_page_alone(build: Build) -> None:
    def add(app: SphinxTestApp, name: str, *_arguments: Any) -> None:
        if name == "a":
            app.add_js_file("x.js", loading_method="defer")

    built = build(PAGES, "html", (), before=connect("html-page-context", add))
    assert re.search(
        r'<script defer="defer" src="_static/x\.js', built.output("a.html")
    )
    assert "x.js" not in built.output("index.html")


# Builders


@pytest.mark.parametrize("name", ["html", "dirhtml"])
def test_builders_ask_methods_where_a_page_is(
    build: Build, folder: Path, name: str
) -> None:
    method = "get_output_path" if HAS_OUTPUT_PATH else "get_outfilename"
    kind = {"html": "html.Standalone", "dirhtml": "dirhtml.Directory"}[name]
    module, prefix = kind.split(".")
    code = f"""\
from sphinx.builders.{module} import {prefix}HTMLBuilder as Builder
def named(docname):
    return "renamed" if docname == "a" else docname
class Named(Builder):
    name = {name!r}
    def get_target_uri(self, docname, typ=None):
        return super().get_target_uri(named(docname), typ)
    def {method}(self, page_name, /):
        return super().{method}(named(page_name))
assert app.registry.builders[{name!r}] is Builder
app.add_builder(Named, override=True)
"""
    built = extension(build, code, PAGES, folder=folder, builder=name)
    page = "renamed.html" if name == "html" else "renamed/index.html"
    assert "Page <em>A</em>" in built.output(page)
    uri = "renamed.html" if name == "html" else "renamed/"
    assert f'href="{uri}"' in built.output("index.html")


def test_the_method_for_output_paths_is_that_of_the_version() -> None:
    """Sphinx 8.2 and later: ``get_output_path``; before: ``get_outfilename``."""
    has = hasattr(StandaloneHTMLBuilder, "get_output_path")
    assert has is HAS_OUTPUT_PATH
    assert hasattr(StandaloneHTMLBuilder, "get_outfilename")


def test_uris_of_pages(build: Build) -> None:
    builder = build(PAGES | {"x/b.rst": ":orphan:\n\nB\n=\n"}, "html", ()).app.builder
    assert builder.get_target_uri("x/b") == "x/b.html"
    assert builder.get_relative_uri("x/b", "a") == "../a.html"
    assert builder.get_relative_uri("a", "a") in ("", "#")
    assert (builder.name, builder.format) == ("html", "html")


def test_html_leaves_a_sign_in_its_output(build: Build) -> None:
    """A folder with this file is output, and nothing in it is a page."""
    app = build(PAGES, "html", ()).app
    assert Path(app.outdir, ".buildinfo").is_file()


def test_downloads_are_in_their_folder_by_the_name_of_the_node(build: Build) -> None:
    names = []

    def look(_app: Any, tree: nodes.document, _docname: str) -> None:
        found = tree.findall(addnodes.download_reference)
        names.extend(node["filename"] for node in found)

    files = {"index.rst": "Home\n====\n\n:download:`x <a b.txt>`", "a b.txt": "x"}
    before = connect("doctree-resolved", look)
    app = build(files, "html", (), before=before).app
    assert len(names) == 1
    assert Path(app.outdir, "_downloads", names[0]).read_text() == "x"


def test_downloads_made_by_others_are_collected(build: Build) -> None:
    """The nodes that the renderer makes: rooted target, ``refdoc``, no domain."""

    def add(app: SphinxTestApp, tree: nodes.document) -> None:
        reference = addnodes.download_reference(
            refdomain=None,
            reftarget="/x/a.txt",
            refdoc=app.env.docname,
            reftype="link",
            refexplicit=True,
        )
        reference += nodes.inline("", "here")
        tree[0] += nodes.paragraph("", "", reference)

    files = {"index.rst": "Home\n====\n", "x/a.txt": "x"}
    before = connect("doctree-read", add, 100)
    built = build(files, "html", (), before=before)
    assert built.warnings == []
    assert re.search(r'href="_downloads/[0-9a-f]+/a\.txt"', built.output("index.html"))


def test_images_are_found_from_the_source_root(build: Build) -> None:
    files = {"index.rst": "Home\n====\n\n.. image:: /x/a.png\n", "x/a.png": "x"}
    built = build(files, "html", ())
    assert built.warnings == []
    assert Path(built.app.outdir, "_images", "a.png").is_file()


def test_epub_takes_files_by_their_suffix(build: Build) -> None:
    """The names are told apart by case, so upper-case suffixes are added."""

    def know(builder: Epub3Builder) -> None:
        types = {suffix.upper(): kind for suffix, kind in builder.media_types.items()}
        builder.media_types = {**types, **builder.media_types}

    files = {"index.rst": "Home\n====\n\n.. image:: a.PNG\n", "a.PNG": "x"}
    options = {"version": "1", "epub_copyright": "x", "author": "x"}
    assert Epub3Builder.media_types[".png"] == "image/png"

    def before(app: SphinxTestApp) -> None:
        assert isinstance(app.builder, Epub3Builder)
        know(app.builder)

    built = build(files, "epub", (), before=before, **options)
    assert not any("a.PNG" in warning for warning in built.warnings)
    assert "a.PNG" in built.output("content.opf")
    unknown = {"index.rst": "Home\n====\n\n.. image:: a.PNG\n\nText\n"}
    warnings = build(unknown, "epub", (), **options).warnings
    assert any("a.PNG" in warning for warning in warnings)


@pytest.mark.parametrize(("priority", "count"), [(400, 0), (600, 1)])
def test_epub_checks_its_settings_at_priority_500(
    build: Build, folder: Path, priority: int, count: int
) -> None:
    code = f"""\
def fill_in(app):
    app.config.version = "1"
    app.config.epub_copyright = "x"
app.connect("builder-inited", fill_in, priority={priority})
"""
    built = extension(build, code, PAGES, folder=folder, builder="epub", author="x")
    found = [w for w in built.warnings if "version" in w and "conf" in w]
    assert len(found) == count


def test_nothing_is_written_for_a_builder_without_documents(
    build: Build, folder: Path
) -> None:
    """The report on freshness is a builder that overrides these methods."""
    code = """\
from sphinx.builders import Builder
from pathlib import Path
class Report(Builder):
    name = "report"
    def get_outdated_docs(self):
        return "report.txt"
    def get_target_uri(self, docname, typ=None):
        return ""
    def write_documents(self, docnames):
        self.names = docnames
    def finish(self):
        Path(self.outdir, "report.txt").write_text("x")
app.add_builder(Report)
"""
    built = extension(build, code, PAGES, folder=folder, builder="report")
    assert built.output("report.txt") == "x"


# References and transforms


def test_references_are_resolved_at_priority_10() -> None:
    assert ReferencesResolver.default_priority == 10


@pytest.mark.parametrize(
    ("attributes", "builders"),
    [
        ({"builders": ("html",)}, {"html"}),
        ({"formats": ("html",)}, {"html", "dirhtml"}),
        ({}, {"html", "dirhtml", "text"}),
    ],
)
def test_post_transforms_run_for_their_builders(
    build: Build, attributes: dict[str, Any], builders: set[str]
) -> None:
    ran = set()

    def run(self: SphinxPostTransform, **_options: object) -> None:
        ran.add(self.env.docname)

    class_ = type("Ours", (SphinxPostTransform,), {"default_priority": 5, "run": run})
    for name, value in attributes.items():
        setattr(class_, name, value)

    def before(app: SphinxTestApp) -> None:
        app.add_post_transform(class_)

    found = set()
    for builder in ("html", "dirhtml", "text"):
        ran.clear()
        build({"index.rst": "Home\n===="}, builder, (), before=before)
        if ran:
            found.add(builder)
    assert found == builders


def test_a_link_is_resolved_by_the_domain_that_it_names(build: Build) -> None:
    def add(app: SphinxTestApp, tree: nodes.document) -> None:
        if app.env.docname == "index":
            link = addnodes.pending_xref(
                "",
                nodes.inline("", "text"),
                refdomain="std",
                reftype="doc",
                reftarget="/a",
                refdoc="index",
                refexplicit=True,
            )
            tree[0] += nodes.paragraph("", "", link)

    built = build(PAGES, "html", (), before=connect("doctree-read", add, 100))
    assert 'href="a.html">text</a>' in re.sub(r"</?span[^>]*>", "", built.body("index"))


def test_reference_nodes(build: Build) -> None:
    builder = build(PAGES, "html", ()).app.builder
    content = nodes.inline("", "x")
    other = make_refnode(builder, "index", "a", "part", content)
    assert (other["refuri"], other["internal"]) == ("a.html#part", True)
    assert make_refnode(builder, "a", "a", "part", content)["refid"] == "part"


def test_relative_uris() -> None:
    assert relative_uri("x/a.html", "b/c.html") == "../b/c.html"
    assert relative_uri("a.html", "_downloads/x") == "_downloads/x"


def test_inventories_of_other_projects_are_searched(
    build: Build, tmp_path: Path
) -> None:
    first = build(PAGES, "html", ()).app
    inventory = tmp_path / "objects.inv"
    inventory.write_bytes(Path(first.outdir, "objects.inv").read_bytes())
    built = build(
        {"index.rst": "Home\n====\n\nText\n"},
        "dummy",
        ("sphinx.ext.intersphinx",),
        intersphinx_mapping={"other": ("https://other.test/", str(inventory))},
    )
    assert built.app.config.intersphinx_cache_limit == 5
    assert built.app.config.intersphinx_timeout is None

    def resolve(kind: str, target: str) -> nodes.reference | None:
        node = addnodes.pending_xref(
            "", refdomain="std", reftype=kind, reftarget=target, refexplicit=False
        )
        content = nodes.inline("", target)
        return resolve_reference_any_inventory(built.app.env, False, node, content)

    found = resolve("ref", "label")
    assert found is not None
    assert found["refuri"] == "https://other.test/a.html#label"
    assert found.astext() == "Part"
    assert resolve("ref", "nothing") is None
    node = addnodes.pending_xref(
        "", refdomain="std", reftype="any", reftarget="label", refexplicit=False
    )
    any_ = resolve_reference_any_inventory(
        built.app.env, False, node, nodes.inline("", "label")
    )
    assert any_ is not None


# Warnings and words


def test_a_warning_names_place_and_kind(build: Build) -> None:
    def warn(_app: Any, _env: Any) -> None:
        logger = getLogger(__name__)
        options = {"type": "ours", "subtype": "kind"}
        logger.warning("%s", "text", location="x.md:3", **options)
        logger.warning("page", location=("a", 4), **options)
        node = nodes.paragraph()
        node.source, node.line = "y.md", 5
        assert get_node_location(node).endswith("y.md:5")
        logger.warning("node", location=node, **options)

    built = build(PAGES, "dummy", (), before=connect("env-updated", warn))
    assert built.warnings == [
        "x.md:3: WARNING: text [ours.kind]",
        "a.rst:4: WARNING: page [ours.kind]",
        f"{Path('y.md').absolute()}:5: WARNING: node [ours.kind]",
    ]


def test_a_warning_is_said_once_for_its_text_and_arguments(build: Build) -> None:
    """The place is an argument of which nothing is shown."""

    def warn(_app: Any, _env: Any) -> None:
        logger = getLogger(__name__)
        for place in ("x.md:3", "x.md:3", "y.md:4"):
            logger.warning("a 5%%%.0s", place, location=place, once=True)

    built = build(PAGES, "dummy", (), before=connect("env-updated", warn))
    assert built.warnings == ["x.md:3: WARNING: a 5%", "y.md:4: WARNING: a 5%"]


def test_kinds_of_warnings_are_suppressed(build: Build) -> None:
    def warn(_app: Any, _env: Any) -> None:
        for subtype in ("one", "two"):
            getLogger(__name__).warning(subtype, type="ours", subtype=subtype)

    before = connect("env-updated", warn)
    settings = {"suppress_warnings": ["ours.one"]}
    built = build(PAGES, "dummy", (), before=before, **settings)
    assert built.warnings == ["WARNING: two [ours.two]"]
    assert isinstance(getLogger(__name__).logger, logging.Logger)


def test_words_of_sphinx_are_translated() -> None:
    folder = Path(sphinx.__file__).parent / "locale"
    german = gettext.translation("sphinx", folder, languages=["de"])
    assert german.gettext("Table of Contents") == "Inhaltsverzeichnis"


def test_dates_are_those_of_the_build_or_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert format_date("%Y-%m-%d", language="en") == "1970-01-02"
    day = datetime(2015, 1, 2)
    assert format_date("%b %d, %Y", date=day, language="de") == "Jan. 02, 2015"


def test_patterns_match_docnames() -> None:
    matcher = Matcher(["articles/**", "b*"])
    assert [matcher(name) for name in ("articles/x/y", "bc", "c")] == [
        *(True, True, False)
    ]


# The network


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.headers["User-Agent"].encode())

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_requests_take_user_agent_and_certificates(build: Build, server: str) -> None:
    config = build(PAGES, "dummy", (), user_agent="ours").app.config
    response = requests.get(
        server,
        timeout=5,
        _user_agent=config.user_agent,
        _tls_info=(config.tls_verify, config.tls_cacerts),
    )
    response.raise_for_status()
    assert (response.content, response.url) == (b"ours", server)


# docutils


def test_ids_and_names_of_a_document() -> None:
    document = new_document("a")
    section = nodes.section(names=["one two"])
    document += section
    document.note_implicit_target(section, section)
    target = nodes.target(names=["explicit"])
    document.note_explicit_target(target)
    assert section["ids"] == ["one-two"]
    assert document.ids["one-two"] is section
    assert not document.nametypes["one two"]
    assert document.nametypes["explicit"]
    assert nodes.fully_normalize_name("One\n Two") == "one two"


def test_text_gets_the_current_line_of_its_document() -> None:
    document = new_document("a")
    document.current_line = 7
    document += nodes.paragraph()
    assert document[0].line == 7


def test_replacing_a_node_by_its_own_method_hands_its_classes_on() -> None:
    """Where that is not wanted, ``parent.replace`` is used."""

    def replaced(replace: Callable[[nodes.Element, nodes.Element], Any]) -> Any:
        link = nodes.reference(classes=["x"])
        parent = nodes.paragraph("", "", link)
        replace(link, nodes.raw("", "y", format="html"))
        return parent[0]["classes"]

    assert replaced(lambda link, new: link.replace_self(new)) == ["x"]
    assert replaced(lambda link, new: link.parent.replace(link, new)) == []


def test_grid_tables_are_parsed_from_lines() -> None:
    lines = ["+---+---+", "| a | b |", "+===+===+", "| c     |", "+---+---+"]
    _, head, body = GridTableParser().parse(StringList(lines, source=""))
    # Rows and columns more, the 1-based line, the content.
    assert [(*cell[:3], [*cell[3]]) for cell in head[0]] == [
        (0, 0, 1, ["a"]),
        (0, 0, 1, ["b"]),
    ]
    first, reached = body[0]
    assert ((*first[:3], [*first[3]]), reached) == ((0, 1, 3, ["c"]), None)
    with pytest.raises(TableMarkupError):
        GridTableParser().parse(StringList(lines[:-1], source=""))


def test_columns_are_counted_as_terminals_show_them() -> None:
    assert column_width("a日") == 3


def test_cells_over_several_rows_have_these_attributes(build: Build) -> None:
    table = (
        "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n| d     |\n+---+---+"
    )
    built = build({"index.rst": f"Home\n====\n\n{table}\n"}, "dummy", ())
    entries = built.doctree("index").findall(nodes.entry)
    spans = [(e.get("morerows"), e.get("morecols")) for e in entries]
    assert spans == [(1, None), (None, None), (None, None), (None, 1)]


def test_signatures_that_are_called_with_positions() -> None:
    parameters = inspect.signature(TocTreeCollector.clear_doc).parameters
    assert list(parameters) == ["self", "app", "env", "docname"]
    parameters = inspect.signature(TocTreeCollector.process_doc).parameters
    assert list(parameters) == ["self", "app", "doctree"]


@pytest.mark.parametrize("theme", ["basic", "furo", "sphinx_rtd_theme"])
def test_themes_strip_tags_of_the_title_for_browsers(build: Build, theme: str) -> None:
    """``PageTitle`` gives this filter another text than templates write elsewhere."""
    page = '<properties pageTitle="For browsers" />\n\n# Heading\n'
    built = build({"articles/a.md": page}, html_theme=theme)
    html = built.output("articles/a.html")
    titles = re.findall(r"<title>\s*(.*?)\s*</title>", html)
    assert titles[0].startswith("For browsers")
    if theme == "sphinx_rtd_theme":
        assert '<li class="breadcrumb-item active">Heading</li>' in html
    assert html.count("For browsers") == 1
