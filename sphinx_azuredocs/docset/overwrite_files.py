"""Overwrite files: Markdown with texts for the objects of API YAML.

Each part of a file has a header in YAML, with the uid of an object and fields for it.
The text below the header is the value of the field that is ``*content``, else of
``conceptual``. Source of the grammar: docfx: ``OverwriteDocumentReader.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..files.door import FileError, SourceTree, read_text
from ..files.yaml_json import read_yaml_as_written
from ..warnings import Problem, WarningKind

Overwrites = Mapping[str, tuple[Mapping[str, Any], ...]]
"""Uid → the fields that overwrite files give its object, in their order."""
_MARKER = re.compile(r"-{3,}[ \t]*")
_CONTENT = "*content"
_CONCEPTUAL = "conceptual"


def read_overwrites(
    files: Iterable[Path], tree: SourceTree
) -> tuple[dict[str, tuple[Mapping[str, Any], ...]], list[Problem]]:
    """Return the fields of overwrite files by uid, and the defects of the files.

    :param files: the files, in their order.
    :param tree: the folders in which they must be.
    """
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    problems = []
    for path in files:
        try:
            text = read_text(path, tree)
        except FileError as error:
            message = f"the overwrite file {path.name} was left out: it {error}"
            problems.append(Problem(WarningKind.DOCSET, message, path, 1))
            continue
        for uid, fields in _parts(text):
            found[uid] = (*found.get(uid, ()), fields)
    return found, problems


def _parts(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the uid and the fields of each part of a file."""
    header: dict[str, Any] | None = None
    body: list[str] = []
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        end = _end_of_header(lines, index)
        fields = _header("\n".join(lines[index + 1 : end])) if end else None
        if fields is None:
            body.append(lines[index])
            index += 1
            continue
        if header is not None:
            yield str(header["uid"]).strip(), _fields(header, body)
        header, body, index = fields, [], end + 1
    if header is not None:
        yield str(header["uid"]).strip(), _fields(header, body)


def _end_of_header(lines: list[str], start: int) -> int:
    """Return the line with the marker that ends a header; 0 if none begins here."""
    if not _MARKER.fullmatch(lines[start]) or start + 1 >= len(lines):
        return 0
    if not lines[start + 1].strip() or ":" not in lines[start + 1]:
        return 0
    ends = (n for n in range(start + 1, len(lines)) if _MARKER.fullmatch(lines[n]))
    return next(ends, 0)


def _header(text: str) -> dict[str, Any] | None:
    """Return the fields of a header; None for text that is no header with a uid."""
    try:
        _root, value = read_yaml_as_written(text)
    except yaml.YAMLError:
        return None
    has_uid = isinstance(value, dict) and isinstance(value.get("uid"), str)
    return value if has_uid else None


def _fields(header: Mapping[str, Any], body: list[str]) -> Mapping[str, Any]:
    text = "\n".join(body).strip()
    has_place = _CONTENT in str(header)
    fields = {key: _filled(value, text) for key, value in header.items()}
    fields.pop("uid", None)
    if text and not has_place:
        fields[_CONCEPTUAL] = text
    return fields


def _filled(value: Any, text: str) -> Any:
    """Return a value with the text in place of ``*content``."""
    if isinstance(value, str):
        return text if value.strip() == _CONTENT else value
    if isinstance(value, list):
        return [_filled(item, text) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, text) for key, item in value.items()}
    return value


def overwrite(value: Any, overwrites: Overwrites) -> Any:
    """Return the value of API YAML, with the fields of overwrite files.

    :param value: the value.
    :param overwrites: the fields by uid.
    """
    if isinstance(value, list):
        return [overwrite(item, overwrites) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: overwrite(item, overwrites) for key, item in value.items()}
    uid = value.get("uid")
    for fields in overwrites.get(uid, ()) if isinstance(uid, str) else ():
        found = _merged(found, fields)
    return found


def _merged(value: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with fields; mappings and lists of objects are merged."""
    found = dict(value)
    for key, new in fields.items():
        old = found.get(key)
        if isinstance(old, dict) and isinstance(new, dict):
            found[key] = _merged(old, new)
        elif isinstance(old, list) and isinstance(new, list) and _are_named(old, new):
            found[key] = _merged_lists(old, new)
        else:
            found[key] = new
    return found


def _are_named(*lists: list[Any]) -> bool:
    items = [item for values in lists for item in values]
    return all(isinstance(item, dict) and "id" in item for item in items)


def _merged_lists(old: list[Any], new: list[Any]) -> list[Any]:
    """Return a list of parameters, each merged with the one of the same ``id``."""
    by_id = {str(item["id"]): item for item in new}
    return [_merged(item, by_id.get(str(item["id"]), {})) for item in old]
