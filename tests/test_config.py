"""Settings: read from `conf.py`, and a bad value stops the build with help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_azuredocs.config import Settings, defaults
from sphinx_azuredocs.config.setting import IncludeLimits
from sphinx_azuredocs.links.published_urls import Published

from .conftest import Build


def config(**values: object) -> Config:
    """A `conf.py` with some settings of the extension."""
    result = Config({f"azuredocs_{name}": value for name, value in values.items()})
    for name, default in defaults().items():
        result.add(name, default, "env", object)
    return result


def test_defaults() -> None:
    assert Settings.from_config(config()) == Settings()
    assert set(defaults()) == {f"azuredocs_{name}" for name in vars(Settings())}


def test_defaults_are_no_ones_to_change() -> None:
    Settings().hosts.append("example.com")
    assert "example.com" not in Settings().hosts
    assert "example.com" not in defaults()["azuredocs_hosts"]


def test_default_places() -> None:
    ((source, url),) = Settings().published.items()
    folder = Published.from_setting(source, url)
    assert folder.url_path("articles/a.md") == "/documentation/articles/a/"
    assert folder.url_path("articles/web/a.md") == "/documentation/articles/a/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("site_url", "http://localhost:8000/docs"),
        ("hosts", []),
        ("hosts", ("example.com",)),
        ("published", {}),
        ("published", {"{slug}.md": "/{slug}", "x/{slug}/index.md": "/x/{slug}/y"}),
        ("include_folders", ["_parts"]),
        ("include_max_depth", 0),
        ("account_comparison", "explicit"),
        ("account_kinds", ["Contoso", "取引先"]),
        ("contents", "author"),
        ("contents", "none"),
    ],
)
def test_value_that_is_allowed(name: str, value: object) -> None:
    assert getattr(Settings.from_config(config(**{name: value})), name) == value


STRINGS = "a list of strings that are not empty"
NUMBER = "a whole number, 0 or more"
URL = "an http or https URL"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("site_url", "azure.microsoft.com", URL),
        ("site_url", "ftp://example.com", URL),
        ("site_url", "https://", URL),
        ("site_url", "http://[", URL),
        ("site_url", b"https://example.com", URL),
        ("site_url", None, URL),
        ("hosts", "azure.microsoft.com", STRINGS),
        ("hosts", ["example.com", None], STRINGS),
        ("include_folders", [""], STRINGS),
        ("include_roots", Path("shared"), STRINGS),
        ("account_kinds", {"Contoso"}, STRINGS),
        ("include_max_depth", -1, NUMBER),
        ("include_max_depth", None, NUMBER),
        ("include_max_files", True, NUMBER),
        ("include_max_files", 10.0, NUMBER),
        ("include_max_size", "4 MB", NUMBER),
        ("account_comparison", "on", "'auto' or 'explicit'"),
        ("account_comparison", True, "'auto' or 'explicit'"),
        ("account_comparison", ["auto"], "'auto' or 'explicit'"),
        ("contents", "date", "'service' or 'topic' or 'author' or 'none'"),
        ("contents", None, "'service' or 'topic' or 'author' or 'none'"),
        ("published", ["articles"], "a dictionary of source paths to URL paths"),
        ("published", {"{slug}.md": None}, "a dictionary of source paths to URL paths"),
        ("published", {"a.md": "/b/{slug}"}, "each with one {slug}"),
        ("published", {"{slug}.md": "/b"}, "each with one {slug}"),
        ("published", {"{slug}/{slug}.md": "/{slug}"}, "each with one {slug}"),
        ("published", {"{slug}.md": "b/{slug}"}, "the URL path begins with a slash"),
    ],
)
def test_value_that_is_not_allowed(name: str, value: object, allowed: str) -> None:
    message = f"azuredocs_{name} is {value!r}; it must be "
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}") as error:
        Settings.from_config(config(**{name: value}))
    assert allowed in str(error.value)


def test_a_bad_value_stops_the_build(build: Build) -> None:
    with pytest.raises(ConfigError, match=r"^azuredocs_include_max_size is '4 MB'; "):
        build({}, azuredocs_include_max_size="4 MB")


def test_include_limits() -> None:
    settings = Settings(include_max_depth=1, include_max_files=2, include_max_size=3)
    assert settings.include_limits() == IncludeLimits(depth=1, files=2, size=3)


def test_include_roots_are_relative_to_the_source_directory(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    settings = Settings(include_roots=["../shared", str(elsewhere)])
    source, absolute = settings.include_root_paths(tmp_path / "src")
    assert source.resolve() == (tmp_path / "shared").resolve()
    assert absolute == elsewhere
