"""The statements of SECURITY.md that no other test has; those of files and URLs are in
`test_door.py` and `test_hostile_builds.py`."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from sphinx_azuredocs.docset.json_file import DocsetError, read_json
from sphinx_azuredocs.docset.xref_map_file import XrefMapError, read_xref_map
from sphinx_azuredocs.files import door
from sphinx_azuredocs.files.globs import compile_glob, escape_name, escape_pattern
from sphinx_azuredocs.files.unpack import UnpackError, unpack
from sphinx_azuredocs.files.urls import (
    is_allowed,
    is_allowed_image,
    is_malformed,
    is_of_web,
    join_url,
    runs_script,
    scheme_of,
    split_url,
)
from sphinx_azuredocs.files.yaml_json import load_json, load_yaml

from .conftest import Build
from .growth import run_in_time

ROOT = Path(__file__).resolve().parents[1]
MAP = '{"references": [{"uid": "u.a", "name": "A", "href": "a.html"}]}'
DOCFX = {"content": [{"files": ["*.md"]}]}


@pytest.fixture
def site() -> Iterator[dict[str, Any]]:
    """A server: path → body, or (status, headers, body); and what was asked for."""
    served: dict[str, Any] = {"asked": []}
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served["asked"].append(self.path)
            answer = served.get(self.path, served.get("*"))
            if callable(answer):
                answer = answer(self.path)
            status, headers, body = (
                answer if isinstance(answer, tuple) else (200, {}, answer)
            )
            self.send_response(status if answer else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if body == "slow":
                while not stop.wait(0.2):
                    try:
                        self.wfile.write(b"x")
                    except OSError:
                        return
            elif body:
                self.wfile.write(body if isinstance(body, bytes) else body.encode())

        def log_message(self, *args: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    served["port"] = server.server_port
    served["url"] = f"http://127.0.0.1:{server.server_port}"
    yield served
    stop.set()
    server.shutdown()
    thread.join()
    server.server_close()


def project(*xref: str, **files: str) -> dict[str, str]:
    docfx = json.dumps({"build": {**DOCFX, "xref": [*xref]}}, indent=1)
    page = "---\nms.topic: x\n---\n# A\n\n<xref:u.a> <xref:u.b>\n"
    return {"docfx.json": docfx, "index.md": "# Home\n", "a.md": page, **files}


def test_no_host_is_asked_by_default(build: Build, site: dict[str, Any]) -> None:
    site["/map.json"] = MAP
    built = build(project(f"{site['url']}/map.json"))
    assert site["asked"] == []
    [first, *others] = built.warnings
    assert first.startswith("docfx.json:11: WARNING: the map of uids http://127.0.0.1")
    assert "conf.py does not allow the host '127.0.0.1'" in first
    assert "azuredocs_xref_hosts" in first
    assert all("nothing has the uid" in other for other in others)


def test_hosts_that_conf_py_allows(build: Build, site: dict[str, Any]) -> None:
    site["/map.json"] = MAP
    built = build(
        project(f"{site['url']}/map.json"), azuredocs_xref_hosts=["127.0.0.1"]
    )
    assert site["asked"] == ["/map.json"]
    assert f'href="{site["url"]}/a.html"' in built.body("a")


def test_files_of_the_tree_lead_to_no_host(build: Build, site: dict[str, Any]) -> None:
    site["/map.json"] = MAP
    moved = {"redirections": [{"uidPrefix": "u", "href": f"{site['url']}/map.json"}]}
    built = build(project("map.json", **{"map.json": json.dumps(moved)}))
    assert site["asked"] == []
    assert any("does not allow the host" in warning for warning in built.warnings)


@pytest.mark.parametrize("how", ["redirect", "reference"])
def test_other_hosts_are_not_asked(
    build: Build, site: dict[str, Any], how: str
) -> None:
    other = f"http://localhost:{site['port']}/map.json"
    site["/map.json"] = MAP
    if how == "redirect":
        site["/first.json"] = (302, {"Location": other}, "")
    else:
        moved = {"redirections": [{"uidPrefix": "u", "href": other}]}
        site["/first.json"] = json.dumps(moved)
    url = f"{site['url']}/first.json"
    built = build(project(), azuredocs_xref_maps=[url])
    assert site["asked"] == ["/first.json"]
    assert any("the host 'localhost'" in warning for warning in built.warnings)


def test_requests_are_counted(build: Build, site: dict[str, Any]) -> None:
    def following(path: str) -> str:
        number = int(re.sub(r"\D", "", path) or 0) + 1
        return json.dumps(
            {"redirections": [{"uidPrefix": "u", "href": f"map{number}.json"}]}
        )

    site["*"] = following
    built = build(project(), azuredocs_xref_maps=[f"{site['url']}/map0.json"])
    assert len(site["asked"]) == 50
    assert any("at most 50 requests" in warning for warning in built.warnings)


def test_redirects_are_counted(build: Build, site: dict[str, Any]) -> None:
    site["*"] = lambda path: (302, {"Location": f"{path}x"}, "")
    built = build(project(), azuredocs_xref_maps=[f"{site['url']}/map.json"])
    assert len(site["asked"]) == 6
    assert any("redirected more than 5 times" in warning for warning in built.warnings)


def test_slow_servers(build: Build, site: dict[str, Any]) -> None:
    site["/map.json"] = "slow"
    begin = time.monotonic()
    built = build(
        project(),
        extensions=("sphinx_azuredocs", "sphinx.ext.intersphinx"),
        azuredocs_xref_maps=[f"{site['url']}/map.json"],
        intersphinx_timeout=2,
    )
    assert time.monotonic() - begin < 30
    assert any("took too long" in warning for warning in built.warnings)


def test_large_answers(
    build: Build, site: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_azuredocs.domain.xref_maps.MAX_SIZE", 1_000)
    site["/map.json"] = b"[" + b" " * 100_000
    built = build(project(), azuredocs_xref_maps=[f"{site['url']}/map.json"])
    assert any("is larger than 1,000 bytes" in warning for warning in built.warnings)


@pytest.mark.parametrize(
    "content", ["{}", "[]", "x", '{"stamp": 1}', '{"stamp": [0, 0]}', '{"stamp": "ab"}']
)
def test_corrupt_copies_of_maps(build: Build, content: str) -> None:
    files = project(
        "map.json", **{"map.json": MAP.replace("a.html", "https://contoso.com/a")}
    )
    built = build(files)
    [copy] = Path(built.app.doctreedir, "azuredocs-xref-maps").iterdir()
    copy.write_text(content)
    again = build({"a.md": files["a.md"] + "\nMore.\n"})
    assert again.warnings == built.warnings
    assert 'href="https://contoso.com/a"' in again.body("a")
    assert "More." in again.text("a")


def packed(how: str, data: bytes) -> bytes:
    if how == "gzip":
        return gzip.compress(data)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xrefmap.json", data)
    return file.getvalue()


@pytest.mark.parametrize("how", ["gzip", "zip"])
def test_bombs(how: str) -> None:
    data = packed(how, b" " * 10_000)
    with pytest.raises(UnpackError, match="larger than 1,000 bytes, unpacked"):
        unpack(data, lambda names: next(iter(names)), 1_000)
    assert len(unpack(data, lambda names: next(iter(names)), 10_000)) == 10_000


@pytest.mark.parametrize("how", ["gzip", "zip"])
def test_broken_archives(how: str) -> None:
    data = packed(how, MAP.encode() * 100)
    chance = random.Random(1)
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_xref_map(bytes(broken[: chance.randrange(4, len(broken) + 1)]))
        except XrefMapError:
            continue


def test_urls_raise_nothing() -> None:
    chance = random.Random(2)
    letters = "[]:/?#@%\\ \t\n\0aA1.-javascript&;éㄱ\ud800"
    for _ in range(20_000):
        url = "".join(chance.choices(letters, k=chance.randrange(12)))
        if chance.random() < 0.5:
            url = chance.choice(("http://", "//", "https:", "x:")) + url
        for function in (scheme_of, runs_script, is_allowed, is_of_web, is_malformed):
            function(url)
        is_allowed_image(url)
        split_url(url).hostname  # noqa: B018
        join_url("https://contoso.com/a/", url)


@pytest.mark.parametrize(
    ("url", "link", "image", "web"),
    [
        ("a.md", True, True, True),
        ("/a?b#c", True, True, True),
        ("https://a.com:8080/", True, True, True),
        ("http://localhost:<port>/", True, True, True),
        ("mailto:a@b.com", True, True, False),
        ("tel:+1", True, True, False),
        ("ms-settings:about", True, True, False),
        ("steam://run", True, True, False),
        ("xref:a.b", True, True, False),
        ("javascript:1", False, False, False),
        ("Java\nScript:1", False, False, False),
        ("\x00\x1f javascript:1", False, False, False),
        ("javascript&#x3A;1", False, False, False),
        ("javascript://%0a1", False, False, False),
        ("data:text/html,x", False, False, False),
        ("data:image/png;base64,AA", False, True, False),
        ("data:image/svg+xml,x", False, False, False),
        ("file:///a", False, False, False),
        ("http://[x", False, False, False),
        ("unknown:x", False, False, False),
    ],
)
def test_urls(url: str, link: bool, image: bool, web: bool) -> None:
    assert is_allowed(url) is link
    assert is_allowed_image(url) is image
    assert is_of_web(url) is web


GLOBS = {
    "stars": lambda n: "**a" * n + "x",
    "names": lambda n: "*a" * n + "x",
    "folders": lambda n: "**/a" * n + "x",
    "braces": lambda n: "{a,aa}" * n + "x",
    "questions": lambda n: "?" * n + "x",
    "mixed": lambda n: "**/*a*{a,b*}?" * (n // 4) + "x",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", GLOBS)
def test_globs_take_linear_time(kind: str) -> None:
    glob = compile_glob(GLOBS[kind](40))
    assert not run_in_time(glob.matches, lambda n: "a" * n, 200_000)
    assert not run_in_time(glob.matches, lambda n: "a/" * n, 100_000)


def test_globs_match_as_regular_expressions() -> None:
    meaning = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = ["a", "b", "/", "**/", "**", "*", "?", "{a,b/a}", "{*,b}", "."]
    chance = random.Random(3)

    def translated(glob: str) -> str:
        found = re.findall(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|.", glob)
        return "".join(
            f"(?:{'|'.join(map(translated, piece[1:-1].split(',')))})"
            if piece[0] == "{"
            else meaning.get(piece) or re.escape(piece)
            for piece in found
        )

    for _ in range(3_000):
        glob = "x" + "".join(chance.choices(pieces, k=chance.randrange(6)))
        glob = f"{glob}**" if glob.endswith("/") else glob
        path = "x" + "".join(chance.choices("ab/.", k=chance.randrange(8)))
        expected = re.fullmatch(translated(glob), path, re.DOTALL) is not None
        assert compile_glob(glob).matches(path) is expected, (glob, path)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ["a[1].md", "[a", "a]b", "*", "?", "[!a]", "[[a]]"])
def test_patterns_of_names(tmp_path: Path, name: str) -> None:
    from sphinx.util.matching import Matcher

    matches = Matcher([escape_pattern(tmp_path / "f" / name, tmp_path)])
    assert matches(f"f/{name}")
    assert not matches(f"f/x{name}")
    assert Matcher([f"{escape_name(name)}/*"])(f"{name}/a")


JSON = {
    "escapes": lambda n: '"\\' * n,
    "strings": lambda n: '"' * n,
    "comments": lambda n: "/*" * n,
    "lines": lambda n: "//\n" * n,
    "slashes": lambda n: "/ " * n,
    "commas": lambda n: ", " * n,
    "blanks": lambda n: "," + " " * n,
    "brackets": lambda n: "[" * n,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", JSON)
def test_json_takes_linear_time(tmp_path: Path, kind: str) -> None:
    def read(text: str) -> None:
        path = tmp_path / "docfx.json"
        path.write_text(text)
        with pytest.raises(DocsetError):
            read_json(path)

    run_in_time(read, JSON[kind], 200_000)


def test_numbers_and_surrogates() -> None:
    with pytest.raises(json.JSONDecodeError, match="too many digits"):
        load_json("1" * 5_000)
    half = '"\\ud800 \\uD83D\\uDE00 \\\\ud800"'
    assert load_json(half) == "\ufffd \U0001f600 \\ud800"
    assert load_json(f"{{{half}: [{half}]}}") == {
        "\ufffd \U0001f600 \\ud800": ["\ufffd \U0001f600 \\ud800"]
    }
    assert load_yaml(half) == "\ufffd \U0001f600 \\ud800"
    assert load_yaml(f"a: [{half}, b]") == {"a": ["\ufffd \U0001f600 \\ud800", "b"]}


def test_figures_of_the_threat_model() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    from sphinx_azuredocs.docset.xref_map_file import MAX_SIZE
    from sphinx_azuredocs.domain.fetch import MAX_FETCHES, MAX_REDIRECTS

    assert f"at most {door.MAX_SIZE >> 20} MiB of a file" in text
    assert f"{MAX_SIZE >> 20} MiB" in text
    words = " ".join(text.split())
    assert f"at most {MAX_FETCHES} requests" in words
    assert f"at most {MAX_REDIRECTS} redirects" in words


def test_pages_cause_no_request(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("a request")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    text = (
        "![x](https://contoso.invalid/p.png)\n\n> [!VIDEO https://contoso.invalid/v]\n\n"
        "<xref:u.b> <https://contoso.invalid>\n\n![v](https://contoso.invalid/v.mp4)\n"
    )
    built = build(project(**{"a.md": f"---\nms.topic: x\n---\n# A\n\n{text}\nEnd.\n"}))
    assert "End." in built.text("a")


BAD_URLS = """\
# Page

[one](javascript:a) [two](java&Tab;script:a) <javascript:a> [three](file:///C:/a)

[four][x] and ![five][y] and ![six](data:image/svg+xml,a)

> [seven][x]

| a |
|---|
| [eight](VBScript:a) |

[x]: data:text/html,a
[y]: javascript:a
"""


@pytest.mark.parametrize("start", ["", "---\nms.topic: how-to\n---\n\n"])
def test_urls_that_markdown_it_refuses_are_reported(build: Build, start: str) -> None:
    """They are reported where they are written; a label's URL once, at the label."""
    built = build({"articles/a.md": start + BAD_URLS}, "text")
    text = built.output("articles/a.txt")
    for word in ("one", "two", "three", "four", "five", "six", "seven", "eight"):
        assert word in text
    assert not re.search(r"[][()<]", text)
    before = start.count("\n")
    lines = [int(warning.split(":")[1]) - before for warning in built.warnings]
    assert sorted(lines) == [3, 3, 3, 3, 5, 11, 13, 14]
    assert all("left" in warning for warning in built.warnings)
