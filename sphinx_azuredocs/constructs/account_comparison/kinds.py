"""Recognise terms that name a kind of account, in the languages of Microsoft Learn.

A term names a kind of account if it consists only of the vocabulary below, with at
least one match for "account" and at least one for a kind. "Work or school accounts"
is such a term. "Azure storage account" and "Account name" are not.
"""

from __future__ import annotations

import re
from functools import lru_cache

# In characters. Longer terms are sentences, and the limit bounds the matching time.
_MAX_LENGTH = 100

# Regular expressions separated by whitespace; each matches within a casefolded token.
# One line for each language or family of languages.
_ACCOUNT = r"""
accounts?
konto konten kontos konton
cuentas?
comptes?
contas?
уч[её]тн(?:ая|ые|ых|ой|ую) запис(?:ь|и|ей|ью) аккаунт(?:ы|ов)?
アカウント
계정
[帐账][户号] 帳[戶號]
účet účty
fiók(?:ok)?
hesab?[ıp]? hesapları?
"""
_KIND = r"""
microsoft google facebook twitter github apple linkedin
work workplace schools? university business corporate company enterprise
organi[sz]ation(?:s|al)? personal individual consumer guest local domain user
admin administrator external
arbeits geschäfts? firmen schul uni universitäts organisations unternehmens
persönliche[ns]? private[ns]? berufliche[ns]? schulische[ns]?
profesional(?:es)? educativas? trabajo escuela organización organizativas? personales
empresariales
professionnels? scolaires? travail école entreprise organisationnels? personnels?
aziendal[ei] istituto istruzione lavoro scuola organizzazione organizzativ[io]
personal[ei]
trabalho escola estudante corporativas? institucional institucionais pessoal pessoais
comercial comerciais organizaciona(?:l|is)
майкрософт рабоч(?:ая|ие|их) учебн(?:ая|ые|ых|ого) заведения организации
личн(?:ая|ые|ых) корпоративн(?:ая|ые|ых) школьн(?:ая|ые|ых)
マイクロソフト 職場 学校 組織 個人 会社 企業
회사 학교 조직 개인 직장 기업
微软 微軟 工作 组织 个人 公司 學校 組織 個人 企业
arbets skol arbetskonto skolkonto organisations personliga?
pracovní školní osobní organizační
służbowe szkolne osobiste organizacji
munkahelyi iskolai személyes szervezeti
iş okul kişisel kurumsal
werk zakelijke? bedrijfs organisatie persoonlijke?
"""
_CONNECTOR = r"""
or and of the a an
oder und für von eine[ns]? der die das
o y e u de del la las los el una
ou et du des les le un une d l
di d dell della da do dos em na no o ou
или и для по на
または と の および
또는 및
或 和 或者 的
eller och nebo a lub vagy veya ve en
"""
# Product names with several tokens. Each is replaced by a single token for a kind.
_PHRASE = re.compile(
    r"windows live id|live id|azure active directory|azure ad|microsoft entra(?: id)?"
    r"|microsoft 365|office 365|centro educativo|établissement d'enseignement"
    r"|istituto di istruzione|учебного заведения",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+")


def names_account_kind(text: str, kinds: tuple[str, ...] = ()) -> bool:
    """Return True if a term names a kind of account.

    :param text: the term, as plain text.
    :param kinds: additional phrases that name a kind of account, in any letter case.
    """
    if len(text) > _MAX_LENGTH:
        return False
    words = _own_phrases(kinds).sub(" microsoft ", text)
    words = _PHRASE.sub(" microsoft ", words)
    tokens = [token.casefold() for token in _TOKEN.findall(words)]
    has_account = any(_account().search(token) for token in tokens)
    has_kind = any(_kind().search(token) for token in tokens)
    return has_account and has_kind and all(map(_known().fullmatch, tokens))


@lru_cache
def _own_phrases(kinds: tuple[str, ...]) -> re.Pattern[str]:
    if not kinds:
        return re.compile(r"(?!)")
    phrases = "|".join(re.escape(kind) for kind in kinds)
    return re.compile(rf"(?<![a-z0-9])(?:{phrases})(?![a-z0-9])", re.IGNORECASE)


@lru_cache
def _account() -> re.Pattern[str]:
    return re.compile("|".join(_ACCOUNT.split()))


@lru_cache
def _kind() -> re.Pattern[str]:
    return re.compile("|".join(_KIND.split()))


@lru_cache
def _known() -> re.Pattern[str]:
    """Return a pattern that matches a token of the vocabulary completely.

    German and East Asian terms are written without spaces, so a token may be a
    sequence of up to six vocabulary entries.
    """
    connectors = _CONNECTOR.split()
    joined = [word for word in connectors if not word.isascii() and len(word) < 4]
    parts = "|".join([*_ACCOUNT.split(), *_KIND.split(), *joined])
    return re.compile(rf"(?:{parts}){{1,6}}|{'|'.join(connectors)}")
