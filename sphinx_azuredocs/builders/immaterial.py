"""The theme sphinx-immaterial, which writes sections without elements.

It writes the title and the content of a section one after the other, so the classes of
sections are lost, and with them zones, cards and the direction of code.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

_THEME = "sphinx_immaterial"
_OURS = "azure-"


def is_immaterial(app: Sphinx) -> bool:
    """Return True if pages are written in the theme.

    :param app: the application.
    """
    return app.builder.format == "html" and app.config.html_theme == _THEME


def wrap_sections(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put each section with a class of the extension into a container with its classes.

    A handler of Sphinx's event ``doctree-resolved``.
    """
    if not is_immaterial(app):
        return
    for section in list(doctree.findall(nodes.section)):
        if any(name.startswith(_OURS) for name in section["classes"]):
            container = nodes.container(classes=section["classes"])
            section.replace_self(container)
            container += section
