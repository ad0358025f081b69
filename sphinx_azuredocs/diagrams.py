"""Diagrams as text: what is on a fence, and which directive draws it.

Without an extension of Sphinx that draws them they are shown as what they are, code.
"""

from __future__ import annotations

from collections.abc import Container

# What is on the fence → the extension of Sphinx, and its directive.
_DIRECTIVES = {
    "mermaid": ("sphinxcontrib.mermaid", "mermaid"),
    "plantuml": ("sphinxcontrib.plantuml", "uml"),
    "puml": ("sphinxcontrib.plantuml", "uml"),
}
LANGUAGES = (*_DIRECTIVES, "nomnoml")
"""What is on the fences of diagrams."""


def diagram_directive(info: str, extensions: Container[str]) -> str | None:
    """The directive that draws what is on a fence.

    :param info: what stands behind the marks of the fence.
    :param extensions: the names of Sphinx's extensions that are loaded.
    :return: ``None`` where it is no diagram, or nothing draws it.
    """
    words = info.split(maxsplit=1)
    extension, directive = _DIRECTIVES.get(words[0].lower() if words else "", ("", ""))
    return directive if extension in extensions else None
