"""Register the parsers of Markdown, YAML and notebooks."""

from __future__ import annotations

import codecs

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.parsers import Parser

from ..files.encoding import find_codec
from ..parser import PARSER_CREATED, AzureParser
from .yaml_page import FILETYPE, SUFFIXES, AzureYamlParser


def setup_parsers(app: Sphinx) -> None:
    """Register the parsers of Markdown and of pages in YAML.

    :param app: the application.
    """
    codecs.register(find_codec)
    app.add_event(PARSER_CREATED)
    # MyST-NB sets up all of MyST except its parser, and reads `.md` itself.
    if "myst_nb" not in app.extensions:
        app.setup_extension("myst_parser")
    app.add_source_parser(AzureParser, override=True)
    app.add_source_parser(AzureYamlParser)
    for suffix in SUFFIXES:
        # Another extension may have a parser for YAML.
        if suffix not in app.registry.source_suffix:
            app.add_source_suffix(suffix, FILETYPE)


def register_again(app: Sphinx, _config: Config) -> None:
    """Register the parsers after extensions that were loaded later.

    A parser of the project that derives from a parser of this package is kept.
    """
    _register(app, AzureParser)
    if "myst_nb" in app.extensions:
        from .notebook import AzureNotebookParser

        _register(app, AzureNotebookParser)


def _register(app: Sphinx, parser: type[Parser]) -> None:
    registered = [app.registry.source_parsers.get(name) for name in parser.supported]
    if not all(isinstance(p, type) and issubclass(p, parser) for p in registered):
        app.add_source_parser(parser, override=True)
