"""Options of commands in Sphinx's domain ``std``, which searches leave out.

Sphinx lists each object of a project in its search index. The options of a command
line are by far the most: they would make up nine tenths of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.domains import Domain

from ...domain.azure import azure_domain

_NOT_SEARCHED = -1
_OPTION = "cmdoption"


def setup_options(app: Sphinx) -> None:
    """Replace the domain ``std`` by one that leaves options out of searches.

    :param app: the application. A domain that another extension has put in the place
        of Sphinx's is the base of ours.
    """
    base: type[Domain] = app.registry.domains["std"]

    class QuietStandardDomain(base):  # type: ignore[valid-type, misc]
        """The domain ``std``, with options of reference pages that are not searched."""

        def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
            """Yield the objects; the options of reference pages with priority -1."""
            pages = azure_domain(self.env).of_pages.items
            for found in super().get_objects():
                is_ours = found[2] == _OPTION and found[3] in pages
                yield (*found[:5], _NOT_SEARCHED) if is_ours else found

    app.add_domain(QuietStandardDomain, override=True)
