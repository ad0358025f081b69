"""A small repository: articles of 2014, a docset of Learn, and plain MyST pages."""

from __future__ import annotations

import base64
import json

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)
Files = dict[str, bytes]
"""Path → content."""

CONF = """\
extensions = ["sphinx_azuredocs"]
html_theme = "basic"
azuredocs_docsets = {"learn": "/contoso"}
azuredocs_xref_maps = ["maps/more.json"]
azuredocs_site_url = "https://azure.microsoft.com"
azuredocs_hosts = [
    "azure.microsoft.com", "learn.microsoft.com", "docs.microsoft.com"
]
html_copy_source = False
myst_heading_anchors = 3
include_patterns = ["index.md", "articles/**", "notes/**", "learn/**"]
"""


def _article(name: str, service: str, date: str, *others: str) -> str:
    links = " ".join(
        f"[{other}](../{other}/) [](../{other}/#first-step) [part]({other}.md#part)"
        for other in others
    )
    return f"""\
<properties pageTitle="About {name}" description="What {name} is."
 services="{service}" authors="mira" manager="lee" documentationCenter="" />
<tags ms.service="{service}" ms.date="{date}" ms.author="mira" />

# Use {name}

> [AZURE.SELECTOR]
- [One](../one/)
- [Two](../two/)
- [Three](three.md)

[AZURE.INCLUDE [shared](../includes/shared.md)]

## First step

Words about {name}. See {links}.

<a name="part"></a>
## Second step

![a picture](./media/{name}.png) Text [AZURE.INCLUDE [inline](../includes/inline.md)]
[by slug](/documentation/articles/{others[0]}/) and [a guide](/contoso/start#set-up)
[gone](old-{name}.md), <xref:contoso.start>.
"""


def _stem(path: str) -> str:
    return path.rpartition("/")[2]


def _learn(name: str, *others: str) -> str:
    links = " ".join(
        f"[{other}]({other}.md) [](./{other}.md#set-up) <xref:contoso.{_stem(other)}>"
        for other in others
    )
    return f"""\
---
title: Learn {name}
description: How to {name}.
uid: contoso.{name}
ms.date: 03/04/2021
ms.author: jonas
ms.topic: how-to
zone_pivot_groups: tools
---

# How to {name}

[!INCLUDE [note](includes/note.md)]

## Set up

See {links}, [the moved page](moved-{name}.md), @contoso.{_stem(others[0])},
<xref:elsewhere.thing>, <xref:more.thing>, <xref:contoso.absent>.

::: zone pivot="cli"

Use the command line.

::: zone-end

::: zone pivot="portal"

Use the portal: [article](/documentation/articles/one/).

::: zone-end

## Code

:::code language="python" source="snippets/{name}.py" id="run":::

:::image type="content" source="media/{name}.png" alt-text="A picture.":::
"""


def _json(data: object) -> str:
    return json.dumps(data, indent=2) + "\n"


DOCFX = {
    "build": {
        "content": [{"files": ["**/*.md", "**/*.yml"], "exclude": ["includes/**"]}],
        "resource": [{"files": ["**/*.png"]}],
        "globalMetadata": {"ms.service": "contoso", "titleSuffix": "Contoso"},
        "fileMetadata": {"ms.subservice": {"guide/**.md": "guides"}},
        "globalMetadataFiles": ["metadata.json"],
        "xref": ["maps/elsewhere.json"],
        "dest": "contoso",
    }
}
PUBLISHING = {
    "docsets_to_publish": [{"docset_name": "contoso", "build_source_folder": "learn"}]
}
REDIRECTIONS = {
    "redirections": [
        {
            "source_path_from_root": "/learn/moved-start.md",
            "redirect_url": "/contoso/start#set-up",
        },
        {
            "source_path_from_root": "/learn/moved-run.md",
            "redirect_url": "/contoso/guide/deploy",
        },
        {"source_path_from_root": "/articles/old-one.md", "redirect_url": "/x/y"},
        {
            "source_path_from_root": "/articles/old-two.md",
            "redirect_url": "/documentation/articles/two/#part",
        },
    ]
}
TOC = """\
- name: Start
  href: start.md
- name: Run
  uid: contoso.run
- name: Guides
  items:
  - name: Deploy
    href: guide/deploy.md
  - href: guide/TOC.yml
- name: Site
  href: https://example.com/
"""
INNER_TOC = """\
- name: Scale up
  href: scale.md
- name: More
  items:
  - name: Scale again
    href: scale.md#set-up
"""
PIVOTS = """\
groups:
- id: tools
  title: Tools
  prompt: Choose a tool
  pivots:
  - id: cli
    title: Command line
  - id: portal
    title: Portal
"""
LANDING = """\
### YamlMime:Landing
title: Contoso at a glance
summary: All there is.
metadata:
  title: Contoso documentation
  ms.date: 01/02/2022
  ms.topic: landing-page
landingContent:
- title: Begin
  linkLists:
  - linkListType: quickstart
    links:
    - text: Start
      url: start.md
    - text: Scale
      url: guide/scale.md#set-up
"""


def _map(uid: str, name: str) -> str:
    item = {"uid": uid, "name": name, "href": f"https://example.com/{name}.html"}
    return _json({"references": [item]})


def repository() -> Files:
    """The files of the repository, before any edit."""
    texts = {
        "conf.py": CONF,
        "index.md": "# Home\n\nA [note](notes/first.md) and [one](articles/one.md).\n",
        "articles/one.md": _article("one", "storage", "01/05/2014", "two", "three"),
        "articles/two.md": _article("two", "storage", "02/06/2014", "three", "one"),
        "articles/three.md": _article("three", "web", "03/07/2014", "one", "two"),
        "articles/plain.md": "# No header\n\n#Not a heading\n\n[one](../one/).\n",
        "articles/accounts.md": (
            '<properties pageTitle="Accounts" services="identity" authors="jo" />\n\n'
            "# Accounts\n\n"
            "- **Microsoft accounts** (your own) - For yourself.\n"
            "- **Work or school accounts** - For members. [one](../one/#part)\n"
        ),
        "articles/all.md": (
            '<properties pageTitle="All of it" services="web" authors="jo" />\n\n'
            "# All of it\n\n[three](../three/), [guide](/contoso/guide/scale)\n"
        ),
        "includes/shared.md": "Shared: [two](../articles/two.md#part).\n\n"
        "## A shared heading\n\nMore.\n",
        "includes/inline.md": "words that several pages share",
        ".openpublishing.publish.config.json": _json(PUBLISHING),
        "learn/docfx.json": _json(DOCFX),
        "learn/metadata.json": _json({"ms.manager": "lee", "author": "mira"}),
        "learn/TOC.yml": TOC,
        "learn/index.yml": LANDING,
        "learn/start.md": _learn("start", "run", "guide/deploy"),
        "learn/run.md": _learn("run", "start", "guide/scale"),
        "learn/guide/TOC.yml": INNER_TOC,
        "learn/guide/deploy.md": _learn("deploy", "../start", "scale").replace(
            "includes/", "../includes/"
        ),
        "learn/guide/scale.md": _learn("scale", "deploy", "../run").replace(
            "includes/", "../includes/"
        ),
        "learn/includes/note.md": "> [!NOTE]\n> See [start](../start.md#set-up).\n",
        "learn/zone-pivot-groups.yml": PIVOTS,
        "learn/maps/elsewhere.json": _map("elsewhere.thing", "Elsewhere"),
        "maps/more.json": _map("more.thing", "More"),
        ".openpublishing.redirection.json": _json(REDIRECTIONS),
        "notes/first.md": (
            "(label)=\n# First note\n\n[](second.md) [](second.md#a-part) {ref}`here`\n"
            "\n```{azure:pages} service=storage\n:sort: -date\n```\n\n"
            "{azure:article}`one` {azure:uid}`contoso.start` {doc}`second`\n"
        ),
        "notes/second.md": (
            "# Second note\n\n(here)=\n## A part\n\nSee {ref}`label`.\n\n"
            "```{toctree}\ndeeper/third\n```\n"
        ),
        "notes/deeper/third.md": "# Third note\n\n[up](../first.md#first-note)\n",
    }
    files = {path: text.encode() for path, text in texts.items()}
    for name in ("one", "two", "three"):
        files[f"articles/media/{name}.png"] = PNG
    for name in ("start", "run"):
        files[f"learn/media/{name}.png"] = PNG
    for name in ("deploy", "scale"):
        files[f"learn/guide/media/{name}.png"] = PNG
    for name in ("start", "run", "guide/deploy", "guide/scale"):
        folder, _, stem = name.rpartition("/")
        path = "/".join(filter(None, ("learn", folder, "snippets", f"{stem}.py")))
        files[path] = b"import os\n# <run>\nprint(os.name)\n# </run>\n"
    return files
