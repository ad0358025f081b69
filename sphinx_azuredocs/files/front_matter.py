"""YAML front matter: its names and values, the lines of its names, and its defects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..warnings import Problem, WarningKind
from .yaml_json import read_yaml

# The syntax of mdit-py-plugins' front matter, which makes the token.
_FRONT_MATTER = re.compile(
    r"(?P<marker>-{3,})(?!-)[^\n]*\n"
    r"(?P<content>(?:[^\n]*\n)*?)"
    r"(?:\.\.\.| {0,3}(?P=marker)-*)[ \t]*(?:\n|\Z)"
)
# A marker and a name with a value: intended as front matter, even if it is not
# recognised.
_UNRECOGNISED = re.compile(
    r"(?P<above>\s*) {0,3}-{3,}[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*"
    r"[a-z_][\w.-]*:(?:[ \t\n]|\Z)"
)
_MERGE_KEY = "<<"
"""The key of YAML whose value is merged into its mapping."""
_FIRST_LINE = 2
"""The line of a file at which the content of its front matter begins."""


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of a file.

    :param content: the text between its markers.
    :param data: its names and values; empty if it cannot be read.
    :param lines: name → 1-based line in the file.
    :param problems: the error of the YAML, or a problem for each repeated name.
    """

    content: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def end_of_front_matter(text: str) -> int:
    r"""Return the offset after the front matter of a text; 0 without front matter.

    :param text: the text, with ``\n`` line ends.
    """
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def read_front_matter(text: str) -> FrontMatter:
    r"""Return the front matter of a file.

    :param text: the text of the file, with ``\n`` line ends.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return FrontMatter(problems=tuple(_problems_without(text)))
    content = match["content"].removesuffix("\n")
    try:
        root, data = read_yaml(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"it is not YAML: {getattr(error, 'problem', None) or error}"
        return _broken(content, reason, mark.line + _FIRST_LINE if mark else 1)
    if data is None:
        return FrontMatter(content)
    if isinstance(root, yaml.MappingNode) and isinstance(data, dict):
        lines = lines_of_keys(root, _FIRST_LINE)
        return FrontMatter(content, data, lines, tuple(_repeated_names(root)))
    return _broken(content, "it has no names with values; write name: value", 1)


def lines_of_keys(root: yaml.MappingNode, first: int = 1) -> dict[str, int]:
    """Return the lines of the keys of a YAML mapping: key → 1-based line.

    :param root: the node of the mapping.
    :param first: the 1-based line of the file at which the YAML begins.
    """
    return {str(key.value): key.start_mark.line + first for key, _value in root.value}


def repeated_keys(root: yaml.Node, first: int = 1) -> Iterator[tuple[str, int, int]]:
    """Yield the keys that occur more than once in a YAML mapping or a nested mapping.

    :param root: the node.
    :param first: the line of the file at which the YAML begins.
    :return: key, and the 1-based lines of its first and its further occurrence.
    """
    todo, seen = [root], set[int]()
    while todo:
        node = todo.pop()
        if id(node) in seen or not isinstance(node, yaml.CollectionNode):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            todo += reversed(node.value)
            continue
        lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + first
            # Values that were merged by `<<` have the lines of another mapping.
            is_own = node.start_mark.index <= key.start_mark.index < node.end_mark.index
            if isinstance(key, yaml.ScalarNode) and is_own and key.value != _MERGE_KEY:
                if key.value in lines:
                    yield key.value, lines[key.value], line
                lines.setdefault(key.value, line)
            todo.append(value)


def _repeated_names(root: yaml.Node) -> Iterator[Problem]:
    for name, line, further in repeated_keys(root, _FIRST_LINE):
        message = f"{name!r} is given in line {line}, too; remove one of them"
        yield Problem(WarningKind.HEADER, message, line=further)


def _problems_without(text: str) -> Iterator[Problem]:
    """Yield the problem of text that looks like front matter but is not recognised."""
    match = _UNRECOGNISED.match(text)
    if match is None:
        return
    line = match["above"].count("\n") + 1
    if not match["above"]:
        message = "the front matter has no end; write a line of three hyphens below it"
        yield Problem(WarningKind.HEADER, message, line=line)
    elif _FRONT_MATTER.match(text, match.end("above")):
        message = (
            "front matter must begin in the first line, so this is text; "
            "remove the whitespace above or before it"
        )
        yield Problem(WarningKind.HEADER, message, line=line)


def _broken(content: str, reason: str, line: int) -> FrontMatter:
    message = f"the header was left out: {reason}"
    problem = Problem(WarningKind.HEADER, message, line=line)
    return FrontMatter(content, problems=(problem,))
