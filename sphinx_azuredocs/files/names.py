"""Names of files, ids and attributes: readable names, case-insensitive look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_Value = TypeVar("_Value")


def readable_name(id_: str, *, capitalised: bool = False) -> str:
    """Return the words of an id or file name, such as ``azure cli`` of ``azure-cli``.

    :param id_: the id; hyphens and underscores stand between its words.
    :param capitalised: True for an upper-case letter at the beginning.
    """
    text = id_.replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:] if capitalised else text


def find_name(values: Mapping[str, _Value], name: str) -> _Value | None:
    """Return the value of a name, else of the first name that differs in case only.

    :param values: name → value.
    :param name: the name.
    """
    if name in values:
        return values[name]
    lower = name.lower()
    return next((values[key] for key in values if key.lower() == lower), None)


def is_safe_folder(name: str) -> bool:
    """Return True if a name is a path of folders below another folder.

    :param name: the path, with ``/`` as separator.
    """
    parts = name.replace("\\", "/").split("/")
    return bool(name) and not any(
        part in ("", ".", "..") or ":" in part or "\0" in part for part in parts
    )
