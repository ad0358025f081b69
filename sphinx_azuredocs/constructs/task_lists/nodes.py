"""Check boxes of task lists: Unicode characters, replaced in HTML and LaTeX output."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from ...domain.azure import azure_domain

BOX_CLASS = "task-list-item-checkbox"
_TO_DO, _DONE = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH CHECK}"
_INPUT = f'<input class="{BOX_CLASS}" type="checkbox" disabled="disabled"'
_BOXES = {
    ("html", _TO_DO): f"{_INPUT} />",
    ("html", _DONE): f'{_INPUT} checked="checked" />',
    # Many LaTeX fonts do not have the Unicode characters.
    ("latex", _TO_DO): r"$\square$",
    ("latex", _DONE): r"$\boxtimes$",
}


def build_box(*, checked: bool) -> nodes.inline:
    """Return the node of a check box, with a Unicode character as its text.

    :param checked: True if the task is done.
    """
    sign = _DONE if checked else _TO_DO
    return nodes.inline(sign, sign, classes=[BOX_CLASS])


def draw_boxes(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Replace the Unicode check boxes by HTML form controls or LaTeX symbols.

    Handler of Sphinx's event ``doctree-resolved``. Other formats keep the characters.
    """
    format_ = app.builder.format
    if format_ not in ("html", "latex"):
        return
    has_boxes = azure_domain(app.env).has_class(docname, BOX_CLASS)
    # A LaTeX document has the content of several pages; docname is only the first.
    if format_ == "html" and not has_boxes:
        return
    for sign in list(document.findall(nodes.inline)):
        if BOX_CLASS in sign["classes"]:
            box = _BOXES[format_, sign.astext()]
            # Not `replace_self`, which adds the classes of the node to the new node.
            sign.parent.replace(sign, nodes.raw("", box, format=format_))
