"""Find the defects of a project: read all pages, resolve their references."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransformer
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..config.dialects import Dialect
from ..page.context import PageContext
from ..parser import PARSER_CREATED
from ..syntax.references import parse_inlines
from .application import CheckApplication
from .capture import Capture, Warned
from .read import Reader
from .skeleton import has_targets, leave_out

_RESOLVERS = frozenset(("ReferencesResolver", "MystReferenceResolver"))
"""The post-transforms that report defects of articles."""


def check_project(
    srcdir: Path, confdir: Path | None, settings: Mapping[str, Any]
) -> list[Warned]:
    """Return the warnings of a build of a project.

    :param srcdir: the source directory.
    :param confdir: the folder of ``conf.py``; None for a project without one.
    :param settings: the settings that replace those of ``conf.py``.
    """
    capture = Capture()
    with TemporaryDirectory(prefix="azuredocs-") as folder:
        with patch_docutils(confdir), docutils_namespace():
            app = CheckApplication(srcdir, confdir, Path(folder), settings, capture)
            app.connect(PARSER_CREATED, _leave_out_text)
            with _without_garbage_collection():
                _read_and_resolve(app)
    return capture.found


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Collect no garbage within the context: a check is short, and keeps all pages."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _leave_out_text(_app: Sphinx, md: MarkdownIt) -> None:
    md.disable("wordcount", ignoreInvalid=True)
    if PageContext.of(md.options).dialect is not Dialect.MYST:
        parse = partial(parse_inlines, True, is_needed=has_targets)
        md.core.ruler.at("inline", parse)
        md.core.ruler.push("skeleton", leave_out)


def _read_and_resolve(app: Sphinx) -> None:
    env, events = app.env, app.events
    added = set(env.found_docs)
    events.emit("env-get-outdated", env, added, set(), set())
    docnames = sorted(added)
    events.emit("env-before-read-docs", env, docnames)
    reader = Reader(app)
    documents: dict[str, nodes.document] = {}
    for docname in docnames:
        events.emit("env-purge-doc", env, docname)
        document = reader.read(docname)
        if document is not None:
            documents[docname] = document
        if docname == app.config.root_doc and document is not None:
            app.builder.write_doctree(docname, document.copy())
    events.emit("env-updated", env)
    env.check_consistency()
    events.emit("write-started", app.builder)
    for docname in docnames:
        _resolve(app, docname, documents.get(docname))


def _resolve(app: Sphinx, docname: str, document: nodes.document | None) -> None:
    env = app.env
    if document is None:
        env.get_and_resolve_doctree(docname, app.builder)
        return
    env.prepare_settings(docname)
    transformer = SphinxTransformer(document)
    transformer.set_environment(env)
    transformer.add_transforms(
        t for t in app.registry.get_post_transforms() if t.__name__ in _RESOLVERS
    )
    transformer.apply_transforms()
    env.temp_data.clear()
