"""What EPUB wants to be told, and a ``conf.py`` of one line does not say."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.i18n import format_date

# Sphinx checks the values at priority 500 of `builder-inited`.
_BEFORE_CHECK, _AFTER_CHECK = 400, 600


def setup_epub(app: Sphinx) -> None:
    """Fill in the version and rights of a book that has none.

    The version only while it is checked and written: in between, Sphinx stores it
    with the environment, and would read every page again when it has changed.
    """
    app.connect("builder-inited", _fill_in, priority=_BEFORE_CHECK)
    app.connect("builder-inited", _take_out, priority=_AFTER_CHECK)
    app.connect("write-started", _fill_in)


def _build_day() -> str:
    """The day of the build, or of SOURCE_DATE_EPOCH for a reproducible one."""
    return format_date("%Y-%m-%d", language="en")


def _fill_in(app: Sphinx, _builder: Builder | None = None) -> None:
    if app.builder.name == "epub":
        app.config.epub_copyright = app.config.epub_copyright or app.config.author
        app.config.version = app.config.version or _build_day()


def _take_out(app: Sphinx) -> None:
    if app.builder.name == "epub" and app.config.version == _build_day():
        app.config.version = ""
