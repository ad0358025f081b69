"""Code blocks: rendering with the language names of Microsoft Learn."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..locale import translate as _
from .base import BaseRenderer
from .code_languages import INTERACTIVE_CLASS, PLAIN, CodeLanguage, code_language
from .html_attributes import set_html_attributes

CODE_CLASS = "azure-code"
"""The class of code blocks with a label, in HTML."""
LABEL = "data-language"
"""The attribute that has the label of a code block. The style sheet shows it."""

WRITTEN_LANGUAGE = "written_language"
"""The attribute with the language as written, on code blocks without a lexer."""


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
        if not language.is_known or (lexer == PLAIN and lexer_name):
            block[WRITTEN_LANGUAGE] = lexer_name
        # Highlight incomplete code too: fragments with ellipses and placeholders are
        # common, and Sphinx would warn about them.
        block["force"] = True
        set_html_attributes(block, self._html_attributes(language), self.document)
        return block

    def _html_attributes(self, language: CodeLanguage) -> dict[str, str]:
        """Return the attributes of a code block in HTML.

        Themes style elements whose ``class`` begins with Sphinx's class of code blocks,
        so these classes come last.
        """
        label = language.label if self.settings.code_labels else ""
        classes = [CODE_CLASS] if label else []
        if language.is_interactive:
            label = f"{label} ({_('interactive')})" if label else ""
            classes.append(INTERACTIVE_CLASS)
        values = {"class": " ".join(classes), LABEL: label}
        return {name: value for name, value in values.items() if value}
