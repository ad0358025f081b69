"""The page header, from tags of 2014 to front matter."""

from __future__ import annotations

import yaml

from ..config.dialects import DIALECT_KEY
from ..files.front_matter import end_of_front_matter
from ..page.dialects import Dialect, has_learn_keys
from ..page.header import PageHeader, read_page_header

_MARKER = "---\n"


def with_front_matter(text: str, body: str, target: Dialect) -> str:
    r"""Return the text of a page with its header as front matter.

    :param text: the text of the page, with ``\n`` line ends.
    :param body: the converted text without the tags of the header.
    :param target: the dialect of the body, which the front matter names if the page
        would be read in another one.
    """
    header, _ = read_page_header(text)
    end = end_of_front_matter(body)
    old, rest = body[:end], body[end:]
    if not header.has_tags and _is_recognised(header, target):
        return body
    names = dict(header.front_matter)
    missing = {k: v for k, v in header.tags.items() if names.get(k) in (None, "", [])}
    lines = _yaml(missing)
    if not _is_recognised(header, target):
        lines += _yaml({DIALECT_KEY: target.value})
    if header.has_tags:
        rest = rest.lstrip("\n")
    if not old:
        rest = rest.lstrip("\n")
        return f"{_MARKER}{lines}{_MARKER}\n{rest}"
    first, _, further = old.partition("\n")
    kept = _without(further, missing)
    return f"{first}\n{lines}{kept}" + (f"\n{rest}" if header.has_tags else rest)


def _is_recognised(header: PageHeader, target: Dialect) -> bool:
    """Return True if a page with the header as front matter has the target dialect."""
    if written := header.front_matter.get(DIALECT_KEY):
        return bool(written == target)
    names = (*header.front_matter, *header.tags)
    return target is Dialect.LEARN and has_learn_keys(names)


def _yaml(values: dict[str, str]) -> str:
    return "".join(
        yaml.safe_dump({k: v}, allow_unicode=True, width=float("inf"))
        for k, v in values.items()
    )


def _without(front_matter: str, names: dict[str, str]) -> str:
    """Return lines of front matter without empty values that the tags replace."""
    lines = front_matter.splitlines(keepends=True)
    return "".join(
        line
        for line in lines
        if not any(line.rstrip() in (f"{n}:", f'{n}: ""', f"{n}: ''") for n in names)
    )
