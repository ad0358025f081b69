"""The projects that are built: for the extension, once and several times over."""

from __future__ import annotations

import re
from pathlib import Path

from .plain_copy import INDEX, copy_media
from .repository import read

CONF = 'extensions = ["sphinx_azuredocs"]\n'
EXTRAS_OFF = 'azuredocs_contents = "none"\nhtml_domain_indices = False\n'
"""Plain MyST has nothing equal to the table of contents and the indices."""

_ARTICLE = re.compile(r"(articles/|\.\./)([\w.-]+?)(?=\.md|[/#?)\]\"'>\s]|$)")
_FILE = re.compile(r"(?<=[(\s:<\"'])(\.\.?/)*(?:(includes|articles)/)?([\w.-]+)\.md\b")


def articles_of(source: Path, limit: int | None) -> list[str]:
    """The names of the articles; those that are no text are left out."""
    paths = sorted((source / "articles").glob("*.md"))
    return [path.name for path in paths if read(path) is not None][:limit]


def lay_out(
    source: Path,
    target: Path,
    articles: list[str],
    *,
    copies: int = 1,
    extras: bool = False,
) -> None:
    """Lay out the project for the extension.

    :param target: a directory that does not exist.
    :param copies: how many times each article and included file is there. Copies link
        and include those with the same number.
    :param extras: whether to have a table of contents and indices.
    """
    copy_media(source, target)
    conf = CONF if extras else CONF + EXTRAS_OFF
    (target / "conf.py").write_text(conf, encoding="utf-8")
    (target / "index.md").write_text(INDEX, encoding="utf-8")
    included = sorted(path.name for path in (source / "includes").glob("*.md"))
    folders = {"articles": articles, "includes": included}
    names = {
        folder: {Path(name).stem.lower() for name in files}
        for folder, files in folders.items()
    }
    for folder, files in folders.items():
        (target / folder).mkdir(exist_ok=True)
        for name in files:
            text = read(source / folder / name)
            if text is not None:
                _write_copies(target / folder / name, text, copies, names)


def _write_copies(
    path: Path, text: str, copies: int, names: dict[str, set[str]]
) -> None:
    path.write_text(text, encoding="utf-8")
    for number in range(2, copies + 1):
        suffix = f"-copy{number}"
        copied = path.with_name(f"{path.stem}{suffix}{path.suffix}")
        copied.write_text(_renamed(text, suffix, names), encoding="utf-8")


def _renamed(text: str, suffix: str, names: dict[str, set[str]]) -> str:
    """Text whose links and includes name the copies of what they name."""

    def article(match: re.Match[str]) -> str:
        known = match[2].lower() in names["articles"]
        return match[0] + suffix if known else match[0]

    def file(match: re.Match[str]) -> str:
        stem = match[3].lower()
        known = stem in names["articles"] or stem in names["includes"]
        return f"{match[0][:-3]}{suffix}.md" if known else match[0]

    return _FILE.sub(file, _ARTICLE.sub(article, text))
