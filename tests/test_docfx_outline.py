"""The outline of HTML sees what differs for a reader, and nothing else."""

from __future__ import annotations

import pytest

from .docfx_cases.outline import outline

_NOTE = '<div class="NOTE"><h5>NOTE</h5>{}</div>{}'
_ZONE = '<div class="zone has-pivot" data-pivot="{}">{}</div>{}'
_RANGE = '<div range="{}">{}</div>'
_CODE = '<pre><code class="lang-{}"{}>{}</code></pre>'

DIFFERENT = {
    "end of a note": (
        _NOTE.format("<p>one</p><p>two</p>", ""),
        _NOTE.format("<p>one</p>", "<p>two</p>"),
    ),
    "kind of a note": (
        '<div class="NOTE"><h5>NOTE</h5><p>one</p></div>',
        '<div class="TIP"><h5>TIP</h5><p>one</p></div>',
    ),
    "end of a list": (
        "<ul><li>one</li><li>two</li></ul>",
        "<ul><li>one</li></ul><ul><li>two</li></ul>",
    ),
    "end of an item": (
        "<ul><li>one<p>two</p></li></ul>",
        "<ul><li>one</li></ul><p>two</p>",
    ),
    "list in a list": (
        "<ul><li>one<ul><li>two</li></ul></li></ul>",
        "<ul><li>one</li></ul><ul><li>two</li></ul>",
    ),
    "end of a quote": (
        "<blockquote><p>one</p><p>two</p></blockquote>",
        "<blockquote><p>one</p></blockquote><p>two</p>",
    ),
    "end of a zone": (
        _ZONE.format("a", "<p>one</p><p>two</p>", ""),
        _ZONE.format("a", "<p>one</p>", "<p>two</p>"),
    ),
    "pivots of a zone": (
        _ZONE.format("a b", "<p>one</p>", ""),
        _ZONE.format("a", "<p>one</p>", ""),
    ),
    "which moniker": (
        _RANGE.format(">= a-1", "<p>one</p>"),
        _RANGE.format("< a-1", "<p>one</p>"),
    ),
    "end of a range": (
        _RANGE.format("a-1", "<p>one</p><p>two</p>"),
        _RANGE.format("a-1", "<p>one</p>") + "<p>two</p>",
    ),
    "two paragraphs": ("<p>one two</p>", "<p>one</p><p>two</p>"),
    "line break": ("<p>one<br />two</p>", "<p>one two</p>"),
    "line break or paragraphs": ("<p>one<br />two</p>", "<p>one</p><p>two</p>"),
    "space between elements": (
        "<p><em>one</em> <em>two</em></p>",
        "<p><em>one</em><em>two</em></p>",
    ),
    "thematic break": ("<p>one</p><hr /><p>two</p>", "<p>one</p><p>two</p>"),
    "language of code": (_CODE.format("csharp", "", "x"), _CODE.format("sql", "", "x")),
    "code without a language": (
        _CODE.format("csharp", "", "x"),
        "<pre><code>x</code></pre>",
    ),
    "highlighted lines": (
        _CODE.format("sql", ' highlight-lines="1"', "x\ny"),
        _CODE.format("sql", ' highlight-lines="2"', "x\ny"),
    ),
    "blank line in code": (
        _CODE.format("sql", "", "x\n\ny"),
        _CODE.format("sql", "", "x\ny"),
    ),
    "indentation of code": (
        _CODE.format("sql", "", "  x\ny"),
        _CODE.format("sql", "", "x\ny"),
    ),
    "interactive code": (
        _CODE.format("csharp", ' data-interactive="csharp"', "x"),
        _CODE.format("csharp", "", "x"),
    ),
    "title of code": (
        _CODE.format("sql", ' title="One"', "x"),
        _CODE.format("sql", ' title="Two"', "x"),
    ),
    "subscript": ("<p>H<sub>2</sub>O</p>", "<p>H2O</p>"),
    "superscript": ("<p>2<sup>10</sup></p>", "<p>2<sub>10</sub></p>"),
    "inserted text": ("<p><ins>one</ins></p>", "<p>one</p>"),
    "marked text": ("<p><mark>one</mark></p>", "<p><ins>one</ins></p>"),
    "keys": ("<p><kbd>Esc</kbd></p>", "<p>Esc</p>"),
    "check box": (
        '<ul><li><input type="checkbox" /> one</li></ul>',
        "<ul><li>one</li></ul>",
    ),
    "checked box": (
        '<ul><li><input type="checkbox" /> one</li></ul>',
        '<ul><li><input type="checkbox" checked="checked" /> one</li></ul>',
    ),
    "id of a heading": ('<h2 id="one">One</h2>', '<h2 id="two">One</h2>'),
    "rank of a heading": ("<h2>One</h2>", "<h3>One</h3>"),
    "rank of the first heading": (
        "<h1>One</h1><h2>Two</h2>",
        "<h2>One</h2><h3>Two</h3>",
    ),
    "first number of a list": (
        '<ol start="3"><li>one</li></ol>',
        "<ol><li>one</li></ol>",
    ),
    "letters of a list": ('<ol type="a"><li>one</li></ol>', "<ol><li>one</li></ol>"),
    "numbered list": ("<ol><li>one</li></ol>", "<ul><li>one</li></ul>"),
    "alignment": (
        '<table><tr><td style="text-align: right;">1</td></tr></table>',
        '<table><tr><td style="text-align: center;">1</td></tr></table>',
    ),
    "cell over columns": (
        '<table><tr><td colspan="2">1</td></tr></table>',
        "<table><tr><td>1</td></tr></table>",
    ),
    "end of a row": (
        "<table><tr><td>1</td><td>2</td></tr></table>",
        "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>",
    ),
    "head of a table": (
        "<table><tr><th>1</th></tr></table>",
        "<table><tr><td>1</td></tr></table>",
    ),
    "title of a link": ('<a href="a.md" title="One">x</a>', '<a href="a.md">x</a>'),
    "end of a link": ('<a href="a.md">x</a> y', '<a href="a.md">x y</a>'),
    "title of an image": ('<img src="a.png" title="One" />', '<img src="a.png" />'),
    "folder of an image": ('<img src="a/a.png" />', '<img src="b/a.png" />'),
    "border of an image": (
        '<span class="mx-imgBorder"><img src="a.png"></span>',
        '<img src="a.png">',
    ),
    "larger image": (
        '<a href="b.png#lightbox"><img src="a.png"></a>',
        '<img src="a.png">',
    ),
    "class of a division": (
        '<div class="checklist"><p>one</p></div>',
        "<p>one</p>",
    ),
    "columns": (
        '<section class="row"><div class="column"><p>one</p><p>two</p></div></section>',
        '<section class="row"><div class="column"><p>one</p></div>'
        '<div class="column"><p>two</p></div></section>',
    ),
    "quotation marks": ("<p>'one'</p>", "<p>‘one’</p>"),
    "dashes": ("<p>--one</p>", "<p>–one</p>"),
    "term and definition": (
        "<dl><dt>one</dt><dd>two</dd></dl>",
        "<p>one</p><p>two</p>",
    ),
    "meaning of an abbreviation": (
        '<p><abbr title="one">o</abbr></p>',
        '<p><abbr title="two">o</abbr></p>',
    ),
}
"""HTML of docfx, two of each, that a reader does not get the same of."""

SAME = {
    "note": (
        _NOTE.format("<p>one</p>", ""),
        '<div class="admonition note"><p class="admonition-title">Note</p>'
        "<p>one</p></div>",
    ),
    "code": (
        _CODE.format("csharp", ' name="Main" highlight-lines="2-"', "x\n\ny\n"),
        '<div class="highlight-cs notranslate"><div class="highlight"><pre>'
        '<span class="n">x</span>\n<span class="hll">\n</span><span class="hll">'
        '<span class="n">y</span>\n</span></pre></div></div>',
    ),
    "tight list": ("<ul><li>one</li></ul>", "<ul><li><p>one</p></li></ul>"),
    "list from": (
        '<ol start="3" type="i"><li>one</li></ol>',
        '<ol class="lowerroman simple" start="3"><li><p>one</p></li></ol>',
    ),
    "line break": ("<p>one<br />\ntwo</p>", "<p>one<br />\n\ntwo</p>"),
    "heading": (
        '<h2 id="a_b">One</h2><p>two</p>',
        '<section id="a-b"><span id="a_b"></span><h2>One'
        '<a class="headerlink" href="#a-b">¶</a></h2><p>two</p></section>',
    ),
    "zone of several parts": (
        _ZONE.format("a", "<p>one</p><h2>Two</h2><p>three</p>", "<p>four</p>"),
        '<div class="azure-zone azure-zone-title azure-pivot--a"><p>A</p></div>'
        '<div class="azure-zone azure-pivot--a container"><p>one</p></div>'
        '<section class="azure-zone azure-pivot--a"><h2>Two</h2><p>three</p></section>'
        "<p>four</p>",
    ),
    "alignment": (
        '<table><tr><td style="text-align: right;">1</td></tr></table>',
        '<table><tr><td class="text-right"><p>1</p></td></tr></table>',
    ),
    "deleted text": (
        "<p><del>one</del></p>",
        '<p><span class="azure-deleted">one</span></p>',
    ),
    "range": (
        _RANGE.format("a-1", "<p>one</p>"),
        '<p class="azure-label"><em>Applies to: a-1</em></p>'
        '<div class="azure-moniker docutils container"><p>one</p></div>',
    ),
}
"""HTML of docfx, and ours of the same Markdown."""


@pytest.mark.parametrize("name", DIFFERENT)
def test_different(name: str) -> None:
    one, other = DIFFERENT[name]
    assert outline(one) != outline(other, one)
    assert outline(other) != outline(one, other)


@pytest.mark.parametrize("name", SAME)
def test_same(name: str) -> None:
    docfx, ours = SAME[name]
    assert outline(docfx) == outline(ours, docfx)


def test_two_zones_are_not_one() -> None:
    title = '<div class="azure-zone azure-zone-title azure-pivot--a"><p>A</p></div>'
    part = '<div class="azure-zone azure-pivot--a container"><p>one</p></div>'
    assert outline(title + part + title + part) != outline(title + part + part)
