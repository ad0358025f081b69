"""Infer the base path of a docset: the URL path at which the site serves it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..files.urls import split_url
from . import Docset

_LOCALE = re.compile(r"\A/[a-z]{2}-[a-z]{2}(?=/)", re.IGNORECASE)


def infer_base_path(docset: Docset, urls: Iterable[str]) -> str | None:
    """Return the URL path of a docset, inferred from URLs of its pages.

    :param docset: the docset; its own base path is ignored.
    :param urls: URLs of the site; some of them are URLs of pages of the docset.
    :return: the path from which most of these URLs follow, ``/`` for the root of the
        site; ``None`` if no URL names a page.
    """
    outputs = {
        _without_suffix(output).lower()
        for page in docset.pages()
        if (output := docset.output(page))
    }
    votes: Counter[str] = Counter()
    for url in urls:
        path = _LOCALE.sub("", split_url(url).path).rstrip("/")
        if not path.startswith("/"):
            continue
        parts = path.split("/")
        for index in range(1, len(parts)):
            inner = "/".join(parts[index:]).lower()
            if inner in outputs or f"{inner}/index" in outputs:
                # A longer path is less likely to match by chance.
                votes["/".join(parts[:index])] += len(parts) - index
    best = votes.most_common(1)
    # The root of the site is a valid base path.
    return (best[0][0] or "/") if best else None


def _without_suffix(path: str) -> str:
    return PurePosixPath(path).with_suffix("").as_posix()
