"""Rules for servers, which redirect before they send a page.

Each kind of server has a file of its own format. Text of the project in such a file,
which ``html_extra_path`` has copied, is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.logging import getLogger

from ..files.door import FileError, exists, read_text
from ..files.urls import join_url, split_url
from ..warnings import Problem, WarningKind, report
from .redirect_html import RedirectPage

_LOGGER = getLogger(__name__)
_PERMANENT = 301
_BEGIN = "# Redirections of sphinx-azuredocs"


@dataclass(frozen=True)
class Rule:
    """A redirection on a server.

    :param old: the URL path of the removed page.
    :param new: the URL path of the target, or its URL on another site.
    """

    old: str
    new: str


def write_rules(
    builder: StandaloneHTMLBuilder,
    pages: Mapping[str, RedirectPage],
    servers: Iterable[str],
) -> None:
    """Write the files of rules for some servers into the output folder.

    :param builder: the builder.
    :param pages: docname of a removed page → its redirect page.
    :param servers: the names of the servers, keys of :data:`FILES`.
    """
    uris = {
        builder.get_target_uri(docname): page.uri for docname, page in pages.items()
    }
    base = split_url(str(builder.config.html_baseurl or "")).path.rstrip("/")
    for server in servers:
        name, change = FILES[server]
        # Read the Docs adds the path of the language and version itself.
        root = "/" if server == "readthedocs" else f"{base}/"
        rules = [
            Rule(root + old, join_url(root + old, new)) for old, new in uris.items()
        ]
        path = Path(builder.outdir, name)
        try:
            text = read_text(path) if exists(path) else ""
            path.write_text(change(text, rules), encoding="utf-8")
        except FileError as error:
            message = f"{name} of the project {error}; rules were not added"
            report(_LOGGER, Problem(WarningKind.REDIRECT, message, path))
        except ValueError as error:
            message = f"{name} of the project is not JSON: {error}; correct it"
            report(_LOGGER, Problem(WarningKind.REDIRECT, message, path))


def _lines(status: str, text: str, rules: Iterable[Rule]) -> str:
    """Return the text of a ``_redirects`` file, of Netlify or Cloudflare Pages.

    :param status: the status, with an exclamation mark for "also if a file exists".
    :param text: the present text of the file; lines of an earlier build are replaced.
    :param rules: the rules.
    """
    lines = text.partition(_BEGIN)[0].splitlines()
    ours = (f"{rule.old} {rule.new} {status}" for rule in rules)
    return "\n".join((*lines, _BEGIN, *ours, ""))


def _static_web_app(text: str, rules: Iterable[Rule]) -> str:
    """Return the configuration of an Azure static web app, with the rules as routes.

    :param text: the present text of the file; routes with other paths are kept.
    :param rules: the rules.
    """
    config: dict[str, Any] = json.loads(text) if text.strip() else {}
    routes = {
        rule.old: {"route": rule.old, "redirect": rule.new, "statusCode": _PERMANENT}
        for rule in rules
    }
    kept = [r for r in config.get("routes", []) if r.get("route") not in routes]
    config["routes"] = [*routes.values(), *kept]
    return f"{json.dumps(config, indent=2)}\n"


def _read_the_docs(_text: str, rules: Iterable[Rule]) -> str:
    """Return the redirects of a project on Read the Docs, as its API takes them."""
    redirects = [
        {
            "type": "page",
            "from_url": rule.old,
            "to_url": rule.new,
            "http_status": _PERMANENT,
        }
        for rule in rules
    ]
    return yaml.safe_dump(redirects, sort_keys=False)


FILES: Mapping[str, tuple[str, Callable[[str, Iterable[Rule]], str]]] = {
    "azure": ("staticwebapp.config.json", _static_web_app),
    "cloudflare": ("_redirects", partial(_lines, str(_PERMANENT))),
    "netlify": ("_redirects", partial(_lines, f"{_PERMANENT}!")),
    "readthedocs": ("readthedocs-redirects.yml", _read_the_docs),
}
"""Name of a server → name of its file, and the function that returns its text."""
