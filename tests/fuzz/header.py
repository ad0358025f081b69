"""The header of a page, its front matter, and the metadata made of them."""

from __future__ import annotations

from typing import cast

from sphinx_azuredocs.domain.metadata import PageMetadata
from sphinx_azuredocs.files.encoding import decode, take_mark
from sphinx_azuredocs.page.dialects import Facts, dialect_of
from sphinx_azuredocs.page.header import read_page_header
from sphinx_azuredocs.syntax.attributes import strict_attributes

from .grammar import Choose, Rules, Sentence, write
from .target import DefectError, Target, limited, require_words

RULES: Rules = {
    "start": (
        *(
            "$tags\n$w",
            "$tags$tags\n\n$w",
            "$front$tags\n\n# $w",
            "$front$w",
            "$w\n$tags",
        ),
        *(
            "\ufeff$front\n$w",
            "[!INCLUDE [x](y.md)]\n\n$tags\n$w",
            "\n\n  $tags $w",
            "$tags",
        ),
        *(
            "<<<<<<< HEAD\n$tags\n=======\n$w",
            "$front\n$front\n$w",
            "$tags\n$front\n$w",
        ),
    ),
    "tags": (
        *(
            "<tags a='b' />",
            "<properties $attributes/>",
            "<tags $attributes/>",
            "<TAGS $attributes>",
        ),
        *(
            "<properties\n$attributes\n/>",
            "<tags $attributes></tags>",
            "<properties $attributes",
        ),
        *(
            "<properties\n\n  $attributes\n\n/>\n\n<tags $attributes />",
            "<tags$attributes/ >",
        ),
    ),
    "attributes": (
        *(
            'pageTitle="a"',
            '$name="$value" ',
            "$name='$value'",
            "$name=$value ",
            "$name ",
            " ",
        ),
        *(
            "$attributes $attributes",
            "$attributes\n  $attributes",
            '$name="$value"$attributes',
        ),
        *('$name = "$value"', '$name="$value', '="$value"', "$attributes,$attributes"),
    ),
    "name": (
        *(
            "title",
            "ms.date",
            "ms.topic",
            "author",
            "uid",
            "pageTitle",
            "services",
            "title",
        ),
        *(
            "orphan",
            "no-loc",
            "ms.service",
            "é",
            "a b",
            "'",
            "<<",
            "?",
            "*a",
            "&a",
            "!x",
            "titleSuffix",
        ),
    ),
    "value": (
        *(
            "",
            "x",
            "01/02/2020",
            "2020-13-45",
            "a, b; c",
            "1",
            "true",
            "null",
            "~",
            "[a, b]",
        ),
        *(
            "{a: b}",
            "'x",
            '"x"',
            "x: y",
            "|\n  x\n  y",
            "&amp;&#x0;&#99999999;",
            "2020-01-01",
            "!!x y",
        ),
        *(
            "1e999",
            "0x1",
            "!!binary x",
            "*a",
            "&a x",
            "- x",
            ">\n x",
            "\U0001f600",
            "-.inf",
            "12:30:45",
        ),
        *(
            "2001-12-14t21:59:43.10-05:00",
            "!!python/object:os.system x",
            "\\ud800",
            '"\\ud800"',
        ),
    ),
    "front": (
        *(
            "---\ntitle: x\n---\n",
            "---\n$lines\n---\n",
            "---\n$lines\n...\n",
            "---\n$lines\n",
            "---\n---\n",
        ),
        *(
            "--- \n$lines\n---  \n",
            "---\n\n$lines\n\n# $value\n---\n",
            "----\n$lines\n----\n",
        ),
    ),
    "lines": (
        *(
            "title: x",
            "$name: $value",
            "$lines\n$lines",
            "$lines\n$name: $value",
            "- $value",
        ),
        *(
            "$name:\n- $value\n- $value",
            "$name:\n  $name: $value",
            "'$name': $value",
            "$name:$value",
        ),
        *(
            "? $name\n: $value",
            "$name: {$name: $value",
            "# $value",
            "$name: &a [*a]",
            "\t$name: $value",
        ),
    ),
}


def _write(choose: Choose) -> Sentence:
    return write(RULES, choose)


def _check(value: object) -> None:
    sentence = cast("Sentence", value)
    with limited():
        header, text = read_page_header(sentence.text)
        metadata = PageMetadata.from_attributes(
            header.tags, header.front_matter, {}, header.line_of
        )
        facts = Facts(header.has_tags, header.front_matter, in_docset=False)
        dialect_of(sentence.text, facts, lambda: False)
        strict_attributes(sentence.text, 0)
    if sentence.is_whole:
        require_words(sentence.words, f"{text}{header.front_matter}", sentence.text)
    lines = text.count("\n")
    if lines != sentence.text.replace("\r\n", "\n").replace("\r", "\n").count("\n"):
        raise DefectError(f"another number of lines in {sentence.text!r}")
    if "\r" not in sentence.text:
        other = read_page_header(sentence.text.replace("\n", "\r\n"))
        if other != (header, text):
            raise DefectError(f"CRLF makes a difference in {sentence.text!r}")
    for problem in header.problems:
        if not 1 <= (problem.line or 1) <= lines + 1:
            raise DefectError(f"a line beyond the page in {sentence.text!r}")
    str(metadata)
    read, _problem = take_mark(decode(sentence.text.encode("utf-16", "replace")))
    str(read)


TARGETS = (Target("header", _write, _check),)
