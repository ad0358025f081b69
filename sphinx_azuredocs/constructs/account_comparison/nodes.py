"""Nodes of account comparisons, and the directive ``account-comparison``.

An account comparison is a list of kinds of account with a description of each. Every
syntax for it produces the same standard nodes: an admonition with a title and a
definition list. Every builder can write these nodes. CSS lays them out as cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from ...locale import translate as _
from ...page.context import PageContext
from ...page.dialects import Dialect
from ...warnings import Problem, WarningKind, report
from .kinds import names_account_kind

NODE_CLASS = "account-comparison"
SYNTAX = "**account** (qualifier) - description"

_LOGGER = getLogger(__name__)

_QUALIFIER_OPEN = re.compile(r"\s*[(（]")
# Separators between a term and its description. An ASCII full stop is a separator only
# before whitespace or at the end; the characters of _ANYWHERE always are.
_ANYWHERE = "-–—:：。．｡"
_PART = rf"(?:[{_ANYWHERE}]|\.(?=\s|$))"
_SEPARATOR = re.compile(rf"\s*{_PART}\s*")
_TERM_ENDS = (*_ANYWHERE, ".")
# The same grammar for the source text, which becomes the messages for translators.
_SOURCE = re.compile(
    r"\s*(?P<mark>\*\*|__)(?P<term>.+?)(?P=mark)"
    r"\s*(?:[(（](?P<qualifier>[^()（）]*)[)）])?"
    rf"\s*{_PART}?\s*(?P<body>.*)",
    re.DOTALL,
)
_TERM_QUALIFIER = re.compile(r"[(（](?P<qualifier>[^()（）]*)[)）]\Z")


@dataclass(frozen=True)
class Account:
    """One kind of account of a comparison.

    :param item: the list item from which the account was read.
    :param term: the inline nodes of the name of the account.
    :param qualifier: the inline nodes in parentheses after the term; may be empty.
    :param separated: True if a dash, colon or full stop precedes the description.
    :param text: the inline nodes of the description that follow the term in the first
        paragraph of the item.
    :param blocks: the block nodes of the item after its first paragraph.
    :param source: the source texts of term, qualifier and text; empty strings if
        unknown.
    """

    item: nodes.list_item
    term: Sequence[nodes.Node]
    qualifier: Sequence[nodes.Node]
    separated: bool
    text: Sequence[nodes.Node]
    blocks: Sequence[nodes.Node]
    source: tuple[str, str, str]

    @property
    def name(self) -> str:
        """The term as plain text."""
        return "".join(node.astext() for node in self.term)

    @property
    def has_text(self) -> bool:
        """True if the first paragraph has a description after the term."""
        return any(not isinstance(n, nodes.Text) or n.strip() for n in self.text)


def read_accounts(bullet_list: nodes.bullet_list) -> list[Account] | None:
    """Read a list as accounts, each ``**account** (qualifier) - description``.

    :return: the accounts; ``None`` if an item does not begin with a bold term.
    """
    accounts = []
    for item in bullet_list.children:
        account = _read_account(item) if isinstance(item, nodes.list_item) else None
        if account is None:
            return None
        accounts.append(account)
    return accounts


def _read_account(item: nodes.list_item) -> Account | None:
    first = item[0] if len(item) else None
    if not isinstance(first, nodes.paragraph):
        return None
    content = _content(first)
    if not content or not isinstance(content[0], nodes.strong):
        return None
    if not _content(content[0]):
        return None
    strong, rest = content[0], content[1:]
    term, qualifier = _split_term(strong)
    if not qualifier:
        qualifier, rest = _split_qualifier(rest)
    rest, separated = _strip_separator(rest)
    separated = separated or strong.astext().rstrip().endswith(_TERM_ENDS)
    return Account(
        item, term, qualifier, separated, rest, item[1:], _source_parts(first.rawsource)
    )


def _without_end(term: str) -> str:
    """Return a term without a separator at its end."""
    term = term.rstrip()
    return term[:-1].rstrip() if term.endswith(_TERM_ENDS) else term


def _source_parts(source: str) -> tuple[str, str, str]:
    match = _SOURCE.fullmatch(source)
    if match is None:
        return "", "", ""
    return _without_end(match["term"]), match["qualifier"] or "", match["body"]


def _content(element: nodes.Element) -> list[nodes.Node]:
    """Return the children of an element, without empty text nodes."""
    return [node for node in element if not isinstance(node, nodes.Text) or str(node)]


def _split_term(strong: nodes.strong) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Split a bold term into the name of the account and a qualifier in parentheses.

    :return: the inline nodes of the name, without a separator at its end; and those of
        the qualifier, empty if the term has no qualifier.
    """
    *before, last = _content(strong)
    if not isinstance(last, nodes.Text):
        return list(strong), []
    text = _without_end(last)
    match = _TERM_QUALIFIER.search(text)
    if match is None:
        return [*before, nodes.Text(text)], []
    return [*before, nodes.Text(text[: match.start()].rstrip())], [
        nodes.Text(match["qualifier"])
    ]


def _split_qualifier(
    content: Sequence[nodes.Node],
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Split inline nodes after a leading ``(qualifier)``.

    :return: the nodes in the parentheses, empty if there are no closed parentheses;
        and the nodes after them.
    """
    first = content[0] if content else None
    opening = _QUALIFIER_OPEN.match(first) if isinstance(first, nodes.Text) else None
    if opening is None:
        return [], list(content)
    qualifier: list[nodes.Node] = []
    remaining = [nodes.Text(str(first)[opening.end() :]), *content[1:]]
    depth = 1
    for index, node in enumerate(remaining):
        end, depth = _closing_parenthesis(node, depth)
        if end is None:
            qualifier.append(node)
            continue
        text = str(node)
        qualifier.append(nodes.Text(text[:end]))
        return qualifier, [nodes.Text(text[end + 1 :]), *remaining[index + 1 :]]
    return [], list(content)


def _closing_parenthesis(node: nodes.Node, depth: int) -> tuple[int | None, int]:
    """Find the parenthesis that closes the outermost open parenthesis.

    :param depth: the number of parentheses that are open before the node.
    :return: the index in the text, ``None`` if it is not closed in this node; and the
        number of parentheses that are open after it.
    """
    for index, character in enumerate(node if isinstance(node, nodes.Text) else ""):
        depth += (character in "(（") - (character in ")）")
        if depth == 0:
            return index, 0
    return None, depth


def _strip_separator(
    content: Sequence[nodes.Node],
) -> tuple[list[nodes.Node], bool]:
    if not content or not isinstance(content[0], nodes.Text):
        return list(content), False
    text = str(content[0])
    match = _SEPARATOR.match(text)
    text = text[match.end() :] if match else text.lstrip()
    return [nodes.Text(text), *content[1:]], match is not None


def compares_accounts(accounts: Sequence[Account], kinds: Sequence[str] = ()) -> bool:
    """Return True if an ordinary bullet list compares kinds of account.

    The list needs two or more accounts, each with a separator or qualifier, a
    description, and a term that names a kind of account.

    :param accounts: the accounts that were read from the list.
    :param kinds: additional phrases that name a kind of account.
    """
    return len(accounts) >= 2 and all(
        (account.separated or account.qualifier)
        and (account.has_text or account.blocks)
        and names_account_kind(account.name, tuple(kinds))
        for account in accounts
    )


def build_comparison(
    accounts: Iterable[Account], title: Sequence[nodes.Node] = ()
) -> nodes.admonition:
    """Return the admonition of an account comparison.

    :param accounts: the accounts, in display order.
    :param title: the inline nodes of the title; if empty, the title is the translation
        of "Account comparison".
    """
    heading = nodes.title("", "", *(title or [nodes.Text(_("Account comparison"))]))
    table = nodes.definition_list()
    for account in accounts:
        item = nodes.definition_list_item()
        term_source, qualifier_source, text_source = account.source
        item += nodes.term(term_source, "", *account.term)
        if account.qualifier:
            item += nodes.classifier(qualifier_source, "", *account.qualifier)
        definition = nodes.definition()
        item += definition
        if account.has_text:
            text = nodes.paragraph(text_source, "", *account.text)
            _copy_place(account.item, text)
            definition += text
        definition += account.blocks
        for node in (item, *item.children):
            _copy_place(account.item, node)
        table += item
        table.source = table.source or item.source
        table.line = table.line or item.line
    comparison = nodes.admonition("", heading, table, classes=[NODE_CLASS])
    _copy_place(table, comparison)
    _copy_place(table, heading)
    return comparison


def _copy_place(origin: nodes.Node, node: nodes.Node) -> None:
    node.source, node.line = origin.source, origin.line


def mark_comparison(
    content: nodes.Element, title: Sequence[nodes.Node], location: nodes.Node
) -> list[nodes.Node]:
    """Build a comparison from the content of a quote or directive that asks for one.

    :param content: an element whose children include the bullet list of accounts.
        Blocks before and after the list are kept in the comparison.
    :param title: the inline nodes of the title; may be empty.
    :param location: a node with the source and line of the comparison, also for the
        warning about content without a list of accounts.
    :return: the comparison; without a list of accounts, the title as a paragraph and
        the unchanged content.
    """
    for index, child in enumerate(content.children):
        accounts = isinstance(child, nodes.bullet_list) and read_accounts(child)
        if accounts:
            comparison = build_comparison(accounts, title)
            comparison[1:1] = content[:index]
            comparison += content[index + 1 :]
            _copy_place(location, comparison)
            return [comparison]
    message = (
        "the account comparison has no list of accounts; "
        f"write a bullet list whose every item is {SYNTAX}"
    )
    report(_LOGGER, Problem(WarningKind.ACCOUNT_COMPARISON, message), location)
    lead = [nodes.paragraph("", "", *title)] if title else []
    return [*lead, *content.children]


def recognise_comparisons(document: nodes.document, context: PageContext) -> None:
    """Replace the bullet lists that compare kinds of account by account comparisons.

    :param document: the doctree of the page, after rendering.
    :param context: the dialect of the page, and the settings
        ``azuredocs_account_comparison`` and ``azuredocs_account_kinds``.
    """
    if context.dialect is Dialect.MYST:
        return
    if context.settings.account_comparison != "auto":
        return
    for bullet_list in list(document.findall(nodes.bullet_list)):
        if _is_in_comparison(bullet_list):
            continue
        accounts = read_accounts(bullet_list)
        if accounts and compares_accounts(accounts, context.settings.account_kinds):
            bullet_list.replace_self(build_comparison(accounts))


def _is_in_comparison(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None:
        if NODE_CLASS in parent.get("classes", ()):
            return True
        parent = parent.parent
    return False


class AccountComparison(SphinxDirective):
    """The directive ``account-comparison``, in MyST and reStructuredText.

    The optional argument is the title. The content is a bullet list of accounts.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the comparison."""
        title: list[nodes.Node] = []
        messages: list[nodes.system_message] = []
        if self.arguments:
            title, messages = self.parse_inline(self.arguments[0])
        location = nodes.Element()
        self.set_source_info(location)
        content = nodes.Element("", *self.parse_content_to_nodes())
        return [*mark_comparison(content, title, location), *messages]
