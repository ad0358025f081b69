"""``AzureCLIGroup``: a group of commands of the Azure CLI."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..locale import translate as _
from .anchors import anchors, fragment
from .blocks import badges, code, facts, headed, literals, terms
from .fields import Fields
from .model import (
    Block,
    Cell,
    Fact,
    Folded,
    Link,
    Literal,
    Notice,
    Option,
    Prose,
    Record,
    Section,
    Table,
    Term,
)
from .summaries import first_paragraph

LANGUAGE = "azurecli"
_NAMES = re.compile(r"[\s,]+")
_FLAGS = (
    ("isDeprecated", "deprecateInfo", "warning"),
    ("isPreview", "previewOrExperimentalInfo", "note"),
    ("isExperimental", "previewOrExperimentalInfo", "note"),
    ("isBreakingChange", "breakingChangeInfo", "caution"),
)
"""Flag, its text, and the kind of notice that shows the text."""
_PLACEHOLDERS = {"has_placeholders": True}


def read_cli_group(fields: Fields) -> Section:
    """Return the page of a group of commands.

    :param fields: the YAML.
    """
    commands = fields.maps("directCommands")
    names = Counter(command.line("name") for command in commands)
    seen: set[str] = set()
    sections = []
    for command in commands:
        name = command.line("name")
        is_again = name in seen or (names[name] > 1 and command.line("extensionSuffix"))
        sections.append(_command(command, is_again=bool(is_again)))
        seen.add(name)
    uid = fields.line("uid")
    name = fields.line("name") or uid
    blocks = (
        *fields.prose("extensionInformation"),
        *fields.prose("importantNote"),
        *_state(fields),
        *_text(fields),
        *_table(fields),
        *sections,
    )
    return Section(name, _record(fields, name, anchors(uid)), blocks)


def _command(fields: Fields, *, is_again: bool) -> Section:
    """Return the section of a command.

    :param is_again: True if an earlier command of the page has the name. Extensions
        redefine commands.
    """
    uid, name = fields.line("uid"), fields.line("name")
    title = name or uid
    if is_again:
        suffix = fields.line("extensionSuffix") or uid.rpartition("(")[2].rstrip(")")
        title = f"{title} ({suffix})" if suffix else title
    program, base = "-".join(title.split()), fragment(uid)
    blocks = (
        *_state(fields),
        *_text(fields),
        *code(fields.code("syntax"), LANGUAGE),
        *headed(_("Examples"), _examples(fields), (f"{base}-examples",)),
        *_options(fields, "required", _("Required Parameters"), program, base),
        *_options(fields, "optional", _("Optional Parameters"), program, base),
        *_global_options(fields, base),
    )
    return Section(title, _record(fields, title, anchors(uid)), blocks)


def _record(fields: Fields, name: str, ids: tuple[str, ...]) -> Record:
    return Record(
        uid=fields.line("uid"),
        names={"name": name, "fullName": name},
        ids=ids,
        kind="command",
        full_name=name,
        entry=name,
        summary=first_paragraph(fields.text("summary") or fields.text("description")),
        status=fields.line("status"),
        origin=fields.line("sourceType"),
        path=(*fields.path, "uid"),
    )


def _state(fields: Fields) -> Iterator[Block]:
    """Yield the badges and notices of a group, command or parameter."""
    words = [(fields.line("sourceType"), "source")]
    status = fields.line("status")
    flags = [flag for flag, _text, _kind in _FLAGS if fields.flag(flag)]
    words.append((status, status.lower().replace(" ", "-")))
    if not status:
        words += [(_words()[flag], flag.removeprefix("is").lower()) for flag in flags]
    yield from badges(*words)
    shown = set()
    for flag, key, kind in sorted(_FLAGS, key=lambda row: row[0] not in flags):
        content = fields.prose(key, **_PLACEHOLDERS)
        if content and key not in shown:
            shown.add(key)
            yield Notice(kind, _words()[flag], content)


def _words() -> dict[str, str]:
    return {
        "isDeprecated": _("Deprecated"),
        "isPreview": _("Preview"),
        "isExperimental": _("Experimental"),
        "isBreakingChange": _("Breaking change"),
    }


def _text(fields: Fields) -> Iterator[Prose]:
    yield from fields.prose("summary", **_PLACEHOLDERS)
    if fields.text("description") != fields.text("summary"):
        yield from fields.prose("description", **_PLACEHOLDERS)


def _table(fields: Fields) -> Iterator[Block]:
    """Yield the table of the commands of a group and of the groups below it."""
    listed = dict.fromkeys(fields.texts("commands"))
    if not listed:
        return
    at = (*fields.path, "commands")
    facts_shown = ("summary", "type", "status")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            (Link(uid=uid, path=(*at, index)),),
            *((Fact(uid, name),) for name in facts_shown),
        )
        for index, uid in enumerate(listed)
    )
    head = (_("Name"), _("Description"), _("Type"), _("Status"))
    yield from headed(_("Commands"), (Table(head, rows),))


def _examples(fields: Fields) -> Iterator[Block]:
    for example in fields.maps("examples"):
        yield from example.prose("summary", **_PLACEHOLDERS)
        yield from example.prose("description", **_PLACEHOLDERS)
        yield from code(example.code("syntax"), LANGUAGE)


def _options(
    fields: Fields, kind: str, title: str, program: str, base: str
) -> tuple[Block, ...]:
    options = (
        Option(_names_of(parameter), program, tuple(_description(parameter)))
        for parameter in fields.maps(f"{kind}Parameters")
    )
    return headed(title, options, (f"{base}-{kind}-parameters",))


def _names_of(parameter: Fields) -> tuple[str, ...]:
    """Return the aliases of a parameter, separated by whitespace or commas."""
    names = tuple(filter(None, _NAMES.split(parameter.line("name"))))
    if not names:
        parameter.report("this parameter has no 'name'; add it")
    return names


def _description(parameter: Fields) -> Iterator[Block]:
    yield from _state(parameter)
    yield from _text(parameter)
    yield from facts(
        (_("Parameter group"), ((parameter.line("groupName"),),)),
        (_("Default value"), literals(parameter.code("defaultValue"))),
        (
            _("Accepted values"),
            literals(*parameter.code("acceptedValues").split(", ")),
        ),
        (_("Value from"), literals(parameter.text("valueFrom").strip("`"))),
    )


def _global_options(fields: Fields, base: str) -> Iterator[Block]:
    """Yield the options that every command has, folded."""
    found = terms(
        Term(
            tuple(
                part
                for index, name in enumerate(_names_of(parameter))
                for part in ((" ", Literal(name)) if index else (Literal(name),))
            ),
            blocks=tuple(_description(parameter)),
        )
        for parameter in fields.maps("globalParameters")
    )
    if found:
        yield Folded(_("Global Parameters"), found, (f"{base}-global-parameters",))
