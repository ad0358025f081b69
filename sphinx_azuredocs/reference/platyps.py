"""The properties of a parameter in the Markdown of PlatyPS.

Each parameter of a cmdlet has a code block of YAML. Version 2 of the schema has flat
keys, such as ``Parameter Sets: (All)``. The version of 2024 has nested ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from ..files.yaml_json import read_yaml_as_written

_KEYS = frozenset(("external help file", "platyps schema version"))
_MODULE = frozenset(("module guid", "download help link", "help version"))
_LABELS = {
    "acceptedvalues": "Accepted values",
    "defaultvalue": "Default value",
    "dontshow": "Do not show",
    "helpmessage": "Help message",
    "isrequired": "Required",
    "parametersets": "Parameter Sets",
    "supportswildcards": "Accept wildcard characters",
    "valuefrompipeline": "Accept pipeline input",
    "valuefrompipelinebypropertyname": "Accept pipeline input by property name",
    "valuefromremainingarguments": "Accept remaining arguments",
}
"""The keys of the version of 2024 in lower case → the words of version 2."""
_LISTS = frozenset(("aliases", "parameter sets", "accepted values"))
_TYPES = frozenset(("type", "default value", "accepted values", "aliases"))


class Property(NamedTuple):
    """A property of a parameter.

    :param label: its name, in the words of version 2.
    :param values: its values.
    :param is_code: True if the values are code.
    """

    label: str
    values: tuple[str, ...]
    is_code: bool


def is_cmdlet(front_matter: Mapping[str, Any]) -> bool:
    """Return True if a page with this front matter describes a cmdlet.

    :param front_matter: the front matter.
    """
    keys = {str(key).lower() for key in front_matter}
    return "module name" in keys and bool(keys & _KEYS) and not keys & _MODULE


def is_module(front_matter: Mapping[str, Any]) -> bool:
    """Return True if a page with this front matter describes a module.

    :param front_matter: the front matter.
    """
    keys = {str(key).lower() for key in front_matter}
    return "module name" in keys and bool(keys & _MODULE)


def properties(text: str) -> list[Property] | None:
    """Return the properties of a parameter, without those that have no value.

    :param text: the YAML.
    :return: None for text that is not a mapping with the type of a parameter.
    """
    try:
        _root, value = read_yaml_as_written(text)
    except yaml.YAMLError:
        value = _lines(text)
    if not isinstance(value, dict) or "type" not in {str(k).lower() for k in value}:
        return None
    return list(_properties(value))


def _lines(text: str) -> dict[str, str]:
    """Return the keys and values of lines, of which one is not YAML."""
    pairs = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, _colon, value in pairs}


def _properties(value: Mapping[Any, Any]) -> Iterator[Property]:
    for key, given in value.items():
        label = _label(str(key))
        values = tuple(filter(None, _values(label, given)))
        if values:
            yield Property(label, values, label.lower() in _TYPES)


def _label(key: str) -> str:
    return _LABELS.get(key.replace(" ", "").lower(), key)


def _values(label: str, given: Any) -> Iterator[str]:
    if isinstance(given, list):
        for item in given:
            yield from _values(label, item)
    elif isinstance(given, dict):
        pairs = ((_label(str(k)), "".join(_values("", v))) for k, v in given.items())
        yield "; ".join(f"{key}: {value}" for key, value in pairs if value)
    elif isinstance(given, str) and label.lower() in _LISTS:
        yield from (part.strip() for part in given.split(","))
    elif isinstance(given, str):
        yield given.strip()
