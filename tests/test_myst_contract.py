"""What we lean on in MyST-Parser's internals: a release that moves it fails here."""

from __future__ import annotations

import inspect

from docutils import nodes
from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, make_document
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser


def test_parse_is_the_seam() -> None:
    assert list(inspect.signature(MystParser.parse).parameters) == [
        "self",
        "inputstring",
        "document",
    ]
    assert {"md", "markdown"} <= set(MystParser.supported)


def test_front_matter_functions() -> None:
    assert read_topmatter("---\na: 1\n---\n") == {"a": 1}
    config = merge_file_level(
        MdParserConfig(), {"myst": {"heading_anchors": 2}}, lambda kind, message: None
    )
    assert config.heading_anchors == 2


def test_renderer_state() -> None:
    md = create_md_parser(MdParserConfig(), DocutilsRenderer)
    md.options["document"] = document = make_document("a.md")
    md.add_render_rule("render_x", lambda self, token: None, fmt="docutils")
    env: dict[str, object] = {}
    md.render("# One", env)
    renderer = md.renderer
    assert renderer.md_env is env
    assert renderer.document is document
    assert renderer._heading_slugs == {}
    assert isinstance(renderer.current_node, nodes.section)
    assert "render_x" in renderer.rules
    assert renderer._level_to_section == {0: document, 1: renderer.current_node}


def test_methods_we_extend() -> None:
    for name in (
        "setup_render",
        "create_warning",
        "add_line_and_source_path",
        "render_children",
        "current_node_context",
        "render_heading",
        "render_link",
        "render_image",
        "_render_finalise",
        "_process_wrap_node",
        "create_highlighted_code_block",
        "render_s",
    ):
        assert callable(getattr(SphinxRenderer, name))
    parameters = inspect.signature(SphinxRenderer.create_warning).parameters
    assert list(parameters) == [
        "self",
        "message",
        "subtype",
        "wtype",
        "line",
        "append_to",
    ]


def test_nodes_take_their_source_from_the_document() -> None:
    md = create_md_parser(MdParserConfig(), DocutilsRenderer)
    md.options["document"] = document = make_document("a.md")
    document["source"] = "other.md"
    md.render("Text.", {})
    assert document[0].source == "other.md"
