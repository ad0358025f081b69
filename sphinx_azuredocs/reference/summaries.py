"""Short descriptions of objects, as plain text."""

from __future__ import annotations

import re
from html import unescape

_TAGS = re.compile(
    r"<xref[^>]*?(?:href|uid)=[\"']([^\"'?]*)[^>]*>(?:</xref>)?|<xref:([^>\s]+)>"
    r"|</?[a-zA-Z][^<>]*>|<!--.*?-->",
    re.DOTALL,
)
_LINKS = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_MARKERS = re.compile(r"(?<!\w)(\*\*|__|\*)(?=\S)(.+?)(?<=\S)\1(?!\w)|`+([^`]+)`+")
_ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTE = re.compile(r"^(?:>\s*)+(?:\[!\w+\]\s*)?", re.MULTILINE)
_END = re.compile(r"\n\s*\n|\n(?=[-*+#>] |\d+\. )")


def plain(markdown: str) -> str:
    """Return a text without the markup of Markdown and HTML, on one line.

    :param markdown: the text.
    """
    if not markdown:
        return ""
    text = _QUOTE.sub("", markdown)
    text = _TAGS.sub(_name, text)
    text = _LINKS.sub(r"\1", text)
    text = _MARKERS.sub(lambda match: match[2] or match[3], text)
    return " ".join(unescape(_ESCAPES.sub(r"\1", text)).split())


def first_paragraph(markdown: str) -> str:
    """Return the first paragraph of a text, as plain text.

    :param markdown: the text.
    """
    return plain(_END.split(markdown.strip(), 1)[0])


def _name(match: re.Match[str]) -> str:
    """Return the last components of the uid of a reference; empty for other tags."""
    uid = match[1] or match[2] or ""
    return uid.split("(")[0].rpartition(".")[2] if uid else ""
