"""Lines of text that a dialect spells differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..page.context import PageContext
from ..page.dialects import Dialect


@dataclass(frozen=True)
class Line:
    """A line of text, without the markers of the quotes and lists around it.

    :param text: the text.
    :param in_quote: True for a line in a quote.
    :param target: the dialect to write.
    :param context: the context of the file, in the dialect that it is written in.
    """

    text: str
    in_quote: bool
    target: Dialect
    context: PageContext


Respell = Callable[[Line], list[str] | None]
"""Returns the lines of the target dialect for a line; None for a line to keep.

No lines, :data:`WRITE_BLOCK`, are for a line whose whole block must be written anew.
"""

WRITE_BLOCK: list[str] = []
"""The result of a :data:`Respell` function whose line is not all that differs."""
