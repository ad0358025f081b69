"""YAML and JSON that anyone may have written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sphinx_azuredocs.docset.zone_pivot_groups import read_pivot_groups
from sphinx_azuredocs.files.yaml_json import compose_yaml, load_json, load_yaml
from sphinx_azuredocs.navigation.toc_file import read_toc
from sphinx_azuredocs.page.yaml_to_markdown import YamlPageError, read_yaml_page

from .conftest import Build

_LAUGHS = "".join(
    f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9 if n else ['x'])}]\n"
    for n in range(12)
)
HOSTILE = {
    "nested brackets": "a: " + "[" * 5_000,
    "nested brackets that end": f"a: {'[' * 5_000}{']' * 5_000}",
    "nested items": "a:\n" + "- " * 5_000 + "x",
    "itself": "a: &a [*a]",
    "itself by way of another": "a: &a\n  b: &b\n  - *a\n  - *b",
    "billions": f"a:\n{_LAUGHS}",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("read", [load_yaml, compose_yaml])
def test_what_is_refused(read: object, name: str) -> None:
    assert callable(read)
    with pytest.raises(yaml.YAMLError):
        read(HOSTILE[name])


def test_aliases() -> None:
    assert load_yaml("a: &x [1]\nb: *x\n") == {"a": [1], "b": [1]}
    assert load_yaml("a: '*'\n") == {"a": "*"}
    assert load_yaml("") is None
    assert compose_yaml("") is None


def test_message_and_place() -> None:
    """They are those of the loader that is in Python, on every machine."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        load_yaml("a: b\nc: [x\n")
    assert caught.value.problem == "expected ',' or ']', but got '<stream end>'"
    assert caught.value.problem_mark is not None
    assert caught.value.problem_mark.line == 2
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        load_yaml("a: b\nc: &a [*a]\n")
    assert caught.value.problem_mark is not None
    assert caught.value.problem_mark.line == 1


def test_json() -> None:
    assert load_json('{"a": 1}') == {"a": 1}
    for text in ("[" * 200_000, "{", '{"a":' * 200_000):
        with pytest.raises(ValueError, match="line 1"):
            load_json(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_readers_say_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / "toc.yml"
    path.write_text(f"items:\n- {HOSTILE[name]}".replace("\n", "\n  "))
    items, (problem,), _order = read_toc(path)
    assert (items, problem.file) == ((), path)
    with pytest.raises(YamlPageError):
        read_yaml_page(f"### YamlMime:Landing\n{HOSTILE[name]}")
    path.write_text(HOSTILE[name])
    assert read_pivot_groups(path) == {}


@pytest.mark.parametrize("name", HOSTILE)
def test_builds_go_on(build: Build, name: str) -> None:
    header = HOSTILE[name]
    toc = f"- name: A\n  href: a.md\n- {header.replace(chr(10), chr(10) + '  ')}\n"
    files = {
        "index.md": "# Home\n",
        "articles/a.md": f"---\n{header}\n---\n# Heading\n",
        "articles/b.yml": f"### YamlMime:Landing\ntitle: B\n{header}\n",
        "articles/toc.yml": toc,
        "docfx.json": '{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}',
    }
    built = build(files)
    places = [warning.partition(" WARNING: ")[0] for warning in built.warnings]
    names = [place.rpartition(":")[0].rpartition(":")[0] for place in places]
    assert sorted(names) == ["articles/a.md", "articles/b.yml", "articles/toc.yml"]
    assert "<h1>Heading<" in built.body("articles/a")
    assert "YamlMime" in built.text("articles/b")
