"""Nodes of selectors: links to all versions of an article, the current one in bold.

A selector is a list of links. A selector list has several dimensions, such as platform
and backend, with a list of links for each. In HTML each dimension is a ``<details>``
element, which readers open and close.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...domain.azure import azure_domain
from ...locale import translate as _
from ...page.builders import ONE_PAGE, PAGES, SERIALISED
from ...page.translations import translate_within
from ...renderer.html_attributes import set_html_attributes

SELECTOR_CLASS = "azure-selector"
CURRENT_CLASS = "current"
_BRACKET = re.compile(r"[\[\]\\`*_]")
_NOT_BARE = re.compile(r"[\s()]")
_PARENTHESES = re.compile(r"\((.*)\)", re.DOTALL)
# A transform priority: Sphinx resolves references at 10.
_AFTER_REFERENCES = 20


@dataclass(frozen=True)
class Version:
    """One version of an article.

    :param link: the link to the version; an inline node for an item without a link.
    :param text: the text of the link and the text beside the link in its item.
    :param current: True if the version is the page itself.
    :param is_said: True if the source declares the version to be the current one,
        although its link leads to another page.
    """

    link: nodes.Element
    text: str
    current: bool
    is_said: bool = False

    def labels(self) -> list[str]:
        """Return the label in each dimension; ``(iOS | .NET)`` is split at bars."""
        text = _PARENTHESES.sub(r"\1", self.text)
        return [label.strip() for label in text.split("|")]


def build_selector(versions: Sequence[Version]) -> nodes.container:
    """Return a selector of one dimension.

    :param versions: the versions, in display order.
    """
    items = nodes.bullet_list()
    for version in versions:
        items += _item(version, version.text)
    return nodes.container("", items, classes=[SELECTOR_CLASS])


def build_selector_list(
    dimensions: Sequence[str], versions: Sequence[Version]
) -> nodes.container:
    """Return a selector of several dimensions, with the choices in each.

    Versions that no dimension lists follow under the heading "Other".

    :param dimensions: the names of the dimensions.
    :param versions: the versions, with a label for each dimension; at least one.
    """
    current = next((v for v in versions if v.current), versions[0])
    table = nodes.definition_list()
    others = [version for version in versions if not version.current]
    for index, dimension in enumerate(dimensions):
        items = nodes.bullet_list()
        for label, version in _choices(index, current, versions).items():
            items += _item(version, label)
            others = [other for other in others if other is not version]
        labels = current.labels()
        term = nodes.term(dimension, dimension)
        if current.current and index < len(labels):
            term += [nodes.Text(": "), nodes.strong("", labels[index])]
        table += nodes.definition_list_item("", term, nodes.definition("", items))
    if others:
        # Versions that differ from the page in more than one dimension.
        term = nodes.term("", nodes.Text(_("Other")))
        items = nodes.bullet_list()
        items += [_item(other, " | ".join(other.labels())) for other in others]
        table += nodes.definition_list_item("", term, nodes.definition("", items))
    return nodes.container("", table, classes=[SELECTOR_CLASS])


def _choices(
    index: int, current: Version, versions: Sequence[Version]
) -> dict[str, Version]:
    """Return each label of a dimension, with the version to link to.

    This is the version that differs from the current one in the fewest dimensions.

    :param index: the 0-based index of the dimension.
    :param current: the version of the page.
    :param versions: all versions, in display order.
    """

    def distance(version: Version) -> int:
        pairs = zip(version.labels(), current.labels(), strict=False)
        return sum(theirs.lower() != ours.lower() for theirs, ours in pairs)

    choices: dict[str, Version] = {}
    for version in sorted(versions, key=distance):
        labels = version.labels()
        if index < len(labels):
            choices.setdefault(labels[index], version)
    order = [v.labels()[index] for v in versions if index < len(v.labels())]
    return {label: choices[label] for label in dict.fromkeys(order)}


def _item(version: Version, text: str) -> nodes.list_item:
    """Return the list item of a version: a link, or bold text for the page itself."""
    link, current = version.link, version.current
    content: nodes.Element
    if current and not version.is_said:
        content = nodes.strong(text, text)
    else:
        content = link.deepcopy()
        inline = next(iter(content.findall(nodes.inline)), content)
        inline.children = []
        inline += nodes.Text(text)
        content = nodes.strong("", "", content) if current else content
    # Sphinx has no messages for text within links that are resolved later.
    is_page = link.get("reftype") == "link" and not current
    source = _markdown(text, str(link.get("reftarget", ""))) if is_page else ""
    paragraph = nodes.paragraph(
        source, "", content, classes=[CURRENT_CLASS] if current else []
    )
    item = nodes.list_item("", paragraph)
    item.source = paragraph.source = link.source
    item.line = paragraph.line = link.line
    if not source:
        translate_within(paragraph)
    return item


def _markdown(text: str, url: str) -> str:
    """Return the Markdown of a link, which is its message for translators."""
    text = _BRACKET.sub(r"\\\g<0>", text)
    return f"[{text}](<{url}>)" if _NOT_BARE.search(url) else f"[{text}]({url})"


class SelectorsInEpub(SphinxPostTransform):
    """Post-transform that names selectors, and marks their current version.

    In EPUB the selectors remain lists, because many reading systems do not support
    ``<details>``.
    """

    default_priority = _AFTER_REFERENCES
    builders: tuple[str, ...] = ("epub",)

    def run(self, **_kwargs: object) -> None:
        """Change all selectors of the page."""
        if not azure_domain(self.env).has_class(self.env.docname, SELECTOR_CLASS):
            return
        containers = self.document.findall(nodes.container)
        found = [node for node in containers if SELECTOR_CLASS in node["classes"]]
        for index, node in enumerate(found):
            # Landmarks need unique names, so only the first one is a landmark.
            self.change(node, "group" if index else "navigation")

    def change(self, selector: nodes.container, role: str) -> None:
        """Add the ARIA attributes of one selector and of its current version.

        :param selector: the selector.
        :param role: its role.
        """
        names = {"role": role, "aria-label": _("Choose a version")}
        set_html_attributes(selector, names, self.document)
        for current in selector.findall(nodes.paragraph):
            if _is_current(current):
                current.insert(0, _html('<span aria-current="page">'))
                current.append(_html("</span>"))


class SelectorsInHtml(SelectorsInEpub):
    """Post-transform that also turns the dimensions of selectors into ``<details>``."""

    builders = (*PAGES, *ONE_PAGE, *SERIALISED)

    def change(self, selector: nodes.container, role: str) -> None:
        """Add the ARIA attributes, and make the dimensions collapsible."""
        super().change(selector, role)
        for table in list(selector.findall(nodes.definition_list)):
            _make_controls(table)


def _make_controls(table: nodes.definition_list) -> None:
    """Replace a definition list by a ``<details>`` element for each dimension.

    docutils' HTML writer does so for definition lists of the class ``details``, but
    Sphinx's HTML writer does not.

    :param table: the definition list of a selector.
    """
    for item in list(table.findall(nodes.definition_list_item)):
        term, definition = item.children
        summary = nodes.inline("", "", *term.children)
        controls = [
            _html("<details><summary>"),
            summary,
            _html("</summary>"),
            *definition.children,
            _html("</details>"),
        ]
        table.parent.insert(table.parent.index(table), controls)
    table.parent.remove(table)


def _html(tags: str) -> nodes.raw:
    return nodes.raw("", tags, format="html")


def _is_current(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and CURRENT_CLASS in node["classes"]


def setup_selectors(app: Sphinx) -> None:
    """Register the post-transforms for selectors."""
    app.add_post_transform(SelectorsInEpub)
    app.add_post_transform(SelectorsInHtml)
