"""Diagrams in fenced code blocks: the directive that draws the language of a fence.

Supported are ``sphinxcontrib.mermaid`` and ``sphinxcontrib.plantuml``. If the extension
for a language is not loaded, its diagrams are shown as code.
"""

from __future__ import annotations

from sphinx.config import Config

_MERMAID = ("mermaid_output_format", "mermaid")
_PLANTUML = ("plantuml_output_format", "uml")
# Language of a fence → a setting of the extension that draws it, and its directive.
_DIRECTIVES = {"mermaid": _MERMAID, "plantuml": _PLANTUML, "puml": _PLANTUML}


def diagram_directive(info: str, config: Config) -> str | None:
    """Return the name of the directive that draws a fence as a diagram.

    :param info: the info string of the fence (CommonMark 0.31 §4.5).
    :param config: the configuration of Sphinx. An extension is loaded if one of its
        settings is defined.
    :return: the name of the directive; ``None`` if the fence is not a diagram or no
        loaded extension draws it.
    """
    words = info.split(maxsplit=1)
    setting, directive = _DIRECTIVES.get(words[0].lower() if words else "", ("", ""))
    return directive if setting in config else None
