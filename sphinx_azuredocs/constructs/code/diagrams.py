"""Diagrams as text: what is on a fence, and which directive draws it.

Without an extension of Sphinx that draws them they are shown as what they are, code.
"""

from __future__ import annotations

from sphinx.config import Config

_MERMAID = ("mermaid_output_format", "mermaid")
_PLANTUML = ("plantuml_output_format", "uml")
# What is on the fence → a setting of the extension that draws it, and its directive.
_DIRECTIVES = {"mermaid": _MERMAID, "plantuml": _PLANTUML, "puml": _PLANTUML}


def diagram_directive(info: str, config: Config) -> str | None:
    """The directive that draws what is on a fence.

    :param info: what stands behind the marks of the fence.
    :param config: the configuration, whose settings tell what
        extensions are loaded.
    :return: ``None`` where it is no diagram, or nothing draws it.
    """
    words = info.split(maxsplit=1)
    setting, directive = _DIRECTIVES.get(words[0].lower() if words else "", ("", ""))
    return directive if setting in config else None
