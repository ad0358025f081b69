"""Reading HTML as a browser does, with Markdown in the midst of it.

The parser of HTML sees neither Markdown's code spans nor entities, nor placeholders
such as ``<jobFile>``, which all are for Markdown to read afterwards: they go through
it in disguise, as characters that mean nothing to it. Whole blocks of Markdown go as
an element that holds their number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from justhtml import JustHTML, Node

from .elements import CHOICES, CHUNK, ELEMENTS, KEPT_BLOCKS, TAG, VOID, is_html

MAX_DEPTH = 80
"""How deep elements may be nested in each other, to be read."""

# Noncharacters of Unicode, which no text has.
_AMPERSAND, _ANGLE, _ESCAPE = "\ufdd0", "\ufdd1", "\ufdd2"
_BLOCK = "data-azuredocs-block"
CODE_SPAN = re.compile(
    rf"(?<![`{_ESCAPE}])(`+)(?!`)(?:(?!</(?:td|th|li|p|div)\b).)+?(?<!`)\1(?!`)",
    re.IGNORECASE,
)
"""A code span, which ends within the block that it begins in."""
# What has a language of its own in it goes through as it is.
_ANGLE_BRACKET = re.compile(
    r"<!--.*?-->|<(svg|math|script|style)\b.*?</\1|<(?=[A-Za-z/!?])",
    re.DOTALL | re.IGNORECASE,
)
# Characters of text that Markdown gives a meaning: for `://`, `:name:` and `www.`, too.
_MARKUP = re.compile(
    r"[\\`*_\[\]$^~@{}|!#]|:(?=\S)|[+=\"](?=[+=\"])|(?<=[+=\"])[+=\"]|(?<=www)\."
)
_ATTRIBUTE_NAME = re.compile(r"[a-zA-Z_:][\w:.-]*")
# One that HTML would not see the end of, and a reference that is no tag.
_EMPTY_XREF = re.compile(
    r"""<(xref\b(?:[^<>"']|"[^"]*"|'[^']*')*?)/\s*>""", re.IGNORECASE
)
# An end tag at the end of a line, without its bracket.
_OPEN_END_TAG = re.compile(
    r"</(?P<name>[A-Za-z][A-Za-z0-9]*)[ \t]*$(?!\s*>)", re.MULTILINE
)
_LESS_THAN = re.compile(r"<(?!xref:|div\s+chunk\s*=)", re.IGNORECASE)
_LEADING_LINES = re.compile(r"\s*\n")


@dataclass(eq=False)
class Element:
    """An element, or a text or comment, which have names of their own.

    :param name: the element's name, ``#text`` or ``#comment``.
    :param line: the 0-based line at which it is written.
    :param attributes: the attributes, as written.
    :param children: what it contains.
    :param text: of text and comments, as the parser saw it.
    :param block: the number of the block of Markdown that it stands for.
    :param source: the HTML of an element that nothing but HTML has.
    """

    name: str
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""
    block: int | None = None
    source: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it is text of which nothing is to be seen."""
        return self.name == "#text" and not self.text.strip()

    def attribute(self, name: str) -> str:
        """The value of an attribute; the empty string where it has none."""
        return unescape(self.attributes.get(name, "")).strip()

    def descendants(self, but_in: str = "") -> Iterator[Element]:
        """All that is in it, in order.

        :param but_in: the name of elements whose content is left out.
        """
        pending = self.children[::-1]
        while pending:
            current = pending.pop()
            yield current
            if current.name != but_in:
                pending += current.children[::-1]

    def plain_text(self, leave_out: Collection[str] = ()) -> str:
        """Its text, without marks.

        :param leave_out: the names of elements whose text is left out.
        """
        if self.name == "#text":
            return as_text(self.text)
        if self.name == "br":
            return "\n"
        return "".join(
            child.plain_text(leave_out)
            for child in self.children
            if child.name not in leave_out
        )

    def start_tag(self) -> str:
        """Its start tag, as it is to be written in Markdown."""
        attributes = "".join(
            f' {name}="{value.replace(chr(34), "&quot;")}"'
            for name, value in self.attributes.items()
            if _ATTRIBUTE_NAME.fullmatch(name)
        )
        return f"<{self.name}{attributes}>"

    def end_tag(self) -> str:
        """Its end tag; the empty string where it has none."""
        return "" if self.name in VOID else f"</{self.name}>"


@dataclass
class Fragment:
    """HTML and blocks of Markdown, one after the other."""

    _text: list[str] = field(default_factory=list)
    _next_line: int = 1
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def add_html(self, text: str, line: int, *, literal: bool = False) -> None:
        """Add HTML as it is written.

        :param text: the HTML.
        :param line: the 0-based line at which it is.
        :param literal: True for HTML in which no text is Markdown.
        """
        text = text.removesuffix("\n")
        self._add(_disguise_literal(text) if literal else _disguise(text), line)

    def add_block(self, number: int, line: int) -> None:
        """Add a block of Markdown, under a number by which it is found again."""
        self._add(f'<div {_BLOCK}="{number}"></div>', line)

    def _add(self, text: str, line: int) -> None:
        self._starts.append(self._next_line)
        self._lines.append(line)
        self._text.append(text + "\n")
        self._next_line += text.count("\n") + 1

    def read(self) -> list[Element] | None:
        """What was added, as trees; ``None`` where elements are nested too deep."""
        html = "".join(self._text)
        parser = JustHTML(
            html, fragment=True, sanitize=False, track_node_locations=True
        )
        root: Node = parser.root
        if _is_deep(root):
            return None
        return self._read(root, self._lines[0])

    def _read(self, parent: Node, line: int) -> list[Element]:
        elements = []
        for node in parent.children or ():
            line = self._line(node, line)
            elements.append(self._element(node, line))
        return elements

    def _element(self, node: Node, line: int) -> Element:
        if node.name in ("#text", "#comment"):
            return Element(node.name, line, text=str(node.data or ""))
        attributes = {k: as_source(v or "") for k, v in (node.attrs or {}).items()}
        number = attributes.get(_BLOCK, "")
        if number.isdigit():
            return Element(node.name, line, block=int(number))
        element = Element(node.name, line, attributes)
        if node.namespace == "html":
            element.children = self._read(node, line)
        if node.namespace != "html" or node.name in (*KEPT_BLOCKS, *CHOICES):
            element.source = as_source(node.to_html(pretty=False))
        return element

    def _line(self, node: Node, default: int) -> int:
        """The line of the source at which a node begins to say something."""
        if node.origin_line is None:
            return default
        line = node.origin_line
        if node.name == "#text" and (space := _LEADING_LINES.match(str(node.data))):
            line += space[0].count("\n")
        index = bisect_right(self._starts, line) - 1
        return self._lines[index] + line - self._starts[index]


def _is_deep(root: Node) -> bool:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in node.children or ()]
        if not level:
            return False
    return True


def _disguise(text: str) -> str:
    text = CODE_SPAN.sub(lambda span: span[0].replace("<", _ANGLE), text)
    return "".join(part for part, _ in _tags_and_text(text))


def _disguise_literal(text: str) -> str:
    """Disguise HTML, with an escape before what would be markup in Markdown."""
    return "".join(
        _MARKUP.sub(rf"{_ESCAPE}\g<0>", part) if is_text else part
        for part, is_text in _tags_and_text(text)
    )


def _without_end_tag(chunk: re.Match[str]) -> str:
    """Return an include of 2013 without the end tag that it may have."""
    return f'<div chunk="{chunk["angled"] or chunk["bare"] or ""}" />'


def _closed(tag: re.Match[str]) -> str:
    """Return an end tag that lacks its bracket with it, if the element is known."""
    return f"</{tag['name']}>" if tag["name"].lower() in ELEMENTS else tag[0]


def _tags_and_text(text: str) -> Iterator[tuple[str, bool]]:
    """Yield tags, comments and the like, and the text between them, in disguise.

    :return: each part, and True for text.
    """
    text = _EMPTY_XREF.sub(r"<\1></xref>", text)
    text = _OPEN_END_TAG.sub(_closed, text)
    text = CHUNK.sub(_without_end_tag, text)
    lowered = text.lower()
    end = 0
    for match in _ANGLE_BRACKET.finditer(text):
        if match.start() < end:
            continue
        raw = match[0]
        if raw == "<":
            tag = TAG.match(text, match.start())
            known = tag is not None and is_html(tag["name"], tag["attributes"], lowered)
            raw = tag[0] if known and tag is not None else ""
        if text[end : match.start()]:
            yield text[end : match.start()].replace("&", _AMPERSAND), True
        end = match.start() + len(raw or "<")
        if raw:
            yield raw.replace("&", _AMPERSAND), False
        else:
            yield _ANGLE, True
    yield text[end:].replace("&", _AMPERSAND), True


def as_source(text: str) -> str:
    """Return text of a tree as it was written."""
    text = text.replace(_AMPERSAND, "&").replace(_ANGLE, "<")
    return text.replace(_ESCAPE, "")


def as_text(text: str) -> str:
    """Return text of a tree as a browser would show it."""
    return unescape(as_source(text))


def as_markdown(text: str) -> str:
    """Return text of a tree as Markdown: without tags except in code spans."""
    text = text.replace(_AMPERSAND, "&").replace(_ANGLE, "<")
    parts = []
    end = 0
    for span in CODE_SPAN.finditer(text) if "<" in text else ():
        parts += [_LESS_THAN.sub("&lt;", text[end : span.start()]), span[0]]
        end = span.end()
    parts.append(_LESS_THAN.sub("&lt;", text[end:]))
    return "".join(parts).replace(_ESCAPE, "\\")


def as_code(text: str) -> str:
    """Return text of a tree for a code element, in which nothing is Markdown."""
    return as_source(text).replace("<", "&lt;")
