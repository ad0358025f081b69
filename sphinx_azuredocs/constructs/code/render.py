"""How code of other files is rendered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from ...page.reading import AbsentText, CodeFile
from ...renderer import AzureRenderer, line_of
from ...renderer.code_languages import PLAIN, code_language
from ...warnings import Problem, WarningKind
from .diagrams import diagram_directive
from .extract import (
    Selection,
    SnippetError,
    extract,
    extract_cell,
    read_fragment,
    read_ranges,
)

OWN_DIRECTIVES = frozenset(("account-comparison", "azure:pages"))
"""The directives that fences of articles may name in braces."""
# The name up to other attributes, as in `{r, echo=FALSE}` and `{.python}`.
_IN_BRACES = re.compile(r"\{(?P<name>[^\s{},]*)[^{}]*\}.*")


def render_code_snippet(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a part of a code file; what cannot be found is left as it is written."""
    reader = renderer.context.reader
    assert reader is not None
    meta = token.meta
    line = line_of(token)
    file = reader.read_code(meta["source"], Path(renderer.sources.current.path))
    if isinstance(file, AbsentText):
        renderer.report(file.problem, line)
        _append_link(renderer, token, file)
        return
    if isinstance(file, Problem):
        renderer.report(file, line)
        renderer.append_as_written(token)
        return
    wrong: list[str] = []
    language = meta["language"] or _language_of(file, token.content, wrong)
    try:
        code = _code(file, language, meta, wrong)
    except SnippetError as error:
        message = f"{meta['source']}: {error}; correct it. It was left as text"
        renderer.report(Problem(WarningKind.SNIPPET, message), line)
        renderer.append_as_written(token)
        return
    highlight = _lines(meta["highlight"], code, wrong)
    for what in wrong:
        problem = Problem(WarningKind.SNIPPET, f"{meta['source']}: {what}")
        renderer.report(problem, line)
    block = renderer.create_highlighted_code_block(
        code,
        language,
        source=renderer.document["source"],
        line=line,
        emphasize_lines=highlight or None,
    )
    renderer.current_node.append(_captioned(block, meta["title"]))


def _language_of(file: CodeFile, written: str, wrong: list[str]) -> str:
    """The language of a file, by its suffix.

    :param written: what asks for it, which must say what cannot be told if it is
        written with three colons.
    """
    suffix = file.path.suffix.removeprefix(".")
    if suffix and code_language(suffix).is_known:
        return suffix
    if written.startswith(":::"):
        wrong.append('its name does not say its language; add language="…"')
    return PLAIN


def _code(file: CodeFile, language: str, meta: dict[str, Any], wrong: list[str]) -> str:
    if meta["is_notebook"]:
        return extract_cell(file.text, meta["name"] or meta["fragment"])
    # A tag is looked for by what the file is, whatever it is shown as.
    suffix = file.path.suffix.removeprefix(".")
    return extract(file.text, suffix, _selection(meta, wrong), language)


def _selection(meta: dict[str, Any], wrong: list[str]) -> Selection:
    """Which part is meant: a tag goes before lines, the fragment before the query."""
    dedent = meta["dedent"]
    count = int(dedent) if dedent.isdecimal() else None
    fragment = read_fragment(meta["fragment"]) if meta["fragment"] else Selection()
    if tag := fragment.tag or meta["name"]:
        return Selection(tag=tag, dedent=count)
    if fragment.ranges:
        return Selection(ranges=fragment.ranges, dedent=count)
    ranges = meta["range"]
    if meta["start"] or meta["end"]:
        first = meta["start"] or "1"
        ranges = f"{first}-{meta['end'] or first}"
    return Selection(ranges=_ranges(ranges, wrong), dedent=count)


def _ranges(text: str, wrong: list[str]) -> tuple[tuple[int, int | None], ...]:
    """The lines that are named; none where it is wrong what names them."""
    try:
        return read_ranges(text) if text else ()
    except SnippetError as error:
        wrong.append(f"{error}; this was ignored")
        return ()


def _lines(text: str, code: str, wrong: list[str]) -> list[int]:
    """The lines to highlight, of those that are shown."""
    count = code.count("\n") + 1
    return [
        line
        for first, last in _ranges(text, wrong)
        for line in range(first, min(last or count, count) + 1)
    ]


def _captioned(block: nodes.Element, title: str) -> nodes.Element:
    """Code with a caption, as Sphinx has it."""
    if not title:
        return block
    caption = nodes.caption(title, title)
    caption.source, caption.line = block.source, block.line
    return nodes.container(
        "", caption, block, literal_block=True, classes=["literal-block-wrapper"]
    )


def _append_link(
    renderer: AzureRenderer, token: SyntaxTreeNode, file: AbsentText
) -> None:
    link = nodes.reference(file.name, file.name, refuri=file.url, internal=False)
    paragraph = nodes.paragraph("", "", link)
    renderer.add_line_and_source_path(paragraph, token)
    renderer.current_node.append(paragraph)


def render_fence(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a fence: as a diagram if an extension draws it, else as code.

    A name in braces is a language, as in Markdig; only the directives of this package
    are directives in articles.
    """
    name = diagram_directive(token.info, renderer.sphinx_env.config)
    language = _IN_BRACES.fullmatch(token.info.strip())
    if language and language["name"] not in OWN_DIRECTIVES:
        assert token.token is not None
        token.token.info = language["name"].lstrip(".")
    if name is None:
        renderer.render_fence(token)
        return
    # A blank line: what follows is never an option of the directive.
    content = f"\n{token.content}"
    renderer.current_node += renderer.run_directive(
        name, "", content, token_line(token, 0)
    )
