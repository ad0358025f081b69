"""Translated texts of a page: the files of the originals, and the labels defined there.

Sphinx parses each translated text separately, like the text of a page. A link or image
in
it is relative to the file of the original, and may name a label that the page defines.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import init as init_locale
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from ..syntax.sources import Sources

_END = ":<translated>"
"""The end of the source path that Sphinx gives to a translated text."""
_LITERAL = "::\n\n   "
"""The beginning of a translated code block, for which Sphinx uses reStructuredText."""
_SOURCES, _FILES = "azuredocs_sources", "azuredocs_translated"
# Sphinx's `Locale` has priority 20; this transform runs before.
_BEFORE_LOCALE = 15


def is_translated(document: nodes.document) -> bool:
    """Return True if a document is a translated text, not a page.

    :param document: the document, before it is parsed.
    """
    return str(document["source"]).endswith(_END)


def translated_code(text: str) -> str | None:
    """Return the code of a translated code block; None for other texts.

    :param text: the text that Sphinx gives to the parser.
    """
    if not text.startswith(_LITERAL):
        return None
    lines = text.removeprefix("::\n\n").split("\n")
    return "\n".join(line.removeprefix("   ") for line in lines)


def keep_sources(env: BuildEnvironment, sources: Sources) -> None:
    """Store the files of a page until its texts are translated.

    :param env: the environment, which reads the page.
    :param sources: the files, with their link definitions.
    """
    env.temp_data[_SOURCES] = sources


def sources_of_translation(env: BuildEnvironment, text: str) -> Sources | None:
    """Return the files of a page, with the file of a translated text as current file.

    :param env: the environment, which reads the page.
    :param text: the translated text.
    :return: the files; None if the page is not parsed by this extension.
    """
    sources: Sources | None = env.temp_data.get(_SOURCES)
    if sources is None:
        return None
    files: dict[str, str] = env.temp_data.get(_FILES) or {}
    path = files.get(text.strip())
    found = copy.copy(sources)
    found.current = next((f for f in sources.files if f.path == path), sources.page)
    return found


class BrowserTitle(nodes.comment, addnodes.translatable):
    """The title of a page for browsers: an invisible node, which can be translated.

    :param title: the title.
    :param suffix: the end of the title that is the same on all pages.
    """

    @classmethod
    def of(cls, title: str, suffix: str, source: str, line: int) -> BrowserTitle:
        """Return the node of a title.

        :param title: the title, without suffix.
        :param suffix: the text after the title.
        :param source: the file that contains the title.
        :param line: the 1-based line in that file.
        """
        node = cls(title, "", title=title, suffix=suffix)
        node.source, node.line = source, line
        return node

    def preserve_original_messages(self) -> None:
        """Store the title as written, before it is translated."""
        self["original"] = self["title"]

    def extract_original_messages(self) -> list[str]:
        """Return the title as written."""
        return [str(self.get("original", self["title"]))]

    def apply_translated_message(
        self, original_message: str, translated_message: str
    ) -> None:
        """Set the title of the page to its translation.

        :param original_message: the title as written.
        :param translated_message: the translation.
        """
        if self.get("original") == original_message:
            self["title"] = translated_message
            self.parent["title"] = translated_message + self["suffix"]


class TranslatedFiles(SphinxTransform):
    """Transform that records the included file of each translated text."""

    default_priority = _BEFORE_LOCALE

    def apply(self, **_kwargs: Any) -> None:
        """Make Sphinx look up the texts of included files in the page's catalogue."""
        sources: Sources | None = self.env.temp_data.get(_SOURCES)
        if sources is None or len(sources.files) == 1:
            return
        domain = docname_to_domain(self.env.docname, self.config.gettext_compact)
        folders = [Path(self.env.srcdir, folder) for folder in self.config.locale_dirs]
        catalog, has_catalog = init_locale(folders, self.config.language, domain)
        if not has_catalog:
            return
        included = {file.path for file in sources.files} - {sources.page.path}
        self.env.temp_data[_FILES] = {
            catalog.gettext(message).strip(): str(node.source)
            for node, message in extract_messages(self.document)
            if node.source in included and message
        }


def translate_within(paragraph: nodes.paragraph) -> nodes.paragraph:
    """Have only the text of a paragraph translated, in its link or emphasis.

    Sphinx replaces all children of a translated node: a link that this package makes
    would be lost, as its URL is not in the message.

    :param paragraph: a paragraph with its source, whose only child is a link or
        emphasis; another paragraph is not changed.
    :return: the paragraph.
    """
    inner: nodes.Element = paragraph
    while len(inner.children) == 1 and isinstance(inner.children[0], nodes.Element):
        inner = inner.children[0]
    if not paragraph.source or not isinstance(inner, nodes.Inline):
        return paragraph
    if isinstance(inner, nodes.inline):
        # Sphinx replaces a translated inline node by its content.
        placeholder = nodes.inline("", "", *inner.children)
        inner.children = []
        inner += placeholder
        inner = placeholder
    if isinstance(inner, nodes.TextElement):
        paragraph["translatable"], inner["translatable"] = False, True
        inner.source, inner.line = paragraph.source, paragraph.line
        inner.rawsource = paragraph.rawsource or inner.astext()
    return paragraph


def setup_translations(app: Sphinx) -> None:
    """Register the transform.

    :param app: the application.
    """
    # Without visitors, as the writer of XML knows no other nodes than registered ones.
    app.add_node(BrowserTitle)
    app.add_transform(TranslatedFiles)
