"""Triple-colon blocks: ``::: zone pivot="cli"`` … ``::: zone-end``.

All triple-colon extensions of docfx consist of colons, a name, and attributes in double
quotes. Leaf blocks are one line (``:::form …:::``). Containers hold blocks, up to a
line with their name and ``-end``. This module parses and nests them. The module of each
construct (``constructs/*/syntax.py``) reads its attributes.

Source of the grammar: docfx: ``TripleColonBlockParser.cs``.
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
"""The attributes of a construct: name in lower case → value."""

_LINE = re.compile(r":{3,}[ \t]*(?P<name>[A-Za-z][A-Za-z0-9-]*)")
# A line that looks like a construct: colons, a name, and colons, an attribute or the
# end of the line. `no-loc` is inline.
_CONSTRUCT = re.compile(
    r':{3,}[ \t]*(?!no-loc )(?P<name>[A-Za-z][\w-]*)(?=:::|\s+[\w-]+="|\s*$)'
)
_ENDING = "-end"
_BAD_OPENINGS = "azuredocs_bad_openings"
_OPEN = "azuredocs_open_containers"


@dataclass(frozen=True)
class TripleColon:
    """A block construct that is written with three colons.

    Source of the grammar: docfx: ``TripleColonBlockParser.cs``.

    :param name: the name after the colons, in lower case.
    :param kind: the kind of the warnings about the construct.
    :param read: returns the ``meta`` of the token from the attributes, or ``None`` to
        leave the line to an inline rule; raises :exc:`InvalidError`. Default: every
        attribute is accepted.
    :param token_type: the type of the token; of a container without ``_open`` and
        ``_close``. Default: the name.
    :param example: an example of the syntax, for warnings. Default: the name.
    :param is_container: True for a container of blocks, False for a leaf block.
    :param closes: True if colons must end the opening line, False if they must not,
        ``None`` if they may.
    :param allowed: attributes that are accepted; everything else on the line is dropped
        with a warning. Empty: ``read`` checks the attributes, and other text on the
        line is an error.
    :param nests: True if containers of this name may be nested in each other.
    :param dedents: True to measure indentation from the first line of the content.
    :param is_inline_too: True if an inline rule reads, and reports, the lines that this
        rule leaves as text.
    :param describes: True if the content is a required description; then colons must
        end the closing line.
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
    """Check that required attributes are given and not empty.

    :param attributes: the attributes of a construct.
    :param names: the names of the required attributes.
    :raises InvalidError: for the first that is missing or empty.
    """
    for name in names:
        if not attributes.get(name, "").strip():
            msg = f'{name}="…" is missing'
            raise InvalidError(msg)


def allow(attributes: Attributes, *names: str) -> None:
    """Check that all attributes are known.

    :param attributes: the attributes of a construct.
    :param names: the names of the known attributes.
    :raises InvalidError: for the first unknown attribute.
    """
    for name in attributes:
        if name not in names:
            known = ", ".join(map(repr, names))
            msg = f"unknown attribute {name!r}; the attributes are {known}"
            raise InvalidError(msg)


def complex_only(
    read: Callable[[Attributes], dict[str, Any]],
) -> Callable[[Attributes], dict[str, Any] | None]:
    """Return a ``read`` function of a container that accepts ``type="complex"`` only.

    :param read: the function that reads the attributes of all types.
    :return: a function that returns ``None`` for the other types, which leaves the line
        to an inline rule.
    """

    def read_complex(attributes: Attributes) -> dict[str, Any] | None:
        is_complex = attributes.get("type", "").strip().lower() == "complex"
        return read(attributes) if is_complex else None

    return read_complex


def triple_colon_plugin(md: MarkdownIt, *, constructs: tuple[TripleColon, ...]) -> None:
    """Add a block rule for triple-colon constructs.

    :param md: the parser.
    :param constructs: the constructs that the rule reads. Other lines stay text, with
        a warning if they look like a construct.
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
            msg = "it is nested in another one; end that one before"
            raise InvalidError(msg)
    except InvalidError as error:
        return silent or _report_bad(state, start_line, text, construct, error)
    if meta is None or silent:
        return meta is not None
    if ignored:
        message = f"unexpected text {ignored!r} on the line of {name!r}; remove it"
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
    """Leave the line of an invalid construct as text and report the error."""
    _note_bad_opening(state, construct)
    if construct.is_inline_too:
        return _leave(state, line, text, None)
    message = f"{construct.name!r} was left as text: {error}; write {construct.example}"
    return _leave(state, line, text, Problem(construct.kind, message))


def _read(
    construct: TripleColon, text: str, pos: int
) -> tuple[dict[str, Any] | None, str]:
    """Read the attributes of an opening line.

    :param pos: the index in the text at which the attributes begin.
    :return: the ``meta`` of the token, ``None`` to leave the line to an inline rule;
        and the text on the line that is dropped with a warning.
    :raises InvalidError: for invalid attributes, and for other text on the line.
    """
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
        msg = f"unexpected text {rest!r} after the attributes"
        raise InvalidError(msg)
    if construct.closes is not None and construct.closes != is_closed:
        must = "must" if construct.closes else "must not"
        msg = f"the line {must} end with colons"
        raise InvalidError(msg)
    return meta, ""


def _leave(state: StateBlock, line: int, text: str, problem: Problem | None) -> bool:
    """Push a line as a paragraph, after the token of the problem if there is one."""
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
    message = f"unknown construct {match[0]!r} was left as text; correct its name"
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
        # Its opening line was reported, and left as text too.
        bad[construct.name] -= 1
        return _leave(state, line, text, None)
    message = (
        f"no {construct.name!r} is open for {text!r}, which was left as text; "
        f"remove it, or write {construct.example} before"
    )
    return _leave(state, line, text, Problem(construct.kind, message))


def _note_bad_opening(state: StateBlock, construct: TripleColon) -> None:
    bad: dict[str, int] = state.env.setdefault(_BAD_OPENINGS, {})
    if construct.is_container:
        bad[construct.name] = bad.get(construct.name, 0) + 1


def _is_inside(state: StateBlock, construct: TripleColon) -> bool:
    return _open_of(state).get(construct.name, 0) > 0


def _open_of(state: StateBlock) -> dict[str, int]:
    """Return how many containers of each name are open in the current file."""
    files: dict[int, dict[str, int]] = state.env.setdefault(_OPEN, {})
    return files.setdefault(id(state.tokens), {})


def _parse_container(
    state: StateBlock,
    construct: TripleColon,
    meta: dict[str, Any],
    start_line: int,
    end_line: int,
) -> None:
    """Parse a container, up to its end line or the end of its outer container."""
    name = construct.name
    last, following, problem = _find_end(state, construct, start_line, end_line)
    place = len(state.tokens)
    is_ended = following != last or is_in_container(state)
    if not is_ended:
        end = f":::{name}{_ENDING}" + (":::" if construct.closes else "")
        message = f"{name!r} is not ended; write {end} after its content"
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
        message = f"{name!r} has no description; write it before :::{name}-end:::"
        state.tokens.append(problem_token(Problem(construct.kind, message), start_line))
    if problem is not None:
        state.tokens.append(problem_token(problem))
    state.push(f"{construct.token_type}_close", "div", -1).block = True
    state.line = following


def _find_end(
    state: StateBlock, construct: TripleColon, start_line: int, end_line: int
) -> tuple[int, int, Problem | None]:
    """Find the line that ends a container.

    :return: the 0-based line after the content; the line at which parsing continues,
        which is the same if no line ends the container; and the problem of the end
        line, ``None`` for a valid one.
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
    """Return the problem of the line that ends a container, ``None`` for a valid line.

    :param rest: the text after the name and ``-end``.
    :param line: the 0-based line.
    """
    end = f"{construct.name}{_ENDING}"
    text = rest.strip().strip(":").strip()
    if text:
        message = f"unexpected text {text!r} after {end!r}; remove it"
    elif construct.describes and not rest.strip():
        message = f"the line of {end!r} must end with colons; write :::{end}:::"
    else:
        return None
    return Problem(construct.kind, message, line=line + 1)
