"""The dialect of a page: decided once, from its text and its folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..config.dialects import DIALECT_KEY, Dialect
from ..warnings import Problem, WarningKind
from .header import PageHeader

__all__ = [
    "ALL_DIALECTS",
    "ARTICLES",
    "Dialect",
    "Facts",
    "dialect_of",
    "has_learn_keys",
    "written_dialect",
]

ALL_DIALECTS = frozenset(Dialect)
ARTICLES = frozenset((Dialect.AZURE, Dialect.LEARN, Dialect.MYST_ARTICLE))
"""The dialects of the Azure and Learn sites."""

# Keys of front matter that only pages of Microsoft Learn use.
_LEARN_KEY = re.compile(r"ms\..+|uid")
# A directive of MyST: a fence or colons with a name in braces.
_DIRECTIVE = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{[\w:+.-]+\}", re.MULTILINE
)


@dataclass(frozen=True)
class Facts:
    """The facts that decide the dialect of a page.

    :param has_header: True if the page has a ``<properties>`` or ``<tags>`` header.
    :param front_matter: the front matter of the page.
    :param in_docset: True if a ``docfx.json`` names the page.
    :param is_root: True for the root document of the project.
    :param chosen: the dialect that the setting ``azuredocs_dialects`` names.
    :param is_yaml: True for a page in YAML, a format of Microsoft Learn.
    """

    has_header: bool
    front_matter: Mapping[str, Any]
    in_docset: bool
    is_root: bool = False
    chosen: Dialect | None = None
    is_yaml: bool = False


def dialect_of(
    text: str, facts: Facts, is_among_articles: Callable[[], bool]
) -> Dialect:
    """Return the dialect of a page.

    :param text: the text of the page.
    :param facts: the other facts about the page.
    :param is_among_articles: returns True if a page in the same folder has a header;
        called only if nothing else decides.
    """
    if facts.chosen is not None:
        return facts.chosen
    if written := written_dialect(facts.front_matter):
        return written
    if facts.has_header:
        return Dialect.AZURE
    if facts.in_docset or facts.is_yaml or has_learn_keys(facts.front_matter):
        return Dialect.LEARN
    if facts.is_root or _DIRECTIVE.search(text) or not is_among_articles():
        return Dialect.MYST
    return Dialect.AZURE


def written_dialect(front_matter: Mapping[str, Any]) -> Dialect | None:
    """Return the dialect that front matter names; None for none, or an unknown one.

    :param front_matter: the names and values.
    """
    written = front_matter.get(DIALECT_KEY)
    if isinstance(written, str) and written in ALL_DIALECTS:
        return Dialect(written)
    return None


def unknown_dialect(header: PageHeader) -> Problem | None:
    """Return the problem of front matter that names an unknown dialect, else None.

    :param header: the header of the page.
    """
    written = header.front_matter.get(DIALECT_KEY)
    if written is None or written in [*Dialect]:
        return None
    known = ", ".join(repr(dialect.value) for dialect in Dialect)
    message = f"unknown {DIALECT_KEY} {written!r} was ignored; write one of {known}"
    line = header.lines.get(DIALECT_KEY, 1)
    return Problem(WarningKind.HEADER, message, line=line)


def has_learn_keys(names: Iterable[Any]) -> bool:
    """Return True if front matter has a key that only Microsoft Learn uses.

    :param names: the keys.
    """
    return any(_LEARN_KEY.fullmatch(str(name)) for name in names)
