"""Code: snippets of other files, languages of code blocks, and diagrams."""

from __future__ import annotations

from ...assets import beside
from ...page.dialects import ARTICLES
from ...renderer.code_blocks import CODE_CLASS
from ..construct import Construct, plain
from .render import render_code_snippet, render_fence
from .syntax import CODE, code_snippet_plugin
from .write import write_code_snippet

CONSTRUCT = Construct(
    "code",
    dialects=ARTICLES,
    syntax=plain(code_snippet_plugin),
    blocks=(CODE,),
    render=(render_code_snippet, render_fence),
    write=(write_code_snippet,),
    assets=(beside(__file__, "azuredocs-code.css", CODE_CLASS),),
)
