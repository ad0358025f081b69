"""Files and URLs of the Azure site of 2014."""

from __future__ import annotations

import re

ARTICLES = "/documentation/articles/"
HOST_NAMES = frozenset(
    f"{www}{host}"
    for host in ("azure.microsoft.com", "windowsazure.com")
    for www in ("", "www.")
)
LOCALE = re.compile(r"\A/[a-z]{2}-[a-z]{2}(?=/|$)", re.IGNORECASE)
"""The locale that a path of the site begins with."""


def read_text(data: bytes) -> str | None:
    """Return the text of a file with plain line ends, or None if it is binary."""
    if b"\0" in data:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
