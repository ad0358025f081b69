"""Markers of notes: ``> [AZURE.NOTE] Text``, and docfx's ``> [!NOTE]``.

.. code-block:: md

    > [WACOM.NOTE] Text on the line of the marker, or on the next lines.
    >
    > - The other blocks of the quote belong to the note.
    > [WACOM.TIP] A marker on a later line begins another note.
    > [AZURE.NOTE (A title)] A custom title is in parentheses.

Notes become MyST's alerts. A marker may lack a bracket, or have a wrong one or an
exclamation mark. A marker before a paragraph outside of quotes makes a note of that
paragraph. In a quote, a marker may lack both brackets, and docfx's marker may have any
word as kind, which then becomes the title. Source: docfx:
``QuoteSectionNoteParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_KINDS = "NOTE|TIP|IMPORTANT|WARNING|CAUTION|SECURITY|INFO"
_MARKER = re.compile(
    rf"""[ \t]*(?:
        \[!?(?:WACOM|AZURE)\.(?P<both>{_KINDS})[ \t]*
          (?:\((?P<title>[^()\n]*)\)[ \t]*)?
          (?:[\]>]|\[(?=[ \t]|\Z))  # also [AZURE.NOTE> or [AZURE.NOTE[
      | (?:WACOM|AZURE)\.(?P<right>{_KINDS})[ \t]*[\]:]    # also AZURE.NOTE] or :
      | \[!(?P<docfx>{_KINDS})\]
    )[ \t]*(?:>[ \t]+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED = re.compile(
    r"[ \t]*\[(?:WACOM|AZURE)\.(?P<kind>[A-Z][A-Z_-]*)\][ \t]*", re.IGNORECASE
)
_BARE = re.compile(
    rf"[ \t]*(?:WACOM|AZURE)\.(?P<kind>{_KINDS})(?:[ \t]+|\Z)", re.IGNORECASE
)
# Not the markers of other constructs, nor the text of a link.
_ANY_KIND = re.compile(
    r"[ \t]*\[!(?!DIV|(?:VIDEO|INCLUDE|CODE|NOTEBOOK)\b)"
    r"(?P<docfx>[A-Z][A-Z_-]*)\](?![(\[:])[ \t]*",
    re.IGNORECASE,
)

# One character first, as it is searched for in all text.
MARKER_HINT = re.compile(r"\[!|\.(?<=WACOM\.|AZURE\.)", re.IGNORECASE)
"""Pattern that matches in every marker, to skip text without markers quickly."""


@dataclass(frozen=True)
class Alert:
    """The marker of a note.

    :param kind: the kind, in capitals.
    :param end: the index in the line at which the marker ends.
    :param title: the title in parentheses in the marker.
    :param is_docfx: True for docfx's spelling, ``[!NOTE]``.
    """

    kind: str
    end: int
    title: str = ""
    is_docfx: bool = False


def match_alert(
    line: str, *, any_kind: bool, kinds: Collection[str] = ()
) -> Alert | None:
    """Return the marker of a note at the beginning of a line.

    :param line: the line.
    :param any_kind: True to accept any word as the kind in docfx's spelling, and the
        kinds of the dialect without brackets.
    :param kinds: further kinds in capitals, for ``[AZURE.KIND]`` and ``[WACOM.KIND]``.
    :return: ``None`` for a line without a marker.
    """
    if match := _MARKER.match(line):
        kind = match["both"] or match["right"] or match["docfx"]
        title = (match["title"] or "").strip()
        return Alert(kind.upper(), match.end(), title, bool(match["docfx"]))
    if kinds and (match := _NAMED.match(line)) and match["kind"].upper() in kinds:
        return Alert(match["kind"].upper(), match.end())
    if any_kind and (match := _BARE.match(line)):
        return Alert(match["kind"].upper(), match.end())
    if any_kind and (match := _ANY_KIND.match(line)):
        return Alert(match["docfx"].upper(), match.end(), is_docfx=True)
    return None
