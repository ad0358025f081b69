"""Which lists set kinds of account side by side, and what is read from them.

The lists are written as in articles, and made into nodes by MyST without Sphinx.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from sphinx_azuredocs.constructs.account_comparison.kinds import names_account_kind
from sphinx_azuredocs.constructs.account_comparison.nodes import (
    NODE_CLASS,
    Account,
    build_comparison,
    compares_accounts,
    read_accounts,
)

from .growth import SECONDS, run_in_time


def bullet_list(source: str) -> nodes.bullet_list:
    no_limit = {"line_length_limit": len(source)}
    document = publish_doctree(source, parser=Parser(), settings_overrides=no_limit)
    return next(document.findall(nodes.bullet_list))


def read(source: str) -> list[Account]:
    accounts = read_accounts(bullet_list(source))
    assert accounts is not None
    return accounts


def is_comparison(source: str, *kinds: str) -> bool:
    accounts = read_accounts(bullet_list(source))
    return accounts is not None and compares_accounts(accounts, kinds)


def text(content: Sequence[nodes.Node]) -> str:
    return "".join(node.astext() for node in content)


WORK = "- **Work or school accounts** (from an admin) - For members."


@pytest.mark.parametrize(
    "item",
    [
        "- **Microsoft accounts** - For yourself.",
        "- **Microsoft accounts** \u2013 For yourself.",
        "- **Microsoft accounts** \u2014 For yourself.",
        "- **Microsoft accounts**: For yourself.",
        "- **Microsoft accounts:** For yourself.",
        "- **Microsoft accounts**. For yourself.",
        "- **Microsoft accounts.** For yourself.",
        "- **Microsoft accounts**\uff1aFor yourself.",
        "- **Microsoft accounts** (your own) - For yourself.",
        "- **Microsoft accounts** (your own): For yourself.",
        "- **Microsoft accounts** (your own) For yourself.",
        "- **Microsoft accounts (your own)** - For yourself.",
        "- **Microsoft accounts** (by *you*, <http://example.com>) - For yourself.",
        "- **Microsoft accounts** - **For** yourself.",
        "- **Microsoft accounts** -\n  For yourself.",
        "- **Microsoft accounts**:\n\n  For yourself.",
        "- **Microsoft accounts**:\n\n\tFor yourself.",
        "- **Microsoft accounts**:\n\n  - For yourself.",
        "- **Microsoft accounts** - For yourself.\n\n\tAnd nobody else.",
        "- __Microsoft accounts__ - For yourself.",
        "- **Microsoft *accounts*** - For yourself.",
        "- **[Microsoft accounts](http://example.com)** - For yourself.",
    ],
)
def test_ways_to_write_an_account(item: str) -> None:
    assert is_comparison(f"{item}\n{WORK}")
    assert is_comparison(f"{WORK}\n{item}")


@pytest.mark.parametrize(
    ("personal", "work"),
    [
        ("Microsoft-Konten", "Geschäfts-, Schul- oder Unikonten"),
        ("Cuentas de Microsoft", "Cuentas profesionales o educativas"),
        ("Comptes Microsoft", "Comptes professionnels ou scolaires"),
        ("Account Microsoft", "Account aziendali o dell’istituto di istruzione"),
        ("Contas da Microsoft", "Contas corporativas ou de estudante"),
        ("Учетные записи Майкрософт", "Рабочие или учебные учетные записи"),
        ("Microsoft アカウント", "職場または学校のアカウント"),
        ("Microsoft 계정", "회사 또는 학교 계정"),
        ("Microsoft 帐户", "工作或学校帐户"),
        ("Microsoft 帳戶", "公司或學校帳戶"),
    ],
)
def test_languages_of_the_site(personal: str, work: str) -> None:
    assert is_comparison(f"- **{personal}** (a) - b\n- **{work}** (a) - b\n")
    assert is_comparison(f"- **{personal}**\uff1ab\n- **{work}**\uff1ab\n")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("- **Microsoft accounts** - a", id="one item"),
        pytest.param("- **Microsoft accounts** - a\n- Others - b", id="not all bold"),
        pytest.param(
            "- **Microsoft accounts** - a\n- Use **work accounts** - b",
            id="bold in the middle",
        ),
        pytest.param(
            "- **Microsoft accounts** - a\n- **Storage account** - b",
            id="not all accounts of people",
        ),
        pytest.param(
            "- **Microsoft accounts** are free\n- **Work accounts** are not",
            id="sentences",
        ),
        pytest.param("- **Microsoft accounts**\n- **Work accounts**", id="no text"),
        pytest.param(
            "- **Microsoft accounts** -\n- **Work accounts** -", id="separator only"
        ),
        pytest.param(
            "- **Microsoft accounts** (a)\n- **Work accounts** (b)",
            id="qualifier only",
        ),
        pytest.param(
            "- **Microsoft account name** - a\n- **Work account name** - b",
            id="something of accounts",
        ),
        pytest.param(
            "- ```\n  code\n  ```\n- **Work accounts** - b", id="an item of code"
        ),
    ],
)
def test_lists_that_stay_lists(source: str) -> None:
    assert not is_comparison(source)


@pytest.mark.parametrize(
    "terms",
    [
        ("Storage account", "Batch account", "Automation account"),
        ("Account name", "Account key", "Account type"),
        ("Microsoft Azure account", "Azure storage account"),
        ("User name", "Password", "Domain"),
        ("Microsoft", "Google", "Facebook"),
        ("Work or school", "Personal"),
        ("Personal access tokens", "Service accounts"),
        ("Work items", "Company portal"),
        ("Accounts for work", "Accounts for school"),
        ("Create a Microsoft account", "Create a work account"),
        ("Cosmos DB-Konto", "Speicherkonto"),
        ("Cuenta de almacenamiento", "Nombre de cuenta"),
        ("存储帐户", "帐户名"),
    ],
)
def test_terms_that_are_no_kinds_of_account(terms: tuple[str, ...]) -> None:
    assert not is_comparison("".join(f"- **{term}** - text\n" for term in terms))


def test_words_that_a_project_adds() -> None:
    source = "- **Contoso accounts** - a\n- **Partner accounts** - b\n"
    assert not is_comparison(source)
    assert not is_comparison(source, "Contoso")
    assert is_comparison(source, "contoso", "PARTNER")


def test_words_that_a_project_adds_in_a_language_without_spaces() -> None:
    assert names_account_kind("Microsoftアカウント")
    assert names_account_kind("Contosoアカウント", ("Contoso",))
    assert names_account_kind("取引先アカウント", ("取引先",))


@pytest.mark.parametrize(
    ("source", "term", "qualifier", "description"),
    [
        ("**A** (q) - text", "A", "q", "text"),
        ("**A** (q): text", "A", "q", "text"),
        ("**A**\uff08q\uff09\uff1atext", "A", "q", "text"),
        ("**A (q):** text", "A", "q", "text"),
        ("**A:** text", "A", "", "text"),
        ("**A.** Text", "A", "", "Text"),
        ("**A** - text - more (not a qualifier)", "A", "", "text - more (not a qual"),
        ("**A** text", "A", "", "text"),
        ("**A** (*q* and `r`) - **text**", "A", "q and r", "text"),
        ("**A** (not closed - text", "A", "", "(not closed - text"),
        ("**A** (q (r)) - text", "A", "q (r)", "text"),
        ("**A** 3.5 - text", "A", "", "3.5 - text"),
        ("**A**.5 - text", "A", "", ".5 - text"),
        ("**A** (q)", "A", "q", ""),
        ("**A**", "A", "", ""),
    ],
)
def test_parts_of_an_account(
    source: str, term: str, qualifier: str, description: str
) -> None:
    (account,) = read(f"- {source}")
    assert account.name == term
    assert text(account.qualifier) == qualifier
    assert text(account.text).startswith(description)
    assert account.has_text == bool(description)


def test_further_blocks_of_an_account() -> None:
    account, _ = read("- **A** - text\n\n  More.\n\n  - Item\n\n- **B** - text\n")
    assert [type(block) for block in account.blocks] == [
        nodes.paragraph,
        nodes.bullet_list,
    ]


@pytest.mark.parametrize(
    "source", ["- a\n- **B** - b", "- **A** - a\n-\n", "- > **A**"]
)
def test_lists_without_accounts(source: str) -> None:
    assert read_accounts(bullet_list(source)) is None


@pytest.mark.parametrize("content", [[], [nodes.Text("")], [nodes.comment()]])
def test_bold_without_text(content: list[nodes.Node]) -> None:
    """As `**<a name="x"></a>**` or a picture that is left out makes it."""
    paragraph = nodes.paragraph(
        "", "", nodes.strong("", "", *content), nodes.Text(" b")
    )
    items = nodes.bullet_list("", nodes.list_item("", paragraph))
    accounts = read_accounts(items)
    assert not accounts or not compares_accounts(accounts * 2)


def test_reading_leaves_the_list_as_it_is() -> None:
    items = bullet_list(f"- **Microsoft accounts (*own*):** a `b`\n\n  d\n{WORK}")
    before = items.pformat()
    assert read_accounts(items)
    assert items.pformat() == before


def test_comparison() -> None:
    accounts = read("- **A** (*q*) - one\n\n  two\n- **B**: three\n")
    comparison = build_comparison(accounts)
    assert comparison["classes"] == [NODE_CLASS]
    title, table = comparison
    assert title.astext() == "Account comparison"
    assert [type(node) for item in table for node in item] == [
        nodes.term,
        nodes.classifier,
        nodes.definition,
        nodes.term,
        nodes.definition,
    ]
    assert [item.astext().split() for item in table] == [
        ["A", "q", "one", "two"],
        ["B", "three"],
    ]


def test_title_of_a_comparison() -> None:
    title = [nodes.Text("Which "), nodes.emphasis("", "one")]
    assert build_comparison(read("- **A** - b"), title)[0].astext() == "Which one"


LONG_ITEMS: dict[str, Callable[[int], str]] = {
    "words": lambda n: "**" + "Microsoft accounts " * 5 * n + "** - b",
    "a word": lambda n: "**organi" + "sation" * 10 * n + " account** - b",
    "space in the term": lambda n: "**A" + " " * 20 * n + "b** - c",
    "space in the text": lambda n: "**A** b" + " " * 30 * n + "c",
    "open parentheses": lambda n: "**A** " + "(" * 30 * n,
    "parentheses in the term": lambda n: "**A " + "(" * 30 * n + "** - b",
    "a qualifier without end": lambda n: "**A** (" + "*b* " * 3 * n + "c",
    "separators in the term": lambda n: "**A" + "-:" * 15 * n + "b** - c",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", LONG_ITEMS)
def test_long_items_are_read_in_good_time(name: str, size: int) -> None:
    def make(n: int) -> nodes.bullet_list:
        item = LONG_ITEMS[name](n)
        return bullet_list(f"- {item}\n- {item}\n")

    def run(items: nodes.bullet_list) -> bool:
        return compares_accounts(read_accounts(items) or [])

    run_in_time(run, make, size, seconds=SECONDS / 10)


@pytest.mark.parametrize("stop", ["。", "．", "｡", "：", "—"])
@pytest.mark.parametrize(
    "item", ["**个人帐户**（自己创建）{}供自己使用", "**个人帐户{}** 供自己使用"]
)
def test_separators_without_a_space(item: str, stop: str) -> None:
    source = item.format(stop)
    account, _ = read(f"- {source}\n- **工作帐户**{stop}供成员使用\n")
    assert account.separated
    assert (account.name, text(account.text)) == ("个人帐户", "供自己使用")
    assert is_comparison(f"- {source}\n- **工作或学校帐户**{stop}供成员使用\n")
