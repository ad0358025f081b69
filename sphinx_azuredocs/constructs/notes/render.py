"""Rendering notes and divisions."""

from __future__ import annotations

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode

from ...renderer import AzureRenderer
from ...renderer.containers import render_container

DIV_CLASS = "azure-div"


def render_div(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a division: a container with its classes and ``azure-div``.

    :param renderer: the renderer of the page.
    :param token: the token.
    """
    node = render_container(renderer, token, [DIV_CLASS, *token.meta["classes"]])
    renderer.add_anchor(node, token.meta["id"])


def render_alert(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render an alert: an admonition.

    The title is the first paragraph with ``meta["title"]``, else that of the kind in
    the setting ``azuredocs_alerts``, else MyST's.

    :param renderer: the renderer of the page.
    :param token: the token.
    """
    if token.children and token.children[0].meta.get("title"):
        classes = [token.info.lower()] if token.info else []
        admonition = _append_admonition(renderer, token, "", classes)
        own_title = nodes.title("", "", *admonition.pop(0).children)
        renderer.add_line_and_source_path(own_title, token.children[0])
        admonition.insert(0, own_title)
        return
    kind = (token.info or "").upper()
    note = renderer.settings.alert(kind)
    more = [*renderer.context.engine.alerts.get(kind, ())]
    if note is None:
        renderer.render_alert(token)
        renderer.last_node(nodes.Element)["classes"] += more
        return
    title = note.get("title") or kind.capitalize()
    _append_admonition(renderer, token, title, [*more, *note.get("class", "").split()])


def _append_admonition(
    renderer: AzureRenderer, token: SyntaxTreeNode, title: str, classes: list[str]
) -> nodes.admonition:
    """Append an admonition with the content of a token."""
    admonition = nodes.admonition("", classes=classes)
    if title:
        admonition += nodes.title(title, title)
    renderer.add_line_and_source_path(admonition, token)
    with renderer.current_node_context(admonition, append=True):
        renderer.render_children(token)
    return admonition
