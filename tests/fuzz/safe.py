"""HTML of untrusted authors: a browser sees only what is allowed in the result."""

from __future__ import annotations

from typing import Any, cast

from justhtml import JustHTML

from sphinx_azuredocs.files.urls import runs_script
from sphinx_azuredocs.page.safe_html import ATTRIBUTES, ELEMENTS, safe_html

from .grammar import Choose, Rules, Sentence, write
from .target import DefectError, Target, limited, require_words

RULES: Rules = {
    "start": ("$w", "$html", "$html$html", "$w $html\n$html $w"),
    "html": (
        *("$w", "$tag", "$tag$html</$name>", "$tag$html", "</$name>", "$html$html"),
        *(
            "<!-- $html -->",
            "<!--> $html",
            "<![CDATA[$html]]>",
            "<?$html?>",
            "<!x $html>",
        ),
        *(
            "<$name$attributes/>$html",
            "$tag<$html",
            "&lt;$tag",
            "<",
            "&#x3c;$html",
            "\0",
        ),
    ),
    "tag": ("<b>", "<$name>", "<$name$attributes>", "<$name\n$attributes >", "<$name/"),
    "name": (
        *(
            "b",
            "a",
            "img",
            "script",
            "svg",
            "math",
            "style",
            "title",
            "textarea",
            "xmp",
        ),
        *(
            "noscript",
            "template",
            "iframe",
            "p",
            "table",
            "td",
            "tr",
            "select",
            "option",
        ),
        *(
            "mtext",
            "foreignObject",
            "desc",
            "mglyph",
            "annotation-xml",
            "form",
            "input",
        ),
        *(
            "plaintext",
            "noembed",
            "div",
            "li",
            "SCRIPT",
            "x-y",
            "body",
            "html",
            "frameset",
        ),
        *("details", "pre", "base", "meta", "link", "object", "ruby", "scr\0ipt", "h1"),
    ),
    "attributes": (
        *(
            "",
            " $key=$value",
            ' $key="$value"',
            " $key='$value'",
            "/$key=$value",
            "$value",
        ),
        *("$attributes$attributes", " $key", '"', "'", " =$value", "\t$key\n=\n$value"),
    ),
    "key": (
        *(
            "id",
            "href",
            "src",
            "onerror",
            "onclick",
            "style",
            "title",
            "srcdoc",
            "class",
        ),
        *(
            "xlink:href",
            "formaction",
            "action",
            "ON\0LOAD",
            "HREF",
            "data-x",
            "is",
            "cite",
        ),
    ),
    "value": (
        *(
            "x",
            "javascript:1",
            "java\tscript:1",
            "&#106;avascript:1",
            "data:text/html,1",
        ),
        *(
            "</title><b>",
            "--><b>",
            "]]><b>",
            "`",
            "a b",
            '"',
            "'",
            ">",
            "&quot;>",
            "<b>",
        ),
        *(
            "\x01javascript:1",
            "https://a",
            "data:image/png;base64,AA",
            "vbscript:1",
            "\0",
        ),
    ),
}


def _write(choose: Choose) -> Sentence:
    return write(RULES, choose)


def _check(value: object) -> None:
    sentence = cast("Sentence", value)
    with limited():
        html, _dropped = safe_html(sentence.text)
        again, dropped = safe_html(html)
    if dropped:
        raise DefectError(f"{dropped} are dropped the second time from {html!r}")
    if sentence.is_whole and "<" not in sentence.text:
        require_words(sentence.words, again, sentence.text)
    _check_node(JustHTML(html, fragment=True, sanitize=False).root, html)


def _check_node(root: Any, html: str) -> None:
    pending = [*(root.children or ())]
    while pending:
        node = pending.pop()
        pending += node.children or ()
        if node.name == "#text":
            continue
        if node.name not in ELEMENTS or node.namespace != "html":
            raise DefectError(f"<{node.name}> is in {html!r}")
        for name, given in (node.attrs or {}).items():
            is_url = name in ("href", "src", "cite")
            if (
                not is_url
                and name not in ATTRIBUTES
                and name[:5] not in ("data-", "aria-")
            ):
                raise DefectError(f"the attribute {name!r} is in {html!r}")
            is_image = str(given).strip().lower().startswith("data:image/")
            if is_url and runs_script(given or "") and not is_image:
                raise DefectError(f"{given!r} is in {html!r}")


TARGETS = (Target("safe", _write, _check),)
