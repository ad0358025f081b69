"""Nodes of the pages of this extension, for builders that need other nodes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from ..config.dialects import Dialect
from ..domain.azure import azure_domain

_Node = TypeVar("_Node", bound=nodes.Element)


def is_ours(env: BuildEnvironment, docname: str) -> bool:
    """Return True for an article or a page of Microsoft Learn, also in YAML.

    Pages in plain MyST and reStructuredText are left to Sphinx.

    :param env: the environment.
    :param docname: the docname of the page.
    """
    domain = azure_domain(env)
    dialect = domain.dialects.get(docname)
    is_yaml = dialect is None and docname in domain.pages
    return is_yaml or (dialect is not None and dialect.dialect is not Dialect.MYST)


def nodes_of_our_pages(
    env: BuildEnvironment,
    document: nodes.document,
    docname: str,
    node_class: type[_Node],
) -> list[_Node]:
    """Return the nodes of a class in our pages, in their order.

    :param env: the environment.
    :param document: a page, or a document made of several pages.
    :param docname: the docname of the document.
    :param node_class: the class.
    """
    pages: list[tuple[str, nodes.Element]] = [(docname, document)]
    # A page may contain other pages, which come after it.
    files = document.findall(addnodes.start_of_file)
    pages += [(str(node["docname"]), node) for node in files]
    docnames = {
        node: name for name, page in pages for node in _nodes_of(page, node_class)
    }
    ours = {name: is_ours(env, name) for name, _ in pages}
    return [node for node, name in docnames.items() if ours[name]]


def _nodes_of(page: nodes.Element, node_class: type[_Node]) -> list[_Node]:
    return [*page.findall(node_class)]


def join_classifiers(classifiers: Iterable[nodes.classifier]) -> None:
    """Append classifiers to their terms, in parentheses: ``Work accounts (two)``.

    Some writers write a classifier as the start of the definition, or leave it out.
    """
    for classifier in classifiers:
        term = classifier.parent.next_node(nodes.term)
        classifier.parent.remove(classifier)
        if isinstance(term, nodes.term):
            term.extend([nodes.Text(" ("), *classifier.children, nodes.Text(")")])
