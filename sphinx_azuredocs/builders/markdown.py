"""Nodes for Markdown builders: sphinx-markdown-builder, and sphinx-llm that uses it.

These builders leave out, or write wrongly, some nodes that other builders write. They
are replaced by nodes that the builders know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import admonitionlabels
from sphinx.util.osutil import relative_uri

from ..constructs.tabs.nodes import TAB_CLASS
from ..constructs.tabs.nodes import TITLE_CLASS as TAB_TITLE_CLASS
from ..constructs.zones.nodes import PIVOT_CLASS, ZONE_CLASS
from ..constructs.zones.nodes import TITLE_CLASS as ZONE_TITLE_CLASS
from ..locale import translate as _
from ..renderer.code_blocks import WRITTEN_LANGUAGE
from ..renderer.files import DESCRIPTION_CLASS
from .agents import WITH_FILES, base_url, has_folder_per_page, name_index

_FORMAT = "markdown"
_STRUCK = frozenset(("azure-del", "azure-deleted", "azure-s", "azure-strike"))
_BREAK = re.compile(r"<br\s*/?>\s*")
_GENERATED_ID = re.compile(r"id\d+")


def write_markdown(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace nodes that builders of Markdown leave out or write wrongly.

    Handler of Sphinx's event ``doctree-resolved``.

    :param app: the application.
    :param doctree: the page, with resolved references.
    :param docname: the docname of the page.
    """
    if app.builder.format != _FORMAT:
        return
    _remove_other_formats(doctree)
    _name_variants(doctree)
    _write_titles(doctree)
    _write_notes(doctree)
    _strike(doctree)
    _restore_languages(doctree)
    _add_anchors(doctree)
    name_index(app.config, doctree)
    if app.builder.name == WITH_FILES:
        _link_files(app, doctree, docname)


def _link_files(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Write the URLs of images and downloads as those of the HTML output.

    Without a base they are relative to the page. If the output has a folder for each
    page, the Markdown is in two places, so they stay as they are.
    """
    base, page = base_url(app.config), f"{docname}.html"
    if not base and has_folder_per_page(app):
        return

    def url(path: str) -> str:
        return f"{base}{path}" if base else relative_uri(page, path)

    for node in document.findall(nodes.image):
        if node["uri"] in app.env.images:
            name = app.env.images[node["uri"]][1]
            node["uri"] = url(f"_images/{name}")
    for link in list(document.findall(addnodes.download_reference)):
        if "filename" in link:
            uri = url(f"_downloads/{link['filename']}")
            link.replace_self(nodes.reference("", "", *link.children, refuri=uri))


def _remove_other_formats(document: nodes.document) -> None:
    """Remove ``<meta>`` elements, and raw text of formats other than HTML."""
    for meta in list(document.findall(nodes.meta)):
        meta.parent.remove(meta)
    for raw in list(document.findall(nodes.raw)):
        if not {"html", "markdown"} & {*str(raw.get("format", "")).split()}:
            raw.parent.remove(raw)
    for raw in document.findall(nodes.raw):
        if _BREAK.fullmatch(raw.astext()):
            _join_break(raw)


def _join_break(raw: nodes.raw) -> None:
    """Remove the newlines around a line break, which would end the paragraph."""
    raw.children = [nodes.Text("<br/>")]
    following = raw.next_node(descend=False, siblings=True)
    if isinstance(following, nodes.Text):
        # Texts are equal if their characters are, so the position is that of the break.
        after = raw.parent.index(raw) + 1
        raw.parent[after] = nodes.Text(following.lstrip("\n"))


def _write_titles(document: nodes.document) -> None:
    """Write titles of admonitions, captions and classifiers as text.

    Builders of Markdown skip these: an admonition with all of its content.
    """
    for node in list(document.findall(nodes.admonition)):
        title = node.next_node(nodes.title)
        if title is not None and title.parent is node:
            title.replace_self(nodes.paragraph("", "", nodes.strong("", "", *title)))
        node.replace_self(nodes.container("", *node.children))
    for caption in list(document.findall(nodes.caption)):
        caption.replace_self(nodes.paragraph("", "", nodes.strong("", "", *caption)))
    for classifier in list(document.findall(nodes.classifier)):
        _join_term(classifier)
    for description in document.findall(nodes.container):
        if DESCRIPTION_CLASS in description["classes"]:
            label = nodes.strong("", _("Description of the image"))
            description.insert(0, nodes.paragraph("", "", label))
    for legend in list(document.findall(nodes.legend)):
        legend.replace_self(nodes.container("", *legend.children))


def _join_term(classifier: nodes.classifier) -> None:
    """Append a classifier to its term, with emphasis; builders leave it out."""
    term = classifier.parent.next_node(nodes.term)
    classifier.parent.remove(classifier)
    if isinstance(term, nodes.term):
        term += [nodes.Text(" "), nodes.emphasis("", "", *classifier.children)]


def _write_notes(document: nodes.document) -> None:
    """Write the name of a note as bold text before its content.

    Builders write it as a heading: a section that would contain the rest of the page.
    """
    for node in list(document.findall(nodes.Element)):
        label = admonitionlabels.get(node.tagname)
        if label and isinstance(node, nodes.Admonition):
            name = nodes.paragraph("", "", nodes.strong("", label))
            node.parent.replace(node, nodes.container("", name, *node.children))


def _strike(document: nodes.document) -> None:
    """Enclose deleted text in ``<s>``, as MyST does."""
    for node in document.findall(nodes.inline):
        if _STRUCK & {*node["classes"]}:
            node.insert(0, nodes.raw("", "<s>", format="html"))
            node.append(nodes.raw("", "</s>", format="html"))


def _restore_languages(document: nodes.document) -> None:
    """Name the languages of code as written, where there is no lexer for them."""
    for block in document.findall(nodes.literal_block):
        if written := block.get(WRITTEN_LANGUAGE):
            block["language"] = written


def _name_variants(document: nodes.document) -> None:
    """Add the name of the tab or zone to each heading in it."""
    names = {
        tuple(_pivots(node)): node.astext()
        for node in document.findall(nodes.container)
        if ZONE_TITLE_CLASS in node["classes"]
    }
    for heading in list(document.findall(_is_heading)):
        assert isinstance(heading, nodes.Element)
        variants = [*_variants(heading, names)]
        if variants and isinstance(heading.parent, nodes.section | nodes.container):
            heading.append(nodes.Text(f" ({', '.join(reversed(variants))})"))


def _is_heading(node: nodes.Node) -> bool:
    return isinstance(node, nodes.title | nodes.rubric)


def _variants(node: nodes.Element, names: dict[tuple[str, ...], str]) -> Iterator[str]:
    """Yield the names of the tabs and zones around a node, the inner first.

    :param node: the node.
    :param names: the pivots of each zone → its title.
    """
    seen: set[str] = set()
    around: nodes.Element | None = node
    while around is not None:
        name = ""
        if TAB_CLASS in around["classes"]:
            titles = (x for x in around.children if isinstance(x, nodes.paragraph))
            found = (x.astext() for x in titles if TAB_TITLE_CLASS in x["classes"])
            name = next(found, "")
        elif ZONE_CLASS in around["classes"]:
            name = names.get(tuple(_pivots(around)), "")
        if name and name not in seen:
            seen.add(name)
            yield name
        around = around.parent


def _pivots(node: nodes.Element) -> list[str]:
    return [name for name in node["classes"] if name.startswith(PIVOT_CLASS)]


def _add_anchors(document: nodes.document) -> None:
    """Write an anchor for each target of a link, except slugs and footnotes."""
    links = [node for node in document.findall(nodes.reference) if "refid" in node]
    for link in links:
        link["internal"] = True
    wanted = {str(link["refid"]) for link in links}
    for node in list(document.findall(nodes.Element)):
        if not isinstance(node, nodes.footnote):
            for id_ in _anchors(node, wanted):
                wanted.discard(id_)
                _insert(node, nodes.raw("", f'<a id="{id_}"></a>', format="html"))


def _anchors(node: nodes.Element, wanted: Collection[str]) -> list[str]:
    """Return the ids of a node that need an anchor in Markdown.

    :param node: the node.
    :param wanted: the ids that links of the page name. Links of other pages may name
        any id that is written in the source.
    """
    is_target = isinstance(node, nodes.target | nodes.section)
    ids: list[str] = node.get("ids", [])
    title = node.next_node(nodes.title) if isinstance(node, nodes.section) else None
    slugs = (node.get("slug"), title and nodes.make_id(title.astext()))
    return [
        id_
        for id_ in ids
        if id_ not in slugs
        and (id_ in wanted or (is_target and not _GENERATED_ID.fullmatch(id_)))
    ]


def _insert(node: nodes.Element, anchor: nodes.raw) -> None:
    """Insert an anchor at the start of a node; before it, if it cannot contain it.

    The anchor of a section follows its title: a page begins with its title.
    """
    if isinstance(node, nodes.section):
        node.insert(1, nodes.paragraph("", "", anchor))
    elif isinstance(node, nodes.paragraph | nodes.inline | nodes.title):
        node.insert(0, anchor)
    elif isinstance(node.parent, nodes.TextElement):
        node.parent.insert(node.parent.index(node), anchor)
    elif isinstance(node, nodes.container | nodes.list_item):
        node.insert(0, nodes.paragraph("", "", anchor))
    elif node.parent is not None:
        node.parent.insert(node.parent.index(node), nodes.paragraph("", "", anchor))
