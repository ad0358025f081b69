"""The internals of MyST-Parser and MyST-NB in use: a release that moves one fails here.

Every test is named after the behaviour that it protects. The tests run MyST alone,
without this extension, except where the parser class is the point.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig, merge_file_level
from myst_parser.mdit_to_docutils.base import clean_astext, make_document, token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.slugs import github_slugify
from myst_parser.warnings_ import MystWarnings, create_warning
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

from .conftest import Build

# Sphinx keeps the suffixes of one application for the next in a process.
SUFFIXES = {".rst": "restructuredtext"}

# The parser and its configuration


def test_parse_is_the_seam() -> None:
    assert list(inspect.signature(MystParser.parse).parameters) == [
        "self",
        "inputstring",
        "document",
    ]
    assert {"md", "markdown"} <= set(MystParser.supported)


def test_an_overriding_parser_gets_every_page(build: Build) -> None:
    pages = []

    class Parser(MystParser):
        def parse(self, inputstring: str, document: nodes.document) -> None:
            pages.append(document.settings.env.docname)
            super().parse(inputstring, document)

    def register(app: SphinxTestApp) -> None:
        app.add_source_parser(Parser, override=True)

    files = {"index.md": "# A", "b.md": "---\norphan: true\n---\n# B"}
    build(files, "dummy", ("myst_parser",), before=register)
    assert sorted(pages) == ["b", "index"]


def test_notebook_parser_hands_text_on_to_the_next_class(build: Build) -> None:
    sphinx_ = pytest.importorskip("myst_nb.sphinx_")
    texts = []

    class Inner(MystParser):
        def parse(self, inputstring: str, document: nodes.document) -> None:
            texts.append(inputstring)
            super().parse(inputstring, document)

    class Parser(sphinx_.Parser, Inner):  # type: ignore[misc, name-defined]
        pass

    def register(app: SphinxTestApp) -> None:
        app.add_source_parser(Parser, override=True)

    files = {"index.md": "# A"}
    build(files, "dummy", ("myst_nb",), before=register, source_suffix=SUFFIXES)
    assert [text.strip() for text in texts] == ["# A"]
    assert issubclass(sphinx_.Parser, MystParser)


def test_notebook_extension_sets_up_myst_but_no_plain_parser(build: Build) -> None:
    pytest.importorskip("myst_nb")
    files = {"index.md": "# A"}
    app = build(files, "dummy", ("myst_nb",), source_suffix=SUFFIXES).app
    assert "myst_parser" not in app.extensions
    assert isinstance(app.env.myst_config, MdParserConfig)  # type: ignore[attr-defined]


def test_environment_has_the_configuration(build: Build) -> None:
    extensions = ("myst_parser",)
    built = build({"index.md": "# A"}, "dummy", extensions, myst_heading_anchors=2)
    config = built.app.env.myst_config  # type: ignore[attr-defined]
    assert isinstance(config, MdParserConfig)
    assert config.heading_anchors == 2


def test_configuration_is_copied_with_changes() -> None:
    config = MdParserConfig()
    changed = config.copy(heading_anchors=6, heading_slug_func=str.lower)
    assert (config.heading_anchors, config.heading_slug_func) == (0, None)
    assert (changed.heading_anchors, changed.heading_slug_func) == (6, str.lower)


def test_configuration_has_the_settings_in_use() -> None:
    config = MdParserConfig()
    assert set(config.url_schemes) == {"http", "https", "mailto", "ftp"}
    assert not config.commonmark_only
    assert not config.gfm_only
    assert not config.all_links_external
    assert config.html_meta == {}


def test_front_matter_changes_the_configuration() -> None:
    problems = []
    config = merge_file_level(
        MdParserConfig(),
        {
            "myst": {"heading_anchors": 2, "nothing": 1},
            "html_meta": {"author": "a"},
            "title": "T",
        },
        lambda kind, message: problems.append((kind, message)),
    )
    assert config.heading_anchors == 2
    assert config.html_meta == {"author": "a"}
    assert all(isinstance(kind, MystWarnings) for kind, _ in problems)
    assert any("nothing" in message for _, message in problems)


def test_create_warning_takes_document_and_kind(build: Build) -> None:
    class Parser(MystParser):
        def parse(self, inputstring: str, document: nodes.document) -> None:
            super().parse(inputstring, document)
            kind = MystWarnings.MD_TOPMATTER
            create_warning(document, "text", kind, line=3, append_to=document)

    def register(app: SphinxTestApp) -> None:
        app.add_source_parser(Parser, override=True)

    built = build({"index.md": "# A"}, "dummy", ("myst_parser",), before=register)
    assert built.warnings[0] == "index.md:3: WARNING: text [myst.topmatter]"


def test_github_slug() -> None:
    assert github_slugify("Über uns: a b, c") == "über-uns-a-b-c"


# The Markdown parser


def make_parser(*extensions: str) -> MarkdownIt:
    config = MdParserConfig(enable_extensions={*extensions})
    return create_md_parser(config, SphinxRenderer)


def token_types(md: MarkdownIt, text: str) -> set[str]:
    tokens = md.parse(text)
    inner = (child for token in tokens for child in token.children or [])
    return {token.type for token in (*tokens, *inner)}


@pytest.mark.parametrize(
    ("rule", "extension", "text", "token_type"),
    [
        ("myst_role", "", "{a}`b`", "myst_role"),
        ("myst_line_comment", "", "% text", "myst_line_comment"),
        ("myst_target", "", "(a)=\n# B", "myst_target"),
        ("myst_block_break", "", "+++", "myst_block_break"),
        ("math_inline", "dollarmath", "a $b$ c", "math_inline"),
        ("math_block", "dollarmath", "$$\na\n$$", "math_block"),
        ("amsmath", "amsmath", "\\begin{align}\na\n\\end{align}", "amsmath"),
        ("attr", "attrs_block", "{#a .b}\nText", "attrs_block"),
        ("span", "attrs_inline", "[a]{.b}", "span_open"),
        ("substitution_inline", "substitution", "a {{ b }}", "substitution_inline"),
        ("substitution_block", "substitution", "{{ b }}", "substitution_block"),
    ],
)
def test_syntax_of_myst_is_switched_off_by_its_rule(
    rule: str, extension: str, text: str, token_type: str
) -> None:
    """Articles have these characters as text."""
    md = make_parser(*filter(None, [extension]))
    names = {name for names in md.get_all_rules().values() for name in names}
    assert rule in names
    if token_type == "attrs_block":
        # The tokens take the attributes, no token of this type is left.
        assert md.parse(text)[0].attrs == {"id": "a", "class": "b"}
        md.disable(rule)
        assert md.parse(text)[0].attrs == {}
        return
    assert token_type in token_types(md, text)
    md.disable(rule)
    assert token_type not in token_types(md, text)


def test_rules_that_are_not_there_may_be_disabled() -> None:
    make_parser().disable(["amsmath", "no_such_rule"], ignoreInvalid=True)


@pytest.mark.parametrize("rule", ["strikethrough", "table", "front_matter"])
def test_rules_that_are_switched(rule: str) -> None:
    names = {n for names in make_parser().get_all_rules().values() for n in names}
    assert rule in names


def test_front_matter_is_a_token_with_its_text() -> None:
    token = make_parser().parse("---\na: 1\n---\n\nText")[0]
    assert (token.type, token.content.strip()) == ("front_matter", "a: 1")


def test_options_reach_the_renderer() -> None:
    md = make_parser()
    assert md.options["myst_config"] is not None
    md.options["anything"] = 1
    assert isinstance(md.renderer, SphinxRenderer)
    assert md.renderer.md is md
    assert md.options["anything"] == 1


# The renderer


class Recording(SphinxRenderer):
    """A renderer that records the calls of the methods that ours overrides."""

    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]]

    def create_warning(self, *args: Any, **options: Any) -> Any:
        self.md_env.setdefault("warnings", []).append((args, options))
        return None

    def create_highlighted_code_block(self, *args: Any, **options: Any) -> Any:
        self.md_env.setdefault("code", []).append((args, options))
        return super().create_highlighted_code_block(*args, **options)

    def update_section_level_state(self, section: nodes.section, level: int) -> None:
        self.md_env.setdefault("levels", []).append(level)
        super().update_section_level_state(section, level)


class Page:
    """Renders Markdown with MyST's renderer for Sphinx, as a page of a project."""

    def __init__(self, app: SphinxTestApp) -> None:
        self.app = app

    def render(
        self,
        text: str,
        *,
        renderer: type[SphinxRenderer] = Recording,
        prepare: Callable[[MarkdownIt], object] = lambda md: None,
        env: dict[str, Any] | None = None,
        **config: Any,
    ) -> Recording:
        document = make_document(str(self.app.env.doc2path("index")))
        document.settings.env = self.app.env
        document.settings.language_code = "en"
        md = create_md_parser(MdParserConfig(**config), renderer)
        md.options["document"] = document
        prepare(md)
        self.app.env.prepare_settings("index")
        md.render(text, {} if env is None else env)
        assert isinstance(md.renderer, Recording)
        return md.renderer


@pytest.fixture
def page(build: Build) -> Page:
    return Page(
        build({"index.md": "# A", "b.md": "# B"}, "dummy", ("myst_parser",)).app
    )


def test_renderer_state(page: Page) -> None:
    env: dict[str, Any] = {}
    renderer = page.render("# One", env=env)
    document = renderer.document
    assert renderer.md_env is env
    assert renderer.sphinx_env is page.app.env
    assert renderer.reporter is document.reporter
    assert renderer.md_config is renderer.md.options["myst_config"]
    assert renderer._heading_slugs == {}
    assert isinstance(renderer.current_node, nodes.section)
    assert renderer._level_to_section == {0: document, 1: renderer.current_node}


def test_state_is_set_up_before_rendering(page: Page) -> None:
    seen = []

    class Renderer(Recording):
        def setup_render(self, options: Any, env: Any) -> None:
            super().setup_render(options, env)
            seen.append((self.md_env is env, options is self.md.options))
            assert not self.document.children

    page.render("Text", renderer=Renderer)
    assert seen == [(True, True)]


def test_render_rules_are_called_with_renderer_and_tree_node(page: Page) -> None:
    seen: list[tuple[Any, Any]] = []

    def prepare(md: MarkdownIt) -> None:
        def render_em(renderer: Any, token: Any) -> None:
            seen.append((renderer, token))

        md.add_render_rule("render_em", render_em, fmt="docutils")

    renderer = page.render("*a*", prepare=prepare)
    ((called, token),) = seen
    assert called is renderer
    assert isinstance(token, SyntaxTreeNode)
    assert (token.type, token.children[0].content) == ("em", "a")


def test_a_tree_node_leads_to_its_tokens(page: Page) -> None:
    tokens = make_parser().parse("# A *b*")
    heading = SyntaxTreeNode(tokens).children[0]
    assert [token.type for token in heading.to_tokens()] == [
        *("heading_open", "inline", "heading_close")
    ]
    rule = SyntaxTreeNode(make_parser().parse("***")).children[0]
    assert rule.token is not None
    assert rule.token.type == "hr"
    assert SyntaxTreeNode(tokens).is_root
    assert not heading.is_root


def test_a_method_is_the_rule_of_its_token(page: Page) -> None:
    class Renderer(Recording):
        def render_hr(self, token: SyntaxTreeNode) -> None:
            self.current_node.append(nodes.comment())

    document = page.render("***", renderer=Renderer).document
    assert isinstance(document[0], nodes.comment)


@pytest.mark.parametrize(
    ("method", "text"),
    [
        ("render_heading", "# A"),
        ("render_link", "[a](b.md)"),
        ("render_image", "![a](b.png)"),
        ("render_fence", "```py\na\n```"),
        ("render_front_matter", "---\na: 1\n---"),
        ("render_hr", "***"),
        ("render_hardbreak", "a\\\nb"),
        ("render_s", "~~a~~"),
        ("render_alert", "> a"),
    ],
)
def test_methods_that_ours_override(page: Page, method: str, text: str) -> None:
    """Each is called once for its token, and its superclass renders it."""

    def override(self: Recording, token: SyntaxTreeNode) -> None:
        assert getattr(SphinxRenderer, method)(self, token) is None
        self.md_env.setdefault("rendered", []).append(token.type)

    renderer_class = type("Renderer", (Recording,), {method: override})

    def prepare(md: MarkdownIt) -> None:
        md.enable("strikethrough")
        if method == "render_alert":
            alert(md, "note")

    renderer = page.render(text, renderer=renderer_class, prepare=prepare)
    assert renderer.md_env["rendered"] == [method.removeprefix("render_")]
    assert len(renderer.document)


def test_nodes_take_their_source_from_the_document(page: Page) -> None:
    class Renderer(Recording):
        def render_paragraph(self, token: SyntaxTreeNode) -> None:
            self.document["source"] = "other.md"
            super().render_paragraph(token)

    document = page.render("Text.", renderer=Renderer).document
    assert document[0].source == "other.md"


def test_nodes_get_the_line_of_their_token(page: Page) -> None:
    class Renderer(Recording):
        def add_line_and_source_path(self, node: Any, token: SyntaxTreeNode) -> None:
            super().add_line_and_source_path(node, token)
            assert node.line == self.document.current_line == token_line(token)
            self.md_env["line"] = node.line

    renderer = page.render("\n\nText", renderer=Renderer)
    assert renderer.document[0].line == 3
    assert renderer.md_env["line"] == 3


def test_token_line() -> None:
    paragraph = SyntaxTreeNode(make_parser().parse("\nText")).children[0]
    assert token_line(paragraph) == 1  # 1-based only while it is rendered
    text = paragraph.children[0].children[0]
    assert token_line(text, 7) == 7


def test_current_node_context_appends_and_comes_back(page: Page) -> None:
    renderer = page.render("")
    inner = nodes.paragraph()
    with renderer.current_node_context(inner, append=True):
        assert renderer.current_node is inner
    assert renderer.current_node is renderer.document
    assert renderer.document[-1] is inner
    with renderer.current_node_context(nodes.paragraph()):
        pass
    assert renderer.document[-1] is inner


def test_render_children_renders_in_the_current_node(page: Page) -> None:
    class Renderer(Recording):
        def render_paragraph(self, token: SyntaxTreeNode) -> None:
            node = nodes.container()
            with self.current_node_context(node, append=True):
                self.render_children(token)

    document = page.render("*a*", renderer=Renderer).document
    assert isinstance(document[0], nodes.container)
    assert isinstance(document[0][0], nodes.emphasis)


def test_copy_attributes(page: Page) -> None:
    class Renderer(Recording):
        def render_em(self, token: SyntaxTreeNode) -> None:
            token.attrs.update({"class": "a b", "title": "t", "other": "o"})
            node = nodes.inline()
            aliases = {"title": "reftitle"}
            self.copy_attributes(token, node, ("class", "reftitle"), aliases=aliases)
            self.current_node.append(node)

    node = page.render("*a*", renderer=Renderer).document[0][0]
    assert isinstance(node, nodes.inline)
    assert (node["classes"], node["reftitle"]) == (["a", "b"], "t")
    assert "other" not in node


def test_inline_tokens_as_text(page: Page) -> None:
    renderer = page.render("")
    tokens = renderer.md.parseInline("a *b* `c`")[0].children
    assert tokens is not None
    tree = SyntaxTreeNode(tokens)
    assert renderer.renderInlineAsText(tree.children) == "a b "


def test_clean_astext_leaves_images_out() -> None:
    title = nodes.title("", "", nodes.image(alt="x"), nodes.Text("Title"))
    assert clean_astext(title) == "Title"


def test_create_warning_is_where_all_warnings_pass(page: Page) -> None:
    renderer = page.render("# One\n\n### Three\n")
    ((args, options),) = renderer.md_env["warnings"]
    assert args[1] is MystWarnings.MD_HEADING_NON_CONSECUTIVE
    assert options["line"] == 3
    parameters = inspect.signature(SphinxRenderer.create_warning).parameters
    assert list(parameters) == [
        *("self", "message", "subtype", "wtype", "line", "append_to")
    ]


def test_kinds_of_warnings_have_the_name_of_their_subtype() -> None:
    assert MystWarnings.MD_HEADING_NON_CONSECUTIVE.value == "header"


# Headings and sections


def test_sections_nest_by_level(page: Page) -> None:
    renderer = page.render("# One\n\n### Three\n\n## Two\n")
    one = renderer.document[0]
    assert renderer.md_env["levels"] == [1, 3, 2]
    assert [node[0].astext() for node in one.findall(nodes.section)] == [
        *("One", "Three", "Two")
    ]
    assert renderer._level_to_section == {0: renderer.document, 1: one, 2: one[-1]}


def test_what_follows_is_in_the_section_of_the_state(page: Page) -> None:
    """A tab or zone ends the sections in it by setting both parts of the state."""

    class Renderer(Recording):
        def render_hr(self, token: SyntaxTreeNode) -> None:
            self._level_to_section = {0: self.document}
            self.current_node = self.document

    document = page.render("# One\n\n***\n\nText", renderer=Renderer).document
    assert [type(node) for node in document] == [nodes.section, nodes.paragraph]


def test_heading_slugs(page: Page) -> None:
    def upper(title: str) -> str:
        return title.upper()

    renderer = page.render(
        "# One `a`\n\n## One `a`", heading_anchors=1, heading_slug_func=upper
    )
    section = renderer.document[0]
    assert renderer._heading_slugs == {"ONE A": (1, section["ids"][0], "One a")}


def test_heading_slugs_are_metadata_of_the_page(page: Page) -> None:
    class Renderer(Recording):
        def _render_finalise(self) -> None:
            self._heading_slugs["mine"] = (1, "id", "text")
            super()._render_finalise()

    renderer = page.render("Text", renderer=Renderer)
    metadata = renderer.sphinx_env.metadata["index"]
    assert metadata["myst_slugs"]["mine"] == (1, "id", "text")


def test_a_heading_in_a_quote_is_a_rubric_with_its_level(page: Page) -> None:
    rubric = page.render("> ## Two").document[0][0]
    assert isinstance(rubric, nodes.rubric)
    assert rubric["level"] == 2


def test_finalising_comes_after_all_nodes(page: Page) -> None:
    class Renderer(Recording):
        def _render_finalise(self) -> None:
            self.md_env["children"] = len(self.document)
            super()._render_finalise()

    assert page.render("a\n\nb", renderer=Renderer).md_env["children"] == 2


def test_duplicate_definitions_are_reported_from_the_environment(page: Page) -> None:
    text = "[a]\n\n[a]: b.md\n[a]: c.md"
    renderer = page.render(text, all_links_external=True)
    kinds = [args[1] for args, _ in renderer.md_env["warnings"]]
    assert kinds == [MystWarnings.MD_DEF_DUPE]

    class Renderer(Recording):
        def _render_finalise(self) -> None:
            (again,) = self.md_env["duplicate_refs"]
            assert (again["label"], again["href"]) == ("A", "c.md")
            assert again["map"] == [3, 4]
            self.md_env["duplicate_refs"] = []
            super()._render_finalise()

    renderer = page.render(text, renderer=Renderer, all_links_external=True)
    assert "warnings" not in renderer.md_env


# Links and images


def test_a_link_to_an_anchor_is_marked(page: Page) -> None:
    link = page.render('[a](#B%20c "t")').document[0][0]
    assert isinstance(link, nodes.reference)
    assert link["id_link"] is True
    assert (link["refuri"], link["reftitle"]) == ("#B c", "t")


def test_a_link_to_an_anchor_without_its_mark_is_left_alone(build: Build) -> None:
    class Renderer(SphinxRenderer):
        def _render_finalise(self) -> None:
            for link in self.document.findall(nodes.reference):
                del link["id_link"]
                link["refuri"] = "#nowhere"
            super()._render_finalise()

    class Parser(MystParser):
        def parse(self, inputstring: str, document: nodes.document) -> None:
            md = create_md_parser(MdParserConfig(), Renderer)
            md.options["document"] = document
            md.render(inputstring)

    def register(app: SphinxTestApp) -> None:
        app.add_source_parser(Parser, override=True)

    files = {"index.md": "# A\n\n[a](#b)"}
    assert not build(files, "dummy", ("myst_parser",), before=register).warnings
    files = {"index.md": "# A\n\n[b](#b)"}
    assert build(files, "dummy", ("myst_parser",)).warnings


def test_other_links_are_wrapped_by_one_method(page: Page) -> None:
    class Renderer(Recording):
        def _process_wrap_node(self, *args: Any) -> None:
            self.md_env.setdefault("wrapped", []).append(args)
            super()._process_wrap_node(*args)

    renderer = page.render('[a](b.md "t")', renderer=Renderer)
    ((node, token, explicit, classes, _path),) = renderer.md_env["wrapped"]
    assert isinstance(node, addnodes.pending_xref)
    assert isinstance(token, SyntaxTreeNode)
    assert (explicit, classes) == (True, ["xref", "myst"])
    assert renderer.document[0][0] is node
    assert (node["reftitle"], node.line) == ("t", 1)
    (inner,) = node.children
    assert isinstance(inner, nodes.inline)
    assert (inner["classes"], inner.astext()) == (["xref", "myst"], "a")


def test_a_wrapped_link_without_text_has_an_empty_inline(page: Page) -> None:
    (inner,) = page.render("[](b.md)").document[0][0].children
    assert isinstance(inner, nodes.inline)
    assert not inner.children


def test_a_url_is_rendered_by_render_link_url(page: Page) -> None:
    class Renderer(Recording):
        def render_link(self, token: SyntaxTreeNode) -> None:
            self.render_link_url(token)

    link = page.render("[a](vscode://b)", renderer=Renderer).document[0][0]
    assert isinstance(link, nodes.reference)
    assert link["refuri"] == "vscode://b"
    assert link.astext() == "a"


def test_a_scheme_that_is_not_in_the_settings_is_a_label(page: Page) -> None:
    assert isinstance(
        page.render("[a](vscode://b)").document[0][0], addnodes.pending_xref
    )


@pytest.mark.parametrize("text", ["[a](b.md)", "[a](#b)", "[a](https://b)"])
def test_a_link_is_the_last_node(page: Page, text: str) -> None:
    class Renderer(Recording):
        def render_link(self, token: SyntaxTreeNode) -> None:
            before = len(self.current_node)
            super().render_link(token)
            assert len(self.current_node) == before + 1

    assert page.render(f"Text {text}", renderer=Renderer).document[0][-1].children


def test_an_image_is_the_last_node(page: Page) -> None:
    class Renderer(Recording):
        def render_image(self, token: SyntaxTreeNode) -> None:
            assert token.attrGet("src") == "a%20b.png"
            super().render_image(token)
            image = self.current_node.children[-1]
            assert isinstance(image, nodes.image)
            self.md_env["image"] = image

    renderer = page.render("a ![b *c*](<a b.png>)", renderer=Renderer)
    image = renderer.md_env["image"]
    assert (image["uri"], image["alt"]) == ("a%20b.png", "b c")


# Blocks


def alert(md: MarkdownIt, kind: str) -> None:
    """Make a quote an alert, as the extension does."""

    def rule(state: Any) -> None:
        for token in state.tokens:
            if token.type.startswith("blockquote_"):
                token.type = token.type.replace("blockquote", "alert")
                token.info = kind

    md.core.ruler.push("alert", rule)


@pytest.mark.parametrize(
    ("kind", "node"),
    [
        ("note", nodes.note),
        ("tip", nodes.tip),
        ("important", nodes.important),
        ("warning", nodes.warning),
        ("caution", nodes.caution),
    ],
)
def test_an_alert_is_an_admonition(
    page: Page, kind: str, node: type[nodes.Element]
) -> None:
    renderer = page.render("> Text", prepare=lambda md: alert(md, kind))
    assert type(renderer.document[0]) is node
    assert renderer.document[0].astext() == "Text"
    assert "warnings" not in renderer.md_env


def test_an_alert_of_another_kind_has_it_as_title(page: Page) -> None:
    node = page.render("> Text", prepare=lambda md: alert(md, "todo")).document[0]
    assert isinstance(node, nodes.admonition)
    assert isinstance(node[0], nodes.title)
    assert node[0].astext() == "Todo"


def test_code_is_made_by_one_method(page: Page) -> None:
    renderer = page.render("```py\na\n```\n\n    b\n")
    (fence, _), (block, _) = renderer.md_env["code"]
    assert fence[:2] == ("a\n", "py")
    assert block[0] == "b\n"
    assert [node["language"] for node in renderer.document] == ["py", "none"]


def test_code_takes_lines_and_source(page: Page) -> None:
    renderer = page.render("")
    block = renderer.create_highlighted_code_block(
        "a\nb\n",
        "py",
        number_lines=True,
        lineno_start=3,
        source="x.py",
        line=5,
        emphasize_lines=[1],
    )
    assert isinstance(block, nodes.literal_block)
    assert (block["linenos"], block["highlight_args"]) == (
        True,
        {"linenostart": 3, "hl_lines": [1]},
    )
    assert (block.source, block.line) == ("x.py", 5)


def test_directives_are_run_by_name(page: Page) -> None:
    renderer = page.render("")
    (node,) = renderer.run_directive("note", "", "\nText", 4)
    assert isinstance(node, nodes.note)
    assert node.astext() == "Text"
    assert node.line == 4


def test_content_of_directives_has_the_environment_of_the_page(page: Page) -> None:
    """References and the files being read are looked up in it."""
    renderer = page.render("```{note}\n[a]\n```\n\n[a]: https://b")
    (link,) = renderer.document.findall(nodes.reference)
    assert link["refuri"] == "https://b"


def test_front_matter_that_is_read_already_is_taken_as_it_is(page: Page) -> None:
    class Renderer(Recording):
        def render_front_matter(self, token: SyntaxTreeNode) -> None:
            assert token.token is not None
            token.token.content = {"key": "value"}  # type: ignore[assignment]
            super().render_front_matter(token)

    text = "---\na: [\n---\n\nText"
    renderer = page.render(text, renderer=Renderer)
    (fields,) = renderer.document.findall(nodes.field_list)
    assert fields.astext().split() == ["key", "value"]
    assert "warnings" not in renderer.md_env


def test_a_thematic_break_is_a_transition(page: Page) -> None:
    assert isinstance(page.render("***").document[0], nodes.transition)


def test_a_hard_break_is_raw_html_and_latex(page: Page) -> None:
    paragraph = page.render("a\\\nb").document[0]
    formats = [node["format"] for node in paragraph.findall(nodes.raw)]
    assert formats == ["html", "latex"]


def test_strikethrough_is_a_token_of_its_own(page: Page) -> None:
    class Renderer(Recording):
        def render_s(self, token: SyntaxTreeNode) -> None:
            self.md_env["s"] = token.children[0].content

    renderer = page.render(
        "~~a~~",
        renderer=Renderer,
        prepare=lambda md: md.enable("strikethrough"),
    )
    assert renderer.md_env["s"] == "a"


@pytest.mark.parametrize(
    ("text", "extension", "node"),
    [
        ("$$\na\n$$", "dollarmath", nodes.math_block),
        ("a\n: b", "deflist", nodes.definition_list),
        ("| a |\n|---|\n| b |", "", nodes.table),
        ("[a]{.b}", "attrs_inline", nodes.inline),
    ],
)
def test_tokens_that_the_extension_makes_are_rendered(
    page: Page, text: str, extension: str, node: type[nodes.Element]
) -> None:
    extensions = {extension} if extension else set()
    renderer = page.render(text, enable_extensions=extensions)
    assert next(renderer.document.findall(node), None) is not None


def test_the_page_header_of_myst_is_in_the_document_first(page: Page) -> None:
    """``html_meta`` of the settings comes before the tags that are added."""
    (meta, _) = page.render("Text", html_meta={"author": "a"}).document
    assert isinstance(meta, nodes.meta)
    assert (meta["name"], meta["content"]) == ("author", "a")


def test_module_parser_name(build: Build) -> None:
    """``:parser:`` finds the class ``Parser`` of a module."""
    files = {
        "index.md": "# A\n\n```{include} b.txt\n:parser: myst_parser.sphinx_\n```\n",
        "b.txt": "*b*",
    }
    built = build(files, "dummy", ("myst_parser",))
    assert next(built.doctree("index").findall(nodes.emphasis)).astext() == "b"
    assert Path(built.srcdir, "b.txt").exists()
