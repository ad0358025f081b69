"""Find what a page shows of other pages: the targets of its links, by which it changes.

While a page is read, its links are stored as questions. When all pages are read, the
questions are answered from the tables of the project. A page must be written again if
an answer differs from the one that it was written with: if a target was added, removed,
renamed, redirected or published elsewhere, or if its title or anchor has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from sphinx import addnodes
from sphinx.util import docname_join

from ..links.fragments import find_anchor
from ..links.lookup import Page, end_of, lookup
from ..links.place import Place
from ..links.uids import UidTarget
from .data import Question
from .facts import FACTS, fact_of
from .site import SiteDomain
from .uids import resolve_uid, scope_in


def question_of(node: addnodes.pending_xref) -> Question:
    """Return the question that a link asks about the project.

    :param node: the link.
    """
    place = node.get("place")
    return Question(
        str(node.get("refdomain") or ""),
        str(node.get("reftype") or ""),
        str(node.get("reftarget") or ""),
        str(node.get("reftargetid") or ""),
        place if isinstance(place, Place) else None,
        has_text=bool(node.get("refexplicit")) and bool(node.astext().strip()),
        is_mention=node.get("xref") == "mention",
    )


def pages_naming(domain: SiteDomain, docnames: AbstractSet[str]) -> list[str]:
    """Return the pages with a link of MyST to one of the given pages.

    MyST decides while it reads a page whether a link leads to a page, so that these
    must be read again if pages are added or removed.

    :param domain: the domain.
    :param docnames: pages, which may have been removed.
    """
    path2doc = domain.env.project.path2doc

    def is_named(docname: str, question: Question) -> bool:
        if question.domain == domain.name or question.type != "myst":
            return False
        path = unquote(question.target.partition("#")[0])
        joined = docname_join(docname, path)
        names = {path, joined, path2doc(joined), path2doc(path.lstrip("/"))}
        return not docnames.isdisjoint(filter(None, names))

    stored = domain.of_pages.questions.items()
    return [name for name, asked in stored if any(is_named(name, q) for q in asked)]


class Answers:
    """The answers to the questions of pages, from the tables of a project.

    An answer is a value with a stable ``repr``, which is equal in two builds if the
    link is equal, and its warning, too.

    :param domain: the domain; all pages must have been read.
    """

    def __init__(self, domain: SiteDomain) -> None:
        self._domain = domain
        self._titles: dict[str, str] = {}

    def of_page(self, docname: str) -> list[object]:
        """Return the answers to the questions of a page.

        :param docname: the page.
        """
        questions = self._domain.of_pages.questions.get(docname, ())
        return [self._answer(docname, question) for question in questions]

    def title(self, docname: str) -> str:
        """Return the title of a page as a link shows it; empty for an unknown page.

        :param docname: the page.
        """
        if docname not in self._titles:
            title = self._domain.env.titles.get(docname)
            self._titles[docname] = "" if title is None else title.pformat()
        return self._titles[docname]

    def _answer(self, docname: str, question: Question) -> object:
        if question.domain != self._domain.name:
            return self._of_sphinx(docname, question)
        match question.type:
            case "link":
                return self._link(question)
            case "uid":
                return self._uid(docname, question)
            case "command":
                return self._domain.commands.get(" ".join(question.target.split()))
            case kind if kind in FACTS:
                scope = self._domain.uid_scope_of(docname)
                # A table of objects is divided by their kinds, too.
                facts = (kind, "kind")
                return [
                    fact_of(self._domain, question.target, scope, fact)
                    for fact in facts
                ]
            case "article":
                slug, _, fragment = question.target.partition("#")
                docnames = self._domain.urls.articles(slug)
                return docnames, [
                    self._page(name, fragment, question) for name in docnames
                ]
            case _:
                return self._label(question.target)

    def _link(self, question: Question) -> object:
        assert question.place is not None
        found = lookup(question.target, question.place, self._domain)
        end = end_of(found)
        if isinstance(end, Page):
            return found, self._page(end.docname, end.fragment, question)
        return found

    def _uid(self, docname: str, question: Question) -> object:
        domain = self._domain
        target = UidTarget.read(question.target)
        scope = domain.uid_scope_of(docname)
        scope = scope_in(scope, target.view)
        key = target.uid, question.is_mention, scope
        resolved = domain.of_project.resolved
        xref = (
            resolved[key]
            if key in resolved
            else resolve_uid(domain, target.uid, docset=scope)
        )
        if xref is None or not xref.docname:
            return xref
        fragment = target.fragment or xref.anchor
        return xref, self._page(xref.docname, fragment, question)

    def _page(self, docname: str, fragment: str, question: Question) -> object:
        """Return the parts of a page that a link to it depends on."""
        domain = self._domain
        anchors = domain.anchors.get(docname, {})
        return (
            domain.of_project.output_names.get(docname),
            find_anchor(fragment, anchors) if fragment else None,
            bool(fragment) and domain.is_complete(docname),
            domain.env.doc2path(docname, base=False) if fragment else None,
            None if question.has_text else self.title(docname),
        )

    def _label(self, target: str) -> object:
        std, name = self._domain.env.domains.standard_domain, target.lower()
        return std.anonlabels.get(name), std.labels.get(name)

    def _of_sphinx(self, docname: str, question: Question) -> object:
        """Return the objects of all domains that a link of Sphinx or MyST may name."""
        env = self._domain.env
        names = {question.target, docname_join(docname, question.target)}
        names |= {question.target.lower(), question.anchor.lower(), question.anchor}
        found: list[object] = [self._objects.get(name) for name in sorted(names)]
        for name in sorted(names & env.found_docs):
            slugs: Mapping[str, Any] = env.metadata[name].get("myst_slugs", {})
            ids = {entry[1]: entry for entry in slugs.values()}
            entry = slugs.get(question.anchor, ids.get(question.anchor))
            anchors = self._domain.anchors.get(name, {})
            anchor = find_anchor(question.anchor, anchors) if question.anchor else None
            title = None if question.has_text else self.title(name)
            output_name = self._domain.of_project.output_names.get(name)
            found.append((name, entry and entry[1:], anchor, title, output_name))
        return found

    @cached_property
    def _objects(self) -> dict[str, list[tuple[str, ...]]]:
        """Name → the objects of that name, in all domains except files and pages."""
        objects: dict[str, list[tuple[str, ...]]] = {}
        domains = self._domain.env.domains.sorted()
        for domain in domains:
            for name, shown, type_, docname, anchor, _rank in domain.get_objects():
                if type_ != "doc":
                    entry = domain.name, type_, str(shown), docname, anchor
                    objects.setdefault(name, []).append(entry)
        return {name: sorted(found) for name, found in objects.items()}


class Listed(NamedTuple):
    """The titles that templates show around a page.

    :param above: the pages above it except the root page, from the nearest outwards.
    :param before: the page before it.
    :param after: the page after it.
    """

    above: tuple[tuple[str, str], ...]
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def relations(answers: Answers, domain: SiteDomain) -> dict[str, Listed]:
    """Return docname → the neighbours of the page, which templates link to.

    :param answers: the answers, for titles.
    :param domain: the domain; all pages must have been read.
    """
    found = domain.env.collect_relations()

    def shown(docname: str | None) -> tuple[str, str] | None:
        return (docname, answers.title(docname)) if docname else None

    def parents(docname: str) -> Iterator[tuple[str, str]]:
        seen = {docname}
        parent = found[docname][0]
        while parent and parent not in seen:
            seen.add(parent)
            above = found[parent][0] if parent in found else None
            # Sphinx leaves the last one out.
            if above:
                yield parent, answers.title(parent)
            parent = above

    return {
        docname: Listed(tuple(parents(docname)), shown(before), shown(after))
        for docname, (_parent, before, after) in found.items()
    }
