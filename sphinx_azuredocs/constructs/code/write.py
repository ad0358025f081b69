"""Code snippets, which are written as they are."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from ...writing.markdown import Lines, MarkdownWriter


def write_code_snippet(_writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a code snippet as its source line."""
    return [block[0].content]
