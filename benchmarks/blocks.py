"""Blocks, from a tree of HTML to Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from justhtml import Node

from .inline import (
    InlineWriter,
    anchors_of,
    attribute,
    children_of,
    escape,
    text_of,
)
from .repository import Page
from .tags import BLOCKS, HEADINGS, KEPT, LISTS

_KINDS = "NOTE|TIP|IMPORTANT|WARNING|CAUTION|SECURITY|INFO"
_NOTE = re.compile(
    rf"""\s*(?:\\\[|\[)?(?:WACOM|AZURE)\.({_KINDS})[ \t]*(?:\\\]|\]|>|:)[ \t]*>?[ ]*""",
    re.IGNORECASE | re.VERBOSE,
)
_SELECTOR = re.compile(
    r"\s*\\\[(?:WACOM|AZURE)\.(?:SELECTOR|SELECTOR-LIST|ACCOUNT-COMPARISON)"
    r"\s*(?:\(([^()]*)\))?\s*\\\]\s*",
    re.IGNORECASE,
)
_GITHUB_KINDS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_CALLOUTS = frozenset(("dev-callout", "wa-note"))
_SELECTORS = frozenset(
    ("dev-center-tutorial-selector", "dev-center-tutorial-subselector")
)
_FENCES = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_MAX_SPAN = 100


class BlockWriter:
    """Writes what an article contains.

    :param page: the article.
    :param inline: writes what stands in its lines.
    """

    def __init__(self, page: Page, inline: InlineWriter) -> None:
        self._page, self._inline = page, inline
        self._anchors: set[str] = set()
        # The headings that the place is under: a page has one of level 1.
        self._headings = [0]
        self._has_title = False
        self._depth = 0
        self._in_table = False
        self._markers: dict[str, str] = {}
        self._writers: dict[str, Callable[[Node], list[str]]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(LISTS, self._list),
            **dict.fromkeys(KEPT, lambda node: [str(node.to_html(pretty=False))]),
            "blockquote": self._quote,
            "dl": self._definitions,
            "div": self._div,
            "hr": lambda _: [] if self._depth else ["***"],
            "pre": self._code,
            "table": self._table,
        }

    def write(self, root: Node) -> list[str]:
        """The blocks of a page."""
        return self._flow(children_of(root))

    # What stands side by side

    def _flow(self, nodes: Sequence[Node]) -> list[str]:
        result: list[str] = []
        run: list[Node] = []
        last = ""
        for index, node in enumerate([*nodes, None]):
            if node is not None and not _is_block(node):
                run.append(node)
                continue
            if run:
                text = self._paragraph(run)
                last = "" if text else last
                result += text
                run = []
            if node is None:
                break
            if node.name in LISTS:
                self._markers["ul"] = "*" if last.startswith("-") else "-"
                self._markers["ol"] = ")" if last.endswith(".") else "."
            skip = index and self._dimensions(nodes, index)
            blocks = self._selector_list(node, skip) if skip else self._block(node)
            result += blocks
            if blocks:
                last = _list_marker(node, self._markers)
        return result

    def _block(self, node: Node) -> list[str]:
        targets = self._targets([attribute(node, "id")])
        if node.name in self._writers:
            return [*targets, *self._writers[node.name](node)]
        if node.name == "li":
            return [*targets, *self._items([[node]], "-")]
        return [*targets, *self._flow(children_of(node))]

    def _nested(self, nodes: Sequence[Node]) -> list[str]:
        """Blocks that stand in a list, a quote or a table."""
        self._depth += 1
        markers, self._markers = self._markers, {}
        result = self._flow(nodes)
        self._markers = markers
        self._depth -= 1
        return result

    def _targets(self, names: Sequence[str]) -> list[str]:
        found = []
        for name in filter(None, names):
            target = self._page.anchors.get(name) or self._page.anchors.get(
                name.lower()
            )
            if target and target not in self._anchors and not self._in_table:
                self._anchors.add(target)
                found.append(f"({target})=")
        return ["\n".join(found)] if found else []

    def _paragraph(self, nodes: Sequence[Node]) -> list[str]:
        names = [name for node in nodes for name in anchors_of(node)]
        text = self._inline.paragraph(nodes)
        if not text:
            return self._targets(names)
        return [*self._targets(names), *_notes(text)]

    def _heading(self, node: Node) -> list[str]:
        names = [name for child in children_of(node) for name in anchors_of(child)]
        text = self._inline.line(children_of(node))
        targets = self._targets(names)
        if not text:
            return targets
        level = int(node.name[1])
        if not self._depth:
            level = self._level(level)
        if text.endswith("#"):
            text = f"{text[:-1]}\\#"
        return [*targets, f"{'#' * level} {text}"]

    def _level(self, level: int) -> int:
        """The level of a heading, with none left out below the title."""
        if level == 1 and not self._has_title:
            self._has_title = True
            self._headings = [0]
            return 1
        while self._headings[-1] >= level:
            self._headings.pop()
        self._headings.append(level)
        return min(len(self._headings), 6)

    def _code(self, node: Node) -> list[str]:
        text = text_of(node).strip("\n")
        classes = " ".join(attribute(c, "class") for c in children_of(node))
        match = re.search(r"language-(\S+)", classes)
        info = match[1] if match else "none"
        return [_fenced(text, "" if info == "plain" else info)]

    # Quotes, notes and selectors

    def _quote(self, node: Node) -> list[str]:
        blocks = self._nested(children_of(node))
        if blocks and (marker := _SELECTOR.match(blocks[0])):
            rest = blocks[0][marker.end() :]
            return [rest, *blocks[1:]] if rest else blocks[1:]
        if blocks and all(block.startswith("[Video: ") for block in blocks):
            return blocks
        result: list[str] = []
        quote: list[str] = []
        for block in blocks:
            if block.startswith("> [!"):
                result += [_quoted(quote)] if quote else []
                quote = [block[2:].replace("\n> ", "\n").replace("\n>", "\n")]
            else:
                quote.append(block)
        return [*result, _quoted(quote)] if quote else result

    def _div(self, node: Node) -> list[str]:
        classes = set(attribute(node, "class").split())
        if classes & _CALLOUTS:
            return self._callout(node)
        links = [
            e for e in _descendants(node) if e.name == "a" and attribute(e, "href")
        ]
        if classes & _SELECTORS and links:
            return ["\n".join(f"- {self._version(link)}" for link in links)]
        return self._flow(children_of(node))

    def _version(self, link: Node) -> str:
        text = self._inline.line(children_of(link))
        if self._inline.is_own(link):
            return f"**{text}**"
        return f"[{text}]({self._inline.target(link)})"

    def _callout(self, node: Node) -> list[str]:
        content = [c for c in children_of(node) if text_of(c).strip()]
        title = "Note"
        if content and content[0].name in HEADINGS | {"b", "strong"}:
            title = " ".join(text_of(content.pop(0)).split()).rstrip(": ") or title
        blocks = self._nested(content)
        if title.upper() in _GITHUB_KINDS:
            return [_quoted([f"[!{title.upper()}]", *blocks], tight=True)]
        return [_directive(f"{{admonition}} {escape(title)}", "\n\n".join(blocks))]

    def _dimensions(self, nodes: Sequence[Node], index: int) -> list[str]:
        """The dimensions of the selector before a list, if there is one."""
        before = [n for n in nodes[:index] if text_of(n).strip()]
        if nodes[index].name != "ul" or not before or before[-1].name != "blockquote":
            return []
        match = re.match(
            r"\s*\[(?:WACOM|AZURE)\.SELECTOR-LIST\s*\(([^()]*)\)", text_of(before[-1])
        )
        return [part.strip() for part in match[1].split("|")] if match else []

    def _selector_list(self, node: Node, dimensions: Sequence[str]) -> list[str]:
        """A list for each dimension, with what is nearest to the page itself."""
        links = [
            e for e in _descendants(node) if e.name == "a" and attribute(e, "href")
        ]
        if not links:
            return self._block(node)
        labels = [_labels(link) for link in links]
        own = next((i for i, e in enumerate(links) if self._inline.is_own(e)), -1)
        current = labels[max(own, 0)]

        def distance(index: int) -> int:
            pairs = zip(labels[index], current, strict=False)
            return sum(a.lower() != b.lower() for a, b in pairs)

        def lines(choices: dict[int, str]) -> str:
            return "\n".join(
                f"- **{escape(label)}**"
                if index == own
                else f"- [{escape(label)}]({self._inline.target(links[index])})"
                for index, label in choices.items()
            )

        result = []
        nearest = sorted(range(len(links)), key=distance)
        others = dict.fromkeys(i for i in range(len(links)) if i != own)
        for number, dimension in enumerate(dimensions):
            said = current[number] if own >= 0 and number < len(current) else ""
            result.append(f"{dimension}: **{escape(said)}**" if said else dimension)
            choices: dict[str, int] = {}
            for index in nearest:
                if number < len(labels[index]):
                    choices.setdefault(labels[index][number], index)
            named = dict.fromkeys(x[number] for x in labels if number < len(x))
            result.append(lines({choices[label]: label for label in named}))
            for index in choices.values():
                others.pop(index, None)
        if others:
            rest = {index: " | ".join(labels[index]) for index in others}
            result += ["Other", lines(rest)]
        return result

    # Lists

    def _list(self, node: Node) -> list[str]:
        items: list[list[Node]] = []
        for child in children_of(node):
            if child.name == "li" or (not items and text_of(child).strip()):
                items.append([child])
            elif items:
                items[-1].append(child)
        if node.name != "ol":
            return self._items(items, self._markers.get("ul", "-"))
        start = re.match(r"\s*(\d{1,9})", attribute(node, "start"))
        number = int(start[1]) if start else 1
        return self._items(items, self._markers.get("ol", "."), number)

    def _items(
        self, items: Sequence[Sequence[Node]], marker: str, number: int | None = None
    ) -> list[str]:
        lines = []
        for index, nodes in enumerate(items):
            first = nodes[0]
            is_item = first.name == "li"
            targets = self._targets([attribute(first, "id")]) if is_item else []
            content = children_of(first) if is_item else [first]
            blocks = [*targets, *self._nested([*content, *nodes[1:]])]
            mark = marker if number is None else f"{number + index}{marker}"
            text = _indent("\n\n".join(blocks), len(mark) + 1)
            lines.append(f"{mark} {text}" if text else mark)
        is_tight = not any("\n\n" in line for line in lines)
        return [("\n" if is_tight else "\n\n").join(lines)] if lines else []

    def _definitions(self, node: Node) -> list[str]:
        lines: list[str] = []
        for child in children_of(node):
            if child.name == "dt":
                text = self._inline.line(children_of(child))
                lines.append(f"\n{text}" if lines else text)
            elif text_of(child).strip():
                blocks = self._nested(children_of(child))
                lines.append(": " + _indent("\n\n".join(blocks), 2))
        return ["\n".join(lines)] if lines else []

    # Tables

    def _table(self, node: Node) -> list[str]:
        parts = _descendants(node, but_in="table")
        rows = [[c for c in children_of(r) if c.name in ("td", "th")] for r in parts]
        rows = [
            row for r, row in zip(parts, rows, strict=True) if r.name == "tr" and row
        ]
        if not rows or self._in_table:
            return [b for row in rows for c in row for b in self._flow(children_of(c))]
        targets = self._targets([n for c in children_of(node) for n in anchors_of(c)])
        has_head = all(cell.name == "th" for cell in rows[0])
        captions = [
            self._inline.line(children_of(p)) for p in parts if p.name == "caption"
        ]
        self._in_table = True
        cells = _rectangle([self._row(row) for row in rows])
        self._in_table = False
        is_simple = all("\n" not in cell for row in cells for cell in row)
        if is_simple and len(cells[0]) > 0:
            if not has_head:
                cells.insert(0, [""] * len(cells[0]))
            return [*targets, *filter(None, captions), _pipe_table(cells)]
        body = "\n".join(_list_row(row) for row in cells)
        options = ":header-rows: 1\n\n" if has_head else ""
        return [
            *targets,
            *filter(None, captions),
            _directive("{list-table}", options + body),
        ]

    def _row(self, row: Sequence[Node]) -> list[tuple[str, int, int]]:
        result = []
        for cell in row:
            blocks = self._nested(children_of(cell))
            text = "\n\n".join(blocks)
            is_text = len(blocks) == 1 and not any(
                e.name in BLOCKS - {"p", "div", "center"} for e in _descendants(cell)
            )
            if is_text and not text.startswith("> "):
                text = " ".join(text.replace("\\\n", " ").split())
            result.append((text, _span(cell, "rowspan"), _span(cell, "colspan")))
        return result


def _is_block(node: Node) -> bool:
    return node.name in BLOCKS or any(e.name in BLOCKS for e in _descendants(node))


def _descendants(node: Node, but_in: str = "") -> list[Node]:
    result = []
    for child in children_of(node):
        result.append(child)
        if not but_in or child.name != but_in:
            result += _descendants(child, but_in)
    return result


def _list_marker(node: Node, markers: dict[str, str]) -> str:
    if node.name == "ol":
        return "1" + markers.get("ol", ".")
    return markers.get("ul", "-") if node.name in LISTS else ""


def _indent(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width).replace(
        "\n" + " " * width + "\n", "\n\n"
    )


def _quoted(blocks: Sequence[str], *, tight: bool = False) -> str:
    """Blocks in a quote; with ``tight``, the first on the line before the second."""
    if tight and len(blocks) > 1:
        blocks = [f"{blocks[0]}\n{blocks[1]}", *blocks[2:]]
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _notes(text: str) -> list[str]:
    """A paragraph, parted where a line begins with the marker of a note."""
    result: list[str] = []
    kind = ""
    lines: list[str] = []
    for line in [*text.split("\n"), None]:
        match = _NOTE.match(line) if line is not None else None
        if line is None or match:
            if kind:
                result.append(_quoted([f"[!{kind}]", "\n".join(lines)], tight=True))
            elif lines:
                result.append("\n".join(lines))
            lines = []
        if match and line is not None:
            name = match[1].upper()
            kind = name if name in _GITHUB_KINDS else "IMPORTANT"
            line = line[match.end() :]
        if line:
            lines.append(line)
    return result


def _labels(link: Node) -> list[str]:
    text = text_of(link).strip().removeprefix("(").removesuffix(")")
    return [label.strip() for label in text.split("|")]


def _fenced(text: str, info: str) -> str:
    longest = max(map(len, _FENCES.findall(text)), default=2)
    marks = "`" * (longest + 1)
    return f"{marks}{info}\n{text}\n{marks}"


def _directive(name: str, content: str) -> str:
    return _fenced(content, name)


def _span(cell: Node, name: str) -> int:
    match = re.match(r"\s*(\d{1,3})", attribute(cell, name))
    return min(max(int(match[1]), 1), _MAX_SPAN) if match else 1


def _rectangle(rows: Sequence[Sequence[tuple[str, int, int]]]) -> list[list[str]]:
    """Rows of the same length, with empty cells where others span."""
    taken: set[tuple[int, int]] = set()
    result: list[list[str]] = []
    for number, row in enumerate(rows):
        line: list[str] = []
        for text, height, width in row:
            while (number, len(line)) in taken:
                line.append("")
            column = len(line)
            for further in range(1, height):
                taken |= {(number + further, column + i) for i in range(width)}
            line += [text, *[""] * (width - 1)]
        result.append(line)
    columns = list(zip_longest(*result, fillvalue=""))
    return [list(row) for row in zip(*columns, strict=True)]


def _pipe_table(rows: Sequence[Sequence[str]]) -> str:
    lines = [
        "| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in rows
    ]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _list_row(row: Sequence[str]) -> str:
    return "\n".join(
        f"{'* -' if not index else '  -'} {_indent(cell, 4)}".rstrip()
        for index, cell in enumerate(row)
    )
