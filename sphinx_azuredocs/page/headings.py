"""Remove the links to files from the headings that Sphinx stores.

Sphinx itself removes links from titles and tables of contents, except links to files,
on which it fails.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def leave_links_out(env: BuildEnvironment, docname: str) -> None:
    """Replace links to files by their content in the headings that Sphinx stores.

    :param env: the environment.
    :param docname: the page.
    """
    for kept in (env.tocs, env.titles, env.longtitles):
        tree = kept.get(docname, nodes.Element())
        for link in list(tree.findall(addnodes.download_reference)):
            # Not `replace_self`, which moves the classes of the link to its content.
            index = link.parent.index(link)
            link.parent[index : index + 1] = link.children


def leave_links_out_of_toc(app: Sphinx, _doctree: nodes.document) -> None:
    """Replace links to files in the headings that Sphinx has stored of a page."""
    leave_links_out(app.env, app.env.docname)
