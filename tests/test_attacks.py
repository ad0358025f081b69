"""Attacks on files and by scripts, each a test; few builds hold all of them.

Each attack names a file of its own outside the source tree, or runs a script with a
number of its own, so that the output says which attack succeeded.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .conftest import Built, lay_out

LEARN = "---\nms.topic: how-to\n---\n"


def page(text: str, header: str = LEARN) -> str:
    return f"{header}# Page\n\nFirst words.\n\n{text}\n\nLast words.\n"


def built(srcdir: Path, files: Mapping[str, str], **settings: object) -> Built:
    lay_out(srcdir, files, **settings)
    app = SphinxTestApp("html", srcdir=srcdir)
    try:
        app.build()
    finally:
        app.cleanup()
    return Built(app, srcdir)


def outputs(project: Built) -> Iterator[tuple[str, str]]:
    out = Path(project.app.outdir)
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.stat().st_size < 1_000_000:
            yield path.relative_to(out).as_posix(), path.read_bytes().decode("latin-1")


# Files

# How a path leads outside: `S` is the name of a secret file, `O` the folder with it.
PATHS = {
    "dots": "../outside/S",
    "more dots": "sub/../../outside/S",
    "dots from the root": "/../outside/S",
    "dots from home": "~/../outside/S",
    "absolute": "O/S",
    "URL": "file://O/S",
    "encoded dots": "%2e%2e/outside/S",
    "encoded slash": "..%2foutside%2fS",
    "encoded twice": "%252e%252e/outside/S",
    "backslashes": "..\\outside\\S",
    "mixed slashes": "..\\/outside/S",
    "NUL": "../outside/S%00",
    "NUL before": "a%00/../../outside/S",
    "link": "link-S",
    "chain of links": "chain-S",
    "folder by a link": "folder/S",
    "link in other letters": "LINK-S",
    "folder in other letters": "FOLDER/S",
    "process": "/proc/self/environ",
    "working directory": "/proc/self/cwd/S",
    "device": "endless",
    "FIFO": "fifo",
    "loop": "loop",
    "long": "y" * 300,
    "query": "../outside/S?a=b",
    "fragment": "../outside/S#a",
    "host": "//localhost/O/S",
    "drive": "C:\\..\\outside\\S",
}
NAMING = {
    "include": "[!INCLUDE [x]({})]",
    "include of 2014": "[AZURE.INCLUDE [x]({})]",
    "include in text": "text [!INCLUDE [x]({})] text",
    "chunk": '<div chunk="{}" />',
    "snippet": "[!code[x]({})]",
    "notebook": "[!notebook[x]({}?name=a)]",
    "code": ':::code source="{}":::',
    "link": "[x]({})",
    "label": "[x][l]\n\n[l]: <{}>",
    "image": "![x]({})",
    "three colons": ':::image source="{}" alt-text="x":::',
    "icon": ':::image type="icon" source="{}":::',
    "lightbox": ':::image source="in.png" alt-text="x" lightbox="{}":::',
    "link of an image": "[![x](in.png)]({}#lightbox)",
    "player": "![x]({}.mp4)",
    "element a": '<a href="{}">x</a>',
    "element img": '<img src="{}" alt="x">',
    "srcset": '<img src="in.png" srcset="{} 2x">',
    "element video": '<video src="{}" poster="{}"></video>',
    "source": '<picture><source srcset="{}"><img src="in.png"></picture>',
    "object": '<object data="{}">x</object>',
    "audio": '<audio><source src="{}"></audio>',
    "cell": "| a |\n|---|\n| [!INCLUDE [x]({})] |",
    "note": "> [!NOTE]\n> [!INCLUDE [x]({})]",
}
# All paths by some syntaxes, some paths by all.
_MAIN = ("include", "code", "image", "link", "element img")
_OFTEN = ("dots", "absolute", "link", "folder by a link")
FILES = [
    (how, path)
    for how in NAMING
    for path in PATHS
    if how in _MAIN or path in _OFTEN or (how, path) == ("object", "URL")
]


INSIDE = 99_999
"""The number of a file in the tree, which is shown."""


def name_of(number: int) -> str:
    return f"s{number}.png" if number % 2 else f"s{number}.md"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("files")
    outside, src = folder / "outside", folder / "src"
    outside.mkdir()
    src.mkdir()
    files = {
        "index.md": "# Home\n",
        "in.png": "x",
        "in.md": f"SECRET{INSIDE}E\n",
        "control.md": page("[!INCLUDE [x](in.md)]"),
    }
    for number, (how, path) in enumerate(FILES):
        name = name_of(number)
        secret = f"SECRET{number}E\n"
        (outside / name).write_text(secret)
        (outside / f"{name}.mp4").write_text(secret)
        for link, target in (
            (src / f"link-{name}", outside / name),
            (src / f"link-{name}.mp4", outside / f"{name}.mp4"),
            (src / f"hop-{name}", Path(f"link-{name}")),
            (src / f"chain-{name}", Path(f"hop-{name}")),
        ):
            link.symlink_to(target)
        written = PATHS[path].replace("O", str(outside)).replace("S", name)
        if path == "link in other letters":
            written = written.replace("LINK", "Link")
        files[f"p{number}.md"] = page(NAMING[how].replace("{}", written))
    (src / "folder").symlink_to(outside)
    (src / "endless").symlink_to("/dev/zero")
    (src / "loop").symlink_to("loop")
    os.mkfifo(src / "fifo")
    return built(src, files, exclude_patterns=["link-*", "hop-*", "chain-*", "folder"])


@pytest.fixture(scope="module")
def leaks(attacked: Built) -> dict[str, str]:
    """The number of each secret that the output has, with the file that has it."""
    warnings = [("warnings", "\n".join(attacked.warnings))]
    return {
        number: name
        for name, text in (*outputs(attacked), *warnings)
        for number in re.findall(r"SECRET(\d+)E", text)
    }


@pytest.mark.timeout(200)
@pytest.mark.parametrize("number", range(len(FILES)), ids=lambda n: "-".join(FILES[n]))
def test_files_outside(attacked: Built, leaks: dict[str, str], number: int) -> None:
    assert str(number) not in leaks
    text = attacked.text(f"p{number}")
    assert "First words." in text
    assert "Last words." in text


def test_leaks_are_found(leaks: dict[str, str]) -> None:
    assert leaks.keys() == {str(INSIDE)}


def test_no_file_outside_is_copied(attacked: Built) -> None:
    copied = {name.rpartition("/")[2] for name, _text in outputs(attacked)}
    assert not any(re.fullmatch(r"(link-|chain-)?s\d+\..*", name) for name in copied)
    environ = os.environ.get("PATH", "")
    assert all(environ not in text for _name, text in outputs(attacked))


# Files that describe a repository: the text of each, `S` for the path of the secret.
_CONTENT: dict[str, object] = {"files": ["*.md", "*.yml"]}


def _docfx(content: dict[str, object] = _CONTENT, **build: object) -> dict[str, str]:
    both = {"build": {"content": [content, _CONTENT], **build}}
    return {"docfx.json": json.dumps(both)}


_HUB = "### YamlMime:Hub\ntitle: x\n"
DESCRIBING = {
    "globalMetadataFiles": _docfx(globalMetadataFiles=["S"]),
    "fileMetadataFiles": _docfx(fileMetadataFiles=["S"]),
    "xref": _docfx(xref=["S"]),
    "content": _docfx({"files": ["S", "*.md"]}),
    "src": _docfx({"src": "F", "files": ["**"]}),
    "table": {"TOC.yml": "- name: x\n  href: S\n"},
    "tocHref": {"TOC.yml": "- name: x\n  href: a.md\n  tocHref: S\n"},
    "homepage": {"TOC.yml": "- name: x\n  homepage: S\n"},
    "folder": {"TOC.yml": "- name: x\n  href: F/\n"},
    "toc.md": {"toc.md": "# [x](S)\n"},
    "publishing": {
        ".openpublishing.publish.config.json": json.dumps(
            {"docsets_to_publish": [{"build_source_folder": "F"}]}
        )
    },
    "landing page": {"hub.yml": f"{_HUB}summary: a [!INCLUDE [x](S)]\n"},
    "image of a landing page": {"hub.yml": f"{_HUB}imageSrc: S\n"},
}
OUTSIDE = ("../outside/toc.yml", "O/toc.yml", "link/toc.yml", "..\\outside\\toc.yml")
REAL = {
    "TOC.yml": "- name: SECRET\n  href: a.md\n",
    "docfx.json": '{"build": {"globalMetadata": {"author": "SECRET"}}}',
    ".openpublishing.redirection.json": json.dumps(
        {"redirections": [{"source_path": "b.md", "redirect_url": "/SECRET"}]}
    ),
    "zone-pivot-groups.yml": "groups: [{id: g, pivots: [{id: a, title: SECRET}]}]",
    "hub.yml": "### YamlMime:Hub\ntitle: SECRET\n",
    ".openpublishing.publish.config.json": '{"dependent_repositories": []}',
}
"""Files that are read because of their name: here they are links to the outside."""
_ZONE = '::: zone pivot="a"\n\nOther words.\n\n::: zone-end'


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("what", "how"), zip(DESCRIBING, itertools.cycle(OUTSIDE), strict=False)
)
def test_files_of_a_repository(tmp_path: Path, what: str, how: str) -> None:
    outside, src = tmp_path / "outside", tmp_path / "src"
    outside.mkdir()
    src.mkdir()
    secret = '[{"name": "SECRET", "href": "x.md", "author": "SECRET", "uid": "SECRET"}]'
    for name in ("toc.yml", "x.md", "SECRET.md"):
        (outside / name).write_text(secret if name == "toc.yml" else "# SECRET\n")
    (src / "link").symlink_to(outside)
    path = json.dumps(how.replace("O", str(outside)))[1:-1]
    files = {
        name: text.replace("S", path).replace("F", re.sub(r"\W+toc.yml$", "", path))
        for name, text in DESCRIBING[what].items()
    }
    docfx = '{"build": {"content": [{"files": ["*.md", "*.yml"]}]}}'
    result = built(
        src,
        {
            "docfx.json": docfx,
            "index.md": "# Home\n",
            "a.md": page("<xref:secret>"),
            **files,
        },
        exclude_patterns=["link"],
    )
    assert "Last words." in result.text("a")
    assert not [name for name, text in outputs(result) if "SECRET" in text]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", REAL)
def test_files_by_name(tmp_path: Path, name: str) -> None:
    src = tmp_path / "src"
    src.mkdir()
    (tmp_path / "outside").write_text(REAL[name])
    (src / name).symlink_to(tmp_path / "outside")
    files = {
        "index.md": "# Home\n",
        "a.md": page(_ZONE, LEARN[:-4] + "zone_pivot_groups: g\n---\n"),
    }
    if name != "docfx.json":
        files["docfx.json"] = '{"build": {"content": [{"files": ["**"]}]}}'
    result = built(src, files)
    assert "Last words." in result.text("a")
    assert not [name for name, text in outputs(result) if "SECRET" in text]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("folder", ["", "articles/"])
def test_pages_that_are_no_files(tmp_path: Path, folder: str) -> None:
    """Sphinx would read them without end."""
    src = tmp_path / "src"
    (src / folder).mkdir(parents=True)
    (src / folder / "endless.md").symlink_to("/dev/zero")
    os.mkfifo(src / folder / "fifo.md")
    result = built(src, {"index.md": "# Home\n", f"{folder}a.md": page("[x](fifo.md)")})
    assert "Last words." in result.text(f"{folder}a")
    for name in ("endless", "fifo"):
        message = (
            f"{folder}{name}.md:1: WARNING: the page is no regular file and was left "
            "out; remove it [azuredocs.encoding]"
        )
        assert message in result.warnings


# Scripts: `N` is the number of the attack.

URLS = [
    "javascript:alert(N)",
    "JaVaScRiPt:alert(N)",
    "javascript://%0aalert(N)",
    "javascript&colon;alert(N)",
    "&#106;avascript:alert(N)",
    "&#x6A&#x61vascript:alert(N)",
    "java&#9;script:alert(N)",
    "java&Tab;script:alert(N)",
    "&#1;javascript:alert(N)",
    "jav&#x0A;ascript:alert(N)",
    "%6aavascript:alert(N)",
    "javascript%3aalert(N)",
    "vbscript:alert(N)",
    "data:text/html,%3Cscript%3Ealert(N)%3C/script%3E",
    "data:text/html;charset=utf-8,alert(N)",
    "data:image/svg+xml,%3Csvg/onload=alert(N)%3E",
    "view-source:javascript:alert(N)",
    "blob:https://a/alert(N)",
    "jar:https://a!/alert(N)",
    "file:///alert(N)",
    "\x01javascript:alert(N)",
    "java\x00script:alert(N)",
    "\u00a0javascript:alert(N)",
    "\u200bjavascript:alert(N)",
]
LINKS = {
    "link": "[x]({})",
    "angled": "[x](<{}>)",
    "label": "[x][l{n}]\n\n[l{n}]: <{}>",
    "autolink": "<{}>",
    "image": "![x]({})",
    "linked image": "[![x](in.png)]({})",
    "element": '<a href="{}">x</a>',
    "unquoted": "<a href={}>x</a>",
    "image element": '<img src="{}">',
    "three colons": ':::image source="{}" alt-text="x":::',
    "link of an image": ':::image source="in.png" alt-text="x" link="{}":::',
    "lightbox": ':::image source="in.png" alt-text="x" lightbox="{}":::',
    "video": ':::video source="{}" title="x" thumbnail="t" upload-date="d":::',
    "thumbnail": ':::video source="https://a" title="x" thumbnail="{}":::',
    "quoted video": "> [!VIDEO {}]",
    "selector": '> [!div class="op_single_selector"]\n> - [x]({})\n> - [y](a.md)',
    "uid": "[x](xref:{})",
    "button": '> [!div class="nextstepaction"]\n> [x]({})',
}
# Text where readers see text, or names that become ids and classes.
TEXTS = {
    "title": '---\ntitle: "</title><script>alert(N)</script>"\nms.topic: x\n---\n# x\n',
    "description": "---\nuid: x\ndescription: '\"><b onclick=alert(N)>'\n---\n# x\n",
    "author": "---\nauthor: <img src=x onerror=alert(N)>\nms.topic: x\n---\n# x\n",
    "service": "---\nms.service: <script>alert(N)</script>\n---\n# x\n",
    "topic": "---\nms.topic: '\"><svg onload=alert(N)>'\n---\n# x\n",
    "key": "---\n'ms.x\"><script>alert(N)</script>': y\n---\n# x\n",
    "properties": '<properties pageTitle="&quot;><i onclick=alert(N)>" />\n\n# x\n',
    "uid in metadata": "---\nuid: '\"><script>alert(N)</script>'\n---\n# x\n",
    "date": "---\nms.topic: x\nms.date: '\"><b onclick=alert(N)>'\n---\n# x\n",
    "name of a tab": '# [x](#tab/a"onclick=alert(N))\ny\n\n---',
    "title of a tab": "# [&lt;script&gt;alert(N)&lt;/script&gt;](#tab/a)\ny\n\n---",
    "language": '```x"onclick="alert(N)\ny\n```',
    "language of code": ':::code language="x\\" onclick=\\"alert(N)" source="c.py":::',
    "code": "```html\n<script>alert(N)</script>\n```",
    "inline code": "`<script>alert(N)</script>`",
    "class": "> [!div class=\"x' onclick='alert(N)\"]\n> y",
    "alternative text": '![x" onerror="alert(N)](in.png)',
    "quotes of docfx": ":::image source='in.png' alt-text='\"onerror=alert(N) ':::",
    "title of a link": "[x](a.md '\" onclick=\"alert(N)')",
    "title of an image": "![x](in.png '\" onerror=\"alert(N)')",
    "pivot": '::: zone pivot="a\\" onclick=alert(N)"\ny\n::: zone-end',
    "moniker": '::: moniker range="a\' onclick=alert(N)"\ny\n::: moniker-end',
    "display name": "<xref:a?text=%3Cscript%3Ealert(N)%3C/script%3E>",
    "name of a uid": "<xref:%3Cscript%3Ealert(N)%3C/script%3E>",
    "form": ':::form action="x" submitText="<script>alert(N)</script>":::',
    "name of a video": "> [AZURE.VIDEO alert(N)]",
    "diagram": "```mermaid\n<script>alert(N)</script>\n```",
    "label of a footnote": 'x[^"onclick=alert(N)]\n\n[^"onclick=alert(N)]: y',
    "anchor": "<a name='\"onclick=alert(N)'></a>x",
}
# Raw HTML: only with azuredocs_html = "safe".
RAW = [
    "<script>alert(N)</script>",
    "<SCRIPT/x>alert(N)</SCRIPT>",
    "<script src='data:,alert(N)'></script>",
    "<scr<script>ipt>alert(N)</script>",
    "<img src=x onerror=alert(N)>",
    "<img src=x onerror='alert(N)'//",
    "<img/src=x/onerror=alert(N)>",
    "<img\nsrc=x\nonerror=alert(N)>",
    '<img """><script>alert(N)</script>">',
    "<svg onload=alert(N)>",
    "<svg><script>alert(N)</script></svg>",
    "<svg><a xlink:href='javascript:alert(N)'>x</a></svg>",
    "<svg><animate onbegin=alert(N) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(N)></style></svg>",
    "<math><mtext><script>alert(N)</script></mtext></math>",
    "<math href='javascript:alert(N)'>x</math>",
    "<body onload=alert(N)>",
    "<details open ontoggle=alert(N)><summary>x</summary></details>",
    "<div onmouseover='alert(N)'>x</div>",
    "<p style='x:expression(alert(N))'>x</p>",
    "<p style='background:url(javascript:alert(N))'>x</p>",
    "<style>@import 'javascript:alert(N)';</style>",
    "<link rel=stylesheet href='javascript:alert(N)'>",
    "<base href='javascript:alert(N)//'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(N)'>",
    "<iframe src='javascript:alert(N)'></iframe>",
    "<iframe srcdoc='<script>alert(N)</script>'></iframe>",
    "<object data='javascript:alert(N)'></object>",
    "<embed src='javascript:alert(N)'>",
    "<form action='javascript:alert(N)'><input type=submit></form>",
    "<button formaction='javascript:alert(N)'>x</button>",
    "<input autofocus onfocus=alert(N)>",
    "<select onfocus=alert(N)><option>x</option></select>",
    "<video src=x onerror=alert(N)></video>",
    "<audio src=x onerror=alert(N)></audio>",
    "<video><source onerror=alert(N)></video>",
    "<marquee onstart=alert(N)>x</marquee>",
    "<table background='javascript:alert(N)'><tr><td>x</td></tr></table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(N)>'></noscript>",
    "<title><img title='</title><img src=x onerror=alert(N)>'></title>",
    "<textarea><img title='</textarea><img src=x onerror=alert(N)>'></textarea>",
    "<xmp><img title='</xmp><img src=x onerror=alert(N)>'></xmp>",
    "<!--><img src=x onerror=alert(N)>-->",
    "<!-- --!><img src=x onerror=alert(N)> -->",
    "<![C><img src=x onerror=alert(N)>",
    "<!x <![é onclick=alert(N)>",
    "<!DOCTYPE x [<!ENTITY y '<img src=x onerror=alert(N)>'>]>",
    "<![CDATA[><img src=x onerror=alert(N)>]]>",
    "<?x ><img src=x onerror=alert(N)>?>",
    "<a href='javascript:alert(N)'>x</a>",
    "<a href=' &#14; javascript:alert(N)'>x</a>",
    "<a href='x' ping='javascript:alert(N)'>x</a>",
    "<template><script>alert(N)</script></template>",
    "<portal src='javascript:alert(N)'></portal>",
    "<x-y onclick=alert(N)>x</x-y>",
    "<isindex action=javascript:alert(N)>",
    "<keygen autofocus onfocus=alert(N)>",
    "x <b onclick=alert(N)>y</b> z",
    "x <img src=x onerror=alert(N)> z",
    "x <script>alert(N)</script> z",
    "[x](javascript:alert(N))",
    "[x](data:text/html,alert(N))",
    "![x](data:text/html,alert(N))",
    "```{image} javascript:alert(N)\n```",
    "```{raw} html\n<img src=x onerror=alert(N)>\n```",
    "```{eval-rst}\n.. raw:: html\n\n   <script>alert(N)</script>\n```",
    ':::no-loc text="<script>alert(N)</script>":::',
    "$\\text{<script>alert(N)</script>}$",
    ':::video source="https://a" title="<script>alert(N)</script>":::',
]
TOCS = {
    "name of an item": "- name: <script>alert(N)</script>\n  href: a.md\n",
    "group": "- name: x\n  items: [{name: '\"onclick=alert(N)', href: a.md}]\n",
    "URL of an item": "- name: x\n  href: javascript:alert(N)\n",
    "URL with a tab": '- name: x\n  href: "java\\tscript:alert(N)"\n',
    "URL with data": "- name: x\n  href: data:text/html,alert(N)\n",
    "host of an item": "- name: x\n  href: 'https://a\"onclick=alert(N)'\n",
    "uid of an item": "- uid: '<script>alert(N)</script>'\n",
}
HUB = """\
### YamlMime:Landing
title: <script>alert(N)</script>
summary: '<a href="javascript:alert(N)">x</a> y'
landingContent:
- title: '"onclick=alert(N)'
  linkLists:
  - linkListType: '<script>alert(N)</script>'
    links:
    - text: <script>alert(N)</script>
      url: javascript:alert(N)
    - text: x
      url: 'java&#9;script:alert(N)'
"""


class _Scripts(HTMLParser):
    """Collects the numbers of scripts that a browser would run."""

    URL = frozenset(
        (
            *("href", "src", "action", "formaction", "data", "poster", "xlink:href"),
            *("background", "ping", "srcdoc", "cite", "content", "srcset"),
        )
    )
    HARMLESS = frozenset(("", "http", "https", "mailto", "tel", "xref"))

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag in ("script", "style")
        for name, value in attrs:
            numbers = re.findall(r"alert\((\d+)\)", value or "")
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.update(numbers)
            if name in self.URL and numbers and tag != "meta":
                url = re.sub(r"[\x00-\x20]", "", value or "").lower()
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", url)
                if scheme and scheme[1] not in self.HARMLESS:
                    self.found.update(numbers)
            refreshes = tag == "meta" and ("http-equiv", "refresh") in attrs
            if refreshes and re.search(r"url=\W*(java|vb)script|data:", value or ""):
                self.found.update(numbers)
            if re.search(r"alert\((\d+)\)", name):
                self.found.update(re.findall(r"alert\((\d+)\)", name))

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.found.update(re.findall(r"alert\((\d+)\)", data))

    def handle_endtag(self, _tag: str) -> None:
        self._in_script = False


def scripts_in(project: Built) -> dict[str, str]:
    """The number of each script that runs, with the page that has it."""
    found = {}
    for name, text in outputs(project):
        if name.endswith(".html"):
            parser = _Scripts()
            parser.feed(text.encode("latin-1").decode("utf-8", "replace"))
            found.update(dict.fromkeys(parser.found, name))
    return found


def test_scripts_are_recognised() -> None:
    parser = _Scripts()
    parser.feed("".join(raw.replace("N", str(n)) for n, raw in enumerate(RAW[:11])))
    assert {"0", "1", "4", "9"} <= parser.found


LINKED = [
    (how, number)
    for how in LINKS
    for number in range(len(URLS))
    if how in ("link", "element", "lightbox") or number < 6
]
WRITTEN = {
    **{
        f"{how} {URLS[number]!r}": page(LINKS[how].replace("{}", URLS[number]))
        for how, number in LINKED
    },
    **{
        name: text if text.startswith(("---", "<prop")) else page(text)
        for name, text in TEXTS.items()
    },
}
"""Attack → a page: the number of the attack is its place."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        "index.md": "# Home\n",
        "in.png": "x",
        "c.py": "x",
        "docfx.json": '{"build": {"content": [{"files": ["**"]}]}}',
    }
    for number, text in enumerate(WRITTEN.values()):
        written = text.replace("(N)", f"({number})").replace("{n}", str(number))
        files[f"p{number}.md"] = written
    return built(tmp_path_factory.mktemp("scripts") / "src", files)


@pytest.fixture(scope="module")
def running(pages: Built) -> dict[str, str]:
    return scripts_in(pages)


@pytest.mark.timeout(200)
@pytest.mark.parametrize("number", range(len(WRITTEN)), ids=lambda n: [*WRITTEN][n])
def test_scripts(pages: Built, running: dict[str, str], number: int) -> None:
    assert str(number) not in running
    if "Last words." in [*WRITTEN.values()][number]:
        assert "Last words." in pages.text(f"p{number}")


DIALECTS = ("learn", "azure", "myst")


@pytest.fixture(scope="module")
def safe_pages(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {"index.md": "# Home\n", "in.png": "x", "c.py": "x"}
    for index, dialect in enumerate(DIALECTS):
        for number, raw in enumerate(RAW):
            own = number * len(DIALECTS) + index
            written = page(raw, "").replace("(N)", f"({own})")
            files[f"{dialect}/p{number}.md"] = written
    return built(
        tmp_path_factory.mktemp("safe") / "src",
        files,
        azuredocs_html="safe",
        azuredocs_dialects={f"{name}/**": name for name in DIALECTS},
    )


@pytest.fixture(scope="module")
def running_safe(safe_pages: Built) -> dict[str, str]:
    return scripts_in(safe_pages)


@pytest.mark.timeout(200)
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("number", range(len(RAW)), ids=lambda n: RAW[n])
def test_raw_html(
    safe_pages: Built, running_safe: dict[str, str], number: int, dialect: str
) -> None:
    own = number * len(DIALECTS) + DIALECTS.index(dialect)
    assert str(own) not in running_safe
    assert "Last words." in safe_pages.text(f"{dialect}/p{number}")


def test_nothing_else_runs(running_safe: dict[str, str]) -> None:
    assert running_safe == {}


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_scripts_of_tables_of_contents(tmp_path: Path, theme: str) -> None:
    toc = "".join(text.replace("(N)", f"({n})") for n, text in enumerate(TOCS.values()))
    docfx = '{"build": {"content": [{"files": ["**"]}]}}'
    files = {"docfx.json": docfx, "index.md": "# Home\n", "a.md": page("")}
    result = built(tmp_path / "src", {**files, "TOC.yml": toc}, html_theme=theme)
    assert scripts_in(result) == {}
    assert "Last words." in result.output("a.html")


@pytest.mark.parametrize("html", ["all", "safe"])
def test_scripts_of_other_files(tmp_path: Path, html: str) -> None:
    """Of a landing page, zone pivots, redirections and an xref map."""
    script = "<script>alert(9)</script>"
    docfx = {"content": [{"files": ["**"]}], "xref": ["map.json"]}
    redirection = {"source_path": "old.md", "redirect_url": "javascript:alert(9)"}
    quoted = {"source_path": "old2.md", "redirect_url": f'/a"{script}'}
    names = {"uid": "u", "name": script, "href": "javascript:alert(9)"}
    href = {"uid": "v", "name": "x", "href": 'https://a/"onclick=alert(9) '}
    header = f"{LEARN[:-4]}zone_pivot_groups: g\n---\n"
    hub = HUB if html == "safe" else re.sub("<script>|</script>|<a .*</a>", "", HUB)
    files = {
        "docfx.json": json.dumps({"build": docfx}),
        "index.md": "# Home\n",
        "a.md": page(f"{_ZONE}\n\n<xref:u> <xref:v>", header),
        "hub.yml": hub.replace("(N)", "(9)"),
        "zone-pivot-groups.yml": (
            f"groups: [{{id: g, title: '{script}', prompt: '{script}', "
            f"pivots: [{{id: a, title: '{script}'}}, {{id: '\"{script}', title: b}}]}}]"
        ),
        ".openpublishing.redirection.json": json.dumps(
            {"redirections": [redirection, quoted]}
        ),
        "map.json": json.dumps({"references": [names, href]}),
    }
    result = built(tmp_path / "src", files, azuredocs_html=html)
    assert scripts_in(result) == {}
    assert "Last words." in result.text("a")


def test_counts() -> None:
    assert len(FILES) + len(DESCRIBING) + len(REAL) >= 40
    assert len(WRITTEN) + len(RAW) + len(TOCS) >= 40
