"""Blocks that several schemas have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..locale import translate as _
from .fields import Fields
from .model import (
    Badges,
    Block,
    Cell,
    Code,
    Facts,
    Inlines,
    Literal,
    Notice,
    Prose,
    Rubric,
    Term,
    Terms,
)

_SPACED = re.compile(r"\n|\s\s|\A\s|\s\Z")


def facts(*rows: tuple[str, Iterable[Cell]]) -> tuple[Block, ...]:
    """Return a list of properties, without the properties that have no value.

    :param rows: pairs of a label and the values.
    """
    found = tuple((label, tuple(filter(any, values))) for label, values in rows)
    found = tuple(row for row in found if row[1])
    return (Facts(found),) if found else ()


def literals(*texts: str) -> tuple[Cell, ...]:
    """Return a value for each text that is not empty, in the font of code.

    Text with several lines or spaces is a block of code, which keeps them.

    :param texts: the texts.
    """
    return tuple(
        (Code(text) if _SPACED.search(text) else Literal(text),)
        for text in texts
        if text
    )


def code(text: str, language: str = "") -> tuple[Block, ...]:
    """Return a block of code; empty for no code.

    :param text: the code.
    :param language: its language.
    """
    return (Code(text, language),) if text.strip() else ()


def badges(*words: tuple[str, str]) -> tuple[Block, ...]:
    """Return badges, each word once; empty for no words.

    :param words: pairs of a word and its kind.
    """
    found = {word: kind for word, kind in reversed(words) if word}
    pairs = tuple((word, found[word]) for word in reversed(found))
    return (Badges(pairs),) if pairs else ()


def headed(
    title: str, blocks: Iterable[Block], ids: tuple[str, ...] = ()
) -> tuple[Block, ...]:
    """Return blocks below a heading; empty for no blocks.

    :param title: the heading.
    :param blocks: the blocks.
    :param ids: the anchors of the heading.
    """
    found = tuple(blocks)
    return (Rubric(title, ids), *found) if found else ()


def terms(found: Iterable[Term]) -> tuple[Block, ...]:
    """Return a list of terms; empty for no terms.

    :param found: the terms.
    """
    entries = tuple(found)
    return (Terms(entries),) if entries else ()


def deprecated(*content: Prose) -> Notice:
    """Return the notice of an object that is deprecated.

    :param content: what to use instead.
    """
    return Notice("warning", _("Deprecated"), content)


def preview(*content: Prose) -> Notice:
    """Return the notice of an object in preview.

    :param content: what readers should know.
    """
    return Notice("note", _("Preview"), content)


def examples(
    fields: Fields, *keys: str, ids: tuple[str, ...] = ()
) -> tuple[Block, ...]:
    """Return the examples of an object, which are lists of texts in Markdown.

    :param fields: the object.
    :param keys: the keys of the lists.
    :param ids: the anchors of the heading.
    """
    return headed(_("Examples"), _prose_of_lists(fields, keys), ids)


def _prose_of_lists(fields: Fields, keys: Iterable[str]) -> Iterator[Prose]:
    for key in keys:
        for index, text in enumerate(fields.texts(key)):
            yield Prose(text, (*fields.path, key, index))


def joined(values: Iterable[Inlines], separator: str = ", ") -> Inlines:
    """Return inline content with a separator between the parts.

    :param values: the parts.
    :param separator: the separator.
    """
    found: list[Inlines] = [value for value in values if value]
    first = found[0] if found else ()
    return (*first, *(part for value in found[1:] for part in (separator, *value)))
