"""The parts of which settings are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal


def setting(
    default: Any,
    validate: Callable[[Any], None],
    rebuild: Literal["env", "html", ""] = "env",
) -> Any:
    """Return the dataclass field of a setting.

    :param default: the default value.
    :param validate: raises an error for a value that is not allowed.
    :param rebuild: what a change of the value makes Sphinx do again: read all pages,
        write HTML pages, or nothing.
    """
    metadata = {"validate": validate, "rebuild": rebuild}
    if isinstance(default, dict | list):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class IncludeLimits:
    """The limits for the includes of one page.

    :param depth: the largest number of nested includes.
    :param files: the largest number of includes, nested includes counted.
    :param size: the largest total size of the included files, in bytes.
    """

    depth: int
    files: int
    size: int
