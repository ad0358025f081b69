"""Nodes of zones, whose content is for readers who chose one of the page's pivots.

Every output format shows all zones, each below the titles of its pivots. A page with
zones begins with a list of its pivots, which a script turns into a selector in HTML.
Pivots are stored as classes, because docutils containers have no other attribute that
writers output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import get_node_location, getLogger

from ...docset.zone_pivot_groups import (
    Pivot,
    PivotGroup,
    pivot_files,
    read_pivot_groups,
)
from ...domain.data import FileKind
from ...domain.searched import search_files
from ...files.door import SourceTree
from ...files.names import readable_name
from ...locale import translate as _
from ...renderer.html_attributes import set_html_attributes
from ...warnings import Problem, WarningKind, report

ZONE_CLASS = "azure-zone"
TITLE_CLASS = "azure-zone-title"
PIVOT_CLASS = "azure-pivot--"
"""Prefix of the class that has a pivot's id, for zones and items of the pivot list."""
SELECTOR_CLASS = "azure-pivots"
_PIVOTS = "azure_pivots"
_LOGGER = getLogger(__name__)
_SEPARATORS = re.compile(r"[,\s]+")


def mark_zone(
    pivots: Sequence[str], pieces: Sequence[nodes.Element]
) -> nodes.container | None:
    """Add the classes of a zone to elements, and insert a container for its title.

    :param pivots: the ids of the zone's pivots; empty for a zone without pivots.
    :param pieces: the sections and containers of the zone, in page order.
    :return: the empty container for the title, inserted before the first element;
        ``None`` for a zone without pivots or elements.
    """
    classes = [f"{PIVOT_CLASS}{pivot}" for pivot in pivots]
    for piece in pieces:
        piece["classes"] += [ZONE_CLASS, *classes]
    if not pieces or not pivots:
        return None
    title = nodes.container(classes=[ZONE_CLASS, TITLE_CLASS, *classes])
    title.attributes[_PIVOTS] = [*pivots]
    pieces[0].parent.insert(pieces[0].parent.index(pieces[0]), title)
    return title


def apply_zones(document: nodes.document, group_ids: str, line: int) -> None:
    """Fill in the titles of a page's zones, and insert the list of its pivots.

    Unknown groups and pivots are reported as ``azuredocs.zone``.

    :param document: the doctree of the page, after rendering.
    :param group_ids: ``zone_pivot_groups`` of the page's metadata: ids of pivot groups,
        separated by commas or whitespace; may be empty.
    :param line: the 1-based line of this metadata in the page.
    """
    titles = [node for node in document.findall(nodes.container) if _PIVOTS in node]
    if not titles:
        return
    groups = _groups_of(document.settings.env, group_ids, line)
    used = dict.fromkeys(pivot for title in titles for pivot in title[_PIVOTS])
    if groups:
        _report_unknown(titles, groups)
    else:
        pivots = (
            Pivot(pivot, readable_name(pivot, capitalised=True)) for pivot in used
        )
        groups = [PivotGroup("", "", "", tuple(pivots))]
    names = {pivot.id: pivot.title for group in groups for pivot in group.pivots}
    first: dict[str, str] = {}
    for title in titles:
        pivots_of_zone: list[str] = title.attributes.pop(_PIVOTS)
        text = ", ".join(
            names.get(id_) or readable_name(id_, capitalised=True)
            for id_ in pivots_of_zone
        )
        title += nodes.paragraph(text, "", nodes.strong(text, text))
        new = [pivot for pivot in pivots_of_zone if pivot not in first]
        if new:
            first |= dict.fromkeys(new, _new_id(document, title, new[0]))
    lists = [_list(group, first) for group in groups]
    for selector in lists:
        names = {"role": "group", "aria-label": selector[0].astext()}
        set_html_attributes(selector, names, document)
    _insert_under_heading(document, lists)


def _groups_of(env: BuildEnvironment, ids: str, line: int) -> list[PivotGroup]:
    """Return the pivot groups that a page names, and report unknown groups.

    :param ids: the ids of the groups, separated by commas or whitespace.
    :param line: the 1-based line for the warnings.
    """
    wanted = [id_ for id_ in _SEPARATORS.split(ids) if id_]
    known: dict[str, PivotGroup] = {}
    tree = SourceTree.of(env.srcdir)
    for path in search_files(env, FileKind.PIVOTS) if wanted else ():
        found = read_pivot_groups(path, tree)
        if not isinstance(found, Problem):
            known |= found
    for id_ in wanted:
        if known and id_ not in known:
            message = f"{id_} is no group of zone pivots; there are {', '.join(known)}"
            problem = Problem(WarningKind.ZONE, message)
            report(_LOGGER, problem, (env.docname, line))
    return [known[id_] for id_ in wanted if id_ in known]


def report_pivot_files(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report the files of pivot groups that cannot be read.

    Handler of Sphinx's event ``env-check-consistency``.
    """
    srcdir = Path(env.srcdir)
    tree = SourceTree.of(srcdir)
    for path in pivot_files(srcdir):
        found = read_pivot_groups(path, tree)
        if isinstance(found, Problem):
            report(_LOGGER, found)


def _report_unknown(
    titles: Iterable[nodes.container], groups: Iterable[PivotGroup]
) -> None:
    """Report pivots of zones that no group of the page defines.

    :param titles: the title containers of the zones.
    :param groups: the pivot groups of the page.
    """
    known = [pivot.id for group in groups for pivot in group.pivots]
    for title in titles:
        for pivot in title[_PIVOTS]:
            if pivot not in known:
                message = (
                    f"{pivot} is no pivot of the page's groups, which have "
                    f"{', '.join(known)}; this zone cannot be chosen"
                )
                place = get_node_location(title) or ""
                problem = Problem(WarningKind.ZONE, message)
                report(_LOGGER, problem, place, once=True)


def _new_id(document: nodes.document, title: nodes.container, pivot: str) -> str:
    id_ = base = f"zone-pivot-{pivot}"
    count = 1
    while id_ in document.ids:
        count += 1
        id_ = f"{base}-{count}"
    title["ids"].append(id_)
    document.ids[id_] = title
    return id_


def _list(group: PivotGroup, first: dict[str, str]) -> nodes.container:
    """Return the list of a group's pivots, each linked to its first zone.

    :param first: pivot id → id of the node of its first zone; a pivot without a zone is
        not linked.
    """
    items = nodes.bullet_list()
    for pivot in group.pivots:
        items += nodes.list_item("", _item(pivot, first.get(pivot.id)))
    prompt = group.prompt or group.title or _("Choose a version")
    paragraph = nodes.paragraph(prompt, prompt)
    return nodes.container("", paragraph, items, classes=[SELECTOR_CLASS])


def _item(pivot: Pivot, id_: str | None) -> nodes.paragraph:
    classes = [f"{PIVOT_CLASS}{pivot.id}"]
    if id_ is None:
        return nodes.paragraph(pivot.title, pivot.title, classes=classes)
    link = nodes.reference(pivot.title, pivot.title, refid=id_, internal=True)
    return nodes.paragraph(pivot.title, "", link, classes=classes)


def _insert_under_heading(
    document: nodes.document, selectors: Iterable[nodes.container]
) -> None:
    """Insert the pivot lists after the page's title; at the start if it has no title.

    :param selectors: the containers of the pivot lists.
    """
    section = next(
        (node for node in document.children if isinstance(node, nodes.section)), None
    )
    is_marked = section is not None and ZONE_CLASS in section["classes"]
    parent: nodes.Element = document if section is None or is_marked else section
    before = (nodes.title, nodes.Invisible)
    index = next(
        (i for i, node in enumerate(parent.children) if not isinstance(node, before)),
        len(parent),
    )
    parent[index:index] = list(selectors)
