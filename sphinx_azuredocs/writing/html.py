"""Elements of HTML that are blocks, written from their tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from markdown_it.token import Token

from ..syntax.blocks import split_blocks
from .inline import CannotWriteError, as_html, attributes_in_tag
from .markdown import Lines, MarkdownWriter, Write, element


def write_html_div(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a ``<div>`` with Markdown in it."""
    return element("div", attributes_in_tag(block[0]), writer.blocks(block[1:-1]))


def write_html_words(_writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write the text of a ``<summary>`` or the like."""
    return as_html(block[1].children or ()).split("\n")


def write_html_table(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a table with Markdown in its cells."""
    lines = [f"<table{attributes_in_tag(block[0])}>"]
    rows = list(split_blocks(block[1:-1]))
    heads = [row for row in rows if row[0].meta.get("head")]
    for row in rows:
        if row[0].type == "html_caption_open":
            caption = as_html(row[1].children or ())
            lines.append(f"<caption>{caption}</caption>")
            continue
        is_first_head = bool(heads) and row is heads[0]
        is_last_head = bool(heads) and row is heads[-1]
        cells = [
            line for cell in split_blocks(row[1:-1]) for line in _cell(writer, cell)
        ]
        lines += ["<thead>"] if is_first_head else []
        lines += [f"<tr{attributes_in_tag(row[0])}>", *cells, "</tr>"]
        lines += ["</thead>"] if is_last_head else []
    return [*lines, "</table>"]


def _cell(writer: MarkdownWriter, cell: Sequence[Token]) -> Lines:
    opening, inner = cell[0], list(cell[1:-1])
    name = "th" if opening.meta["is_header"] else "td"
    spans = "".join(
        f' {span}="{opening.meta[span]}"'
        for span in ("rowspan", "colspan")
        if span in opening.meta
    )
    attributes = attributes_in_tag(opening) + spans
    if inner and inner[0].type == "anchor":
        attributes += f' id="{escape(inner.pop(0).meta["anchors"][0])}"'
    if not inner:
        return [f"<{name}{attributes}></{name}>"]
    if _is_text(inner):
        try:
            text = as_html(inner[1].children or ())
        except CannotWriteError:
            pass
        else:
            return f"<{name}{attributes}>{text}</{name}>".split("\n")
    return element(name, attributes, writer.blocks(inner))


def _is_text(tokens: Sequence[Token]) -> bool:
    is_paragraph = len(tokens) == 3 and tokens[0].type == "paragraph_open"
    return is_paragraph and not attributes_in_tag(tokens[0])


def write_dl(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a list of definitions."""
    lines = [f"<dl{attributes_in_tag(block[0])}>"]
    for part in split_blocks(block[1:-1]):
        if part[0].type == "dt_open":
            lines.append(f"<dt>{as_html(part[1].children or ())}</dt>")
        else:
            lines += element("dd", "", writer.blocks(part[1:-1]))
    return [*lines, "</dl>"]


HTML: Mapping[str, Write] = {
    "html_div": write_html_div,
    "html_words": write_html_words,
    "html_table": write_html_table,
    "dl": write_dl,
}
"""Type of a token without ``_open`` → the function that writes it."""
