"""The schemas of API YAML, and how a file of one becomes a :class:`.ReferencePage`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .api_page import read_api_page
from .cli import read_cli_group
from .fields import Fields
from .java import read_java_enum, read_java_package, read_java_type
from .managed import read_managed
from .model import ReferencePage, Section
from .python import (
    read_python_class,
    read_python_enum,
    read_python_module,
    read_python_package,
)
from .references import listed_links
from .rest import read_rest_group, read_rest_operation
from .typescript import (
    read_ts_enum,
    read_ts_package,
    read_ts_type,
    read_ts_type_alias,
)

Schema = Callable[[Fields], Section]

SCHEMAS: Mapping[str, Schema] = {
    "apipage": read_api_page,
    "azurecligroup": read_cli_group,
    "javaenum": read_java_enum,
    "javapackage": read_java_package,
    "javatype": read_java_type,
    "managedreference": read_managed,
    "pythonclass": read_python_class,
    "pythonenum": read_python_enum,
    "pythonmodule": read_python_module,
    "pythonpackage": read_python_package,
    "restoperation": read_rest_operation,
    "restoperationgroup": read_rest_group,
    "tsenum": read_ts_enum,
    "tspackage": read_ts_package,
    "tstype": read_ts_type,
    "tstypealias": read_ts_type_alias,
    "universalreference": read_managed,
}
"""The kind of page in lower case → the function that reads its YAML."""


def is_reference(kind: str) -> bool:
    """Return True if a kind of page is a schema of API YAML.

    :param kind: the kind, as in the first line of a file.
    """
    return kind.lower() in SCHEMAS


def read_reference_page(kind: str, value: Mapping[Any, Any]) -> ReferencePage:
    """Return a reference page. Every defect of the YAML leaves the page readable.

    :param kind: its kind, a schema of API YAML.
    :param value: the value of the YAML; every scalar is a string as written.
    """
    fields = Fields(value)
    content = SCHEMAS[kind.lower()](fields)
    metadata = _metadata(fields)
    record = content.record
    if record.uid:
        metadata.setdefault("uid", record.uid)
    if record.summary:
        metadata.setdefault("description", record.summary)
    # A field that is read for several purposes is reported once.
    problems = tuple(dict.fromkeys(fields.problems))
    return ReferencePage(kind, content, metadata, problems, listed_links(fields))


def _metadata(fields: Fields) -> dict[str, Any]:
    """Return the texts of ``metadata``; docfx adds them to the page."""
    found = fields.map("metadata").value
    return {
        str(key): value
        for key, value in found.items()
        if isinstance(value, str) and value.strip()
    }
