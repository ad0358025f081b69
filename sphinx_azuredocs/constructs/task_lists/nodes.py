"""The boxes of task lists: a sign in text, what looks like a box in HTML and print."""

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
    # Not all fonts of print have the signs.
    ("latex", _TO_DO): r"$\square$",
    ("latex", _DONE): r"$\boxtimes$",
}


def build_box(*, checked: bool) -> nodes.inline:
    """A box.

    :param checked: whether what stands behind it is done.
    """
    sign = _DONE if checked else _TO_DO
    return nodes.inline(sign, sign, classes=[BOX_CLASS])


def draw_boxes(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Put boxes in the place of signs."""
    format_ = app.builder.format
    if format_ not in ("html", "latex"):
        return
    has_boxes = azure_domain(app.env).has_class(docname, BOX_CLASS)
    # A document of print may be of several pages, and begin at any.
    if format_ == "html" and not has_boxes:
        return
    for sign in list(document.findall(nodes.inline)):
        if BOX_CLASS in sign["classes"]:
            box = _BOXES[format_, sign.astext()]
            # Not `replace_self`, which gives what it puts there its classes.
            sign.parent.replace(sign, nodes.raw("", box, format=format_))
