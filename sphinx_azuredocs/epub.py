"""What EPUB wants to be told: the rights of a book, its version, odd file names."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util.i18n import format_date

# Sphinx checks the values at priority 500 of `builder-inited`.
_BEFORE_CHECK, _AFTER_CHECK = 400, 600


def setup_epub(app: Sphinx) -> None:
    """Fill in the version and rights of a book that has none.

    The version only while it is checked and written: in between, Sphinx stores it
    with the environment, and would read every page again when it has changed.
    """
    app.connect("builder-inited", _know_capitals)
    app.connect("builder-inited", _fill_in, priority=_BEFORE_CHECK)
    app.connect("builder-inited", _take_out, priority=_AFTER_CHECK)
    app.connect("write-started", _fill_in)


def _know_capitals(app: Sphinx) -> None:
    """Take images such as ``X.PNG`` into the book; Sphinx knows ``.png`` only."""
    builder = app.builder
    if isinstance(builder, Epub3Builder):
        types = {suffix.upper(): kind for suffix, kind in builder.media_types.items()}
        builder.media_types = {**types, **builder.media_types}


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
