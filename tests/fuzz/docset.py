"""The files that describe a repository: docfx.json, redirections, pivots, xref maps."""

from __future__ import annotations

from typing import NamedTuple, cast

from sphinx_azuredocs.docset.base_path import infer_base_path
from sphinx_azuredocs.docset.dependencies import NAME as PUBLISHING
from sphinx_azuredocs.docset.dependencies import read_publishing
from sphinx_azuredocs.docset.docfx import read_docset
from sphinx_azuredocs.docset.json_file import DocsetError
from sphinx_azuredocs.docset.redirection_files import Redirection, read_redirections
from sphinx_azuredocs.docset.xref_map_file import XrefMapError, read_xref_map
from sphinx_azuredocs.docset.zone_pivot_groups import read_pivot_groups
from sphinx_azuredocs.warnings import Problem

from .files import folder, write_file
from .grammar import Choose, Rules, Sentence, write
from .target import DefectError, Target, limited

_VALUES: dict[str, tuple[str, ...]] = {
    "string": (
        *(
            '"x"',
            '"**/*.md"',
            '"../x.json"',
            '"a.md"',
            '""',
            '"/abs"',
            '"a\\u0000b"',
            '"\\ud800"',
        ),
        *(
            '"{a,b}/**"',
            '"http://[x"',
            '"https://example.com/x"',
            '"javascript:x"',
            '"//x"',
            '"\\"',
        ),
        *(
            '"é"',
            '"a b"',
            '"~/x"',
            '"*"',
            '"advanced"',
            '"2020-01-01"',
            '"x\\\\y"',
            '"meta.json"',
        ),
    ),
    "value": (
        *(
            "null",
            "$string",
            "true",
            "1",
            "-1.5e999",
            "[]",
            "{}",
            "[$list]",
            "{$pairs}",
            "[[$list]]",
        ),
        *("NaN", "12345678901234567890", "$value // x\n", "/* x */ $value"),
    ),
    "list": ("$string", "$value", "$list, $list", "$value,", "{$pairs}, {$pairs}"),
    "pairs": (
        '"x": 1',
        "$string: $value",
        "$pairs, $pairs",
        '"x": $value,',
        "$string: $string",
    ),
}
DOCFX: Rules = {
    **_VALUES,
    "start": (
        *(
            '{"build": {}}',
            '{"build": {$build}}',
            '{"build": {$build}}',
            "$value",
            '// x\n{"build": {$build,}}',
        ),
        *('{"build": {$build}, "metadata": $value}', '{"build": $value}'),
    ),
    "build": (
        *(
            '"content": []',
            '"content": [{$set}]',
            "$build, $build",
            '"content": [{$set}, {$set}]',
        ),
        *(
            '"globalMetadata": {$pairs}',
            '"fileMetadata": {"title": {$pairs}}',
            '"xref": [$list]',
        ),
        *(
            '"globalMetadataFiles": [$list]',
            '"fileMetadataFiles": $value',
            '"fileMetadata": $value',
        ),
        *(
            '"markdownEngineProperties": {$engine}',
            '"dest": $string',
            '"content": $value',
            "$pairs",
        ),
        *(
            '"markdownEngineProperties": $value',
            '"xrefService": $value',
            '"template": $value',
        ),
    ),
    "set": (
        *(
            '"files": ["**/*.md"]',
            '"files": [$list]',
            "$set, $set",
            '"exclude": [$list]',
            '"src": $string',
        ),
        *(
            '"dest": $string',
            '"group": $value',
            '"version": $value',
            '"files": $value',
            '"src": $value',
        ),
    ),
    "engine": (
        *(
            '"markdigExtensions": ["advanced"]',
            '"markdigExtensions": [$list]',
            '"alerts": {$pairs}',
        ),
        *(
            "$engine, $engine",
            '"markdigExtensions": $value',
            '"alerts": $value',
            '"x": $value',
        ),
    ),
}
REDIRECTIONS: Rules = {
    **_VALUES,
    "start": (
        '{"redirections": []}',
        '{"redirections": [$entries]}',
        "$value",
        '{"redirections": $value}',
    ),
    "entries": (
        "{}",
        "{$entry}",
        "$entries, $entries",
        "$value",
        "{$entry},\n{$entry}",
    ),
    "entry": (
        *(
            '"source_path": "a.md"',
            '"source_path": $string',
            '"redirect_url": $string',
            "$entry, $entry",
        ),
        *(
            '"source_path_from_root": $string',
            '"source_path": $value',
            '"redirect_url": $value',
        ),
        '"source_path": $string, "redirect_url": $string, "x": $value',
    ),
}
PUBLISHED: Rules = {
    **_VALUES,
    "start": ("{}", "{$entries}", "$value"),
    "entries": (
        *(
            '"docsets_to_publish": []',
            '"docsets_to_publish": [{$entry}]',
            "$entries, $entries",
        ),
        *(
            '"dependent_repositories": [{$entry}]',
            '"dependent_repositories": $value',
            "$pairs",
        ),
    ),
    "entry": (
        *(
            '"build_source_folder": $string',
            '"locale": $value',
            '"path_to_root": $string',
            "$entry, $entry",
        ),
        *(
            '"url": $string',
            '"branch": $value',
            '"url": $value',
            '"path_to_root": $value',
        ),
    ),
}
_YAML = (
    "x",
    "1",
    "~",
    "[]",
    "{}",
    "[x, y]",
    "{a: b}",
    "''",
    "&a [*a]",
    "!!x y",
    '"\\ud800"',
    "2020-01-01",
)
PIVOTS: Rules = {
    "start": (
        "groups: []",
        "### YamlMime:ZonePivotGroups\ngroups:\n$groups",
        "$value",
        "groups: $value",
    ),
    "groups": (
        "- id: g",
        "- id: $value\n  $fields",
        "$groups\n$groups",
        "- $value",
        "- $fields",
    ),
    "fields": (
        "title: x",
        "$key: $value",
        "$fields\n$fields",
        "pivots:\n$pivots",
        "pivots: $value",
    ),
    "pivots": (
        "- id: a",
        "- id: $value\n  title: $value",
        "$pivots\n$pivots",
        "- $value",
    ),
    "key": ("id", "title", "prompt", "x", "pivots"),
    "value": _YAML,
}
XREFS: Rules = {
    **_VALUES,
    "start": (
        *(
            "references: []",
            "references:\n$items",
            "baseUrl: $scalar\nreferences:\n$items",
            "$scalar",
        ),
        *(
            '{"references": [{$pairs}]}',
            '{"references": [{"uid": $value, "href": $string}]}',
            "$value",
        ),
        *(
            "redirections:\n- uidPrefix: $scalar\n  href: $scalar",
            "references: $scalar",
        ),
    ),
    "items": (
        "- uid: a",
        "- uid: $scalar\n  $fields",
        "$items\n$items",
        "- $scalar",
        "- $fields",
    ),
    "fields": ("name: x", "$key: $scalar", "$fields\n$fields"),
    "key": ("href", "name", "fullName", "uid", "nameWithType", "x", "1"),
    "scalar": (
        *_YAML,
        "http://[x",
        "https://example.com/",
        "../x",
        "javascript:x",
        "a.html",
        "//x",
    ),
}
_KINDS: tuple[tuple[str, Rules], ...] = (
    ("docfx.json", DOCFX),
    (".openpublishing.redirection.json", REDIRECTIONS),
    (PUBLISHING, PUBLISHED),
    ("zone-pivot-groups.yml", PIVOTS),
    ("xrefmap.yml", XREFS),
)
_PATHS = ("a.md", "sub/b.md", "é.yml", "x", "a/b/c.d.md", "TOC.yml")


class Described(NamedTuple):
    """The name of a file that describes a repository, and its text."""

    name: str
    sentence: Sentence


def _write(choose: Choose) -> Described:
    name, rules = _KINDS[choose(len(_KINDS))]
    return Described(name, write(rules, choose))


def _check(value: object) -> None:
    described = cast("Described", value)
    root = folder("docset")
    if not (root / "meta.json").exists():
        write_file(root / "meta.json", '{"title": "x", "ms.x": {"a": 1}}')
        write_file(root / "sub/a.md", "# A\n")
    path = root / described.name
    text = described.sentence.text
    write_file(path, text)
    with limited():
        read = _READERS[described.name](text)
        again = str(read)
    if "\r" not in text:
        write_file(path, text.replace("\n", "\r\n"))
        # The versions of cached files are their time and size.
        other = str(_READERS[described.name](text.replace("\n", "\r\n")))
        if "0x" not in again and other != again:
            raise DefectError(f"CRLF makes a difference in {text!r}")
    path.unlink()


def _read_docset(_text: str) -> object:
    try:
        docset = read_docset(folder("docset"), "/base")
    except DocsetError as error:
        return _checked(error.problem)
    for problem in docset.problems:
        _checked(problem)
    urls = [docset.url_path(path) for path in _PATHS]
    infer_base_path(docset, ["/base/a", "https://example.com/base/sub/b"])
    metadata = [docset.metadata_of(path) for path in _PATHS]
    groups = [docset.group_of(path) for path in _PATHS]
    return urls, metadata, groups, docset.engine, docset.xref_maps, [*docset.pages()]


def _checked(problem: Problem) -> Problem:
    if problem.line is not None and problem.line < 1:
        raise DefectError(f"line {problem.line}")
    return problem


def _read_redirections(_text: str) -> object:
    file = folder("docset") / ".openpublishing.redirection.json"
    entries = list(read_redirections(file))
    for entry in entries:
        if isinstance(entry, Redirection) and entry.source.startswith(("/", "..")):
            raise DefectError(f"{entry.source!r} is outside")
    return entries


def _read_publishing(_text: str) -> object:
    try:
        publishing = read_publishing(folder("docset"))
    except DocsetError as error:
        return _checked(error.problem)
    found = publishing.dependency_of(folder("docset") / "x/y.md")
    return publishing, found and found.url_of(folder("docset") / "x/y.md")


def _read_pivots(_text: str) -> object:
    read = read_pivot_groups(folder("docset") / "zone-pivot-groups.yml")
    return _checked(read) if isinstance(read, Problem) else read


def _read_xrefs(text: str) -> object:
    try:
        read = read_xref_map(text.encode("utf-8", "replace"), "https://example.com/m")
    except XrefMapError as error:
        return type(error)
    return [read.url(uid) for uid in read.references], [*read.redirected("abc")]


_READERS = {
    "docfx.json": _read_docset,
    ".openpublishing.redirection.json": _read_redirections,
    PUBLISHING: _read_publishing,
    "zone-pivot-groups.yml": _read_pivots,
    "xrefmap.yml": _read_xrefs,
}
TARGETS = (Target("docset", _write, _check),)
