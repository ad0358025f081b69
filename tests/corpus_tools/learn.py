"""Repositories in the dialect of docfx, as for Microsoft Learn: what they lack.

``articles/a.md`` is a page by what ``docfx.json`` says, and so are pages in YAML; links
lead to files, to URLs below the base path of the site, and to pages that have gone.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from tests.corpus_tools.checker import (
    Anchors,
    Checker,
    Defect,
    Reading,
)
from tests.corpus_tools.docset import Docset, folder_of, mime_of
from tests.corpus_tools.repository import (
    FRONT_MATTER,
    SCHEME,
    Found,
    Repository,
    SourceFile,
    read_file,
    without_definitions,
)
from tests.corpus_tools.yaml_pages import hrefs, page_blocks
from tests.independent.blocks import RULE, BlockKind, indentation
from tests.independent.inline import ItemKind, read_inline
from tests.independent.site import LOCALE, read_text

HOSTS = re.compile(
    r"(?:https?:)?//(?:learn|docs)\.microsoft\.com(?=[/?#]|$)", re.IGNORECASE
)
TOC = re.compile(r"(?:.*/)?toc\.(?:yml|md)", re.IGNORECASE)
BREADCRUMBS = re.compile(r"(?:^|/)(?:breadcrumbs?|bread)/", re.IGNORECASE)
COLON_LINE = re.compile(
    r" {0,3}:::+ *(?P<name>zone|moniker|row|column)(?P<end>-end)?\b(?P<rest>.*)",
    re.IGNORECASE,
)
PIVOTS = re.compile(r'pivot\s*=\s*"([^"]*)"')
TAB = re.compile(r"#tab/[\w+-]+(?:/[\w-]+)?$")
TAB_HEADING = re.compile(r"[ >]*#+ *\[.*\]\((#tab/[^)\s]+)\)\s*")
DATE = re.compile(r"^(?:  )?ms\.date:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
DATE_FORMS = ("%m/%d/%Y", "%Y-%m-%d")


class LearnRepository(Repository):
    """A directory with a ``docfx.json``, in itself or in a folder of it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.docset = Docset(root)

    @cached_property
    def pages(self) -> list[str]:
        """Every file that is a page, in Markdown or in YAML."""
        return sorted(
            path
            for path in self.files
            if path.lower().endswith((".md", ".yml"))
            and self.docset.has(path)
            and not TOC.fullmatch(path)
            and (path.endswith(".md") or mime_of(self.text(path)))
            and self.read(path) is not None
        )

    @cached_property
    def tables(self) -> list[str]:
        """Every table of contents that is no breadcrumb."""
        return sorted(
            path
            for path in self.files
            if TOC.fullmatch(path)
            and self.docset.has(path)
            and not BREADCRUMBS.search(path)
        )

    @cached_property
    def inner_urls(self) -> dict[str, str]:
        """The pages by their paths below the base path of the site."""
        urls = ((self.docset.url(path), path) for path in reversed(self.pages))
        return {url: path for url, path in urls if url is not None}

    @cached_property
    def base_path(self) -> str:
        """The base path of the site."""
        return self.docset.base_path(self.inner_urls)

    @cached_property
    def gone(self) -> dict[str, str]:
        """Where pages have gone, by their files in lower case."""
        return {entry.source.lower(): entry.url for entry in self.docset.redirections}

    @cached_property
    def gone_urls(self) -> frozenset[str]:
        """The paths below the base path of the site that pages have gone from."""
        urls = (self.docset.url(entry.source) for entry in self.docset.redirections)
        return frozenset(url for url in urls if url is not None)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders below the base path of the site that are this repository's."""
        return frozenset(url.split("/")[1] for url in self.inner_urls if url)

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The folders of other repositories, which are not there."""
        path = self.root / ".openpublishing.publish.config.json"
        found = json.loads(path.read_text()) if path.exists() else {}
        entries = found.get("dependent_repositories", [])
        folders = (f"{entry['path_to_root'].strip('/')}/" for entry in entries)
        return tuple(f for f in folders if not (self.root / f).exists())

    def is_article(self, page: str) -> bool:
        """True: every page of a docset is an article."""
        return True

    def lacks_text(self, page: str) -> bool:
        """Whether a page includes files of other repositories."""
        includes = (
            posixpath.normpath(self.join(path, unquote(include)))
            for path in self.page_files(page)
            if (file := self.read(path))
            for include in file.includes
        )
        return bool(self.others) and any(i.startswith(self.others) for i in includes)

    @cached_property
    def pivots(self) -> dict[str, list[str]]:
        """The pivots of each group of zones."""
        found: dict[str, list[str]] = {}
        for path in self.files:
            if path.endswith(("zone-pivot-groups.yml", "zone-pivot-groups.json")):
                for group in yaml.safe_load(self.text(path))["groups"]:
                    found[group["id"]] = [pivot["id"] for pivot in group["pivots"]]
        return found

    def text(self, path: str) -> str:
        """The text of a file."""
        return read_text((self.root / path).read_bytes()) or ""

    def metadata(self, path: str) -> dict[str, Any]:
        """The front matter of a page."""
        text = self.text(path)
        if not path.endswith(".md"):
            return dict(yaml.safe_load(text).get("metadata") or {})
        front = FRONT_MATTER.match(text)
        found = yaml.safe_load(front[0].strip().strip("-")) if front else None
        return found if isinstance(found, dict) else {}

    def read_uncached(self, path: str) -> SourceFile | None:
        """Read a page, or a file that pages include."""
        data = (self.root / path).read_bytes()
        if not path.endswith(".yml"):
            return read_file(path, data)
        file = SourceFile(path, [], {})
        for block in page_blocks(read_text(data) or ""):
            if block.kind is not BlockKind.CODE:
                block = without_definitions(block, file)
                for item in read_inline(block.text, lambda label: False).items:
                    if item.kind is ItemKind.INCLUDE:
                        file.includes.append(item.value)
            file.blocks.append(block)
        return file

    def join(self, base: str, path: str) -> str:
        """A path that is relative to a file, or by ``~`` to the docset."""
        if path.startswith("~/"):
            return posixpath.join(self.docset.folder, path[2:])
        return super().join(base, path)

    def included(self, path: str, chain: tuple[str, ...]) -> str | None:
        """The file that an include names, which is relative to the one it is in."""
        file = self.find(self.join(chain[0], unquote(path)))
        return file if file and file not in chain and self.read(file) else None


class LearnChecker(Checker):
    """Finds the defects of a repository of Microsoft Learn."""

    repository: LearnRepository
    kinds = None

    def __init__(self, repository: LearnRepository) -> None:
        super().__init__(repository)

    def defect_of(
        self, found: Found, page: str, files: list[str]
    ) -> tuple[str, str] | None:
        """What is wrong with an item; to Markdig an undefined label is text."""
        if found.item.kind is ItemKind.UNDEFINED:
            return None
        return super().defect_of(found, page, files)

    def reading_uncached(self, page: str) -> Reading:
        """Read a page; in one of questions, these have names of their own."""
        reading = super().reading_uncached(page)
        if not page.endswith(".yml"):
            return reading
        names = set(reading.anchors.names)
        for part in page_blocks(self.repository.text(page)):
            if part.kind is BlockKind.HEADING:
                name = re.sub(r"[^a-z0-9]", "-", part.text.strip().lower())
                names |= {name, name.rstrip("-")}
        return Reading(reading.found, Anchors(frozenset(names)))

    def defects(self) -> list[Defect]:
        """All defects, those beside the text of pages among them."""
        found = [*super().defects(), *self.defects_of_redirections()]
        for table in self.repository.tables:
            found += self.defects_of_table(table)
        files = set(self.repository.pages)
        for page in self.repository.pages:
            found += self.defects_of_metadata(page)
            files.update(self.repository.page_files(page))
        once = Counter[Defect]()
        for file in sorted(files):
            found += [*self.defects_of_lines(file), *self.defects_of_tabs(file)]
        for page in self.repository.pages:
            once |= Counter(self.defects_of_zones(page))
        return sorted((*found, *once.elements()))

    def defects_of_table(self, table: str) -> Iterator[Defect]:
        """The entries of a table of contents that lead nowhere."""
        if table.lower().endswith(".md"):
            return
        for href, line in hrefs(self.repository.text(table)):
            path = unquote(re.split(r"[?#]", href)[0])
            if not path or SCHEME.match(path) or path.startswith("/"):
                continue
            joined = posixpath.normpath(self.repository.join(table, path))
            is_folder = path.endswith("/") and (self.repository.root / joined).is_dir()
            if not (
                is_folder
                or self.repository.find(joined)
                or joined.lower() in self.repository.gone
            ):
                yield Defect(table, line, "toc", href)

    def defects_of_redirections(self) -> Iterator[Defect]:
        """The redirections of pages that are there, or that go round in circles."""
        base = self.repository.base_path
        targets = {}
        for entry in self.repository.docset.redirections:
            url = self.repository.docset.url(entry.source)
            if url is not None:
                targets.setdefault(f"{base}{url}", entry.url)
        for entry in self.repository.docset.redirections:
            is_there = self.repository.find(entry.source) is not None
            url = self.repository.docset.url(entry.source)
            seen = [f"{base}{url}"]
            while (following := targets.get(seen[-1])) and not is_there:
                seen.append(re.split(r"[?#]", following.lower())[0].rstrip("/"))
                if seen[-1] in seen[:-1]:
                    break
            if is_there or (len(seen) > 1 and seen[-1] == seen[0]):
                yield Defect(entry.file, entry.line, "redirect", entry.source)

    def defects_of_metadata(self, page: str) -> Iterator[Defect]:
        """The date of a page, if it is none."""
        text = self.repository.text(page)
        front = FRONT_MATTER.match(text)
        end = len(text) if page.endswith(".yml") else front.end() if front else 0
        match = DATE.search(text, 0, end)
        written = match[1].strip("'\"") if match else ""
        if match and written and not any(is_date(written, f) for f in DATE_FORMS):
            line = text.count("\n", 0, match.start()) + 1
            yield Defect(page, line, "header", written)

    def defects_of_lines(self, file: str) -> Iterator[Defect]:
        """The zones and the like in a file that are not ended."""
        stack: list[tuple[str, int]] = []
        for number, line in self.lines_outside_code(file):
            match = COLON_LINE.match(line)
            if not match:
                continue
            name = match["name"].lower()
            if match["end"] is None:
                stack.append((name, number))
            elif stack and stack[-1][0] == name:
                stack.pop()
            else:
                yield Defect(file, number, name, line.strip())
        for name, number in stack:
            kind = "row" if name == "column" else name
            yield Defect(file, number, kind, "not ended")

    def defects_of_tabs(self, file: str) -> Iterator[Defect]:
        """The tabs of a file that cannot be told apart, or chosen with others."""
        groups: list[dict[str, int]] = [{}]
        depth = 0
        for number, line in self.lines_outside_code(file):
            tab = TAB_HEADING.fullmatch(line)
            indent = indentation(line.expandtabs(4))
            ends = RULE.match(line.lstrip(" >")) or (line.strip() and indent < depth)
            if ends and groups[-1]:
                groups.append({})
            if tab and tab[1] in groups[-1]:
                yield Defect(file, number, "tab", tab[1])
            elif tab:
                groups[-1][tab[1]] = number
            # One column of indentation is no list.
            depth = indent if tab and indent > 1 else depth if groups[-1] else 0
        for i, group in enumerate(groups):
            others = [other.keys() for other in groups[:i] if other.keys() & group]
            if others and others[0] != group.keys():
                yield Defect(file, min(group.values()), "tab", "other tabs")

    def defects_of_zones(self, page: str) -> Iterator[Defect]:
        """The zones of a page that can never be chosen."""
        groups = str(self.repository.metadata(page).get("zone_pivot_groups") or "")
        known: set[str] = set()
        for group in re.split(r"[,\s]+", groups):
            known.update(self.repository.pivots.get(group, ()))
        if not known:
            return
        for file in self.repository.page_files(page):
            for number, line in self.lines_outside_code(file):
                match = COLON_LINE.match(line)
                pivots = PIVOTS.search(line) if match else None
                for pivot in re.split(r"\s*,\s*", pivots[1]) if pivots else ():
                    if pivot not in known:
                        yield Defect(file, number, "zone", pivot)

    def lines_outside_code(self, file: str) -> Iterator[tuple[int, str]]:
        """The lines of a file that are in no fence."""
        fence = ""
        for number, line in enumerate(self.repository.text(file).split("\n"), 1):
            marks = re.match(r"[ >]*(`{3,}|~{3,})", line)
            if marks and not fence:
                fence = marks[1]
            elif marks and fence and marks[1].startswith(fence):
                fence = ""
            elif not fence:
                yield number, line

    def link_defect(self, url: str, chain: tuple[str, ...], page: str) -> str | None:
        """What is wrong with a link, if anything is."""
        if TAB.match(url):
            return None
        if url.startswith("#"):
            return self.anchor_defect([page], url[1:])
        if not url:
            return super().link_defect(url, chain, page)
        site = HOSTS.match(url)
        if not site and SCHEME.match(url):
            return None
        rest, _, fragment = (url[site.end() :] if site else url).partition("#")
        path = unquote(rest.split("?")[0]).replace("\\", "/")
        if site or path.startswith("/"):
            return self.site_defect(path, fragment)
        if not path:
            return self.anchor_defect([page], fragment)
        return self.relative_defect(path, fragment, (chain[0],))

    def anchor_defect(self, pages: list[str], fragment: str) -> str | None:
        """What is wrong with an anchor; it may be in what a page lacks."""
        defect = super().anchor_defect(pages, fragment)
        lacking = defect == "anchor" and any(map(self.repository.lacks_text, pages))
        return None if lacking else defect

    def site_defect(self, path: str, fragment: str) -> str | None:
        """What is wrong with a link to a path of the site."""
        path = LOCALE.sub("", path).lower().rstrip("/")
        base = self.repository.base_path
        if not path.startswith(f"{base}/"):
            return None
        inner = path.removeprefix(base)
        page = self.repository.inner_urls.get(inner)
        if page:
            return self.anchor_defect([page], fragment)
        if inner in self.repository.gone_urls:
            return None
        top, _, below = inner[1:].partition("/")
        return "link" if below and top in self.repository.folders else None

    def relative_defect(
        self, path: str, fragment: str, bases: tuple[str, ...]
    ) -> str | None:
        """What is wrong with a link to a file, or to where the site would have it."""
        file = self.file(path, bases)
        if file:
            is_page = file in self.repository.pages
            return self.anchor_defect([file], fragment) if is_page else None
        joined = posixpath.normpath(self.repository.join(bases[0], path))
        if joined.lower() in self.repository.gone:
            return None
        url = self.repository.docset.url(joined + ".md")
        page = self.repository.inner_urls.get(url or "")
        return self.anchor_defect([page], fragment) if page else "link"


def is_date(text: str, form: str) -> bool:
    """Whether a text is a date in some form."""
    try:
        datetime.strptime(text[:10] if form == "%Y-%m-%d" else text, form)
    except ValueError:
        return False
    return True


def repository_of(root: Path) -> Repository:
    """The repository in a directory, of one dialect or the other."""
    is_learn = folder_of(root) is not None
    return LearnRepository(root) if is_learn else Repository(root)


def checker_of(repository: Repository) -> Checker:
    """What finds the defects of a repository."""
    if isinstance(repository, LearnRepository):
        return LearnChecker(repository)
    return Checker(repository)
