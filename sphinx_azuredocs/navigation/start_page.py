"""Change the table of contents in the start page of HTML pages.

The start page of several docsets shows their tables as cards. That of a docset is its
landing page, which shows no table.

A start page with tens of thousands of entries would have megabytes. It shows the upper
levels, and the script opens the groups below them. Other builders have all levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import TocTree
from sphinx.transforms.post_transforms import SphinxPostTransform

from .branch import ROOT_LIST, Line, Lines, Target, file_of, target_of
from .lines import href_from, render_lines
from .model import MAX_LIST, Contents, Entry, Group, is_opened
from .root_page import BEFORE_REFERENCES, BUILDERS, shown_contents
from .toctree_nodes import CONTENTS_CLASS, contents_nodes

# The classes of the sections of landing pages, which have styles.
CARDS_CLASS = "azure-cards"
_CARD_CLASS = "azure-card"


class ContentsLines(nodes.General, nodes.Element):
    """A list of entries, which becomes HTML when the URLs are known."""


class LeaveLevelsOut(SphinxPostTransform):
    """Transform that replaces a large table of contents by its upper levels."""

    default_priority = BEFORE_REFERENCES
    builders = BUILDERS

    def run(self, **_kwargs: object) -> None:
        """Change the start page."""
        if self.env.docname != self.config.root_doc:
            return
        contents = shown_contents(self.env)
        if contents.levels is not None:
            for part in contents_nodes(self.document, nodes.section):
                if contents.levels:
                    part.replace_self(_Maker(contents, contents.levels).section())
                else:
                    part.parent.remove(part)


def render_lists(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the lists of entries in the start page by HTML.

    A handler of Sphinx's event ``doctree-resolved``.
    """
    if docname != app.config.root_doc:
        return
    href = href_from(app.builder, docname)
    for node in list(doctree.findall(ContentsLines)):
        html = render_lines(node["lines"], href, is_body=True)
        node.replace_self(nodes.raw("", html, format="html"))


class _Maker:
    """A maker of the nodes of a table of contents without its lower levels.

    :param contents: the table of contents of the project.
    :param levels: the number of levels to show.
    """

    def __init__(self, contents: Contents, levels: int) -> None:
        self._contents, self._levels = contents, levels

    def section(self) -> nodes.section:
        """Return the section of the whole table."""
        contents = self._contents
        if contents.title:
            title = nodes.title(contents.title, contents.title)
            section = nodes.section("", title, ids=[contents.id])
            section += self._entries(contents.groups, ROOT_LIST, "", 1)
            if contents.has_cards:
                section["classes"].append(CARDS_CLASS)
                for card in section.findall(nodes.section):
                    card["classes"] += [_CARD_CLASS] if card is not section else []
        else:
            (group,) = contents.groups
            section = self._group(group, file_of(group), 1)
        section["classes"].append(CONTENTS_CLASS)
        return section

    def _group(self, group: Group, file: str, level: int) -> nodes.section:
        section = nodes.section(ids=[group.id])
        section += nodes.title(group.title, group.title)
        id_ = group.id if level > 1 else ""
        section += self._entries(group.entries, file, id_, level + 1)
        return section

    def _entries(
        self, entries: Sequence[Entry | Group], file: str, id_: str, level: int
    ) -> Iterator[nodes.Element]:
        """Yield the nodes of a list: sections of open groups, and lists of entries.

        :param entries: the list.
        :param file: the name of the shared file in which the whole list is.
        :param id_: the id of its group; empty for the list of the file itself.
        :param level: the level of the entries, from 1.
        """
        opens = level < self._levels and is_opened(entries)

        def is_section(entry: Entry | Group) -> bool:
            return opens and isinstance(entry, Group)

        for is_open, run in groupby(entries[:MAX_LIST], is_section):
            if not is_open:
                lines = [_line(entry) for entry in run]
                if len(entries) > MAX_LIST:
                    last = entries[MAX_LIST]
                    lead = last.lead if isinstance(last, Group) else last
                    lines.append(Line("", target_of(lead) or Target("")))
                yield ContentsLines(lines=Lines(file, id_, tuple(lines)))
                continue
            for entry in run:
                if isinstance(entry, Group):
                    inner = file_of(entry) if file == ROOT_LIST else file
                    yield self._group(entry, inner, level)


def _line(entry: Entry | Group) -> Line:
    if isinstance(entry, Entry):
        return Line(entry.name or entry.title, target_of(entry))
    target = target_of(entry.lead)
    return Line(entry.title, target, is_group=bool(entry.below), id=entry.id)


def shorten_local_contents(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Leave groups that are not sections out of the start page's own contents.

    A handler of Sphinx's event ``html-page-context``.
    """
    contents = shown_contents(app.env)
    if pagename != app.config.root_doc or contents.levels is None:
        return
    builder = app.builder
    if not context.get("toc") or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name not in BUILDERS:
        return
    hidden = contents.ids - {*_sections(contents)}
    toc = TocTree(app.env).get_toc_for(pagename, builder)
    for link in list(toc.findall(nodes.reference)):
        if link.get("anchorname", "")[1:] in hidden:
            item = link.parent.parent
            if item.parent is not None:
                item.parent.remove(item)
    for inner in list(toc.findall(nodes.bullet_list)):
        if not inner.children and inner.parent is not None:
            inner.parent.remove(inner)
    context["toc"] = builder.render_partial(toc)["fragment"]


def _sections(contents: Contents) -> Iterator[str]:
    """Yield the ids of the sections of a table of contents without lower levels."""
    levels = contents.levels or 0
    if not levels:
        return
    if contents.title:
        yield contents.id
    pending: list[tuple[Sequence[Entry | Group], int]] = [(contents.groups, 1)]
    while pending:
        entries, level = pending.pop()
        is_single = level == 1 and not contents.title
        if not is_single and (level >= levels or not is_opened(entries)):
            continue
        for entry in entries:
            if isinstance(entry, Group):
                yield entry.id
                pending.append((entry.entries, level + 1))


def setup_start_page(app: Sphinx) -> None:
    """Register the transform for the start page of HTML pages."""
    app.add_post_transform(LeaveLevelsOut)
