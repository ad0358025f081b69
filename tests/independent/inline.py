"""What is in a block of text: links, images, anchors, includes, and words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from html.parser import HTMLParser

from tests.independent.html_names import INLINE, KNOWN


class ItemKind(Enum):
    """What an item of a text is."""

    LINK = "link"
    IMAGE = "image"
    ANCHOR = "anchor"
    HEADING = "heading"
    INCLUDE = "include"
    SNIPPET = "snippet"
    LARGER = "larger"
    MALFORMED = "malformed"
    UNDEFINED = "undefined"


@dataclass(frozen=True)
class Item:
    """Something in a text that names something, or is named.

    :param value: the URL, or the label of a definition if `by_label`; the name of an
        anchor; the text of a heading; the path of an include, of code, or of the
        larger version of an image; what is malformed.
    """

    kind: ItemKind
    start: int
    value: str
    by_label: bool = False


@dataclass(frozen=True)
class Text:
    """A text that was read: what is in it, and which of its characters are markup."""

    source: str
    items: tuple[Item, ...]
    visible: tuple[str, ...]

    @property
    def words(self) -> str:
        """The text without markup."""
        return html.unescape("".join(self.visible))


TOKEN = re.compile(
    r"""
    (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<comment><!--.*?-->)
  | (?P<script><(?P<unseen>script|style)\b.*?</(?P=unseen)\s*>)
  | (?P<pre><pre\b[^<>]*>.*?</pre\s*>)
  | (?P<snippet>\[!(?:code|notebook)[^\[\]\s]*\[[^\]]*\]\((?P<source>[^)]*)\)\s*\])
  | (?P<colons>:::[ ]*(?P<construct>image|code|video|form|no-loc)\b
        (?P<attributes>(?:[^\n":]|"[^"\n]*"|:(?!::))*)(?::::+)?)
  | (?P<include>\[!?(?:(?:WACOM|AZURE)\.)?INCLUDE\s*
        \[[^\]]*\]\s*\((?P<path>[^)"]*)(?:"[^"]*"\s*)?\)\s*\]
      |<div\s+chunk\s*=\s*["'](?P<chunk>[^"']*)["']\s*(?:/>|>\s*</div>))
  | (?P<code>(?<!`)(?P<ticks>`+)(?!`)(?P<inside>.+?)(?<!`)(?P=ticks)(?!`))
  | <(?P<autolink>(?:https?|ftp|mailto):[^\s<>]*|[\w.+-]+@[\w.-]+)>
  | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:[\s/](?:[^"'<>]|"[^"]*"|'[^']*')*+)?>
      |</?(?P<sloppy>[A-Za-z][A-Za-z0-9]*)\s(?:[^"'>]|"[^"\n]*"|'[^'\n]*')*+>
      |</?(?P<broken>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
MARKER = re.compile(
    r"\[?(?:(?<=\[)!|\b(?:WACOM|AZURE)\.)(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|SECURITY"
    r"|INFO|div\b[^\]]*|SELECTOR-LIST\b[^\]]*|SELECTOR|VIDEO\b[^\]]*|ACCOUNT-COMPARISON\b[^\]]*)"
    r"(?:[\]>:]|[ \t]*(?=\([^()\n]*\)[ \t]*\]))",
    re.IGNORECASE,
)
DESTINATION = re.compile(
    r"""\(\s*
    (?:<(?P<pointed>[^<>\n]*)>
      |(?P<plain>(?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*))
    (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)""",
    re.VERBOSE,
)
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
SPACED_URL = re.compile(r"[ \t]+\(((?:https?:/|\.|\.\.)?/[^\s()]+)\)")
WITH_SPACE = re.compile(
    r"""\([ \t]*(?P<url>[^\s()<>"'][^()<>"'\n]*?[ \t][^()<>"'\n]*?)"""
    r"""(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)"""
)
LIKE_URL = re.compile(
    r"(?:https?://|\.{0,2}/|~/).*|.*\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#].*)?"
)
HTTP = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)
SPACED = re.compile(r" *\n? *(?=\[)")
DEFINITION = re.compile(
    r"""^[ ]{0,3}\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:\s*
    (?:<(?P<pointed>[^<>\n]*)>|(?P<plain>[^\s<]\S*))
    (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ ]*$""",
    re.VERBOSE | re.MULTILINE,
)
HTML_HEADING = re.compile(
    r"<h([1-6])(?=[\s>])[^<>]*>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE
)
NO_END = re.compile(r"""=\s*(["'])([^"'<>]*)>\Z""")
NO_EQUALS = re.compile(r"""\s(id|name|href)(?=["'])""", re.IGNORECASE)
MASK = "\x00"


class AttributeReader(HTMLParser):
    """The attributes of a tag, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.attributes.setdefault(name, value or "")


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag.

    A quote on one side of a value only, and a missing ``=``, are slips of the pen: it
    is clear what was meant.
    """
    reader = AttributeReader()
    reader.feed(NO_END.sub(r"=\1\2\1>", NO_EQUALS.sub(r" \1=", tag)))
    return {
        name: value.strip("\"'") if name in ("id", "name", "href") else value
        for name, value in reader.attributes.items()
    }


def normal_label(label: str) -> str:
    """A label as it is compared."""
    return " ".join(label.split()).casefold()


def take_definitions(text: str) -> tuple[str, list[tuple[str, str, int]]]:
    """The text with spaces for its definitions; and label, URL and place of each."""
    found = []
    for match in DEFINITION.finditer(text):
        url = match["pointed"] if match["plain"] is None else match["plain"]
        found.append((normal_label(match["label"]), url, match.start()))
    blanked = DEFINITION.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return blanked, found


def items_of_tag(tag: str, start: int) -> Iterator[Item]:
    """What an HTML tag names, and what it is named."""
    if tag.startswith("</"):
        return
    attributes = attributes_of(tag)
    name = re.match(r"<(\w+)", tag)
    assert name
    element = name[1].lower()
    if element in ("a", "area") and "href" in attributes:
        yield Item(ItemKind.LINK, start, attributes["href"].strip())
    if element == "img" and attributes.get("src"):
        yield Item(ItemKind.IMAGE, start, attributes["src"].strip())
    if attributes.get("id"):
        yield Item(ItemKind.ANCHOR, start, attributes["id"])
    if element == "a" and attributes.get("name"):
        yield Item(ItemKind.ANCHOR, start, attributes["name"])


def visible_tag(name: str) -> str:
    """What a tag of HTML leaves between the words at its sides."""
    return "" if name.lower() in INLINE else " "


def visible_pre(text: str) -> str:
    """The text of a ``<pre>``."""
    return re.sub(
        r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>",
        lambda match: visible_tag(match[1]) if match[1].lower() in KNOWN else match[0],
        text,
    )


def tag_name(match: re.Match[str]) -> str:
    """The name of what looks like a tag."""
    name: str = match["name"] or match["sloppy"] or match["broken"]
    return name.lower()


def is_tag(match: re.Match[str]) -> bool:
    """Whether what looks like a tag is one of HTML."""
    return tag_name(match) in KNOWN


def beside_link(match: re.Match[str]) -> bool:
    """Whether a tag ends a link, and the next begins: an entry of a selector."""
    return match["tag"] == "</a>" and match.string.startswith("<a href", match.end())


COLON_ATTRIBUTE = re.compile(r'([\w-]+)\s*=\s*"([^"]*)"')
COLON_IMAGE = frozenset(
    ("type", "source", "alt-text", "lightbox", "border", "link", "loc-scope")
)
IMAGE_TYPES = frozenset(("content", "complex", "icon"))


def colon_attributes(text: str) -> dict[str, str]:
    """The attributes of a construct of three colons."""
    return {name.lower(): value for name, value in COLON_ATTRIBUTE.findall(text)}


def visible_colons(match: re.Match[str]) -> str:
    """What a construct of three colons shows as text."""
    name = {"no-loc": "text", "form": "submittext"}.get(match["construct"].lower())
    text = colon_attributes(match["attributes"]).get(name or "", "")
    return html.escape(text) if text else " "


def items_of_colons(match: re.Match[str]) -> Iterator[Item]:
    """What a construct of three colons names; or that it lacks something."""
    attributes, start = colon_attributes(match["attributes"]), match.start()
    name, source = match["construct"].lower(), attributes.get("source", "")
    if name == "code":
        parts = attributes.get("range", ""), attributes.get("id", "")
        tail = f"#{parts[1]}" if parts[1] else f"?range={parts[0]}" if parts[0] else ""
        yield Item(ItemKind.SNIPPET, start, source + tail)
    if name != "image":
        return
    kind = attributes.get("type", "content")
    if (
        not source
        or kind not in IMAGE_TYPES
        or not (kind == "icon" or "alt-text" in attributes)
        or not COLON_IMAGE.issuperset(attributes)
    ):
        yield Item(ItemKind.MALFORMED, start, "image")
    if source:
        yield Item(ItemKind.IMAGE, start, source)
    if attributes.get("link"):
        yield Item(ItemKind.LINK, start, attributes["link"])
    elif attributes.get("lightbox"):
        larger = attributes["lightbox"].removesuffix("#lightbox")
        yield Item(ItemKind.LARGER, start, larger)


def visible_token(match: re.Match[str]) -> str | None:
    """What a token shows, or None where it is ordinary text."""
    if match["escape"]:
        return html.escape(match["escape"][1])
    if match["comment"] or match["script"] or match["include"] or match["snippet"]:
        return " "
    if match["colons"]:
        return visible_colons(match)
    if match["pre"]:
        return f" {visible_pre(match['pre'])} "
    if match["code"]:
        return html.escape(match["inside"])
    if match["autolink"]:
        return match["autolink"]
    if is_tag(match):
        return " " if beside_link(match) else visible_tag(tag_name(match))
    return None


def items_of_token(match: re.Match[str]) -> Iterator[Item]:
    """What a token names, and what it is named."""
    if match["include"]:
        path = match["path"] if match["chunk"] is None else match["chunk"]
        yield Item(ItemKind.INCLUDE, match.start(), path.strip())
    elif match["snippet"]:
        path = match["source"].partition('"')[0].strip()
        yield Item(ItemKind.SNIPPET, match.start(), path)
    elif match["colons"]:
        yield from items_of_colons(match)
    elif match["autolink"]:
        url = match["autolink"]
        yield Item(ItemKind.LINK, match.start(), url if ":" in url else f"mailto:{url}")
    elif match["tag"] and is_tag(match):
        yield from items_of_tag(match["tag"], match.start())


@dataclass
class Bracket:
    """A bracket that is open."""

    place: int
    image: bool
    active: bool = True


class BracketReader:
    """Reads links and images of Markdown.

    :param text: the text, with what is none of Markdown masked, of the same length
        as `source`.
    """

    def __init__(
        self, source: str, text: str, is_defined: Callable[[str], bool]
    ) -> None:
        self.source = source
        self.text = text
        self.is_defined = is_defined
        self.items: list[Item] = []
        self.hidden: list[tuple[int, int]] = []
        self.labels: dict[int, tuple[int, int]] = {}
        self.open: list[Bracket] = []

    def read(self) -> None:
        """Find all links and images."""
        i = 0
        while i < len(self.text):
            char = self.text[i]
            if char == "[":
                image = i > 0 and self.text[i - 1] == "!"
                self.open.append(Bracket(i - 1 if image else i, image))
            elif char == "]" and self.open:
                i = self.close(self.open.pop(), i)
                continue
            i += 1

    def close(self, bracket: Bracket, end: int) -> int:
        """Read what follows a closed bracket; the place behind it."""
        if not bracket.active:
            return end + 1
        inside = self.source[bracket.place + 1 + bracket.image : end]
        inline = DESTINATION.match(self.text, end + 1)
        if inline:
            group = "plain" if inline["plain"] is not None else "pointed"
            url = self.source[inline.start(group) : inline.end(group)]
            if url.startswith("<") and url.endswith(">"):
                # An URL in angle brackets was masked, as one in no link is.
                url = url[1:-1]
            return self.found(bracket, end, inline.end(), url, by_label=False)
        with_space = WITH_SPACE.match(self.text, end + 1)
        if with_space and LIKE_URL.fullmatch(self.slice(with_space)):
            self.items.append(Item(ItemKind.MALFORMED, bracket.place, "link"))
        label = LABEL.match(self.text, end + 1)
        if label:
            name = self.slice(label) if label[1].strip() else inside
            if self.is_defined(name):
                return self.found(bracket, end, label.end(), name)
            before = self.source[max(bracket.place - 1, 0) : bracket.place]
            if before.isalnum() or before in ("]", ")", "_"):
                # As in `array[0][1]`.
                return end + 1
            self.items.append(Item(ItemKind.UNDEFINED, bracket.place, name))
            hidden = (bracket.place if bracket.image else end, label.end())
            self.labels[bracket.place] = hidden
            self.hidden.append(hidden)
            return label.end()
        if self.is_defined(inside):
            return self.found(bracket, end, end + 1, inside)
        return self.close_spaced(bracket, end)

    def close_spaced(self, bracket: Bracket, end: int) -> int:
        """Read a label or URL that a space parts from the bracket before it."""
        gap = SPACED.match(self.text, end + 1)
        spaced = LABEL.match(self.text, gap.end()) if gap else None
        if spaced and spaced[1].strip() and self.is_defined(self.slice(spaced)):
            return self.found(bracket, end, spaced.end(), self.slice(spaced))
        if spaced and HTTP.fullmatch(self.slice(spaced)):
            url = self.slice(spaced)
            self.items.append(Item(ItemKind.UNDEFINED, bracket.place, url))
            self.hidden.append((end, spaced.end()))
            return spaced.end()
        behind = SPACED_URL.match(self.text, end + 1)
        if behind and not bracket.image:
            url = self.slice(behind)
            return self.found(bracket, end, behind.end(), url, by_label=False)
        return end + 1

    def slice(self, match: re.Match[str]) -> str:
        """The source of the label in a match."""
        return self.source[match.start(1) : match.end(1)]

    def found(
        self, bracket: Bracket, end: int, behind: int, value: str, by_label: bool = True
    ) -> int:
        """Note a link or an image; the place behind it."""
        kind = ItemKind.IMAGE if bracket.image else ItemKind.LINK
        self.items.append(Item(kind, bracket.place, value, by_label))
        if bracket.image:
            self.hidden.append((bracket.place, behind))
        else:
            self.drop_undefined(bracket.place)
            self.hidden.append((bracket.place, bracket.place + 1))
            self.hidden.append((end, behind))
            for other in self.open:
                other.active = other.active and other.image
        return behind

    def drop_undefined(self, start: int) -> None:
        """Forget the labels in the text of a link, which are no links in it."""
        kept = []
        for item in self.items:
            in_link = item.kind is ItemKind.UNDEFINED and item.start > start
            if in_link and self.source[item.start] != "!":
                self.hidden.remove(self.labels[item.start])
            else:
                kept.append(item)
        self.items = kept


def read_inline(source: str, is_defined: Callable[[str], bool]) -> Text:
    """Read a text without definitions."""
    visible = list(source)
    masked = list(source)
    items: list[Item] = []

    def hide(start: int, end: int, instead: str) -> None:
        for i in range(start, end):
            visible[i] = ""
        visible[start] = instead

    i = 0
    while match := TOKEN.search(source, i):
        shown = visible_token(match)
        if shown is None:
            i = match.start() + 1
            continue
        i = match.end()
        hide(match.start(), match.end(), shown)
        masked[match.start() : match.end()] = [
            char if char == "\n" else MASK for char in match[0]
        ]
        items.extend(items_of_token(match))
    for marker in MARKER.finditer("".join(masked)):
        hide(marker.start(), marker.end(), " ")
        masked[marker.start() : marker.end()] = MASK * len(marker[0])
    reader = BracketReader(source, "".join(masked), is_defined)
    reader.read()
    for start, end in reader.hidden:
        image = source[start] == "!"
        hide(start, end, " " if image else "")
    items.extend(reader.items)
    for heading in HTML_HEADING.finditer(source):
        inside = "".join(visible[heading.start(2) : heading.end(2)])
        if masked[heading.start()] == MASK:
            items.append(Item(ItemKind.HEADING, heading.start(), html.unescape(inside)))
    items.sort(key=lambda item: item.start)
    return Text(source, tuple(items), tuple(visible))
