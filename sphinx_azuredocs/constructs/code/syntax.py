"""Code snippets: ``[!code-python[name](app.py#tag)]``, ``:::code source="…":::``.

.. code-block:: md

    [!code-csharp[Main](Program.cs?name=main&highlight=2 "Program.cs")]
    [!notebook-python[](train.ipynb?name=cell)]
    :::code language="yaml" source="app.yml" range="1-3,7-" highlight="2":::

A snippet is alone on its line. Source of the grammar: docfx: ``CodeSnippetParser.cs``,
``CodeExtension.cs``.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ...syntax.triple_colon import Attributes, TripleColon, allow, require
from ...warnings import WarningKind

_SNIPPET = re.compile(
    r"""\[!(?P<what>code|notebook)(?:-(?P<language>[^\[\]\s]+))?[ ]*
        \[(?P<name>(?:\\.|[^\]\\\n])*)\][ \t]*
        \([ \t]*(?P<path>(?:\\[()]|\((?:\\[()]|[^()\n])*\)|[^()?\#"\n\\]|\\)+?)[ \t]*
        (?:\?(?P<query>[^\#"\n)]*))?(?:\#(?P<fragment>[^"\n)]*?))?[ \t]*
        (?:"(?P<title>(?:\\.|[^"\\\n])*)")?[ \t]*\)[ \t]*\][ \t]*""",
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(.)")
_KEYS = frozenset(("name", "start", "end", "range", "highlight", "dedent"))


def code_snippet_plugin(md: MarkdownIt) -> None:
    """Add the block rule for code snippets, which become ``code_snippet`` tokens.

    The ``meta`` of a token has strings, empty if not given: ``source``, ``language``,
    ``title``, ``fragment`` and the keys of the query ``name``, ``range``, ``start``,
    ``end``, ``highlight``, ``dedent``; and the boolean ``is_notebook``, True for a cell
    of a notebook. The ``content`` of a token is its source line.

    :param md: the parser.
    """
    md.block.ruler.before(
        "table",
        "code_snippet",
        _snippet,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _snippet(state: StateBlock, start_line: int, _end: int, silent: bool) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("[!", begin) or state.is_code_block(start_line):
        return False
    match = _SNIPPET.fullmatch(state.src, begin, state.eMarks[start_line])
    if match is None:
        return False
    if not silent:
        token = state.push("code_snippet", "", 0)
        token.block, token.map = True, [start_line, start_line + 1]
        token.content = match[0].strip()
        token.meta = {
            **dict.fromkeys(_KEYS, ""),
            **_query(match["query"] or ""),
            "source": unquote(match["path"].replace("\\(", "(").replace("\\)", ")")),
            "language": match["language"] or "",
            "title": _ESCAPED.sub(r"\1", match["title"] or "").strip(),
            "fragment": (match["fragment"] or "").strip(),
            "is_interactive": False,
            "is_notebook": match["what"].lower() == "notebook",
        }
        state.line = start_line + 1
    return True


def _query(text: str) -> dict[str, str]:
    """Return the keys of a URL query and their decoded values.

    Parsing stops before the first unknown key.
    """
    found = {}
    for part in filter(None, text.split("&")):
        key, _, value = part.partition("=")
        if key.lower() not in _KEYS:
            break
        found[key.lower()] = unquote(value).strip()
    return found


def _read(attributes: Attributes) -> dict[str, Any]:
    allow(
        attributes,
        *("source", "language", "range", "id", "highlight", "interactive", "title"),
        "loc-scope",
    )
    require(attributes, "source")
    return {
        **dict.fromkeys(_KEYS, ""),
        "source": attributes["source"].strip(),
        "language": attributes.get("language", "").strip(),
        "is_interactive": bool(attributes.get("interactive", "").strip()),
        "title": attributes.get("title", ""),
        "name": attributes.get("id", "").strip(),
        "range": attributes.get("range", "").strip(),
        "highlight": attributes.get("highlight", "").strip(),
        "fragment": "",
        "is_notebook": False,
    }


CODE = TripleColon(
    name="code",
    kind=WarningKind.SNIPPET,
    read=_read,
    token_type="code_snippet",
    example=':::code language="python" source="app.py":::',
    is_container=False,
    closes=None,
)
"""Token ``code_snippet``, with the ``meta`` of :func:`code_snippet_plugin`."""
