"""Settings that EPUB requires: the rights and version of a book, image suffixes."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util.i18n import format_date

from ..page.article_folders import has_articles


def know_upper_case_suffixes(app: Sphinx) -> None:
    """Register image suffixes in upper case, such as ``.PNG``, for EPUB."""
    builder = app.builder
    if isinstance(builder, Epub3Builder):
        types = {suffix.upper(): kind for suffix, kind in builder.media_types.items()}
        builder.media_types = {**types, **builder.media_types}


def _build_day() -> str:
    """Return the day of the build; the day of ``SOURCE_DATE_EPOCH`` if it is set."""
    return format_date("%Y-%m-%d", language="en")


def fill_in_epub_settings(app: Sphinx, _builder: Builder | None = None) -> None:
    """Set the version and rights of a book if ``conf.py`` does not set them.

    Repositories of articles have no ``conf.py`` of their own, and so no version. Plain
    MyST projects are left to Sphinx, which reports both.

    The version is set only while Sphinx checks the settings and while it writes. In
    between, Sphinx stores the settings in the environment, and a changed version would
    make it read every page again.
    """
    if app.builder.name == "epub" and has_articles(app.env):
        app.config.epub_copyright = app.config.epub_copyright or app.config.author
        app.config.version = app.config.version or _build_day()


def take_out_epub_settings(app: Sphinx) -> None:
    """Remove the version again before the environment stores the settings."""
    if app.builder.name == "epub" and app.config.version == _build_day():
        app.config.version = ""
