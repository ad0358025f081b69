"""Removed pages, and the URLs that their redirections name.

:mod:`.lookup` follows the redirections.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..docset.redirection_files import Redirection
from ..warnings import Problem, WarningKind
from .published_urls import url_keys


@dataclass(frozen=True)
class Redirect:
    """The redirection of a removed page.

    :param url: the URL that it leads to, as it is written.
    :param base: the published URL of the page, which a relative URL is joined with;
        empty if it is unknown. A relative URL is then relative to the page's path.
    :param entry: the entry of the redirection file.
    """

    url: str
    base: str
    entry: Redirection


@dataclass(frozen=True)
class Redirects:
    """The redirections of a project.

    :param entries: docname of a removed page → its redirection.
    :param folded: casefolded docname → docname.
    :param keys: key of the published URL of a removed page → docname.
    :param problems: the defects of redirections.
    """

    entries: Mapping[str, Redirect] = field(default_factory=dict)
    folded: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    ends: dict[str, Any] = field(default_factory=dict, compare=False)
    """Cache: docname → the target of its redirections."""

    def find(self, docnames: Iterable[str], key: str) -> str | None:
        """Return the docname of the removed page that a link names; else None.

        :param docnames: the docnames that the link may name, in any letter case.
        :param key: the key of the published URL that it may name; may be empty.
        """
        names = (self.folded.get(docname.casefold()) for docname in docnames)
        return next(filter(None, names), None) or self.keys.get(key or " ")


def make_redirects(
    found: Iterable[tuple[str, str | None, Redirection]], pages: Container[str]
) -> Redirects:
    """Return a table of redirections; the first redirection of a page wins.

    :param found: docname, published URL (or ``None``) and redirection of each removed
        page.
    :param pages: the docnames of all pages.
    """
    entries: dict[str, Redirect] = {}
    keys: dict[str, str] = {}
    problems: list[Problem] = []
    for docname, url, entry in found:
        if docname in pages:
            message = f"{entry.source} is redirected and there; remove one of them"
            problems.append(
                Problem(WarningKind.REDIRECT, message, entry.file, entry.line)
            )
            continue
        entries.setdefault(docname, Redirect(entry.url, url or "", entry))
        if url:
            for key in url_keys(url, entry.source):
                keys.setdefault(key, docname)
    folded: dict[str, str] = {}
    for docname in entries:
        folded.setdefault(docname.casefold(), docname)
    return Redirects(entries, folded, keys, tuple(problems))
