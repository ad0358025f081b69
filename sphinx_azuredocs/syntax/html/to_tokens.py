"""Conversion of a tree of HTML elements to the block tokens of Markdown.

Tokens in addition to those of markdown-it are ``html_table``, ``html_caption``,
``html_row`` and ``html_cell``, because tables of HTML can contain blocks and spanning
cells; ``html_div``; and ``html_words``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markdown_it.token import Token

from .content import (
    CALLOUT_KINDS,
    NUMBER,
    WITH_CONTENT,
    WITH_WORDS,
    add_attributes,
    attributes_of,
    cells_of,
    classes_of,
    code_language_of,
    direction_tag,
    has_headers_only,
    list_attributes,
    split_content,
    take_bold_line,
    take_kind,
    take_title,
    without_paragraphs,
)
from .elements import BLOCKS, DISSOLVED, HEADINGS
from .text import (
    COMMENT,
    Run,
    inline,
    inline_all,
    inline_content,
    is_empty,
    marked_lines,
    split_headings,
    texts_between,
    tidy,
)
from .token_writer import Tokens, TokenWriter
from .tree import Element

_LISTS = frozenset(("dir", "menu", "ol", "ul"))
_CALLOUTS = frozenset(("dev-callout", "wa-note"))
_SELECTORS = frozenset(
    ("dev-center-tutorial-selector", "dev-center-tutorial-subselector")
)
_MAX_SPAN = 100


class Structure(TokenWriter):
    """Converter of a tree of HTML elements to block tokens.

    :param blocks: the tokens of each block, empty for HTML; see ``Element.block``.
    :param in_table: True if the tree is in a table cell. Tables in it are replaced by
        the content of their cells.
    """

    def __init__(
        self, blocks: Sequence[list[Token]], *, in_table: bool = False
    ) -> None:
        super().__init__()
        self._blocks = blocks
        self._written: set[int] = set()
        # The inline elements that contain the current block, outermost first.
        self._around: list[Element] = []
        self._in_table = in_table
        self._converters: dict[str, Callable[[Element], Tokens]] = {
            "p": self._dissolve,
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "dir": self._list,
            "dl": self._definitions,
            "blockquote": self._quote,
            "pre": self._code,
            "hr": self._rule,
            "table": self._table,
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(DISSOLVED, self._group),
        }

    def tokens(self, elements: Sequence[Element]) -> list[Token]:
        """Return the block tokens of sibling elements, and of all blocks of Markdown.

        Those that the HTML parser drops, as in ``<select>``, come last.
        """
        tokens = list(self._flow(elements))
        for number in range(len(self._blocks)):
            if number not in self._written:
                tokens += self._markdown(number)
        return tokens

    def _flow(self, nodes: Sequence[Element]) -> Tokens:
        """Yield the block tokens of sibling elements; text becomes paragraphs."""
        for kind, group in split_content(nodes):
            if kind == "text":
                yield from self._paragraph(group)
            elif kind == "li":
                yield from self._items("bullet_list", {}, [[item] for item in group])
            else:
                for node in group:
                    yield from self._block(node)

    def _block(self, node: Element) -> Tokens:
        self._line = node.line
        if node.block is not None:
            yield from self._markdown(node.block)
            return
        if node.name not in BLOCKS:
            self._around.append(node)
            yield from self._flow(node.children)
            self._around.pop()
        elif convert := self._converters.get(node.name):
            yield from self._anchors(node)
            yield from self._directed(node, add_attributes(node, convert(node)))
        elif node.name in WITH_CONTENT:
            content = self._flow(node.children)
            if node.name in WITH_WORDS:
                content = without_paragraphs(content)
            yield self._raw(node.start_tag())
            yield from content
            yield self._raw(node.end_tag())
        else:
            yield self._raw(node.source or inline(node))
            yield from self._blocks_in([node])

    def _markdown(self, number: int) -> Tokens:
        self._written.add(number)
        yield from self._blocks[number]

    def _blocks_in(self, nodes: Iterable[Element]) -> Tokens:
        """Yield the blocks of Markdown in elements whose content becomes text."""
        for node in nodes:
            for inner in node.descendants():
                if inner.block is not None:
                    yield from self._markdown(inner.block)

    def _directed(self, node: Element, content: Tokens) -> Tokens:
        """Yield tokens; in ``<div dir="…">`` if the node has ``dir`` and no heading."""
        tokens = list(content)
        start = direction_tag(node)
        if not start or any(token.type == "heading_open" for token in tokens):
            # A section cannot be in an element.
            yield from tokens
        elif tokens:
            yield from (self._raw(start), *tokens, self._raw("</div>"))

    # Text

    def _paragraph(self, nodes: Sequence[Element]) -> Tokens:
        source = "".join(map(inline, nodes))
        line = next((n for n in nodes if not n.is_blank), nodes[0]).line
        # In a table cell `#` stands for "number".
        runs = [Run(source, line)] if self._in_table else split_headings(source, line)
        for run in runs:
            self._line = run.line
            content = tidy(run.source)
            if not is_empty(COMMENT.sub("", content)):
                level = len(run.markup)
                kind, tag = ("heading", f"h{level}") if level else ("paragraph", "p")
                content = self._in_its_place(content)
                opening, *rest = self._text_block(kind, tag, content)
                opening.markup = run.markup
                yield from (opening, *rest)
            else:
                yield from map(self._raw, COMMENT.findall(content))

    def _in_its_place(self, content: str) -> str:
        """Return text in the tags of the inline elements, such as links, around it."""
        starts = [element.start_tag() for element in self._around]
        ends = [element.end_tag() for element in reversed(self._around)]
        return "".join([*starts, content, *ends])

    def _heading(self, node: Element) -> Tokens:
        content = " ".join(inline_content(node).split())
        if not is_empty(content):
            opening, *rest = self._text_block(
                "heading", node.name, self._in_its_place(content)
            )
            opening.markup = f"<{node.name}>"
            yield from (opening, *rest)
        yield from self._blocks_in([node])

    def _code(self, node: Element) -> Tokens:
        # Markdown ends a ``<pre>`` that begins within text at a blank line.
        inner = [child for child in node.descendants() if child.block is not None]
        token = self._token("code_block", "code", 0)
        token.content = node.plain_text().strip("\n") + "\n"
        token.info = code_language_of(node)
        if marked := marked_lines(node):
            token.attrs["emphasize-lines"] = ",".join(map(str, marked))
        if not inner:
            yield token
            return
        texts = texts_between(node)
        for text, block in zip(texts, (*inner, None), strict=True):
            if text.strip():
                lines = [self._line, self._line + 1]
                code = text.strip("\n") + "\n"
                yield token.copy(content=code, attrs={}, map=lines)
            if block is not None:
                yield from self._block(block)

    def _rule(self, _node: Element) -> Tokens:
        yield self._token("hr", "hr", 0)

    # Blocks that hold others

    def _dissolve(self, node: Element) -> Tokens:
        yield from self._flow(node.children)

    def _group(self, node: Element) -> Tokens:
        classes = classes_of(node)
        if not _CALLOUTS.isdisjoint(classes):
            yield from self._callout(node)
        elif not _SELECTORS.isdisjoint(classes):
            yield from self._selector(node)
        else:
            yield from self._division(node, classes)

    def _division(self, node: Element, classes: Sequence[str]) -> Tokens:
        inner = list(self._flow(node.children))
        kept = attributes_of(node)
        kept.pop("class", None)
        if node.name == "center":
            kept["align"] = "center"
        # A section cannot be in a container.
        if not inner or any(token.type == "heading_open" for token in inner):
            yield from inner
        elif classes or kept:
            attributes = {"class": " ".join(classes)} if classes else {}
            opening, *rest = self._wrap("html_div", node.line, inner, attributes)
            opening.meta = {"html_attributes": kept} if kept else {}
            yield from (opening, *rest)
        else:
            yield from inner

    def _quote(self, node: Element) -> Tokens:
        yield from self._wrap("blockquote", node.line, self._flow(node.children))

    def _callout(self, node: Element) -> Tokens:
        """Yield ``<div class="dev-callout"><b>Note</b> …`` as ``alert`` of a kind."""
        content = list(node.children)
        title = take_title(content)
        kind = "".join(t.plain_text() for t in title).strip(" \n:").upper()
        text = inline_all([part for e in title for part in e.children or [e]])
        text = " ".join(text.split()).rstrip(" :")
        if not title and content and content[0].block is not None:
            block = self._blocks[content[0].block]
            kind = take_kind(block)
            text = kind or take_bold_line(block)
        kind = kind or text or "NOTE"
        inner = [*self._blocks_in(title), *self._flow(content)]
        if kind not in CALLOUT_KINDS:
            self._line = node.line
            opening, *rest = self._text_block("paragraph", "p", text)
            opening.meta["title"] = True
            inner[:0] = [opening, *rest]
            kind = ""
        opening, *rest = self._wrap("alert", node.line, inner)
        opening.info = kind
        yield from (opening, *rest)

    def _selector(self, node: Element) -> Tokens:
        """Yield ``<div class="dev-center-tutorial-selector">`` as ``selector``."""
        links = [e for e in node.descendants() if e.name == "a" and e.attribute("href")]
        if not links or node.plain_text(leave_out=["a"]).replace("|", " ").strip():
            yield from self._flow(node.children)
            return
        items = self._items("bullet_list", {}, [[link] for link in links])
        opening, *rest = self._wrap("selector", node.line, items)
        opening.meta["arguments"] = []
        for index, link in enumerate(links):
            if "current" in classes_of(link):
                opening.meta["current"] = index
        yield from (opening, *rest)

    # Lists

    def _list(self, node: Element) -> Tokens:
        items: list[list[Element]] = []
        for child in node.children:
            if child.name == "li":
                items.append([child])
            elif items:
                # Browsers show a list directly in a list below the previous item.
                items[-1].append(child)
            elif not child.is_blank:
                items.append([child])
        kind = "ordered_list" if node.name == "ol" else "bullet_list"
        yield from self._items(kind, list_attributes(node), items)

    def _items(
        self, kind: str, attributes: dict[str, Any], items: Sequence[Sequence[Element]]
    ) -> Tokens:
        if not items:
            return
        inner: list[Token] = []
        for nodes in items:
            content = list(nodes)
            self._line = content[0].line
            item: list[Token] = []
            if content[0].name == "li":
                first = content.pop(0)
                flow = self._directed(first, self._flow(first.children))
                item = [*self._anchors(first), *flow]
            tokens = self._wrap(
                "list_item", nodes[0].line, [*item, *self._flow(content)]
            )
            if nodes[0].name == "li" and (kept := attributes_of(nodes[0])):
                tokens[0].meta["html_attributes"] = kept
            inner += tokens
        opening, *rest = self._wrap(kind, items[0][0].line, inner, attributes)
        opening.markup = "." if kind == "ordered_list" else "*"
        yield from (opening, *rest)

    def _definitions(self, node: Element) -> Tokens:
        inner: list[Token] = []
        for child in node.children:
            self._line = child.line
            if child.name == "dt":
                content = " ".join(inline_content(child).split())
                inner += self._text_block("dt", "dt", content)
                if below := [*self._blocks_in([child])]:
                    inner += self._wrap("dd", child.line, below)
            elif child.name == "dd":
                inner += self._wrap("dd", child.line, self._flow(child.children))
            else:
                stray = list(self._flow([child]))
                inner += self._wrap("dd", child.line, stray) if stray else []
        # A description needs a term before it.
        if inner and inner[0].type == "dd_open":
            inner[:0] = self._text_block("dt", "dt", "")
        yield from self._wrap("dl", node.line, inner)

    # Tables

    def _table(self, node: Element) -> Tokens:
        parts = list(node.descendants(but_in="table"))
        rows = [part for part in parts if part.name == "tr"]
        if self._in_table or not rows:
            # docutils does not support nested tables: keep the content of the cells.
            for part in parts:
                cells = [part] if part.name == "caption" else cells_of(part)
                for cell in cells if part.name in ("caption", "tr") else ():
                    yield from self._flow(cell.children)
            return
        self._in_table = True
        inner: list[Token] = []
        line = rows[0].line
        for caption in (part for part in parts if part.name == "caption"):
            self._line = caption.line
            line = min(line, caption.line)
            text = " ".join(inline_content(caption).split())
            inner += self._text_block("html_caption", "caption", text)
        heads = [part.children for part in parts if part.name == "thead"]
        in_head = True
        for row in rows:
            cells = cells_of(row)
            in_head = in_head and (
                any(row in head for head in heads) or has_headers_only(cells)
            )
            self._line = row.line
            contents: list[Token] = []
            for index, cell in enumerate(cells):
                # A row cannot have an anchor: its first cell gets the row's id.
                anchors = [] if index else self._anchors(row)
                contents += self._cell(cell, anchors)
            if contents:
                opening, *rest = self._wrap("html_row", row.line, contents)
                opening.meta["head"] = in_head
                if kept := attributes_of(row):
                    opening.meta["html_attributes"] = kept
                inner += (opening, *rest)
        self._in_table = False
        yield from self._wrap("html_table", line, inner)

    def _cell(self, cell: Element, anchors: Iterable[Token]) -> Tokens:
        self._line = cell.line
        content = self._directed(cell, self._flow(cell.children))
        inner = [*anchors, *self._anchors(cell), *content]
        opening, *rest = self._wrap("html_cell", cell.line, inner)
        opening.meta["is_header"] = cell.name == "th"
        if kept := attributes_of(cell):
            opening.meta["html_attributes"] = kept
        for span in ("rowspan", "colspan"):
            number = NUMBER.match(cell.attribute(span))
            if number and 1 < int(number[1]) <= _MAX_SPAN:
                opening.meta[span] = int(number[1])
        yield from (opening, *rest)
