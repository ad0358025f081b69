"""Render a reference page: the blocks of its model become nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx import addnodes

from ...domain.resolver import LISTED_KEY
from ...links.uids import UidTarget
from ...locale import translate as _
from ...reference import model
from ...reference.lines import Lines
from ...reference.model import Block, Cell, Prose, ReferencePage
from ...warnings import Problem
from .desc import describe
from .inlines import InlineNodes
from .objects import Objects, claim
from .signatures import signature_nodes
from .tables import table
from .text import Texts

if TYPE_CHECKING:
    from ...renderer import AzureRenderer

_Render = Callable[[Any, int], Sequence[nodes.Node]]
"""Returns the nodes of a block, in a section of a level."""
TOKEN = "reference_page"
PAGE_CLASS = "azure-api"
FOLDED_CLASS = "azure-api-folded"
_LAST_LEVEL = 6


def render_reference_page(renderer: AzureRenderer, token: SyntaxTreeNode) -> None:
    """Render a ``reference_page`` token: the whole page.

    ``meta["page"]`` is its :class:`.ReferencePage`, ``meta["root"]`` its YAML node.
    """
    PageRenderer(renderer, token.meta["page"], token.meta["root"]).render()


class PageRenderer:
    """Renders the blocks of a page.

    :param renderer: the renderer of the page, for texts in Markdown.
    :param page: the page.
    :param root: the node of its YAML, for lines.
    """

    def __init__(
        self, renderer: AzureRenderer, page: ReferencePage, root: yaml.Node
    ) -> None:
        self.renderer = renderer
        self.document: nodes.document = renderer.document
        self._page = page
        self.line_of = Lines(root).of
        self.texts = Texts(renderer, self.line_of)
        self.inlines = InlineNodes(renderer, self.line_of)
        self.objects = Objects(renderer, self.line_of)
        self._renderers: dict[type, _Render] = {
            model.Prose: self.texts.blocks,
            model.Code: self._code,
            model.Line: self._line,
            model.Badges: _badges,
            model.Notice: self._notice,
            model.Facts: self._facts,
            model.Table: self._table,
            model.Terms: self._terms,
            model.Chain: self._chain,
            model.Rubric: self._rubric,
            model.Group: self._group,
            model.Folded: self._folded,
            model.Option: self._option,
            model.Section: self._section,
            model.Member: self._member,
        }

    def report(self, problem: Problem, line: int) -> None:
        """Report a problem of the page.

        :param problem: the problem.
        :param line: its 1-based line.
        """
        self.renderer.report(problem, line)

    def render(self) -> None:
        """Append the page to the current node of the renderer."""
        for path, problem in self._page.problems:
            self.report(problem, self.line_of(path))
        [section] = self._section(self._page.content, 0)
        kind = f"{PAGE_CLASS}-{self._page.kind.lower()}"
        section["classes"] += [PAGE_CLASS, kind]
        # Titles and texts are shown as written.
        section.support_smartquotes = False  # type: ignore[attr-defined]
        self.renderer.has_page_heading = True
        self.renderer.current_node.append(section)
        self._add_listed(section)
        docname = str(self.renderer.sphinx_env.docname)
        self.renderer.domain.note_items(docname, self.objects.items)

    def _add_listed(self, section: nodes.section) -> None:
        """Add to links in texts the names and URLs that the page lists."""
        listed = self._page.listed
        for node in section.findall(addnodes.pending_xref) if listed else ():
            if node["reftype"] == "uid" and LISTED_KEY not in node:
                link = listed.get(UidTarget.read(node["reftarget"]).uid)
                if link is not None:
                    node[LISTED_KEY] = (link.text, link.url)

    def blocks(self, blocks: Iterable[Block], level: int) -> list[nodes.Node]:
        """Return the nodes of blocks.

        :param blocks: the blocks.
        :param level: the level of the section around them.
        """
        found: list[nodes.Node] = []
        for block in blocks:
            found += self._renderers[type(block)](block, level)
        return found

    def _section(self, section: model.Section, level: int) -> list[nodes.section]:
        record = section.record
        title = section.title or record.names.get("name") or record.uid
        node = _empty_section(title or _("Reference"))
        index = self.objects.note(node, record, is_page=level == 0)
        if not node["ids"]:
            claim(self.document, node, (nodes.make_id(title) or "section",))
        if index is not None:
            node += index
        node += self.blocks(section.blocks, level + 1)
        return [node]

    def _group(self, group: model.Group, level: int) -> list[nodes.section]:
        node = _empty_section(group.title or _("Reference"))
        wanted = group.ids or (nodes.make_id(group.title) or "section",)
        claim(self.document, node, wanted)
        node += self.blocks(group.blocks, level + 1)
        return [node]

    def _code(self, code: model.Code, _level: int) -> list[nodes.Element]:
        source = self.document["source"]
        block = self.renderer.create_highlighted_code_block(
            code.text, code.language or None, source=source
        )
        return [block]

    def _line(self, line: model.Line, _level: int) -> list[nodes.paragraph]:
        return [self._paragraph(line.content, line.classes)]

    def _table(self, block: model.Table, level: int) -> list[nodes.container]:
        return [table(block, partial(self.cells, level=level))]

    def _paragraph(
        self, content: Iterable[model.Inline], classes: Iterable[str] = ()
    ) -> nodes.paragraph:
        return nodes.paragraph("", "", *self.inlines.all(content), classes=[*classes])

    def _notice(self, notice: model.Notice, level: int) -> list[nodes.admonition]:
        title = nodes.title(notice.title, notice.title)
        node = nodes.admonition("", title, classes=[notice.kind, "azure-api-notice"])
        node += self.blocks(notice.content, level)
        return [node]

    def _facts(self, block: model.Facts, level: int) -> list[nodes.field_list]:
        found = nodes.field_list(classes=["azure-api-facts"])
        for label, values in block.rows:
            body = nodes.field_body()
            body += self.cells(values, level)
            found += nodes.field("", nodes.field_name(label, label), body)
        return [found]

    def cells(self, values: Iterable[Cell], level: int) -> list[nodes.Node]:
        """Return paragraphs of values, which are separated by commas.

        :param values: the values.
        :param level: the level of the section around them.
        """
        found: list[nodes.Node] = []
        line: nodes.paragraph | None = None
        for value in values:
            for index, part in enumerate(value):
                if isinstance(part, Prose | model.Code):
                    found += self.blocks((part,), level)
                    line = None
                    continue
                if line is None:
                    line = nodes.paragraph()
                    found.append(line)
                elif index == 0:
                    line += nodes.Text(", ")
                line += self.inlines.one(part)
        return found

    def _terms(self, block: model.Terms, level: int) -> list[nodes.definition_list]:
        found = nodes.definition_list(classes=["azure-api-terms"])
        for term in block.terms:
            item = nodes.definition_list_item()
            # Sphinx computes the lines of terms from the line of their item.
            item.source, item.line = self.document["source"], 1
            name = nodes.term("", "", *self.inlines.all(term.term))
            item += name
            if term.record is not None:
                self.objects.note(name, term.record)
            for classifier in term.classifiers:
                if classifier:
                    item += nodes.classifier("", "", *self.inlines.all(classifier))
            definition = nodes.definition()
            definition += self.blocks(term.blocks, level)
            item += definition
            found += item
        return [found]

    def _chain(self, chain: model.Chain, _level: int) -> list[nodes.bullet_list]:
        kind = "azure-api-inheritance" if chain.is_tree else "azure-api-list"
        found = nodes.bullet_list(bullet="*", classes=[kind])
        for content in chain.items:
            found += nodes.list_item("", self._paragraph(content))
        return [found]

    def _rubric(self, rubric: model.Rubric, level: int) -> list[nodes.rubric]:
        title = rubric.title
        node = nodes.rubric(title, title, classes=["azure-api-rubric"])
        node["heading-level"] = min(level + 1, _LAST_LEVEL)
        claim(self.document, node, rubric.ids)
        return [node]

    def _folded(self, block: model.Folded, level: int) -> list[nodes.container]:
        rubric = self._rubric(model.Rubric(block.title, block.ids), level)
        node = nodes.container("", *rubric, classes=[FOLDED_CLASS])
        node += self.blocks(block.blocks, level)
        return [node]

    def _option(self, option: model.Option, level: int) -> list[nodes.Element]:
        content = addnodes.desc_content("", *self.blocks(option.blocks, level))
        signature = addnodes.desc_signature("", "", classes=["std", "option"])
        for index, name in enumerate(option.names):
            if index:
                signature += addnodes.desc_addname(", ", ", ")
            signature += addnodes.desc_name(name, name)
        self.objects.note_option(signature, option)
        if not option.names:
            return [nodes.container("", *content.children)]
        return [describe("std", "option", signature, content)]

    def _member(self, member: model.Member, level: int) -> list[nodes.Node]:
        record = member.record
        signature = addnodes.desc_signature("", "", classes=[record.domain])
        signature += signature_nodes(self.inlines, member.signature)
        index = self.objects.note(signature, record)
        signature["fullname"] = record.full_name or record.uid
        signature["_toc_name"] = record.names.get("name") or member.signature.name
        signature["_toc_parts"] = (signature["_toc_name"],)
        content = addnodes.desc_content("", *self.blocks(member.blocks, level))
        desc = describe(record.domain, record.kind or "object", signature, content)
        return [desc] if index is None else [index, desc]


def _badges(badges: model.Badges, _level: int) -> list[nodes.paragraph]:
    node = nodes.paragraph(classes=["azure-api-badges"])
    for word, kind in badges.words:
        if len(node):
            node += nodes.Text(" ")
        classes = ["azure-api-badge", f"azure-api-badge--{kind}"]
        node += nodes.inline(word, word, classes=classes)
    return [node]


def _empty_section(title: str) -> nodes.section:
    node = nodes.section("", nodes.title(title, title))
    node["names"].append(nodes.fully_normalize_name(title))
    return node
