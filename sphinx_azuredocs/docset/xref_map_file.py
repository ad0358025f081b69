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
"""The largest size of a map in bytes, both compressed and decompressed."""
_SUFFIXES = (".yml", ".yaml", ".json")


class XrefMapError(ValueError):
    """A map cannot be read; the message is a predicate, such as 'is not YAML'."""


@dataclass(frozen=True)
class XrefMap:
    """A map of uids.

    :param base: the URL that links are relative to; empty if it is unknown.
    :param references: uid → ``href`` and display names, under docfx's keys.
    :param redirections: prefix of uids → location of the map that has them.
    """

    base: str
    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    redirections: tuple[tuple[str, str], ...] = ()

    def url(self, uid: str) -> str:
        """Return the URL of a uid in this map; empty for a uid without URL."""
        href = self.references[uid].get("href", "")
        url = join_url(self.base, href) if href else ""
        is_absolute = scheme_of(url) or url.startswith("/")
        return url if is_absolute and is_of_web(url) else ""

    def redirected(self, uid: str) -> Iterator[str]:
        """Yield the locations of other maps for a uid, the longest prefix first."""
        found = [item for item in self.redirections if uid.startswith(item[0])]
        found.sort(key=lambda item: -len(item[0]))
        yield from (href for _prefix, href in found)


def read_xref_map(data: bytes, url: str = "") -> XrefMap:
    """Return the map in a file.

    :param data: the content of the file.
    :param url: the URL of the map; empty for a local file.
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
    """Return the first map with a uid, and the entry of the uid in it; else None.

    Maps may redirect to other maps, which are searched, too.

    :param uid: the uid.
    :param locations: the locations of the maps: URLs and paths of files.
    :param load: returns the map of a location; None if it cannot be read.
    :return: the map, and ``href`` and display names of the uid.
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
    """Return the location of a map from a relative ``href`` in another map."""
    if is_url(href):
        return href
    if is_url(location):
        return join_url(location, href)
    return str(PurePath(location).parent / href)


def _member(names: Iterable[str]) -> str:
    """Return the name of the map in an archive: docfx's name for it, else the first."""
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
    """Yield the items of a list in YAML that are mappings with a given key."""
    items = content.get(name)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and item.get(key):
            yield item


def _strings(item: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in item.items() if isinstance(value, str)}
