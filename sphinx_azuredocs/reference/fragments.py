"""Types as fragments of HTML: ``Promise&lt;<xref uid="Contoso.Cat" />&gt;``.

Generators for JavaScript and Java write types so. Only references, links and a few
elements of inline markup are HTML. All other text is shown as written.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from .model import Inline, Inlines, Link

_TAG = re.compile(
    r"<xref:(?P<short>[^<>]+)>"
    r"|<(?P<name>xref|a)\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)/?>"
    r"(?:(?P<content>[^<]*)</(?P=name)>)?"
    r"|</?(?P<dropped>wbr|br|p|b|i|em|strong|code|span|ul|li|xref|a)\b[^<>]*>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NAMES = {"fullname": "fullName", "namewithtype": "nameWithType", "name": "name"}


def fragment_inlines(text: str, *, is_html: bool = True) -> Inlines:
    """Return the inline content of a fragment of HTML.

    :param text: the fragment.
    :param is_html: False if only ``<xref:UID>`` is markup, and entities are text.
    """
    found: list[Inline] = []
    position = 0

    def add(written: str) -> None:
        plain = unescape(written) if is_html else written
        if plain:
            found.append(_BOLD.sub(r"\1", plain) if is_html else plain)

    for match in _TAG.finditer(text):
        if not is_html and not match["short"]:
            continue
        add(text[position : match.start()])
        position = match.end()
        if match["short"]:
            found.append(_short(match["short"], is_full=not is_html))
        elif match["name"]:
            link = _link(match)
            if link is not None:
                found.append(link)
        elif match["dropped"].lower() in ("br", "p", "li"):
            add(" ")
    add(text[position:])
    return tuple(found)


def _short(target: str, *, is_full: bool) -> Link:
    """Return the link of ``<xref:UID?text=…>``.

    :param is_full: True if a link without a text shows its whole uid.
    """
    uid, options = _read(target.strip())
    written = target if is_full and "?" not in target else _last(uid)
    return Link(options.get("text") or written, uid)


def _link(match: re.Match[str]) -> Link | None:
    values = {
        name.lower(): unescape(double or single)
        for name, double, single in _ATTRIBUTE.findall(match["attributes"])
    }
    content = unescape(match["content"] or "").strip()
    if match["name"].lower() == "a":
        url = values.get("href", "")
        return Link(content or url, url=url) if url or content else None
    uid, options = _read(values.get("href") or values.get("uid") or "")
    if not uid:
        return Link(content) if content else None
    shown = options.get("displayproperty", values.get("displayproperty", ""))
    name = _NAMES.get(shown.lower(), "name")
    text = content or options.get("text") or values.get("text") or values.get("name")
    alt = options.get("alt") or values.get("alt")
    if not text and name == "fullName":
        text = uid
    return Link(text or alt or _last(uid), uid, name=name)


def _read(target: str) -> tuple[str, dict[str, str]]:
    """Return the uid and the parameters of a reference."""
    uid, _, query = target.partition("?")
    pairs = (part.partition("=") for part in query.split("&") if part)
    options = {name.lower(): unquote(value) for name, _eq, value in pairs}
    return unquote(uid), options


def _last(uid: str) -> str:
    """Return the name at the end of a uid: ``Cat`` of ``Contoso.Cat``."""
    head = uid.partition("(")[0]
    return re.split(r"[./]", head)[-1] or uid
