"""The words that the extension adds to pages, in the languages of the site."""

from __future__ import annotations

import ast
import gettext
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import sphinx_azuredocs

from .conftest import Build, Built

LOCALE = Path(sphinx_azuredocs.__file__).parent / "locale"
LANGUAGES = sorted(
    path.name for path in LOCALE.iterdir() if path.is_dir() and path.name[0] != "_"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    words = ["Account comparison", "Pages by service", "services", "Pages by author"]
    words += ["authors", "Pages by topic", "topics"]
    words += ["Pages by date", "dates", "Title", "Service", "Author", "Topic", "Date"]
    words += ["Page", "Days", "Stale: more than %s days old", "Fresh"]
    words += ["Without a date", "Age of the pages on %s"]
    words += ["Other"]
    catalog = gettext.translation("sphinx_azuredocs", LOCALE, [language])
    for word in words:
        # French has some of the same words.
        assert catalog.gettext(word) != word or language == "fr"


def words_of(tree: ast.AST) -> Iterator[str]:
    """Yield the texts in calls of `_`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))]):
                yield text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalog(language: str) -> None:
    catalog = gettext.translation("sphinx_azuredocs", LOCALE, [language])
    found = {
        word
        for path in sorted(LOCALE.parent.rglob("*.py"))
        for word in words_of(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert "Applies to: %s" in found
    known = catalog._catalog  # type: ignore[attr-defined]
    assert not found - known.keys()


def test_a_page_in_german(build: Build) -> None:
    items = "* **Microsoft-Konten** - Eins.\n* **Unikonten** - Zwei.\n"
    built = build({"articles/a.md": f"# Titel\n\n{items}"}, language="de")
    assert "Kontovergleich" in built.text("articles/a")


def test_words_of_landing_pages_and_monikers(build: Build) -> None:
    types = ["how-to-guide", "Reference", "whats-new", "own-type"]
    lists = "".join(
        f"  - linkListType: {name}\n    links:\n    - {{text: A, url: a.md}}\n"
        for name in types
    )
    content = f"landingContent:\n- title: D\n  linkLists:\n{lists}"
    hub = f"### YamlMime:Landing\ntitle: T\n{content}"
    range_ = '::: moniker range=">= v2"\nWorte.\n::: moniker-end\n'
    docfx = '{"build": {"content": [{"files": ["*.md", "*.yml"]}]}}'
    page = f"---\nms.topic: x\n---\n# A\n\n{range_}"
    files = {"docfx.json": docfx, "index.md": "# I\n", "hub.yml": hub, "a.md": page}
    built = build(files, language="de")
    text = built.text("hub")
    for word in ("Anleitung", "Referenz", "Neuigkeiten", "Own type"):
        assert word in text
    assert "Gilt für: &gt;= v2" in built.text("a")


COMPARISON = "* **Microsoft accounts** - One.\n* **School accounts** - Two.\n"
PARTS = """---
ms.topic: concept
ms.service: boats
author: a
ms.date: 01/02/2026
zone_pivot_groups: tools
---
# A

::: moniker range=">= v2"
Text.
::: moniker-end

:::image type="complex" source="p.png" alt-text="Map" lightbox="p.png":::
Long.
:::image-end:::

> [!VIDEO https://www.youtube.com/embed/x]

> [!div class="op_multi_selector" title1="One" title2="Two"]
> - [(a | b)](a.md)
> - [(c | d)](b.md)

::: zone pivot="one"
1
::: zone-end

::: zone pivot="two"
2
::: zone-end
"""
GROUPS = """groups:
- id: tools
  pivots: [{id: one, title: Eins}, {id: two, title: Zwei}]
"""


@pytest.mark.parametrize("language", ["de", "ar"])
def test_no_page_has_english_words_of_ours(build: Build, language: str) -> None:
    """Build pages with every construct that adds words, and look for each msgid."""
    types = ["architecture", "concept", "deploy", "how-to-guide", "whats-new"]
    lists = "".join(
        f"  - linkListType: {name}\n    links:\n    - {{text: A, url: a.md}}\n"
        for name in types
    )
    landing = f"landingContent:\n- title: D\n  linkLists:\n{lists}"
    files = {
        "docfx.json": '{"build": {"content": [{"files": ["*.md", "*.yml"]}]}}',
        "index.md": f"---\nms.topic: x\n---\n# I\n\n{COMPARISON}",
        "hub.yml": f"### YamlMime:Landing\ntitle: T\n{landing}",
        "zone-pivot-groups.yml": GROUPS,
        "a.md": PARTS,
        "b.md": "# B\n",
        "p.png": "x",
    }
    built = build(files, language=language)
    catalog = gettext.translation("sphinx_azuredocs", LOCALE, [language])
    messages = catalog._catalog  # type: ignore[attr-defined]
    pages = sorted(Path(built.app.outdir).glob("*.html"))
    shown = {
        unescape(text).strip()
        for page in pages
        if page.stem not in ("search", "genindex")
        for text in re.findall(
            r'>([^<]+)<|(?:aria-label|title|alt)="([^"]*)"',
            page.read_text(encoding="utf-8"),
        )
        for text in text
    }
    found = set()
    for message, translated in messages.items():
        both = [message, translated] if message and message != translated else []
        patterns = [re.escape(text).replace("%s", ".*") for text in both]
        english, own = (
            any(re.fullmatch(pattern, text) for text in shown)
            for pattern in patterns or ["(?!)", "(?!)"]
        )
        assert not english, message
        found |= {message} if own else set()
    expected = {"Applies to: %s", "Description of the image", "Choose a version"}
    expected |= {"Pages by service", "Pages by date", "Concept", "How-to guide"}
    assert expected <= found


def catalog_of(messages: dict[str, str]) -> str:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(
        f"\nmsgid {json.dumps(message)}\nmsgstr {json.dumps(text)}\n"
        for message, text in messages.items()
    )


def in_french(build: Build, messages: dict[str, str], **files: str) -> Built:
    docfx = '{"build": {"content": [{"files": ["*.md"]}]}}'
    images = {"media/p.png": "x", "sub/media/q.png": "x"}
    po = {"locale/fr/LC_MESSAGES/a.po": catalog_of(messages)}
    return build(
        {"docfx.json": docfx, "other.md": "# Other\n", **images, **po, **files},
        language="fr",
        locale_dirs=["locale"],
        gettext_compact=False,
        gettext_additional_targets=["literal-block", "image"],
    )


LABELS = {
    "link": ("Some [words][p].", "Des [mots][p]."),
    "short link": ("Some [p].", "Des mots [p]."),
    "collapsed link": ("Some [p][].", "Des mots [p][]."),
    "item": ("Some [words][p]!", "Des [mots][p]!"),
}
PLACES = {
    "paragraph": "{}",
    "item": "- {}",
    "quote": "> {}",
    "note": "> [!NOTE]\n> {}",
    "cell": "| a |\n|---|\n| {} |",
}


@pytest.mark.parametrize("dialect", ["azure", "learn"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", LABELS)
def test_links_by_label(build: Build, what: str, place: str, dialect: str) -> None:
    message, text = LABELS[what]
    header = {
        "azure": '<properties pageTitle="T" description="D" />\n\n',
        "learn": "---\nms.topic: x\n---\n",
    }[dialect]
    page = f"{header}# A\n\n{PLACES[place].format(message)}\n\n[p]: other.md\n"
    built = in_french(build, {message: text}, **{"a.md": page})
    assert built.warnings == []
    assert "Des" in built.text("a")
    assert 'href="other.html"' in built.body("a")


def test_files_of_translated_includes(build: Build) -> None:
    include = (
        "Some ![map](../media/p.png) and [words][q].\n\n"
        "- More ![q](media/q.png).\n\n[q]: ../other.md\n"
    )
    messages = {
        "Some ![map](../media/p.png) and [words][q].": (
            "Des ![carte](../media/p.png) et [mots][q]."
        ),
        "More ![q](media/q.png).": "Plus ![q](media/q.png).",
        "Own ![map](media/p.png).": "Propre ![carte](media/p.png).",
    }
    page = "---\nms.topic: x\n---\n# A\n\nOwn ![map](media/p.png).\n\n"
    files = {"a.md": f"{page}[!INCLUDE [x](sub/x.md)]\n", "sub/x.md": include}
    built = in_french(build, messages, **files)
    assert built.warnings == []
    body = built.body("a")
    assert body.count('src="_images/p.png"') == 2
    assert 'src="_images/q.png"' in body
    assert 'href="other.html"' in body
    for word in ("Des", "mots", "Plus", "Propre"):
        assert word in built.text("a")


def test_code_is_translated_as_code(build: Build) -> None:
    code = 'print("Some words")\nif x:\n    y = "*a*"'
    text = 'print("Des mots")\nif x:\n    y = "*b*"'
    page = f"---\nms.topic: x\n---\n# A\n\n```python\n{code}\n```\n"
    built = in_french(build, {f"{code}\n": text, code: text}, **{"a.md": page})
    assert built.warnings == []
    assert "Des mots" in built.text("a")
    assert "*b*" in built.text("a")
    assert "<p>::</p>" not in built.body("a")
    assert "highlight-python" in built.body("a")


TOC = """\
- name: Group words
  items:
  - name: Item words
    href: a.md
  - name: Inner words
    items:
    - name: Deep words
      href: other.md
    - name: Again words
      href: a.md
- name: Link words
  href: https://contoso.com/
"""
TOC_WORDS = ["Group", "Item", "Inner", "Deep", "Again", "Link"]


@pytest.mark.parametrize("path", ["toc.yml", "TOC.md"])
def test_names_in_tables_of_contents(build: Build, tmp_path: Path, path: str) -> None:
    markdown = (
        "# Group words\n## [Item words](a.md)\n## Inner words\n"
        "### [Deep words](other.md)\n### [Again words](a.md)\n"
        "# [Link words](https://contoso.com/)\n"
    )
    page = "---\nms.topic: x\n---\n# A\n"
    docfx = '{"build": {"content": [{"files": ["*.md", "*.yml"]}]}}'
    files = {
        "docfx.json": docfx,
        "index.md": "# Home\n",
        "a.md": page,
        "other.md": page,
        path: markdown if path.endswith("md") else TOC,
    }
    catalog = build(files, "gettext", gettext_compact="all").output("all.pot")
    for word in TOC_WORDS:
        assert f'msgid "{word} words"' in catalog
    messages = {f"{word} words": f"mots {word}" for word in TOC_WORDS}
    po = {"locale/fr/LC_MESSAGES/all.po": catalog_of(messages)}
    settings = {"language": "fr", "locale_dirs": ["locale"], "gettext_compact": "all"}
    built = build({**files, **po}, srcdir=tmp_path / "fr", **settings)
    for name in ("index", "a"):
        html = built.output(f"{name}.html")
        assert " words" not in html
        assert "mots Group" in html
    for word in TOC_WORDS:
        assert f"mots {word}" in built.output("index.html")


@pytest.mark.parametrize("suffix", ["", "Contoso"])
def test_titles_for_browsers(build: Build, tmp_path: Path, suffix: str) -> None:
    metadata = json.dumps({"titleSuffix": suffix} if suffix else {})
    docfx = f'{{"build": {{"content": ["*.md"], "globalMetadata": {metadata}}}}}'
    files = {
        "docfx.json": docfx,
        "index.md": "# Home\n",
        "a.md": "---\ntitle: Title words\nms.topic: x\n---\n# Heading\n\nText.\n",
        "b.md": '<properties pageTitle="Title words | Azure" />\n\n# B\n',
        "c.md": "---\ntitle: Title words\nms.topic: x\n---\nNo heading.\n",
    }
    catalog = build(files, "gettext", gettext_compact="all").output("all.pot")
    assert 'msgid "Title words"' in catalog
    assert 'msgid "Title words | Azure"' in catalog
    po = catalog_of({"Title words": "Mots", "Title words | Azure": "Mots | Azure"})
    settings = {"language": "fr", "locale_dirs": ["locale"], "gettext_compact": "all"}
    files |= {"locale/fr/LC_MESSAGES/all.po": po}
    built = build(files, srcdir=tmp_path / "fr", **settings)
    assert built.warnings == []
    for name in ("a", "b", "c"):
        title = built.output(f"{name}.html").partition("<title>")[2]
        assert title.lstrip().startswith("Mots")
        assert suffix in title.partition("<")[0]
    assert "Title words" not in built.output("a.html")


INLINE = {
    "paragraph": "With [!INCLUDE [n](sub/n.md)] you save.",
    "heading": "## With [!INCLUDE [n](sub/n.md)] more",
    "item": "- With [!INCLUDE [n](sub/n.md)] here.",
    "cell": "| a |\n|---|\n| With [!INCLUDE [n](sub/n.md)] |",
}


@pytest.mark.parametrize("where", INLINE)
def test_included_text_in_lines(build: Build, tmp_path: Path, where: str) -> None:
    files = {
        "docfx.json": '{"build": {"content": ["*.md"]}}',
        "index.md": "# Home\n",
        "other.md": "# Other\n",
        "sub/n.md": "Contoso **Cloud** [Disk](../other.md)\n",
        "a.md": f"---\nms.topic: x\n---\n# A\n\n{INLINE[where]}\n",
    }
    catalog = build(files, "gettext", gettext_compact="all").output("all.pot")
    assert 'msgid "Contoso **Cloud** [Disk](../other.md)"' in catalog
    plain = build(files, srcdir=tmp_path / "plain")
    assert "azure_included" not in plain.doctree("a").pformat()
    assert "<span></span>" not in plain.body("a")
    assert "Contoso Cloud Disk" in plain.text("a")
    own = {"Contoso **Cloud** [Disk](../other.md)": "**Nuage** de [Mots](../other.md)"}
    around = {
        "With [!INCLUDE [n](sub/n.md)] you save.": "Avec [!INCLUDE [n](sub/n.md)].",
        "With [!INCLUDE [n](sub/n.md)] here.": "Avec [!INCLUDE [n](sub/n.md)].",
    }
    settings = {"language": "fr", "locale_dirs": ["locale"], "gettext_compact": "all"}
    for number, messages in enumerate((own, own | around)):
        po = {"locale/fr/LC_MESSAGES/all.po": catalog_of(messages)}
        srcdir = tmp_path / f"fr{number}"
        built = build({**files, **po}, srcdir=srcdir, **settings)
        assert built.warnings == []
        assert "Nuage de Mots" in built.text("a")
        assert 'href="other.html"' in built.body("a")
        if number and where in ("paragraph", "item"):
            assert "Avec Nuage de Mots" in built.text("a")


WITHIN = {
    "selector": (
        "azure",
        "> [AZURE.SELECTOR]\n- [Words](b.md)\n- [Page](a.md)\n- None\n",
        ["[Words](b.md)", "Page", "None"],
        ['href="b.html"', "<strong>Mots</strong>"],
    ),
    "selector list": (
        "azure",
        "> [AZURE.SELECTOR-LIST (X | Y)]\n- [(Words | 1)](b.md)\n"
        "- [(Page | 1)](a.md)\n",
        ["[Words](b.md)", "Page"],
        ['href="b.html"', "<strong>Mots</strong>"],
    ),
    "azure video": (
        "azure",
        "> [AZURE.VIDEO words]\n",
        ["Video: words"],
        ['/documentation/videos/words/"'],
    ),
    "video": (
        "learn",
        "> [!VIDEO https://www.youtube.com/embed/x]\n",
        ["Video: A"],
        ['embed/x?rel=0"'],
    ),
    "tabs": (
        "learn",
        "# [Words](#tab/x)\n\nx\n\n# [More](#tab/y)\n\ny\n\n---\n",
        ["Words", "More"],
        ["<strong>Mots</strong>"],
    ),
}


@pytest.mark.parametrize("name", WITHIN)
def test_links_and_bold_text_of_this_package_stay(
    build: Build, tmp_path: Path, name: str
) -> None:
    """In a language that the package does not have, as its own words are messages."""
    dialect, text, messages, kept = WITHIN[name]
    settings: dict[str, Any] = {
        "azuredocs_dialects": {"a": dialect},
        "gettext_compact": "all",
    }
    files = {"index.md": "# Home\n", "a.md": f"# A\n\n{text}", "b.md": "# B\n"}
    catalog = build(files, "gettext", **settings).output("all.pot")
    assert all(f'msgid "{message}"' in catalog for message in messages)
    po = catalog_of({m: re.sub(r"^[\w: ]+|Words", "Mots", m) for m in messages})
    files |= {"locale/eo/LC_MESSAGES/all.po": po}
    settings |= {"language": "eo", "locale_dirs": ["locale"]}
    built = build(files, srcdir=tmp_path / "eo", **settings)
    assert [w for w in built.warnings if "toctree" not in w] == []
    assert built.text("a").count("Mots") == len(messages)
    assert [html for html in kept if html not in built.body("a")] == [], built.body("a")
