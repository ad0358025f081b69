"""Parse HTML that contains Markdown to a tree of elements, as browsers do.

Code spans, character references and placeholders such as ``<jobFile>`` are parsed by
Markdown after the conversion of the tree. The HTML parser must not change them. Their
special characters are therefore replaced by Unicode noncharacters before HTML is parsed
(in this module: disguised). A whole block of Markdown is replaced by an empty element
with the number of the block.
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
"""Maximal nesting depth of elements; more deeply nested HTML is not converted."""

# Unicode noncharacters, which do not occur in text: they replace `&` and `<`, and stand
# for a backslash that escapes Markdown.
_AMPERSAND, _ANGLE, _ESCAPE = "\ufdd0", "\ufdd1", "\ufdd2"
_BLOCK = "data-azuredocs-block"
_PLACE_OF_BLOCK = re.compile(rf'<div {_BLOCK}="\d+"></div>')
CODE_SPAN = re.compile(
    rf"(?<![`{_ESCAPE}])(`+)(?!`)(?:(?!</(?:td|th|li|p|div)\b).)+?(?<!`)\1(?!`)",
    re.IGNORECASE,
)
"""Pattern of a code span that ends within its HTML block element."""
# Comments, elements whose content is another language, and other angle brackets.
_ANGLE_BRACKET = re.compile(
    r"<!--.*?-->|<(svg|math|script|style)\b.*?</\1|<(?=[A-Za-z/!?])",
    re.DOTALL | re.IGNORECASE,
)
# Characters with a meaning in Markdown, including `://`, `:name:` and `www.`.
_MARKUP = re.compile(
    r"[\\`*_\[\]$^~@{}|!#]|:(?=\S)|[+=\"](?=[+=\"])|(?<=[+=\"])[+=\"]|(?<=www)\."
)
_ATTRIBUTE_NAME = re.compile(r"[a-zA-Z_:][\w:.-]*")
# An empty element <xref … />, which the HTML parser would not close.
_EMPTY_XREF = re.compile(
    r"""<(xref\b(?:[^<>"']|"[^"]*"|'[^']*')*?)/\s*>""", re.IGNORECASE
)
# An end tag at the end of a line that lacks its closing bracket.
_OPEN_END_TAG = re.compile(
    r"</(?P<name>[A-Za-z][A-Za-z0-9]*)[ \t]*$(?!\s*>)", re.MULTILINE
)
_LESS_THAN = re.compile(r"<(?!xref:|div\s+chunk\s*=)", re.IGNORECASE)
_LEADING_LINES = re.compile(r"\s*\n")


@dataclass(eq=False)
class Element:
    """A node of the tree: an element, a text, a comment or a block of Markdown.

    :param name: the name of the element in lower case, ``#text`` or ``#comment``.
    :param line: the 0-based line of the node in its file.
    :param attributes: the attributes; character references are not decoded.
    :param children: the child nodes, in order.
    :param text: the disguised content of a text or comment; else empty.
    :param block: the number of the block of Markdown; ``None`` for other nodes.
    :param source: the HTML of an element that stays raw HTML; else empty.
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
        """True for text that consists of whitespace."""
        return self.name == "#text" and not self.text.strip()

    def attribute(self, name: str) -> str:
        """Return the value of an attribute, decoded and without surrounding whitespace.

        :param name: the name of the attribute.
        :return: the empty string if the element does not have the attribute.
        """
        return unescape(self.attributes.get(name, "")).strip()

    def descendants(self, but_in: str = "") -> Iterator[Element]:
        """Yield all descendants in document order.

        :param but_in: the name of elements whose descendants are left out.
        """
        pending = self.children[::-1]
        while pending:
            current = pending.pop()
            yield current
            if current.name != but_in:
                pending += current.children[::-1]

    def plain_text(self, leave_out: Collection[str] = ()) -> str:
        """Return the text as a browser shows it, without tags; ``<br>`` is a newline.

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
        """Return the start tag as inline HTML for Markdown."""
        attributes = "".join(
            f' {name}="{value.replace(chr(34), "&quot;")}"'
            for name, value in self.attributes.items()
            if _ATTRIBUTE_NAME.fullmatch(name)
        )
        return f"<{self.name}{attributes}>"

    def end_tag(self) -> str:
        """Return the end tag; the empty string for a void element such as ``<br>``."""
        return "" if self.name in VOID else f"</{self.name}>"


@dataclass
class Fragment:
    """A sequence of HTML sources and blocks of Markdown, to be parsed together."""

    _text: list[str] = field(default_factory=list)
    _next_line: int = 1
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def add_html(self, text: str, line: int, *, literal: bool = False) -> None:
        """Append HTML.

        :param text: the source of the HTML.
        :param line: the 0-based line in the file at which the source begins.
        :param literal: True if text in the HTML is not Markdown.
        """
        text = text.removesuffix("\n")
        self._add(_disguise_literal(text) if literal else _disguise(text), line)

    def add_block(self, number: int, line: int) -> None:
        """Append a block of Markdown.

        :param number: the number of the block, which becomes ``Element.block``.
        :param line: the 0-based line in the file at which the block begins.
        """
        self._add(f'<div {_BLOCK}="{number}"></div>', line)

    def _add(self, text: str, line: int) -> None:
        self._starts.append(self._next_line)
        self._lines.append(line)
        self._text.append(text + "\n")
        self._next_line += text.count("\n") + 1

    def read(self) -> list[Element] | None:
        """Parse the sequence; return its top-level nodes.

        :return: ``None`` if elements are nested deeper than ``MAX_DEPTH``.
        """
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
            # The HTML parser makes text of all that is in `<noscript>` and `<xmp>`.
            text = _PLACE_OF_BLOCK.sub("", str(node.data or ""))
            return Element(node.name, line, text=text)
        attributes = {k: as_source(v or "") for k, v in (node.attrs or {}).items()}
        number = attributes.get(_BLOCK, "")
        if number.isdigit():
            return Element(node.name, line, block=int(number))
        element = Element(node.name, line, attributes)
        if node.namespace == "html":
            element.children = self._read(node, line)
        if node.namespace != "html" or node.name in (*KEPT_BLOCKS, *CHOICES):
            element.source = as_source(_serialised(node))
        return element

    def _line(self, node: Node, default: int) -> int:
        """Return the 0-based line in the file of a parsed node.

        Leading blank lines of a text are skipped.

        :param default: the line for a node that the HTML parser inserted.
        """
        if node.origin_line is None:
            return default
        line = node.origin_line
        if node.name == "#text" and (space := _LEADING_LINES.match(str(node.data))):
            line += space[0].count("\n")
        index = bisect_right(self._starts, line) - 1
        return self._lines[index] + line - self._starts[index]


def _serialised(node: Node) -> str:
    """Return the HTML of a node, without blocks of Markdown.

    Attributes whose name begins with ``=`` (HTML Standard, section 13.2.5.32) cannot be
    serialised, and are left out.
    """
    pending = [node]
    while pending:
        current = pending.pop()
        pending += current.children or ()
        attributes = getattr(current, "attrs", None) or {}
        for name in [name for name in attributes if name.startswith("=")]:
            del attributes[name]
    return _PLACE_OF_BLOCK.sub("", node.to_html(pretty=False))


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
    """Disguise HTML, and escape the characters of its text with a meaning in Markdown.

    :param text: the source of the HTML.
    """
    return "".join(
        _MARKUP.sub(rf"{_ESCAPE}\g<0>", part) if is_text else part
        for part, is_text in _tags_and_text(text)
    )


def _without_end_tag(chunk: re.Match[str]) -> str:
    """Return an include of 2013 as a self-closing tag, for a match of ``CHUNK``."""
    return f'<div chunk="{chunk["angled"] or chunk["bare"] or ""}" />'


def _closed(tag: re.Match[str]) -> str:
    """Return an end tag with the missing bracket added; unknown elements unchanged."""
    return f"</{tag['name']}>" if tag["name"].lower() in ELEMENTS else tag[0]


def _tags_and_text(text: str) -> Iterator[tuple[str, bool]]:
    """Split HTML into tags, comments and similar markup, and the text between them.

    :param text: the source of the HTML.
    :return: each string in disguise, and True for text, False for markup.
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
    """Return disguised text as it is in the source."""
    text = text.replace(_AMPERSAND, "&").replace(_ANGLE, "<")
    return text.replace(_ESCAPE, "")


def as_text(text: str) -> str:
    """Return disguised text as a browser shows it: character references are decoded."""
    return unescape(as_source(text))


def as_markdown(text: str) -> str:
    """Return disguised text as Markdown source.

    ``<`` is written as ``&lt;``, except in code spans, links by uid and includes.
    """
    text = text.replace(_AMPERSAND, "&").replace(_ANGLE, "<")
    parts = []
    end = 0
    for span in CODE_SPAN.finditer(text) if "<" in text else ():
        parts += [_LESS_THAN.sub("&lt;", text[end : span.start()]), span[0]]
        end = span.end()
    parts.append(_LESS_THAN.sub("&lt;", text[end:]))
    return "".join(parts).replace(_ESCAPE, "\\")


def as_code(text: str) -> str:
    """Return disguised text for a ``<code>`` element; ``<`` is written as ``&lt;``."""
    return as_source(text).replace("<", "&lt;")
