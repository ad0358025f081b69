"""Read ``xrefmap.yml``: the uids of another docset, with their URLs.

.. code-block:: yaml

    baseUrl: https://example.com/api/
    redirections:
    - uidPrefix: Contoso.Tools
      href: tools/xrefmap.json
    references:
    - uid: Contoso.Client
      name: Client
      href: contoso.client.html
      fullName: Contoso.Client

The format is that of docfx's ``XRefMap``, in YAML or JSON, plain, in gzip or in zip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import yaml

from ..files.unpack import UnpackError, unpack
from ..files.urls import is_of_web, join_url, scheme_of
from ..files.yaml_json import load_json, load_yaml

NAME = "xrefmap.yml"
MAX_SIZE = 1 << 27
"""The largest number of bytes of a map, packed or not."""
_SUFFIXES = (".yml", ".yaml", ".json")


class XrefMapError(ValueError):
    """Raised for a map that cannot be read; the text is a predicate of the map."""


@dataclass(frozen=True)
class XrefMap:
    """A map of uids.

    :param base: the URL that links are relative to; empty if it is unknown.
    :param references: uid → link and names, under docfx's names for these.
    :param redirections: prefixes of uids, and the locations of the maps with them.
    """

    base: str
    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    redirections: tuple[tuple[str, str], ...] = ()

    def url(self, uid: str) -> str:
        """Return the URL of a uid of this map; empty for a uid without URL."""
        href = self.references[uid].get("href", "")
        url = join_url(self.base, href) if href else ""
        is_absolute = scheme_of(url) or url.startswith("/")
        return url if is_absolute and is_of_web(url) else ""

    def redirected(self, uid: str) -> Iterator[str]:
        """Yield the locations of maps that may have a uid, the most likely first."""
        found = [item for item in self.redirections if uid.startswith(item[0])]
        found.sort(key=lambda item: -len(item[0]))
        yield from (href for _prefix, href in found)


def read_xref_map(data: bytes, url: str = "") -> XrefMap:
    """Read a map.

    :param data: the content of its file.
    :param url: the URL that it has, if it has one.
    :raises XrefMapError: if it cannot be read.
    """
    try:
        content = _parse(unpack(data, _member, MAX_SIZE))
    except UnpackError as error:
        raise XrefMapError(str(error)) from None
    except (UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise XrefMapError(f"is neither YAML nor JSON: {reason}") from None
    if not isinstance(content, dict):
        raise XrefMapError("has no list of references")
    base = content.get("baseUrl")
    return XrefMap(
        join_url(url, base) if isinstance(base, str) else url,
        {str(item["uid"]): _strings(item) for item in _items(content, "references")},
        tuple(
            (str(item.get("uidPrefix") or ""), str(item["href"]))
            for item in _items(content, "redirections", "href")
        ),
    )


def find_uid(
    uid: str, locations: Iterable[str], load: Callable[[str], XrefMap | None]
) -> tuple[XrefMap, Mapping[str, str]] | None:
    """Look up a uid in maps, and in the maps that they refer to.

    :param uid: the uid.
    :param locations: where the maps are: URLs, and paths of files.
    :param load: returns the map of a location; None if it cannot be read.
    :return: the first map that has the uid, and its link and names there.
    """
    pending = list(reversed([*locations]))
    seen = set()
    while pending:
        location = pending.pop()
        if location in seen:
            continue
        seen.add(location)
        xref_map = load(location)
        if xref_map is None:
            continue
        if uid in xref_map.references:
            return xref_map, xref_map.references[uid]
        further = [join(location, href) for href in xref_map.redirected(uid)]
        pending += reversed(further)
    return None


def is_url(location: str) -> bool:
    """Return True if a location is a URL, not the path of a file."""
    return location.lower().startswith(("http://", "https://"))


def join(location: str, href: str) -> str:
    """Return the location of a map that another map names."""
    if is_url(href):
        return href
    if is_url(location):
        return join_url(location, href)
    return str(PurePath(location).parent / href)


def _member(names: Iterable[str]) -> str:
    """Return the name of the map in an archive: as docfx packs it, else the first."""
    found = [name for name in names if name.lower().endswith(_SUFFIXES)]
    found.sort(key=lambda name: (PurePath(name).stem.lower() != "xrefmap", name))
    if not found:
        raise XrefMapError(f"has no {NAME} in it")
    return found[0]


def _parse(data: bytes) -> Any:
    text = data.decode("utf-8-sig")
    if text.lstrip().startswith("{"):
        return load_json(text)
    return load_yaml(text)


def _items(
    content: Mapping[str, Any], name: str, key: str = "uid"
) -> Iterator[Mapping[str, Any]]:
    """Yield the items of a list that are mappings with a key."""
    items = content.get(name)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and item.get(key):
            yield item


def _strings(item: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in item.items() if isinstance(value, str)}
