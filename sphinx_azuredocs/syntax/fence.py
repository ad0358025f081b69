"""Fenced code whose first line is in the info string, on the line of the fence.

.. code-block:: md

    ```<repositories>
    <repository>
    ```
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def fence_plugin(md: MarkdownIt) -> None:
    """Move an info string that begins with ``<`` to the content of its fence.

    :param md: the parser.
    """
    md.core.ruler.before("inline", "azure_fence", _fences)


def _fences(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "fence" and token.info.lstrip().startswith("<"):
            token.content = f"{token.info.strip()}\n{token.content}"
            token.info = ""
