"""The ``references`` of ManagedReference and UniversalReference: names and links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .fields import Fields
from .model import Inline, Inlines, Link

NAMES = ("name", "nameWithType", "fullName")
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_TEXT_OF_TYPE = re.compile(r"\s|,|\bor\b")


@dataclass(frozen=True)
class References:
    """The objects that a page refers to, and the objects on it.

    :param entries: uid → its entry.
    :param language: the language in which names and types are shown.
    """

    entries: Mapping[str, Fields]
    language: str = "csharp"

    @classmethod
    def of(cls, page: Fields, items: list[Fields], language: str) -> References:
        """Return the references of a page.

        :param page: the YAML.
        :param items: the objects on the page.
        :param language: the language of the page.
        """
        entries = {entry.line("uid"): entry for entry in page.maps("references")}
        entries |= {item.line("uid"): item for item in items}
        entries.pop("", None)
        return cls(entries, language)

    def names(self, fields: Fields) -> dict[str, str]:
        """Return the display names of an object: docfx's key → name.

        :param fields: the object.
        """
        own = fields.names(*NAMES)
        for name in NAMES:
            variant = fields.line(f"{name}.{self.language}")
            if variant:
                own[name] = variant
        return own

    def type(self, uid: str, name: str = "name") -> Inlines:
        """Return a type, with a link for each of its components.

        :param uid: the uid of the type.
        :param name: the display name of a type without components.
        """
        entry = self.entries.get(uid)
        if entry is None:
            if _TEXT_OF_TYPE.search(uid) and "(" not in uid:
                # Generators write sentences in place of types.
                return (uid,)
            if uid.startswith("{") and uid.endswith("}"):
                return (uid[1:-1],)
            return (Link(uid=uid, name=name),)
        spec = entry.maps(f"spec.{self.language}")
        if spec and name == "name":
            return tuple(part for item in spec if (part := _component(item)))
        return (self.link(uid, name),)

    def link(self, uid: str, name: str = "name") -> Link:
        """Return a link to an object, with its name from the references.

        :param uid: the uid.
        :param name: its display name.
        """
        entry = self.entries.get(uid)
        if entry is None:
            return Link(uid=uid, name=name)
        names = self.names(entry)
        text = names.get(name) or names.get("name") or ""
        target = entry.line("definition") or uid
        return Link(text, target, _url(entry), name)


def listed_links(page: Fields) -> dict[str, Link]:
    """Return uid → name and URL, for the objects that a page lists as references.

    :param page: the YAML.
    """
    return {
        uid: Link(entry.line("name"), uid, _url(entry))
        for entry in page.maps("references")
        if (uid := entry.line("uid"))
    }


def _component(item: Fields) -> Inline:
    text = item.line("name") or item.line("fullName") or str(item.value.get("name", ""))
    uid = item.line("uid")
    return Link(text, uid, _url(item)) if uid else text


def _url(fields: Fields) -> str:
    """Return the absolute URL of a reference; empty for docfx's names of files."""
    url = fields.line("href")
    return url if _ABSOLUTE.match(url) else ""
