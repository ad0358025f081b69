"""Split the signature of a function into its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = re.compile(r"\*{0,2}\w*|/")
_OPENING, _CLOSING = "([{", ")]}"


def parameter_names(signature: str) -> list[str] | None:
    """Return the names of the parameters of a signature.

    Default values can be the ``repr`` of any object, so that brackets in a signature
    need not balance.

    :param signature: the signature, as written.
    :return: the names, with the stars before them; None for text without a list of
        parameters.
    """
    start = signature.find("(")
    if start < 0:
        return None
    names = []
    for parameter in _parameters(signature[start + 1 :]):
        match = _NAME.match(parameter.strip())
        if match and match[0]:
            names.append(match[0])
    return names


def _parameters(text: str) -> Iterator[str]:
    """Yield the text of each parameter, up to the bracket that closes the list."""
    depth, start, quote = 0, 0, ""
    for index, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            # An apostrophe without a second one is text.
            quote = character if character in text[index + 1 :] else ""
        elif character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            if depth == 0:
                yield text[start:index]
                return
            depth -= 1
        elif character == "," and depth == 0:
            yield text[start:index]
            start = index + 1
    yield text[start:]
