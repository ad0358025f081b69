"""Notes and divisions, as docfx writes them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from ...syntax.blocks import split_blocks
from ...syntax.html.content import CALLOUT_KINDS
from ...writing.inline import as_html
from ...writing.markdown import Lines, MarkdownWriter, quoted
from ...writing.spelling import WRITE_BLOCK, Line
from .alert import match_alert


def respell_note(line: Line) -> Lines | None:
    """Return ``[!NOTE]``, and the text on its line, for ``[AZURE.NOTE] Text``."""
    kinds = {kind.upper() for kind in line.context.settings.alerts}
    alert = match_alert(line.text, any_kind=line.in_quote, kinds=kinds)
    if alert is None:
        return None
    if alert.title:
        return None
    if not line.in_quote:
        return WRITE_BLOCK
    text = line.text[alert.end :].strip()
    if alert.is_docfx and not text:
        return None
    return [f"[!{alert.kind}]", *filter(None, [text])]


def write_alert(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a note.

    docfx has no titles. A note with a title is written as in articles of 2014; without
    a kind as the element of 2013.
    """
    blocks = list(split_blocks(block[1:-1]))
    kind = block[0].info
    if blocks and blocks[0][0].meta.get("title"):
        inner = writer.blocks([token for rest in blocks[1:] for token in rest])
        if kind:
            return quoted([f"[AZURE.{kind} ({blocks[0][1].content})]", *inner])
        title = as_html(blocks[0][1].children or ())
        start = ['<div class="dev-callout">', f"<strong>{title}</strong>", ""]
        return [*start, *inner, "", "</div>"]
    content = writer.blocks(block[1:-1])
    return quoted([f"[!{kind or CALLOUT_KINDS[0]}]", *content])


def write_div(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a division."""
    classes, id_ = " ".join(block[0].meta["classes"]), block[0].meta["id"]
    attributes = f' class="{escape(classes)}"' if classes else ""
    attributes += f' id="{escape(id_)}"' if id_ else ""
    return quoted([f"[!div{attributes}]", *writer.blocks(block[1:-1])])
