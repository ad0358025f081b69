"""Pages in YAML: landing pages, questions and answers, API pages."""

from __future__ import annotations

from typing import cast

from sphinx_azuredocs.files.yaml_json import load_yaml
from sphinx_azuredocs.page.yaml_to_markdown import YamlPageError, read_yaml_page

from .grammar import Choose, Rules, Sentence, write
from .target import DefectError, Target, limited, require_words

RULES: Rules = {
    "start": (
        *(
            "### YamlMime:Landing\ntitle: $w\n",
            "### YamlMime:$kind\n$fields\n",
            "#YamlMime:$kind\n$fields",
        ),
        *(
            "### YamlMime:$kind\ntitle: $w\nmetadata:\n  $metadata\n$fields",
            "$fields",
            "- $fields",
            "$scalar",
        ),
    ),
    "kind": (
        "Hub",
        "Landing",
        "FAQ",
        "HowTo",
        "Tutorial",
        "ManagedReference",
        "Module",
        "x y",
        "",
        "TOC",
    ),
    "metadata": (
        "title: x",
        "ms.topic: x",
        "$key: $scalar",
        "$metadata\n$metadata",
        "uid: u",
        "- x",
    ),
    "fields": (
        "summary: $w $w",
        "$field",
        "$fields\n$fields",
        "title: $w\n$fields",
        "$field\n$field",
    ),
    "field": (
        *(
            "title: $w",
            "$shown: $text",
            "$list:\n$items",
            "$group:\n  $fields",
            "$key: $scalar",
        ),
        *(
            "$list:\n  $items",
            "items:\n- uid: x\n  name: $w\n- uid: y\n  name: $w",
            "$list: []",
        ),
        *(
            "$shown: |\n  $text\n\n  > [!NOTE]\n  > $text",
            "questions:\n- question: $w?\n  answer: $text",
        ),
        *(
            "$shown: >\n  $text\n  $text",
            "links:\n- text: $w\n  url: $url",
            "$shown: '$text'",
        ),
        *(
            'body: "$text"',
            "conceptualContent:\n  $fields",
            "$shown: |2\n    $text",
            "$shown: |-\n  - $w $w",
        ),
    ),
    "shown": (
        "summary",
        "description",
        "answer",
        "text",
        "body",
        "title",
        "question",
        "intro",
        "note",
    ),
    "list": (
        "items",
        "links",
        "landingContent",
        "linkLists",
        "sections",
        "questions",
        "cards",
        "steps",
    ),
    "group": (
        "productDirectory",
        "highlightedContent",
        "tools",
        "conceptualContent",
        "x",
    ),
    "items": (
        "- title: $w",
        "- $fields",
        "- $fields\n- $fields",
        "- $text",
        "- url: $url\n  text: $w",
    ),
    "key": (
        *(
            "url",
            "uid",
            "type",
            "linkListType",
            "itemType",
            "imageSrc",
            "ms.x",
            "id",
            "durationInMinutes",
        ),
        *(
            "name",
            "href",
            "1",
            "true",
            "~",
            "'a b'",
            "é",
            "[a]",
            "<<",
            "? a",
            "image",
            "icon",
            "text",
        ),
    ),
    "url": (
        "a.md",
        "/a",
        "https://example.com",
        "javascript:x",
        "http://[x",
        "a b.md",
        "<x>",
        "''",
        "a>b",
    ),
    "scalar": (
        *(
            "x",
            "1",
            "true",
            "~",
            "''",
            "2020-01-01",
            "1e999",
            '"\\ud800"',
            "[a, b]",
            "{a: b}",
            "&a [*a]",
        ),
        *(
            "*a",
            "!!x y",
            "a.png",
            "|\n  x",
            "0o7",
            "!!set {a, b}",
            "!!binary x",
            "12:30:45",
            "-.nan",
        ),
    ),
    "text": (
        *(
            "$w $w",
            "$w [$w]($url) $w",
            "**$w** $w",
            "`$w` $w",
            "<b>$w</b> $w",
            "$w $w\n$w",
            "$w: $w",
        ),
        *(
            "$w # $w",
            "$w * $w",
            "&lt;$w $w",
            "$w <xref:u> $w",
            "![$w](p.png) $w",
            "'$w' $w",
            '"$w $w"',
        ),
        *(
            "$w {a} $w",
            "# $w $w",
            "$w | $w",
            "> $w $w",
            "$w\\ $w",
            "% $w $w",
            "$w % $w",
            "@$w $w",
        ),
    ),
}


def _write(choose: Choose) -> Sentence:
    return write(RULES, choose)


def _check(value: object) -> None:
    sentence = cast("Sentence", value)
    # Sphinx reads a page so.
    text = sentence.text.replace("\r\n", "\n").replace("\r", "\n")
    with limited():
        try:
            page = read_yaml_page(text)
        except YamlPageError as error:
            if not 1 <= (error.problem.line or 0) <= text.count("\n") + 1:
                raise DefectError(f"line {error.problem.line} in {text!r}") from None
            return
    if page.markdown.count("\n") != max(1, len(page.line_map)):
        raise DefectError(f"the map has not all lines of {text!r}")
    if any(not 1 <= line <= text.count("\n") + 1 for line in page.line_map):
        raise DefectError(f"the map has lines beyond the end of {text!r}")
    if sentence.is_whole and page.mime in ("Landing", "Hub", "FAQ"):
        # YAML itself leaves out comments.
        kept = sentence.words & set(_strings(load_yaml(text)))
        require_words(frozenset(kept), page.markdown, text)


def _strings(value: object) -> list[str]:
    """Return the words in the values of YAML, except in keys that are not shown."""
    from .grammar import WORDS

    match value:
        case str():
            return WORDS.findall(value) if len(value.split()) > 1 else []
        case dict():
            shown = [
                v for k, v in value.items() if str(k) in (*RULES["shown"], "items")
            ]
            return [word for inner in shown for word in _strings(inner)]
        case list():
            return [word for inner in value for word in _strings(inner)]
        case _:
            return []


TARGETS = (Target("yaml_pages", _write, _check),)
