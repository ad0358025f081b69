"""Render functions for snippets of code files and for fenced code blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import token_line

from ...page.dialects import Dialect
from ...page.reading import AbsentText, CodeFile
from ...renderer import AzureRenderer, line_of
from ...renderer.code_languages import INTERACTIVE, PLAIN, code_language
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
"""The directives that a fence of an article can run, by their name in braces."""
# An info string in braces: a name and other attributes, as in `{r, echo=FALSE}`.
_IN_BRACES = re.compile(r"\{(?P<name>[^\s{},]*)[^{}]*\}.*")


def render_code_snippet(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``code_snippet`` token as a code block.

    A snippet of a repository that is not checked out becomes a link to the file. A
    snippet that cannot be read is reported, and its source text is shown.
    """
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
    snippet, problems = _snippet(file, meta, token.content)
    for problem in problems:
        renderer.report(problem, line)
    if snippet is None:
        renderer.append_as_written(token)
        return
    block = renderer.create_highlighted_code_block(
        snippet.code,
        snippet.language,
        source=renderer.document["source"],
        line=line,
        emphasize_lines=snippet.highlighted or None,
    )
    renderer.current_node.append(_captioned(block, meta["title"]))


@dataclass(frozen=True)
class _Snippet:
    """The code that a snippet shows.

    :param code: the selected lines of the file.
    :param language: the language of the code block.
    :param highlighted: 1-based lines of ``code`` to highlight.
    """

    code: str
    language: str
    highlighted: list[int]


_Problems = tuple[Problem, ...]
_Ranges = tuple[tuple[int, int | None], ...]


def _snippet(
    file: CodeFile, meta: dict[str, Any], written: str
) -> tuple[_Snippet | None, _Problems]:
    """Return the selected code of a file, and the problems of the token.

    :param file: the file.
    :param meta: the ``meta`` of the token.
    :param written: the source text of the token.
    :return: the snippet, ``None`` if the selection is not in the file; and the problems
        to report.
    """
    language, nameless = _language_of(file, meta, written)
    selection, unreadable = _selection(meta)
    try:
        code = _code(file, language, meta, selection)
    except SnippetError as error:
        return None, (_problem(meta, f"{error}; correct it. It was left as text"),)
    highlighted, unmatched = _lines(meta, code)
    if meta["is_interactive"]:
        language = f"{language.removesuffix(INTERACTIVE)}{INTERACTIVE}"
    return _Snippet(code, language, highlighted), (*nameless, *unreadable, *unmatched)


def _problem(meta: dict[str, Any], message: str) -> Problem:
    return Problem(WarningKind.SNIPPET, f"{meta['source']}: {message}")


def _language_of(
    file: CodeFile, meta: dict[str, Any], written: str
) -> tuple[str, _Problems]:
    """Return the language of a snippet: the given one, else by the suffix of the file.

    A triple-colon snippet without a language, whose file has an unknown suffix, is a
    problem.
    """
    suffix = file.path.suffix.removeprefix(".")
    if meta["language"] or (suffix and code_language(suffix).is_known):
        return meta["language"] or suffix, ()
    if not written.startswith(":::"):
        return PLAIN, ()
    message = 'its name does not say its language; add language="…"'
    return PLAIN, (_problem(meta, message),)


def _code(
    file: CodeFile, language: str, meta: dict[str, Any], selection: Selection
) -> str:
    if meta["is_notebook"]:
        return extract_cell(file.text, meta["name"] or meta["fragment"])
    # The comment syntax is that of the file; the code block may have another language.
    suffix = file.path.suffix.removeprefix(".")
    return extract(file.text, suffix, selection, language)


def _selection(meta: dict[str, Any]) -> tuple[Selection, _Problems]:
    """Return the selection of a snippet, and the problems of its attributes.

    A tag takes precedence over lines, and the fragment over the query.
    """
    dedent = meta["dedent"]
    count = int(dedent) if dedent.isdecimal() else None
    if meta["is_notebook"]:
        return Selection(), ()
    fragment = read_fragment(meta["fragment"]) if meta["fragment"] else Selection()
    if tag := fragment.tag or meta["name"]:
        return Selection(tag=tag, dedent=count), ()
    if fragment.ranges:
        return Selection(ranges=fragment.ranges, dedent=count), ()
    text = meta["range"]
    if meta["start"] or meta["end"]:
        first = meta["start"] or "1"
        text = f"{first}-{meta['end'] or first}"
    ranges, problems = _ranges(meta, text)
    return Selection(ranges=ranges, dedent=count), problems


def _ranges(meta: dict[str, Any], text: str) -> tuple[_Ranges, _Problems]:
    """Return the ranges of lines in a text; empty and a problem if it is invalid."""
    try:
        return (read_ranges(text) if text else ()), ()
    except SnippetError as error:
        return (), (_problem(meta, f"{error}; this was ignored"),)


def _lines(meta: dict[str, Any], code: str) -> tuple[list[int], _Problems]:
    """Return the 1-based lines of the snippet to highlight, and the problems.

    :param code: the code that is shown; lines after its end are left out.
    """
    count = code.count("\n") + 1
    ranges, problems = _ranges(meta, meta["highlight"])
    lines = [
        line
        for first, last in ranges
        for line in range(first, min(last or count, count) + 1)
    ]
    return lines, problems


def _captioned(block: nodes.Element, title: str) -> nodes.Element:
    """Return a code block with a caption, in the container that Sphinx expects.

    :param title: the caption; the block is returned unchanged if it is empty.
    """
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
    """Render a ``fence`` token: as a diagram if an extension draws it, else as code.

    A name in braces is a language, as in Markdig, except the names in
    :data:`OWN_DIRECTIVES`. In articles in MyST Markdown it is a directive.
    """
    name = diagram_directive(token.info, renderer.sphinx_env.config)
    language = _IN_BRACES.fullmatch(token.info.strip())
    has_directives = renderer.context.dialect is Dialect.MYST_ARTICLE
    if language and not has_directives and language["name"] not in OWN_DIRECTIVES:
        assert token.token is not None
        token.token.info = language["name"].lstrip(".")
    if name is None:
        renderer.render_fence(token)
        return
    # After a blank line, MyST reads no options of the directive.
    content = f"\n{token.content}"
    renderer.current_node += renderer.run_directive(
        name, "", content, token_line(token, 0)
    )
