"""The Chromium of the system."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class NoBrowserError(Exception):
    """There is no browser, or no client for it."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Run a headless Chromium.

    :raises NoBrowserError: if Playwright's client or Chromium is not installed.
    """
    if find_spec("playwright") is None:
        message = "Playwright's client is not installed"
        raise NoBrowserError(message)
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        message = "no Chromium is found"
        raise NoBrowserError(message)
    api = import_module("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        yield browser
        browser.close()
