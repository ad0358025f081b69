"""Build the byline of each page from standard nodes, for every builder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.i18n import format_date

from ...config import Settings
from ...domain.azure import azure_domain
from ...domain.index_pages import group_id
from ...domain.metadata import PageMetadata
from ...locale import translate as _
from .facts import Facts, facts_of, minutes

BYLINE_CLASS = "azure-byline"
STALE_CLASS = "azure-stale"
_INDEX = "azure-services"
_DATE_FORMAT = "%b %d, %Y"


def add_bylines(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add a byline below the title of a page, or of each page of a single document.

    A handler of Sphinx's event ``doctree-resolved``.
    """
    if not Settings.of(app.config).byline:
        return
    inner = doctree.findall(addnodes.start_of_file)
    pages: list[tuple[str, nodes.Element]] = [(docname, doctree)]
    pages += [(str(node["docname"]), node) for node in inner]
    for name, page in pages:
        sections = (child for child in page.children if _is_section(child))
        section = next(sections, None)
        facts = facts_of(app.env, name)
        if facts is None or not isinstance(section, nodes.section):
            continue
        maker = _Maker(app, name, azure_domain(app.env).pages[name], facts)
        at = 1 if section.children and isinstance(section[0], nodes.title) else 0
        section[at:at] = [*maker.byline(section)]


def _is_section(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section)


class _Maker:
    """A maker of the nodes of a byline.

    :param app: the application.
    :param docname: the page.
    :param metadata: its metadata.
    :param facts: the other facts about it.
    """

    def __init__(
        self, app: Sphinx, docname: str, metadata: PageMetadata, facts: Facts
    ) -> None:
        self._app, self._docname = app, docname
        self._metadata, self._facts = metadata, facts

    def byline(self, page: nodes.section) -> Iterator[nodes.Element]:
        """Yield the byline and the note on a stale article, without empty ones.

        :param page: the page, for the time that reading takes.
        """
        names = Settings.of(self._app.config).byline
        parts = [part for name in names if (part := self._part(name, page))]
        if parts:
            byline = nodes.paragraph(classes=[BYLINE_CLASS])
            for part in parts:
                byline += [nodes.Text(" · ")] if byline.children else []
                byline += part
            yield byline
        if self._facts.is_stale and self._metadata.date:
            text = _("This article was last reviewed on %s. It may be out of date.")
            paragraph = nodes.paragraph("", text % self._day(self._metadata.date))
            yield nodes.note("", paragraph, classes=[STALE_CLASS])

    def _part(self, name: str, page: nodes.section) -> nodes.inline | None:
        """Return a part of the byline; None if the page lacks the fact."""
        metadata, facts = self._metadata, self._facts
        part = nodes.inline(classes=[f"{BYLINE_CLASS}-{name}"])
        match name:
            case "authors" if metadata.authors:
                part += nodes.Text(_("By %s") % ", ".join(metadata.authors))
            case "reviewed" if metadata.date:
                part += nodes.Text(_("Reviewed on %s") % self._day(metadata.date))
            case "changed" if facts.changed:
                part += nodes.Text(_("Changed on %s") % self._day(facts.changed))
            case "reading-time":
                part += nodes.Text(_("%s min to read") % minutes(page.astext()))
            case "services" if metadata.services:
                part += [*self._services()]
            case "edit" if facts.edit_url:
                text = _("Edit this page")
                part += nodes.reference("", text, refuri=facts.edit_url, internal=False)
            case _:
                return None
        return part

    def _services(self) -> Iterator[nodes.Node]:
        """Yield the services as links to their groups in the index."""
        before, _placeholder, after = _("Services: %s").partition("%s")
        yield nodes.Text(before)
        builder = self._app.builder
        has_index = _has_index(builder)
        for index, service in enumerate(self._metadata.services):
            if index:
                yield nodes.Text(", ")
            if not has_index:
                yield nodes.Text(service)
                continue
            uri = builder.get_relative_uri(self._docname, _INDEX)
            uri = f"{uri}#{quote(group_id(service))}"
            yield nodes.reference("", service, refuri=uri, internal=True)
        yield nodes.Text(after)

    def _day(self, day: date) -> str:
        config = self._app.config
        return format_date(
            config.html_last_updated_fmt or _DATE_FORMAT,
            date=datetime.combine(day, time()),
            language=config.language,
        )


def _has_index(builder: Builder) -> bool:
    """Return True if a builder of HTML pages writes the index of services."""
    if builder.format != "html" or builder.name == "singlehtml":
        return False
    indices = getattr(builder, "domain_indices", ())
    return any(index[0] == _INDEX for index in indices)
