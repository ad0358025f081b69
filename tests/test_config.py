"""Settings: a bad value stops the build, with a message that helps."""

from __future__ import annotations

import pytest
from sphinx.errors import ConfigError

from .conftest import Build


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("site_url", "azure.microsoft.com", "an http or https URL"),
        ("site_url", None, "an http or https URL"),
        ("hosts", "azure.microsoft.com", "a list of strings that are not empty"),
        ("include_folders", [""], "a list of strings that are not empty"),
        ("include_max_depth", -1, "a whole number, 0 or more"),
        ("include_max_files", True, "a whole number, 0 or more"),
        ("include_max_size", "4 MB", "a whole number, 0 or more"),
        ("account_comparison", "on", "'auto' or 'explicit'"),
        ("published", ["articles"], "a dictionary of source paths to URL paths"),
        ("published", {"a.md": "/b/{slug}"}, "each with one {slug}"),
        ("published", {"{slug}.md": "b/{slug}"}, "the URL path begins with a slash"),
    ],
)
def test_value_that_is_not_allowed(
    build: Build, name: str, value: object, allowed: str
) -> None:
    with pytest.raises(ConfigError) as error:
        build({}, **{f"azuredocs_{name}": value})
    message = str(error.value)
    assert message.startswith(f"azuredocs_{name} is {value!r}; it must be ")
    assert allowed in message
