"""The maps of uids of other docsets: files and URLs, read once and kept.

What was read is kept beside the doctrees, as a large map takes long to read. What has
a URL is fetched again after as many days as ``intersphinx_cache_limit`` says.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from requests import RequestException
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import requests
from sphinx.util.logging import getLogger

from ..config import Settings
from ..docset import docsets_of
from ..docset.xref_map_file import (
    XrefMap,
    XrefMapError,
    find_uid,
    is_url,
    read_xref_map,
)
from ..warnings import Problem, WarningKind, report

_LOGGER = getLogger(__name__)
_FOLDER = "azuredocs-xref-maps"
_CACHE_DAYS = 5
_TIMEOUT = 30
_DAY = 24 * 60 * 60


class XrefMaps:
    """The maps that ``conf.py`` and the docsets name.

    :param env: the environment of the build.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        self._config: Config = env.config
        self._cache = Path(env.doctreedir, _FOLDER)
        self._maps: dict[str, XrefMap | None] = {}
        srcdir = Path(env.srcdir).resolve()
        docsets = docsets_of(env.config, srcdir)
        self._roots = (srcdir, *(docset.root for docset in docsets))
        # Map → the file that names it.
        self._named: dict[str, Path] = {}
        conf = srcdir / "conf.py"
        settings = Settings.of(env.config)
        self._trusted = {_location(m, srcdir): conf for m in settings.xref_maps}
        self._named |= self._trusted
        for docset in docsets:
            for name in docset.xref_maps:
                location = _location(name, docset.root)
                self._named.setdefault(location, docset.root / "docfx.json")

    def __bool__(self) -> bool:
        return bool(self._named)

    def find(self, uid: str) -> tuple[str, Mapping[str, str]] | None:
        """The URL of what a uid names, and what its map says of it."""
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
        """Read a map, or the copy of it that is kept."""
        kept = self._cache / f"{sha256(location.encode()).hexdigest()[:32]}.json"
        copy = _read_copy(kept)
        try:
            if is_url(location):
                days = getattr(self._config, "intersphinx_cache_limit", _CACHE_DAYS)
                age = time.time() - float(copy["stamp"]) if copy else 0.0
                if copy and (days < 0 or age < days * _DAY):
                    return _from_copy(copy)
                xref_map = self._fetch(location)
                stamp: Any = time.time()
            else:
                path = self._guarded(location)
                status = path.stat()
                stamp = [status.st_mtime_ns, status.st_size]
                if copy and copy["stamp"] == stamp:
                    return _from_copy(copy)
                xref_map = read_xref_map(path.read_bytes())
        except (OSError, RequestException, XrefMapError) as error:
            self._warn(location, error, has_copy=copy is not None)
            return _from_copy(copy) if copy else None
        _write_copy(kept, stamp, xref_map)
        return xref_map

    def _fetch(self, url: str) -> XrefMap:
        config = self._config
        timeout = getattr(config, "intersphinx_timeout", None) or _TIMEOUT
        response = requests.get(
            url,
            timeout=timeout,
            _user_agent=config.user_agent,
            _tls_info=(config.tls_verify, config.tls_cacerts),
        )
        response.raise_for_status()
        return read_xref_map(response.content, response.url)

    def _guarded(self, location: str) -> Path:
        """The path of a file that may be read."""
        path = Path(location).resolve()
        inside = any(path.is_relative_to(root) for root in self._roots)
        if location not in self._trusted and not inside:
            msg = "is outside the source directory; name it in azuredocs_xref_maps"
            raise XrefMapError(msg)
        return path

    def _warn(self, location: str, error: Exception, *, has_copy: bool) -> None:
        if isinstance(error, XrefMapError):
            reason = str(error)
        elif isinstance(error, FileNotFoundError):
            reason = "does not exist; correct the path"
        else:
            reason = f"cannot be read: {error}"
        if has_copy:
            reason += "; what it was before is used"
        named_in = self._named.get(location)
        message = f"the map of uids {location} {reason}"
        report(_LOGGER, Problem(WarningKind.XREF, message, named_in, 1))


def _location(name: str, folder: Path) -> str:
    return name if is_url(name) else str(folder / name)


def _read_copy(path: Path) -> dict[str, Any] | None:
    try:
        copy = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return copy if isinstance(copy, dict) and "stamp" in copy else None


def _from_copy(copy: Mapping[str, Any]) -> XrefMap:
    redirections = tuple((prefix, href) for prefix, href in copy["redirections"])
    return XrefMap(copy["base"], copy["references"], redirections)


def _write_copy(path: Path, stamp: Any, xref_map: XrefMap) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    copy = {
        "stamp": stamp,
        "base": xref_map.base,
        "redirections": xref_map.redirections,
        "references": xref_map.references,
    }
    path.write_text(json.dumps(copy), encoding="utf-8")
