"""What docfx has of Markdig, its engine: what is always on, and what can be chosen.

Each extension has the name that Markdig knows it by. ``docfx.json`` names those that a
docset has beside the ones that every page of it has.
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
from .paired_marks import Mark, paired_marks_plugin

_EXTRAS = {
    "strikethrough": Mark("~", 2, "s"),
    "subscript": Mark("~", 1, "subscript"),
    "superscript": Mark("^", 1, "superscript"),
    "inserted": Mark("+", 2, "span", "azure-ins"),
    "marked": Mark("=", 2, "span", "azure-mark"),
}
_CITATION = Mark('"', 2, "span", "azure-cite", in_words=False)


def _emphasis_extras(md: MarkdownIt, options: Any) -> None:
    text = ",".join(map(str, options)) if isinstance(options, list) else options
    words = {word.strip().lower() for word in str(text or "default").split(",")}
    all_ = "default" in words
    marks = [mark for name, mark in _EXTRAS.items() if all_ or name in words]
    md.disable("strikethrough")
    md.use(paired_marks_plugin, name="emphasis_extras", marks=marks)


def _emojis(md: MarkdownIt, options: Any) -> None:
    if str(options or "DefaultAndSmileys").lower() == "defaultandsmileys":
        md.use(smiley_plugin)


def _citations(md: MarkdownIt, _options: Any) -> None:
    md.use(paired_marks_plugin, name="citation", marks=[_CITATION])


def _without_html(md: MarkdownIt, _options: Any) -> None:
    rules = ("html_block", "html_inline", "html_code", "html_structure")
    md.disable(rules, ignoreInvalid=True)


def _plain(plugin: Callable[[MarkdownIt], None]) -> Callable[[MarkdownIt, Any], None]:
    """A plugin that has no options."""
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
"""Names of Markdig extensions in lower case → what adds them to a parser."""
