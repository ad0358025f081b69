"""Notes: ``> [AZURE.NOTE] Text``, and docfx's ``> [!NOTE]``.

.. code-block:: md

    > [WACOM.NOTE] Text on the line of the marker, or on the next ones.
    >
    > - What else is in the quote is in the note.
    > [WACOM.TIP] A marker on a later line begins another note.
    > [AZURE.NOTE (A title)] A title of its own is in parentheses.

They become the alerts that MyST knows from GitHub. The marker may lack a bracket, have
a wrong one or an exclamation mark, or stand before a paragraph that is in no quote. The
note is that paragraph, then. In a quote the marker may lack both brackets, and docfx's
marker may have any word for the kind, which is the title of the note.
"""

from __future__ import annotations

import re
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
_BARE = re.compile(
    rf"[ \t]*(?:WACOM|AZURE)\.(?P<kind>{_KINDS})(?:[ \t]+|\Z)", re.IGNORECASE
)
# Not what has another meaning, nor the text of a link.
_ANY_KIND = re.compile(
    r"[ \t]*\[!(?!DIV|(?:VIDEO|INCLUDE|CODE|NOTEBOOK)\b)"
    r"(?P<docfx>[A-Z][A-Z_-]*)\](?![(\[:])[ \t]*",
    re.IGNORECASE,
)

# One character first, as it is searched for in all text.
MARKER_HINT = re.compile(r"\[!|\.(?<=WACOM\.|AZURE\.)", re.IGNORECASE)
"""What every marker of a quote has, to pass by quickly what has none."""


@dataclass(frozen=True)
class Alert:
    """The marker of a note.

    :param kind: the kind, in capitals.
    :param end: where the marker ends in its line.
    :param title: the title that stands in parentheses in the marker.
    :param is_docfx: whether the marker is spelled as docfx spells it.
    """

    kind: str
    end: int
    title: str = ""
    is_docfx: bool = False


def match_alert(line: str, *, any_kind: bool) -> Alert | None:
    """Return the marker of a note at the beginning of a line.

    :param line: the line.
    :param any_kind: whether other words than the dialect's make a note, and those of
        the dialect without brackets.
    """
    if match := _MARKER.match(line):
        kind = match["both"] or match["right"] or match["docfx"]
        title = (match["title"] or "").strip()
        return Alert(kind.upper(), match.end(), title, bool(match["docfx"]))
    if any_kind and (match := _BARE.match(line)):
        return Alert(match["kind"].upper(), match.end())
    if any_kind and (match := _ANY_KIND.match(line)):
        return Alert(match["docfx"].upper(), match.end(), is_docfx=True)
    return None
