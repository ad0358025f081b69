"""Collect the data of an article for the environment, as Sphinx does for each page.

Sphinx's collectors store what a builder writes. An article needs few of them.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment.collectors.asset import DownloadFileCollector, ImageCollector
from sphinx.environment.collectors.dependencies import DependenciesCollector
from sphinx.environment.collectors.metadata import MetadataCollector

_EVENT = "doctree-read"
_OF_OUTPUT = (DependenciesCollector, MetadataCollector)
"""The collectors that report nothing, and whose data only builders use."""


class Files:
    """The readable files of a project, looked up once.

    :param app: the application.
    """

    def __init__(self, app: Sphinx) -> None:
        srcdir = str(app.srcdir)
        self.is_readable = cache(lambda uri: os.access(srcdir + uri, os.R_OK))
        """Returns True for the path of a file from the source directory, with ``/``."""


def collect(app: Sphinx, document: nodes.document, files: Files) -> None:
    """Call the handlers of ``doctree-read`` that an article needs.

    :param app: the application.
    :param document: the article.
    :param files: the files of the project.
    """
    listeners = app.events.listeners.get(_EVENT, ())
    for listener in sorted(listeners, key=lambda listener: listener.priority):
        if _is_needed(listener.handler, document, files):
            listener.handler(app, document)


def _is_needed(handler: Any, document: nodes.document, files: Files) -> bool:
    collector = getattr(handler, "__self__", None)
    match collector:
        case ImageCollector():
            return not _has_only_files(document, nodes.image, "uri", files)
        case DownloadFileCollector():
            kind = addnodes.download_reference
            return not _has_only_files(document, kind, "reftarget", files)
        case _:
            return not isinstance(collector, _OF_OUTPUT)


def _has_only_files(
    document: nodes.document, kind: type[nodes.Element], attribute: str, files: Files
) -> bool:
    """Return True if nodes name readable files and URLs only; Sphinx looks at others.

    :param document: the page.
    :param kind: the class of the nodes.
    :param attribute: the attribute with the path or URL.
    :param files: the files of the project.
    """
    uris = (str(node.get(attribute, "")) for node in document.findall(kind))
    return all(
        "://" in uri
        or uri.startswith("data:")
        or (uri.startswith("/") and "*" not in uri and files.is_readable(uri))
        for uri in uris
    )
