"""Where a page says what it says about itself."""

from __future__ import annotations

import re
from pathlib import Path


def line_of_key(path: Path, key: str) -> int:
    """The 1-based line at which a page has a key of its metadata; 1 for none.

    :param path: the file.
    :param key: the key.
    """
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return 1
    match = re.search(rf"^{re.escape(key)}\s*:", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1
