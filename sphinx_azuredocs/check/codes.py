"""The codes of Microsoft Learn's build validation for the kinds of warning."""

from __future__ import annotations

from ..warnings import WARNING_TYPE, WarningKind

_OF_KIND = {
    WarningKind.ANCHOR: "external-bookmark-not-found",
    WarningKind.ANCHOR_CASE: "external-bookmark-not-found",
    WarningKind.DOCSET: "json-syntax-error",
    WarningKind.ENCODING: "",
    WarningKind.HEADER: "yaml-syntax-error",
    WarningKind.IMAGE: "file-not-found",
    WarningKind.INCLUDE: "include-not-found",
    WarningKind.INCLUDE_CYCLE: "circular-reference",
    WarningKind.LINK: "file-not-found",
    WarningKind.MONIKER: "invalid-moniker-range",
    WarningKind.REDIRECT: "invalid-redirection",
    WarningKind.SNIPPET: "codesnippet-not-found",
    WarningKind.TOC: "invalid-toc-syntax",
    WarningKind.XREF: "uid-not-found",
    WarningKind.YAML: "yaml-syntax-error",
    WarningKind.ZONE: "pivot-group-not-found",
}
_OF_SPHINX = {
    "image.not_readable": "file-not-found",
    "download.not_readable": "file-not-found",
    "myst.xref_missing": "internal-bookmark-not-found",
}
LEARN = "learn"
"""The type of the rules that only Learn has; their subtype is Learn's code."""
# Words of a message → the code, where one kind has several codes.
_OF_MESSAGE = (
    (WarningKind.ANCHOR, "this page has no anchor", "internal-bookmark-not-found"),
    (WarningKind.ANCHOR, "has the anchor", ""),
    (WarningKind.ANCHOR_CASE, "in this page", "internal-bookmark-not-found"),
    (WarningKind.LINK, "has no URL", "link-is-empty"),
    (WarningKind.IMAGE, "has no source", "link-is-empty"),
    (WarningKind.XREF, "two pages", "uid-conflict"),
    (WarningKind.HEADER, "outputFileName", "output-path-conflict"),
    (WarningKind.REDIRECT, "redirected to itself", "circular-reference"),
    (WarningKind.REDIRECT, "another file of the output", "publish-url-conflict"),
)
SUGGESTIONS = frozenset(
    ("description-missing", "docs-link-absolute", "preserve-view-not-set")
)
"""The codes of suggestions: they are shown, and do not make a check fail."""


def learn_code(rule: str, message: str) -> str:
    """Return the code at Microsoft Learn for a defect; empty if it has none.

    :param rule: the kind of the warning, with its type.
    :param message: the message.
    """
    type_, _, name = rule.partition(".")
    if type_ == LEARN:
        return name
    if type_ != WARNING_TYPE:
        return _OF_SPHINX.get(rule, "")
    for kind, words, code in _OF_MESSAGE:
        if name == kind.value and words in message:
            return code
    return _OF_KIND.get(WarningKind(name), "") if name in set(WarningKind) else ""


def level_of(rule: str) -> str:
    """Return the level of a rule: ``note`` for suggestions, else ``warning``.

    :param rule: the kind of the warning, with its type.
    """
    type_, _, name = rule.partition(".")
    return "note" if type_ == LEARN and name in SUGGESTIONS else "warning"


def table() -> list[tuple[str, str]]:
    """Return the rows of the documentation: kind of warning, codes at Learn."""
    rows = []
    for kind in WarningKind:
        codes = [_OF_KIND.get(kind, "")]
        codes += [code for of, _words, code in _OF_MESSAGE if of is kind]
        shown = ", ".join(dict.fromkeys(f"`{code}`" for code in codes if code))
        if shown:
            rows.append((f"{WARNING_TYPE}.{kind.value}", shown))
    rows += [(rule, f"`{code}`") for rule, code in _OF_SPHINX.items()]
    return rows
