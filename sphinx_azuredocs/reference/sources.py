"""URLs of the source of an object."""

from __future__ import annotations

import re

from .fields import Fields

_REPOSITORY = re.compile(
    r"(?:https?://|git@)(?P<host>github\.com|gitlab\.com)[/:](?P<path>[^\s]+?)"
    r"(?:\.git)?/?",
    re.IGNORECASE,
)


def source_url(item: Fields) -> str:
    """Return the URL of the source of an item; empty for an unknown site.

    :param item: an item with ``source.remote``, docfx's data of git.
    """
    source = item.map("source")
    remote = source.map("remote")
    match = _REPOSITORY.fullmatch(remote.line("repo"))
    path = remote.line("path").replace("\\", "/")
    if match is None or not path:
        return ""
    branch = remote.line("branch") or "HEAD"
    line = source.line("startLine")
    # docfx counts lines from 0.
    anchor = f"#L{int(line) + 1}" if line.isascii() and line.isdigit() else ""
    folder = f"https://{match['host'].lower()}/{match['path']}"
    return f"{folder}/blob/{branch}/{path}{anchor}"
