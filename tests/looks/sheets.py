"""Contact sheets: ``python -m tests.looks.sheets --folder DIR``.

Each sheet is one page in one view, in all themes side by side. The views are light and
dark windows of three widths, print, and forced colours. Themes without dark colours
are left out of the dark sheets.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from ..browser.chromium import chromium
from .projects import PROJECTS, THEMES, Site, build_site

_GAP = 12
_HEAD = 16
_PAPER = 794
"""The width of A4 paper, in CSS pixels."""


@dataclass(frozen=True)
class View:
    """How the pages of a sheet are shown.

    :param name: its name in the names of sheets.
    :param width: the width of the window, in CSS pixels.
    :param height: how much of a page is shown, in CSS pixels.
    :param zoom: the size of the picture relative to the page.
    :param columns: how many pictures stand side by side.
    :param scheme: the colours: ``light`` or ``dark``.
    :param media: ``screen`` or ``print``.
    :param forced: whether the colours are those of the system.
    """

    name: str
    width: int
    height: int
    zoom: float
    columns: int
    scheme: str = "light"
    media: str = "screen"
    forced: bool = False


def _views() -> Iterator[View]:
    for scheme in ("light", "dark"):
        yield View(f"390-{scheme}", 390, 6000, 0.85, 6, scheme)
        yield View(f"768-{scheme}", 768, 4500, 0.8, 3, scheme)
        yield View(f"1280-{scheme}", 1280, 3600, 0.6, 3, scheme)
    yield View("print", _PAPER, 5000, 0.5, 6, media="print")
    yield View("forced", 1280, 3600, 0.6, 3, "dark", forced=True)


VIEWS = tuple(_views())


def picture(browser: Any, url: str, view: View) -> tuple[bytes, list[str]]:
    """Return the picture of a page as PNG, and the errors of its scripts.

    :param browser: the browser.
    :param url: the URL of the page.
    :param view: how the page is shown.
    """
    context = browser.new_context(
        viewport={"width": view.width, "height": 900},
        color_scheme=view.scheme,
        device_scale_factor=view.zoom,
        forced_colors="active" if view.forced else "none",
        reduced_motion="reduce",
    )
    # Some machines are busy.
    context.set_default_timeout(180_000)
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(f"{url}: {error}"))
    # Nothing of another site: sheets are the same everywhere.
    page.route("http*://**", lambda route: route.abort())
    page.goto(url)
    page.emulate_media(media=view.media)
    page.wait_for_timeout(150)
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(
        {"width": view.width, "height": min(max(whole, 600), view.height)}
    )
    page.wait_for_timeout(50)
    image: bytes = page.screenshot()
    context.close()
    return image, errors


def join(images: Sequence[tuple[str, Path]], columns: int, target: Path) -> None:
    """Write pictures into one image, each with its title.

    :param images: the titles and files of the pictures.
    :param columns: how many stand side by side.
    :param target: the file to write.
    """
    opened = [(title, Image.open(path)) for title, path in images]
    width = max(image.width for _, image in opened) + _GAP
    rows = [opened[i : i + columns] for i in range(0, len(opened), columns)]
    heights = [max(image.height for _, image in row) + _HEAD + _GAP for row in rows]
    size = (width * min(columns, len(opened)), sum(heights))
    sheet = Image.new("RGB", size, "#808080")
    draw = ImageDraw.Draw(sheet)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for column, (title, image) in enumerate(row):
            draw.text((column * width + 2, top + 2), title, fill="white")
            sheet.paste(image, (column * width, top + _HEAD))
        top += height
    sheet.save(target)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.looks.sheets")
    parser.add_argument("--folder", type=Path, default=Path("sheets"))
    parser.add_argument("--page", action="append", help="part of a page's name")
    parser.add_argument("--view", action="append", help="part of a view's name")
    parser.add_argument("--theme", action="append", help="part of a theme's name")
    parser.add_argument("--language", default="en", help="such as ar")
    return parser.parse_args()


def _has(name: str, parts: Sequence[str] | None) -> bool:
    return not parts or any(part in name for part in parts)


def _sites(
    folder: Path, arguments: argparse.Namespace
) -> Iterator[tuple[str, str, Site]]:
    """Yield the pages that are looked at: the name of the sheet, page and site."""
    pages, language = arguments.page, arguments.language
    suffix = "" if language == "en" else f"-{language}"
    for project in PROJECTS:
        found = [p for p in project.pages if _has(f"{project.name}/{p}", pages)]
        for theme in THEMES if found else ():
            if not _has(theme.name, arguments.theme):
                continue
            site = build_site(project, theme, folder, language=language)
            if site is None:
                print(f"{project.name}: the repository is not at hand")
                break
            names = (f"{project.name}/{page}{suffix}" for page in found)
            yield from (
                (name, page, site) for name, page in zip(names, found, strict=True)
            )


def _write_sheet(
    browser: Any,
    folder: Path,
    name: str,
    sites: Sequence[tuple[str, Site]],
    view: View,
) -> list[str]:
    """Write the sheet of a page in a view, and return the errors of its scripts."""
    images = []
    found: list[str] = []
    for page, site in sites:
        if view.scheme == "dark" and not (site.theme.is_dark or view.forced):
            continue
        url = (site.folder / f"{page}.html").as_uri()
        image, errors = picture(browser, url, view)
        found += errors
        path = folder / "single" / f"{name}-{view.name}-{site.theme.name}.png"
        path.write_bytes(image)
        images.append((site.theme.name, path))
    if images:
        target = folder / "sheets" / f"{name}-{view.name}.png"
        join(images, view.columns, target)
        print(target, flush=True)
    return found


def main() -> int:
    """Build the projects, and write the sheets.

    :returns: 1 if a script of a page has raised an error, else 0.
    """
    arguments = _arguments()
    folder = arguments.folder.resolve()
    for name in ("sheets", "single"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    pages = sorted(_sites(folder, arguments), key=lambda item: item[0])
    views = [view for view in VIEWS if _has(view.name, arguments.view)]
    found: list[str] = []
    with chromium() as browser:
        for name, group in groupby(pages, key=lambda item: item[0]):
            sites = [(page, site) for _, page, site in group]
            for view in views:
                sheet = name.replace("/", "-")
                found += _write_sheet(browser, folder, sheet, sites, view)
    for error in dict.fromkeys(found):
        print(error, file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
