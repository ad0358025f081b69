"""Lines of three colons: ``::: zone pivot="cli"`` … ``::: zone-end``.

What docfx calls triple-colon extensions have this in common: colons, a name, and
attributes in double quotes. Some stand alone on their line (``:::form …:::``); the
others hold blocks, up to a line with their name and ``-end``. What each means is
said in the module of its name; here is how they are found and how they nest.

The grammar is that of docfx's triple-colon block parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ..warnings import Problem, WarningKind
from .attributes import InvalidError, docfx_attributes
from .blocks import push_text_block
from .containers import is_in_container, parse_content
from .problem import problem_token
from .unclosed_fence import is_unclosed

Attributes = Mapping[str, str]
"""The attributes of a line: names in lower case, and their values."""

_LINE = re.compile(r":{3,}[ \t]*(?P<name>[A-Za-z][A-Za-z0-9-]*)")
# What looks like a construct, and not like text that begins with colons; `no-loc` is
# one of inline text.
_CONSTRUCT = re.compile(
    r':{3,}[ \t]*(?!no-loc )(?P<name>[A-Za-z][\w-]*)(?=:::|\s+[\w-]+="|\s*$)'
)
_ENDING = "-end"
_BAD_OPENINGS = "azuredocs_bad_openings"
_OPEN = "azuredocs_open_containers"


@dataclass(frozen=True)
class TripleColon:
    """A block that is written with three colons.

    The grammar is docfx's: ``TripleColonBlockParser.cs``.

    :param name: the name after the colons, in lower case.
    :param kind: the kind of its warnings.
    :param read: returns the ``meta`` of the token from the attributes, or ``None`` to
        leave the line to an inline rule; raises :exc:`InvalidError`. Default: every
        attribute is accepted.
    :param token_type: the type of its token, for a container without ``_open`` and
        ``_close``. Default: the name.
    :param example: how it is written, for warnings. Default: the name.
    :param is_container: whether it holds blocks, up to a line that ends it.
    :param closes: whether colons end its lines: ``None`` for those that may.
    :param allowed: attributes that are accepted; everything else on the line is dropped
        with a warning. Empty: everything else is an error.
    :param nests: whether it may stand in another of its kind.
    :param dedents: whether its content is as if its first line were not indented.
    :param is_inline_too: whether an inline rule finds, and reports, what is wrong with
        a line that is left as text.
    :param describes: whether its content describes it, and must be there; then colons
        end the line that ends it.
    """

    name: str
    kind: WarningKind = WarningKind.UNKNOWN_CONSTRUCT
    read: Callable[[Attributes], dict[str, Any] | None] = dict
    token_type: str = ""
    example: str = ""
    is_container: bool = True
    closes: bool | None = False
    allowed: tuple[str, ...] = ()
    nests: bool = False
    dedents: bool = False
    is_inline_too: bool = False
    describes: bool = False

    def __post_init__(self) -> None:
        defaults = {
            "token_type": self.name.replace("-", "_"),
            "example": f"::: {self.name}",
        }
        for name, value in defaults.items():
            object.__setattr__(self, name, getattr(self, name) or value)


def require(attributes: Attributes, *names: str) -> None:
    """Check that attributes are there and not empty.

    :raises InvalidError: for the first that is not.
    """
    for name in names:
        if not attributes.get(name, "").strip():
            msg = f'{name}="…" is missing'
            raise InvalidError(msg)


def allow(attributes: Attributes, *names: str) -> None:
    """Check that there are no attributes but those of these names.

    :raises InvalidError: for the first that is none of them.
    """
    for name in attributes:
        if name not in names:
            msg = f"{name} is no attribute of it; it may have {', '.join(names)}"
            raise InvalidError(msg)


def complex_only(
    read: Callable[[Attributes], dict[str, Any]],
) -> Callable[[Attributes], dict[str, Any] | None]:
    """What reads the attributes of a container that is one by ``type="complex"``.

    :param read: what reads them for any type; the other types are text.
    """

    def read_complex(attributes: Attributes) -> dict[str, Any] | None:
        is_complex = attributes.get("type", "").strip().lower() == "complex"
        return read(attributes) if is_complex else None

    return read_complex


def triple_colon_plugin(md: MarkdownIt, *, constructs: tuple[TripleColon, ...]) -> None:
    """Add a block rule that finds constructs of three colons.

    :param constructs: what may be written so; other lines are left as text, with
        a problem if they look like a construct.
    """
    by_name = {construct.name: construct for construct in constructs}
    md.block.ruler.before(
        "table",
        "triple_colon",
        partial(_triple_colon, by_name),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _line_of(state: StateBlock, line: int) -> str:
    begin = state.bMarks[line] + state.tShift[line]
    return state.src[begin : state.eMarks[line]].rstrip()


def _triple_colon(
    constructs: Mapping[str, TripleColon],
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(":::", begin) or state.is_code_block(start_line):
        return False
    text = _line_of(state, start_line)
    match = _LINE.match(text)
    if match is None:
        return False
    name = match["name"].lower()
    construct = constructs.get(name.removesuffix(_ENDING))
    if construct is None:
        return _report_unknown(state, start_line, text, silent)
    if name != construct.name:
        return _report_stray_end(state, start_line, text, construct, silent)
    try:
        meta, ignored = _read(construct, text, match.end())
        if meta is not None and not construct.nests and _is_inside(state, construct):
            msg = "it stands in another one, which must be ended before"
            raise InvalidError(msg)
    except InvalidError as error:
        return silent or _report_bad(state, start_line, text, construct, error)
    if meta is None or silent:
        return meta is not None
    if ignored:
        message = f"{ignored} means nothing on the line of {name}; remove it"
        state.tokens.append(problem_token(Problem(construct.kind, message), start_line))
    if construct.is_container:
        _parse_container(state, construct, meta, start_line, end_line)
    else:
        token = state.push(construct.token_type, "", 0)
        token.map, token.meta = [start_line, start_line + 1], meta
        token.content = text
        state.line = start_line + 1
    return True


def _report_bad(
    state: StateBlock, line: int, text: str, construct: TripleColon, error: InvalidError
) -> bool:
    """Leave a line as text that does not say what it has to."""
    _note_bad_opening(state, construct)
    if construct.is_inline_too:
        return _leave(state, line, text, None)
    message = f"{construct.name} was left as text: {error}; write {construct.example}"
    return _leave(state, line, text, Problem(construct.kind, message))


def _read(
    construct: TripleColon, text: str, pos: int
) -> tuple[dict[str, Any] | None, str]:
    """What a line says, and what stands on it beside that."""
    attributes, end = docfx_attributes(text, pos)
    rest = text[end:].strip()
    is_closed = re.fullmatch(r":{3,}", rest) is not None
    meta = construct.read(attributes)
    if meta is None:
        return None, ""
    if construct.allowed:
        more = (name for name in attributes if name not in construct.allowed)
        return meta, " ".join(filter(None, (*more, rest)))
    if rest and not is_closed:
        msg = f"{rest} follows its attributes"
        raise InvalidError(msg)
    if construct.closes is not None and construct.closes != is_closed:
        msg = "colons must end the line" if construct.closes else "colons end the line"
        raise InvalidError(msg)
    return meta, ""


def _leave(state: StateBlock, line: int, text: str, problem: Problem | None) -> bool:
    """Leave a line as text, and have it reported."""
    if problem is not None:
        state.tokens.append(problem_token(problem, line))
    push_text_block(state, "paragraph", "p", text, (line, line + 1))
    return True


def _report_unknown(state: StateBlock, line: int, text: str, silent: bool) -> bool:
    match = _CONSTRUCT.match(text)
    if match is None:
        return False
    if silent:
        return True
    message = f"{match[0]} means nothing here and was left as text"
    return _leave(state, line, text, Problem(WarningKind.UNKNOWN_CONSTRUCT, message))


def _report_stray_end(
    state: StateBlock, line: int, text: str, construct: TripleColon, silent: bool
) -> bool:
    if not construct.is_container:
        return False
    if silent:
        return True
    bad: dict[str, int] = state.env.setdefault(_BAD_OPENINGS, {})
    if bad.get(construct.name, 0):
        # Its beginning is reported, and was left as text too.
        bad[construct.name] -= 1
        return _leave(state, line, text, None)
    message = (
        f"{text} ends nothing and was left as text; "
        f"remove it, or begin with {construct.example}"
    )
    return _leave(state, line, text, Problem(construct.kind, message))


def _note_bad_opening(state: StateBlock, construct: TripleColon) -> None:
    bad: dict[str, int] = state.env.setdefault(_BAD_OPENINGS, {})
    if construct.is_container:
        bad[construct.name] = bad.get(construct.name, 0) + 1


def _is_inside(state: StateBlock, construct: TripleColon) -> bool:
    return _open_of(state).get(construct.name, 0) > 0


def _open_of(state: StateBlock) -> dict[str, int]:
    """How many of each construct are open in a file."""
    files: dict[int, dict[str, int]] = state.env.setdefault(_OPEN, {})
    return files.setdefault(id(state.tokens), {})


def _parse_container(
    state: StateBlock,
    construct: TripleColon,
    meta: dict[str, Any],
    start_line: int,
    end_line: int,
) -> None:
    """Parse the blocks of a container, up to its end or that of what it stands in."""
    name = construct.name
    last, following, problem = _find_end(state, construct, start_line, end_line)
    place = len(state.tokens)
    is_ended = following != last or is_in_container(state)
    if not is_ended:
        end = f":::{name}{_ENDING}" + (":::" if construct.closes else "")
        message = f"{name} is not ended; write {end} where it ends"
        unended = Problem(construct.kind, message)
        state.tokens.append(problem_token(unended, start_line))
    opening = state.push(f"{construct.token_type}_open", "div", 1)
    opening.map, opening.meta, opening.block = [start_line, following], meta, True
    opened = _open_of(state)
    opened[name] = opened.get(name, 0) + 1
    parse_content(state, start_line + 1, last, dedents=construct.dedents)
    opened[name] -= 1
    if not is_ended and any(map(is_unclosed, state.tokens[place:])):
        # The end is in a code block that has no end, which is reported itself.
        del state.tokens[place]
    if construct.describes and state.tokens[-1] is opening:
        message = f"{name} has no description; write it before :::{name}-end:::"
        state.tokens.append(problem_token(Problem(construct.kind, message), start_line))
    if problem is not None:
        state.tokens.append(problem_token(problem))
    state.push(f"{construct.token_type}_close", "div", -1).block = True
    state.line = following


def _find_end(
    state: StateBlock, construct: TripleColon, start_line: int, end_line: int
) -> tuple[int, int, Problem | None]:
    """Find the line that ends a container.

    :return: the line after the content, the line to go on at, which is the same
        where nothing ends the container, and what is wrong with the end.
    """
    begin = re.compile(rf":{{3,}}[ \t]*{construct.name}(?![\w-])[^\n]*", re.IGNORECASE)
    end = re.compile(
        rf":{{3,}}[ \t]*{construct.name}{_ENDING}(?![\w-])"
        rf"[ \t]*(?P<rest>[^\n]*)",
        re.IGNORECASE,
    )
    depth = 1
    for line in range(start_line + 1, end_line):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            return line, line, None
        first = state.bMarks[line] + state.tShift[line]
        if not state.src.startswith(":::", first):
            continue
        text = _line_of(state, line)
        if construct.nests and begin.fullmatch(text):
            depth += 1
        elif match := end.fullmatch(text):
            depth -= 1
            if depth:
                continue
            return line, line + 1, _problem_of_end(construct, match["rest"], line)
    return end_line, end_line, None


def _problem_of_end(construct: TripleColon, rest: str, line: int) -> Problem | None:
    """What is wrong with the line that ends a container.

    :param rest: what stands after the name.
    :param line: the 0-based line.
    """
    end = f"{construct.name}{_ENDING}"
    text = rest.strip().strip(":").strip()
    if text:
        message = f"{text} follows {end}; remove it"
    elif construct.describes and not rest.strip():
        message = f"no colons end it; write :::{end}:::"
    else:
        return None
    return Problem(construct.kind, message, line=line + 1)
