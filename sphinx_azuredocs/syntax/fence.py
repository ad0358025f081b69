"""Code that begins on the line of its fence, where the name of a language would be.

.. code-block:: md

    ```<repositories>
    <repository>
    ```
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def fence_plugin(md: MarkdownIt) -> None:
    """Take such a line for code, which is not lost then."""
    md.core.ruler.before("inline", "azure_fence", _fences)


def _fences(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "fence" and token.info.lstrip().startswith("<"):
            token.content = f"{token.info.strip()}\n{token.content}"
            token.info = ""
