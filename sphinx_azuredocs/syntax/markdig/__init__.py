"""Extensions of Markdig, docfx's Markdown engine: always on, or named in a docset.

:data:`PLUGINS` has the extensions that a docset names in ``docfx.json``
(``markdownEngineProperties.markdigExtensions``), by their names in Markdig's
``MarkdownExtensions.Configure``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markdown_it import MarkdownIt

from .abbreviation import abbreviation_plugin
from .attributes import attributes_plugin
from .auto_identifier import auto_link_plugin
from .definition_list import definition_list_plugin
from .emoji import smiley_plugin
from .figure import figure_plugin
from .footer import footer_plugin
from .hard_breaks import hard_breaks_plugin
from .list_extras import list_extras_plugin
from .paired_delimiters import PairedDelimiter, paired_delimiters_plugin

_EXTRAS = {
    "strikethrough": PairedDelimiter("~", 2, "s"),
    "subscript": PairedDelimiter("~", 1, "subscript"),
    "superscript": PairedDelimiter("^", 1, "superscript"),
    "inserted": PairedDelimiter("+", 2, "span", "azure-ins"),
    "marked": PairedDelimiter("=", 2, "span", "azure-mark"),
}
_CITATION = PairedDelimiter('"', 2, "span", "azure-cite", in_words=False)


def _emphasis_extras(md: MarkdownIt, options: Any) -> None:
    text = ",".join(map(str, options)) if isinstance(options, list) else options
    words = {word.strip().lower() for word in str(text or "default").split(",")}
    all_ = "default" in words
    chosen = [extra for name, extra in _EXTRAS.items() if all_ or name in words]
    md.disable("strikethrough")
    md.use(paired_delimiters_plugin, name="emphasis_extras", delimiters=chosen)


def _emojis(md: MarkdownIt, options: Any) -> None:
    if str(options or "DefaultAndSmileys").lower() == "defaultandsmileys":
        md.use(smiley_plugin)


def _citations(md: MarkdownIt, _options: Any) -> None:
    md.use(paired_delimiters_plugin, name="citation", delimiters=[_CITATION])


def _without_html(md: MarkdownIt, _options: Any) -> None:
    rules = ("html_block", "html_inline", "html_code", "html_structure")
    md.disable(rules, ignoreInvalid=True)


def _plain(plugin: Callable[[MarkdownIt], None]) -> Callable[[MarkdownIt, Any], None]:
    """Return a plugin without options as one that takes and ignores options."""
    return lambda md, _options: plugin(md)


PLUGINS: Mapping[str, Callable[[MarkdownIt, Any], None]] = {
    "abbreviations": _plain(abbreviation_plugin),
    "attributes": _plain(attributes_plugin),
    "autoidentifiers": auto_link_plugin,
    "citations": _citations,
    "definitionlists": _plain(definition_list_plugin),
    "emojis": _emojis,
    "emphasisextras": _emphasis_extras,
    "figures": _plain(figure_plugin),
    "footers": _plain(footer_plugin),
    "hardlinebreak": _plain(hard_breaks_plugin),
    "listextras": _plain(list_extras_plugin),
    "nohtml": _without_html,
}
"""Name of a Markdig extension in lower case → function that adds it to a parser.

The second parameter is the options of the extension in ``docfx.json``, or ``None``.
"""
