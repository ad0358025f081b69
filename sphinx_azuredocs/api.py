"""The public API for ``conf.py`` and other extensions.

.. code-block:: python

    from sphinx_azuredocs.api import Construct, TripleColon, add_construct

The names in this module keep their meaning from version 1.0 on. Other modules may
change in any release.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .constructs.construct import Construct, Handler, plain
from .dialect import add_construct as _add_construct
from .domain.azure import azure_domain
from .domain.metadata import PageMetadata
from .events import connect
from .page.context import PageContext
from .page.dialects import Dialect
from .parser import PARSER_CREATED, AzureParser
from .renderer import AzureRenderer, line_of
from .syntax.problem import problem_token
from .syntax.triple_colon import TripleColon, allow, require
from .syntax.triple_colon_inline import TripleColonInline
from .warnings import Problem, WarningKind

__all__ = [
    "PARSER_CREATED",
    "AzureParser",
    "AzureRenderer",
    "Construct",
    "Dialect",
    "Handler",
    "PageContext",
    "PageMetadata",
    "Problem",
    "TripleColon",
    "TripleColonInline",
    "WarningKind",
    "add_construct",
    "allow",
    "line_of",
    "metadata_of",
    "plain",
    "problem_token",
    "require",
]


def add_construct(app: Sphinx, construct: Construct) -> None:
    """Add a construct to the dialects of a project.

    Its rules come before the rules of this package.

    :param app: the application, the argument of ``setup`` in ``conf.py``.
    :param construct: the construct.
    """
    _add_construct(app.config, construct)
    if construct.setup is not None:
        construct.setup(app)
    connect(app, construct.handlers)


def metadata_of(env: BuildEnvironment, docname: str) -> PageMetadata:
    """Return the metadata of a page, from its header, front matter and docset.

    :param env: the environment, once pages are read.
    :param docname: the page.
    :return: the metadata; empty for a page without metadata.
    """
    return azure_domain(env).pages.get(docname) or PageMetadata()
