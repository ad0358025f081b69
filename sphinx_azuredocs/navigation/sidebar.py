"""Add the branch of each page to its sidebar.

Sphinx renders all toctrees of the project for each page, which takes time quadratic in
the number of pages. Here each page gets its own branch of the table of contents. The
theme makes its controls from it, as from a toctree.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..assets import STATIC
from ..files.door import read_bytes
from ..locale import translate as _
from .branch import branch
from .lines import EXPANDED_CLASS, href_from, render_lines
from .root_page import has_pages, shown_contents

_FOLDER = str(Path(__file__).parents[1] / "assets" / "templates")
_TEMPLATES = {"sidebar-nav-bs": "azuredocs-sidebar-nav-bs"}
"""Theme's template of a sidebar that shows only a section → our replacement."""
SCRIPT = "sphinx-azuredocs-contents.js"
"""The script that adds controls to groups whose entries are in shared files."""
_ENTRIES = STATIC / "sphinx-azuredocs-entries.js"
"""The script that it loads when a reader opens a group."""


@cache
def _entries_url() -> str:
    """Return the URL of the second script, relative to the first.

    It has a checksum, so that browsers do not use that of another version.
    """
    return f"{_ENTRIES.name}?v={crc32(read_bytes(_ENTRIES)):08x}"


_FURO_BOX = re.compile(
    rf'(<li class="[^"]*\b{EXPANDED_CLASS}\b[^"]*">(?:(?!<li\b).)*?'
    r"<input\b(?![^>]*\schecked)(?:(?!/?>).)*)",
    re.DOTALL,
)
"""The start tag of the checkbox by which Furo opens such a group."""


def replace_toctree(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the sidebar to the toctrees of the project in templates."""
    contents = shown_contents(app.env)
    of_sphinx = context.get("toctree")
    builder = app.builder
    if of_sphinx is None or not contents.groups or not has_pages(builder):
        return
    lines = branch(contents, pagename)
    href = href_from(builder, pagename)

    def toctree(**options: Any) -> str:
        return f"{of_sphinx(**options) or ''}\n{render_lines(lines, href)}"

    context["toctree"] = toctree
    if lines.needs_script or (pagename == app.config.root_doc and contents.levels):
        data: dict[str, Any] = {
            "data-entries": _entries_url(),
            "data-more": _("More entries"),
        }
        app.add_js_file(SCRIPT, loading_method="defer", **data)
    if context.get("sidebars"):
        context["sidebars"] = [
            _TEMPLATES.get(name.removesuffix(".html"), name)
            for name in context["sidebars"]
        ]


def open_groups_in_furo(
    _app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Check the checkboxes of groups that Furo should show opened.

    Furo itself checks the boxes of the groups with the current page.
    """
    tree = context.get("furo_navigation_tree")
    if isinstance(tree, str) and EXPANDED_CLASS in tree:
        context["furo_navigation_tree"] = _FURO_BOX.sub(r'\1 checked=""', tree)


def add_templates(_app: Sphinx, config: Config) -> None:
    """Add the templates that replace the sidebar templates of some themes."""
    config.templates_path = [*config.templates_path, _FOLDER]


def keep_out_of_catalogs(app: Sphinx) -> None:
    """Exclude the templates from the message catalogues of a project."""
    if app.builder.name == "gettext":
        paths = [path for path in app.config.templates_path if path != _FOLDER]
        app.config.templates_path = paths
