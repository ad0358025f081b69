"""Code blocks: rendering with the language names of Microsoft Learn."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..renderer.code_languages import INTERACTIVE_CLASS, PLAIN, code_language
from .base import BaseRenderer


class CodeBlockRenderer(BaseRenderer):
    """Renderer of code blocks, which maps Learn's languages to Pygments lexers."""

    def create_highlighted_code_block(
        self, text: str, lexer_name: str | None, *args: Any, **options: Any
    ) -> nodes.Element:
        """Return a code block, highlighted by the lexer for a language.

        :param text: the code.
        :param lexer_name: the language as written, such as ``azurecli-interactive``;
            ``None`` for plain text. Unknown languages are shown as plain text.
        :param args: further arguments of MyST's method.
        :param options: further options of MyST's method.
        """
        language = code_language(lexer_name or "none")
        lexer = language.lexer if language.is_known else PLAIN
        block = super().create_highlighted_code_block(text, lexer, *args, **options)
        # Highlight incomplete code too: fragments with ellipses and placeholders are
        # common, and Sphinx would warn about them.
        block["force"] = True
        if language.is_interactive:
            block["classes"].append(INTERACTIVE_CLASS)
        return block
