"""Terms that name a kind of account, and terms that do not."""

from __future__ import annotations

import pytest

from sphinx_azuredocs.constructs.account_comparison.kinds import names_account_kind


@pytest.mark.parametrize(
    "term",
    """
    Microsoft accounts
    Work or school accounts
    Work or School Account
    Organizational accounts
    Azure Active Directory account
    Windows Live ID accounts
    Guest user accounts
    Microsoft-Konten
    Geschäfts-, Schul- oder Unikonten
    Organisationskonten
    Cuentas de Microsoft
    Cuentas profesionales o educativas
    Comptes Microsoft
    Comptes professionnels ou scolaires
    Account Microsoft
    Account aziendali o dell’istituto di istruzione
    Contas da Microsoft
    Contas corporativas ou de estudante
    Учетные записи Майкрософт
    Рабочие или учебные учетные записи
    Microsoft アカウント
    職場または学校のアカウント
    Microsoft 계정
    회사 또는 학교 계정
    Microsoft 帐户
    工作或学校帐户
    Microsoft 帳戶
    公司或學校帳戶
    """.strip().splitlines(),
)
def test_kinds(term: str) -> None:
    assert names_account_kind(term.strip())


@pytest.mark.parametrize(
    "term",
    """
    Storage account
    Azure storage account
    Microsoft Azure account
    Batch account
    Automation accounts
    Account
    Account name
    Work account name
    Microsoft
    Work or school
    Personal access tokens
    Accounts, roles, and permissions
    Speicherkonto
    Cuenta de almacenamiento
    存储帐户
    """.strip().splitlines(),
)
def test_other_terms(term: str) -> None:
    assert not names_account_kind(term.strip())


def test_own_kinds() -> None:
    assert not names_account_kind("Contoso partner accounts")
    assert names_account_kind("Contoso partner accounts", ("contoso partner",))
    assert not names_account_kind("Contosos accounts", ("contoso",))
