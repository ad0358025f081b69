"""Readable names of files, folders and ids."""

from __future__ import annotations


def readable_name(id_: str, *, capitalised: bool = False) -> str:
    """Return the words of an id or file name, such as ``azure cli`` of ``azure-cli``.

    :param id_: the id; hyphens and underscores stand between its words.
    :param capitalised: True for an upper-case letter at the beginning.
    """
    text = id_.replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:] if capitalised else text
