"""``markdownEngineProperties`` of ``docfx.json``: the Markdown extensions of a docset.

The property lists extensions of Markdig, the Markdown engine of docfx, in addition to
the extensions that are always on. Each is a name, or a name with options.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

NAME = "markdownEngineProperties"

ADVANCED = (
    *("abbreviations", "autoidentifiers", "citations", "customcontainers"),
    *("definitionlists", "emphasisextras", "figures", "footers", "footnotes"),
    *("gridtables", "listextras", "tasklists", "attributes"),
)
"""The extensions that ``advanced`` stands for, except those that are always on."""

_OPTIONAL = (
    *ADVANCED,
    "advanced",
    "emojis",
    "gfm-pipetables",
    "hardlinebreak",
    "nohtml",
)
# Sphinx makes curly quotation marks.
_ALWAYS_ON = (
    *("alerts", "autolinks", "common", "diagrams", "mathematics", "medialinks"),
    *("pipetables", "smartypants", "yaml"),
)
# These extensions change only the HTML that docfx writes.
_OF_HTML = (
    *("bootstrap", "globalization", "nonascii-noescape"),
    *("nofollowlinks", "noopenerlinks", "noreferrerlinks"),
)
EXTENSION_NAMES = frozenset((*_OPTIONAL, *_ALWAYS_ON, *_OF_HTML))
"""The names of all Markdig extensions that docfx knows, in lower case."""


@dataclass(frozen=True)
class MarkdownEngine:
    """The Markdown of a docset: its extensions and kinds of note.

    :param extensions: the extensions of Markdig, by names in lower case → their
        options; ``None`` without options.
    :param alerts: kind of note in capitals → its class.
    :param misread: the values that are malformed, as they are written.
    """

    extensions: Mapping[str, Any] = field(default_factory=dict)
    alerts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    misread: tuple[Any, ...] = ()

    @property
    def named_extensions(self) -> Mapping[str, Any]:
        """Extension → its options, including the extensions of ``advanced``."""
        if "advanced" not in self.extensions:
            return self.extensions
        return dict.fromkeys(ADVANCED) | dict(self.extensions)

    @property
    def has_github_tables(self) -> bool:
        """True if the head of a table determines the number of its columns."""
        options = self.extensions.get("pipetables")
        by_head = isinstance(options, dict) and any(
            name.lower() == "useheaderforcolumncount" and value
            for name, value in options.items()
        )
        return by_head or "gfm-pipetables" in self.extensions


def read_markdown_engine(properties: Any) -> MarkdownEngine:
    """Return the Markdown extensions and kinds of note of a docset.

    :param properties: the value of ``markdownEngineProperties``.
    """
    if not isinstance(properties, dict):
        return MarkdownEngine()
    extensions = properties.get("markdigExtensions") or []
    alerts = properties.get("alerts")
    values = extensions if isinstance(extensions, list) else [extensions]
    read = [(value, dict(_extensions(value))) for value in values]
    return MarkdownEngine(
        extensions={name: value for _, named in read for name, value in named.items()},
        alerts={
            str(kind).upper(): tuple(str(classes or "").split())
            for kind, classes in (alerts if isinstance(alerts, dict) else {}).items()
        },
        misread=tuple(value for value, named in read if not named),
    )


def _extensions(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the extensions in a value of ``docfx.json``: name and options.

    The forms are ``"name"``, ``{"name": options}`` and
    ``{"name": "…", "options": …}``.
    """
    if isinstance(value, str) and value.strip():
        yield value.strip().lower(), None
    elif isinstance(value, dict) and isinstance(value.get("name"), str):
        yield value["name"].strip().lower(), value.get("options")
    elif isinstance(value, dict):
        for name, options in value.items():
            yield str(name).strip().lower(), options
