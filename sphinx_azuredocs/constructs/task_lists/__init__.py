"""Task lists: Markdig's extension ``tasklists``."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt

from ...page.dialects import ARTICLES
from ..construct import Construct, Handler
from .nodes import draw_boxes
from .render import render_task_box
from .syntax import task_list_plugin


def _add(md: MarkdownIt, _options: Any) -> None:
    md.use(task_list_plugin)


CONSTRUCT = Construct(
    "task-list",
    dialects=ARTICLES,
    render=(render_task_box,),
    extensions={"tasklists": _add},
    handlers=(Handler("doctree-resolved", draw_boxes),),
)
