"""YAML front matter: its names and values, the lines of its names, and its problem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..warnings import Problem, WarningKind
from .yaml_json import read_yaml

# As mdit-py-plugins' front matter, which makes the token.
_FRONT_MATTER = re.compile(
    r"(?P<marker>-{3,})(?!-)[^\n]*\n"
    r"(?P<content>(?:[^\n]*\n)*?)"
    r"(?:\.\.\.| {0,3}(?P=marker)-*)[ \t]*(?:\n|\Z)"
)
_FIRST_LINE = 2
"""The line of a file at which the content of its front matter begins."""


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of a file.

    :param content: the text between its markers.
    :param data: its names and values; empty if it cannot be read.
    :param lines: name → 1-based line in the file.
    :param problem: why it cannot be read.
    """

    content: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    problem: Problem | None = None


def end_of_front_matter(text: str) -> int:
    r"""Return the offset after the front matter of a text; 0 without front matter.

    :param text: the text, with ``\n`` line ends.
    """
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def read_front_matter(text: str) -> FrontMatter:
    r"""Read the front matter of a file.

    :param text: the text of the file, with ``\n`` line ends.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return FrontMatter()
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
        return FrontMatter(content, data, lines_of_keys(root, _FIRST_LINE))
    return _broken(content, "it has no names with values; write name: value", 1)


def lines_of_keys(root: yaml.MappingNode, first: int = 1) -> dict[str, int]:
    """Return the lines of the keys of a YAML mapping: key → line.

    :param root: the node of the mapping.
    :param first: the line of the file at which the YAML begins.
    """
    return {str(key.value): key.start_mark.line + first for key, _value in root.value}


def _broken(content: str, reason: str, line: int) -> FrontMatter:
    message = f"the header was left out: {reason}"
    problem = Problem(WarningKind.HEADER, message, line=line)
    return FrontMatter(content, problem=problem)
