"""Read the pages of a project without storing them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from docutils.frontend import OptionParser, Values
from docutils.readers import standalone
from docutils.transforms import Transform
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransformer
from sphinx.util import get_filetype
from sphinx.util.docutils import LoggingReporter, sphinx_domains

from ..config.dialects import Dialect
from ..domain.azure import azure_domain
from ..parser import AzureParser
from .collect import Files, collect

WITHOUT_DIRECTIVES = frozenset((Dialect.AZURE, Dialect.LEARN))
"""The dialects without roles and directives, whose pages can be read in part."""
_OF_TEXT = frozenset(
    (
        # Footnotes, comments and substitutions are reported before.
        *("Decorations", "ExposeInternals", "StripComments", "Substitutions"),
        *("DocTitle", "SectionSubTitle", "DocInfo", "AnonymousHyperlinks"),
        *("IndirectHyperlinks", "Footnotes", "ExternalTargets", "InternalTargets"),
        *("Transitions", "FootnoteDocnameUpdater", "CitationDefinitionTransform"),
        *("CitationReferenceTransform", "ExtraTranslatableNodes"),
        *("DefaultSubstitutions", "MoveModuleTargets", "HandleCodeBlocks"),
        *("DoctestTransform", "AutoNumbering", "AutoIndexUpgrader"),
        *("FilterSystemMessages", "SphinxSmartQuotes", "GlossarySorter"),
        *("ReorderConsecutiveTargetAndIndexNodes", "RefOnlyBulletListTransform"),
        *("PreserveTranslatableMessages", "TranslationProgressTotaliser"),
        *("AddTranslationClasses", "RemoveTranslatableInline", "UIDTransform"),
        *("TranslatedFiles", "Validate", "UnreferencedFootnotesDetector"),
        *("SortFootnotes", "CollectFootnotes", "SphinxDanglingReferences"),
        # `collect` calls its handlers.
        "DoctreeReadEvent",
    )
)
"""The transforms that report nothing about articles without footnotes."""
_PACKAGES = frozenset(("docutils", "sphinx", "myst_parser", "sphinx_azuredocs"))


class Reader:
    """Reader of the pages of a project.

    :param app: the application.
    :param texts: docname → text of pages without a file.
    """

    def __init__(self, app: Sphinx, texts: Mapping[str, str] | None = None) -> None:
        self._app = app
        self._texts = texts or {}
        self._env = app.env
        self._settings: dict[type[AzureParser], Values] = {}
        self._files = Files(app)
        self.documents: dict[str, nodes.document | None] = {}
        """Docname → page that was read; None for a page that Sphinx has stored."""
        self.in_part: set[str] = set()
        """The pages that were read in part: only their references need be resolved."""

    def read(self, docname: str) -> nodes.document | None:
        """Read a page, and collect its data in the environment.

        :param docname: the page.
        :return: the page, with the references to resolve; None for a page that Sphinx
            has stored, since it is not an article.
        """
        path = self._path_of(docname)
        filetype = get_filetype(self._app.config.source_suffix, path)
        parser = self._app.registry.get_source_parser(filetype)
        if not issubclass(parser, AzureParser):
            self._app.builder.read_doc(docname)
            self.documents[docname] = None
            return None
        document = self.documents[docname] = self._read(docname, parser)
        self._env.all_docs[docname] = 1
        self._env.temp_data.clear()
        self._env.ref_context.clear()
        return document

    def _read(self, docname: str, class_: type[AzureParser]) -> nodes.document | None:
        env = self._env
        env.prepare_settings(docname)
        path = self._path_of(docname)
        if docname in self._texts:
            content = [self._texts[docname]]
        else:
            content = [path.read_text(encoding=env.settings["input_encoding"])]
        document = self._new_document(str(path), class_)
        transformer = document.transformer = SphinxTransformer(document)
        transformer.set_environment(env)
        parser = class_()
        with sphinx_domains(env):
            self._app.events.emit("source-read", docname, content)
            parser.parse(content[0], document)
            document.current_source = document.current_line = None
            noted = azure_domain(env).dialects.get(docname)
            is_article = noted is not None and noted.dialect in WITHOUT_DIRECTIVES
            transforms = self._transforms(parser)
            is_short = is_article and not _has_footnotes(document)
            if is_short:
                transforms = [t for t in transforms if not _is_of_text(t)]
            transformer.add_transforms(transforms)
            transformer.apply_transforms()
            self.in_part.discard(docname)
            if is_short:
                self.in_part.add(docname)
                collect(self._app, document, self._files)
        return document

    def _path_of(self, docname: str) -> Path:
        if docname in self._texts:
            return Path(self._app.srcdir, f"{docname}.md")
        return Path(self._env.doc2path(docname))

    def _transforms(self, parser: AzureParser) -> list[type[Transform]]:
        reader = cast("Any", standalone.Reader)()
        unused = "DanglingReferences"
        return [
            *(t for t in reader.get_transforms() if t.__name__ != unused),
            *self._app.registry.get_transforms(),
            *parser.get_transforms(),  # type: ignore[no-untyped-call]
        ]

    def _new_document(self, path: str, class_: type[AzureParser]) -> nodes.document:
        settings = self._settings_of(class_).copy()
        setattr(settings, "_source", path)  # noqa: B010
        reporter = LoggingReporter(
            path,
            settings.report_level,
            settings.halt_level,
            settings.debug,
            settings.error_encoding_error_handler,
        )
        document = nodes.document(settings, reporter, source=path)
        document.note_source(path, -1)
        return document

    def _settings_of(self, class_: type[AzureParser]) -> Values:
        """Return the settings of docutils for a parser; making them takes time."""
        if class_ not in self._settings:
            defaults = {"traceback": True, **self._env.settings}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                options = OptionParser(
                    components=(standalone.Reader, class_()),
                    defaults=defaults,
                    read_config_files=True,
                )
            self._settings[class_] = options.get_default_values()
        return self._settings[class_]


def _is_of_text(transform: type[Transform]) -> bool:
    package = transform.__module__.partition(".")[0]
    return package in _PACKAGES and transform.__name__ in _OF_TEXT


def _has_footnotes(document: nodes.document) -> bool:
    return bool(
        document.footnotes
        or document.autofootnotes
        or document.footnote_refs
        or document.autofootnote_refs
        or document.citations
    )
