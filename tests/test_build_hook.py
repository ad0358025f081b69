"""The hook into MyST: alone, beside it in any order, beside MyST-NB and reST."""

from __future__ import annotations

import json

import pytest

from .conftest import Build

ARTICLE = '<tags ms.service="web" />\n\n# Title\n\n[!INCLUDE [x](../includes/x.md)]\n'
FILES = {"articles/a.md": ARTICLE, "includes/x.md": "Included text.\n"}


@pytest.mark.parametrize(
    "extensions",
    [
        ("sphinx_azuredocs",),
        ("myst_parser", "sphinx_azuredocs"),
        ("sphinx_azuredocs", "myst_parser"),
        ("myst_nb", "sphinx_azuredocs"),
        ("sphinx_azuredocs", "myst_nb"),
    ],
)
def test_order_of_extensions(build: Build, extensions: tuple[str, ...]) -> None:
    for extension in extensions:
        pytest.importorskip(extension)
    built = build(FILES, extensions=extensions)
    assert built.warnings == []
    assert "Included text." in built.text("articles/a")
    assert built.app.env.metadata["articles/a"]["ms.service"] == "web"


def test_notebooks_stay_notebooks(build: Build) -> None:
    pytest.importorskip("myst_nb")
    cells = [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "# Notebook\n\n<tags ms.service='x' />",
        },
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "outputs": [],
            "source": "print(1)",
        },
    ]
    notebook = {
        "cells": cells,
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 2,
    }
    built = build(
        {
            **FILES,
            "articles/n.ipynb": json.dumps(notebook),
        },
        extensions=("myst_nb", "sphinx_azuredocs"),
        nb_execution_mode="off",
    )
    assert built.warnings == []
    assert "cell_input" in built.body("articles/n")
    assert "Included text." in built.text("articles/a")


def test_myst_settings_hold(build: Build) -> None:
    built = build(
        {
            "articles/a.md": (
                "# Title\n\n{{ word }} and ~~struck~~\n\n:::{tip}\nTip.\n:::\n"
            )
        },
        myst_enable_extensions=["substitution", "colon_fence"],
        myst_substitutions={"word": "Substituted"},
    )
    assert built.warnings == []
    assert "Substituted and ~~struck~~" in built.text("articles/a")
    assert 'class="admonition tip"' in built.body("articles/a")


def test_myst_settings_of_a_page_hold(build: Build) -> None:
    front = "---\nmyst:\n  enable_extensions: [colon_fence]\n---\n"
    built = build({"articles/a.md": f"{front}# Title\n\n:::{{tip}}\nTip.\n:::\n"})
    assert built.warnings == []
    assert 'class="admonition tip"' in built.body("articles/a")


def test_restructuredtext_is_untouched(build: Build) -> None:
    rst = (
        "Title\n=====\n\n[!INCLUDE [x](../includes/x.md)]\n\n* **Work accounts** - x\n"
    )
    built = build({**FILES, "articles/r.rst": rst})
    assert built.warnings == []
    assert "[!INCLUDE [x](../includes/x.md)]" in built.text("articles/r")


def test_parser_option_of_the_include_directive(build: Build) -> None:
    rst = (
        "Title\n=====\n\n"
        ".. include:: ../articles/a.md\n   :parser: sphinx_azuredocs.parser\n"
    )
    built = build({**FILES, "pages/r.rst": f":orphan:\n\n{rst}"})
    assert built.warnings == []
    text = built.text("pages/r")
    assert "Included text." in text
    assert "tags" not in text
    assert "ms.service" not in built.app.env.metadata["pages/r"]


def test_cross_references_of_myst_still_work(build: Build) -> None:
    built = build(
        {
            "articles/a.md": "(label)=\n# Title\n\n[one](label) [two](#label) "
            "[three](project:b.md) {ref}`label` {doc}`b`\n",
            "articles/b.md": "# Other\n\n[back](a.md#label) [text](label)\n",
        }
    )
    assert built.warnings == []
    assert built.body("articles/a").count('internal" href="#label"') == 3
    assert built.body("articles/b").count('href="a.html#label"') == 2


def test_translated_text_is_no_page(build: Build) -> None:
    from io import BytesIO

    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog(locale="de")
    catalog.add("Title", "Titel")
    catalog.add("Created for you", "Für Sie")
    catalog.add("See the [part](#Part).", "Siehe [Teil](#Part).")
    data = BytesIO()
    write_po(data, catalog)
    item = "**{} accounts** (Created for you) - Text."
    items = "\n".join(f"* {item.format(kind)}" for kind in ("Microsoft", "Work"))
    built = build(
        {
            "articles/a.md": f'<tags ms.service="web" />\n\n# Title\n\n{items}\n\n'
            '<h2 id="Part">Part</h2>\n\nSee the [part](#Part).\n',
            "locale/de/LC_MESSAGES/articles/a.po": data.getvalue(),
        },
        language="de",
        locale_dirs=["locale"],
        gettext_compact=False,
    )
    assert built.warnings == []
    assert "Titel" in built.text("articles/a")
    assert "Für Sie" in built.text("articles/a")
    assert 'href="#Part">Teil<' in built.body("articles/a")
    page = built.app.env.get_domain("azure").pages["articles/a"]
    assert page.services == ("web",)


def test_parallel_build_equals_a_serial_one(build: Build) -> None:
    header = '<tags ms.service="web" ms.topic="article" />\n\n'
    files = {
        f"articles/a{n}.md": f"{header}# Title {n}\n\n[next](../a{n}/#title-{n})\n"
        for n in range(12)
    }
    serial = build(files)
    data = serial.app.env.get_domain("azure").data
    parallel = build(
        files,
        srcdir=serial.srcdir.parent / "parallel",
        before=lambda app: setattr(app, "parallel", 2),
    )
    assert parallel.app.env.get_domain("azure").data == data
    assert sorted(parallel.warnings) == sorted(serial.warnings)
    for n in range(12):
        assert parallel.body(f"articles/a{n}") == serial.body(f"articles/a{n}")
