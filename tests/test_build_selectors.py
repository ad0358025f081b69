"""Selectors and videos in a build."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from .conftest import Build

SELECTOR = """\
> [AZURE.SELECTOR]
- [Windows](/en-us/documentation/articles/win/)
- [iOS](../ios/)
- [The web](http://example.com/)
"""
SELECTOR_LIST = """\
> [AZURE.SELECTOR-LIST (Platform | Backend )]
- [(iOS | .NET)](/documentation/articles/ios/)
- - [(iOS | JavaScript)](/documentation/articles/ios-js/)
- [(Android | .NET)](/documentation/articles/android/)
- [(Android | JavaScript)](/documentation/articles/android-js/)
"""
PAGES = {
    f"articles/{name}.md": f"# {name}\n\n[!INCLUDE [s](../includes/s.md)]\n\nText.\n"
    for name in ("ios", "win", "ios-js", "android", "android-js")
}


def project(selector: str) -> dict[str, str]:
    return {**PAGES, "includes/s.md": selector}


@pytest.mark.parametrize("way", ["after", "inside"])
def test_selector(build: Build, way: str) -> None:
    selector = SELECTOR
    if way == "inside":
        selector = re.sub(r"^- ", "> - ", SELECTOR, flags=re.MULTILINE)
    built = build(project(selector))
    assert built.warnings == []
    assert "AZURE" not in built.text("articles/win")
    assert built.text("articles/win").startswith("win ¶ Windows iOS The web Text.")
    body = built.body("articles/ios")
    current = '<span aria-current="page"><strong>iOS</strong></span>'
    assert body.count("aria-current") == body.count(current) == 1
    assert 'href="win.html"' in body
    assert 'href="http://example.com/"' in body


def test_selector_list(build: Build) -> None:
    built = build(project(SELECTOR_LIST))
    assert built.warnings == []
    body = built.body("articles/ios-js")
    controls = r"<details[^>]*>.*?</details>"
    platform, backend, other = re.findall(controls, body, re.DOTALL)
    assert "<summary><span>Platform: <strong>iOS</strong></span>" in platform
    assert "<summary><span>Backend: <strong>JavaScript</strong></span>" in backend
    assert re.findall(r'href="([^"]*)"', platform) == ["android-js.html"]
    assert re.findall(r'href="([^"]*)"', backend) == ["ios.html"]
    assert re.findall(r'href="([^"]*)"', other) == ["android.html"]
    assert "Android | .NET" in other
    assert "(iOS" not in built.text("articles/ios-js")


def test_selector_list_of_a_page_that_is_not_in_it(build: Build) -> None:
    built = build(project(SELECTOR_LIST))
    body = built.body("articles/win")
    assert "aria-current" not in body
    assert "<summary><span>Platform</span></summary>" in body
    assert set(re.findall(r'internal" href="([a-z-]+\.html)"', body)) >= {
        "ios.html",
        "android.html",
        "ios-js.html",
    }


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "gettext", "man"])
def test_builders(build: Build, builder: str) -> None:
    files = {**project(SELECTOR_LIST), "articles/v.md": "# V\n\n[AZURE.VIDEO a-b]\n"}
    built = build(files, builder=builder, nitpicky=True)
    assert built.warnings == []
    if builder == "text":
        lines = built.output("articles/ios.txt").split("\n")
        assert [line.strip() for line in lines if line.strip()][2:] == [
            "Platform: **iOS**",
            "* **iOS**",
            "* *Android*",
            "Backend: **.NET**",
            "* **.NET**",
            "* *JavaScript*",
            "Other",
            "* *Android | JavaScript*",
            "Text.",
        ]


@pytest.mark.parametrize("selector", [SELECTOR, SELECTOR_LIST])
def test_name_for_assistive_technology(build: Build, selector: str) -> None:
    body = build(project(selector)).body("articles/ios")
    names = 'role="navigation" aria-label="Choose a version"'
    assert f'<div class="azure-selector docutils container" {names}>' in body


def test_only_the_first_selector_is_a_landmark(build: Build) -> None:
    body = build(project(f"{SELECTOR}\n\nText.\n\n{SELECTOR}")).body("articles/ios")
    roles = re.findall(r'role="(\w+)" aria-label="Choose a version"', body)
    assert roles == ["navigation", "group"]


def test_text_around_the_list_stays(build: Build) -> None:
    quote = "> [AZURE.SELECTOR] Choose\n> one\n>\n> - [iOS](../ios/)\n>\n> Last\n"
    built = build(project(quote))
    assert built.text("articles/win").startswith("win ¶ Choose one iOS Last Text.")


def test_quote_without_a_list(build: Build) -> None:
    built = build(project("> [AZURE.SELECTOR] Nothing to choose\n"))
    assert built.text("articles/win").startswith("win ¶ Nothing to choose Text.")


@pytest.mark.parametrize("quote", ["> ", ""])
def test_video(build: Build, quote: str) -> None:
    built = build({"articles/a.md": f"# A\n\n{quote}[WACOM.VIDEO the-first-steps]\n"})
    assert built.warnings == []
    url = "https://azure.microsoft.com/documentation/videos/the-first-steps/"
    (link,) = built.doctree("articles/a").findall(nodes.reference)
    assert link["refuri"] == url
    assert link.astext() == "Video: the first steps"
    assert "iframe" not in built.body("articles/a")


VIDEO = {"articles/a.md": "# A\n\n> [AZURE.VIDEO the-first-steps]\n"}


def test_a_video_loads_nothing(build: Build) -> None:
    assert "<iframe" not in build(VIDEO).body("articles/a")


def test_a_player_over_the_link(build: Build) -> None:
    body = build(VIDEO, azuredocs_video="embed").body("articles/a")
    url = "https://azure.microsoft.com/documentation/videos/the-first-steps/"
    assert f'<iframe src="{url}" title="Video: the first steps"' in body
    assert f'href="{url}"' in body


def test_no_player_in_print(build: Build) -> None:
    text = build(VIDEO, "text", azuredocs_video="embed").output("articles/a.txt")
    assert "Video: the first steps" in text
    assert "iframe" not in text


BESIDE = {
    "after": "> [AZURE.SELECTOR]\n- Deploy by [iOS](../ios/)\n"
    "- [Windows](../win/) (new)\n",
    "inside": "> [AZURE.SELECTOR]\n> - Deploy by [iOS](../ios/)\n"
    "> - [Windows](../win/) (new)\n",
}


@pytest.mark.parametrize("way", BESIDE)
@pytest.mark.parametrize("builder", ["html", "text"])
def test_words_beside_a_link(build: Build, way: str, builder: str) -> None:
    built = build(project(BESIDE[way]), builder)
    if builder == "html":
        text = built.text("articles/android")
        assert ">Deploy by iOS<" in built.body("articles/android")
    else:
        text = " ".join(built.output("articles/android.txt").replace("*", "").split())
    assert "Deploy by iOS" in text
    assert "Windows (new)" in text


def test_several_links_and_no_link(build: Build) -> None:
    items = "- **[iOS](../ios/)** or [Windows](../win/) now\n- None yet\n"
    selector = f"> [AZURE.SELECTOR]\n{items}"
    built = build(project(selector))
    text = built.text("articles/android")
    assert text.startswith("android ¶ iOS or Windows now None yet Text.")


def test_words_in_further_blocks_of_an_item(build: Build) -> None:
    text = (
        "> [AZURE.SELECTOR]\n- [A](b.md)\n\n    more **bold**er\n- Two\n\n    words\n"
    )
    built = build({"articles/a.md": f"# A\n\n{text}", "articles/b.md": "# B\n"})
    assert ">A more bolder<" in built.body("articles/a")
    assert ">Two words<" in built.body("articles/a")


def test_words_beside_a_link_of_several_dimensions(build: Build) -> None:
    selector = SELECTOR_LIST.replace("[(iOS | .NET)]", "On [(iOS | .NET)]")
    built = build(project(selector))
    body = built.body("articles/ios")
    assert "<summary><span>Platform: <strong>On iOS</strong></span>" in body
