"""Pages in YAML, of Microsoft Learn: their text as Markdown.

.. code-block:: yaml

    ### YamlMime:Landing
    title: Contoso documentation
    summary: All there is to know.
    landingContent:
    - title: Get started
      linkLists:
      - linkListType: quickstart
        links:
        - text: Deploy an application
          url: deploy.md

The schemas of Learn (Landing, Hub, FAQ, Tutorial …) have these words in common: what
has a title and things below it is a part of the page, what has a URL is a link, and
what is neither is text. The Markdown has its lines where the YAML has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..files.door import SourceTree, read_head
from ..files.encoding import decode, take_mark
from ..files.front_matter import lines_of_keys
from ..files.names import readable_name
from ..files.yaml_json import read_yaml
from ..locale import translate as _
from ..warnings import Problem, ProblemError, WarningKind

_MIME = re.compile(r"###\s*YamlMime:\s*(?P<mime>[\w.-]+)\s*")
_NO_PAGES = frozenset(("zonepivotgroups", "contextobject", "toc", "xrefmap", "module"))
_HEAD = 400
"""How many bytes at the beginning of a file are searched for the kind of a page."""
_TITLES = ("title", "name", "question", "heading")
_URLS = ("url", "href")
_TYPES = ("linkListType", "itemType")
_IMAGES = ("imageSrc", "image")
# What says how the page is made, and is not read by anybody.
_SILENT = frozenset(
    ("metadata", "brand", "id", "uid", "layout", "azureSandbox", "imageAlt", "type")
)
# The name of a section that Learn does not show.
_NAMELESS = "Ignored"
_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")
_NO_WORD = re.compile(r"[^a-z0-9]")
_LAST_LEVEL = 6


@dataclass(frozen=True)
class YamlPage:
    """A page in YAML.

    :param mime: what kind of page it is.
    :param markdown: its text.
    :param metadata: its metadata, as front matter has it.
    :param lines: name of metadata → 1-based line.
    """

    mime: str
    markdown: str
    metadata: dict[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)


class YamlPageError(ProblemError):
    """Raised for a page that cannot be read.

    :param message: the reason.
    :param line: the 1-based line.
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(Problem(WarningKind.YAML, message, line=line))


def page_mime(path: Path, tree: SourceTree | None = None) -> str:
    """Return the kind of a page by its first line; empty for a file that is no page.

    :param path: the file.
    :param tree: the folders in which it must be; None for any.
    :raises FileError: for a file that cannot be read.
    """
    text, _problem = take_mark(decode(read_head(path, _HEAD, tree)))
    return _mime(text)


def _mime(text: str) -> str:
    match = _MIME.match(text)
    return match["mime"] if match and match["mime"].lower() not in _NO_PAGES else ""


def read_yaml_page(text: str) -> YamlPage:
    """Read a page.

    :param text: the YAML.
    :raises YamlPageError: if it is not YAML, or no mapping.
    """
    try:
        root, data = read_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlPageError(f"it is not YAML: {error.problem}", line) from None
    except yaml.YAMLError as error:
        raise YamlPageError(str(error).partition("\n")[0], 1) from None
    if not isinstance(root, yaml.MappingNode):
        raise YamlPageError("it has no title and no content", 1)
    writer = _Writer()
    writer.part(root, 1)
    metadata = data.get("metadata")
    metadata = dict(metadata) if isinstance(metadata, dict) else {}
    lines = _lines_of_metadata(root)
    if isinstance(data.get("uid"), str):
        metadata.setdefault("uid", data["uid"])
    return YamlPage(_mime(text), writer.text(), metadata, lines)


def _lines_of_metadata(root: yaml.MappingNode) -> dict[str, int]:
    """Return the lines of the names of metadata, and of the uid of the page."""
    own = lines_of_keys(root)
    lines = {"uid": own["uid"]} if "uid" in own else {}
    for key, value in root.value:
        if key.value == "metadata" and isinstance(value, yaml.MappingNode):
            lines |= lines_of_keys(value)
    return lines


@dataclass
class _Writer:
    """Writes Markdown, line by line."""

    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def at(self, node: yaml.Node, *lines: str) -> None:
        """Add lines where something is written, or as soon as may be."""
        first = node.start_mark.line
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            first += 1
        self.lines += [""] * (first - len(self.lines))
        self.lines += lines

    def part(self, node: yaml.MappingNode, level: int) -> None:
        """Write what has a title and things below it."""
        title = _first(node, _TITLES)
        url = _first(node, _URLS)
        if title is not None and title.value.strip() != _NAMELESS:
            text = _names(node, title) + _heading(title)
            if url is not None:
                text = f"[{text}](<{url.value.strip()}>)"
            self.blank()
            self.at(url or title, f"{'#' * min(level, _LAST_LEVEL)} {text}", "")
            level += 1
        elif url is not None:
            self.at(url, f"[{_plain(url.value)}](<{url.value.strip()}>)", "")
        for key, value in node.value:
            if value is not title and value is not url and key.value not in _SILENT:
                self.field(key.value, value, level)

    def field(self, name: str, node: yaml.Node, level: int) -> None:
        """Write a field of a part."""
        if isinstance(node, yaml.ScalarNode):
            self.scalar(name, node)
        elif isinstance(node, yaml.MappingNode):
            self.one(node, level)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if isinstance(item, yaml.MappingNode):
                    self.one(item, level)
                else:
                    self.field("item", item, level)
            self.blank()

    def scalar(self, name: str, node: yaml.ScalarNode) -> None:
        text = str(node.value).strip()
        if not text or node.tag.endswith((":null", ":bool")):
            return
        if name in _IMAGES:
            self.blank()
            self.at(node, f"![](<{text}>)", "")
        elif name in _TYPES:
            self.blank()
            self.at(node, f"**{_label(text)}**", "")
        elif name == "durationInMinutes":
            self.at(node, f"{text} min", "")
        else:
            is_block = node.style in ("|", ">")
            lines = text.split("\n") if is_block else text.splitlines()
            self.blank()
            self.at(node, *(["- " + lines[0]] if name == "item" else lines), "")

    def one(self, node: yaml.MappingNode, level: int) -> None:
        """Write an item: a link if it is no more, else a part."""
        url = _first(node, _URLS)
        text = _first(node, ("text", *_TITLES))
        below = [
            value
            for key, value in node.value
            if value not in (url, text) and key.value not in (*_SILENT, *_TYPES)
        ]
        if url is None or text is None or below:
            self.part(node, level)
        else:
            self.at(url, f"- [{_plain(text.value)}](<{url.value.strip()}>)")

    def blank(self) -> None:
        """End what goes on otherwise."""
        if self.lines and self.lines[-1]:
            self.lines.append("")


def _first(node: yaml.MappingNode, names: tuple[str, ...]) -> yaml.ScalarNode | None:
    for name in names:
        for key, value in node.value:
            if key.value == name and isinstance(value, yaml.ScalarNode):
                return value if str(value.value).strip() else None
    return None


def _heading(title: yaml.ScalarNode) -> str:
    """A heading; only that of a question is Markdown, which it does not show."""
    return " ".join(str(title.value).split())


def _names(node: yaml.MappingNode, title: yaml.ScalarNode) -> str:
    """The anchors that links name a question by on the site.

    There, whatever is no letter or digit is a dash; some leave the last of them out.
    """
    if _first(node, ("question",)) is not title:
        return ""
    name = _NO_WORD.sub("-", title.value.strip().lower())
    names = dict.fromkeys((name, name.rstrip("-")))
    return "".join(f'<a id="{name}"></a>' for name in names if name)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _label(type_: str) -> str:
    """Return the label of a kind of link, such as ``how-to-guide``."""
    known = link_types().get(type_.lower())
    return known or readable_name(type_, capitalised=True)


def link_types() -> dict[str, str]:
    """Return the kinds of links → their labels in the language of the project.

    They are those of Learn's schemas of landing and hub pages.
    """
    return {
        "architecture": _("Architecture"),
        "concept": _("Concept"),
        "deploy": _("Deploy"),
        "download": _("Download"),
        "get-started": _("Get started"),
        "how-to": _("How-to guide"),
        "how-to-guide": _("How-to guide"),
        "learn": _("Learn"),
        "overview": _("Overview"),
        "quickstart": _("Quickstart"),
        "reference": _("Reference"),
        "sample": _("Sample"),
        "training": _("Training"),
        "tutorial": _("Tutorial"),
        "video": _("Video"),
        "whats-new": _("What's new"),
    }
