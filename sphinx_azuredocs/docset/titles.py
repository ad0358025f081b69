"""The name of a docset, from its landing page or its metadata."""

from __future__ import annotations

import re
from pathlib import Path

from ..files.door import FileError, SourceTree, read_text
from ..files.front_matter import end_of_front_matter
from .docfx import Docset

_HEADING = re.compile(r"^#[ \t]+(?P<title>[^\n]+?)[ \t#]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<title>\S[^\n]*)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_YAML_TITLE = re.compile(r"^title:[ \t]*(?P<title>[^\n#]+)", re.MULTILINE)
_DOCUMENTATION = re.compile(r"\s+documentation\Z", re.IGNORECASE)
_PRODUCTS = ("_appTitle", "titleSuffix", "open_source_feedback_productName", "_appName")
"""The metadata of ``docfx.json`` that name the product, the best first."""


def title_of_docset(docset: Docset) -> str:
    """Return the name of a docset, without "documentation" at its end; may be empty.

    :param docset: the docset.
    """
    landing = docset.landing_page
    tree = SourceTree.of(docset.root)
    found = _of_landing_page(docset.root / landing, tree) if landing else ""
    return found or _product(docset)


def _of_landing_page(path: Path, tree: SourceTree) -> str:
    """Return the title of a landing page, without "documentation" at its end.

    The heading of a page in Markdown is the name of the docset only if it has this
    word, which Sphinx adds to names. The heading may also be a question.
    """
    title = title_of_page(path, tree)
    name = _DOCUMENTATION.sub("", title)
    return name if path.suffix != ".md" or name != title else ""


def title_of_page(path: Path, tree: SourceTree | None = None) -> str:
    """Return the title of a page as it is written; empty for a page without title.

    :param path: the file, in YAML, Markdown or reStructuredText.
    :param tree: the folders in which it must be; None for any.
    """
    try:
        text = read_text(path, tree).replace("\r\n", "\n")
    except FileError:
        return ""
    if path.suffix == ".yml":
        match = _YAML_TITLE.search(text)
    else:
        body = text[end_of_front_matter(text) :]
        match = _HEADING.search(body) if path.suffix == ".md" else None
        match = match or _UNDERLINED.search(body)
    return match["title"].strip().strip("\"'") if match else ""


def _product(docset: Docset) -> str:
    """Return the name of the product that a docset is about; empty if unknown."""
    values = (docset.global_metadata.get(name) for name in _PRODUCTS)
    texts = (value.strip() for value in values if isinstance(value, str))
    return next(filter(None, texts), "")
