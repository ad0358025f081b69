"""What EPUB wants to be told: the rights of a book, its version, odd file names."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util.i18n import format_date


def know_upper_case_suffixes(app: Sphinx) -> None:
    """Take images such as ``X.PNG`` into the book; Sphinx knows ``.png`` only."""
    builder = app.builder
    if isinstance(builder, Epub3Builder):
        types = {suffix.upper(): kind for suffix, kind in builder.media_types.items()}
        builder.media_types = {**types, **builder.media_types}


def _build_day() -> str:
    """Return the day of the build, or that of SOURCE_DATE_EPOCH."""
    return format_date("%Y-%m-%d", language="en")


def fill_in_epub_settings(app: Sphinx, _builder: Builder | None = None) -> None:
    """Fill in the version and rights of a book that lacks them.

    The version only while it is checked and written: in between, Sphinx stores it
    with the environment, and would read every page again when it has changed.
    """
    if app.builder.name == "epub":
        app.config.epub_copyright = app.config.epub_copyright or app.config.author
        app.config.version = app.config.version or _build_day()


def take_out_epub_settings(app: Sphinx) -> None:
    """Take the version out again, as the environment stores it."""
    if app.builder.name == "epub" and app.config.version == _build_day():
        app.config.version = ""
