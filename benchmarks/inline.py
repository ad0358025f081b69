"""Text and what is in it, from a tree of HTML to Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from justhtml import Node

from .repository import Links, Page, in_markdown
from .tags import KEPT

_MARKED = re.compile(r"@(\d+)@(.*)", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\f]*\n[ \t\r\f]*|[ \t\r\f]+")
_PUNCTUATION = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)")
_SPECIAL = re.compile(r"[*`\[\]]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(
    r"^(?:(?=[#>%=:|~])|(?=[-+](?:\s|$|[-+ ]))|(?=\(.*\)=\s*$))", re.MULTILINE
)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_BREAKS = re.compile(r"\A(?:\s|\\\n)+|(?:\s|\\\n)+\Z")
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_RUNS = re.compile(r"`+")


def children_of(node: Node) -> list[Node]:
    """What is in an element."""
    return list(getattr(node, "children", None) or [])


def attribute(node: Node, name: str) -> str:
    """An attribute, or nothing."""
    attributes = getattr(node, "attrs", None) or {}
    return attributes.get(name) or ""


def text_of(node: Node) -> str:
    """All text in a node, as it is."""
    if node.name == "#text":
        return str(node.data or "")
    if node.name == "br":
        return "\n"
    return "".join(map(text_of, children_of(node)))


def anchors_of(node: Node) -> list[str]:
    """The anchors in a node, its own first."""
    names = [attribute(node, "id")]
    if node.name == "a":
        names.append(attribute(node, "name"))
    for child in children_of(node):
        names += anchors_of(child)
    return list(filter(None, names))


def escape(text: str) -> str:
    """Text with nothing in it that means something to MyST."""
    text = _PUNCTUATION.sub(r"\\\\", text)
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _UNDERSCORE.sub(r"\_", text)
    text = _TAG_LIKE.sub(r"\\<", text)
    return _ENTITY.sub("&amp;", text)


def code_span(text: str) -> str:
    """Text as code within a line."""
    begin, end = text[:1].isspace() * " ", text[-1:].isspace() * " "
    text = " ".join(text.split())
    if not text:
        return begin
    longest = max(map(len, _RUNS.findall(text)), default=0)
    marks = "`" * (longest + 1)
    space = " " if "`" in (text[0], text[-1]) else ""
    return f"{begin}{marks}{space}{text}{space}{marks}{end}"


@dataclass
class References:
    """The link definitions of a page: a label and a URL for each."""

    urls: dict[str, str] = field(default_factory=dict)

    def label(self, wanted: str, destination: str) -> str:
        """A label for a URL: the one that it has in the dialect, if that is free."""
        wanted = " ".join(re.sub(r"[\[\]\\`<>^]", " ", wanted).split()) or "link"
        label, number = wanted, 1
        while self.urls.setdefault(label, destination) != destination:
            number += 1
            label = f"{wanted} {number}"
        return label

    def lines(self) -> list[str]:
        """The definitions."""
        return [f"[{label}]: {url}" for label, url in self.urls.items()]


class InlineWriter:
    """Writes what stands in a line.

    :param page: the article.
    :param links: where links lead.
    :param sources: the files by their number.
    """

    def __init__(self, page: Page, links: Links, sources: Sequence[str]) -> None:
        self.references = References()
        self._page, self._links, self._sources = page, links, sources
        self._in_link = False
        self._bold = self._emphasis = False
        self._writers: dict[str, Callable[[Node], str]] = {
            "a": self._link,
            "img": self._image,
            "br": lambda _: "\\\n",
            "sup": lambda node: self._role(node, "sup"),
            "sub": lambda node: self._role(node, "sub"),
            **dict.fromkeys(_CODE, lambda node: code_span(text_of(node))),
            **dict.fromkeys(KEPT, lambda node: str(node.to_html(pretty=False))),
        }

    def paragraph(self, nodes: Sequence[Node]) -> str:
        """Text of one or more lines."""
        text = _BREAKS.sub("", self._all(nodes))
        text = "\n".join(line.strip() for line in text.split("\n"))
        text = re.sub(r"\n{2,}", "\n", text)
        text = re.sub(r"(?:\\\n){2,}", "\\\\\n", text)
        text = _LINE_START.sub(r"\\", text)
        return _NUMBER.sub(r"\1\\\2", text)

    def line(self, nodes: Sequence[Node]) -> str:
        """Text of one line."""
        text = self._all(nodes).replace("\\\n", " ")
        return _NUMBER.sub(r"\1\\\2", " ".join(text.split()))

    def target(self, node: Node) -> str:
        """The URL of a link, for the copy."""
        return self._resolve(attribute(node, "href"))[0]

    def is_own(self, node: Node) -> bool:
        """Whether a link leads to the page itself."""
        url, target = self._resolve(attribute(node, "href"))
        return target is self._page and "#" not in url

    def _resolve(self, url: str) -> tuple[str, Page | None]:
        match = _MARKED.fullmatch(url)
        source = self._sources[int(match[1])] if match else "articles/x.md"
        return self._links.link(match[2] if match else url, source, self._page)

    def _all(self, nodes: Sequence[Node]) -> str:
        out = ""
        for index, node in enumerate(nodes):
            following = text_of(nodes[index + 1])[:1] if index + 1 < len(nodes) else ""
            if node.name == "#text":
                text = _SPACE.sub(_one_space, str(node.data or ""))
                text = escape(text)
                if following and text.endswith("!"):
                    text = f"{text[:-1]}\\!"
                out += text
            elif node.name in ("b", "strong"):
                out += self._marked(node, "**", out[-1:], following)
            elif node.name in ("em", "i", "cite", "var", "dfn"):
                out += self._marked(node, "*", out[-1:], following)
            elif node.name in self._writers:
                out += self._writers[node.name](node)
            elif not node.name.startswith(("#", "!")):
                out += self._all(children_of(node))
        return out

    def _marked(self, node: Node, marks: str, before: str, after: str) -> str:
        """Bold text and emphasis, where Markdown can have it."""
        outer = self._bold, self._emphasis
        if (self._bold and marks == "**") or (self._emphasis and marks == "*"):
            return self._all(children_of(node))
        if marks == "**":
            self._bold = True
        else:
            self._emphasis = True
        text = self._all(children_of(node))
        self._bold, self._emphasis = outer
        inner = _BREAKS.sub("", text)
        if not inner:
            return text
        begin = text[: len(text) - len(text.lstrip())]
        end = text[len(text.rstrip()) :]
        near = (before if not begin else "", inner[0])
        far = (after if not end else "", inner[-1])
        if not _pairs(near, far):
            return f"{begin}{inner}{end}"
        return f"{begin}{marks}{inner}{marks}{end}"

    def _link(self, node: Node) -> str:
        href = attribute(node, "href")
        if not href or self._in_link:
            return self._all(children_of(node))
        self._in_link = True
        text = self._all(children_of(node))
        self._in_link = False
        inner = _BREAKS.sub("", text)
        if not inner:
            return text
        return text.replace(inner, self._to(inner, self.target(node), node), 1)

    def _image(self, node: Node) -> str:
        match = _MARKED.fullmatch(attribute(node, "src"))
        if match is None or not match[2].strip():
            return ""
        source = self._sources[int(match[1])]
        url = self._links.image(match[2].strip(), source)
        alt = escape(" ".join(attribute(node, "alt").split()))
        return "!" + self._to(alt, url, node)

    def _to(self, text: str, url: str, node: Node) -> str:
        destination = in_markdown(url)
        if title := " ".join(attribute(node, "title").split()):
            title = escape(title).replace('"', '\\"')
            destination += f' "{title}"'
        if label := attribute(node, "data-label"):
            return f"[{text}][{self.references.label(label, destination)}]"
        return f"[{text}]({destination})"

    def _role(self, node: Node, role: str) -> str:
        text = " ".join(text_of(node).split()).replace("`", "'")
        return f"{{{role}}}`{text}`" if text else ""


def _one_space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


def _pairs(near: tuple[str, str], far: tuple[str, str]) -> bool:
    """Whether marks between these characters begin and end something."""
    return all(
        not (outside.isalnum() and not inside.isalnum())
        for outside, inside in (near, far)
    )
