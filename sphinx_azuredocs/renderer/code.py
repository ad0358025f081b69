"""How code of other files is rendered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ..includes import CodeFile, IncludeReader
from ..snippets import (
    Selection,
    SnippetError,
    extract,
    extract_cell,
    read_fragment,
    read_ranges,
)
from ..syntax.include import AbsentText
from ..warnings import Problem, WarningKind
from .azure import AzureRenderer, line_of


def render_code_snippet(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a part of a code file; what cannot be found is left as it is written."""
    reader: IncludeReader = renderer.md.options["azuredocs_reader"]
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
    language = meta["language"] or file.path.suffix.removeprefix(".") or "text"
    try:
        code = _code(file, language, meta)
        highlight = _lines(meta["highlight"], code)
    except SnippetError as error:
        message = f"{meta['source']}: {error}; correct it. It was left as text"
        renderer.report(Problem(WarningKind.SNIPPET, message), line)
        renderer.append_as_written(token)
        return
    block = renderer.create_highlighted_code_block(
        code,
        language,
        source=renderer.document["source"],
        line=line,
        emphasize_lines=highlight or None,
    )
    renderer.current_node.append(_captioned(block, meta["title"]))


def _code(file: CodeFile, language: str, meta: dict[str, Any]) -> str:
    if meta["is_notebook"]:
        return extract_cell(file.text, meta["name"] or meta["fragment"])
    # A tag is looked for by what the file is, whatever it is shown as.
    suffix = file.path.suffix.removeprefix(".") or language
    return extract(file.text, suffix, _selection(meta))


def _selection(meta: dict[str, Any]) -> Selection:
    """Which part is meant: a tag goes before lines, the fragment before the query."""
    dedent = meta["dedent"]
    count = int(dedent) if dedent.isdecimal() else None
    fragment = read_fragment(meta["fragment"]) if meta["fragment"] else Selection()
    if tag := fragment.tag or meta["name"]:
        return Selection(tag=tag, dedent=count)
    if fragment.ranges:
        return Selection(ranges=fragment.ranges, dedent=count)
    if meta["start"] or meta["end"]:
        first = meta["start"] or "1"
        last = meta["end"] or first
        return Selection(ranges=read_ranges(f"{first}-{last}"), dedent=count)
    ranges = read_ranges(meta["range"]) if meta["range"] else ()
    return Selection(ranges=ranges, dedent=count)


def _lines(text: str, code: str) -> list[int]:
    """The lines to highlight, of those that are shown."""
    count = code.count("\n") + 1
    return [
        line
        for first, last in (read_ranges(text) if text else ())
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


RENDER_RULES = (render_code_snippet,)
"""A function for each token of this room."""
