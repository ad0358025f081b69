"""Files in the dialect, read into HTML.

CommonMark does most of it, after the lines that it would read otherwise are written as
it has them. URLs are marked with the file in which they are written, as they are
relative to it: ``@2@media/x.png``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from .repository import Files, read, split_header
from .tags import BLOCKS, INNER, TAG, escape_placeholders

_MAX_DEPTH = 10
INCLUDE = re.compile(
    r"""\[(?:WACOM|AZURE)\.INCLUDE\s*\[[^\]\n]*\]\(\s*<?([^()<>\n]+?)>?\s*\)\]
    |<div\s+chunk\s*=\s*"([^"]+)"\s*/>""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACE = re.compile(r"\n?XINCLUDE(\d+)X\n?")
_TEXT_PLACE = re.compile(r"XINTEXT(\d+)X")
_PARAGRAPH = re.compile(r"</?p>")
_HEADING = re.compile(r" {0,3}(#{1,6})([^#\s].*?)[ \t]*#*[ \t]*")
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^>]*>.*</h\1\s*>\s*", re.IGNORECASE)
_ITEM = re.compile(r"([ \t]*(?:>[ \t]*)*)([-*+]|\d{1,9}[.)])([ \t]{2,})(?=\S)")
_DEFINITION = re.compile(
    r"""[ ]{0,3}\[(?!\^)[^\[\]]+\]:[ \t]*(?:<[^<>]*>|(?=\S*[/.\#:])[^\s<>]+)
    (?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*""",
    re.VERBOSE,
)
_VIDEO = re.compile(
    r"\s*>?\s*\[(?:WACOM|AZURE)\.VIDEO\s+([\w.-]+)\s*\]\s*", re.IGNORECASE
)
_SPACED = re.compile(r"\[([^\[\]]*)\][ \t]+\[([^\[\]]+)\]")
_SPACED_URL = re.compile(r"(\[[^\[\]]+\])[ \t]+(\(https?://[^()\s]+\))")
_UNDEFINED = re.compile(r"(?<![\w\])])(!?)\[([^\[\]]*)\]\[([^\[\]]*)\]")
_LOOSE_BOLD = re.compile(r"\*\*(\S[^*\n]*?)([ \t]+)\*\*(?![\w*])")
_LOOSE_BEGIN = re.compile(r"(\w)\*\*([ \t]+)(\S[^*\n]*?\S|\S)\*\*(?![\w*])")
_IMAGE = re.compile(r"[ \t]*!\[[^\]\n]*\](?:\[([^\]\n]+)\]|\([^()\n]*\))")
_URL = re.compile(
    r"""(\s(?:href|src)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_ODD_INDENT = re.compile(
    "^[ \t]*[\u00a0\u200b\ufeff][ \t\u00a0\u200b\ufeff]*", re.MULTILINE
)
_ODD_MARK = re.compile(
    "^([ \t]*(?:[-*+]|\\d+[.)]|#{1,6}|>))[ \t]*\u00a0\\s*(?=\\S)", re.MULTILINE
)
_ODD = str.maketrans({"\u00a0": " ", "\u200b": None, "\ufeff": None})
_CONTAINERS = frozenset(("div", "blockquote", "center", "table", "ul", "ol", "dl"))
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_HEADING = re.compile(r"^[ \t]*(#{1,6})[ \t]*([^#\s].*)$", re.MULTILINE)


@dataclass
class File:
    """A file that is being read.

    :param path: where it is, relative to the root.
    :param number: by which URLs refer to it.
    :param included: the files that it includes, and what includes each.
    :param references: the link labels that it defines.
    """

    path: str
    number: int
    text: str = ""
    included: list[tuple[str, File | None]] = field(default_factory=list)
    references: dict[str, Any] = field(default_factory=dict)


class Reader:
    """Reads an article, with what it includes, into HTML."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._md = MarkdownIt("commonmark", {"store_labels": True}).enable("table")
        self._blocks = MarkdownIt("commonmark")
        self._blocks.core.ruler.disable(["inline", "text_join"])
        self.sources: list[str] = []

    def read(self, path: str) -> tuple[dict[str, str], str] | None:
        """The attributes of an article's header, and its content as HTML.

        :param path: relative to the root.
        :return: nothing for a file that is no text.
        """
        text = read(self._files.root / path)
        if text is None:
            return None
        self._all: list[File] = []
        attributes, body = split_header(text)
        article = self._gather(path, body, 0)
        return attributes, self._html(article, [])

    # Reading files, and the labels they define

    def _gather(self, path: str, text: str, depth: int) -> File:
        if path not in self.sources:
            self.sources.append(path)
        file = File(path, self.sources.index(path))
        self._all.append(file)
        text = _ODD_INDENT.sub(lambda m: m[0].translate(_ODD), text)
        text = _ODD_MARK.sub(r"\1 ", text)
        for _ in range(2):
            text = "\n".join(self._rewrite(text))
        file.text = self._take_includes(text, file, depth)
        env: dict[str, Any] = {}
        self._blocks.parse(file.text, env)
        for label, definition in env.get("references", {}).items():
            url = f"@{file.number}@{definition['href']}"
            file.references[label] = {**definition, "href": url}
        return file

    def _verbatim(self, text: str) -> set[int]:
        """The lines that are code."""
        lines: set[int] = set()
        for token in self._blocks.parse(text, {}):
            if not token.map:
                continue
            is_code = token.type in ("code_block", "fence")
            if is_code or (token.type == "html_block" and "<pre" in token.content):
                lines.update(range(*token.map))
        return lines

    def _rewrite(self, text: str) -> Iterator[str]:
        """The lines as CommonMark has them."""
        verbatim = self._verbatim(text)
        before = ""
        for number, line in enumerate(text.split("\n")):
            if number in verbatim:
                yield line
            elif (heading := _HEADING.fullmatch(line)) and _is_heading(heading):
                yield f"{heading[1]} {heading[2]}"
            elif video := _VIDEO.fullmatch(line):
                title = video[1].replace("-", " ")
                url = f"https://azure.microsoft.com/documentation/videos/{video[1]}/"
                yield f"\n[Video: {title}]({url})\n"
            elif _HTML_HEADING.fullmatch(line) and not line.startswith("\t"):
                yield f"\n{line.strip()}\n"
            elif _DEFINITION.fullmatch(line):
                needs_blank = before.strip() and not _DEFINITION.fullmatch(before)
                yield f"\n{line}" if needs_blank else line
            else:
                yield _item(line)
            before = line

    def _take_includes(self, text: str, file: File, depth: int) -> str:
        def place(match: re.Match[str]) -> str:
            name = (match[1] or match[2]).strip().replace("\\", "/")
            inner = self._include(name, file, depth)
            file.included.append((match[0], inner))
            begin = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            rest = text[begin : match.start()] + text[match.end() : max(end, 0) or None]
            index = len(file.included) - 1
            if rest.strip(" \t>"):
                return f"XINTEXT{index}X"
            return f"XINCLUDE{index}X\n{text[begin : match.start()].rstrip()}"

        return INCLUDE.sub(place, text)

    def _include(self, name: str, file: File, depth: int) -> File | None:
        path = os.path.join(os.path.dirname(file.path), name)
        found = self._files.find(path) or self._files.find(f"{path}.md")
        text = read(self._files.root / found) if found else None
        if found is None or text is None or depth >= _MAX_DEPTH:
            return None
        return self._gather(found, split_header(text)[1].strip("\n"), depth + 1)

    # Making HTML

    def _html(self, file: File, includers: list[File]) -> str:
        scope: dict[str, Any] = {}
        for other in [*reversed(self._all), *includers, file]:
            scope |= other.references
        text = self._references(file.text, scope)
        tokens = self._md.parse(text, {"references": dict(scope)})
        tokens = list(self._blocks_of(tokens, file, scope))
        html = self._md.renderer.render(tokens, self._md.options, {})

        def paste(match: re.Match[str]) -> str:
            source, inner = file.included[int(match[1])]
            if inner is None:
                return f" {escape(source)} "
            return f"</p>{self._html(inner, [*includers, file])}<p>"

        def paste_text(match: re.Match[str]) -> str:
            source, inner = file.included[int(match[1])]
            if inner is None:
                return escape(source)
            return _PARAGRAPH.sub("", self._html(inner, [*includers, file])).strip()

        return _TEXT_PLACE.sub(paste_text, _PLACE.sub(paste, html))

    def _references(self, text: str, scope: dict[str, Any]) -> str:
        """Text with links by label as CommonMark has them, or without."""
        verbatim = self._verbatim(text)

        def spaced(match: re.Match[str]) -> str:
            known = normalizeReference(match[2]) in scope
            return f"[{match[1]}][{match[2]}]" if known else match[0]

        def undefined(match: re.Match[str]) -> str:
            label = match[3] or match[2]
            if not label.strip() or normalizeReference(label) in scope:
                return match[0]
            is_url = label.startswith(("http://", "https://"))
            return f"[{match[2]}]({label})" if is_url else match[2]

        lines = text.split("\n")
        for number, line in enumerate(lines):
            if number not in verbatim and ("[" in line or "**" in line):
                line = _UNDEFINED.sub(undefined, _SPACED.sub(spaced, line))
                line = _SPACED_URL.sub(r"\1\2", line)
                line = _LOOSE_BOLD.sub(r"**\1**\2", line)
                lines[number] = _LOOSE_BEGIN.sub(r"\1\2**\3**", line)
        return "\n".join(lines)

    def _blocks_of(
        self, tokens: list[Token], file: File, scope: dict[str, Any]
    ) -> Iterator[Token]:
        depth = 0
        unclosed = _unclosed(tokens)
        for token in tokens:
            is_inner = False
            if token.type == "code_block" and depth > 0:
                tag = TAG.match(token.content.lstrip())
                is_inner = tag is not None and tag["name"].lower() in INNER
            if token.type == "html_block" or is_inner:
                depth += _depth(token.content)
                ends = unclosed.get(id(token), "")
                token.content = self._html_block(token.content, file, scope) + ends
                token.type = "html_block"
            elif token.type == "code_block" and "![" in token.content:
                token.content = self._with_images(token.content, file, scope)
                token.type = "html_block"
            elif token.type == "fence":
                token.info = token.info.strip() or "plain"
                if token.info.startswith("<"):
                    token.content = f"{token.info}\n{token.content}"
                    token.info = "plain"
            elif token.type == "inline":
                self._mark(token.children or [], file)
            yield token

    def _with_images(self, code: str, file: File, scope: dict[str, Any]) -> str:
        """Code, with the parts of it that begin with an image as text."""
        result: list[str] = []
        was_text = False
        for part in re.split(r"\n(?:[ \t]*\n)+", code.strip("\n")):
            image = _IMAGE.match(part)
            label = image[1] if image else None
            is_text = bool(image) and (not label or normalizeReference(label) in scope)
            if is_text:
                result.append(f"<p>{self._text(part, file, scope)}</p>")
            elif result and not was_text:
                result[-1] = f"{result[-1][:-6]}\n\n{escape(part)}</pre>"
            else:
                # The first line break of an element with code is none.
                result.append(f"<pre>\n{escape(part)}</pre>")
            was_text = is_text
        return "\n".join(result)

    def _mark(self, tokens: list[Token], file: File) -> None:
        """Mark URLs with their file, and links with their label."""
        for token in tokens:
            name = {"link_open": "href", "image": "src"}.get(token.type)
            if name:
                url = str(token.attrs.get(name, ""))
                if not re.match(r"@\d+@", url):
                    token.attrs[name] = f"@{file.number}@{url}"
                if token.meta.get("label"):
                    token.attrs["data-label"] = token.meta["label"]
            if token.type == "html_inline":
                token.content = _mark_html(escape_placeholders(token.content), file)
            if token.type != "image":
                self._mark(token.children or [], file)

    def _html_block(self, html: str, file: File, scope: dict[str, Any]) -> str:
        """HTML with the Markdown in it made HTML."""
        result: list[str] = []
        position = 0
        in_code = False
        html = _COMMENT.sub("", html)
        for tag in TAG.finditer(html):
            name = tag["name"].lower()
            if in_code and not (name == "pre" and tag["end"]):
                continue
            if name not in BLOCKS:
                continue
            text = html[position : tag.start()]
            result.append(
                escape_placeholders(text) if in_code else self._flow(text, file, scope)
            )
            result.append(_mark_html(tag[0], file))
            in_code = name == "pre" and not tag["end"]
            position = tag.end()
        rest = html[position:]
        result.append(
            escape_placeholders(rest) if in_code else self._flow(rest, file, scope)
        )
        return "".join(result)

    def _flow(self, text: str, file: File, scope: dict[str, Any]) -> str:
        """Text between tags of blocks."""
        position, result = 0, []
        for heading in _LINE_HEADING.finditer(text):
            result.append(self._text(text[position : heading.start()], file, scope))
            level = len(heading[1])
            inner = self._text(heading[2], file, scope)
            result.append(f"<h{level}>{inner}</h{level}>")
            position = heading.end()
        result.append(self._text(text[position:], file, scope))
        return "".join(result)

    def _text(self, text: str, file: File, scope: dict[str, Any]) -> str:
        if not text.strip():
            return text
        lines = self._references(text, scope) if "[" in text else text
        stripped = "\n".join(line.strip() for line in lines.split("\n"))
        tokens = self._md.parseInline(stripped, {"references": dict(scope)})
        for token in tokens:
            self._mark(token.children or [], file)
        return str(self._md.renderer.render(tokens, self._md.options, {}))


def _is_heading(match: re.Match[str]) -> bool:
    first = match[2][0]
    is_word = (first.isalpha() and not first.islower()) or first in "*<["
    return len(match[1]) > 1 or is_word


def _item(line: str) -> str:
    """A line of a list, with its text no further in than what continues it."""
    match = _ITEM.match(line)
    if match is None or "\t" in match[1]:
        return line
    width = len(match[2]) + len(match[3].expandtabs(4))
    if "\t" in match[3] and len(match[3]) == 1:
        return line
    if width <= 4:
        return line
    spaces = " " * max(1, 4 - len(match[2]))
    return f"{match[1]}{match[2]}{spaces}{line[match.end() :]}"


def _unclosed(tokens: list[Token]) -> dict[int, str]:
    """The end tags that blocks of HTML lack, by the ``id()`` of their tokens."""
    stack: list[tuple[str, int]] = []
    for token in tokens:
        if token.type not in ("html_block", "inline", "code_block"):
            continue
        for tag in TAG.finditer(_COMMENT.sub("", token.content)):
            name = tag["name"].lower()
            if name not in _CONTAINERS:
                continue
            if not tag["end"]:
                if token.type == "html_block":
                    stack.append((name, id(token)))
                continue
            index = next(
                (i for i in range(len(stack))[::-1] if stack[i][0] == name), -1
            )
            if index >= 0:
                del stack[index]
    result: dict[int, str] = {}
    for name, key in reversed(stack):
        result[key] = f"{result.get(key, '')}</{name}>"
    return result


def _depth(html: str) -> int:
    """How many more elements a piece of HTML opens than it closes."""
    count = 0
    for tag in TAG.finditer(html):
        if tag["name"].lower() in ("table", "ul", "ol", "dl", "div"):
            count += -1 if tag["end"] else 1
    return count


def _mark_html(html: str, file: File) -> str:
    def mark(match: re.Match[str]) -> str:
        url = match[2] or match[3] or match[4] or ""
        return f'{match[1]}"@{file.number}@{url}"'

    return _URL.sub(mark, html)
