"""References by uid, and their targets in this project and elsewhere.

The uid of a page is in its metadata. A uid of no page may be in the xref map of another
docset, or in the inventory of another Sphinx project.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, unquote_plus

from ..files.urls import split_url, unsplit_url

UidKey = tuple[str, bool, str]
"""The uid; True if it may be plain text after ``@``; the scope of the reference."""


@dataclass(frozen=True)
class Xref:
    """The target of a uid.

    :param uid: the uid.
    :param names: its display names, under docfx's keys: ``name``, ``fullName`` …
    :param docname: the page of this project with the uid; empty for a target elsewhere.
    :param url: the URL of a target outside this project.
    :param anchor: its anchor on the page; empty for the page itself.
    """

    uid: str
    names: Mapping[str, str] = field(default_factory=dict)
    docname: str = ""
    url: str = ""
    anchor: str = ""

    def name(self, kind: str = "name") -> str:
        """Return the display name of a kind, else ``name``, else the uid."""
        return self.names.get(kind) or self.names.get("name") or self.uid


_OPTIONS = frozenset(
    ("text", "alt", "displayProperty", "altProperty", "title", "throw")
)
"""The parameters of a reference that are not those of the page with the uid."""
# Display property of docfx → the number of dotted components of a uid that it shows.
_PARTS = {"name": 1, "nameWithType": 2}


@dataclass(frozen=True)
class UidTarget:
    """A reference by uid, as it is written: ``UID?query#fragment``.

    :param uid: the uid, decoded.
    :param query: the parameters of the query for the page that the uid names.
    :param fragment: the anchor on that page.
    :param options: the parameters of the query for this extension: ``text``,
        ``displayProperty`` …
    """

    uid: str
    query: str
    fragment: str
    options: Mapping[str, str]

    @classmethod
    def read(cls, target: str) -> UidTarget:
        """Return the components of a reference."""
        path, _, fragment = target.partition("#")
        uid, _, query = path.partition("?")
        options, others = {}, []
        for part in filter(None, query.split("&")):
            name, _, value = part.partition("=")
            if name in _OPTIONS:
                options[name] = unquote_plus(value)
            else:
                others.append(part)
        return cls(unquote(uid), "&".join(others), unquote(fragment), options)

    def text(self, xref: Xref) -> str:
        """Return the default text of a reference."""
        option = self.options.get
        return option("text") or xref.name(option("displayProperty", "name"))

    @property
    def view(self) -> str:
        """The moniker of the version that the reference names; empty for none."""
        pairs = (part.partition("=") for part in self.query.split("&"))
        return next((unquote(value) for name, _, value in pairs if name == "view"), "")

    @property
    def query_without_view(self) -> str:
        """The query for a page that is built once for each version."""
        parts = (part for part in self.query.split("&") if part)
        return "&".join(part for part in parts if not part.startswith("view="))

    @property
    def is_required(self) -> bool:
        """False if the author of the reference accepts that the uid is unknown."""
        return self.options.get("throw", "").lower() != "false"

    @property
    def fallback(self) -> str:
        """The text of a reference to an unknown uid.

        The default is the uid: its last dotted component for the property ``name``,
        its last two for ``nameWithType``.
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


_PARAMETERS = re.compile(r"\(.*|``\d+|\*$", re.DOTALL)


def learn_path(uid: str) -> str:
    """Return the last component of the URL of an object on Microsoft Learn.

    :param uid: the uid of an object of .NET.
    """
    path = _PARAMETERS.sub("", uid).lower()
    return quote(path.replace("`", "-").replace("#", "-"))


def external_url(xref: Xref, target: UidTarget) -> str:
    """Return the URL of an external target, with the query of the reference."""
    parts = split_url(xref.url)
    query = "&".join(filter(None, (parts.query, target.query)))
    fragment = target.fragment or parts.fragment
    return unsplit_url(parts._replace(query=query, fragment=fragment))
