"""A small site, served, and a browser to read it with.

Needs Playwright's client and a Chromium of the system. Without either the tests are
skipped, or fail with ``--need-browser``.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sphinx.cmd.build import build_main

from .chromium import NoBrowserError, chromium
from .site import FILES

# Opens a page by its path, in a context of its own with these settings.
Open = Callable[..., Any]


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Any]:
    give_up = pytest.fail if pytestconfig.getoption("need_browser") else pytest.skip
    try:
        with chromium() as browser:
            yield browser
    except NoBrowserError as error:
        give_up(str(error))


@pytest.fixture(scope="session")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the site, without a slash at its end."""
    root = tmp_path_factory.mktemp("site")
    for name, content in FILES.items():
        path = root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = root / "out"
    assert build_main(["-q", "-W", "-b", "html", str(root / "src"), str(out)]) == 0
    handler = functools.partial(_Handler, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Open]:
    """Open a page of the site; what its scripts complain of fails the test."""
    contexts = []
    errors: list[str] = []

    def open_in_context(path: str, **settings: Any) -> Any:
        context = browser.new_context(**settings)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{site}/{path}")
        return page

    yield open_in_context
    for context in contexts:
        context.close()
    assert errors == []


def shown(page: Any, *texts: str) -> list[str]:
    """Those of some texts that a reader sees."""
    return [
        text
        for text in texts
        if any(found.is_visible() for found in page.get_by_text(text, exact=True).all())
    ]


def focused(page: Any) -> str:
    """The text of what has the focus."""
    text = page.evaluate("document.activeElement.textContent")
    return " ".join(text.split())


def tab_to(page: Any, text: str) -> None:
    """Press the tab key until what has this text has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == text:
            return
    message = f"the keyboard does not lead to {text!r}"
    raise AssertionError(message)


def query(page: Any) -> str:
    """The query of the page's URL."""
    return str(page.evaluate("location.search"))
