"""What Sphinx shows of headings elsewhere: their words, and no links in them.

It leaves links out of titles and tables of contents by itself, but for those to files,
on which it then stops.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def leave_links_out(env: BuildEnvironment, docname: str) -> None:
    """Take links to files out of what Sphinx has taken down of a page's headings.

    :param env: the environment.
    :param docname: the page.
    """
    for kept in (env.tocs, env.titles, env.longtitles):
        tree = kept.get(docname, nodes.Element())
        for link in list(tree.findall(addnodes.download_reference)):
            link.replace_self(link.children)


def leave_links_out_of_toc(app: Sphinx, _doctree: nodes.document) -> None:
    """Take links out of the headings in the table of contents of a page."""
    leave_links_out(app.env, app.env.docname)
