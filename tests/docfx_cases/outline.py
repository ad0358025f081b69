"""The outline of HTML: what a reader gets of it, in the words of neither writer.

docfx's HTML and ours are reduced to lines: one for each paragraph, heading, item,
cell and block of code, indented by what it stands in. The inline markup of a line is
written in the same tags for both.

Not compared, since no reader of a page gets it:

- ``target`` of a zone and ``action`` of a form, which mean something on the site only;
- zones and moniker ranges without content;
- attributes of a division except its classes and its id;
- whether a list is tight, and whether a table has a head without a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import groupby
from urllib.parse import unquote, urlsplit

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta")
ALERTS = ("note", "tip", "important", "warning", "caution")
# Classes of ours with text that docfx leaves to its scripts and templates.
_ADDED = ("headerlink", "azure-pivots", "tablist", "admonition-title")
_REFRESH = re.compile(r"0;\s*url='?(?P<url>[^']*)'?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(_HEADINGS) | {
    *("blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form"),
    *("hr", "iframe", "li", "ol", "p", "pre", "script", "section", "style", "table"),
    *("tbody", "td", "tfoot", "th", "thead", "tr", "ul", "details", "summary"),
}
_LEAVES = ("hr", "iframe", "form", "script", "style")
_NESTED = frozenset(
    ("blockquote", "dd", "dl", "dt", "figcaption", "figure", "footer", "li", "ol")
) | {"table", "td", "th", "tr", "ul"}
"""Blocks that have a line of their own, and others in them."""
_MARKS = (
    {name: name for name in ("abbr", "cite", "kbd", "mark", "q", "small", "sub", "sup")}
    | dict.fromkeys(("em", "i"), "em")
    | dict.fromkeys(("strong", "b"), "strong")
    | dict.fromkeys(("del", "s", "strike"), "del")
    | dict.fromkeys(("ins", "u"), "ins")
)
"""Inline element → the tag that it has in an outline."""
_CLASS_MARKS = {"azure-deleted": "del"} | {
    f"azure-{name}": name for name in ("ins", "mark", "cite")
}
"""Class of a span of ours → tag."""
_NO_LANGUAGE = ("", "none", "text")
# Names that Learn has and Pygments has not, with what stands in for them.
_LANGUAGES = (
    dict.fromkeys(("cs", "cs-i", "cshtml"), "csharp")
    | {"azurecli": "bash", "azurepowershell": "powershell", "batchfile": "bat"}
    | {"javascript-i": "javascript", "output": "text", "vb": "vbnet"}
)
_LIST_TYPES = {name: name for name in ("a", "A", "i", "I")} | {
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}
_LABEL = "Applies to: "


class Node:
    """An element, with text and elements in it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Node | str] = []

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def find(self, *tags: str) -> Iterator[Node]:
        """Yield the elements below, of some names if any are given."""
        for child in self.elements:
            if child.tag in tags or not tags:
                yield child
            yield from child.find(*tags)


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


def outline(html: str, expected: str | None = None) -> list[str]:
    """Return the outline of a part of a page.

    :param html: the part.
    :param expected: the part that it is compared with. More ids than that has, and
        names of videos that it gives none, are no difference.
    """
    root = parse(html)
    other = root if expected is None else parse(expected)
    names = {
        value
        for node in other.find()
        for key, value in node.attributes.items()
        if key in ("id", "name", "title")
    }
    _mark_borders(root)
    lines = _joined(_Outliner(names).flow(root))
    return [f"{'  ' * depth}{text}" for depth, text in lines]


def refreshes(html: str) -> list[str]:
    """Return where a page leads on to by itself."""
    tags = (m for m in parse(html).find("meta") if "http-equiv" in m.attributes)
    contents = (tag.attributes.get("content", "") for tag in tags)
    return [m["url"] for m in map(_REFRESH.fullmatch, contents) if m]


def _mark_borders(root: Node) -> None:
    """Give images the border that docfx gives to what they stand in."""
    for node in root.find():
        if "mx-imgBorder" in node.classes:
            for image in node.find("img"):
                image.attributes["border"] = "1"
        if "azure-border" in node.classes:
            node.attributes["border"] = "1"


Line = tuple[int, str]
"""How deep it is, and what it says."""
_GOES_ON = "(goes on) "
"""What a line begins with that may continue the same zone or range before it."""


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, with zones and ranges that go on as one.

    Ours are made of several elements where they hold headings.
    """
    opened: dict[int, str] = {}
    for depth, text in lines:
        is_continued = text.startswith(_GOES_ON)
        text = text.removeprefix(_GOES_ON)
        same = opened.get(depth) == text
        opened = {d: t for d, t in opened.items() if d < depth}
        opened[depth] = text
        if not (is_continued and same):
            yield depth, text


class _Outliner:
    """Makes lines of elements.

    :param names: the ids and titles that count.
    """

    def __init__(self, names: set[str]) -> None:
        self._names = names
        self._range = ""
        self._is_continued = False
        self._pending_ids: list[str] = []

    def flow(self, node: Node, depth: int = 0) -> Iterator[Line]:
        """Yield what stands in an element: text becomes paragraphs."""
        for is_block, group in groupby(node.children, _is_block):
            children = list(group)
            if is_block:
                for child in children:
                    assert isinstance(child, Node)
                    yield from self._block(child, depth)
            elif text := _tidy(self._inline_all(children)):
                yield depth, f"p {text}"

    def _block(self, node: Node, depth: int) -> Iterator[Line]:
        if any(name in _ADDED for name in node.classes) or self._is_label(node):
            return
        if node.tag in _HEADINGS:
            yield from self._heading(node, depth)
        elif node.tag in ("div", "section"):
            yield from self._division(node, depth)
        elif node.tag == "pre":
            yield from _code(node, depth, "", "")
        elif node.tag in _LEAVES:
            yield depth, self._leaf(node)
        elif node.tag in _NESTED:
            yield depth, self._labelled(node)
            yield from self.flow(node, depth + 1)
        elif node.tag == "a" and "href" in node.attributes:
            yield depth, f"link {_target(node.attributes['href'])}"
            yield from self.flow(node, depth + 1)
        else:
            yield from self.flow(node, depth)

    def _leaf(self, node: Node) -> str:
        """Return the line of a block without blocks in it."""
        if node.tag == "hr":
            return "rule"
        if node.tag == "iframe":
            return self._video(node)
        return f"{node.tag} {_fold(node.text()).strip()}"

    def _is_label(self, node: Node) -> bool:
        """Whether an element says where a zone or range of ours begins."""
        if "azure-label" in node.classes:
            self._range = node.text().strip().removeprefix(_LABEL)
        elif "azure-zone-title" not in node.classes:
            return False
        self._is_continued = False
        return True

    def _heading(self, node: Node, depth: int) -> Iterator[Line]:
        ids = [*self._take_ids(), node.attributes.get("id", "")]
        inner = [n.attributes for n in node.find("a", "span")]
        ids += [n.get("id") or n.get("name", "") for n in inner]
        known = "".join(f" #{id_}" for id_ in sorted({*ids} & self._names) if id_)
        text = _tidy(self._inline_all(node.children))
        yield depth, f"heading {node.tag[1]}{known} {text}"

    def _take_ids(self) -> list[str]:
        ids, self._pending_ids = self._pending_ids, []
        return ids

    def _labelled(self, node: Node) -> str:
        """Return the name of an element, with what its attributes say."""
        words = [node.tag]
        if node.tag == "ol":
            start = node.attributes.get("start", "1")
            types = (node.attributes.get("type", ""), *node.classes)
            words += [f"from {start}"] if start != "1" else []
            words += [f"type {_LIST_TYPES[t]}" for t in types if t in _LIST_TYPES]
        if node.tag in ("td", "th"):
            words += _alignment(node)
            spans = ("colspan", "rowspan")
            words += [
                f"{n} {node.attributes[n]}" for n in spans if n in node.attributes
            ]
        return " ".join(words)

    # Divisions

    def _division(self, node: Node, depth: int) -> Iterator[Line]:
        classes = [name.lower() for name in node.classes]
        if node.tag == "section":
            self._pending_ids = [node.attributes.get("id", "")]
            spans = (n for n in node.elements if n.tag == "span" and not n.text())
            self._pending_ids += [span.attributes.get("id", "") for span in spans]
        if "embeddedvideo" in classes or "azure-video" in classes:
            players = [*node.find("iframe"), *node.find("a")]
            yield from ((depth, self._video(player)) for player in players[:1])
        elif "tabgroup" in classes or "azure-tabs" in classes:
            yield depth, "tabs"
            yield from self._tabs(node, depth + 1)
        elif "azure-form" in classes:
            yield depth, f"form {_fold(node.text()).strip()}"
        elif "azure-rule" in classes:
            yield depth, "rule"
        elif "literal-block-wrapper" in classes or _language_of(node) is not None:
            yield from self._captioned(node, depth)
        elif labels := self._wrappers(node, classes):
            if labels[0].startswith(("zone", "moniker", _GOES_ON)):
                yield from self._ranged(node, labels, depth)
                return
            yield from ((depth + n, label) for n, label in enumerate(labels))
            yield from self.flow(node, depth + len(labels))
        else:
            yield from self.flow(node, depth)

    def _ranged(self, node: Node, labels: list[str], depth: int) -> Iterator[Line]:
        """Yield a zone or range, the outer of two that hold the same first."""
        inner = node
        while (
            len(inner.elements) == 1
            and not "".join(c for c in inner.children if isinstance(c, str)).strip()
        ):
            (only,) = inner.elements
            if only.tag not in ("div", "section"):
                break
            more = self._wrappers(only, [name.lower() for name in only.classes])
            if not more or not more[0].startswith(("zone", "moniker", _GOES_ON)):
                break
            labels, inner = [*labels, *more], only
        if not _has_content(inner):
            return
        labels.sort(key=lambda label: label.removeprefix(_GOES_ON))
        yield from ((depth + n, label) for n, label in enumerate(labels))
        if inner.tag == "section":
            self._pending_ids = [inner.attributes.get("id", "")]
            spans = (n for n in inner.elements if n.tag == "span" and not n.text())
            self._pending_ids += [span.attributes.get("id", "") for span in spans]
        yield from self.flow(inner, depth + len(labels))

    def _wrappers(self, node: Node, classes: list[str]) -> list[str]:
        """Return what a division is, as one line or, for a zone in a range, two."""
        if label := _alert(node, classes):
            return [label]
        ours = []
        if "azure-moniker" in classes:
            ours.append(f"moniker {self._range}")
        if "azure-zone" in classes:
            prefix = "azure-pivot--"
            ours.append(_zone(c.removeprefix(prefix) for c in classes if prefix in c))
        if ours:
            before, self._is_continued = self._is_continued, True
            return [f"{_GOES_ON if before else ''}{label}" for label in ours]
        if "range" in node.attributes:
            return [f"moniker {node.attributes['range']}"]
        if "zone" in classes:
            return [_zone(node.attributes.get("data-pivot", "").split())]
        if "row" in classes or "azure-row" in classes:
            return ["row"]
        if "column" in classes or "azure-column" in classes:
            spans = (re.sub(r"\D", "", c) for c in classes if "span" in c)
            return [" ".join(["column", *spans])]
        if node.tag == "div":
            return _named_division(node)
        return []

    def _tabs(self, node: Node, depth: int) -> Iterator[Line]:
        titles = {}
        for link in node.find("a"):
            if link.attributes.get("role") == "tab":
                text = _tidy(self._inline_all(link.children))
                titles[link.attributes["aria-controls"]] = text
        for panel in node.find("section"):
            if panel.attributes.get("role") == "tabpanel":
                id_ = panel.attributes["id"]
                yield depth, f"tab {id_} {titles[id_]}"
                yield from self.flow(panel, depth + 1)
        for panel in node.elements:
            if "azure-tab" in panel.classes:
                title, *parts = panel.elements
                text = _tidy(self._inline_all(title.children))
                text = text.removeprefix("<strong>").removesuffix("</strong>")
                yield depth, f"tab {panel.attributes.get('id', '')} {text}"
                inner = Node("", {})
                inner.children = [*parts]
                yield from self.flow(inner, depth + 1)

    def _captioned(self, node: Node, depth: int) -> Iterator[Line]:
        """Yield a block of code of ours, which has a division around it."""
        captions = (n for n in node.find("span") if "caption-text" in n.classes)
        title = " ".join(caption.text() for caption in captions)
        for block in (node, *node.find("div")):
            language = _language_of(block)
            if language is None:
                continue
            if "interactive" in block.classes:
                language += " interactive"
            for code in block.find("pre"):
                yield from _code(code, depth, language, title)
            return

    def _video(self, player: Node) -> str:
        url = player.attributes.get("src") or player.attributes.get("href", "")
        name = player.attributes.get("title") or player.text()
        bare = re.sub(r"\A(?:Video: )+", "", name)
        is_known = any(bare and known.endswith(bare) for known in self._names)
        return f"video {url}" + (f' "{bare}"' if is_known else "")

    # Text

    def _inline_all(self, nodes: Sequence[Node | str]) -> str:
        return "".join(map(self._inline, nodes))

    def _inline(self, node: Node | str) -> str:
        if isinstance(node, str):
            return _formulas(node)
        if any(name in _ADDED for name in node.classes):
            return ""
        inner = self._inline_all(node.children)
        if mark := _mark_of(node):
            title = node.attributes.get("title", "") if mark == "abbr" else ""
            return f"<{mark}" + (f' "{title}"' if title else "") + f">{inner}</{mark}>"
        match node.tag:
            case "br":
                return "<break>"
            case "code":
                return f"<code>{node.text()}</code>"
            case "img":
                return _image(node)
            case "a":
                return self._link(node, inner)
            case "xref":
                return inner if inner.strip() else _written(node)
            case _:
                return _control(node) or inner

    def _link(self, node: Node, inner: str) -> str:
        href = node.attributes.get("href")
        if href is None or href.startswith("xref:"):
            names = (node.attributes.get("id"), node.attributes.get("name"))
            ids = {name for name in names if name} & self._names
            return "".join(f"<anchor {id_}>" for id_ in sorted(ids)) + inner
        is_larger = href.endswith("#lightbox") or "azure-lightbox" in node.classes
        target = _target(href.removesuffix("#lightbox") if is_larger else href)
        title = node.attributes.get("title")
        tag = "lightbox" if is_larger else "link"
        inner = inner.strip() if next(node.find("img"), None) else inner
        return (
            f"<{tag} {target}" + (f' "{title}"' if title else "") + f">{inner}</{tag}>"
        )


def _is_block(node: Node | str) -> bool:
    """Whether a node is a block, or has one in it."""
    if isinstance(node, str):
        return False
    if node.tag in _BLOCKS:
        return True
    return any(inner.tag in _BLOCKS for inner in node.find())


def _has_content(node: Node) -> bool:
    return bool(node.text().strip()) or next(node.find("img", "hr"), None) is not None


def _mark_of(node: Node) -> str | None:
    """Return the tag of an inline element in an outline, if it is a mark."""
    if node.tag != "span":
        return _MARKS.get(node.tag)
    return next((_CLASS_MARKS[c] for c in node.classes if c in _CLASS_MARKS), None)


def _control(node: Node) -> str:
    """Return the tag of a check box or player in an outline."""
    if node.tag == "input":
        state = "x" if "checked" in node.attributes else "-"
        return f"<{node.attributes.get('type')} {state}>"
    if node.tag in ("video", "audio"):
        sources = [node, *node.find("source")]
        urls = [source.attributes.get("src", "") for source in sources]
        return f"<{node.tag} {next(filter(None, urls), '')}>"
    return ""


def _written(node: Node) -> str:
    """Return a reference that nothing resolves, as it is written."""
    attributes = node.attributes
    return attributes.get("data-raw-source") or attributes.get("href", "")


def _image(node: Node) -> str:
    source = _target(node.attributes.get("src", ""))
    is_icon = node.attributes.get("role") == "presentation"
    words = [source, node.attributes.get("alt", "")]
    words += ["icon"] if is_icon or "azure-icon" in node.classes else []
    words += ["border"] if "border" in node.attributes else []
    if title := node.attributes.get("title"):
        words.append(f'"{title}"')
    return f"<image {'|'.join(words)}>"


def _alert(node: Node, classes: list[str]) -> str:
    """Return the line of a note, with its kind or title."""
    kinds = [name for name in ALERTS if name in classes]
    titles = [n for n in node.elements if n.tag == "h5"]
    titles += [n for n in node.elements if "admonition-title" in n.classes]
    if not titles or not (kinds or {"alert", "admonition"} & {*classes}):
        return ""
    title = titles[0].text().strip()
    titles[0].attributes["class"] = "admonition-title"
    more = [name for name in classes if name.startswith("alert-")]
    return " ".join(["alert", *(kinds or [title.lower()]), *more])


def _zone(pivots: Iterable[str]) -> str:
    return " ".join(["zone", *pivots])


def _named_division(node: Node) -> list[str]:
    """Return the line of a division that has a name, by which style sheets know it."""
    own = ("docutils", "container", "section", "body", "compound")
    classes = [
        name
        for name in node.classes
        if name not in own and not name.startswith(("azure-", "highlight"))
    ]
    id_ = node.attributes.get("id", "")
    words = [*classes, *([f"#{id_}"] if id_ else [])]
    return [" ".join(["div", *words])] if words else []


def _alignment(node: Node) -> list[str]:
    style = re.search(r"text-align:\s*(\w+)", node.attributes.get("style", ""))
    names = [style[1]] if style else []
    names += [c.removeprefix("text-") for c in node.classes if c.startswith("text-")]
    return names


# Code


def _code(node: Node, depth: int, language: str, title: str) -> Iterator[Line]:
    """Yield a block of code: language, highlighted lines and title, then its lines."""
    code = next(node.find("code"), node)
    if not language:
        names = (c for c in code.classes if c.startswith(("lang-", "language-")))
        language = next(names, "").partition("-")[2]
        if "data-interactive" in code.attributes:
            language += " interactive"
    title = title or code.attributes.get("title", "")
    # HTML: a line end right after the start tag is not part of the code.
    text = node.text().removesuffix("\n")
    if node.children and str(node.children[0]).startswith("\n"):
        text = text.removeprefix("\n")
    lines = text.split("\n")
    marked = _marked(code, lines) or _ranges(
        code.attributes.get("highlight-lines", ""), len(lines)
    )
    words = ["code", _canonical(language)]
    words += [f"lines {','.join(map(str, marked))}"] if marked else []
    words += [f'"{title}"'] if title else []
    yield depth, " ".join(words)
    yield from ((depth + 1, f"| {line}") for line in lines)


def _language_of(node: Node) -> str | None:
    """Return the language of a division that holds code of ours."""
    names = (c for c in node.classes if c.startswith("highlight-"))
    name = next(names, None)
    return None if name is None else name.removeprefix("highlight-")


def _canonical(language: str) -> str:
    """Return one name of a language that has many."""
    name, _, interactive = language.partition(" ")
    name = name.lower()
    if name in _NO_LANGUAGE or _LANGUAGES.get(name) in _NO_LANGUAGE:
        name = "-"
    else:
        try:
            name = get_lexer_by_name(_LANGUAGES.get(name, name)).name
        except ClassNotFound:
            name = "-"
    return f"{name} interactive" if interactive else name


def _marked(node: Node, lines: Sequence[str]) -> list[int]:
    """Return the 1-based lines of code of ours that are highlighted."""
    marked: set[int] = set()
    line = 1

    def visit(current: Node, *, is_marked: bool) -> None:
        nonlocal line
        is_marked = is_marked or "hll" in current.classes
        for child in current.children:
            if isinstance(child, Node):
                visit(child, is_marked=is_marked)
                continue
            if is_marked:
                last = line + child.removesuffix("\n").count("\n")
                marked.update(range(line, last + 1))
            line += child.count("\n")

    visit(node, is_marked=False)
    return sorted(number for number in marked if number <= len(lines))


def _ranges(text: str, count: int) -> list[int]:
    """Return the lines of ``1,3-5,7-``, of those that there are."""
    lines: set[int] = set()
    for part in filter(None, text.split(",")):
        first, dash, last = part.partition("-")
        end = int(last) if last else count if dash else int(first)
        lines.update(range(int(first), min(end, count) + 1))
    return sorted(lines)


# Text


def _target(url: str) -> str:
    """Return a target, the same for what docfx and Sphinx make of one."""
    parts = urlsplit(unquote(url).removeprefix("~/").removeprefix("./"))
    if parts.scheme or parts.netloc:
        return unquote(url)
    path = re.sub(r"\.(?:md|html)$", "", parts.path)
    path = re.sub(r"^(?:\.\./)*(?:_images|_downloads/[^/]*)/", "", path)
    query = f"?{parts.query}" if parts.query else ""
    return f"{path}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def _formulas(text: str) -> str:
    """Return text with no space at the edges of formulas."""
    return re.sub(r"\\\(\s*(.*?)\s*\\\)", r"\(\1\)", text)


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text)


def _tidy(text: str) -> str:
    """Return inline markup without space at its ends and around line breaks."""
    return re.sub(r" ?<break> ?", "<break>", _fold(text)).strip()
