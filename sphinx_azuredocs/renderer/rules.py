"""How the dialect's own tokens are rendered: one function a token type.

Each is added to MyST's renderer by its own mechanism, and gets that renderer as its
first argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ..account_comparison import mark_comparison
from ..domain import AzureDomain
from ..selectors import Version, build_selector, build_selector_list
from ..syntax.page_header import PageHeader
from .azure import AzureRenderer, line_of
from .code import RENDER_RULES as CODE_RULES
from .html import RENDER_RULES as HTML_RULES
from .markdig import RENDER_RULES as MARKDIG_RULES
from .media import RENDER_RULES as MEDIA_RULES
from .media import append_video, render_video_url
from .parts import RENDER_RULES as PART_RULES


def add_render_rules(md: MarkdownIt) -> None:
    """Teach a parser's renderer the tokens of :mod:`sphinx_azuredocs.syntax`."""
    for rule in (
        render_page_header,
        render_include,
        render_include_text,
        render_literal_text,
        render_problem,
        render_anchor,
        render_azure_video,
        render_selector,
        render_selector_list,
        render_account_comparison,
        *CODE_RULES,
        *PART_RULES,
        *MEDIA_RULES,
        *HTML_RULES,
        *MARKDIG_RULES,
    ):
        md.add_render_rule(rule.__name__, rule, fmt=AzureRenderer.__output__)


def render_page_header(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Report what is wrong with the header; the parser makes metadata of it."""
    header: PageHeader = token.meta["header"]
    for problem in header.problems:
        renderer.report(problem, line_of(token))


def render_include(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render the blocks of an included file where the include stands."""
    with renderer.reading(token.meta["file"]):
        renderer.render_children(token)


def render_include_text(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render text of an included file in the middle of other text."""
    line = token.meta["line"] + 1
    for descendant in token.walk(include_self=False):
        for part in descendant.to_tokens():
            part.map = [line, line]
    with renderer.reading(token.meta["file"]):
        renderer.render_children(token)


def render_literal_text(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render text as it was written."""
    renderer.append_as_written(token)


def render_problem(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Report a problem that syntax came upon."""
    renderer.report(token.meta["problem"], line_of(token))


def render_anchor(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an anchor as a target of its own, with no text."""
    target = nodes.target()
    renderer.add_line_and_source_path(target, token)
    for name in token.meta["anchors"]:
        renderer.add_anchor(target, name)
    if target["ids"]:
        renderer.current_node.append(target)


def render_azure_video(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a video, by its name on the site or by its URL."""
    if "url" in token.meta:
        render_video_url(renderer, token)
        return
    site = renderer.settings.site_url.rstrip("/")
    url = f"{site}/documentation/videos/{token.info}/"
    append_video(renderer, token, url, token.info.replace("-", " "))


def render_selector(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a selector, with what text there is around its list."""
    _render_selector(renderer, token, build_selector)


def render_selector_list(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a selector of several dimensions."""
    build = partial(build_selector_list, token.meta["arguments"])
    _render_selector(renderer, token, build)


def _render_selector(
    renderer: AzureRenderer,
    token: SyntaxTreeNode,
    build: Callable[[Sequence[Version]], nodes.container],
) -> None:
    content = nodes.Element()
    with renderer.current_node_context(content):
        renderer.render_children(token)
    for block in content.children:
        versions = []
        if isinstance(block, nodes.bullet_list):
            versions = [_version(renderer, link) for link in block.findall(_is_link)]
            said = token.meta.get("current", -1)
            if 0 <= said < len(versions) and not any(v.current for v in versions):
                versions[said] = replace(versions[said], current=True, is_said=True)
        renderer.current_node.append(build(versions) if versions else block)


def _is_link(node: nodes.Node) -> bool:
    return isinstance(node, nodes.reference | addnodes.pending_xref)


def _version(renderer: AzureRenderer, link: nodes.Node) -> Version:
    current = (
        isinstance(link, addnodes.pending_xref)
        and link["refdomain"] == AzureDomain.name
        and renderer.domain.link_docname(link) == renderer.sphinx_env.docname
    )
    return Version(cast("nodes.Element", link), current)


def render_account_comparison(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a quote that is marked as an account comparison."""
    content = nodes.Element()
    renderer.add_line_and_source_path(content, token)
    with renderer.current_node_context(content):
        renderer.render_children(token)
    title: list[nodes.Node] = []
    first = token.children[0] if token.children else None
    if first is not None and first.meta.get("title"):
        title = list(content.pop(0).children)
    renderer.current_node.extend(mark_comparison(content, title, content))
