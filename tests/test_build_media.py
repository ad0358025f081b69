"""Images, videos and forms of three colons in a build."""

from __future__ import annotations

import json
import re

import pytest
from docutils import nodes

from .conftest import Build

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00"
    b"\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff\xff\x7f\x00\t\xfb"
    b"\x03\xfd\x05CE\xca\x00\x00\x00\x00IEND\xaeB`\x82"
)
FILES = {
    "index.md": "# Start\n",
    "media/a.png": PNG,
    "media/b.png": PNG,
    "other.md": "# Other\n",
}


def page(text: str) -> dict[str, str | bytes]:
    return {**FILES, "page.md": f"# Page\n\n{text}\n"}


def test_image(build: Build) -> None:
    image = ':::image type="content" source="media/a.png" alt-text="Words":::'
    built = build(page(image))
    assert built.warnings == []
    assert re.search(
        r'<p><img alt="Words" class="azure-border" src="_images/a.png"',
        built.body("page"),
    )


def test_image_of_an_include_is_relative_to_it(build: Build) -> None:
    include = (
        ':::image source="../media/a.png" alt-text="x" lightbox="../media/b.png":::'
    )
    files = page("[!INCLUDE [x](part/includes/x.md)]")
    files |= {
        "part/includes/x.md": include.replace("../media", "../../media"),
    }
    built = build(files)
    assert built.warnings == []
    assert 'src="_images/a.png"' in built.body("page")


def test_icon(build: Build) -> None:
    built = build(page('Press :::image type="icon" source="media/a.png"::: now.'))
    assert built.warnings == []
    assert built.text("page") == "Page ¶ Press now."
    assert '<img alt="" class="azure-icon"' in built.body("page")


@pytest.mark.parametrize("place", ["{}", "- {} Add", "| a |\n|---|\n| {} |"])
def test_icon_at_the_height_of_text_in_print(build: Build, place: str) -> None:
    icon = ':::image type="icon" source="media/a.png":::'
    content = ':::image source="media/b.png" alt-text="x":::'
    text = f"{place.format(icon)}\n\n{content}"
    latex = build(page(text), "latex").output("projectnamenotset.tex")
    assert r"\sphinxincludegraphics[height=1em]{{a}.png}" in latex
    assert r"\sphinxincludegraphics{{b}.png}" in latex


def test_words_that_stay_as_they_are_describe_an_image(build: Build) -> None:
    built = build(page('![The :::no-loc text="Azure"::: portal](media/a.png)'))
    assert 'alt="The Azure portal"' in built.body("page")


def test_words_that_stay_as_they_are_are_in_anchors(build: Build) -> None:
    text = '[there](#use-azure-now)\n\n## Use :::no-loc text="Azure"::: now'
    built = build(page(text))
    assert built.warnings == []
    assert 'id="use--now"' not in built.body("page")


def test_lightbox(build: Build) -> None:
    image = (
        ':::image source="media/a.png" alt-text="x" lightbox="media/b.png#lightbox":::'
    )
    built = build(page(image))
    assert built.warnings == []
    body = built.body("page")
    link = re.search(r'<a class="[^"]*azure-lightbox[^"]*" [^>]*href="([^"]*)"', body)
    assert link is not None
    assert " download" not in link[0]
    assert built.app.outdir.joinpath(link[1]).read_bytes() == PNG
    assert "azuredocs-images.js" in built.output("page.html")


def test_lightbox_elsewhere(build: Build) -> None:
    url = "https://example.org/b.png"
    built = build(
        page(f':::image source="media/a.png" alt-text="x" lightbox="{url}":::')
    )
    assert f'href="{url}"' in built.body("page")


def test_link_around_an_image(build: Build) -> None:
    built = build(page(':::image source="media/a.png" alt-text="x" link="other.md":::'))
    assert built.warnings == []
    assert re.search(r'href="other.html"[^>]*>(<span[^>]*>)?<img', built.body("page"))


def test_missing_image(build: Build) -> None:
    built = build(page(':::image source="media/none.png" alt-text="x":::'))
    assert built.warnings == [
        "page.md:3: WARNING: image file not readable: media/none.png "
        "[image.not_readable]"
    ]


def test_long_description(build: Build) -> None:
    text = """\
:::image type="complex" source="media/a.png" alt-text="Words":::
It **shows** this.

- and that
:::image-end:::

After."""
    built = build(page(text))
    assert built.warnings == []
    assert built.text("page") == (
        "Page ¶ Description of the image It shows this. and that After."
    )
    assert "<details><summary>" in built.body("page")


def test_long_description_elsewhere(build: Build) -> None:
    image = ':::image type="complex" source="media/a.png" alt-text="x":::'
    text = f"{image}\nIt.\n:::image-end:::"
    output = build(page(text), builder="text").output("page.txt")
    assert output.split() == ["Page", "****", "[image:", "x][image]", "It."]


def test_video(build: Build) -> None:
    attributes = 'title="Words" thumbnail="media/a.png" upload-date="1/31/2026"'
    video = f':::video source="https://www.youtube.com/embed/x" {attributes}:::'
    built = build(page(f"{video}\n\n> [!VIDEO https://youtu.be/y]\n\nSee {video}."))
    assert built.warnings == []
    doctree = built.doctree("page")
    links = [link["refuri"] for link in doctree.findall(nodes.reference)]
    assert links == [
        "https://www.youtube-nocookie.com/embed/x?rel=0",
        "https://www.youtube-nocookie.com/embed/y?rel=0",
        "https://www.youtube-nocookie.com/embed/x?rel=0",
    ]
    assert len(list(doctree.findall(nodes.container))) == 2
    assert "Video: Words" in built.text("page")
    body = built.body("page")
    assert body.count('<img alt="" src="_images/a.png" />') == 1
    assert '>Video: Words<img alt=""' in body


@pytest.mark.parametrize("picture", ["media/none.png", "https://example.org/a.png"])
def test_thumbnail_that_the_project_lacks(build: Build, picture: str) -> None:
    source = "https://www.youtube.com/embed/x"
    more = f'thumbnail="{picture}" upload-date="1/31/2026"'
    built = build(page(f':::video source="{source}" title="Words" {more}:::'))
    assert built.warnings == []
    assert "<img" not in built.body("page")


@pytest.mark.parametrize("builder", ["text", "man", "latex", "epub"])
def test_video_in_formats(build: Build, builder: str) -> None:
    source = "https://www.youtube.com/embed/x"
    more = 'title="Words" thumbnail="media/a.png" upload-date="1/31/2026"'
    built = build(page(f':::video source="{source}" {more}:::'), builder)
    name = {
        "text": "page.txt",
        "man": "projectnamenotset.1",
        "latex": "projectnamenotset.tex",
        "epub": "page.xhtml",
    }[builder]
    text = built.output(name)
    url = "https://www.youtube-nocookie.com/embed/x?rel=0"
    if builder in ("text", "man"):
        assert f"({url})" in text.replace("\\-", "-").replace("\n", "")
        assert "image" not in text
    assert ("a.png" in text) is (builder == "epub")


def test_embedded_video(build: Build) -> None:
    built = build(page("> [!VIDEO https://youtu.be/y]"), azuredocs_video="embed")
    url = "https://www.youtube-nocookie.com/embed/y?rel=0"
    assert f'<iframe src="{url}"' in built.body("page")


def test_form_and_words(build: Build) -> None:
    text = (
        '::: form action="a" submitText="Create it" :::\n\n:::no-loc text="Azure":::!'
    )
    built = build(page(text))
    assert built.warnings == []
    assert built.text("page") == "Page ¶ Create it Azure!"


def test_latex_has_them(build: Build) -> None:
    image = ':::image source="media/a.png" alt-text="x" lightbox="media/b.png":::'
    built = build(page(image), builder="latex")
    assert "sphinxincludegraphics" in built.output("projectnamenotset.tex")
    assert not built.warnings


def test_images_without_a_source(build: Build) -> None:
    built = build(page('![One](<>) and <img alt="Two">'))
    assert len(built.warnings) == 2
    for warning in built.warnings:
        assert warning.startswith("page.md:3: WARNING: an image has no source")
        assert warning.endswith("[azuredocs.image]")
    assert built.text("page") == "Page ¶ One and Two"


def test_larger_version_by_fragment(build: Build) -> None:
    text = """\
---
ms.topic: article
---
# X

[![x](../media/a.png)](../media/b.png#lightbox)

- [![x](../media/a.png)][1]

[words](../media/b.png#lightbox) [![x](../media/a.png)](../media/b.png)

[1]: ../MEDIA/B.png#lightbox
"""
    built = build({**FILES, "part/x.md": text})
    assert built.warnings == []
    body = built.body("part/x")
    assert body.count('class="azure-lightbox') == 2
    # Other links to files have them saved.
    assert body.count("download=") == 2


ALTERNATIVES = {
    "![Use `run` now](media/a.png)": "Use run now",
    "![**Two *words***\n`x`](media/a.png)": "Two words x",
    "![A ![small `b`](media/b.png) c](media/a.png)": "A small b c",
    "![a\\*b &amp; `<c>`](media/a.png)": "a*b &amp; &lt;c&gt;",
    "[![`go`](media/a.png)](other.md)": "go",
    "- > ![`go`](media/a.png)": "go",
    "| a |\n|---|\n| ![`go`](media/a.png) |": "go",
    "![One <b>two</b>][x]\n\n[x]: media/a.png": "One two",
}


@pytest.mark.parametrize("header", ["", "---\nms.topic: article\n---\n"])
def test_alternative_text_has_all_words(build: Build, header: str) -> None:
    pages = {
        f"p{n}.md": f"{header}# P\n\n{text}\n" for n, text in enumerate(ALTERNATIVES)
    }
    built = build({**FILES, **pages})
    for number, alternative in enumerate(ALTERNATIVES.values()):
        assert f'alt="{alternative}"' in built.body(f"p{number}")


TITLED = (
    '![Map](media/a.png "All \\"of\\" it")',
    "- ![Map](media/a.png 'All \"of\" it')",
    '> ![Map][x]\n\n[x]: media/a.png "All \\"of\\" it"',
    '| a |\n|---|\n| ![Map](media/a.png "All \\"of\\" it") |',
    '[![Map](media/a.png "All \\"of\\" it")](other.md)',
    "<img src='media/a.png' alt='Map' title='All \"of\" it'>",
)


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text", "singlehtml"])
def test_titles_of_images(build: Build, builder: str) -> None:
    pages = {f"p{number}.md": f"# P\n\n{text}\n" for number, text in enumerate(TITLED)}
    built = build({**FILES, **pages}, builder)
    suffix = {"html": ".html", "epub": ".xhtml"}.get(builder)
    for number in range(len(TITLED)):
        if suffix:
            page = built.output(f"p{number}{suffix}")
            assert re.search(r'<img alt="Map"[^>]* title="All &quot;of&quot; it"', page)


NAMES = {
    "> [!VIDEO https://www.youtube.com/embed/a1]": "Video: Part",
    "> [!VIDEO https://www.youtube.com/embed/a1]\n\n## Later": "Video: Part",
    "> > [!VIDEO https://www.youtube.com/embed/a1]": "Video: Part",
    "- a\n\n  > [!VIDEO https://www.youtube.com/embed/a1]": "Video: Part",
    ':::video source="https://www.youtube.com/embed/a1" title="Video: First":::': (
        "Video: First"
    ),
    ':::video source="https://www.youtube.com/embed/a1" title="video – First":::': (
        "Video: First"
    ),
    ':::video source="https://www.youtube.com/embed/a1" title="Videos of it":::': (
        "Video: Videos of it"
    ),
    ':::video source="https://www.youtube.com/embed/a1" title="Video":::': "Video",
}


@pytest.mark.parametrize("video", NAMES)
def test_names_of_videos(build: Build, video: str) -> None:
    built = build(
        {"a.md": f"# A\n\n## Part\n\n{video}\n"},
        "dummy",
        azuredocs_dialects={"a": "learn"},
    )
    links = list(built.doctree("a").findall(nodes.reference))
    assert [link.astext() for link in links] == [NAMES[video]]


def test_name_of_a_video_in_another_language(build: Build) -> None:
    url = "https://www.youtube.com/embed/a1"
    page = f'# A\n\n:::video source="{url}" title="Vidéo : Un":::\n'
    built = build({"a.md": page}, language="fr", azuredocs_dialects={"a": "learn"})
    assert built.text("a").count("Vidéo") == 1


def test_an_image_by_label_of_another_repository_is_reported_at_its_definition(
    build: Build,
) -> None:
    dependency = {"path_to_root": "shared", "url": "https://example.org/s"}
    config = json.dumps({"dependent_repositories": [dependency]})
    page = "---\nms.topic: a\n---\n# A\n\n![Map][map]\n\n[map]: ~/shared/map.png\n"
    files = {"index.md": page, ".openpublishing.publish.config.json": config}
    [warning] = build(files).warnings
    assert warning.startswith("index.md:8: WARNING: ~/shared/map.png is in another")
