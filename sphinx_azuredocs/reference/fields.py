"""Read the fields of a YAML mapping: absent, of another type, or as they should be.

Real files have a list where one text is due and the reverse. These are accepted as each
other. A field of any other type is left out, and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..warnings import Problem, WarningKind
from .model import Path, Prose

_ABSENT = frozenset(("", "~", "null", "Null", "NULL"))
"""The scalars that stand for no value (YAML 1.1 §10.2.1.1)."""
_TRUE = frozenset(("true", "yes", "on"))
_TYPES: dict[type, str] = {dict: "a mapping", list: "a list", str: "text"}

Problems = list[tuple[Path, Problem]]


@dataclass(frozen=True)
class Fields:
    """The fields of a mapping of the YAML.

    :param value: the mapping.
    :param path: the field that has it.
    :param problems: the defects that were found so far in the whole file.
    """

    value: Mapping[Any, Any] = field(default_factory=dict)
    path: Path = ()
    problems: Problems = field(default_factory=list)

    def __bool__(self) -> bool:
        """Return True if there is any field."""
        return bool(self.value)

    def report(self, message: str, *keys: str | int) -> None:
        """Add a defect of a field.

        :param message: the defect.
        :param keys: the field, below this mapping.
        """
        problem = Problem(WarningKind.YAML, message)
        self.problems.append(((*self.path, *keys), problem))

    def text(self, key: str) -> str:
        """Return a text without whitespace around it; empty for no text.

        :param key: the key of the field.
        """
        value = self.value.get(key)
        if isinstance(value, list):
            parts = [v.strip() for v in value if isinstance(v, str)]
            if len(parts) == len(value):
                return "\n\n".join(part for part in parts if part not in _ABSENT)
        if value is None or isinstance(value, str):
            text = (value or "").strip()
            return "" if text in _ABSENT else text
        self._report_type(key, value, "text")
        return ""

    def line(self, key: str) -> str:
        """Return a text on one line: a name, a uid.

        :param key: the key of the field.
        """
        text = self.text(key)
        return " ".join(text.split()) if "\n" in text or "\t" in text else text

    def code(self, key: str) -> str:
        """Return code as written; empty for no code.

        :param key: the key of the field.
        """
        value = self.value.get(key)
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return "\n".join(value)
        if value is None or isinstance(value, str):
            return value if value and value.strip() else ""
        self._report_type(key, value, "text")
        return ""

    def prose(self, key: str, **options: bool) -> tuple[Prose, ...]:
        """Return the paragraphs of a text in Markdown; empty for no text.

        :param key: the key of the field.
        :param options: options of :class:`.Prose`.
        """
        text = self.text(key)
        return (Prose(text, (*self.path, key), **options),) if text else ()

    def texts(self, key: str) -> list[str]:
        """Return the texts of a list; one text is a list of one.

        :param key: the key of the field.
        """
        values = self._list(key)
        found = []
        for index, value in enumerate(values):
            if isinstance(value, str):
                if value.strip() not in _ABSENT:
                    found.append(value.strip())
            elif value is not None:
                self._report_type(key, value, "a list of texts", index)
        return found

    def maps(self, key: str) -> list[Fields]:
        """Return the mappings of a list; one mapping is a list of one.

        :param key: the key of the field.
        """
        found = []
        for index, value in enumerate(self._list(key)):
            if isinstance(value, dict):
                at = (*self.path, key, index)
                found.append(Fields(value, at, self.problems))
            elif not isinstance(value, str) or value not in _ABSENT:
                self._report_type(key, value, "a list of mappings", index)
        return found

    def map(self, key: str) -> Fields:
        """Return a mapping; empty for no mapping.

        :param key: the key of the field.
        """
        value = self.value.get(key)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, dict):
            return Fields(value, (*self.path, key), self.problems)
        if value not in (None, [], *_ABSENT):
            self._report_type(key, value, "a mapping")
        return Fields(path=(*self.path, key), problems=self.problems)

    def flag(self, key: str) -> bool:
        """Return True if a field is true.

        :param key: the key of the field.
        """
        value = self.value.get(key)
        return isinstance(value, str) and value.strip().lower() in _TRUE

    def names(self, *keys: str) -> dict[str, str]:
        """Return the texts of fields that have one: key → text on one line.

        :param keys: the keys of the fields.
        """
        return {key: text for key in keys if (text := self.line(key))}

    def _list(self, key: str) -> list[Any]:
        value = self.value.get(key)
        if isinstance(value, list):
            if any(isinstance(item, list) for item in value):
                items = (i if isinstance(i, list) else [i] for i in value)
                return [item for inner in items for item in inner]
            return value
        return [] if value is None or value in ("", "~", "null") else [value]

    def _report_type(
        self, key: str, value: Any, due: str, index: int | None = None
    ) -> None:
        given = _TYPES.get(type(value), "of another type")
        at = () if index is None else (index,)
        message = f"{key!r} is {given}, and was left out; write {due}"
        self.report(message, key, *at)
