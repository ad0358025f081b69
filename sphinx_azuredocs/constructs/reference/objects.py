"""Register the objects of reference pages with Sphinx's domains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_id

from ...domain.data import Item
from ...reference.anchors import anchors
from ...reference.model import Option, Path, Record
from ...warnings import Problem, WarningKind

if TYPE_CHECKING:
    from ...renderer import AzureRenderer


def claim(document: nodes.document, node: nodes.Element, ids: Iterable[str]) -> str:
    """Give a node its anchors, except those that an earlier node has.

    :param document: the page.
    :param node: the node.
    :param ids: the anchors, the canonical one first. If that is taken, it gets a
        number.
    :return: the first anchor of the node; empty for no anchors.
    """
    wanted = list(dict.fromkeys(ids))
    if wanted and wanted[0] in document.ids:
        number = 2
        while f"{wanted[0]}-{number}" in document.ids:
            number += 1
        wanted[0] = f"{wanted[0]}-{number}"
    for name in wanted:
        if name not in document.ids:
            node["ids"].append(name)
            document.ids[name] = node
    return str(node["ids"][0]) if node["ids"] else ""


class Objects:
    """The objects of a page that is rendered.

    :param renderer: the renderer of the page.
    :param line_of: returns the 1-based line of a field of the YAML.
    """

    def __init__(self, renderer: AzureRenderer, line_of: Callable[[Path], int]) -> None:
        self._renderer = renderer
        self._line_of = line_of
        self._document: nodes.document = renderer.document
        self._env = renderer.sphinx_env
        self._docname = str(self._env.docname)
        self._is_default = renderer.domain.is_default_version(self._docname)
        self.items: dict[str, Item] = {}
        """Uid → the object, for the domain."""

    def note(
        self, node: nodes.Element, record: Record, *, is_page: bool = False
    ) -> addnodes.index | None:
        """Register an object, and give its node the anchors.

        :param node: the node.
        :param record: what is registered.
        :param is_page: True for the object of the page, whose links lead to its top.
        :return: the node of its index entry, if it has one.
        """
        anchor = claim(self._document, node, record.ids)
        target = "" if is_page else anchor
        if record.uid:
            self._note_uid(record, target)
        if record.overload and record.overload not in self.items:
            ids = anchors(record.overload)
            claimed = nodes.target()
            name = claim(self._document, claimed, ids)
            node["ids"] += claimed["ids"]
            for claimed_id in claimed["ids"]:
                self._document.ids[claimed_id] = node
            names = dict(record.overload_names)
            self.items[record.overload] = Item(names, name, "overload")
        if not self._is_default:
            return None
        if record.full_name:
            self._note_in_domain(record, anchor)
        if not record.entry or not anchor:
            return None
        entries = [("single", record.entry.replace(";", ","), anchor, "", None)]
        return addnodes.index("", entries=entries)

    def _note_uid(self, record: Record, anchor: str) -> None:
        line = self._line_of(record.path)
        if record.uid in self.items:
            message = (
                f"the uid {record.uid!r} is given in line "
                f"{self.items[record.uid].line}, too; give each object its own"
            )
            self._renderer.report(Problem(WarningKind.YAML, message), line)
            return
        self.items[record.uid] = Item(
            dict(record.names),
            anchor,
            record.kind,
            record.full_name if record.domain == "azure" else "",
            record.summary,
            record.status,
            record.origin,
            line,
        )

    def _note_in_domain(self, record: Record, anchor: str) -> None:
        """Register an object with the domain of its language.

        An object that is there already stays: Sphinx would report the second.
        """
        domains = self._env.domains
        if record.domain == "py":
            python = domains.python_domain
            if record.full_name not in python.objects:
                python.note_object(record.full_name, record.kind, anchor)
        elif record.domain == "js":
            script = domains.javascript_domain
            if record.full_name not in script.objects:
                script.note_object(record.full_name, record.kind, anchor)

    def note_option(self, node: addnodes.desc_signature, option: Option) -> None:
        """Register an option under all its names, and give its node the anchors.

        :param node: the signature.
        :param option: the option.
        """
        document = self._document
        for name in option.names:
            parts = ["cmdoption", option.program]
            if not name.startswith(("-", "/")):
                parts.append("arg")
            id_ = make_id(self._env, document, "-".join(parts), name)
            node["ids"].append(id_)
            document.ids[id_] = node
        node["allnames"] = list(option.names)
        if not self._is_default or not node["ids"]:
            return
        std = self._env.domains.standard_domain
        for name in option.names:
            std.add_program_option(option.program, name, self._docname, node["ids"][0])
