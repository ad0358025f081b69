"""The summary at the end of a build: pages, links to the site, and warnings by kind."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from ..config import Settings
from ..domain.azure import AzureDomain, azure_domain
from ..domain.data import Question
from ..files.urls import split_url
from ..links.lookup import Nothing, OnSite, end_of, lookup

_LOGGER = getLogger(__name__)
_SPHINX = "sphinx"
"""The logger whose handlers write all messages of a build."""
_OTHER = "other"
"""The kind of warnings that have no type."""


class WarningCounter(logging.Filter):
    """Filter that counts warnings by kind, and drops none.

    It is the last filter of a handler, so that suppressed warnings are not counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        """``type.subtype``, as for ``suppress_warnings`` → number of warnings."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True, after a warning is counted.

        :param record: the message.
        """
        if record.levelno >= logging.WARNING:
            names = (getattr(record, name, None) for name in ("type", "subtype"))
            self.counts[".".join(filter(None, names)) or _OTHER] += 1
        return True


def count_warnings(_app: Sphinx, config: Config) -> None:
    """Count the warnings of the build, if a summary was asked for."""
    if Settings.of(config).summary:
        counter = WarningCounter()
        for handler in logging.getLogger(_SPHINX).handlers:
            handler.addFilter(counter)


def write_summary(app: Sphinx, error: Exception | None) -> None:
    """Write the summary, if it was asked for and the build has not failed."""
    if error is None and Settings.of(app.config).summary:
        _LOGGER.info("")
        for line in _lines(app.env):
            _LOGGER.info("%s", line)


def _lines(env: BuildEnvironment) -> Iterator[str]:
    domain = azure_domain(env)
    yield f"pages: {len(env.found_docs)}"
    if links := _links_to_site(domain):
        yield f"links to {_host(env)}: {links}"
    absent = Counter(
        advice for page in domain.of_pages.absent.values() for advice in page
    )
    if absent:
        yield f"includes of repositories that are not checked out: {absent.total()}"
        for advice, number in absent.most_common():
            yield f"  {number}: {advice}"
    warnings = _warnings()
    yield f"warnings: {warnings.total()}"
    for kind, number in sorted(warnings.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {kind}: {number}"


def _host(env: BuildEnvironment) -> str:
    return split_url(Settings.of(env.config).site_url).netloc


def _links_to_site(domain: AzureDomain) -> int:
    """Return the number of links to the site; each link of a page counts once."""
    site = _host(domain.env)
    return sum(
        question.type == "link" and _is_on_site(question, site, domain)
        for questions in domain.of_pages.questions.values()
        for question in questions
    )


def _is_on_site(question: Question, site: str, domain: AzureDomain) -> bool:
    """Return True if a link leads to the site.

    :param question: the link.
    :param site: the host of the site.
    :param domain: the domain.
    """
    if question.place is None:
        return False
    match end_of(lookup(question.target, question.place, domain)):
        case OnSite(url=url) | Nothing(url=url, is_absolute=True):
            return split_url(url).netloc == site
    return False


def _warnings() -> Counter[str]:
    """Return the numbers of warnings by kind, from the filters of all handlers."""
    handlers = logging.getLogger(_SPHINX).handlers
    counters = {
        counter
        for handler in handlers
        for counter in handler.filters
        if isinstance(counter, WarningCounter)
    }
    return sum((counter.counts for counter in counters), Counter())
