"""The HTML of redirect pages.

With scripts, ``azuredocs-redirect.js`` leads on, and keeps the query and fragment of
the URL. Without scripts, ``<meta http-equiv="refresh">`` leads on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from ..locale import translate as _
from ..page.direction import is_right_to_left

GENERATOR = '<meta name="generator" content="sphinx-azuredocs redirect">'
"""The element by which a redirect page is recognised."""
_SCRIPT = "_static/azuredocs-redirect.js"


@dataclass(frozen=True)
class RedirectPage:
    """An HTML page that redirects to another URI.

    :param uri: the URI of the target, relative to the URI of the redirect page.
    :param title: the title of the target; empty if it is unknown.
    :param canonical: the absolute URL of the target; empty if it is unknown.
    :param language: the language of the project.
    :param has_moved: False if nothing has moved: the page only leads to another one.
    """

    uri: str
    title: str = ""
    canonical: str = ""
    language: str = "en"
    has_moved: bool = True


def write_page(path: Path, page: RedirectPage, outdir: Path) -> None:
    """Write a redirect page.

    :param path: the output file.
    :param page: the page.
    :param outdir: the output folder of the project.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    script = Path(os.path.relpath(outdir / _SCRIPT, path.parent)).as_posix()
    path.write_text(_html(page, quote(script)), encoding="utf-8")


def _html(page: RedirectPage, script: str) -> str:
    """Return the HTML of a redirect page.

    Search engines pass the rank of the page on to a canonical URL. Without one they
    must not list the old address of a page that has moved.

    :param script: the relative URL of the script.
    """
    moved = escape(_("This page has moved.")) if page.has_moved else ""
    uri, title = escape(page.uri), escape(page.title)
    for_engines = ""
    if page.canonical:
        for_engines = f'\n<link rel="canonical" href="{escape(page.canonical)}">'
    elif page.has_moved:
        for_engines = '\n<meta name="robots" content="noindex">'
    language = escape(page.language.replace("_", "-"))
    direction = ' dir="rtl"' if is_right_to_left(page.language) else ""
    refresh = f'<meta http-equiv="refresh" content="0; url={uri}">'
    return f"""\
<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8">
{GENERATOR}{for_engines}
<title>{title or moved}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<noscript>{refresh}</noscript>
<script src="{script}" data-to="{uri}"></script>
</head>
<body data-pagefind-ignore="all">
<p>{moved}{" " if moved else ""}<a href="{uri}">{title or uri}</a></p>
</body>
</html>
"""
