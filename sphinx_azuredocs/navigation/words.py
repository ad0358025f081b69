"""The texts of tables of contents in the language of the project."""

from __future__ import annotations

from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.locale import init as init_locale
from sphinx.util.i18n import docname_to_domain


class TocWords:
    """A translator of texts, by the message catalogue of the root page.

    :param env: the environment of the build.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        config = env.config
        domain = docname_to_domain(config.root_doc, config.gettext_compact)
        folders = [Path(env.srcdir, folder) for folder in config.locale_dirs]
        self._catalog, self._has_catalog = init_locale(folders, config.language, domain)
        self.originals: dict[str, str] = {}
        """Translated text → the text as written, for message catalogues."""

    def __call__(self, text: str) -> str:
        """Return a text in the language of the project.

        :param text: the text as written.
        """
        found = self._catalog.gettext(text) if text and self._has_catalog else text
        if text:
            self.originals[found] = text
        return found
