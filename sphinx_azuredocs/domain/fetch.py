"""Fetch files from hosts that ``conf.py`` allows, within limits of time and size."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from threading import Thread
from typing import Any

from requests import RequestException, Response
from sphinx.config import Config
from sphinx.util import requests

from ..files.urls import is_malformed, is_of_web, join_url, split_url

MAX_FETCHES = 50
"""The largest number of requests of a build."""
MAX_REDIRECTS = 5
"""The largest number of redirects of one file."""
_TIMEOUT = 30
_CHUNK = 1 << 16


class FetchError(OSError):
    """A file was not fetched; the message is a predicate such as 'is too large'."""


@dataclass
class Fetcher:
    """A client that fetches files, and counts the requests of a build.

    :param hosts: the host names that may be asked, in lower case.
    :param config: the configuration, for the timeout in seconds, the user agent and
        certificates.
    :param max_size: the largest number of bytes of a file.
    """

    hosts: Collection[str]
    config: Config
    max_size: int
    _requests: int = field(default=0, init=False)

    def allows(self, url: str) -> bool:
        """Return True if a URL may be asked for.

        :param url: the URL.
        """
        return is_of_web(url) and host_of(url) in self.hosts

    def fetch(self, url: str) -> tuple[bytes, str]:
        """Return the bytes of a file, and its URL after all redirects.

        :param url: the URL.
        :raises FetchError: for a host that is not allowed, a failed request, and a
            file beyond one of the limits.
        """
        timeout = getattr(self.config, "intersphinx_timeout", None) or _TIMEOUT
        deadline = time.monotonic() + timeout
        for _ in range(MAX_REDIRECTS + 1):
            self._check(url)
            # A server may send its answer byte by byte, each within the timeout.
            found = _within(deadline, partial(self._get, url, deadline))
            if isinstance(found, bytes):
                return found, url
            url = found
        raise FetchError(f"is redirected more than {MAX_REDIRECTS} times")

    def _check(self, url: str) -> None:
        if not self.allows(url):
            host = host_of(url) or url
            raise FetchError(
                f"is not fetched: conf.py does not allow the host {host!r}; "
                f"to have it fetched, add it to azuredocs_xref_hosts"
            )
        self._requests += 1
        if self._requests > MAX_FETCHES:
            raise FetchError(
                f"is not fetched: a build makes at most {MAX_FETCHES} requests for maps"
            )

    def _get(self, url: str, deadline: float) -> bytes | str:
        """Return the bytes of a file, or the URL that it is redirected to."""
        config = self.config
        with requests.get(
            url,
            timeout=max(deadline - time.monotonic(), 1),
            stream=True,
            allow_redirects=False,
            _user_agent=config.user_agent,
            _tls_info=(config.tls_verify, config.tls_cacerts),
        ) as response:
            if response.is_redirect:
                return join_url(url, response.headers["location"])
            response.raise_for_status()
            return self._content(response, deadline)

    def _content(self, response: Response, deadline: float) -> bytes:
        content = bytearray()
        for chunk in response.iter_content(_CHUNK):
            content += chunk
            if len(content) > self.max_size:
                raise FetchError(f"is larger than {self.max_size:,} bytes")
            if time.monotonic() > deadline:
                raise FetchError("took too long to fetch")
        return bytes(content)


def host_of(url: str) -> str:
    """Return the host name of a URL, in lower case; empty for a URL without host.

    :param url: the URL.
    """
    return "" if is_malformed(url) else (split_url(url).hostname or "")


def _within(deadline: float, run: Callable[[], bytes | str]) -> bytes | str:
    """Return the result of a function; raise FetchError after the deadline."""
    result: list[Any] = []

    def target() -> None:
        try:
            result.append(run())
        except (OSError, ValueError, RequestException) as error:
            result.append(error)

    thread = Thread(target=target, daemon=True)
    thread.start()
    thread.join(max(deadline - time.monotonic(), 0) + 1)
    found = result[0] if result else FetchError("took too long to fetch")
    if isinstance(found, FetchError):
        raise found
    if isinstance(found, Exception):
        raise FetchError(f"cannot be fetched: {found}")
    answer: bytes | str = found
    return answer
