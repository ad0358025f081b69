"""Grammars, and the sentences that they write.

A grammar is a mapping: name → alternatives. In an alternative, ``$name`` is replaced by
an alternative of that name, ``$w`` by a word that readers must see, ``$$`` by a dollar.
The first alternative of a name has no further names in it: it ends deep nesting.
Lines of a replacement get the indentation and the ``>`` that stand before ``$name``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Choose = Callable[[int], int]
"""Function that returns one of the numbers from 0, below the given number."""
Rules = Mapping[str, Sequence[str]]

MAX_DEPTH = 9
MAX_LENGTH = 3_000
"""The largest number of characters that a sentence has, before it is damaged."""
WORD = "zq"
WORDS = re.compile(r"zq\d+e")
_PART = re.compile(r"\$(\$|[a-z]+)")
_PREFIX = re.compile(r"(?:[ \t>]|[-*+] |\d+[.)] )*\Z")
_MARKER = re.compile(r"[^\s>]")

# Inserted into sentences to damage them: delimiters of every construct.
FRAGMENTS = (
    *("", " ", "  ", "\n", "\n\n", "\t", "    ", "\r", "\r\n", "\0", "\ufeff", "\xa0"),
    *("[", "]", "(", ")", "<", ">", "{", "}", "|", "\\", "`", "```", "~~~", "~", "^"),
    *("*", "**", "_", "__", "***", "==", "++", '"', "'", "&", ";", ":", "::", ":::"),
    *("#", "##", "# ", "> ", ">", "- ", "1. ", "---", "===", "!", "![", "](", "]("),
    *("[!", "[!NOTE]", "> [!", "[AZURE.", "[WACOM.", "<!--", "-->", "<!", "<?", "?>"),
    *("<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "<li>"),
    *(
        "<ul>",
        "<pre>",
        "</pre>",
        "<a ",
        "<a name='a'>",
        "</a>",
        "<br>",
        "<h2>",
        "</h2>",
    ),
    *("<code>", "</code>", "<b>", "</b>", "<![CDATA[", "]]>", "/>", "</", "<x", "%5"),
    *("::: zone", "::: zone-end", ":::row:::", ":::row-end:::", ":::column:::", "%"),
    *(":::image ", ":::image-end:::", "$", "$$", "\\$", "[^1]", "[^1]:", "[a]:", "@"),
    *("xref:", "<xref:", "#tab/a", "?", "/", "//", "http://", "http://[", "é", "字"),
    *("\u2028", "\x0b", "\x0c", "\x85", "\ud7ff", "\U0001f600", "\u200b", "é", "İ"),
    *("&#x0;", "&amp;", "&#106;", "&nbsp;", "+", "+---+", "|---|", "- [ ] ", "{.a}"),
)


@dataclass(frozen=True)
class Sentence:
    """A text that a grammar has written.

    :param text: the text.
    :param is_whole: False if it was damaged afterwards.
    """

    text: str
    is_whole: bool

    @property
    def words(self) -> frozenset[str]:
        """The words that readers must see."""
        return frozenset(WORDS.findall(self.text))


def write(rules: Rules, choose: Choose, start: str = "start") -> Sentence:
    """Return a sentence of a grammar, damaged in one of two cases.

    :param rules: the grammar.
    :param choose: makes the choices.
    :param start: the name to begin with.
    """
    is_whole = choose(2) == 0
    text = _Writer(rules, choose).text(start)
    if not is_whole:
        for _ in range(1 + choose(4)):
            text = _damaged(text, choose)
    return Sentence(text, is_whole)


class _Writer:
    def __init__(self, rules: Rules, choose: Choose) -> None:
        self._rules = rules
        self._choose = choose
        self._words = 0
        self._length = 0

    def text(self, name: str, depth: int = 0) -> str:
        """Return an alternative of a name, with everything replaced in it."""
        if name == "w":
            self._words += 1
            return f"{WORD}{self._words}e"
        alternatives = self._rules[name]
        is_short = depth < MAX_DEPTH and self._length < MAX_LENGTH
        number = self._choose(len(alternatives)) if is_short else 0
        written = ""
        for literal, inner in _parts(alternatives[number]):
            written += literal
            self._length += len(literal)
            if inner:
                text = self.text(inner, depth + 1)
                written += _continued(text, written) if "\n" in text else text
        return written


def _continued(text: str, before: str) -> str:
    """Return a text with the containers of its first line before the other lines."""
    line = before[before.rfind("\n") + 1 :]
    prefix = _PREFIX.match(line)
    if not prefix or not prefix[0]:
        return text
    indent = _MARKER.sub(" ", prefix[0])
    return text.replace("\n", f"\n{indent}").replace(
        f"\n{indent}\n", f"\n{indent.rstrip()}\n"
    )


@lru_cache(4096)
def _parts(alternative: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of a literal and the name after it, which may be empty."""
    pieces = _PART.split(alternative)
    parts: list[tuple[str, str]] = []
    literal = pieces[0]
    for name, after in zip(pieces[1::2], pieces[2::2], strict=True):
        if name == "$":
            literal += "$" + after
        else:
            parts.append((literal, name))
            literal = after
    return (*parts, (literal, ""))


def _damaged(text: str, choose: Choose) -> str:
    begin = choose(len(text) + 1)
    end = min(len(text), begin + choose(40))
    match choose(6):
        case 0:
            return text[:begin] + text[end:]
        case 1:
            return text[:begin] + text[begin:end] * 2 + text[end:]
        case 2:
            return text[:begin]
        case 3:
            lines = text.split("\n")
            line = choose(len(lines))
            lines[line] = FRAGMENTS[choose(len(FRAGMENTS))] + lines[line]
            return "\n".join(lines)
        case 4:
            times = 1 + choose(12)
            return (
                text[:begin] + FRAGMENTS[choose(len(FRAGMENTS))] * times + text[begin:]
            )
        case _:
            return text[:begin] + FRAGMENTS[choose(len(FRAGMENTS))] + text[end:]


def from_bytes(data: bytes) -> Choose:
    """Return a function that takes its choices from bytes; 0 after their end."""
    position = 0

    def choose(below: int) -> int:
        nonlocal position
        width = 1 if below <= 256 else 2
        number = int.from_bytes(data[position : position + width], "little")
        position += width
        return number % below

    return choose
