"""A repository in the Azure dialect, written again in plain MyST with equal content.

Includes are pasted, headers become front matter, and headings, notes, selectors, videos
and links are written as MyST has them. HTML stays as it is. Nothing of the extension
under test is used.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

CONF = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["alert"]\n'
CONF += "myst_heading_anchors = 6\n"

_HEADER = re.compile(r"\A\s*(?:<(?:properties|tags)\b[^>]*>\s*)+")
_ATTRIBUTE = re.compile(r'([\w.]+)\s*=\s*"([^"]*)"')
_INCLUDE = re.compile(
    r"\[(?:WACOM|AZURE)\.INCLUDE\s*\[[^\]]*\]\(\s*([^)\s]+)\s*\)\]", re.IGNORECASE
)
_HEADING = re.compile(r"^(#{1,6})(?=[^#\s])(.*?)\s*#*\s*$")
_HTML_HEADING = re.compile(r"^\s*<h([1-6])[^>]*>(.*?)</h\1>\s*$", re.IGNORECASE)
_NOTE = re.compile(
    r"^(\s*)>\s*\[(?:AZURE|WACOM)\.(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*(.*)$",
    re.IGNORECASE,
)
_SELECTOR = re.compile(
    r"^\s*>\s*\[(?:AZURE|WACOM)\.SELECTOR[^\]]*\]\s*$", re.IGNORECASE
)
_VIDEO = re.compile(
    r"^\s*>?\s*\[(?:AZURE|WACOM)\.VIDEO\s+([\w.-]+)\]\s*$", re.IGNORECASE
)
_URL = re.compile(r"(\]\(\s*|^\s*\[[^\]]+\]:\s*)(<?)([^\s)>]+)", re.MULTILINE)
_LABEL = re.compile(r"^\s{0,3}\[([^\]^]+)\]:", re.MULTILINE)
_ARTICLE = re.compile(
    r"(?:https?://(?:azure\.microsoft|(?:www\.)?windowsazure)\.com)?"
    r"(?:/[a-z]{2}-[a-z]{2})?/documentation/articles/([\w.-]+)/?(#.*)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\.\./([\w.-]+)/?(#.*)?")
_FENCE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True)
class Repository:
    """A repository: where it is, and the slugs of its articles in lower case."""

    root: Path
    slugs: dict[str, str]

    @classmethod
    def at(cls, root: Path) -> Repository:
        """The repository in a directory."""
        names = (path.stem for path in root.glob("articles/*.md"))
        return cls(root, {name.lower(): name for name in names})


def write_copy(source: Path, target: Path, articles: list[Path]) -> None:
    """Write the plain copy of some articles, with the images of all.

    :param source: the repository.
    :param target: a directory that does not exist.
    :param articles: files of it.
    """
    repository = Repository.at(source)
    copy_images(source, target)
    (target / "conf.py").write_text(CONF)
    (target / "index.md").write_text("# Home\n")
    for article in articles:
        text = rewrite(article.read_text(encoding="utf-8-sig"), repository)
        path = target / article.relative_to(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def copy_images(source: Path, target: Path) -> None:
    """Copy the folders of images."""
    for folder in ("articles/media", "includes/media"):
        if (source / folder).is_dir():
            shutil.copytree(source / folder, target / folder)


def rewrite(text: str, repository: Repository) -> str:
    """An article in plain MyST."""
    header = _HEADER.match(text)
    attributes = dict(_ATTRIBUTE.findall(header[0])) if header else {}
    body = text[header.end() :] if header else text
    lines = list(_lines(_paste(body, repository)))
    heading = attributes.get("title") or attributes.get("pageTitle")
    if heading and not any(line.startswith("# ") for line in lines):
        lines[:0] = [f"# {heading}", ""]
    body = _URL.sub(_links(repository), "\n".join(lines))
    return f"{_front_matter(attributes)}{body}\n"


def _front_matter(attributes: dict[str, str]) -> str:
    meta = {k: v for k, v in attributes.items() if v and k.startswith("ms.")}
    if attributes.get("description"):
        meta["description"] = attributes["description"]
    if not meta:
        return ""
    return f"---\n{yaml.safe_dump({'myst': {'html_meta': meta}})}---\n\n"


def _paste(text: str, repository: Repository) -> str:
    """The text with the files that it includes in their places."""
    labels = set(_LABEL.findall(text))
    count = 0

    def included(match: re.Match[str]) -> str:
        nonlocal count
        path = repository.root / "includes" / match[1].rpartition("/")[2]
        if not path.exists():
            path = path.with_suffix(".md")
        if not path.is_file():
            return match[0]
        count += 1
        inner = path.read_text(encoding="utf-8-sig", errors="replace")
        inner = _HEADER.sub("", inner).replace("(./media", "(../includes/media")
        inner = inner.replace("(media/", "(../includes/media/")
        inner = re.sub(r"(\]:\s*)(?:\./)?media/", r"\1../includes/media/", inner)
        for label in set(_LABEL.findall(inner)) & labels:
            inner = inner.replace(f"[{label}]", f"[{label} {count}]")
        return inner.strip("\n")

    return _INCLUDE.sub(included, text)


def _lines(text: str) -> list[str]:
    """The lines with the constructs of the dialect as MyST has them."""
    result: list[str] = []
    fenced = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        fenced ^= bool(_FENCE.match(line))
        if fenced:
            result.append(line)
        elif heading := _HEADING.match(line):
            result.append(f"{heading[1]} {heading[2]}")
        elif heading := _HTML_HEADING.match(line):
            result += ["", f"{'#' * int(heading[1])} {heading[2]}", ""]
        elif note := _NOTE.match(line):
            result += [f"{note[1]}> [!{note[2].upper()}]", f"{note[1]}> {note[3]}"]
        elif video := _VIDEO.match(line):
            url = f"https://azure.microsoft.com/documentation/videos/{video[1]}/"
            result.append(f"[Video: {video[1].replace('-', ' ')}]({url})")
        elif not _SELECTOR.match(line):
            result.append(line)
    return result


def _links(repository: Repository) -> Callable[[re.Match[str]], str]:
    """Links between articles as MyST has them: by file, with the fragment."""

    def link(match: re.Match[str]) -> str:
        url = match[3].replace("\\", "/")
        article = _ARTICLE.fullmatch(url) or _RELATIVE.fullmatch(url)
        slug = repository.slugs.get(article[1].lower()) if article else None
        if slug and article:
            url = f"{slug}.md{article[2] or ''}"
        elif url.startswith("/"):
            url = f"https://azure.microsoft.com{url}"
        return match[1] + match[2] + url

    return link
