"""Sphinx, set up to find the defects of a project without building it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from .capture import Capture

BUILDER = "html"
"""The name of the builder whose warnings are found."""

_OF_OUTPUT = frozenset(
    (
        # Files of the output, and times and digests of incremental builds.
        "add_static_files",
        "keep_unchanged",
        "pages_to_write_again",
        "remove_record",
        "note_resolved_page",
        "write_html_files",
    )
)
"""The handlers of this package that report nothing."""


class CheckBuilder(StandaloneHTMLBuilder):
    """Builder of HTML that reads and resolves pages, and writes no file.

    It has the name of Sphinx's builder, so that the conditions of pages and extensions
    hold as in a build.
    """

    name = BUILDER

    def init(self) -> None:
        """Set the names of output files; load neither theme nor templates."""
        self.imagedir = "_images"
        self.secnumbers = {}
        self.current_docname = ""
        self.out_suffix = self.config.html_file_suffix or ".html"
        suffix = self.config.html_link_suffix
        self.link_suffix = self.out_suffix if suffix is None else suffix

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield all pages."""
        yield from self.env.found_docs

    def prepare_writing(self, docnames: Iterable[str]) -> None:
        """Prepare nothing: no page is written."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing."""

    def finish(self) -> None:
        """Write nothing."""


class CheckApplication(Sphinx):
    """Sphinx with :class:`CheckBuilder`, whose warnings are captured.

    :param srcdir: the source directory.
    :param confdir: the folder of ``conf.py``; None for a project without one.
    :param outdir: an empty folder for temporary files.
    :param settings: the settings that replace those of ``conf.py``.
    :param capture: stores the warnings.
    """

    def __init__(
        self,
        srcdir: Path,
        confdir: Path | None,
        outdir: Path,
        settings: Mapping[str, Any],
        capture: Capture,
    ) -> None:
        self._capture = capture
        super().__init__(
            srcdir,
            confdir,
            outdir / "out",
            outdir / "doctrees",
            BUILDER,
            # No event of Sphinx would end what this setting begins.
            confoverrides={**settings, "azuredocs_fewer_collections": False},
            status=None,
            warning=capture.early,
            freshenv=True,
        )
        for listeners in self.events.listeners.values():
            for listener in list(listeners):
                if _is_of_output(listener.handler):
                    self.disconnect(listener.id)

    def preload_builder(self, name: str) -> None:
        """Register the builder, and capture the warnings from here on.

        :param name: the name of the builder.
        """
        self.add_builder(CheckBuilder, override=True)
        self._capture.install(self)


def _is_of_output(handler: Any) -> bool:
    module = str(getattr(handler, "__module__", ""))
    package = __name__.partition(".")[0]
    name = getattr(handler, "__name__", "")
    return module.partition(".")[0] == package and name in _OF_OUTPUT
