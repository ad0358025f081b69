"""Write the tables of settings and warnings into the documentation.

They are made from the docstrings of :class:`~sphinx_azuredocs.config.Settings` and
:class:`~sphinx_azuredocs.warnings.WarningKind`, and stand between two markers::

    <!-- settings: begin -->
    <!-- settings: end -->

``python docs/generate.py`` writes them. ``python docs/generate.py --check`` only
compares, and fails if a file is out of date.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import inspect
import json
import re
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

REPOSITORY = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]["urls"]["Repository"]
"""The URL of the repository. Links of the README are absolute, for package indexes."""

from sphinx_azuredocs.check.codes import table as codes  # noqa: E402
from sphinx_azuredocs.config import PREFIX, Settings  # noqa: E402
from sphinx_azuredocs.warnings import WARNING_TYPE, WarningKind  # noqa: E402

_DOCS = f"{REPOSITORY}/blob/main/docs/"
BAR = r"\|"
"""A vertical bar in a cell of a table."""
_DOC = re.compile(r":doc:`(?:(?P<text>[^`<]+?) <)?(?P<page>[\w-]+)>?`")


def docstrings(cls: type) -> dict[str, str]:
    """Return the docstrings that follow the assignments in the body of a class.

    :param cls: a dataclass or an enum, with its source at hand.
    :return: name of the attribute → docstring, without indentation.
    """
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name))
                | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
    return found


def markdown(text: str, folder: str = "") -> str:
    """Return a paragraph of a docstring as Markdown, on one line.

    :param text: the paragraph, with ``literals`` and ``:doc:`` references.
    :param folder: the path from the Markdown file to the documentation, such as
        ``docs/``.
    """

    def link(match: re.Match[str]) -> str:
        page = match["page"]
        return f"[{match['text'] or title(page)}]({folder}{page}.md)"

    return " ".join(_DOC.sub(link, text).replace("``", "`").split())


def title(page: str) -> str:
    """Return the heading of level 1 of a page of the documentation.

    :param page: the name of its file, without the suffix.
    """
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return next(line[2:] for line in text.splitlines() if line.startswith("# "))


def literal(value: Any) -> str:
    """Return a default value as Python code, with strings in double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        pairs = (f"{literal(key)}: {literal(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    return repr(value)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table.

    :param head: the titles of the columns.
    :param rows: the cells of each row, as Markdown.
    """
    first, *others = (
        f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |"
        for row in (head, *rows)
    )
    return "\n".join([first, f"|{'---|' * len(head)}", *others])


def settings_table(folder: str = "", page: str = "") -> str:
    """Return the table of all settings: name, default and what each does.

    :param folder: the path from the Markdown file to the documentation.
    :param page: the path from the Markdown file to the page with the details, if that
        is another page.
    """
    texts = docstrings(Settings)
    rows = [
        (
            f"[`{PREFIX}{item.name}`]({page}#{PREFIX}{item.name})",
            _default(item),
            markdown(texts[item.name].partition("\n\n")[0], folder),
        )
        for item in dataclasses.fields(Settings)
    ]
    return table(("setting", "default", "what it does"), rows)


def settings_sections() -> str:
    """Return a section for each setting: what it does, type, default and details."""
    texts = docstrings(Settings)
    return "\n\n".join(
        _section(item, texts[item.name]) for item in dataclasses.fields(Settings)
    )


def _section(item: dataclasses.Field[Any], text: str) -> str:
    first, *details = text.split("\n\n")
    paragraphs = [
        f"## `{PREFIX}{item.name}`",
        markdown(first),
        f"Type: `{item.type}`. Default: {_default(item)}.",
        *map(markdown, details),
    ]
    return "\n\n".join(paragraphs)


def _default(item: dataclasses.Field[Any]) -> str:
    return f"`{literal(getattr(Settings(), item.name))}`"


def warnings_table() -> str:
    """Return the table of all kinds of warning, in the order of their names."""
    texts = docstrings(WarningKind)
    rows = [
        (f"`{WARNING_TYPE}.{kind.value}`", markdown(texts[kind.name]))
        for kind in sorted(WarningKind)
    ]
    return table(("kind", "what is wrong"), rows)


def codes_table() -> str:
    """Return the table of the codes of Microsoft Learn for each kind of warning."""
    rows = [(f"`{rule}`", codes) for rule, codes in codes()]
    return table(("kind", "codes at Microsoft Learn"), rows)


PAGES: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "README.md": {"settings": lambda: settings_table(_DOCS, f"{_DOCS}settings.md")},
    "docs/settings.md": {
        "settings": settings_table,
        "settings in detail": settings_sections,
    },
    "docs/warnings.md": {"warnings": warnings_table},
    "docs/check.md": {"codes": codes_table},
}
"""The generated blocks: file → name of the block → the function that makes it."""


def update(text: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """Return a page with its generated blocks made anew.

    :param text: the page.
    :param blocks: name of the block → the function that makes it.
    :raises ValueError: if the page lacks the markers of a block.
    """
    for name, make in blocks.items():
        begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
        before, has_begin, rest = text.partition(begin)
        _, has_end, after = rest.partition(end)
        if not has_begin or not has_end:
            msg = f"write the markers {begin.strip()} and {end} on lines of their own"
            raise ValueError(msg)
        text = f"{before}{begin}\n{make()}\n\n{end}{after}"
    return text


def main(arguments: list[str] | None = None) -> int:
    """Write or compare the generated blocks of all pages.

    :param arguments: the arguments of the command; by default those of the process.
    :return: the exit code: 1 if ``--check`` finds a page that is out of date.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="compare only; fail if a page differs"
    )
    is_check = parser.parse_args(arguments).check
    exit_code = 0
    for name, blocks in PAGES.items():
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        new = update(text, blocks)
        if new == text:
            continue
        if is_check:
            print(f"{name} is out of date; run `python docs/generate.py`")
            exit_code = 1
        else:
            path.write_text(new, encoding="utf-8")
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
