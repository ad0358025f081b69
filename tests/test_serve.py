"""``sphinx-azuredocs serve``: pages follow edits of every kind of file."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from .test_quickstart import lay_out

pytest.importorskip("sphinx_autobuild", reason="tox run -e editor installs it")

CONTENT = [{"files": ["**/*.md", "**/*.yml"], "exclude": ["**/includes/**"]}]
FILES = {
    "docs/docfx.json": json.dumps({"build": {"content": CONTENT}}),
    "docs/index.md": "# Start\n",
    "docs/toc.yml": "- name: First name\n  href: boat.md\n",
    "docs/boat.md": "---\nms.topic: x\n---\n# Boat\n\n[!INCLUDE [x](includes/x.md)]\n",
    "docs/includes/x.md": "First include.\n",
    "docs/faq.yml": "### YamlMime:FAQ\ntitle: F\nsections:\n- name: S\n  questions:\n"
    "  - question: Q?\n    answer: First answer.\n",
}
_WAIT = 240
"""The seconds to wait for a build, on a busy machine, too."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A repository that is served, and the URL of its pages."""
    root = lay_out(tmp_path, FILES)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "sphinx_azuredocs", "serve", str(root)]
    command += ["--port", port, "-t", "alabaster"]
    log = tmp_path.with_suffix(".log")
    with log.open("w") as out, subprocess.Popen(command, stdout=out) as process:
        yield root, f"http://127.0.0.1:{port}/docs"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    # Its own output would start builds without end.
    assert 4 <= log.read_text().count("Rebuilding") <= 8


def wait_for(url: str, text: str) -> bool:
    """Whether a page has a text before long."""
    end = time.monotonic() + _WAIT
    while time.monotonic() < end:
        try:
            with urlopen(url) as page:
                if text in page.read().decode():
                    return True
        except (URLError, ConnectionError):
            pass
        time.sleep(0.5)
    return False


@pytest.mark.timeout(1800)
def test_pages_follow_edits(server: tuple[Path, str]) -> None:
    root, url = server
    assert wait_for(f"{url}/boat.html", "First include.")
    before = sorted(path for path in root.rglob("*") if "_build" not in path.parts)
    for name, page, old, new in (
        ("boat.md", "boat", "# Boat", "# Ship"),
        ("includes/x.md", "boat", "First include", "Second include"),
        ("faq.yml", "faq", "First answer", "Second answer"),
        ("toc.yml", "faq", "First name", "Second name"),
    ):
        path = root / "docs" / name
        path.write_text(path.read_text().replace(old, new))
        assert wait_for(f"{url}/{page}.html", new.removeprefix("# ")), name
    after = sorted(path for path in root.rglob("*") if "_build" not in path.parts)
    assert after == before
