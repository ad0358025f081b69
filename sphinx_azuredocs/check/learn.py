"""Rules of style that Microsoft Learn's build validation has, and a build here has not.

They are no defects: a page with them is shown as its author meant. The codes are those
of Learn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from sphinx.application import Sphinx

from ..docset import docset_of
from ..domain.azure import azure_domain
from ..domain.metadata import PageMetadata
from ..files.door import FileError, read_text
from ..page.context import PageContext
from ..syntax.sources import Sources
from .capture import Warned
from .codes import LEARN

TOPICS = frozenset(
    (
        *("article", "architecture", "best-practice", "concept-article", "conceptual"),
        *("contributor-guide", "design-pattern", "error-reference", "faq"),
        *("example-scenario", "generated-reference", "get-started", "glossary"),
        *("how-to", "hub-page", "include", "interactive-tutorial", "landing-page"),
        *("language-reference", "learning-path", "limits-and-quotas", "managed"),
        *("module", "module-standard-task-based", "overview", "policy-reference"),
        *("product-comparison", "quickstart", "reference", "reference-architecture"),
        *("release-notes", "sample", "security-updates", "solution-idea"),
        *("solution-overview", "troubleshooting", "troubleshooting-general"),
        *("troubleshooting-known-issue", "troubleshooting-problem-resolution"),
        *("tutorial", "ui-reference", "unit", "upgrade-and-migration-article"),
        *("whats-new", "whitepaper"),
    )
)
"""The values of ``ms.topic``."""
_LOCALE = re.compile(
    r"(?:https?://(?:[\w-]+\.)*microsoft\.com)?/[a-z]{2}-[a-z]{2,4}(?:-[a-z]{2})?(?=[/?#]|$)",
    re.IGNORECASE,
)
_DOCS = re.compile(r"https?://(?:docs|learn)\.microsoft\.com(?=[/?#]|$)", re.IGNORECASE)
_CONFLICT = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)
_WITHOUT_HEADING = ("landingpage", "hubpage")
_YAML = (".yml", ".yaml")


class LearnRules:
    """The rules of style, and what they have found.

    :param app: the application.
    """

    def __init__(self, app: Sphinx) -> None:
        self._env = app.env
        self._found: dict[Warned, None] = {}
        self._with_heading: set[str] = set()

    def collect(self, state: StateCore) -> None:
        """Apply the rules to the tokens of a page.

        A rule of markdown-it's core.
        """
        if not PageContext.of(state.md.options).dialect.is_modern:
            return
        sources = Sources.of(state.env)
        pictures: dict[str, str] = {}
        for token in sources.follow(state.tokens, state.env):
            if token.type == "heading_open" and token.tag == "h1":
                self._with_heading.add(self._env.docname)
            path = Path(sources.current.path)
            for inline in _links(token):
                line = _line(inline, token)
                url = str(inline.attrGet("href") or inline.attrGet("src") or "")
                for rule, message in _problems_of_url(url):
                    self._add(path, line, rule, message)
                if inline.type == "image" and inline.content:
                    first = pictures.setdefault(inline.content, url)
                    if first != url:
                        message = (
                            f"the image {first!r} has the alternative text "
                            f"{inline.content!r}, too; describe each image"
                        )
                        self._add(path, line, "duplicate-alt-text", message)

    def findings(self) -> Iterator[Warned]:
        """Yield what was found, once all pages are read."""
        yield from self._found
        domain = azure_domain(self._env)
        for docname, metadata in sorted(domain.pages.items()):
            noted = domain.dialects.get(docname)
            if noted is None or not noted.dialect.is_modern:
                continue
            if metadata.redirect_url:
                continue
            path = Path(self._env.doc2path(docname))
            if path.suffix.lower() not in _YAML:
                yield from self._of_page(docname, path, metadata)

    def _of_page(
        self, docname: str, path: Path, metadata: PageMetadata
    ) -> Iterator[Warned]:
        """Yield the findings about the metadata and the heading of a page."""
        names = {name.lower() for name in metadata.raw}
        docset = docset_of(azure_domain(self._env).docsets, path)
        if docset is not None:
            inner = path.relative_to(docset.root).as_posix()
            names |= {name.lower() for name in docset.metadata_of(inner)}
        layout = metadata.raw.get("layout", "").lower()
        missing = {
            "title-missing": "title",
            "description-missing": "description",
            "ms-topic-missing": "ms.topic",
        }
        for rule, name in missing.items():
            if name not in names:
                message = f"the front matter has no {name!r}; add it"
                yield _warned(path, 1, rule, message)
        if docname not in self._with_heading and layout not in _WITHOUT_HEADING:
            message = "the page has no heading of level 1; begin it with '# Title'"
            yield _warned(path, 1, "h1-missing", message)
        if not names & {"ms.service", "ms.prod"}:
            message = "the front matter has no 'ms.service'; add it"
            yield _warned(path, 1, "ms-service-missing", message)
        if {"ms.service", "ms.prod"} <= names:
            message = "the page has both 'ms.service' and 'ms.prod'; remove 'ms.prod'"
            yield _warned(path, 1, "ms-prod-and-service", message)
        if metadata.topic and metadata.topic.lower() not in TOPICS:
            message = (
                f"{metadata.topic!r} is no value of 'ms.topic'; write one such as "
                "'concept-article', 'how-to', 'overview', 'quickstart' or 'tutorial'"
            )
            yield _warned(path, _line_of("ms.topic", path), "ms-topic-invalid", message)
        yield from _conflicts(path)

    def _add(self, path: Path, line: int, rule: str, message: str) -> None:
        self._found[_warned(path, line, rule, message)] = None


def _links(token: Token) -> Iterator[Token]:
    """Yield the links and images in a block token."""
    for child in token.children or ():
        if child.type in ("link_open", "image"):
            yield child


def _line(inline: Token, block: Token) -> int:
    """Return the 1-based line of an inline token."""
    first = block.map[0] if block.map else 0
    return int(inline.meta.get("line", first)) + 1


def _problems_of_url(url: str) -> Iterator[tuple[str, str]]:
    if match := _LOCALE.match(url):
        place = match[0].rpartition("/")[2]
        message = f"{url!r} has the locale {place!r}; remove it, so that readers get "
        yield "hard-coded-locale", f"{message}their own language"
    if match := _DOCS.match(url):
        message = f"{url!r} is an absolute URL of this site; begin it with '/'"
        yield "docs-link-absolute", message


def _conflicts(path: Path) -> Iterator[Warned]:
    try:
        text = read_text(path)
    except FileError:
        return
    for match in _CONFLICT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        message = f"{match[0].strip()!r} is a mark of a merge conflict; resolve it"
        yield _warned(path, line, "merge-conflict", message)


def _line_of(name: str, path: Path) -> int:
    """Return the 1-based line at which a file sets a name, else 1."""
    try:
        lines = read_text(path).splitlines()
    except FileError:
        return 1
    found = (n for n, text in enumerate(lines, 1) if text.startswith(f"{name}:"))
    return next(found, 1)


def _warned(path: Path, line: int, rule: str, message: str) -> Warned:
    return Warned(path, line, f"{LEARN}.{rule}", message)
