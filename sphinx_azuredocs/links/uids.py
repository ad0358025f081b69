"""References by uid: what a uid names, here and elsewhere.

A page has the uid that its metadata has. What no page has may be in a map of uids of
another docset, or in the inventory of another project of Sphinx.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, unquote_plus

from ..files.urls import split_url, unsplit_url

UidKey = tuple[str, bool, str]
"""A uid, whether it may be none, but a word after ``@``, and the docset of the page."""


@dataclass(frozen=True)
class Xref:
    """What a uid names.

    :param uid: the uid.
    :param names: its names, under docfx's names for them: ``name``, ``fullName`` …
    :param docname: the page of this project that has it; empty for one elsewhere.
    :param url: where it is, if it is not here.
    :param anchor: its anchor on the page; empty for the page itself.
    """

    uid: str
    names: Mapping[str, str] = field(default_factory=dict)
    docname: str = ""
    url: str = ""
    anchor: str = ""

    def name(self, kind: str = "name") -> str:
        """Return a name of one kind; of another kind if there is no such name."""
        return self.names.get(kind) or self.names.get("name") or self.uid


# Display property of docfx → how many parts of a uid it shows.
_PARTS = {"name": 1, "nameWithType": 2}


@dataclass(frozen=True)
class UidTarget:
    """A reference by uid, as it is written: ``UID?query#fragment``.

    :param uid: the uid, decoded.
    :param query: what of the query is for the page that the uid names.
    :param fragment: the anchor there.
    :param options: what of the query is for us: ``text``, ``displayProperty`` …
    """

    uid: str
    query: str
    fragment: str
    options: Mapping[str, str]

    @classmethod
    def read(cls, target: str) -> UidTarget:
        """Take a reference apart."""
        path, _, fragment = target.partition("#")
        uid, _, query = path.partition("?")
        options, others = {}, []
        for part in filter(None, query.split("&")):
            name, _, value = part.partition("=")
            if name in ("text", "alt", "displayProperty", "altProperty", "title"):
                options[name] = unquote_plus(value)
            else:
                others.append(part)
        return cls(unquote(uid), "&".join(others), unquote(fragment), options)

    def text(self, xref: Xref) -> str:
        """Return the text of a reference without a text of its own."""
        option = self.options.get
        return option("text") or xref.name(option("displayProperty", "name"))

    @property
    def fallback(self) -> str:
        """The text of a reference to an unknown uid.

        Without a text of its own it is the uid: its last part for the property
        ``name``, its last two for ``nameWithType``.
        """
        option = self.options.get
        uid = self.uid.rstrip("*")
        parts = _PARTS.get(option("displayProperty", ""))
        if parts:
            signature = uid.find("(")
            head = uid[:signature] if signature >= 0 else uid
            names = ".".join(head.split(".")[-parts:])
            uid = names + uid[len(head) :]
        return option("text") or option("alt") or uid


def external_url(xref: Xref, target: UidTarget) -> str:
    """Return the URL of an external target, with the query of the reference."""
    parts = split_url(xref.url)
    query = "&".join(filter(None, (parts.query, target.query)))
    fragment = target.fragment or parts.fragment
    return unsplit_url(parts._replace(query=query, fragment=fragment))
