"""The facts that a byline shows, which may change although the page does not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sphinx.environment import BuildEnvironment

from ...config import Settings
from ...docset.repository import repository_of
from ...domain.azure import azure_domain
from ...domain.dates import changed_on, today

_WORDS_PER_MINUTE = 200
_IDEOGRAPHS_PER_MINUTE = 400
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’-]\w+)*")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Facts(NamedTuple):
    """The facts about a page that do not depend on its source alone.

    :param changed: the day of the last commit; None if it is unknown.
    :param edit_url: the URL at which the page is edited; empty if it is unknown.
    :param is_stale: True if the page was reviewed too long ago.
    """

    changed: date | None
    edit_url: str
    is_stale: bool


def facts_of(env: BuildEnvironment, docname: str) -> Facts | None:
    """Return the facts that the byline of a page shows; None without a byline.

    The start page and pages in YAML have no byline.

    :param env: the environment.
    :param docname: the page.
    """
    settings = Settings.of(env.config)
    metadata = azure_domain(env).pages.get(docname)
    if metadata is None or not settings.byline or docname == env.config.root_doc:
        return None
    path = Path(env.doc2path(docname))
    if path.suffix in (".yml", ".yaml"):
        return None
    repository = None
    if "edit" in settings.byline:
        repository = repository_of(Path(env.srcdir))
    day, is_stale = metadata.date, False
    if day is not None and "stale" in settings.byline:
        is_stale = (today() - day).days > settings.freshness_days
    return Facts(
        changed_on(env, docname) if "changed" in settings.byline else None,
        repository.edit_url(path) if repository else "",
        is_stale,
    )


def minutes(text: str) -> int:
    """Return the time that a reader needs for a text, in whole minutes, at least 1.

    :param text: the text.
    """
    words, ideographs = len(_WORD.findall(text)), len(_IDEOGRAPH.findall(text))
    needed = words / _WORDS_PER_MINUTE + ideographs / _IDEOGRAPHS_PER_MINUTE
    return max(1, round(needed))
