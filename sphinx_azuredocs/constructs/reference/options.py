"""Options of commands in Sphinx's domain ``std``, which searches leave out.

Sphinx lists each object of a project in its search index. The options of a command
line are by far the most: they would make up nine tenths of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.domains.std import StandardDomain

from ...domain.azure import azure_domain

_NOT_SEARCHED = -1
_OPTION = "cmdoption"
_OPTIONS_KEY = "progoptions"
"""The key of the options in the data of Sphinx's domain."""


class QuietStandardDomain(StandardDomain):
    """The domain ``std``, with options of reference pages that are not searched."""

    _options: dict[str, set[tuple[str | None, str]]] | None = None
    """Docname → the options of the page; None if not all are known."""

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the objects; the options of reference pages with priority -1."""
        pages = azure_domain(self.env).of_pages.items
        for found in super().get_objects():
            is_ours = found[2] == _OPTION and found[3] in pages
            yield (*found[:5], _NOT_SEARCHED) if is_ours else found

    def add_program_option(
        self, program: str | None, name: str, docname: str, labelid: str
    ) -> None:
        """Store an option, and the page that has it."""
        super().add_program_option(program, name, docname, labelid)
        if self._options is not None:
            self._options.setdefault(docname, set()).add((program, name))

    def merge_domaindata(
        self, docnames: AbstractSet[str], otherdata: dict[str, Any]
    ) -> None:
        """Add the data of the pages that a parallel process has read."""
        super().merge_domaindata(docnames, otherdata)
        self._options = None

    def clear_doc(self, docname: str) -> None:
        """Discard the data of a page.

        Sphinx searches all options for those of the page, for every page.
        """
        if self._options is None:
            self._options = {}
            for key, (page, _anchor) in self.progoptions.items():
                self._options.setdefault(page, set()).add(key)
        options = self.progoptions
        for key in self._options.pop(docname, ()):
            if options.get(key, ("",))[0] == docname:
                del options[key]
        self.data[_OPTIONS_KEY] = {}
        try:
            super().clear_doc(docname)
        finally:
            self.data[_OPTIONS_KEY] = options


def setup_options(app: Sphinx) -> None:
    """Replace the domain ``std`` by one that leaves options out of searches.

    :param app: the application. A domain that another extension has put in the place
        of Sphinx's is kept as a base.
    """
    base: type[Domain] = app.registry.domains["std"]
    bases: tuple[type, ...] = (QuietStandardDomain,)
    if base is not StandardDomain:
        bases = (*bases, base)
    app.add_domain(type("QuietStandardDomain", bases, {}), override=True)
