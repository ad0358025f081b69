"""The internals of markdown-it-py and mdit-py-plugins in use.

The syntax of the dialect reads and writes the state of the parser, calls block rules
of markdown-it and stands before or after rules by name. Every test is named after the
behaviour that it protects.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin


def make_parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def types(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens]


def block_state(text: str) -> StateBlock:
    return StateBlock(text, make_parser(), {}, [])


def never(*_arguments: Any) -> bool:
    return False


# Rules by name


@pytest.mark.parametrize(
    ("chain", "rules"),
    [
        ("core", ["normalize", "block", "inline"]),
        ("block", ["table", "fence", "list", "reference", "html_block", "heading"]),
        ("inline", ["escape", "emphasis", "link", "image", "autolink", "html_inline"]),
        ("inline2", ["emphasis", "fragments_join"]),
    ],
)
def test_rules_that_others_stand_beside_are_in_this_order(
    chain: str, rules: list[str]
) -> None:
    names = make_parser().get_all_rules()[chain]
    assert [name for name in names if name in rules] == rules


def test_paragraph_is_the_last_block_rule() -> None:
    assert make_parser().get_all_rules()["block"][-1] == "paragraph"


def test_rules_are_put_before_after_and_at_the_end() -> None:
    md = make_parser()
    md.inline.ruler.before("link", "first", never)
    md.inline.ruler.after("link", "second", never)
    md.inline.ruler.push("last", never)
    names = md.inline.ruler.get_all_rules()
    index = names.index("link")
    assert names[index - 1 : index + 2] == ["first", "link", "second"]
    assert names[-1] == "last"


def test_a_rule_is_replaced_in_its_place() -> None:
    md = make_parser()
    calls = []

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        calls.append(silent)
        return list_block(state, start, end, silent)

    names = md.block.ruler.get_all_rules()
    md.block.ruler.at("list", rule, {"alt": ["paragraph", "reference", "blockquote"]})
    assert md.block.ruler.get_all_rules() == names
    assert "bullet_list_open" in types(md.parse("Text\n- a"))
    # Once to end the paragraph, without making tokens.
    assert calls[:2] == [False, True]


@pytest.mark.parametrize(
    ("alt", "text"),
    [
        ("paragraph", "a\nb"),
        ("reference", "[a]: b 'c\nd"),
        ("blockquote", "> a\nb"),
        ("list", "- a\n- b"),
    ],
)
def test_a_block_rule_is_asked_to_end_the_blocks_that_it_names(
    alt: str, text: str
) -> None:
    def asked_by(md: MarkdownIt, alternatives: list[str]) -> set[int]:
        asked = set()

        def rule(_state: StateBlock, start: int, _end: int, silent: bool) -> bool:
            if silent:
                asked.add(start)
            return False

        md.block.ruler.before("table", "ours", rule, {"alt": alternatives})
        md.parse(text)
        return asked

    assert asked_by(make_parser(), [alt]) == {1}
    assert asked_by(make_parser(), []) == set()


def test_rules_are_switched_off_and_on() -> None:
    md = make_parser().disable("table")
    assert "table_open" not in types(md.parse("|a|\n|-|"))
    assert "table_open" in types(md.enable("table").parse("|a|\n|-|"))


# Block state


def test_marks_of_lines() -> None:
    state = block_state("a\n  b c\n\n    d")
    assert state.src[state.bMarks[1] : state.eMarks[1]] == "  b c"
    assert (state.tShift[1], state.sCount[1]) == (2, 2)
    assert (state.lineMax, state.blkIndent, state.line) == (4, 0, 0)
    assert (state.isEmpty(2), state.skipEmptyLines(2)) == (True, 3)
    assert (state.is_code_block(1), state.is_code_block(3)) == (False, True)
    assert getLine(state, 1) == "b c"
    assert state.getLines(0, 2, 0, True) == "a\n  b c\n"


def test_tabs_count_from_where_the_line_begins() -> None:
    """``bsCount`` is the column, in the outer blocks, at which a line begins."""
    seen = []

    def rule(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
        seen.append((state.src[state.bMarks[start] :][:1], state.bsCount[start]))
        return False

    md = make_parser()
    md.block.ruler.before("table", "ours", rule)
    md.parse("> a")
    assert ("a", 2) in seen


def test_code_begins_relative_to_the_indent_of_the_block() -> None:
    state = block_state("      a")
    assert state.is_code_block(0)
    state.blkIndent = 4
    assert not state.is_code_block(0)


def test_a_pushed_block_token_has_level_and_is_a_block() -> None:
    state = block_state("a")
    opening, inner = state.push("x_open", "x", 1), state.push("y", "", 0)
    closing = state.push("x_close", "x", -1)
    assert state.tokens == [opening, inner, closing]
    assert [token.level for token in state.tokens] == [0, 1, 0]
    assert all(token.block for token in state.tokens)


@pytest.mark.parametrize(
    ("text", "parent"), [("a\nb", "paragraph"), ("> a\nb", "blockquote")]
)
def test_a_rule_knows_which_block_it_would_end(text: str, parent: str) -> None:
    """A list by letters ends a paragraph only with its first letter."""
    seen = []

    def rule(state: StateBlock, _start: int, _end: int, silent: bool) -> bool:
        if silent:
            seen.append(state.parentType)
        return False

    md = make_parser()
    md.block.ruler.before("table", "ours", rule, {"alt": [parent]})
    md.parse(text)
    assert seen[0] == parent


def test_lines_are_parsed_as_blocks_up_to_a_line() -> None:
    """``tokenize`` goes no further than its end, as ``lineMax`` says."""
    state = block_state("# a\n\nb\nc\n")
    state.lineMax = 3
    state.md.block.tokenize(state, 0, 3)
    assert [token.content for token in state.tokens if token.content] == ["a", "b"]
    assert state.line == 3


def test_blocks_of_another_text_are_parsed_with_the_same_environment() -> None:
    md, env = make_parser(), {}
    tokens = md.block.parse("a\n\n[b]: c.md", md, env, [])
    assert tokens is not None
    assert types(tokens) == ["paragraph_open", "inline", "paragraph_close"]
    assert tokens[1].children == []
    assert env["references"]["B"]["href"] == "c.md"


def test_a_rule_may_read_another_text_in_the_place_of_a_line() -> None:
    """``_evened`` of wide tables appends a line to the source and moves the marks."""
    state = block_state("a | b\n--|")
    text = "| --- | --- |"
    begin = len(state.src) + 1
    state.src += f"\n{text}"
    state.bMarks[1], state.eMarks[1] = begin, len(state.src)
    state.tShift[1] = 0
    assert table(state, 0, 2, False)
    assert [t.content for t in state.tokens if t.type == "inline"] == ["a", "b"]


def test_a_rule_may_move_a_line_to_the_right() -> None:
    """Lenient indentation adds columns, and a list takes the line into its item."""
    state = block_state("10.  a\n\n    b")
    state.sCount[2] += 1
    assert list_block(state, 0, 3, False)
    assert types(state.tokens).count("paragraph_open") == 2
    assert state.line == 3
    state = block_state("10.  a\n\n    b")
    assert list_block(state, 0, 3, False)
    assert types(state.tokens).count("paragraph_open") == 1


def test_a_rule_may_replace_markers_by_others_of_the_same_length() -> None:
    """Lists by letters are read as lists by numbers."""
    state = block_state("a. x\nb. y")
    state.src = "1. x\n2. y"
    assert list_block(state, 0, 2, False)
    assert state.tokens[0].type == "ordered_list_open"
    assert [t.content for t in state.tokens if t.content] == ["x", "y"]


def test_an_ordered_list_has_its_start_as_attribute() -> None:
    state = block_state("3. x")
    assert list_block(state, 0, 1, False)
    assert state.tokens[0].attrs == {"start": 3}


@pytest.mark.parametrize("rule", [list_block, html_block, table])
def test_block_rules_are_called_with_four_arguments(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> None:
    assert len(inspect.signature(rule).parameters) == 4
    assert rule(block_state("Text"), 0, 1, True) is False


def test_an_html_block_ends_as_commonmark_says() -> None:
    state = block_state("<!-- a\n\nb -->\nc")
    state.md.options["html"] = True
    assert html_block(state, 0, 4, False)
    assert (state.tokens[0].type, state.line) == ("html_block", 3)


def test_silent_rules_make_no_tokens() -> None:
    state = block_state("- a")
    assert list_block(state, 0, 1, True)
    assert state.tokens == []


# Tables


def test_cells_are_split_at_bars_that_are_not_escaped() -> None:
    assert escapedSplit(r"| a\|b | c |") == ["", " a|b ", " c ", ""]


def test_each_cell_of_a_table_is_three_tokens() -> None:
    tokens = make_parser().parse("|a|b|\n|-|-|\n|c|d|")
    rows = [i for i, token in enumerate(tokens) if token.type == "tr_open"]
    ends = [i for i, token in enumerate(tokens) if token.type == "tr_close"]
    assert [end - row for row, end in zip(rows, ends, strict=True)] == [7, 7]
    assert [tokens[row].map for row in rows] == [[0, 1], [2, 3]]
    assert types(tokens[rows[1] + 1 : rows[1] + 4]) == ["td_open", "inline", "td_close"]


def test_a_row_with_more_cells_than_the_head_loses_them() -> None:
    """Wide tables put these cells back."""
    tokens = make_parser().parse("|a|\n|-|\n|b|c|")
    assert [t.content for t in tokens if t.type == "inline"] == ["a", "b"]


def test_a_head_of_another_width_is_no_table() -> None:
    assert not table(block_state("a | b\n--|"), 0, 2, True)


# References


def test_references_are_in_the_environment() -> None:
    md, env = make_parser(), {}
    md.parse('[a b]: c.md "t"\n[A  B]: d.md\n', env)
    assert env["references"] == {
        "A B": {"title": "t", "href": "c.md", "map": [0, 1]},
    }
    (again,) = env["duplicate_refs"]
    assert {k: again[k] for k in ("label", "href", "map")} == {
        "label": "A B",
        "href": "d.md",
        "map": [1, 2],
    }
    assert normalizeReference("a\n b") == "A B"


def test_given_references_are_used_and_kept() -> None:
    """Each file has its own references, and a look-up of its own."""

    class Scope(dict[str, Any]):
        pass

    references = Scope(A={"title": "", "href": "x.md"})
    env: dict[str, Any] = {"references": references, "duplicate_refs": []}
    tokens = make_parser().parse("[a]\n\n[b]: y.md", env)
    assert env["references"] is references
    assert references["B"]["href"] == "y.md"
    (link, *_) = tokens[1].children or []
    assert link.attrs == {"href": "x.md"}


def test_labels_are_stored() -> None:
    md = make_parser()
    md.options["store_labels"] = True
    children = md.parse("[x][a] ![y][a] [z](b)\n\n[a]: b")[1].children or []
    links = [t for t in children if t.type in ("link_open", "image")]
    assert [t.meta.get("label") for t in links] == ["A", "A", None]


# Core rules


def test_core_rules_change_the_tokens_before_and_after_inline() -> None:
    seen: list[Any] = []

    def before(state: StateCore) -> None:
        (inline,) = (t for t in state.tokens if t.type == "inline")
        seen.append((*types(inline.children or []), inline.content))
        inline.content = "*b*"

    def after(state: StateCore) -> None:
        (inline,) = (t for t in state.tokens if t.type == "inline")
        seen.append(types(inline.children or []))

    md = make_parser()
    md.core.ruler.before("inline", "before", before)
    md.core.ruler.after("inline", "after", after)
    md.parse("a")
    assert seen == [("a",), ["em_open", "text", "em_close"]]


def test_a_core_rule_may_come_after_the_text_is_normalised() -> None:
    md = make_parser()
    seen = []
    md.core.ruler.after("normalize", "ours", lambda state: seen.append(state.src))
    md.parse("a\r\nb\0")
    assert seen == ["a\nb\ufffd"]


def test_inline_parsing_is_replaced() -> None:
    def inlines(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.children = []
                children = token.children
                state.md.inline.parse("*x*", state.md, state.env, children)

    md = make_parser()
    md.core.ruler.at("inline", inlines)
    assert types(md.parse("a")[1].children or []) == ["em_open", "text", "em_close"]


def test_inline_parsing_gives_its_tokens_back() -> None:
    md = make_parser()
    assert types(md.inline.parse("a", md, {}, [])) == ["text"]


def test_inline_mode_of_the_core_state() -> None:
    md = make_parser()
    seen = []
    md.core.ruler.before("block", "ours", lambda state: seen.append(state.inlineMode))
    md.parseInline("a")
    md.parse("a")
    assert seen == [True, False]


# Inline state


def run_inline(
    text: str,
    rule: Callable[[StateInline, bool], bool],
    *,
    before: str = "escape",
    prepare: Callable[[MarkdownIt], object] = lambda md: None,
) -> list[Token]:
    md = make_parser()
    prepare(md)
    md.inline.ruler.before(before, "ours", rule)
    return md.parseInline(text)[0].children or []


def test_text_is_pending_until_a_token_is_pushed() -> None:
    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "!":
            return False
        assert not silent
        assert state.pending == "ab"
        state.pending = state.pending[:-1]
        state.pushPending()
        assert (state.pending, state.tokens[-1].content) == ("", "a")
        state.push("x", "", 0)
        state.pos += 1
        return True

    assert types(run_inline("ab!", rule)) == ["text", "x"]


def test_a_rule_reads_up_to_the_end_of_its_part() -> None:
    ends = []

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] == "!" and not silent:
            ends.append((state.posMax, state.linkLevel))
        return False

    run_inline("[!b](c) !d", rule)
    # In the text of the link, then in the text after it.
    assert ends == [(3, 1), (10, 0)]


def test_a_part_is_tokenised_by_setting_position_and_end() -> None:
    """Links with a space before their URL parse their text so."""

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "{":
            return False
        end, after = state.src.index("}", state.pos), state.posMax
        state.push("x_open", "x", 1)
        state.pos, state.posMax = state.pos + 1, end
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("x_close", "x", -1)
        state.pos, state.posMax = end + 1, after
        return True

    tokens = run_inline("{*a*}b", rule)
    assert types(tokens) == [
        *("x_open", "em_open", "text", "em_close", "x_close", "text")
    ]


def test_skip_token_goes_past_one_token_without_making_it() -> None:
    md = make_parser()
    state = StateInline("`a]`[b](c)d", md, {}, [])
    md.inline.skipToken(state)
    assert (state.pos, state.tokens) == (4, [])
    md.inline.skipToken(state)
    assert state.pos == 10


def test_skipping_asks_rules_silently() -> None:
    asked = []

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] == "!":
            asked.append(silent)
        return False

    run_inline("[a!](b)", rule)
    assert asked == [True, False]


def test_text_stops_at_characters_that_are_made_known() -> None:
    asked = []

    def rule(state: StateInline, silent: bool) -> bool:
        asked.append(state.src[state.pos])
        return False

    run_inline('ab"c', rule)
    assert '"' not in asked
    run_inline('ab"c', rule, prepare=lambda md: md.inline.add_terminator_char('"'))
    assert '"' in asked


@pytest.mark.parametrize("character", "@$~^:<[!*&\\")
def test_characters_at_which_text_stops(character: str) -> None:
    """The rules of the dialect are asked at these without making them known."""
    asked = []

    def rule(state: StateInline, silent: bool) -> bool:
        asked.append(state.src[state.pos])
        return False

    run_inline(f"ab{character}c", rule)
    assert character in asked


def test_runs_of_delimiters_are_scanned() -> None:
    state = StateInline("a==b", make_parser(), {}, [])
    found = state.scanDelims(1, True)
    assert (found.can_open, found.can_close, found.length) == (True, True, 2)
    found = state.scanDelims(1, False)
    assert (found.can_open, found.can_close) == (False, False)


def test_delimiters_of_one_marker_are_paired() -> None:
    """A marker may be any number, greater than that of a character."""
    marker = 2 << 24 | ord("=")
    pairs: list[list[tuple[int, int]]] = []

    def scan(state: StateInline, silent: bool) -> bool:
        if silent or not state.src.startswith("==", state.pos):
            return False
        found = state.scanDelims(state.pos, True)
        state.push("text", "", 0).content = "=="
        delimiter = Delimiter(
            marker=marker,
            length=0,
            token=len(state.tokens) - 1,
            end=-1,
            open=found.can_open,
            close=found.can_close,
        )
        state.delimiters.append(delimiter)
        state.pos += 2
        return True

    def pair(state: StateInline) -> None:
        inner = [meta["delimiters"] for meta in state.tokens_meta if meta]
        for delimiters in (state.delimiters, *inner):
            found = [
                (d.token, delimiters[d.end].token)
                for d in delimiters
                if d.marker == marker and d.end >= 0
            ]
            pairs.append(found)

    md = make_parser()
    md.inline.add_terminator_char("=")
    md.inline.ruler.before("emphasis", "ours", scan)
    md.inline.ruler2.before("emphasis", "ours", pair)
    md.parseInline("==a== [==b==](c)")
    # Those of the text, then those in the link.
    assert [len(found) for found in pairs if found] == [1, 1]
    assert pairs[0] == [(0, 2)]


def test_the_last_step_sees_joined_text_and_levels() -> None:
    seen: list[list[str]] = []
    md = make_parser()

    def last(state: StateInline) -> None:
        seen.append([token.content for token in state.tokens])

    md.inline.ruler2.after("fragments_join", "ours", last)
    md.parseInline("a ** b")
    assert seen == [["a ** b"]]
    assert md.get_all_rules()["inline2"][-1] == "ours"


def test_html_in_text_is_one_token_a_tag() -> None:
    children = make_parser().parseInline('<b class="x">a</b><!-- c -->')[0].children
    assert [t.content for t in children or [] if t.type == "html_inline"] == [
        *('<b class="x">', "</b>", "<!-- c -->")
    ]


def test_urls_are_checked_normalised_and_shown() -> None:
    md = make_parser()
    assert md.normalizeLink("a b?ü") == "a%20b?%C3%BC"
    assert md.normalizeLinkText("a%20%C3%BC") == "a ü"
    assert md.validateLink("https://a")
    assert not md.validateLink("javascript:a")


# Tokens


def test_a_token_is_copied_with_changes() -> None:
    token = Token("td_open", "td", 1, map=[1, 2], attrs={"style": "x"})
    copy = token.copy(attrs={}, map=[3, 4])
    assert (copy.type, copy.nesting, copy.attrs, copy.map) == ("td_open", 1, {}, [3, 4])
    assert (token.attrs, token.map) == ({"style": "x"}, [1, 2])


def test_a_token_may_have_any_metadata() -> None:
    token = Token("x", "", 0, block=True, content="a", meta={"line": 1}, children=[])
    token.meta.setdefault("anchors", []).append("b")
    assert token.meta == {"line": 1, "anchors": ["b"]}
    assert (token.info, token.markup, token.hidden) == ("", "", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    a\n", ["code_block"]),
        ("```x y\na\n```", ["fence"]),
        ("- a", ["bullet_list_open", "list_item_open", "paragraph_open"]),
        ("> a", ["blockquote_open", "paragraph_open"]),
        ("# a", ["heading_open"]),
        ("***", ["hr"]),
        ("<div>\na\n", ["html_block"]),
    ],
)
def test_types_of_block_tokens(text: str, expected: list[str]) -> None:
    tokens = make_parser().parse(text)
    opening = [t for t in types(tokens) if not t.endswith("_close") and t != "inline"]
    assert opening == expected
    first = tokens[0]
    assert first.map is not None
    assert first.map[0] == 0
    if first.type == "fence":
        assert (first.info, first.content, first.markup) == ("x y", "a\n", "```")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", ["text", "softbreak", "text"]),
        ("a\\\nb", ["text", "hardbreak", "text"]),
        ("`a`", ["code_inline"]),
        ("**a**", ["strong_open", "text", "strong_close"]),
        ("<https://a>", ["link_open", "text", "link_close"]),
        ("![a](b)", ["image"]),
        ("&amp;\\*", ["text_special", "text_special"]),
    ],
)
def test_types_of_inline_tokens(text: str, expected: list[str]) -> None:
    md = make_parser()
    # Without it, escapes and entities keep their own tokens.
    md.core.ruler.disable("text_join")
    children = md.parse(text)[1].children or []
    assert types([t for t in children if t.content or t.type != "text"]) == expected


def test_a_bare_url_is_marked_by_its_information() -> None:
    children = make_parser().parseInline("<https://a>")[0].children or []
    assert (children[0].info, children[0].markup) == ("auto", "autolink")


def test_an_image_has_its_text_as_children() -> None:
    (image,) = make_parser().parseInline('![a *b*](c.png "t")')[0].children or []
    assert types(image.children or []) == ["text", "em_open", "text", "em_close"]
    assert image.attrs == {"src": "c.png", "alt": "", "title": "t"}
    assert image.content == "a *b*"


# Plugins


def test_github_bare_urls() -> None:
    md = make_parser().use(gfm_autolink_plugin)
    assert "gfm_autolink_protocol" in md.get_all_rules()["inline"]
    md.disable("gfm_autolink_protocol")
    hrefs = [
        token.attrs["href"]
        for token in md.parseInline("www.a.com https://b.com c@d.com")[0].children or []
        if token.type == "link_open"
    ]
    assert hrefs == ["http://www.a.com", "mailto:c@d.com"]


def test_math_between_dollars() -> None:
    md = make_parser()
    md.use(dollarmath_plugin, allow_labels=False, allow_digits=False)
    assert "math_inline" in md.get_all_rules()["inline"]
    assert "math_block" in md.get_all_rules()["block"]
    (token,) = md.parse("$$\na\n$$")
    assert (token.type, token.content) == ("math_block", "\na\n")
    (token,) = md.parseInline("$a$")[0].children or []
    assert (token.type, token.content, token.markup) == ("math_inline", "a", "$")


def test_attributes_are_parsed_up_to_their_end() -> None:
    text = '{#a .b .c width=2 x="y z"}'
    end, attributes = parse(text)
    assert end == len(text) - 1
    assert attributes == {"id": "a", "class": "b c", "width": "2", "x": "y z"}
    with pytest.raises(ParseError):
        parse("{a b")


def test_attributes_that_are_not_allowed_are_kept_apart() -> None:
    md = make_parser()
    md.use(attrs_plugin, allowed=("id",)).use(attrs_block_plugin, allowed=("id",))
    block, inline, *_ = md.parse("{#a width=1}\n![x](y){#b .c}")
    assert block.attrs == {"id": "a"}
    (image,) = inline.children or []
    assert (image.attrs["id"], "class" in image.attrs) == ("b", False)


def test_definition_lists() -> None:
    tokens = make_parser().use(deflist_plugin).parse("a\n: b")
    assert types(tokens)[0::3][:2] == ["dl_open", "dt_close"]
    assert {"dl_open", "dt_open", "dd_open"} <= set(types(tokens))


def test_strikethrough_has_tokens_of_its_own() -> None:
    children = make_parser().enable("strikethrough").parseInline("~~a~~")[0].children
    assert types(children or []) == ["s_open", "text", "s_close"]
