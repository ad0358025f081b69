"""YAML and JSON that anyone may have written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sphinx_azuredocs.docset.zone_pivot_groups import read_pivot_groups
from sphinx_azuredocs.files.yaml_json import (
    compose_yaml,
    load_json,
    load_yaml,
    read_yaml,
)
from sphinx_azuredocs.navigation.toc_file import read_toc
from sphinx_azuredocs.page.yaml_to_markdown import YamlPageError, read_yaml_page
from sphinx_azuredocs.warnings import Problem

from .conftest import Build, Built

_LAUGHS = "".join(
    f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9 if n else ['x'])}]\n"
    for n in range(12)
)
HOSTILE: dict[str, Callable[[int], str]] = {
    "nested brackets": lambda n: "a: " + "[" * 10 * n,
    "nested brackets that end": lambda n: f"a: {'[' * 10 * n}{']' * 10 * n}",
    "nested items": lambda n: "a:\n" + "- " * 10 * n + "x",
    "itself": lambda n: "a: &a [*a]",
    "itself by way of another": lambda n: "a: &a\n  b: &b\n  - *a\n  - *b",
    "billions": lambda n: f"a:\n{_LAUGHS}",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("read", [load_yaml, compose_yaml])
def test_what_is_refused(read: object, name: str, size: int) -> None:
    assert callable(read)
    with pytest.raises(yaml.YAMLError):
        read(HOSTILE[name](size))


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


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_line_ends_of_yaml_1_1_are_whitespace(end: str) -> None:
    text = f"a: x{end}\nb: 'y{end}z'\nc: [\n"
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        load_yaml(text)
    assert raised.value.problem_mark.line == 3
    root, value = read_yaml(text.removesuffix("c: [\n"))
    assert value == {"a": "x", "b": "y z"}
    assert root.value[1][0].start_mark.line == 1


def test_json() -> None:
    assert load_json('{"a": 1}') == {"a": 1}
    for text in ("[" * 200_000, "{", '{"a":' * 200_000):
        with pytest.raises(ValueError, match="line 1"):
            load_json(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_readers_say_so(tmp_path: Path, name: str, size: int) -> None:
    text = HOSTILE[name](size)
    path = tmp_path / "toc.yml"
    path.write_text(f"items:\n- {text}".replace("\n", "\n  "))
    items, (problem,), _order = read_toc(path)
    assert (items, problem.file) == ((), path)
    with pytest.raises(YamlPageError):
        read_yaml_page(f"### YamlMime:Landing\n{text}")
    path.write_text(text)
    found = read_pivot_groups(path)
    assert isinstance(found, Problem)
    assert found.file == path


FOLDERS = {name: name.replace(" ", "-") for name in HOSTILE}


@pytest.fixture(scope="module")
def hostile(build_once: Build, size: int) -> Built:
    """A project with a folder per text, in a header, a page and a table of contents."""
    files = {
        "index.md": "# Home\n",
        "docfx.json": '{"build": {"content": [{"files": ["**/*.md", "**/*.yml"]}]}}',
    }
    for name, folder in FOLDERS.items():
        text = HOSTILE[name](size)
        item = text.replace("\n", "\n  ")
        files |= {
            f"{folder}/a.md": f"---\n{text}\n---\n# Heading\n",
            f"{folder}/b.yml": f"### YamlMime:Landing\ntitle: B\n{text}\n",
            f"{folder}/toc.yml": f"- name: A\n  href: a.md\n- {item}\n",
        }
    return build_once(files)


def test_builds_warn_of_nothing_else(hostile: Built) -> None:
    folders = {warning.partition("/")[0] for warning in hostile.warnings}
    assert folders == set(FOLDERS.values())


@pytest.mark.parametrize("name", HOSTILE)
def test_builds_go_on(hostile: Built, name: str) -> None:
    folder = FOLDERS[name]
    places = [warning.partition(" WARNING: ")[0] for warning in hostile.warnings]
    names = [place.rpartition(":")[0].rpartition(":")[0] for place in places]
    assert sorted(n for n in names if n.startswith(f"{folder}/")) == [
        *(f"{folder}/a.md", f"{folder}/b.yml", f"{folder}/toc.yml")
    ]
    assert "<h1>Heading<" in hostile.body(f"{folder}/a")
    assert "YamlMime" in hostile.text(f"{folder}/b")
