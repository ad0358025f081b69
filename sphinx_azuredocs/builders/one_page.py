"""Ids of articles in the one HTML page of ``singlehtml``: each must be unique.

Anchors and tabs are named per page, so that several pages may have the same names.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain.azure import azure_domain
from ..page.builders import ONE_PAGE
from ..page.dialects import ARTICLES

_AFTER_REFERENCES = 850
_DOCUMENT = "#document-"
"""The prefix of the URI of a page before Sphinx turns it into an anchor."""


class UniqueIds(SphinxPostTransform):
    """Transform that renames ids that an earlier page of the document also has."""

    default_priority = _AFTER_REFERENCES
    builders = ONE_PAGE

    def run(self, **_kwargs: object) -> None:
        """Rename ids and the references to them."""
        renamed: dict[tuple[str, str], str] = {}
        taken: set[str] = set()
        for page in self.document.findall(addnodes.start_of_file):
            docname = page["docname"]
            own = dict(self._renamed(page, docname, taken))
            renamed |= {(docname, old): new for old, new in own.items()}
            _rename(page, own)
        for reference in self.document.findall(nodes.reference):
            uri = reference.get("refuri", "")
            name, hash_, old = uri.removeprefix(_DOCUMENT).partition("#")
            if uri.startswith(_DOCUMENT) and hash_:
                # Sphinx 9 keeps both fragments, and the link is broken.
                reference["refuri"] = f"#{renamed.get((name, old), old)}"

    def _renamed(
        self, page: nodes.Element, docname: str, taken: set[str]
    ) -> Iterator[tuple[str, str]]:
        """Yield the old and the new name of ids that are already in use.

        :param taken: the ids of the earlier pages; the ids of this page are added.
        """
        dialect = azure_domain(self.env).dialects.get(docname)
        is_article = dialect is not None and dialect.dialect in ARTICLES
        for node in _own_elements(page):
            for id_ in node["ids"]:
                if id_ in taken and is_article:
                    new = f"{docname.replace('/', '-')}-{id_}"
                    taken.add(new)
                    yield id_, new
        taken.update(id_ for node in _own_elements(page) for id_ in node["ids"])


def _own_elements(page: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the elements of a page whose ids may be renamed, without nested pages.

    Sections keep their ids, since Sphinx numbers sections by them.
    """
    for child in page.children:
        if isinstance(child, addnodes.start_of_file) or not isinstance(
            child, nodes.Element
        ):
            continue
        if not isinstance(child, nodes.section):
            yield child
        yield from _own_elements(child)


def _rename(page: nodes.Element, names: dict[str, str]) -> None:
    if not names:
        return
    for node in _own_elements(page):
        for key in ("ids", "backrefs"):
            if node.get(key):
                node[key] = [names.get(id_, id_) for id_ in node[key]]
        if node.get("refid") in names:
            node["refid"] = names[node["refid"]]


def setup_one_page(app: Sphinx) -> None:
    """Register the transform.

    :param app: the application.
    """
    app.add_post_transform(UniqueIds)
