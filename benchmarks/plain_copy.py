"""A repository in the dialect, written again in plain MyST with equal content."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml
from justhtml import JustHTML
from markdown_it import MarkdownIt

from .blocks import BlockWriter
from .dialect import Reader
from .inline import InlineWriter, escape
from .repository import Files, Links, Page, split_header

CONF = """\
extensions = ["myst_parser"]
myst_enable_extensions = ["alert", "deflist"]
myst_heading_anchors = 6
"""
INDEX = "# Home\n\nThe pages are beside this one.\n"
MEDIA = ("articles/media", "includes/media")
_ANCHOR = re.compile(
    r"""<(?:a\b[^<>]*?\sname|[a-z][a-z0-9]*\b[^<>]*?\sid)\s*=\s*
    (?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Copy:
    """What is to be known of a copy.

    :param pages: how many pages it has.
    :param size: their bytes.
    :param raw_html: the bytes in them that are still HTML.
    """

    pages: int
    size: int
    raw_html: int


def write_copy(source: Path, target: Path) -> Copy:
    """Write the plain copy of a project for the extension.

    :param source: the project, with ``articles`` and ``includes``.
    :param target: a directory that does not exist.
    """
    files = Files(source)
    reader = Reader(files)
    pages = []
    for path in sorted((source / "articles").glob("*.md")):
        read = reader.read(f"articles/{path.name}")
        if read is not None:
            attributes, html = read
            pages.append(Page(path.stem, attributes, html, anchors(path.stem, html)))
    links = Links(pages, files)
    copy_media(source, target)
    (target / "conf.py").write_text(CONF, encoding="utf-8")
    (target / "index.md").write_text(INDEX, encoding="utf-8")
    (target / "articles").mkdir(exist_ok=True)
    size = raw = 0
    for page in pages:
        text = write_page(page, links, reader.sources)
        (target / "articles" / f"{page.slug}.md").write_text(text, encoding="utf-8")
        size += len(text.encode())
        raw += raw_html(text)
    return Copy(len(pages), size, raw)


def copy_media(source: Path, target: Path) -> None:
    """Copy the folders of images."""
    target.mkdir(parents=True)
    for folder in MEDIA:
        if (source / folder).is_dir():
            shutil.copytree(source / folder, target / folder)


def anchors(slug: str, html: str) -> dict[str, str]:
    """The anchors of an article, with their names in the copy.

    Targets of MyST are the project's, so the name of the article is in front.
    """
    names: dict[str, str] = {}
    taken: dict[str, str] = {}
    for match in _ANCHOR.finditer(html):
        name = (match[1] or match[2] or match[3]).strip()
        target = f"{slug}--{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"
        if taken.setdefault(target, name.lower()) != name.lower():
            target += f"-{len(taken)}"
            taken[target] = name.lower()
        names.setdefault(name, target)
        names.setdefault(name.lower(), target)
    return names


def write_page(page: Page, links: Links, sources: list[str]) -> str:
    """An article in plain MyST."""
    inline = InlineWriter(page, links, sources)
    writer = BlockWriter(page, inline)
    tree = JustHTML(page.html, fragment=True, sanitize=False)
    blocks = writer.write(tree.root)
    while blocks and blocks[-1] == "***":
        blocks.pop()
    if not any(block.startswith("# ") for block in blocks):
        title = page.attributes.get("title") or page.attributes.get("pageTitle")
        blocks.insert(0, f"# {escape(title or page.slug)}")
    definitions = inline.references.lines()
    text = "\n\n".join([*blocks, *(["\n".join(definitions)] if definitions else [])])
    return f"{_front_matter(page)}{text}\n"


def _front_matter(page: Page) -> str:
    attributes = page.attributes
    authors = attributes.get("authors") or attributes.get("author") or ""
    meta = {
        "description": attributes.get("description", ""),
        "keywords": attributes.get("metaKeywords") or attributes.get("keywords") or "",
        "author": ", ".join(filter(None, map(str.strip, authors.split(",")))),
        **{k: v for k, v in attributes.items() if k.startswith("ms.")},
    }
    meta = {name: value for name, value in meta.items() if value}
    if not meta:
        return ""
    data = {"myst": {"html_meta": meta}}
    return f"---\n{yaml.safe_dump(data, allow_unicode=True, sort_keys=False)}---\n\n"


def raw_html(text: str) -> int:
    """How many bytes of a page are HTML."""
    tokens = MarkdownIt("commonmark").enable("table").parse(split_header(text)[1])
    inner = [child for token in tokens for child in token.children or []]
    html = [t.content for t in [*tokens, *inner] if t.type.startswith("html_")]
    return len("".join(html).encode())
