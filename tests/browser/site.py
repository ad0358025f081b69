"""The site that the browser reads."""

from __future__ import annotations

import base64
import json

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
TABS = """\
# Tabs

# [Command line](#tab/cli)
First of cli.

# [Portal](#tab/portal)
First of portal.

# [Studio](#tab/studio)
First of studio.

---

Between.

# [Portal](#tab/portal)
Second of portal.

# [Command line](#tab/cli)
Second of cli.

## Deep inside

# [Studio](#tab/studio)
Second of studio.

---

# [For cli](#tab/x/cli)
Third for cli.

# [For portal](#tab/x/portal)
Third for portal.

---

`a-very-long-name-of-a-thing-that-no-window-of-a-phone-can-show-in-one-line`

```azurecli
az login
```
"""
ONE = """\
# One

> [!div class="op_single_selector"]
> - [One](one.md)
> - [New](new.md)
"""
ZONES = """\
---
zone_pivot_groups: tools
---
# Zones

::: zone pivot="cli"
## Steps of cli
Zone of cli.
::: zone-end

::: zone pivot="shell"
## Steps of shell
Zone of shell.
::: zone-end

Text for all.
"""
PIVOTS = """\
### YamlMime:ZonePivotGroups
groups:
- id: tools
  title: Tool
  prompt: Choose your tool
  pivots:
  - id: cli
    title: Azure CLI
  - id: shell
    title: PowerShell
- id: systems
  title: System
  prompt: Choose your system
  pivots:
  - id: linux
    title: Linux
  - id: windows
    title: Windows
"""
TWO_LISTS = """\
---
zone_pivot_groups: tools, systems
---
# Two lists

::: zone pivot="cli"
Zone of cli.
::: zone-end

::: zone pivot="shell"
Zone of shell.
::: zone-end

::: zone pivot="linux"
Zone of Linux.
::: zone-end

::: zone pivot="windows"
## Steps of Windows
Zone of Windows.
::: zone-end
"""
SELECTOR = """\
# {name}

> [AZURE.SELECTOR-LIST (Platform | Backend )]
- [(iOS | .NET)](ios.md)
- [(iOS | JavaScript)](ios-js.md)
- [(Android | .NET)](android.md)
- [(Android | JavaScript)](android-js.md)

Text.
"""
CONTENT = [{"files": ["**/*.md"], "src": "docs"}]
REDIRECTIONS = [
    {"source_path": "docs/old.md", "redirect_url": "/azure/new#part"},
    {"source_path": "docs/plain.md", "redirect_url": "/azure/new"},
    {"source_path": "docs/deep/older.md", "redirect_url": "/azure/old"},
]
FILES: dict[str, str | bytes] = {
    "conf.py": (
        'extensions = ["sphinx_azuredocs"]\nhtml_theme = "alabaster"\n'
        'suppress_warnings = ["toc.not_included"]\n'
    ),
    "index.md": "# Home\n",
    "docfx.json": json.dumps({"build": {"content": CONTENT}}),
    ".openpublishing.redirection.json": json.dumps({"redirections": REDIRECTIONS}),
    "docs/new.md": "# New\n\n## Part\n\nThe part.\n\n[old](old.md)\n",
    "docs/one.md": ONE,
    "docs/tabs.md": TABS,
    "docs/zones.md": ZONES,
    "docs/two-lists.md": TWO_LISTS,
    "docs/image.md": (
        '# Image\n\n:::image source="small.png" alt-text="Small" '
        'lightbox="large.png":::\n\n:::image type="complex" source="small.png" '
        'alt-text="More":::\nWhat the image shows.\n:::image-end:::\n'
    ),
    "docs/small.png": PNG,
    "docs/large.png": PNG + b"\n",
    "zone-pivot-groups.yml": PIVOTS,
    **{
        f"docs/{name}.md": SELECTOR.format(name=name)
        for name in ("ios", "ios-js", "android", "android-js")
    },
}
