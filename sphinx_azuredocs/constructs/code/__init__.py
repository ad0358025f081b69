"""Code: snippets from files, languages of code blocks, diagrams."""

from __future__ import annotations

from ..construct import Construct, plain
from .render import render_code_snippet, render_fence
from .syntax import CODE, code_snippet_plugin

CONSTRUCT = Construct(
    "code",
    syntax=plain(code_snippet_plugin),
    blocks=(CODE,),
    render=(render_code_snippet, render_fence),
)
