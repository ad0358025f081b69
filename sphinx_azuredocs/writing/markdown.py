"""Blocks of Markdown, written from the tokens of a dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Protocol

from markdown_it.token import Token

from ..page.context import PageContext
from ..page.dialects import Dialect
from ..syntax.blocks import split_blocks
from .inline import CannotWriteError, as_html, attributes_in_tag

Lines = list[str]

_BLOCK_MARKER = re.compile(r"[ \t]*\d{0,9}(?P<marker>[.)](?=\s|\Z)|[-+*#>=~`|:%(\[])")
_LONG = 60
_HTML_MARKER = re.compile(r"[ \t]*(?P<marker><)")
_STYLES = {
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


class Write(Protocol):
    """A function that writes the tokens of a block; named ``write_<token type>``."""

    __name__: str

    def __call__(self, writer: MarkdownWriter, block: Sequence[Token], /) -> Lines:
        """Return the lines of a block, from its opening to its closing token."""


class MarkdownWriter:
    """Writer of blocks.

    :param dialect: the dialect to write.
    :param context: the context of the file that is written.
    :param path: the file.
    :param functions: type of a token without ``_open`` → the function that writes it.
    :param inline: returns inline content in the dialect.
    :param from_tokens: returns inline tokens in the dialect.
    :param is_paragraph: returns True if the dialect reads a text as a paragraph with
        the content of an inline token.
    """

    def __init__(
        self,
        dialect: Dialect,
        context: PageContext,
        path: Path,
        functions: Mapping[str, Write],
        inline: Callable[[str], str],
        from_tokens: Callable[[Sequence[Token]], str],
        is_paragraph: Callable[[str, Token], bool],
    ) -> None:
        self.dialect, self.context, self.path = dialect, context, path
        self._functions = functions
        self._inline = inline
        self._from_tokens = from_tokens
        self._is_paragraph = is_paragraph

    def blocks(self, tokens: Sequence[Token]) -> Lines:
        """Return the lines of blocks, with a blank line between them.

        :param tokens: block tokens.
        :raises CannotWriteError: for a token that the dialect does not have.
        """
        lines: Lines = []
        before: Token | None = None
        for block in split_blocks(tokens):
            if block[0].type in _NOT_SHOWN or _is_empty(block):
                continue
            written = self._after(before, block)
            before = block[0]
            lines += ["", *written] if lines else written
        return lines

    def _after(self, before: Token | None, block: Sequence[Token]) -> Lines:
        """Return the lines of a block that do not continue the block before it."""
        token = block[0]
        if before is None:
            return self.block(block)
        if token.type == "code_block" and before.type in (*_LISTS, "code_block"):
            return preformatted(token)
        if token.type == before.type in _LISTS and token.markup == before.markup:
            return write_html_list(self, block)
        return self.block(block)

    def block(self, block: Sequence[Token]) -> Lines:
        """Return the lines of a block.

        :param block: its tokens.
        :raises CannotWriteError: for a token that the dialect does not have.
        """
        name = block[0].type.removesuffix("_open")
        if name not in self._functions:
            raise CannotWriteError(name)
        return self._functions[name](self, block)

    def text(self, inline: Token) -> Lines:
        """Return the lines of inline content, which are a paragraph in the dialect.

        :param inline: the inline token.
        :raises CannotWriteError: for text that always begins another block.
        """
        for content in self._spellings(inline):
            if self._is_paragraph(content, inline):
                return content.split("\n")
        message = f"text that begins another block: {inline.content[:_LONG]!r}"
        raise CannotWriteError(message)

    def _spellings(self, inline: Token) -> Iterator[str]:
        """Yield inline content, in ways that are less and less like the source."""
        content = self._inline(inline.content)
        yield content
        yield "\n".join(_escaped(line, _BLOCK_MARKER) for line in content.split("\n"))
        yield "\n".join(_escaped(line, _HTML_MARKER) for line in content.split("\n"))
        yield content.replace("\n", "&#10;", 1)
        yield self._from_tokens(inline.children or ())

    def one_line(self, inline: Token) -> str:
        """Return inline content on one line.

        :param inline: the inline token.
        """
        return self._inline(inline.content).replace("\n", " ")


_NOT_SHOWN = frozenset(("problem",))
_LISTS = ("bullet_list_open", "ordered_list_open")


def _is_empty(block: Sequence[Token]) -> bool:
    """Return True for a paragraph of which nothing is shown."""
    return block[0].type == "paragraph_open" and not block[1].children


def _escaped(line: str, marker: re.Pattern[str]) -> str:
    """Return a line with a backslash before the marker of a block."""
    match = marker.match(line)
    if match is None:
        return line
    return f"{line[: match.start('marker')]}\\{line[match.start('marker') :]}"


def indented(lines: Sequence[str], marker: str) -> Iterator[str]:
    """Yield lines as the content of a container.

    :param lines: the lines.
    :param marker: what the first line begins with; the others have blanks instead.
    """
    for number, line in enumerate(lines):
        begin = marker if number == 0 else " " * len(marker)
        yield (begin + line).rstrip() if number and not line else begin + line


def quoted(lines: Sequence[str]) -> Lines:
    """Return lines as a quote."""
    return [f"> {line}" if line else ">" for line in lines]


def element(name: str, attributes: str, content: Lines) -> Lines:
    """Return an element of HTML whose content is Markdown, between blank lines.

    :param name: the name of the element.
    :param attributes: the source of its attributes, with a leading blank.
    :param content: the lines of its content.
    """
    return [f"<{name}{attributes}>", "", *content, "", f"</{name}>"]


def write_paragraph(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a paragraph."""
    if attributes := attributes_in_tag(block[0]):
        return [f"<p{attributes}>{as_html(block[1].children or ())}</p>"]
    return writer.text(block[1])


def write_heading(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a heading, with the anchors that its text does not have."""
    level = int(block[0].tag[1:])
    content = writer.one_line(block[1])
    names = [
        name
        for name in block[0].meta.get("anchors", ())
        if name not in block[0].meta.get("anchor_lines", ())
        and f'"{escape(name)}"' not in content
    ]
    anchors = "".join(f'<a id="{escape(name)}"></a>' for name in names)
    if attributes := attributes_in_tag(block[0]):
        tag = block[0].tag
        inner = as_html(block[1].children or ())
        return [f"<{tag}{attributes}>{anchors}{inner}</{tag}>"]
    if content.endswith("#"):
        content = f"{content[:-1]}\\#"
    return [f"{'#' * level} {anchors}{content}"]


def write_blockquote(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a quote."""
    content = writer.blocks(block[1:-1])
    if attributes := attributes_in_tag(block[0]):
        return element("blockquote", attributes, content)
    return quoted(content)


def write_list(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a list: in Markdown, or in HTML if it has what only HTML has."""
    opening, items = block[0], list(split_blocks(block[1:-1]))
    start = opening.attrs.get("start", 1)
    extra = {k: v for k, v in opening.attrs.items() if k not in ("start", "bullet")}
    if extra or opening.meta.get("html_attributes") or any(map(_is_html_item, items)):
        return write_html_list(writer, block)
    lines: Lines = []
    is_loose = any(len(list(split_blocks(item[1:-1]))) > 1 for item in items)
    for number, item in enumerate(items, int(start)):
        marker = f"{number}{opening.markup}" if _is_ordered(opening) else opening.markup
        content = writer.blocks(item[1:-1])
        if lines and is_loose:
            lines.append("")
        lines += indented(content or [""], f"{marker} ")
    return lines


def _is_ordered(opening: Token) -> bool:
    return opening.type == "ordered_list_open"


def _is_html_item(item: Sequence[Token]) -> bool:
    first = item[1].type if len(item) > 2 else ""
    is_markdown = first not in ("anchor", "code_block", "html_block")
    return bool(item[0].meta.get("html_attributes")) or not is_markdown


def write_html_list(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a list as elements of HTML."""
    opening, items = block[0], list(split_blocks(block[1:-1]))
    shown = opening.copy(attrs=dict(opening.attrs))
    if style := shown.attrs.pop("style", ""):
        if style not in _STYLES:
            raise CannotWriteError(opening.type)
        shown.attrs["type"] = _STYLES[str(style)]
    lines: Lines = []
    for item in items:
        inner = list(item[1:-1])
        attributes = attributes_in_tag(item[0])
        if inner and inner[0].type == "anchor":
            names = inner.pop(0).meta["anchors"]
            attributes = f' id="{escape(names[0])}"{attributes}'
        lines += element("li", attributes, writer.blocks(inner))
    name = "ol" if _is_ordered(opening) else "ul"
    return [f"<{name}{attributes_in_tag(shown)}>", *lines, f"</{name}>"]


def write_code_block(_writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write code without a fence: indented, or as HTML if that is not possible."""
    token = block[0]
    lines = token.content.removesuffix("\n").split("\n")
    is_plain = not (token.attrs or token.info or token.meta.get("html_attributes"))
    if is_plain and lines[0].strip() and lines[-1].strip():
        return [f"    {line}" if line else "" for line in lines]
    return preformatted(token)


def preformatted(token: Token) -> Lines:
    """Return code as an element of HTML.

    :param token: the ``code_block`` token.
    :raises CannotWriteError: for code with attributes that the element has not.
    """
    marked = str(token.attrs.get("emphasize-lines", ""))
    if token.attrs.keys() - {"emphasize-lines"}:
        raise CannotWriteError("code_block")
    numbers = {int(number) for number in marked.split(",") if number}
    attributes = attributes_in_tag(token.copy(attrs={}))
    language = f' class="lang-{escape(token.info)}"' if token.info else ""
    lines = [
        f"<mark>{line}</mark>" if number in numbers else line
        for number, line in enumerate(
            escape(token.content.removesuffix("\n"), quote=False).split("\n"), 1
        )
    ]
    lines[0] = f"<pre{attributes}><code{language}>{lines[0]}"
    lines[-1] += "</code></pre>"
    return lines


def write_fence(_writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write fenced code."""
    token = block[0]
    character = token.markup[:1] or "`"
    runs = [len(run) for run in re.findall(re.escape(character) + "+", token.content)]
    fence = character * max(3, len(token.markup), *(run + 1 for run in runs))
    content = token.content.removesuffix("\n")
    lines = content.split("\n") if token.content else []
    return [f"{fence}{token.info.strip()}", *lines, fence]


def write_hr(_writer: MarkdownWriter, _block: Sequence[Token]) -> Lines:
    """Write a thematic break."""
    return ["---"]


def write_html_block(_writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write an HTML block as it is."""
    return block[0].content.rstrip("\n").split("\n")


def write_anchor(_writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write an anchor as an element."""
    return [f'<div id="{escape(name)}"></div>' for name in block[0].meta["anchors"]]


def write_literal_text(_writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write text that is no markup."""
    return block[0].content.split("\n")


def write_table(writer: MarkdownWriter, block: Sequence[Token]) -> Lines:
    """Write a pipe table."""
    rows: list[list[str]] = []
    styles: list[str] = []
    for token in block:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open") and len(rows) == 1:
            styles.append(str(token.attrs.get("style", "")))
        elif token.type == "inline":
            rows[-1].append(writer.one_line(token))
    head, *body = rows
    delimiters = [_ALIGNED.get(style, "---") for style in styles]
    return [f"| {' | '.join(row)} |" for row in (head, delimiters, *body)]


_ALIGNED = {
    "text-align:left": ":--",
    "text-align:right": "--:",
    "text-align:center": ":-:",
}


MARKDOWN: Mapping[str, Write] = {
    "paragraph": write_paragraph,
    "heading": write_heading,
    "blockquote": write_blockquote,
    "bullet_list": write_list,
    "ordered_list": write_list,
    "code_block": write_code_block,
    "fence": write_fence,
    "hr": write_hr,
    "html_block": write_html_block,
    "anchor": write_anchor,
    "literal_text": write_literal_text,
    "table": write_table,
}
"""Type of a token without ``_open`` → the function that writes it."""
