"""Check accessibility: ``python -m tests.looks.axe --axe axe.min.js --folder DIR``.

Twenty pages are checked by axe (https://github.com/dequelabs/axe-core) in five themes,
light and dark. The same sources are built with MyST-Parser alone, and a page of plain
MyST with the elements that it has. A finding of ours is a violation in an element of
the extension, or of a rule that pages of plain MyST do not violate in the theme.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..browser.chromium import chromium
from .projects import PROJECTS, THEMES, Project, Site, Theme, build_site

_PLAIN = Path(__file__).with_name("plain")
_COLOURS = frozenset(("color-contrast", "link-in-text-block"))
"""The rules on colours. Elements of the extension have those of the theme."""
_THEMES = tuple(theme for theme in THEMES if theme.name != "sphinx_immaterial")
_SCRIPT = """async () => {
  const outer = ":not(html, body, section, .azure-article)";
  const classes = `[class*="azure-"]${outer}, .account-comparison`;
  const {violations} = await axe.run(document, {resultTypes: ["violations"]});
  return violations.flatMap(({id, nodes}) => nodes.map(({target, html}) => {
    const found = document.querySelector([target].flat(9)[0]);
    const near = [found, found?.parentElement];
    const ours = near.some((element) => element?.matches(classes));
    return {rule: id, html: html.slice(0, 160), ours};
  }));
}"""


@dataclass(frozen=True)
class Violation:
    """A violation on a page.

    :param rule: the id of the rule.
    :param html: the start of the element.
    :param is_ours: whether the element, or the one around it, is of the extension.
    """

    rule: str
    html: str
    is_ours: bool


def pages_of(site: Site, names: Iterable[str]) -> list[Path]:
    """Return the pages of a site that exist."""
    paths = (site.folder / f"{name}.html" for name in names)
    return [path for path in paths if path.is_file()]


def violations(browser: Any, axe: str, page: Path, scheme: str) -> list[Violation]:
    """Return the violations on a page.

    :param browser: the browser.
    :param axe: the source of axe.
    :param page: the page.
    :param scheme: ``light`` or ``dark``.
    """
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(180_000)
    opened = context.new_page()
    opened.route("http*://**", lambda route: route.abort())
    opened.goto(page.as_uri())
    opened.evaluate(axe)
    found = opened.evaluate(_SCRIPT)
    context.close()
    return [Violation(v["rule"], v["html"], v["ours"]) for v in found]


PAGES: dict[str, tuple[str, ...]] = {
    "example": (
        "index",
        "articles/choose-an-account",
        "articles/sign-up-as-an-organization",
        "articles/add-people",
        "articles/connect-an-app",
        "learn/index",
        "learn/deploy-an-app",
        "learn/plans",
        "learn/faq",
        "azure-services",
        "azure-authors",
        "azure-dates",
    ),
    "specimen": (
        "docs/index",
        "docs/article",
        "docs/pivots",
        "docs/faq",
        "old/ios",
        "old/ios-js",
        "old/android",
        "azure-services",
    ),
}
"""Project → the pages that are checked: twenty."""
PLAIN_PAGES = {
    "plain": ("index", "page", "folder/index"),
    "example": ("articles/choose-an-account", "learn/deploy-an-app"),
    "specimen": ("docs/article", "old/ios"),
}
"""Project → the pages of plain MyST that they are compared with."""


def _plain_sites(folder: Path, theme: Theme, projects: Iterable[Project]) -> list[Site]:
    """Build the sources with MyST-Parser alone, and the page of plain MyST."""
    plain = Project("plain", ("index", "page"), folder=_PLAIN)
    sites = [build_site(plain, theme, folder)]
    for project in projects:
        alone = replace(project, is_plain=True)
        sites.append(build_site(alone, theme, folder))
    return [site for site in sites if site is not None]


def check(browser: Any, axe: str, folder: Path, theme: Theme) -> Counter[str]:
    """Return the findings of a theme that are ours, with how often they occur."""
    projects = [project for project in PROJECTS if project.name in PAGES]
    findings: Counter[str] = Counter()
    plain_sites = _plain_sites(folder, theme, projects)
    sites = [site for p in projects if (site := build_site(p, theme, folder))]
    for scheme in ("light", "dark") if theme.is_dark else ("light",):
        violated: set[str] = set()
        for site in plain_sites:
            for page in pages_of(site, PLAIN_PAGES[site.project.name]):
                violated |= {v.rule for v in violations(browser, axe, page, scheme)}
        checked = 0
        for site in sites:
            for page in pages_of(site, PAGES[site.project.name]):
                checked += 1
                for found in violations(browser, axe, page, scheme):
                    is_ours = found.is_ours and found.rule not in _COLOURS
                    if is_ours or found.rule not in violated:
                        whose = "ours" if found.is_ours else "new"
                        place = f"{theme.name} {scheme} {page.stem}"
                        findings[f"{place}: {whose} {found.rule}: {found.html}"] += 1
        of_scheme = {k: n for k, n in findings.items() if f" {scheme} " in k}
        for finding, count in sorted(of_scheme.items()):
            print(f"{count} × {finding}")
        print(
            f"{theme.name} {scheme}: {checked} pages, plain MyST violates "
            f"{', '.join(sorted(violated)) or 'nothing'}",
            flush=True,
        )
    return findings


def main() -> int:
    """Check all themes.

    :returns: 1 if there is a finding, else 0.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.looks.axe")
    parser.add_argument("--axe", type=Path, required=True, help="axe.min.js")
    parser.add_argument("--folder", type=Path, default=Path("axe"))
    parser.add_argument("--theme", help="part of a theme's name")
    arguments = parser.parse_args()
    axe = arguments.axe.read_text(encoding="utf-8")
    findings: Counter[str] = Counter()
    with chromium() as browser:
        for theme in _THEMES:
            if not arguments.theme or arguments.theme in theme.name:
                findings += check(browser, axe, arguments.folder.resolve(), theme)
    print(f"{len(findings)} findings")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
