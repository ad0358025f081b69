"""Convert the YAML pages of Microsoft Learn to Markdown.

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

The schemas of Learn (Landing, Hub, FAQ, Tutorial …) have these conventions in common. A
mapping with a title and other fields is a section. A mapping with a URL is a link. The
value of a known key is text. The value of another key is text if it has several words:
a single word, such as ``size: small``, is layout. Each line of the Markdown is mapped
to its line of the YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..files.door import SourceTree, read_head
from ..files.encoding import decode, take_mark
from ..files.front_matter import lines_of_keys, repeated_keys
from ..files.names import readable_name
from ..files.yaml_json import read_yaml
from ..locale import translate as _
from ..warnings import Problem, ProblemError, WarningKind
from .yaml_lines import text_lines

LINKS_CLASS = "azure-links"
"""The class of the label of a list of links on a landing page."""
LINK_CLASS = "azure-link"
"""The class of a link that has a kind of its own, on a hub page."""
# docfx: `YamlMime.cs`.
_MIME = re.compile(r"#+[ \t]*YamlMime:[ \t]*(?P<mime>[\w.-]+)\s*")
_NO_PAGES = frozenset(
    (
        *("zonepivotgroups", "contextobject", "toc", "tableofcontent", "xrefmap"),
        "module",
    )
)
_HEAD = 400
"""The number of bytes at the beginning of a file that are searched for its kind."""
_TITLES = ("title", "name", "question", "heading")
_URLS = ("url", "href")
_TYPES = ("linkListType", "itemType")
_IMAGES = ("imageSrc", "image", "src")
_IMAGE_FILES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
# Keys whose values are text, even if they are single words.
_TEXTS = frozenset(
    (
        *("abstract", "answer", "body", "caption", "code", "content", "description"),
        *("durationInMinutes", "fullName", "introduction", "item", "label", "note"),
        *("remarks", "subtitle", "summary", "tagline", "text", "value"),
        *_TITLES,
        *_TYPES,
    )
)
# Keys that control how the page is built; readers do not see their values.
_SILENT = frozenset(
    ("metadata", "brand", "id", "uid", "layout", "azureSandbox", "imageAlt", "type")
)
# The name of a section whose heading Learn does not show.
_NAMELESS = "Ignored"
_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")
_NO_WORD = re.compile(r"[^a-z0-9]")
_LAST_LEVEL = 6


@dataclass(frozen=True)
class YamlPage:
    """A page in YAML.

    :param mime: the kind of page, such as ``Landing``.
    :param markdown: its text.
    :param metadata: its metadata, in the form of front matter.
    :param lines: name of metadata → 1-based line.
    :param line_map: the 1-based line of the YAML for each line of the Markdown.
    :param problems: the defects of the YAML, each with its line.
    """

    mime: str
    markdown: str
    metadata: dict[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    line_map: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


class YamlPageError(ProblemError):
    """A page that cannot be read.

    :param message: the reason.
    :param line: the 1-based line.
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(Problem(WarningKind.YAML, message, line=line))


def page_mime(path: Path, tree: SourceTree | None = None) -> str:
    """Return the kind of a page by its first line; empty for a file that is not a page.

    :param path: the file.
    :param tree: the folders in which it must be; None for any.
    :raises FileError: for a file that cannot be read.
    """
    text, _problem = take_mark(decode(read_head(path, _HEAD, tree)))
    return mime_of(text)


def mime_of(text: str) -> str:
    """Return the kind of a page; empty for a text that is not a page in YAML.

    :param text: the YAML.
    """
    match = _MIME.match(text)
    return match["mime"] if match and match["mime"].lower() not in _NO_PAGES else ""


def read_yaml_page(text: str) -> YamlPage:
    """Return the Markdown and metadata of a page.

    :param text: the YAML.
    :raises YamlPageError: if it is not YAML, or not a mapping.
    """
    root, data = read_mapping(text, read_yaml)
    problems = tuple(problems_of_keys(root))
    writer = _Writer(tuple(text.split("\n")))
    writer.part(root, 1)
    metadata = data.get("metadata")
    metadata = dict(metadata) if isinstance(metadata, dict) else {}
    lines = lines_of_metadata(root)
    uid = data.get("uid")
    if uid and isinstance(uid, str):
        metadata.setdefault("uid", uid)
    return YamlPage(
        mime_of(text),
        writer.text(),
        metadata,
        lines,
        tuple(line for _text, line in writer.lines),
        problems,
    )


def read_mapping(
    text: str, read: Callable[[str], tuple[yaml.Node | None, Any]]
) -> tuple[yaml.MappingNode, dict[Any, Any]]:
    """Return the node and the value of a page.

    :param text: the YAML.
    :param read: the function that reads YAML.
    :raises YamlPageError: if it is not YAML, or not a mapping.
    """
    try:
        root, data = read(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlPageError(f"it is not YAML: {error.problem}", line) from None
    except yaml.YAMLError as error:
        raise YamlPageError(str(error).partition("\n")[0], 1) from None
    if not isinstance(root, yaml.MappingNode) or not isinstance(data, dict):
        raise YamlPageError("it has no title and no content", 1)
    return root, data


def problems_of_keys(root: yaml.Node) -> Iterator[Problem]:
    """Yield a problem for each key that a mapping has twice.

    :param root: the node of the YAML.
    """
    for key, first, line in repeated_keys(root):
        message = f"{key!r} is given in line {first}, too; remove one of them"
        yield Problem(WarningKind.YAML, message, line=line)


def lines_of_metadata(root: yaml.MappingNode) -> dict[str, int]:
    """Return the 1-based lines of the metadata fields, and of the uid of the page."""
    own = lines_of_keys(root)
    lines = {"uid": own["uid"]} if "uid" in own else {}
    for key, value in root.value:
        if key.value == "metadata" and isinstance(value, yaml.MappingNode):
            lines |= lines_of_keys(value)
    return lines


@dataclass
class _Writer:
    """A writer of Markdown, line by line.

    :param source: the lines of the YAML.
    :param lines: the lines of the Markdown, each with its 1-based line of the YAML.
    """

    source: Sequence[str]
    lines: list[tuple[str, int]] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(text for text, _line in self.lines) + "\n"

    def at(self, node: yaml.Node, text: str) -> None:
        """Add a line of Markdown, mapped to the line of a node, and a blank line."""
        self.lines.append((text, node.start_mark.line + 1))
        self.blank()

    def part(self, node: yaml.MappingNode, level: int) -> None:
        """Write a mapping with a title as a heading, and its other fields below it."""
        url = _first(node, _URLS)
        title = _first(node, _TITLES)
        text_of_link = _first(node, ("text",)) if url is not None else None
        if title is None and url is not None and text_of_link is not None:
            title = text_of_link
            label = _plain(str(title.value))
            self.blank()
            self.at(url, f"[{label}](<{str(url.value).strip()}>)")
        elif title is not None and title.value.strip() != _NAMELESS:
            text = _names(node, title) + _heading(title)
            if url is not None:
                text = f"[{text}](<{url.value.strip()}>)"
            self.blank()
            self.at(url or title, f"{'#' * min(level, _LAST_LEVEL)} {text}")
            level += 1
        elif url is not None:
            self.at(url, f"[{_plain(url.value)}](<{url.value.strip()}>)")
        for key, value in node.value:
            if value is not title and value is not url and key.value not in _SILENT:
                self.field(key.value, value, level)

    def field(self, name: str, node: yaml.Node, level: int) -> None:
        """Write a field of a mapping."""
        if isinstance(node, yaml.ScalarNode):
            self.scalar(name, node)
        elif isinstance(node, yaml.MappingNode):
            self.one(node, level)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if isinstance(item, yaml.MappingNode):
                    # A page without a title gets the title of its first item.
                    has_title = any(text.startswith("# ") for text, _ in self.lines)
                    self.one(item, max(level, 2) if has_title else level)
                else:
                    self.field("item", item, level)
            self.blank()

    def scalar(self, name: str, node: yaml.ScalarNode) -> None:
        text = str(node.value).strip()
        if not _is_shown(name, node):
            return
        self.blank()
        if name in _IMAGES and text.lower().endswith(_IMAGE_FILES):
            self.at(node, f"![](<{text}>)")
        elif name in _IMAGES:
            self.at(node, f"[{_plain(text)}](<{text}>)")
        elif name in _TYPES:
            self.at(node, _label_of_links(text))
        elif name == "durationInMinutes":
            self.at(node, f"{text} min")
        else:
            (first, line), *others = text_lines(node, self.source)
            self.lines += [("- " * (name == "item") + first, line), *others]
            self.blank()

    def one(self, node: yaml.MappingNode, level: int) -> None:
        """Write an item of a list: a link if it has only a URL, else a section."""
        url = _first(node, _URLS)
        text = _first(node, ("text", *_TITLES))
        below = [
            value
            for key, value in node.value
            if value not in (url, text)
            and key.value not in _TYPES
            and _is_shown(key.value, value)
        ]
        if url is None or text is None or below:
            self.part(node, level)
        else:
            link = f"[{_plain(text.value)}](<{url.value.strip()}>)"
            if kind := _first(node, _TYPES):
                link = f'<span class="{_classes(LINK_CLASS, kind.value)}">{link}</span>'
            self.lines.append((f"- {link}", url.start_mark.line + 1))

    def blank(self) -> None:
        """Add a blank line, unless the last line is blank."""
        if self.lines and self.lines[-1][0]:
            self.lines.append(("", self.lines[-1][1]))


def _is_shown(name: str, node: yaml.Node) -> bool:
    """Return True if readers see a field, or a field inside its value.

    :param name: the key of the field.
    """
    if name in _SILENT:
        return False
    if isinstance(node, yaml.MappingNode):
        return any(_is_shown(key.value, value) for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return any(_is_shown("item", item) for item in node.value)
    text = str(node.value).strip()
    if not text or node.tag.endswith((":null", ":bool")):
        return False
    is_known = name in _TEXTS or name in _IMAGES or name in _URLS
    return is_known or len(text.split()) > 1


def _first(node: yaml.MappingNode, names: tuple[str, ...]) -> yaml.ScalarNode | None:
    for name in names:
        for key, value in node.value:
            if key.value == name and isinstance(value, yaml.ScalarNode):
                return value if str(value.value).strip() else None
    return None


def _heading(title: yaml.ScalarNode) -> str:
    """Return the words of a heading on one line."""
    return " ".join(str(title.value).split())


def _names(node: yaml.MappingNode, title: yaml.ScalarNode) -> str:
    """Return the anchors of a question, as links on the site name it.

    Every character except letters and digits becomes a hyphen. Some links omit the last
    hyphen.
    """
    if _first(node, ("question",)) is not title:
        return ""
    name = _NO_WORD.sub("-", title.value.strip().lower())
    names = dict.fromkeys((name, name.rstrip("-")))
    return "".join(f'<a id="{name}"></a>' for name in names if name)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _label_of_links(kind: str) -> str:
    """Return the label of a list of links, in bold, with a class for its kind.

    :param kind: the kind of the links, such as ``how-to-guide``.
    """
    label = link_types().get(kind.lower()) or readable_name(kind, capitalised=True)
    return f'<span class="{_classes(LINKS_CLASS, kind)}">**{_plain(label)}**</span>'


def _classes(name: str, kind: str) -> str:
    """Return a class, and the class of a kind of link, such as ``how-to-guide``."""
    return f"{name} {LINKS_CLASS}--{_NO_WORD.sub('-', kind.strip().lower())}"


def link_types() -> dict[str, str]:
    """Return kind of link → label in the language of the project.

    The kinds come from Learn's schemas of landing and hub pages.
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
