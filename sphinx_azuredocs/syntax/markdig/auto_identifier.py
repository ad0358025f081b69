"""The anchors of headings as Markdig has them, where it is not told to do as GitHub."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

_BEFORE_LETTERS = re.compile(r"^[\W\d_]+")
_MARKS = re.compile(r"[\s_.-]+")
_OTHER = re.compile(r"[^\w\s.-]")
_REPEATED = re.compile(r"(.)\1+")


def slug_function(options: Any) -> Callable[[str], str] | None:
    """What makes an anchor of the text of a heading.

    :param options: the options of Markdig's extension.
    :return: ``None`` for GitHub's way.
    """
    words = {word.strip().lower() for word in str(options or "").split(",")}
    if "github" in words:
        return None
    # Markdig's default is ASCII alone.
    is_ascii = options is None or bool(words & {"default", "allowonlyascii"})
    return _ascii_slug if is_ascii else _slug


def _ascii_slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _slug(plain.encode("ascii", "ignore").decode())


def _slug(text: str) -> str:
    """Letters and digits, and what is between them: a mark if there is one."""
    text = _BEFORE_LETTERS.sub("", _OTHER.sub("", text.lower()))
    return _MARKS.sub(_joined, text).strip("-_.")


def _joined(between: re.Match[str]) -> str:
    marks = _REPEATED.sub(r"\1", "".join(between[0].split()))
    return marks or "-"
