"""Notes and divisions, as docfx writes them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from ...syntax.blocks import split_blocks
from ...syntax.html.content import CALLOUT_KINDS
from ...writing.inline import as_html
from ...writing.markdown import Lines, MarkdownWriter, quoted
from ...writing.spelling import Line
from .alert import match_alert


def respell_note(line: Line) -> Lines | None:
    """Return ``[!NOTE]``, and the text on its line, for ``[AZURE.NOTE] Text``."""
    if not line.in_quote:
        return None
    kinds = {kind.upper() for kind in line.context.settings.alerts}
    alert = match_alert(line.text, any_kind=True, kinds=kinds)
    if alert is None or alert.title:
        return None
    text = line.text[alert.end :].strip()
    if alert.is_docfx and not text:
        return None
    return [f"[!{alert.kind}]", *filter(None, [text])]


def write_alert(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a note; one with a title as the element of 2013, which has titles."""
    blocks = list(split_blocks(block[1:-1]))
    kind = block[0].info
    if blocks and blocks[0][0].meta.get("title"):
        title = as_html(blocks[0][1].children or ())
        inner = writer.blocks([token for rest in blocks[1:] for token in rest])
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
