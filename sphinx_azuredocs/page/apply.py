"""Apply the metadata of a page: environment, ``<meta>``, titles, templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import format_date
from sphinx.util.logging import getLogger

from ..domain.azure import azure_domain
from ..domain.metadata import PageMetadata
from ..warnings import Problem, WarningKind, report
from .header import PageHeader
from .translations import BrowserTitle

_LOGGER = getLogger(__name__)

# Keys of `env.metadata` whose presence alone changes Sphinx's behaviour.
_SPHINX_SWITCHES = frozenset(
    ("orphan", "tocdepth", "nocomments", "nosearch", "no-search", "tocorder")
)
_OPENGRAPH = "ogp_description_length"
"""A setting of the extension ``sphinxext.opengraph``."""
_DATE_FORMAT = "%b %d, %Y"


def apply_metadata(
    document: nodes.document,
    metadata: PageMetadata,
    html_meta: Mapping[str, Any],
    header: PageHeader,
    *,
    has_heading: bool,
) -> None:
    """Apply the metadata of a page to its doctree and the environment.

    :param document: the rendered page.
    :param metadata: its metadata.
    :param html_meta: the ``<meta>`` elements from MyST's settings, which take
        precedence.
    :param header: the header of the page.
    :param has_heading: True if the page has a heading of level 1.
    """
    env: BuildEnvironment = document.settings.env
    line = header.line
    if metadata.unread_date:
        message = (
            f"ms.date is {metadata.unread_date!r}, which is no date; "
            "write month/day/year or year-month-day"
        )
        problem = Problem(WarningKind.HEADER, message)
        report(_LOGGER, problem, (env.docname, header.line_of("ms.date", line)))
    domain = azure_domain(env)
    domain.note_page(env.docname, metadata)
    stored = env.metadata[env.docname]
    for name, value in metadata.raw.items():
        if name not in _SPHINX_SWITCHES:
            stored.setdefault(name, value)
    if _OPENGRAPH in env.config and metadata.description:
        stored.setdefault("og:description", metadata.description)
    heading = metadata.heading
    if not heading and next(document.findall(nodes.section), None) is None:
        # An article always has a title, even without a heading.
        source = Path(env.doc2path(env.docname, base=False)).as_posix()
        heading = domain.urls.slug_of(source) or ""
    if heading and not has_heading:
        _add_heading(document, heading, line)
    elif metadata.raw:
        _nest_sections(document)
    title = next(document.findall(nodes.title), None)
    browser_title = metadata.browser_title(title.astext() if title else "")
    translatable: list[nodes.Node] = []
    if browser_title:
        document["title"] = browser_title
        written = metadata.page_title or (title.astext() if title else "")
        suffix = browser_title.removeprefix(written)
        place = str(document["source"]), header.line_of("title", line)
        translatable.append(BrowserTitle.of(written, suffix, *place))
    if metadata.redirect_url:
        # Searches and lists must not find a page that redirects.
        stored.update({"orphan": True, "nosearch": True})
    theirs = {key.split()[0].lower() for key in html_meta if key.strip()}
    tags = metadata.meta_tags().items()
    document[:0] = translatable
    document[:0] = [
        _meta_node(document, name, content, line)
        for name, content in tags
        if name.lower() not in theirs
    ]


def _meta_node(
    document: nodes.document, name: str, content: str, line: int
) -> nodes.meta:
    node = nodes.meta("", name=name, content=content)
    node.source, node.line = document["source"], line
    return node


def _add_heading(document: nodes.document, heading: str, line: int) -> None:
    """Put the content of a page under a new heading of level 1."""
    title = nodes.title(heading, heading)
    section = nodes.section("", title)
    section.source = title.source = document["source"]
    section.line = title.line = line
    section["names"].append(nodes.fully_normalize_name(heading))
    document.note_implicit_target(section, section)
    content = [
        node
        for node in document
        if not isinstance(node, nodes.meta | nodes.field_list | nodes.docinfo)
    ]
    for node in content:
        document.remove(node)
    section += content
    document += section


def _nest_sections(document: nodes.document) -> None:
    """Move further sections of level 1 into the first section.

    Sphinx would list each as a page of its own in tables of contents.
    """
    sections = [node for node in document if isinstance(node, nodes.section)]
    for section in sections[1:]:
        document.remove(section)
        sections[0] += section


def add_to_template(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Add the metadata to templates as ``azure``, and the page's own date."""
    metadata = azure_domain(app.env).pages.get(pagename, PageMetadata())
    context["azure"] = metadata
    if metadata.date:
        context["last_updated"] = format_date(
            app.config.html_last_updated_fmt or _DATE_FORMAT,
            date=datetime.combine(metadata.date, time()),
            language=app.config.language,
        )
