"""A copy of a project, in which pages are read before and after their conversion."""

from __future__ import annotations

import io
import os
import pickle
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..builders.garbage_collection import restore_thresholds
from ..domain.azure import azure_domain
from ..page.dialects import Dialect

_LEFT_OUT = frozenset((".git", "_build", "node_modules", "__pycache__"))
# Where a node is; a page that is converted has other lines.
_PLACES = frozenset(("source", "line", "rawsource"))


class Project:
    """A copy of a project, whose pages are read one by one.

    :param app: Sphinx's application of the copy.
    :param root: the source directory of the project itself.
    """

    def __init__(self, app: Sphinx, root: Path) -> None:
        self._app, self._root = app, root
        self.env: BuildEnvironment = app.env
        self.config = app.config
        self.copy = Path(app.srcdir)
        self.env.find_files(app.config, app.builder)
        self._prepare(set(self.env.found_docs))

    @classmethod
    @contextmanager
    def of(
        cls, root: Path, confdir: Path, settings: Mapping[str, Any] | None = None
    ) -> Iterator[Project]:
        """Open a copy of a project; it is deleted at the end of the context.

        :param root: the source directory of the project.
        :param confdir: the folder of its ``conf.py``.
        :param settings: settings that overrule ``conf.py``.
        """
        with TemporaryDirectory(prefix="azuredocs-convert-") as folder:
            copy = Path(folder).resolve() / root.resolve().name
            # Links stay links: they may form loops, or lead to devices.
            shutil.copytree(
                root, copy, symlinks=True, copy_function=_link, ignore=_ignored
            )
            out = Path(folder) / "_build"
            with patch_docutils(confdir), docutils_namespace():
                app = Sphinx(
                    *(copy, confdir, out, out, "dummy"),
                    confoverrides=dict(settings or {}),
                    status=None,
                    warning=io.StringIO(),
                    freshenv=True,
                )
                try:
                    yield cls(app, root.resolve())
                finally:
                    restore_thresholds(app, None)

    def has(self, path: Path) -> bool:
        """Return False for a file outside the project, to which a link in it leads."""
        return path.is_relative_to(self._root)

    def path_of(self, path: Path) -> Path:
        """Return the file of the copy for a file of the project, or the reverse."""
        if path.is_relative_to(self.copy):
            return self._root / path.relative_to(self.copy)
        return self.copy / path.relative_to(self._root)

    def dialect_of(self, docname: str) -> Dialect | None:
        """Return the dialect of a page that was read; None for another format."""
        noted = azure_domain(self.env).dialects.get(docname)
        return noted.dialect if noted else None

    def read(self, docnames: Iterable[str]) -> dict[str, str]:
        """Read pages; return docname → the doctree as text, without places.

        :param docnames: the pages.
        """
        docnames = sorted(docnames)
        self._prepare(set(docnames))
        found: dict[str, str] = {}
        for docname in docnames:
            self._app.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
            self._app.builder.read_doc(docname)
            found[docname] = self._page(docname)
        return found

    def write(self, path: Path, data: bytes) -> None:
        """Write a file of the copy, which may be a hard link to that of the project."""
        path.unlink(missing_ok=True)
        path.write_bytes(data)

    def _prepare(self, docnames: set[str]) -> None:
        env, events = self.env, self._app.events
        list(events.emit("env-get-outdated", env, set(), docnames, set()))
        events.emit("env-before-read-docs", env, sorted(docnames))

    def _page(self, docname: str) -> str:
        # Sphinx's own function keeps the first doctree of a page in memory.
        path = Path(self._app.doctreedir, f"{docname}.doctree")
        document: nodes.document = pickle.loads(path.read_bytes())
        _without_places(document)
        domain = azure_domain(self.env)
        title = self.env.titles.get(docname)
        metadata = domain.pages.get(docname)
        parts = [
            document.pformat(),
            title.astext() if title else "",
            repr(_comparable(metadata)),
        ]
        return "\n".join(parts)


def _comparable(metadata: Any) -> Any:
    """Return the metadata of a page without the lines of its header."""
    if metadata is None:
        return None
    values = dict(vars(metadata))
    values["raw"] = sorted(metadata.raw.items())
    return sorted((k, repr(v)) for k, v in values.items() if not k.endswith("_line"))


def _without_places(document: nodes.document) -> None:
    for node in list(document.findall(nodes.Element)):
        for name in _PLACES:
            node.attributes.pop(name, None)
        _join_texts(node)


def _join_texts(node: nodes.Element) -> None:
    """Join adjacent texts, of which the parser makes one where it reports a problem."""
    joined: list[nodes.Node] = []
    for child in node.children:
        before = joined[-1] if joined else None
        if isinstance(child, nodes.Text) and isinstance(before, nodes.Text):
            joined[-1] = nodes.Text(before.astext() + child.astext())
        else:
            joined.append(child)
    if len(joined) < len(node.children):
        node.children = joined


def _link(source: str, target: str) -> str:
    """Link or copy a file."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _ignored(_folder: str, names: list[str]) -> set[str]:
    return set(names) & _LEFT_OUT
