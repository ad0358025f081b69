"""The versions of a docset: its groups of pages, and the monikers of each group.

A moniker is the name of a version of a product: ``contoso-2.0``. A group of ``content``
in ``docfx.json`` has a range of monikers. Source of the grammar of ranges: docfx:
``MonikerRangeParser.cs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_TERM = re.compile(r"\s*(?P<operator>>=|<=|>|<|=)?\s*(?P<moniker>[^\s<>=|]+)\s*")
_PARTS = re.compile(r"(\d+)")
_LATEST = "latest"


@dataclass(frozen=True)
class Versions:
    """The versions of a docset.

    :param monikers: all monikers, in the order in which groups are listed.
    :param groups: name of a group → its monikers.
    :param dests: moniker → its folder in the output of docfx.
    """

    monikers: tuple[str, ...] = ()
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dests: Mapping[str, str] = field(default_factory=dict)

    def of(self, group: str) -> frozenset[str]:
        """Return the monikers of a group; empty for a group without versions.

        :param group: the name of the group.
        """
        return self.groups.get(group, frozenset())

    def default(self, chosen: str = "") -> str:
        """Return the moniker of the default version; empty without versions.

        :param chosen: the moniker that the project names. An unknown one is ignored.
        """
        if chosen in self.monikers:
            return chosen
        for moniker in self.monikers:
            if moniker == _LATEST or moniker.endswith(f"-{_LATEST}"):
                return moniker
        latest = self.groups.get(_LATEST, frozenset())
        return next((m for m in self.monikers if m in latest), "") or next(
            iter(self.monikers), ""
        )

    def in_range(self, written: str) -> frozenset[str]:
        """Return the monikers in a range.

        :param written: the range, such as ``>= contoso-2.0 || contoso-1.0``.
        """
        return _in_range(written, self.monikers)


def read_versions(build: Mapping[str, Any], groups: Iterable[str]) -> Versions:
    """Return the versions of a docset.

    :param build: the section ``build`` of ``docfx.json``.
    :param groups: the groups of its content, in their order.
    """
    named, versions = _mapping(build.get("groups")), _mapping(build.get("versions"))
    order = tuple(dict.fromkeys(filter(None, (*groups, *named))))
    ranges = {
        name: str(_mapping(named.get(name)).get("moniker_range") or "")
        for name in order
    }
    written = {
        match["moniker"]: None
        for name in order
        for match in _TERM.finditer(ranges[name].replace("||", " "))
    }
    of_versions = dict.fromkeys(name for name in order if name in versions)
    if not written and not of_versions:
        return Versions()
    monikers = tuple(dict.fromkeys((*written, *of_versions)))
    found = {
        name: _in_range(ranges[name], monikers) if ranges[name] else frozenset({name})
        for name in order
        if ranges[name] or name in versions
    }
    dests = {
        moniker: str(dest)
        for name, own in found.items()
        for moniker in own
        if (dest := _mapping(named.get(name) or versions.get(name)).get("dest"))
        and len(own) == 1
    }
    return Versions(monikers, found, dests)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _in_range(written: str, monikers: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for alternative in written.split("||"):
        rest = set(monikers)
        terms = list(_TERM.finditer(alternative))
        for term in terms:
            rest &= {m for m in rest if _holds(m, term["operator"], term["moniker"])}
        if terms:
            found |= rest
    return frozenset(found)


def _holds(moniker: str, operator: str | None, bound: str) -> bool:
    """Return True if a moniker fulfils a term of a range.

    Monikers of one product differ in their numbers. Others are not comparable.
    """
    if operator in (None, "="):
        return moniker == bound
    if moniker == bound:
        return operator in (">=", "<=")
    ours, theirs = _PARTS.split(moniker), _PARTS.split(bound)
    if ours[0] != theirs[0]:
        return False
    if len(ours) == 1 or len(theirs) == 1:
        return False
    numbers = [int(part) for part in ours[1::2]], [int(part) for part in theirs[1::2]]
    is_later = numbers[0] > numbers[1]
    return is_later if operator in (">", ">=") else numbers[0] < numbers[1]
