"""The schemas of API YAML, and how a file of one becomes a :class:`.ReferencePage`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .cli import read_cli_group
from .fields import Fields
from .model import ReferencePage, Section

Schema = Callable[[Fields], Section]

SCHEMAS: Mapping[str, Schema] = {
    "azurecligroup": read_cli_group,
}
"""The kind of page in lower case → the function that reads its YAML."""


def is_reference(kind: str) -> bool:
    """Return True if a kind of page is a schema of API YAML.

    :param kind: the kind, as in the first line of a file.
    """
    return kind.lower() in SCHEMAS


def read_reference_page(kind: str, value: Mapping[Any, Any]) -> ReferencePage:
    """Return a reference page. Every defect of the YAML leaves the page readable.

    :param kind: its kind, a schema of API YAML.
    :param value: the value of the YAML; every scalar is a string as written.
    """
    fields = Fields(value)
    content = SCHEMAS[kind.lower()](fields)
    metadata = _metadata(fields)
    record = content.record
    if record.uid:
        metadata.setdefault("uid", record.uid)
    if record.summary:
        metadata.setdefault("description", record.summary)
    return ReferencePage(kind, content, metadata, tuple(fields.problems))


def _metadata(fields: Fields) -> dict[str, Any]:
    """Return the texts of ``metadata``; docfx adds them to the page."""
    found = fields.map("metadata").value
    return {
        str(key): value
        for key, value in found.items()
        if isinstance(value, str) and value.strip()
    }
