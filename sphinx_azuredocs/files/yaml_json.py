"""Read untrusted YAML and JSON in bounded time.

Texts are rejected if they are malformed, if their nesting exceeds a limit, if a value
contains itself, or if aliases expand to more values than a limit. Lone surrogates,
which UTF-8 cannot encode, are replaced by U+FFFD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

# The C loader, if it is installed, reads texts without errors. The Python loader
# describes errors better, and the same on every machine.
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WRITTEN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader that makes a string of every scalar."""
_MAX_ALIASED = 100_000
"""The largest number of values that the aliases of a text may stand for."""
_MAX_DEPTH = 200
"""The largest number of levels of a text."""
_DATE = "tag:yaml.org,2002:timestamp"
_STRING = "tag:yaml.org,2002:str"
_SURROGATE = re.compile(r"\\(?:u|U0000)d[89a-f]", re.IGNORECASE)
"""The escape sequence of a surrogate."""
# Line ends of YAML 1.1, but neither of YAML 1.2 nor of editors, whose lines count.
_OTHER_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
_OF_VALUES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""The errors that PyYAML raises for values that do not fit their YAML tag."""


def load_yaml(text: str) -> Any:
    """Return the value of a YAML text with one document.

    :param text: the text.
    :return: its value; ``None`` for no document.
    :raises yaml.YAMLError: if it cannot be read.
    """
    return read_yaml(text)[1]


def compose_yaml(text: str) -> yaml.Node | None:
    """Return the root node of a YAML text with one document; nodes have line numbers.

    :param text: the text.
    :return: its node; ``None`` for no document.
    :raises yaml.YAMLError: if it cannot be read.
    """
    return read_yaml(text, with_value=False)[0]


def read_yaml(text: str, *, with_value: bool = True) -> tuple[yaml.Node | None, Any]:
    """Return the root node and the value of a YAML text with one document.

    :param text: the text.
    :param with_value: False to return ``None`` for the value.
    :return: its node and its value; ``None`` for no document.
    :raises yaml.YAMLError: if it cannot be read.
    """
    return _read_fast(_FAST, yaml.SafeLoader, text, with_value=with_value)


def read_yaml_as_written(text: str) -> tuple[yaml.Node | None, Any]:
    """Return the root node and the value of a YAML text, with scalars as written.

    Every scalar is a string: ``2026-01-31``, ``On``, ``1.10``, ``=``. The C loader and
    the Python loader give the same strings.

    :param text: the text.
    :return: its node and its value; ``None`` for no document.
    :raises yaml.YAMLError: if it cannot be read.
    """
    return _read_fast(_WRITTEN, yaml.BaseLoader, text, with_value=True)


def load_json(text: str) -> Any:
    """Return the value of a JSON text.

    :param text: the text.
    :raises json.JSONDecodeError: if it cannot be read.
    """
    try:
        value = json.loads(text)
        return _without_surrogates(value) if _SURROGATE.search(text) else value
    except RecursionError:
        raise json.JSONDecodeError("it is nested too deeply", text, 0) from None
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python raises ValueError for integers of more than 4,300 digits.
        raise json.JSONDecodeError("a number has too many digits", text, 0) from None


def _without_surrogates(value: Any) -> Any:
    """Return a value of JSON with U+FFFD in place of lone surrogates."""
    if isinstance(value, str):
        return _sound(value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_sound(k): _without_surrogates(v) for k, v in value.items()}
    return value


def _sound(text: str) -> str:
    """Return a text with pairs of surrogates joined, and lone surrogates replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _read_fast(
    fast: type[Any], slow: type[Any], text: str, *, with_value: bool
) -> tuple[yaml.Node | None, Any]:
    """Read a text with the C loader; if that fails, with the loader in Python.

    The loader in Python accepts texts that the C loader refuses, and its errors are the
    ones to report.
    """
    text = text.translate(_OTHER_LINE_ENDS)
    try:
        return _read_by(fast, text, with_value=with_value)
    except yaml.YAMLError:
        if fast is slow:
            raise
    return _read_by(slow, text, with_value=with_value)


def _read_by(
    loader_class: type[Any], text: str, *, with_value: bool
) -> tuple[yaml.Node | None, Any]:
    loader = loader_class(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None, None
        if with_value:
            _check_depth(root)
        if "*" in text:
            _count(root, {})
        if _SURROGATE.search(text):
            _mend_surrogates(root)
        if loader_class is yaml.SafeLoader:
            # The fast loader reads texts without errors.
            _mend_dates(root)
        return root, loader.construct_document(root) if with_value else None
    except RecursionError:
        raise yaml.MarkedYAMLError(problem="it is nested too deeply") from None
    except _OF_VALUES as error:
        raise yaml.MarkedYAMLError(problem=str(error)) from None
    finally:
        loader.dispose()


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _check_depth(root: yaml.Node) -> None:
    """Raise an error if a node has more levels than the limit.

    A node with several parents is visited once. A node that contains itself is
    reported by :func:`_count`.
    """
    level, depth, seen = [root], 0, {id(root)}
    while level:
        depth += 1
        below = []
        for node in level:
            for child in _children(node):
                if id(child) not in seen:
                    seen.add(id(child))
                    below.append(child)
        if depth > _MAX_DEPTH and below:
            raise yaml.MarkedYAMLError(
                problem="it is nested too deeply", problem_mark=below[0].start_mark
            )
        level = below


def _scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the scalars of a node, each once."""
    pending, seen = [root], set()
    while pending:
        node = pending.pop()
        if id(node) not in seen:
            seen.add(id(node))
            pending += _children(node)
            if isinstance(node, yaml.ScalarNode):
                yield node


def _mend_surrogates(root: yaml.Node) -> None:
    """Replace the lone surrogates in the scalars of a node."""
    for node in _scalars(root):
        node.value = _sound(node.value)


def _mend_dates(root: yaml.Node) -> None:
    """Make strings of the dates of a node that do not exist: ``2026-02-30``."""
    for node in _scalars(root):
        if node.tag == _DATE and yaml.SafeLoader.timestamp_regexp.match(node.value):
            try:
                yaml.safe_load(node.value)
            except _OF_VALUES:
                node.tag = _STRING


def _count(node: yaml.Node, counts: dict[int, int]) -> int:
    """Return the number of nodes below a node, an alias counted at each occurrence.

    :param counts: the numbers found so far, by ``id()``; 0 for a node that is being
        counted.
    """
    if counts.get(id(node)) == 0:
        raise yaml.MarkedYAMLError(
            problem="an alias names a value that has it",
            problem_mark=node.start_mark,
        )
    if id(node) not in counts:
        counts[id(node)] = 0
        counts[id(node)] = 1 + sum(_count(child, counts) for child in _children(node))
        if counts[id(node)] - len(counts) > _MAX_ALIASED:
            raise yaml.MarkedYAMLError(
                problem=f"aliases stand for more than {_MAX_ALIASED:,} values",
                problem_mark=node.start_mark,
            )
    return counts[id(node)]
