"""The outline of HTML: what a reader gets of it, whatever elements it is made of.

docfx's HTML and ours are reduced to lines such as ``heading 2 Title``, ``link url
text`` and ``code cs ...``, in their order, with all visible text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta")
ALERTS = ("note", "tip", "important", "warning", "caution", "todo", "review")
# What Sphinx adds, and what has the text of something else.
OURS = (
    *("headerlink", "azure-label", "azure-zone-title", "azure-pivots"),
    *("tablist", "admonition-title"),
)
_TYPOGRAPHY = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "…": "..."}
_BLOCKS = ("ul", "ol", "li", "table", "tr", "td", "th", "blockquote")
_REFRESH = re.compile(r"0;\s*url='?(?P<url>[^']*)'?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


class Node:
    """An element, with text and elements in it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Node | str] = []

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def find(self, tag: str) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                if child.tag == tag:
                    yield child
                yield from child.find(tag)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.stack) - 1, 0, -1):
            if self.stack[index].tag == tag:
                del self.stack[index:]
                return

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parse(html: str) -> Node:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def outline(html: str) -> list[str]:
    """The outline of a piece of HTML."""
    merged: list[str] = []
    for line in _lines(parse(html)):
        if line.startswith("text ") and merged and merged[-1].startswith("text "):
            merged[-1] += line[5:]
        else:
            merged.append(line)
    lines = (m if m.startswith("code ") else _SPACE.sub(" ", m).strip() for m in merged)
    return _ranked([line for line in lines if line not in ("", "text")])


def refreshes(html: str) -> list[str]:
    """Where a page leads on to by itself."""
    tags = (m for m in parse(html).find("meta") if "http-equiv" in m.attributes)
    contents = (tag.attributes.get("content", "") for tag in tags)
    return [m["url"] for m in map(_REFRESH.fullmatch, contents) if m]


def _ranked(lines: list[str]) -> list[str]:
    """Headings by their rank: a page of Sphinx begins with level 1."""
    levels = sorted({x for x in lines if re.fullmatch("heading [1-6]", x)})
    return [f"heading {levels.index(x) + 1}" if x in levels else x for x in lines]


def _lines(node: Node | str) -> Iterator[str]:
    if isinstance(node, str):
        yield f"text {_plain(node)}"
        return
    if any(name in OURS for name in node.classes):
        return
    rule = _RULES.get(node.tag, _other)
    yield from rule(node)


def _inner(node: Node) -> Iterator[str]:
    for child in node.children:
        yield from _lines(child)


def _other(node: Node) -> Iterator[str]:
    if "azure-deleted" in node.classes:
        yield from _mark(Node("del", {}) if not node.children else _as("del", node))
        return
    yield from _inner(node)


def _as(tag: str, node: Node) -> Node:
    copy = Node(tag, {})
    copy.children = node.children
    return copy


def _paragraph(node: Node) -> Iterator[str]:
    yield "text \n"
    yield from _inner(node)
    yield "text \n"


def _uid(node: Node) -> Iterator[str]:
    """A reference that nothing resolves is what was written."""
    if node.text().strip():
        yield from _inner(node)
        return
    attributes = node.attributes
    written = attributes.get("data-raw-source")
    yield f"text {_plain(written or attributes.get('href', ''))}"


def _silent(_node: Node) -> Iterator[str]:
    return iter(())


def _heading(node: Node) -> Iterator[str]:
    if node.tag == "h5" and node.text().strip().isupper():
        return  # the title of an alert
    yield f"heading {node.tag[1]}"
    yield from _inner(node)
    yield "heading end"


def _link(node: Node) -> Iterator[str]:
    if node.attributes.get("role") == "tab":
        return
    href = node.attributes.get("href")
    images = list(node.find("img"))
    if href is not None and href.startswith("xref:"):
        yield from _inner(node)
        return
    if href is None or (images and "azure-lightbox" in node.classes):
        yield from _inner(node)
        return
    if images and href.endswith("#lightbox"):
        yield from _inner(node)
        return
    yield f"link {_target(href)}"
    yield from _inner(node)
    yield "link end"


def _image(node: Node) -> Iterator[str]:
    source = _target(node.attributes.get("src", "")).rpartition("/")[2]
    yield f"image {source} {node.attributes.get('alt', '')}"


def _code(node: Node) -> Iterator[str]:
    title = next(node.find("code"), node).attributes.get("title")
    if title:
        yield f"text {title}\n"
    text = node.text().strip("\n")
    # docfx's tests compare without line ends, in which blank lines are lost.
    lines = [x.rstrip().expandtabs(4) for x in text.splitlines() if x.strip()]
    yield "code " + "\n".join(lines).strip()


def _div(node: Node) -> Iterator[str]:
    classes = [name.lower() for name in node.classes]
    if "embeddedvideo" in classes or "azure-video" in classes:
        yield f"video {_player(node)}"
    elif "tabgroup" in classes or "azure-tabs" in classes:
        yield from ("tabs", *_tabs(node), "tabs end")
    elif "azure-form" in classes:
        yield f"form {node.text().strip()}"
    else:
        yield from _alert(node, classes)
        yield from _part(node, classes)
        yield from _inner(node)


def _player(node: Node) -> str:
    for tag, name in (("iframe", "src"), ("a", "href")):
        for element in node.find(tag):
            return element.attributes[name]
    return ""


def _alert(node: Node, classes: list[str]) -> Iterator[str]:
    kinds = [name for name in ALERTS if name in classes]
    if kinds:
        yield f"alert {kinds[0]}"
    elif "admonition" in classes:
        yield f"alert {next(node.find('p')).text().lower()}"
    elif "alert" in classes:
        yield f"alert {next(node.find('h5')).text().lower()}"


def _part(node: Node, classes: list[str]) -> Iterator[str]:
    """What a division is: a row, a column, a zone or range that is not empty."""
    if "azure-row" in classes:
        yield "row"
    elif "column" in classes or "azure-column" in classes:
        spans = (c.removeprefix("azure-") for c in classes if "span" in c)
        yield f"column {' '.join(spans).replace('-', '')}"
    elif not node.text().strip():
        return
    elif "zone" in classes or "azure-zone" in classes:
        yield f"zone {' '.join(_pivots(node))}"
    elif "range" in node.attributes or "azure-moniker" in classes:
        yield "moniker"


def _section(node: Node) -> Iterator[str]:
    if "row" in node.classes:
        yield "row"
    if "azure-moniker" in node.classes:
        yield "moniker"
    if "azure-zone" in node.classes:
        yield f"zone {' '.join(_pivots(node))}"
    yield from _inner(node)


def _pivots(node: Node) -> list[str]:
    if "data-pivot" in node.attributes:
        return node.attributes["data-pivot"].split()
    prefix = "azure-pivot--"
    return [c.removeprefix(prefix) for c in node.classes if c.startswith(prefix)]


def _tabs(node: Node) -> Iterator[str]:
    titles = {}
    for link in node.find("a"):
        if link.attributes.get("role") == "tab":
            titles[link.attributes["aria-controls"]] = link.text().strip()
    for panel in node.find("section"):
        if panel.attributes.get("role") == "tabpanel":
            yield f"tab {panel.attributes['id']} {titles[panel.attributes['id']]}"
            yield from _inner(panel)
    for panel in node.children:
        if isinstance(panel, Node) and "azure-tab" in panel.classes:
            parts = [c for c in panel.children if isinstance(c, Node)]
            yield f"tab {panel.attributes.get('id', '')} {parts[0].text().strip()}"
            for part in parts[1:]:
                yield from _lines(part)


def _form(node: Node) -> Iterator[str]:
    yield f"form {node.text().strip()}"


def _frame(node: Node) -> Iterator[str]:
    yield f"video {node.attributes.get('src', '')}"


def _mark(node: Node) -> Iterator[str]:
    yield node.tag
    yield from _inner(node)
    yield f"{node.tag} end"


def _inline_code(node: Node) -> Iterator[str]:
    yield f"literal {node.text()}"


def _block(node: Node) -> Iterator[str]:
    yield node.tag
    yield from _inner(node)


def _target(url: str) -> str:
    """A target, the same for what docfx and Sphinx make of one."""
    parts = urlsplit(unquote(url).removeprefix("~/").removeprefix("./"))
    if parts.scheme or parts.netloc:
        return unquote(url)
    path = re.sub(r"\.(?:md|html)$", "", parts.path)
    path = re.sub(r"^(?:\.\./)*(?:_images|_downloads/[^/]*)/", "", path)
    query = f"?{parts.query}" if parts.query else ""
    return f"{path}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def _plain(text: str) -> str:
    """Text without the typography of either, and formulas without space."""
    text = re.sub(r"\\\(\s*(.*?)\s*\\\)", r"\(\1\)", text)
    for curly, straight in (
        ("“", '"'),
        ("”", '"'),
        ("‘", "'"),
        ("’", "'"),
        ("–", "--"),
        ("…", "..."),
    ):
        text = text.replace(curly, straight)
    return text


_RULES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(
        ("ul", "ol", "li", "table", "tr", "td", "th", "blockquote"), _block
    ),
    **dict.fromkeys(("em", "strong", "del"), _mark),
    "s": lambda node: _mark(_as("del", node)),
    **dict.fromkeys(("script", "style", "summary", "title", "yamlheader"), _silent),
    "a": _link,
    **dict.fromkeys(("p", "br", "dd", "dt"), _paragraph),
    "xref": _uid,
    **dict.fromkeys(("i",), lambda node: _mark(_as("em", node))),
    **dict.fromkeys(("b",), lambda node: _mark(_as("strong", node))),
    "img": _image,
    "pre": _code,
    "code": _inline_code,
    "div": _div,
    "section": _section,
    "form": _form,
    "iframe": _frame,
}
