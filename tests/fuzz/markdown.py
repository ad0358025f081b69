"""Grammars of Markdown: what all dialects share, articles of 2014, Learn, and HTML."""

from __future__ import annotations

from .grammar import Rules

URL = (
    *("a.md", "/a", "https://example.com/a", "../b.md#c", "#c", "?x=1", "", "p.png"),
    *(
        "javascript:alert(1)",
        "http://[x",
        "mailto:a@b.c",
        "a%20b.md",
        "a%00b",
        "a b.md",
    ),
    *("//example.com/x", "xref:u.a", "~/a.md", "\\a\\b.md", "a.md?tabs=x#y", "a(b).md"),
    *(
        "/azure/a",
        "https://docs.microsoft.com/en-us/azure/a",
        "a&amp;b",
        "é.md",
        "v.mp4",
    ),
    *("data:image/png;base64,AA", "file:///etc/x", "#%E0%A4%A", "a.md#", "sub/", "b"),
)
SHARED: dict[str, tuple[str, ...]] = {
    "url": URL,
    "name": ("a", "b", "c1", "x-y", "A.B", "é", "1", "a b", "constructor", '"', "<b>"),
    "text": (
        *("$w", "$w $w", "$inline", "$text $inline", "$text\n$inline", "$text  \n$w"),
        *("$text\\\n$text", "$inline$inline", "$text, $text."),
    ),
    "inline": (
        *("$w", "*$text*", "**$text**", "***$text***", "_$text_", "`$w`", "``$w ` ``"),
        *("[$text]($url)", '[$text]($url "$name")', "[$text](<$url>)", "[$w][l]"),
        *("[$w][]", "[$w]", "![$w]($url)", '![$w]($url "$name")', "![$w][l]"),
        *(
            "<https://example.com/$name>",
            "$w[^1]",
            "&amp; $w",
            "\\*$w",
            "$w&lt;",
            "😀$w",
        ),
        *(
            "[![$w]($url)]($url)",
            "<b>$text</b>",
            "$w<br>$w",
            "<i>$text</i>",
            "<u>$w</u>",
        ),
        *(
            '<a href="$url">$text</a>',
            "<code>$w</code>",
            "<sup>$w</sup>",
            "<kbd>$w</kbd>",
        ),
        *(
            '<span class="$name">$text</span>',
            "<br/>$w",
            "$special",
            "$special $special",
        ),
        *(
            '<img src="$url" alt="$name">$w',
            '<a name="c"></a>$w',
            "<strong>$text</strong>",
        ),
    ),
    "special": ("$w",),
    "blocks": (
        "$w",
        "$block",
        "$block\n\n$block",
        "$block\n$block",
        "$blocks\n\n$block",
    ),
    "block": (
        *("$text", "# $text", "## $text", "### $text ###", "$w\n===", "$text\n---"),
        *("- $blocks", "- $blocks\n- $blocks", "* $blocks\n\n* $blocks", "1. $blocks"),
        *("3) $blocks\n4) $blocks", "> $blocks", "> $block\n$text", "+ $w\n\n      $w"),
        *(
            "```\n$w\n```",
            "``` python\n$w\n```",
            "~~~~ $name\n$w\n~~~~",
            "    $w\n    $w",
        ),
        *("---", "***", "$text\n\n$text", "* $w\n    * $text\n        * $blocks"),
        *(
            "| $w | $inline |\n|---|---|\n| $inline | $inline |",
            "$w | $w\n:-|-:\n$w | $w",
        ),
        *("|$w|\n|-|\n|$inline|\n|$w|$w|", "<div>\n\n$blocks\n\n</div>", "$construct"),
        *(
            "$construct\n\n$construct",
            "- $construct",
            "> $construct",
            "1. $w\n\n   $construct",
        ),
        *("<p>$text</p>", "<h2>$text</h2>", "<ul><li>$text</li><li>$text</li></ul>"),
        *(
            '<div class="$name">$text</div>',
            "<blockquote>$text</blockquote>",
            "<hr>\n$w",
        ),
        *(
            "<pre>$w</pre>",
            "<pre><code>$w\n\n$w</code></pre>",
            "<center>$text</center>",
        ),
        *(
            "<table><tr><td>$text</td><td>$text</td></tr></table>",
            "<p>$text",
            "<div>$w",
        ),
        *(
            "<details><summary>$text</summary>\n\n$blocks\n\n</details>",
            '<p align="x">$w</p>',
        ),
    ),
    "construct": ("$w", "$include", "$code"),
    "end": (
        *(
            "",
            "\n\n[l]: $url",
            "\n\n[l]: <$url> '$name'\n[m]: /x",
            "\n\n$w[^1]\n\n[^1]: $text",
        ),
        *("\n\n$w[^1]\n\n[^1]: $text\n\n    $text\n\n[l]:\n$url", "\n", "\n\n"),
        "\n\n[^2]: $name",
    ),
}
NOTE = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note", "Note")
FILES: dict[str, str] = {
    "i.md": "included *text*\n",
    "blocks.md": "# Title\n\n- item\n\n[l]: a.md\n\n[x][l]\n",
    "cycle.md": "before\n\n[!INCLUDE [x](cycle.md)]\n",
    "open.md": "<div>\n\n```\ncode\n",
    "header.md": "---\na: b\n---\ntext of the file\n",
    "empty.md": "",
    "note.md": "x[^1]\n\n[^1]: y\n",
}
"""The files that the includes of the grammars name."""
INCLUDED = (*FILES, "gone.md", "../i.md", "/i.md", "~/i.md", "i", "", "a%00b", "i.md#x")

AZURE: Rules = {
    **SHARED,
    "start": (
        "$blocks$end",
        '<properties pageTitle="$name" authors="$name" />\n<tags a="$name" />\n$blocks',
        "---\ntitle: $name\n---\n$blocks$end",
    ),
    "prefix": ("AZURE.", "WACOM.", "!", "azure."),
    "file": INCLUDED,
    "kind": NOTE,
    "include": (
        *(
            "[AZURE.INCLUDE [x]($file)]",
            "[WACOM.INCLUDE [x]($file)]",
            "[!INCLUDE [x]($file)]",
        ),
        *(
            '<div chunk="$file" />\n$w',
            "[AZURE.INCLUDE [x](<$file>)]",
            "[!INCLUDE[x]($file)]",
        ),
    ),
    "code": (
        "```\n$w",
        "<pre class='prettyprint'>$w</pre>",
        "\t$w",
        "```$w```",
        "``` \n$w\n ```",
    ),
    "special": (
        *(
            "$w [AZURE.INCLUDE [x]($file)] $w",
            "[$w] ($url)",
            "[$text] [l]",
            "**$w:**$w",
        ),
        *(
            "<font color='$name'>$text</font>",
            "<h3>$text</h3>",
            "__$w__$w",
            "$w**$w**$w",
        ),
        *(
            "[$w][ l ]",
            "<$name>$w",
            "[AZURE.FOO] $w",
            "![$w] ($url)",
            "<p>$w",
            "</p>$w",
        ),
        *(
            "$w<b>$w",
            "<b>$w\n$w</b>",
            "<li>$w",
            "$w</div>",
            "<em>*$w*</em>",
            "<a id='c'>$w",
        ),
    ),
    "construct": (
        *(
            "$w",
            "$include",
            "$code",
            "> [AZURE.$kind] $text",
            "> [AZURE.$kind]\n> $blocks",
        ),
        *(
            "[AZURE.$kind] $text",
            "> [WACOM.$kind] $text\n$text",
            "> [!$kind]\n> $blocks",
        ),
        "> [AZURE.SELECTOR]\n> - [$w]($url)\n> - [$w]($url)",
        "> [AZURE.SELECTOR-LIST ($w | $w)]\n> - [($w | $w)]($url)",
        '<div class="dev-center-tutorial-selector"><a href="$url">$w</a></div>',
        *(
            "> [AZURE.VIDEO $name]\n\n$w",
            "> [AZURE.VIDEO x y]",
            "> [AZURE.ACCOUNT-COMPARISON] $w",
        ),
        "> [AZURE.ACCOUNT-COMPARISON] $w\n> - **$w** ($w) - $text\n> - **$w** - $text",
        "- **Microsoft account** ($w) - $text\n- **Organizational account** - $text",
        *(
            "#$w",
            "##$text##",
            "#$w\n$w",
            "######## $w",
            "-$w",
            "1.$w",
            "*  $w\n   *  $w",
        ),
        *(
            "<h2><a name='c'></a>$text</h2>",
            "<h1>$w\n$w</h1>",
            "<div><h3>$w</h3>$text</div>",
        ),
        *("   <ul>\n<li>$text\n\n$blocks\n</ul>", "- <table>\n<tr><td>$text</table>"),
        *(
            "<table>\n<tr>\n<td>\n\n$blocks\n\n</td>\n</tr>\n</table>",
            "<ol><li>$w<li>$w</ol>",
        ),
        *(
            "<dl><dt>$w</dt><dd>$text</dd></dl>",
            "<p>$w</p>$w<p>$w</p>",
            "\t- $w\n\t\t- $w",
        ),
        *(
            "> $text\n>\n> [AZURE.$kind] $w\n>\n> - $w",
            "1. $w\n[AZURE.$kind] $w",
            "$w\n> $w\n$w",
        ),
        *(
            "1. $w\n\n\t$w\n\n2. $w",
            "- $w\n ```\n$w\n```",
            "$w\n$include\n$w",
            "- $include",
        ),
    ),
}
LEARN: Rules = {
    **SHARED,
    "start": (
        "$blocks$end",
        "---\n$front\n---\n$blocks$end",
    ),
    "front": (
        *(
            "ms.topic: x",
            "title: $name\nms.date: 01/02/2020",
            "uid: u.b\nms.topic: [a, b]",
        ),
        *(
            "zone_pivot_groups: g\nms.topic: x",
            "title: '",
            "ms.topic: x\nauthor: $name: $name",
        ),
        *("monikerRange: '>= a'\nms.author:", "no-loc: [$name]\nms.topic: |\n  $name"),
    ),
    "file": INCLUDED,
    "kind": NOTE,
    "include": (
        *("[!INCLUDE [x]($file)]", "[!INCLUDE[x]($file)]", "[!include[x](<$file>)]"),
        *('[!INCLUDE [x]($file "t")]', "[!INCLUDE- [x]($file)]"),
    ),
    "lines": (
        "",
        "?range=1-2",
        "?name=s",
        "#L1-L3",
        "?highlight=1&dedent=2",
        "?start=2&end=x",
    ),
    "code": (
        *(
            "[!code-python[$name](c.py$lines)]",
            "[!code[]($file)]",
            "[!notebook[](n.ipynb)]",
        ),
        ':::code language="$name" source="c.py" range="1-2,3-" highlight="1":::',
        ':::code source="$file" id="s":::',
        *(
            "```azurecli-interactive\n$w\n```",
            "```{note}\n$w\n```",
            "```mermaid\n$name\n```",
        ),
    ),
    "special": (
        *(
            "$w [!INCLUDE [x]($file)] $w",
            "<xref:u.a>$w",
            "@u.a $w",
            "@'u.a'$w",
            "~~$text~~",
        ),
        *(
            "[$text](xref:u.a)",
            '<xref href="u.a"/>$w',
            "$$x$$ $w",
            "$$$$x$$$$ $w",
            "https://a.b/$name $w",
        ),
        *(
            ':::image type="icon" source="$url":::$w',
            ':::no-loc text="$w":::',
            ":smile: $w",
        ),
        *(
            ':::image source="$url" alt-text="$name":::$w',
            "$w{.$name}",
            "**$text**{#$name}",
        ),
        *(
            "^$w^",
            "~$w~",
            "==$text==",
            "++$text++",
            '""$w""',
            "[!FOO $w]",
            "{role}`$w`",
        ),
        *(
            "$w\\\n$w",
            "%$w",
            "{{$w}}",
            "[$w]{.a}",
            "<$name>$w",
            "&copy;$w",
            "www.a.b $w",
        ),
    ),
    "construct": (
        *("$w", "$include", "$code", "> [!$kind]\n> $blocks", "> [!$kind] $text"),
        *("> [!$kind]\n> $blocks\n>\n> [!$kind]\n> $text", "> $w\n> [!$kind]\n> $text"),
        '> [!div class="$name"]\n> $blocks',
        '> [!div class="op_single_selector"]\n> - [$w]($url)\n> - [$w]($url)',
        "> [!VIDEO https://www.youtube.com/embed/$name]\n\n$w",
        "# [$w](#tab/$name)\n\n$blocks\n\n# [$w](#tab/$name)\n\n$blocks\n\n---",
        "#### [$w](#tab/a/b)\n$blocks\n#### [$w](#tab/$name)\n$text\n***\n",
        '::: zone pivot="$name"\n\n$blocks\n\n::: zone-end',
        '::: zone target="docs"\n$text\n::: zone-end',
        '::: moniker range=">= $name"\n\n$blocks\n\n::: moniker-end',
        ':::row:::\n:::column span="2":::\n$blocks\n:::column-end:::\n'
        ":::column:::\n$w\n:::column-end:::\n:::row-end:::",
        ':::row count="2":::\n  :::column:::\n    $blocks\n  :::column-end:::\n'
        ":::row-end:::",
        ':::image source="$url" alt-text="$name" lightbox="$url" link="$url":::',
        ':::image type="complex" source="$url" alt-text="$name":::\n$blocks\n'
        ":::image-end:::",
        ':::video source="$url" title="$name" thumbnail="$url" upload-date="1":::',
        ':::form action="$name" submitText="$w":::',
        *(
            "::: $name\n$w\n:::",
            ":::$name\n$blocks\n:::",
            "::::\n$w\n::::",
            "> [!$name]\n> $w",
        ),
        *(
            "- [ ] $text\n- [x] $text",
            "$$$$\nx\n$$$$\n$w",
            "+---+---+\n| $w | $w |\n+---+---+",
        ),
        "+-----+---+\n| - a | b |\n+=====+===+\n| *c* | d |\n+-----+---+\n$w",
        "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+",
        *(
            "$w\n: $text",
            "^^^\n$w\n^^^ $w",
            "^^ $w",
            "*[$name]: $name\n\n$w",
            "a. $w\nb. $w",
        ),
        *(
            "# $text {#$name .$name}",
            "{.$name}\n$text",
            "## $text [$w](xref:u.a)",
            "i. $w\nii. $w",
        ),
        *(
            "<!-- $name -->\n$w",
            "<div>\n$text\n</div>",
            "<!--$name-->$w",
            "% $w",
            "+++ $w",
        ),
        *(
            '1. $w\n\n   ::: zone pivot="a"\n   $w\n   ::: zone-end',
            "- # [$w](#tab/a)\n  $w\n  ---",
        ),
        *(
            "$w\n$include\n$w",
            "1. $include\n1. $w",
            "[!$kind]\n$w",
            "| $w |\n|--|\n| $include |",
        ),
    ),
}
HTML: Rules = {
    **AZURE,
    "start": (
        "$tree",
        "$tree\n\n$tree",
        "$tree\n$tree",
        "- $tree\n\n  $tree",
        "$w $tree",
    ),
    "attributes": (
        *("", ' class="$name"', " id=c", ' align="center"', ' style="color: red; x"'),
        *(
            " hidden-x",
            ' onclick="$name"',
            " a=\"'\" b='\"'",
            " =",
            ' width="5%"',
            " a\nb='c'",
        ),
        *(
            ' colspan="2"',
            ' rowspan="99999"',
            ' colspan="x"',
            ' start="5"',
            ' type="a"',
        ),
        *(
            ' markdown="1"',
            ' xml:lang="x" x:y="z"',
            ' lang="de" dir="rtl"',
            ' title="&quot;"',
        ),
    ),
    "gap": ("", "\n", "\n\n", " ", "\n    ", "\n\n\t"),
    "tree": (
        *("$w", "$text", "$tree$gap$tree", "<div$attributes>$gap$tree$gap</div>"),
        *(
            "<p$attributes>$tree</p>",
            "<p$attributes>$tree",
            "$gap$block$gap",
            "<br$attributes>$w",
        ),
        *(
            "<table$attributes>$gap$rows$gap</table>",
            "<ul>$gap$items$gap</ul>",
            "<ol$attributes>$items",
        ),
        *(
            "<h2$attributes>$tree</h2>",
            "<h1>$tree",
            "<b>$tree</b>",
            "<b><i>$tree</b></i>",
        ),
        *(
            "<pre$attributes>$gap$w$gap$w</pre>",
            "<code>$tree</code>",
            "<a$attributes>$tree</a>",
        ),
        *(
            '<a href="$url"$attributes>$tree</a>',
            "<img src='$url'$attributes>$w",
            "$tree</div>",
        ),
        *(
            "<dl><dt>$tree<dd>$tree</dl>",
            "<span$attributes>$tree</span>",
            "<font>$tree</font>",
        ),
        *(
            "<blockquote>$gap$tree$gap</blockquote>",
            "<hr$attributes/>$w",
            "$tree</p>$tree",
        ),
        *(
            "<details><summary>$tree</summary>$gap$tree</details>",
            "<center>$tree</center>",
        ),
        *(
            "<!-- $name -->$tree",
            "<ruby>$w<rp>(</rp><rt>$w</rt></ruby>",
            "<x-y>$tree</x-y>",
        ),
        *(
            "<sub>$tree</sub>",
            "<q>$w</q>",
            "<li>$tree",
            "<td>$tree",
            "</b>$tree",
            "<tr>$tree",
        ),
        *(
            "<section$attributes>$gap$tree$gap</section>",
            "<del>$tree</del>",
            "<p/>$tree",
        ),
        *(
            "<figure>$tree<figcaption>$tree</figcaption></figure>",
            "<label>$tree</label>",
        ),
    ),
    "rows": (
        *(
            "<tr><td>$w</td></tr>",
            "<tr>$cells</tr>",
            "$rows$gap$rows",
            "<tr>$cells",
            "<thead>$rows",
        ),
        *(
            "<caption>$tree</caption>$rows",
            "<tbody$attributes>$rows</tbody>",
            "$w$rows",
        ),
        *(
            "<colgroup><col$attributes></colgroup>$rows",
            "<tr$attributes>$gap$cells$gap</tr>",
        ),
    ),
    "cells": (
        *(
            "<td>$w</td>",
            "<td$attributes>$tree</td>",
            "<th$attributes>$tree",
            "$cells$gap$cells",
        ),
        *(
            "<td>$gap$blocks$gap</td>",
            "$w$cells",
            "<td$attributes>$tree<table>$rows</table></td>",
        ),
    ),
    "items": (
        *(
            "<li>$w</li>",
            "<li$attributes>$tree</li>",
            "<li>$tree",
            "$items$gap$items",
            "$w$items",
        ),
        *("<li>$gap$blocks$gap</li>", "<ul>$items</ul>"),
    ),
}
