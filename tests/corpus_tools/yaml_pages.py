"""Pages in YAML, as blocks of Markdown; and other YAML whose lines count."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from tests.independent.blocks import Block, BlockKind, Line, blocks, to_lines

TITLES = ("title", "name", "question", "heading")
URLS = ("url", "href")
UNSEEN = frozenset(
    (
        *("metadata", "brand", "id", "uid", "layout", "linkListType", "itemType"),
        *("imageSrc", "image", "imageAlt", "type", "azureSandbox"),
    )
)


def line_of(node: yaml.Node) -> int:
    """The 1-based line that a value begins on."""
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.start_mark.line) + (2 if is_block else 1)


def lines_of(node: yaml.ScalarNode) -> list[Line]:
    """The lines of a text; those that YAML folds are all on the first."""
    first = line_of(node)
    step = 1 if node.style == "|" else 0
    lines = to_lines(node.value.rstrip("\n"))
    return [Line(first + i * step, line.text) for i, line in enumerate(lines)]


def field(node: yaml.MappingNode, names: tuple[str, ...]) -> yaml.ScalarNode | None:
    """The first of some fields that has a text."""
    for name in names:
        for key, value in node.value:
            if key.value == name and isinstance(value, yaml.ScalarNode):
                return value
    return None


def page_blocks(text: str) -> Iterator[Block]:
    """The blocks of a page: what has a title is headed by it, all else is text."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    yield from part_blocks(root)


def part_blocks(node: yaml.MappingNode) -> Iterator[Block]:
    """The blocks of a part of a page."""
    title, url = field(node, TITLES), field(node, URLS)
    words = field(node, ("text",)) or title
    if words is not None and words.value.strip() == "Ignored":
        # So a section is named that has no name.
        words = None
    if url is not None:
        shown = "" if words is None else re.sub(r"([\[\]<>*_`])", r"\\\1", words.value)
        # The link has the line that its text begins on, and its URL another.
        link = Line(line_of(url), f"[{' '.join(shown.split())}]({url.value})")
        yield Block(BlockKind.TEXT, (link,))
    elif words is not None and words is title:
        line = Line(line_of(title), " ".join(title.value.split()))
        yield Block(BlockKind.HEADING, (line,))
    elif words is not None:
        yield from blocks(lines_of(words))
    for key, value in node.value:
        if key.value not in UNSEEN and value not in (title, url, words):
            yield from value_blocks(value)


def value_blocks(node: yaml.Node) -> Iterator[Block]:
    """The blocks of a value."""
    if isinstance(node, yaml.MappingNode):
        yield from part_blocks(node)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from value_blocks(item)
    elif isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str"):
        yield from blocks(lines_of(node))


def hrefs(text: str) -> Iterator[tuple[str, int]]:
    """What a table of contents refers to, each with the line its item begins on."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pending: list[yaml.Node] = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.SequenceNode):
            pending += node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if isinstance(value, yaml.ScalarNode):
                    if key.value in ("href", "topicHref", "tocHref", "homepage"):
                        yield value.value, line_of(node)
                else:
                    pending.append(value)
