"""The xref maps of other docsets: files and URLs, each read once and cached.

Maps are cached beside the doctrees, since a large map takes long to read. A map with a
URL is fetched again after ``intersphinx_cache_limit`` days, and only from hosts that
``conf.py`` allows. If this fails, the cached copy is used.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from ..config import Settings
from ..docset import docsets_of
from ..docset.docfx import NAME as DOCFX
from ..docset.docfx import line_of
from ..docset.xref_map_file import (
    MAX_SIZE,
    XrefMap,
    XrefMapError,
    find_uid,
    is_url,
    read_xref_map,
)
from ..files.door import (
    ABSENT,
    OUTSIDE,
    FileError,
    SourceTree,
    read_bytes,
    read_text,
    version_of,
)
from ..warnings import Problem, WarningKind, report
from .fetch import Fetcher, FetchError, host_of

_LOGGER = getLogger(__name__)
_FOLDER = "azuredocs-xref-maps"
_CACHE_DAYS = 5
_DAY = 24 * 60 * 60


class XrefMaps:
    """The maps that ``conf.py`` and the docsets name.

    :param env: the environment of the build.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        self._config: Config = env.config
        self._cache = Path(env.doctreedir, _FOLDER)
        self._maps: dict[str, XrefMap | None] = {}
        srcdir = Path(env.srcdir)
        docsets = docsets_of(env.config, srcdir)
        self._tree = SourceTree.of(srcdir, *(docset.root for docset in docsets))
        settings = Settings.of(env.config)
        conf = srcdir / "conf.py"
        # Location of a map → the file and 1-based line that name it.
        self._named: dict[str, tuple[Path, int]] = {}
        self._trusted = {_location(m, srcdir): (conf, 1) for m in settings.xref_maps}
        self._named |= self._trusted
        for docset in docsets:
            for name in docset.xref_maps:
                location = _location(name, docset.root)
                path = docset.root / DOCFX
                place = path, line_of(path, json.dumps(name), self._tree)
                self._named.setdefault(location, place)
        own = {host_of(location) for location in self._trusted if is_url(location)}
        hosts = {*map(str.lower, settings.xref_hosts), *own}
        self._fetcher = Fetcher(hosts, env.config, MAX_SIZE)

    def __bool__(self) -> bool:
        return bool(self._named)

    def find(self, uid: str) -> tuple[str, Mapping[str, str]] | None:
        """Return the URL and names of a uid; None if no map has it."""
        found = find_uid(uid, self._named, self._load)
        if found is None:
            return None
        xref_map, names = found
        return xref_map.url(uid), names

    def _load(self, location: str) -> XrefMap | None:
        if location not in self._maps:
            self._maps[location] = self._read(location)
        return self._maps[location]

    def _read(self, location: str) -> XrefMap | None:
        """Return a map, or the copy of one with a URL; None if it cannot be read."""
        kept = self._cache / f"{sha256(location.encode()).hexdigest()[:32]}.json"
        copy = _read_copy(kept)
        try:
            if is_url(location) and self._fetcher.allows(location):
                days = getattr(self._config, "intersphinx_cache_limit", _CACHE_DAYS)
                age = time.time() - float(copy["stamp"]) if copy else 0.0
                if copy and (days < 0 or age < days * _DAY):
                    return _from_copy(copy)
            if is_url(location):
                xref_map = read_xref_map(*self._fetcher.fetch(location))
                stamp: Any = time.time()
            else:
                tree = None if location in self._trusted else self._tree
                stamp = list(version_of(Path(location)))
                if copy and copy["stamp"] == stamp:
                    return _from_copy(copy)
                xref_map = read_xref_map(read_bytes(Path(location), tree, MAX_SIZE))
        except (FetchError, FileError, XrefMapError) as error:
            if not is_url(location) or not self._fetcher.allows(location):
                # Only a server may be down. The map of a file is as it is today.
                copy = None
            self._warn(location, error, has_copy=copy is not None)
            return _from_copy(copy) if copy else None
        _write_copy(kept, stamp, xref_map)
        return xref_map

    def _warn(self, location: str, error: Exception, *, has_copy: bool) -> None:
        reason = str(error)
        if reason == ABSENT:
            reason += "; correct the path"
        elif reason == OUTSIDE:
            reason += "; name it in azuredocs_xref_maps"
        if has_copy:
            reason += "; the copy of the last build is used"
        file, line = self._named.get(location, (None, None))
        message = f"the map of uids {location} {reason}"
        report(_LOGGER, Problem(WarningKind.XREF, message, file, line))


def _location(name: str, folder: Path) -> str:
    return name if is_url(name) else str(folder / name)


def _read_copy(path: Path) -> dict[str, Any] | None:
    try:
        copy = json.loads(read_text(path, max_size=4 * MAX_SIZE))
        _from_copy(copy)
        stamp = copy["stamp"]
        is_sound = isinstance(stamp, float) or stamp == [int(n) for n in stamp]
    except (OSError, LookupError, TypeError, ValueError):
        # Left by another version, or by a build that was interrupted.
        return None
    return copy if is_sound else None


def _from_copy(copy: Mapping[str, Any]) -> XrefMap:
    redirections = tuple((str(uid), str(href)) for uid, href in copy["redirections"])
    return XrefMap(str(copy["base"]), dict(copy["references"]), redirections)


def _write_copy(path: Path, stamp: Any, xref_map: XrefMap) -> None:
    copy = {
        "stamp": stamp,
        "base": xref_map.base,
        "redirections": xref_map.redirections,
        "references": xref_map.references,
    }
    # The map is read again if its copy is missing or incomplete.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(copy), encoding="utf-8")
