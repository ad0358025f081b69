"""The anchors of objects, as docfx and Microsoft Learn derive them from uids.

Source of the rules: docfx: ``HtmlTemplate`` (``getHtmlId``), ``UrlUtility``
(``GetUrlFragmentFromUid``).
"""

from __future__ import annotations

import re

_NO_WORD = re.compile(r"[^A-Za-z0-9_]")
_BRACKETS = (("<[", "("), (">]", ")"), ("{", "(("), ("}", "))"))
_DROPPED = re.compile(r"[\"'%^\\`]")
_HYPHEN = re.compile(r"[^a-z0-9()*@]+")


def html_id(uid: str) -> str:
    """Return the anchor of docfx's templates: ``Contoso_Cat_Jump_``.

    :param uid: the uid.
    """
    return _NO_WORD.sub("_", uid)


def fragment(uid: str) -> str:
    """Return the anchor on Microsoft Learn: ``contoso-cat-jump``.

    :param uid: the uid.
    """
    text = uid.lower()
    for written, shown in _BRACKETS:
        text = text.replace(written, shown)
    return _HYPHEN.sub("-", _DROPPED.sub("", text)).strip("-")


def anchors(uid: str, *further: str) -> tuple[str, ...]:
    """Return the anchors of an object, docfx's first.

    :param uid: the uid; empty for an object without one.
    :param further: anchors of another convention.
    """
    found = (html_id(uid), fragment(uid), *further) if uid else further
    return tuple(dict.fromkeys(filter(None, found)))
