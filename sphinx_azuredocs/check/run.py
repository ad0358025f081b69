"""Find the defects of a project: read all pages, resolve their references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from inspect import signature
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge
from sphinx.transforms import SphinxTransformer
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..page.context import PageContext
from ..parser import PARSER_CREATED
from ..syntax.references import parse_inlines
from .application import CheckApplication
from .capture import Capture, Warned
from .few import docnames_of, read_few
from .learn import LearnRules
from .read import WITHOUT_DIRECTIVES, Reader
from .skeleton import has_targets, leave_out

_RESOLVERS = frozenset(("ReferencesResolver", "MystReferenceResolver"))
"""The post-transforms that report defects of articles."""


@dataclass(frozen=True)
class Project:
    """A project to check.

    :param srcdir: the source directory.
    :param confdir: the folder of ``conf.py``.
    :param start_page: the text of the start page of a project without one; None for a
        project that has one.
    :param settings: the settings that replace those of ``conf.py``.
    :param has_learn_rules: True to apply the rules that only Microsoft Learn has.
    """

    srcdir: Path
    confdir: Path
    start_page: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    has_learn_rules: bool = False


def check_project(project: Project, files: Sequence[Path] = ()) -> list[Warned]:
    """Return the warnings of a build of a project.

    :param project: the project.
    :param files: files, absolute; if they are articles, other pages are not read, and
        only the warnings about these are complete. Empty for all pages.
    :raises sphinx.errors.SphinxError: if the project cannot be built, such as for an
        error in ``conf.py``.
    """
    with opened(project) as (app, capture):
        learn = LearnRules(app) if project.has_learn_rules else None
        app.connect(PARSER_CREATED, partial(_leave_out_text, learn))
        read_and_resolve(app, project.start_page, files)
        if learn is not None:
            capture.found += learn.findings()
    return capture.found


@contextmanager
def opened(project: Project) -> Iterator[tuple[Sphinx, Capture]]:
    """Open the application of a project, with a temporary folder for its output."""
    capture = Capture()
    with (
        TemporaryDirectory(prefix="azuredocs-") as folder,
        patch_docutils(project.confdir),
        docutils_namespace(),
    ):
        settings = project.settings
        srcdir, confdir = project.srcdir, project.confdir
        yield (
            CheckApplication(srcdir, confdir, Path(folder), settings, capture),
            capture,
        )


def _leave_out_text(learn: LearnRules | None, _app: Sphinx, md: MarkdownIt) -> None:
    md.disable("wordcount", ignoreInvalid=True)
    if PageContext.of(md.options).dialect not in WITHOUT_DIRECTIVES:
        return
    if learn is not None:
        # Its rules look at all text.
        md.core.ruler.push("learn_rules", learn.collect)
    else:
        parse = partial(parse_inlines, True, is_needed=has_targets)
        md.core.ruler.at("inline", parse)
    md.core.ruler.push("skeleton", leave_out)


def read_and_resolve(
    app: Sphinx, start_page: str | None, files: Sequence[Path] = ()
) -> None:
    """Read pages, and resolve their references.

    :param app: the application.
    :param start_page: the text of the start page, if it has no file.
    :param files: the files to check; empty for all pages.
    """
    env, events, root = app.env, app.events, app.config.root_doc
    texts = {}
    if start_page is not None and root not in env.found_docs:
        env.project.docnames.add(root)
        texts[root] = start_page
    added = set(env.found_docs)
    events.emit("env-get-outdated", env, added, set(), set())
    docnames = sorted(added)
    events.emit("env-before-read-docs", env, docnames)
    reader = Reader(app, texts)
    if files and (few := docnames_of(app, files)) is not None:
        pages = read_few(app, reader, few)
        if pages is not None:
            for docname, page in pages.items():
                resolve_page(app, docname, page, reader)
            return
    _read_all(app, docnames, reader)


def _read_all(app: Sphinx, docnames: Sequence[str], reader: Reader) -> None:
    """Read all pages, and resolve their references.

    :param app: the application.
    :param docnames: the pages, sorted.
    :param reader: reads pages.
    """
    env, events, root = app.env, app.events, app.config.root_doc
    documents: dict[str, nodes.document | None] = {}
    for docname in docnames:
        if docname in reader.documents:
            document = reader.documents[docname]
        else:
            events.emit("env-purge-doc", env, docname)
            document = reader.read(docname)
        if docname == root and document is not None:
            # The table of contents is put into the stored root page.
            app.builder.write_doctree(docname, document, _cache=False)
            document = None
        documents[docname] = document
    events.emit("env-updated", env)
    env.check_consistency()
    events.emit("write-started", app.builder)
    for docname, document in documents.items():
        resolve_page(app, docname, document or env.get_doctree(docname), reader)


def resolve_page(
    app: Sphinx, docname: str, document: nodes.document, reader: Reader
) -> None:
    """Resolve the references of a page, and report what its writing would report.

    :param app: the application.
    :param docname: the page.
    :param document: its doctree.
    :param reader: the reader that has read it.
    """
    env = app.env
    document.settings.env = env
    if docname not in reader.in_part:
        resolve: Any = env.get_and_resolve_doctree
        # From Sphinx 9 on.
        has_tags = "tags" in signature(resolve).parameters
        tags = {"tags": app.tags} if has_tags else {}
        resolve(docname, app.builder, doctree=document, **tags)
        highlight(app, document)
        return
    env.prepare_settings(docname)
    transformer = SphinxTransformer(document)
    transformer.set_environment(env)
    transformer.add_transforms(
        t for t in app.registry.get_post_transforms() if t.__name__ in _RESOLVERS
    )
    transformer.apply_transforms()
    env.temp_data.clear()


def highlight(app: Sphinx, document: nodes.document) -> None:
    """Report the code that Pygments cannot read, as writers of HTML do.

    :param app: the application.
    :param document: the page, with resolved references.
    """
    bridge = PygmentsBridge("html")
    for node in document.findall(nodes.literal_block):
        if node.rawsource != node.astext() or node.get("force"):
            continue
        language = node.get("language", "default")
        options = app.config.highlight_options.get(language, {})
        bridge.highlight_block(
            node.rawsource, language, opts=options, location=node, force=False
        )
