"""Code blocks: the languages of the site, and their lexers."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..renderer.code_languages import INTERACTIVE_CLASS, PLAIN, code_language
from .base import BaseRenderer


class CodeBlockRenderer(BaseRenderer):
    """Code blocks: the languages of the site, and their lexers."""

    def create_highlighted_code_block(
        self, text: str, lexer_name: str | None, *args: Any, **options: Any
    ) -> nodes.Element:
        """Make a code block, of a language by the name that the site has for it."""
        language = code_language(lexer_name or "none")
        lexer = language.lexer if language.is_known else PLAIN
        block = super().create_highlighted_code_block(text, lexer, *args, **options)
        # Fragments, with dots and names for values, are no mistakes.
        block["force"] = True
        if language.is_interactive:
            block["classes"].append(INTERACTIVE_CLASS)
        return block
