"""Take the screenshots of the documentation, in a headless Chromium of the system.

``python docs/screenshots.py`` builds the example site and these pages, and writes the
images to ``docs/images``. It needs the extras ``test`` and ``browser``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
_BROWSERS = ("chromium", "google-chrome", "chrome")


@dataclass(frozen=True)
class Screenshot:
    """An image of a page.

    :param name: the name of the file, without the suffix.
    :param source: the source directory of the project, relative to the root.
    :param page: the docname of the page.
    :param width: the width of the window, in CSS pixels.
    :param height: the height of the image, in CSS pixels.
    :param theme: the HTML theme.
    :param scheme: the colour scheme of the reader: ``light`` or ``dark``.
    """

    name: str
    source: str
    page: str
    width: int = 1100
    height: int = 640
    theme: str = "furo"
    scheme: str = "light"


SCREENSHOTS = (
    Screenshot("article", "example_site", "articles/choose-an-account", 1160, 780),
    Screenshot("landing", "docs", "demo/index", height=560),
    Screenshot(
        "zones-pydata", "docs", "demo/connect-a-station", theme="pydata_sphinx_theme"
    ),
    Screenshot("zones-rtd", "docs", "demo/connect-a-station", theme="sphinx_rtd_theme"),
    Screenshot(
        "zones-phone", "docs", "demo/connect-a-station", 390, 760, scheme="dark"
    ),
)
"""Every image in ``docs/images``."""


def take(browser: Browser, screenshot: Screenshot, site: Path) -> None:
    """Write the image of a page.

    :param browser: the browser.
    :param screenshot: the page, and how to show it.
    :param site: the folder of the project that contains the page, as HTML.
    """
    size = {"width": screenshot.width, "height": screenshot.height}
    page = browser.new_page(viewport=size, color_scheme=screenshot.scheme)
    page.goto((site / f"{screenshot.page}.html").as_uri())
    page.screenshot(path=IMAGES / f"{screenshot.name}.png", animations="disabled")
    page.close()


def build(source: str, theme: str, output: Path) -> Path:
    """Build a project as HTML, and return the folder of its pages.

    :param source: the source directory, relative to the root.
    :param theme: the HTML theme.
    :param output: a folder for the output of all projects.
    :raises subprocess.CalledProcessError: if the build fails.
    """
    site = output / f"{source}-{theme}"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
    options = ["-D", f"html_theme={theme}", ROOT / source, site]
    subprocess.run([*command, *options], check=True)
    return site


def selected(names: list[str]) -> Iterator[Screenshot]:
    """Yield the screenshots with these names; without names, all.

    :param names: the names of images, without suffix.
    """
    for screenshot in SCREENSHOTS:
        if not names or screenshot.name in names:
            yield screenshot


def main(arguments: list[str] | None = None) -> int:
    """Take the screenshots.

    :param arguments: the arguments of the command; by default those of the process.
    :return: the exit code: 1 if there is no browser.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="names of images; by default all")
    names = parser.parse_args(arguments).names
    program = next(filter(None, map(which, _BROWSERS)), None)
    if program is None:
        print(f"no browser: install one of {', '.join(_BROWSERS)}")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site_of = cache(lambda source, theme: build(source, theme, Path(folder)))
        options = ["--no-sandbox"]  # Chromium has no sandbox for root.
        browser = playwright.chromium.launch(executable_path=program, args=options)
        for screenshot in selected(names):
            take(browser, screenshot, site_of(screenshot.source, screenshot.theme))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
