"""Pages in YAML as sources of Sphinx, beside Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docutils import nodes
from markdown_it.token import Token
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from ..constructs.cards import KINDS, mark_cards
from ..constructs.reference.page import TOKEN
from ..docset.overwrite_files import overwrite
from ..docset.toc_names import is_toc
from ..docset.zone_pivot_groups import NAMES as PIVOT_FILES
from ..domain.azure import azure_domain
from ..domain.data import FileKind
from ..domain.docset_lookup import docset_at
from ..domain.searched import search_files
from ..files.door import FileError, SourceTree, walk
from ..files.encoding import take_mark
from ..files.globs import escape_pattern
from ..files.yaml_json import read_yaml_as_written
from ..page.header import PageHeader
from ..page.translations import is_translated
from ..page.yaml_to_markdown import (
    YamlPageError,
    lines_of_metadata,
    mime_of,
    page_mime,
    problems_of_keys,
    read_mapping,
    read_yaml_page,
)
from ..parser import AzureParser
from ..reference.lines import Lines
from ..reference.schemas import is_reference, read_reference_page
from ..warnings import Problem, WarningKind, report

FILETYPE = "azure-yaml"
SUFFIXES = (".yml", ".yaml")
PAGE_CLASS = "azure-yaml"
_MAP = "xrefmap.yml"
"""The name of this project's xref map in the output folder."""
_OUTPUT = ".buildinfo"
"""The file by which Sphinx's output folders are recognised."""
_FENCE = "`" * 9
_LOGGER = getLogger(__name__)


class AzureYamlParser(AzureParser):
    """Sphinx parser for the YAML pages of Microsoft Learn."""

    supported = (FILETYPE,)  # type: ignore[misc]
    is_yaml = True

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page.

        :param inputstring: the YAML.
        :param document: the document to add nodes to.
        """
        if is_translated(document):
            self.parse_markdown(inputstring, document, PageHeader())
            return
        inputstring, misread = take_mark(inputstring)
        try:
            if is_reference(mime_of(inputstring)):
                self._parse_reference(inputstring, document, misread)
                return
            page = read_yaml_page(inputstring)
        except YamlPageError as error:
            path = Path(document["source"])
            report(_LOGGER, replace(error.problem, file=path))
            title = path.name
            shown = f"# {title}\n\n{_FENCE}yaml\n{inputstring}\n{_FENCE}\n"
            self.parse_markdown(shown, document, PageHeader())
            return
        header = PageHeader(page.metadata, lines=page.lines, problems=page.problems)
        self.parse_markdown(page.markdown, document, header, misread, page.line_map)
        for section in document.children:
            if isinstance(section, nodes.section):
                section["classes"] += [PAGE_CLASS, f"{PAGE_CLASS}-{page.mime.lower()}"]
                if page.mime.lower() in KINDS:
                    mark_cards(section)
                    # Cards are not listed as contents of the page.
                    env = document.settings.env
                    env.metadata[env.docname].setdefault("tocdepth", 1)

    def _parse_reference(
        self, inputstring: str, document: nodes.document, misread: Problem | None
    ) -> None:
        """Parse a page of API YAML.

        :param misread: the problem of the encoding, if the file is not UTF-8.
        :raises YamlPageError: if it is not YAML, or not a mapping.
        """
        root, value = read_mapping(inputstring, read_yaml_as_written)
        env: BuildEnvironment = document.settings.env
        docset = docset_at(env, env.doc2path(env.docname))
        if docset is not None and search_files(env, FileKind.OVERWRITES):
            value = overwrite(value, azure_domain(env).overwrites_of(docset))
        page = read_reference_page(mime_of(inputstring), value)
        uid_path = page.content.record.path
        header = PageHeader(
            dict(page.metadata),
            lines={"uid": Lines(root).of(uid_path), **lines_of_metadata(root)},
            problems=tuple(problems_of_keys(root)),
        )
        token = Token(TOKEN, "", 0, meta={"page": page, "root": root})
        self.parse_markdown("", document, header, misread, tokens=[token])


def exclude_other_yaml(app: Sphinx, config: Config) -> None:
    """Exclude the YAML files that are not pages."""
    if any(config.source_suffix.get(suffix) == FILETYPE for suffix in SUFFIXES):
        patterns = _no_pages(Path(app.srcdir), Path(app.outdir))
        config.exclude_patterns = [*config.exclude_patterns, *patterns]


def _is_page(file: Path, tree: SourceTree) -> bool:
    """Return True if a file is a page; report a file that cannot be read."""
    try:
        return bool(page_mime(file, tree))
    except FileError as error:
        # Tables of contents are reported by the code that reads them.
        if not is_toc(file) and file.name not in PIVOT_FILES:
            message = f"{file.name} was left out: it {error}"
            report(_LOGGER, Problem(WarningKind.YAML, message, file, 1))
        return False


def _no_pages(srcdir: Path, outdir: Path) -> Iterator[str]:
    """Yield Sphinx patterns for the YAML files that are not pages."""
    # The output folder is not used: patterns that differ between builders would make
    # each builder read all pages again.
    yield from (_MAP, f"**/{_MAP}")
    tree = SourceTree.of(srcdir)
    for folder, folders, names in walk(srcdir):
        path = Path(folder)
        if path == outdir or _OUTPUT in names:
            folders.clear()
            continue
        files = [
            path / name
            for name in names
            if name.lower().endswith(SUFFIXES) and name != _MAP
        ]
        pages = [file for file in files if _is_page(file, tree)]
        if not pages:
            # Without pages in the folder, one pattern per suffix excludes all files.
            base = "" if path == srcdir else f"{escape_pattern(path, srcdir)}/"
            ends = {file.suffix for file in files}
            yield from (f"{base}*{end}" for end in sorted(ends))
            continue
        yield from (escape_pattern(file, srcdir) for file in files if file not in pages)
