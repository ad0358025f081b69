"""YAML and JSON that anyone may have written: read in time, or said to be broken.

Beyond what their libraries refuse, that is what is nested without measure, holds
itself, or has aliases of aliases that stand for more than memory holds.
"""

from __future__ import annotations

import json
from typing import Any

import yaml

# The one that is written in C, where there is one; only for what has no mistakes, as
# the other one describes them better, and on every machine alike.
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_ALIASED = 100_000
"""How many values the aliases of a text may stand for."""
_OF_VALUES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What PyYAML raises for values that are not of the type that their tag names."""


def load_yaml(text: str) -> Any:
    """Read the one document of a YAML text.

    :param text: the text.
    :return: its value; ``None`` for no document.
    :raises yaml.YAMLError: if it cannot be read.
    """
    return read_yaml(text)[1]


def compose_yaml(text: str) -> yaml.Node | None:
    """Read the one document of a YAML text as nodes, which know their lines.

    :param text: the text.
    :return: its node; ``None`` for no document.
    :raises yaml.YAMLError: if it cannot be read.
    """
    return read_yaml(text, with_value=False)[0]


def read_yaml(text: str, *, with_value: bool = True) -> tuple[yaml.Node | None, Any]:
    """Read the one document of a YAML text both ways.

    :param text: the text.
    :param with_value: whether to give its value.
    :return: its node and its value; ``None`` for no document.
    :raises yaml.YAMLError: if it cannot be read.
    """
    try:
        return _read_by(_FAST, text, with_value=with_value)
    except yaml.YAMLError:
        if _FAST is yaml.SafeLoader:
            raise
    return _read_by(yaml.SafeLoader, text, with_value=with_value)


def load_json(text: str) -> Any:
    """Read JSON.

    :param text: the text.
    :raises json.JSONDecodeError: if it cannot be read.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise json.JSONDecodeError("it is nested too deeply", text, 0) from None


def _read_by(
    loader_class: type[yaml.SafeLoader], text: str, *, with_value: bool
) -> tuple[yaml.Node | None, Any]:
    loader = loader_class(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None, None
        if "*" in text:
            _count(root, {})
        return root, loader.construct_document(root) if with_value else None
    except RecursionError:
        raise yaml.MarkedYAMLError(problem="it is nested too deeply") from None
    except _OF_VALUES as error:
        raise yaml.MarkedYAMLError(problem=str(error)) from None
    finally:
        loader.dispose()


def _count(node: yaml.Node, counts: dict[int, int]) -> int:
    """Count the nodes of a node, those of aliases as often as they are named.

    :param counts: what has been counted, by ``id()``; 0 for what holds the node.
    """
    if counts.get(id(node)) == 0:
        raise yaml.MarkedYAMLError(
            problem="an alias names what it is in", problem_mark=node.start_mark
        )
    if id(node) not in counts:
        counts[id(node)] = 0
        inner = node.value if isinstance(node, yaml.CollectionNode) else ()
        if isinstance(node, yaml.MappingNode):
            inner = [part for pair in inner for part in pair]
        counts[id(node)] = 1 + sum(_count(part, counts) for part in inner)
        if counts[id(node)] - len(counts) > _MAX_ALIASED:
            raise yaml.MarkedYAMLError(
                problem=f"aliases stand for more than {_MAX_ALIASED:,} values",
                problem_mark=node.start_mark,
            )
    return counts[id(node)]
