"""The boxes of task lists: a sign in every format, a box of a form in HTML."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

BOX_CLASS = "task-list-item-checkbox"
_TO_DO, _DONE = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH CHECK}"


def build_box(*, checked: bool) -> nodes.inline:
    """A box.

    :param checked: whether what stands behind it is done.
    """
    sign = _DONE if checked else _TO_DO
    return nodes.inline(sign, sign, classes=[BOX_CLASS])


class BoxesInHtml(SphinxPostTransform):
    """Put boxes of forms in the place of signs."""

    default_priority = 20
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Change the boxes of a page."""
        for sign in list(self.document.findall(nodes.inline)):
            if BOX_CLASS in sign["classes"]:
                checked = ' checked="checked"' if sign.astext() == _DONE else ""
                html = (
                    f'<input class="{BOX_CLASS}" disabled="disabled"{checked} '
                    'type="checkbox" />'
                )
                sign.replace_self(nodes.raw("", html, format="html"))


def setup_task_lists(app: Sphinx) -> None:
    """Register what HTML needs."""
    app.add_post_transform(BoxesInHtml)
