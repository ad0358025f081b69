"""The header in YAML between two lines ``---``: what it says, what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..warnings import Problem, WarningKind
from .yaml_json import load_yaml

# As mdit-py-plugins' front matter, which makes the token.
_HEADER = re.compile(
    r"(?P<marker>-{3,})(?!-)[^\n]*\n"
    r"(?P<content>(?:[^\n]*\n)*?)"
    r"(?:\.\.\.| {0,3}(?P=marker)-*)[ \t]*(?:\n|\Z)"
)


@dataclass(frozen=True)
class FrontMatter:
    """The header of a page.

    :param content: what is between the lines.
    :param data: the names and values.
    :param problem: what is wrong with it, at its line.
    """

    content: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    problem: Problem | None = None


def read_front_matter(text: str) -> FrontMatter:
    """Read the header that a page begins with.

    :param text: the page.
    """
    match = _HEADER.match(text)
    return parse_front_matter(match["content"]) if match else FrontMatter()


def parse_front_matter(content: str) -> FrontMatter:
    """Read what is between the lines of a header.

    :param content: the YAML.
    """
    content = content.removesuffix("\n")
    try:
        data = load_yaml(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"it is not YAML: {getattr(error, 'problem', None) or error}"
        return _broken(content, reason, mark.line + 1 if mark else 0)
    if data is None or isinstance(data, dict):
        return FrontMatter(content, data or {})
    return _broken(content, "it has no names with values; write name: value", 0)


def _broken(content: str, reason: str, line: int) -> FrontMatter:
    message = f"the header was left out: {reason}"
    return FrontMatter(content, {}, Problem(WarningKind.HEADER, message, line))


def line_of_key(path: Path, key: str, default: int = 1) -> int:
    """The 1-based line at which a page has a key of its metadata, in whatever header.

    :param path: the file.
    :param key: the key.
    :param default: the line where it has none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return default
    match = re.search(rf"""(?<![\w.-]){re.escape(key)}['"]?\s*[:=]""", text)
    return text.count("\n", 0, match.start()) + 1 if match else default
