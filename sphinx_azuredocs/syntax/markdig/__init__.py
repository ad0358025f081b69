"""What docfx has of Markdig, its engine: what is always on, and what can be chosen.

Each extension has the name that Markdig knows it by. ``docfx.json`` names those that a
docset has beside the ones that every page of it has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from .abbreviation import abbreviation_plugin
from .attributes import attributes_plugin
from .custom_container import custom_container_plugin
from .emoji import emoji_plugin, smiley_plugin
from .figure import figure_plugin
from .footer import footer_plugin
from .grid_table import ReadGrid, grid_table_plugin
from .hard_breaks import hard_breaks_plugin
from .list_extras import list_extras_plugin
from .media_link import media_link_plugin
from .paired_marks import Mark, paired_marks_plugin
from .task_list import task_list_plugin
from .wide_table import wide_table_plugin

_EXTRAS = {
    "strikethrough": Mark("~", 2, "s"),
    "subscript": Mark("~", 1, "subscript"),
    "superscript": Mark("^", 1, "superscript"),
    "inserted": Mark("+", 2, "span", "ins"),
    "marked": Mark("=", 2, "span", "mark"),
}
_CITATION = Mark('"', 2, "span", "cite", in_words=False)

_ADVANCED = (
    *("abbreviations", "autoidentifiers", "citations", "customcontainers"),
    *("definitionlists", "emphasisextras", "figures", "footers", "footnotes"),
    *("gridtables", "listextras", "tasklists", "attributes"),
)
"""What ``advanced`` stands for, of what is not on anyway."""

_ON = frozenset(
    ("alerts", "autolinks", "common", "diagrams", "footnotes", "mathematics")
) | {"medialinks", "pipetables", "smartypants", "yaml"}
"""What every page has; Sphinx makes curly quotation marks."""

_OF_HTML = frozenset(("bootstrap", "globalization", "nonascii-noescape")) | {
    *("nofollowlinks", "noopenerlinks", "noreferrerlinks"),
}
"""What says how docfx is to write its HTML, and nothing about the text."""


def add_markdig(
    md: MarkdownIt, extensions: Mapping[str, Any], *, read_grid: ReadGrid
) -> None:
    """Add the extensions of a docset, and those that are always on.

    :param md: the parser to extend.
    :param extensions: names in lower case, and their options.
    :param read_grid: finds the cells of a table that is drawn.
    """
    md.use(emoji_plugin)
    md.use(media_link_plugin)
    if not _has_tables_of_github(extensions):
        md.use(wide_table_plugin)
    named = dict(extensions)
    if "advanced" in named:
        named = dict.fromkeys(_ADVANCED) | named
    for name, options in named.items():
        if name == "gridtables":
            md.use(grid_table_plugin, read_grid=read_grid)
        elif name in _PLUGINS:
            _PLUGINS[name](md, options)


def _has_tables_of_github(extensions: Mapping[str, Any]) -> bool:
    options = extensions.get("pipetables")
    by_head = isinstance(options, dict) and any(
        name.lower() == "useheaderforcolumncount" and value
        for name, value in options.items()
    )
    return by_head or "gfm-pipetables" in extensions


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


_PLUGINS: Mapping[str, Callable[[MarkdownIt, Any], None]] = {
    "abbreviations": _plain(abbreviation_plugin),
    "attributes": _plain(attributes_plugin),
    "citations": _citations,
    "customcontainers": _plain(custom_container_plugin),
    "definitionlists": _plain(deflist_plugin),
    "emojis": _emojis,
    "emphasisextras": _emphasis_extras,
    "figures": _plain(figure_plugin),
    "footers": _plain(footer_plugin),
    "hardlinebreak": _plain(hard_breaks_plugin),
    "listextras": _plain(list_extras_plugin),
    "nohtml": _without_html,
    "tasklists": _plain(task_list_plugin),
}

NAMES = (
    _PLUGINS.keys()
    | _ON
    | _OF_HTML
    | {"advanced", "autoidentifiers", "gfm-pipetables", "gridtables"}
)
"""The names of all extensions, in lower case."""
