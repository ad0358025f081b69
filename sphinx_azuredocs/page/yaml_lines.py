"""The lines of a YAML scalar, each with its line number in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml


def text_lines(
    node: yaml.ScalarNode, source: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """Yield the lines of a scalar, each with its 1-based line of the YAML.

    :param node: the scalar, which is not blank.
    :param source: the lines of the YAML.
    """
    value = str(node.value)
    first = node.start_mark.line + 1
    lines = value.strip().split("\n")
    if node.style == "|":
        first += 1 + value[: len(value) - len(value.lstrip())].count("\n")
        yield from ((line, first + index) for index, line in enumerate(lines))
        return
    places = _places_of_words(node, source)
    if [word for word, _line in places] != value.split():
        yield from ((line, first) for line in lines)
        return
    number = 0
    for line in lines:
        words = places[number : number + len(line.split())]
        yield from _parted(line, words or places[number : number + 1] or places[-1:])
        number += len(line.split())


def _places_of_words(
    node: yaml.ScalarNode, source: Sequence[str]
) -> list[tuple[str, int]]:
    """Return the words of a scalar as written in the YAML, with their 1-based lines."""
    start, end = node.start_mark, node.end_mark
    rows = list(source[start.line : end.line + 1])
    if end.line < len(source):
        rows[-1] = rows[-1][: end.column]
    if node.style == ">":
        rows[0] = ""
    elif node.style:
        rows[-1] = rows[-1][:-1]
        rows[0] = rows[0][start.column + 1 :]
    else:
        rows[0] = rows[0][start.column :]
    numbered = enumerate(rows, start.line + 1)
    return [(word, number) for number, row in numbered for word in row.split()]


def _parted(line: str, words: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield a line of a scalar, split where it is folded in the YAML.

    It is not split before words that may begin a block of Markdown.

    :param line: the line.
    :param words: its words, with their 1-based lines.
    """
    if line != " ".join(word for word, _line in words):
        yield line, words[0][1]
        return
    row: list[str] = []
    number = last = words[0][1]
    for word, place in words:
        if place != last and (word[0].isalpha() or word[0] == "["):
            yield " ".join(row), number
            row, number = [], place
        row.append(word)
        last = place
    yield " ".join(row), number
