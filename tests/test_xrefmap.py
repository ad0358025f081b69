"""Maps of uids: every form in which docfx writes them, and damaged ones."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from sphinx_azuredocs.docset.xref_map_file import (
    XrefMap,
    XrefMapError,
    find_uid,
    join,
    read_xref_map,
)

YAML = """\
### YamlMime:XRefMap
baseUrl: https://contoso.com/api/
sorted: true
redirections:
- uidPrefix: Contoso.Tools
  href: tools/xrefmap.json
- uidPrefix: Contoso.Tools.Deep
  href: https://example.com/deep.yml
references:
- uid: Contoso.Client
  name: Client
  href: client.html#top
  fullName: Contoso.Client
  nameWithType: Contoso.Client
  isSpec: "True"
  position: 5
- uid: Contoso.Root
  href: /root
- uid: Contoso.Script
  href: javascript:alert(1)
- uid: Contoso.None
- name: without uid
- text
"""


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, YAML if "xrefmap" in name else "references: []")
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        YAML.encode(),
        b"\xef\xbb\xbf" + YAML.encode(),
        gzip.compress(YAML.encode(), mtime=0),
        zipped("xrefmap.yml"),
        zipped("a.yml", "maps/xrefmap.yml"),
    ],
)
def test_forms(data: bytes) -> None:
    xref_map = read_xref_map(data)
    assert xref_map.url("Contoso.Client") == "https://contoso.com/api/client.html#top"
    assert xref_map.references["Contoso.Client"] == {
        "uid": "Contoso.Client",
        "name": "Client",
        "href": "client.html#top",
        "fullName": "Contoso.Client",
        "nameWithType": "Contoso.Client",
        "isSpec": "True",
    }


def test_json() -> None:
    content = {"references": [{"uid": "a", "href": "b.html", "name": "A"}]}
    xref_map = read_xref_map(json.dumps(content).encode(), "https://a.com/x/map.json")
    assert xref_map.url("a") == "https://a.com/x/b.html"
    assert xref_map.references["a"]["name"] == "A"


@pytest.mark.parametrize(
    ("uid", "url"),
    [
        ("Contoso.Root", "https://contoso.com/root"),
        ("Contoso.Script", ""),
        ("Contoso.None", ""),
    ],
)
def test_urls(uid: str, url: str) -> None:
    assert read_xref_map(YAML.encode()).url(uid) == url


@pytest.mark.parametrize(
    ("href", "url"),
    [("a.html", ""), ("/a", "/a"), ("https://a.com/b", "https://a.com/b"), ("[//", "")],
)
def test_urls_without_base(href: str, url: str) -> None:
    assert XrefMap("", {"a": {"href": href}}).url("a") == url


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8bnot gzip",
        gzip.compress(b"references: []" * 99, mtime=0)[:-20],
        b"PK\x03\x04not zip",
        zipped("a.txt"),
        b"- list",
        b"{not json",
        b"a: [",
        b"\xff\xfe",
        b"",
    ],
)
def test_damaged(data: bytes) -> None:
    with pytest.raises(XrefMapError):
        read_xref_map(data)


def test_odd_content() -> None:
    data = b"references: {a: b}\nredirections: 5\nbaseUrl: [a]"
    assert read_xref_map(data) == XrefMap("")


def test_redirections_of_the_longest_prefix_first() -> None:
    loaded = []
    maps = {
        "https://contoso.com/xrefmap.yml": read_xref_map(YAML.encode()),
        "https://contoso.com/tools/xrefmap.json": XrefMap(
            "https://t/", {"Contoso.Tools.Deep.A": {"href": "a"}}
        ),
    }

    def load(location: str) -> XrefMap | None:
        loaded.append(location)
        return maps.get(location)

    found = find_uid("Contoso.Tools.Deep.A", ["https://contoso.com/xrefmap.yml"], load)
    assert found
    assert found[0].url("Contoso.Tools.Deep.A") == "https://t/a"
    assert loaded == [
        "https://contoso.com/xrefmap.yml",
        "https://example.com/deep.yml",
        "https://contoso.com/tools/xrefmap.json",
    ]
    loaded.clear()
    assert find_uid("Other", ["https://contoso.com/xrefmap.yml"], load) is None
    assert loaded == ["https://contoso.com/xrefmap.yml"]


def test_redirections_in_a_circle() -> None:
    maps = {
        "/a/x.yml": XrefMap("", {}, (("", "y.yml"),)),
        "/a/y.yml": XrefMap("", {}, (("", "x.yml"),)),
    }
    assert find_uid("a", ["/a/x.yml"], maps.get) is None


@pytest.mark.parametrize(
    ("location", "href", "joined"),
    [
        ("https://a.com/b/x.yml", "c/y.yml", "https://a.com/b/c/y.yml"),
        ("/a/x.yml", "https://b.com/y.yml", "https://b.com/y.yml"),
        ("/a/x.yml", "b/y.yml", "/a/b/y.yml"),
    ],
)
def test_join(location: str, href: str, joined: str) -> None:
    assert join(location, href) == joined
