"""Extract snippets of code files: by tag, region, lines, or cell of a notebook.

Source of the grammar: docfx: ``CodeSnippetExtractor.cs``. Additional languages are
YAML, Bicep, Terraform, Kusto, scripts of the Azure CLI, Dockerfiles, TOML and Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...files.yaml_json import load_json

_NAME = r"[\w.-]+"
_HASH, _SLASHES, _MARKUP = "#", "//", "<!--"
# Comment delimiter → names and file suffixes of the languages that have such comments.
_STYLES = {
    _SLASHES: """
        actionscript as arduino ino assembly nasm asm cpp c c++ objective-c obj-c objc
        objectivec h hpp cc m csharp cs cshtml cuda cu cuh d dlang fsharp fs fsi fsx go
        golang java gradle javascript js node json jsonc pascal pas php processing pde
        react tsx jsx rust rs scala smalltalk st swift typescript ts kotlin kt dart
        bicep bicepparam terraform tf hcl kusto kql proto sol groovy razor""",
    "'": "vb vbhtml vbnet vbscript bas vbs vba aspx-vb",
    _MARKUP: """
        xml xsl xslt xsd wsdl csdl edmx xaml handlebars hbs html jsp asp aspx ascx
        cshtml aspx-cs aspx-csharp php react tsx ruby vbhtml aspx-vb md markdown csproj
        svg razor vue config props targets""",
    "--": "haskell hs lua sql",
    _HASH: """
        perl pl powershell posh ps1 psm1 python py r ruby ru erb rb shell sh bash
        yaml yml azurecli azurepowershell dockerfile toml terraform tf hcl ini
        properties cmake make elixir ex exs julia jl graphql promql console conf""",
    "rem": "batchfile batch bat cmd",
    "%": "erlang erl matlab",
    ";": "lisp lsp ini",
    "/*": "css scss less",
}
_ENDS = {_MARKUP: "-->", "/*": "*/"}
_REGIONS = ("csharp", "cs", "cshtml", "vb", "vbhtml", "vbnet", "vba", "aspx-cs")
_REGION = re.compile(
    r'\s*#\s*(?:(?P<start>region)\b\s*"?(?P<name>[^"\n]*?)"?|(?P<end>end\s*region)\b.*)\s*',
    re.IGNORECASE,
)
_LINES = re.compile(r"L(\d+)(?P<dash>-)?(?:L?(\d+))?", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)?\s*(-)?\s*(\d+)?")


_Mark = tuple[int, str, bool]
"""A tag or region line: 0-based line, name in lower case, True for a start tag."""


class SnippetError(ValueError):
    """Raised for a selection that is invalid or does not exist in the file."""


@dataclass(frozen=True)
class Selection:
    """The lines of a file that a snippet shows; by default all lines.

    :param tag: the name of a tag or region; empty to select by ``ranges``.
    :param ranges: 1-based first and last lines, both included; the last line is
        ``None`` for the end of the file.
    :param dedent: the number of spaces to remove from the start of each line; ``None``
        for the indentation that all lines have in common.
    """

    tag: str = ""
    ranges: tuple[tuple[int, int | None], ...] = ()
    dedent: int | None = None


def read_ranges(text: str) -> tuple[tuple[int, int | None], ...]:
    """Parse a list of lines, such as ``1-3, 5, 7-``.

    :return: 1-based first and last lines; the last line is ``None`` for the end of the
        file.
    :raises SnippetError: if the text is not a list of lines.
    """
    ranges: list[tuple[int, int | None]] = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None or not (match[1] or match[3]):
            msg = f"{text!r} is no list of lines; write as 1-3,5,7-"
            raise SnippetError(msg)
        first, dash, last = match.groups()
        if dash:
            ranges.append((int(first or 1), int(last) if last else None))
        else:
            ranges.append((int(first or last), int(first or last)))
    return tuple(ranges)


def read_fragment(text: str) -> Selection:
    """Parse the fragment of a snippet's path: ``L12-L16``, or the name of a tag.

    :param text: the fragment, without ``#``.
    """
    if match := _LINES.fullmatch(text):
        first, last = int(match[1]), match[3]
        if not match["dash"]:
            last = match[1]
        return Selection(ranges=((first, int(last) if last else None),))
    return Selection(tag=text)


def extract(text: str, language: str, selection: Selection, shown_as: str = "") -> str:
    r"""Return the selected lines of a code file.

    :param text: the content of the file, with ``\n`` as line end.
    :param language: the language of the file, or its suffix without the dot, in any
        letter case.
    :param selection: the lines to return.
    :param shown_as: the language of the code block, whose comment syntax is also
        searched for tags.
    :return: the code, without a line end after the last line.
    :raises SnippetError: if the file does not have the tag or any of the lines.
    """
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if selection.tag:
        lines = _tagged(lines, (language.lower(), shown_as.lower()), selection.tag)
    elif selection.ranges:
        lines = [*_in_ranges(lines, selection.ranges)]
        if not lines:
            msg = "the file has no such lines"
            raise SnippetError(msg)
    return "\n".join(_dedented(_without_blank_end(lines), selection.dedent))


def _without_blank_end(lines: list[str]) -> list[str]:
    """Return lines without the blank lines at the end, before the comment of a tag.

    Those at the beginning stay: ``highlight`` counts lines from there.
    """
    end = len(lines)
    while end > 1 and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def extract_cell(text: str, name: str) -> str:
    """Return the source of a cell of a Jupyter notebook.

    :param text: the notebook, as JSON.
    :param name: the ``name`` in the metadata of the cell.
    :raises SnippetError: if the text is not a notebook, or does not have exactly one
        cell with this name.
    """
    try:
        cells = load_json(text)["cells"]
        found = [c for c in cells if c.get("metadata", {}).get("name") == name]
        if len(found) == 1:
            source = found[0]["source"]
            return (source if isinstance(source, str) else "".join(source)).rstrip("\n")
    except (ValueError, KeyError, TypeError, AttributeError):
        msg = "it is no notebook"
        raise SnippetError(msg) from None
    if found:
        msg = f"{len(found)} cells have the name {name}"
        raise SnippetError(msg)
    msg = f"no cell has the name {name}"
    raise SnippetError(msg)


@cache
def _comment_styles(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return all comment delimiters, those of some languages first.

    :param languages: names or file suffixes of languages, in lower case.
    """
    own = [
        style
        for language in languages
        for style, names in _STYLES.items()
        if language in names.split()
    ]
    return tuple(dict.fromkeys((*own, *_STYLES)))


@cache
def _tag_pattern(style: str) -> re.Pattern[str]:
    begin, end = re.escape(style), re.escape(_ENDS.get(style, ""))
    tag = rf"\s*{begin}\s*<\s*(?P<end>/)?\s*(?P<name>{_NAME})\s*>\s*{end}\s*"
    return re.compile(tag, re.IGNORECASE)


def _tags(lines: Sequence[str], style: str) -> Iterator[_Mark]:
    """Yield the lines that are tags in comments: ``# <name>`` and ``# </name>``.

    :param style: the comment delimiter.
    """
    pattern = _tag_pattern(style)
    for number, line in enumerate(lines):
        if match := pattern.fullmatch(line):
            yield number, match["name"].lower(), not match["end"]


def _regions(lines: Sequence[str]) -> Iterator[_Mark]:
    """Yield the lines that begin and end regions: ``#region name``, ``#endregion``.

    An end belongs to the last region that is open.
    """
    opened: list[str] = []
    for number, line in enumerate(lines):
        match = _REGION.fullmatch(line)
        if match and match["start"]:
            opened.append(match["name"].strip().lower())
            yield number, opened[-1], True
        elif match and opened:
            yield number, opened.pop(), False


def _tagged(lines: Sequence[str], languages: tuple[str, ...], tag: str) -> list[str]:
    """Return the lines between a start and end tag, without tags nested in them.

    :param languages: names or file suffixes of languages, in lower case.
    :param tag: the name of the tag or region, in any letter case. A tag named
        ``snippet`` and this name is also found.
    :raises SnippetError: if no comment style of the file has such a pair of tags.
    """
    kinds = [_tags(lines, style) for style in _comment_styles(languages)]
    if any(language in _REGIONS for language in languages):
        kinds.append(_regions(lines))
    for kind in kinds:
        marks = list(kind)
        for name in (tag.lower(), f"snippet{tag.lower()}"):
            starts = [number for number, n, begins in marks if n == name and begins]
            if not starts:
                continue
            start = starts[-1]
            ends = [n for n, m, begins in marks if m == name and not begins]
            end = next((number for number in ends if number > start), None)
            if end is not None:
                inner = {number for number, *_ in marks}
                return [lines[n] for n in range(start + 1, end) if n not in inner]
    msg = f"the file has no tag {tag}"
    raise SnippetError(msg)


def _in_ranges(
    lines: Sequence[str], ranges: Sequence[tuple[int, int | None]]
) -> Iterator[str]:
    for first, last in ranges:
        yield from lines[max(first, 1) - 1 : last]


def _dedented(lines: Sequence[str], count: int | None) -> Iterator[str]:
    lines = [line.expandtabs(4) if line[:1].isspace() else line for line in lines]
    if count is None:
        indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
        count = min(indents, default=0)
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        yield line[min(count, indent) :]
