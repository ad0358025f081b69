"""What is HTML, and what only looks like it."""

from __future__ import annotations

import re

from tests.independent.html_names import INLINE

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LISTS = frozenset(("ul", "ol", "dir", "menu"))
KEPT = frozenset(
    ("iframe", "object", "script", "style", "svg", "form", "video", "audio", "embed")
)
"""Elements that Markdown has nothing for."""
INNER = frozenset(
    ("caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr", "table")
) | {"dd", "div", "dt", "li", "ol", "p", "pre", "ul", "dl"}
BLOCKS = (
    HEADINGS
    | LISTS
    | KEPT
    | INNER
    | {"blockquote", "center", "hr", "section", "article", "details", "summary"}
    | {"address", "aside", "footer", "header", "main", "nav", "figure", "figcaption"}
)
_INLINE = INLINE | {"br", "img"}
_WORDS = frozenset(
    ("address", "header", "footer", "main", "object", "form", "section", "summary")
) | {"data", "time", "label", "caption", "var", "menu", "details", "figure", "style"}
TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][\w.:-]*)(?=[\s/>])
    (?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""",
    re.VERBOSE,
)


def escape_placeholders(html: str) -> str:
    """HTML in which what only looks like a tag, such as ``<jobFile>``, is text."""
    text = html.lower()

    def as_text(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        known = name in BLOCKS or name in _INLINE
        bare = name in _WORDS and not tag["attributes"].strip(" /")
        if known and not (bare and f"</{name}" not in text and not tag["end"]):
            return tag[0]
        return tag[0].replace("<", "&lt;").replace(">", "&gt;")

    return TAG.sub(as_text, html)
