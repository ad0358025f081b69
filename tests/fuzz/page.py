"""Whole pages: from the source to nodes, HTML and plain text, in a small project."""

from __future__ import annotations

import atexit
import logging
import pickle
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from .files import folder, write_file
from .grammar import Choose, Sentence, write
from .markdown import AZURE, FILES, HTML, LEARN
from .target import DefectError, Target, limited, require_words
from .tokens import HIDING
from .yaml_pages import RULES as YAML

_CONF = """\
extensions = ["sphinx_azuredocs"]
azuredocs_dialects = {"azure": "azure", "learn/**": "learn", "plain": "myst"}
"""
_DOCFX = """\
{"build": {"content": [{"files": ["**/*.md", "landing.yml"]}],
 "globalMetadata": {"author": "x"},
 "markdownEngineProperties": {"markdigExtensions": ["advanced", "emojis"]}}}
"""
_OTHERS = {
    "conf.py": _CONF,
    "index.md": "# Home\n",
    "a.md": "---\nuid: u.a\nms.topic: x\n---\n# A\n\n## C\n",
    "b.md": "# B\n",
    "p.png": "",
    "v.mp4": "",
    "c.py": "import os\n# <s>\nprint(1)\n# </s>\n",
    "n.ipynb": "{}",
    "azure.md": "# X\n",
    "plain.md": "# X\n",
    "landing.yml": "### YamlMime:Landing\ntitle: x\n",
    "learn/page.md": "# X\n",
    "docfx.json": _DOCFX,
    "zone-pivot-groups.yml": "groups:\n- id: g\n  pivots:\n  - {id: a, title: A}\n",
    **FILES,
}
_RULES = (
    ("azure", AZURE),
    ("azure", HTML),
    ("learn/page", LEARN),
    ("plain", LEARN),
    ("landing", YAML),
)


class Source(NamedTuple):
    """The name of a page, and its text."""

    docname: str
    sentence: Sentence


@cache
def _app() -> SphinxTestApp:
    """Return the application of this process, with its project built once."""
    root = folder("page") / "src"
    for name, text in _OTHERS.items():
        write_file(root / name, text)
    for name in FILES:
        write_file(root / "learn" / name, FILES[name])
    logging.getLogger("sphinx").handlers.clear()
    app = SphinxTestApp("html", srcdir=root)
    app.build()
    atexit.register(app.cleanup)
    return app


def close() -> None:
    """End the application: nothing that it has registered is for other tests."""
    if _app.cache_info().currsize:
        app = _app()
        atexit.unregister(app.cleanup)
        app.cleanup()
        _app.cache_clear()


def read(docname: str, text: str) -> nodes.document:
    """Read a page, as a build does."""
    app = _app()
    write_file(Path(app.env.doc2path(docname)), text)
    app.env.prepare_settings(docname)
    app.events.emit("env-purge-doc", app.env, docname)
    app.env.clear_doc(docname)
    app.env._pickled_doctree_cache.clear()
    app.env._write_doc_doctree_cache.clear()
    app.builder.read_doc(docname)
    # The log is a list in memory.
    app.warning.truncate(0)
    app.warning.seek(0)
    return app.env.get_doctree(docname)


def body(docname: str, text: str) -> str:
    """Read a page, and return the HTML of its body."""
    read(docname, text)
    builder: Any = _app().builder
    resolved = _app().env.get_and_resolve_doctree(docname, builder)
    return str(builder.render_partial(resolved)["fragment"])


def shown(document: nodes.document) -> str:
    """Return what readers see of a page, and texts that HTML shows of attributes."""
    found = [document.astext(), str(document.get("title", ""))]
    for node in document.findall(nodes.Element):
        found += [
            str(value)
            for name, value in node.attributes.items()
            if name in ("alt", "title", "reftitle", "text", "label", "content", "azure")
        ]
        found.append(node.rawsource if isinstance(node, nodes.raw) else "")
    return " ".join(found)


def _write(choose: Choose) -> Source:
    docname, rules = _RULES[choose(len(_RULES))]
    return Source(docname, write(rules, choose))


def _check(value: object) -> None:
    source = cast("Source", value)
    sentence = source.sentence
    app = _app()
    builder: Any = app.builder
    with limited():
        document = read(source.docname, sentence.text)
        written = pickle.dumps(document)
        resolved = app.env.get_and_resolve_doctree(source.docname, builder)
        html = builder.render_partial(resolved)["fragment"]
    if source.docname in ("plain", "landing"):
        # MyST renders the one; the target of YAML pages checks the words of the other.
        return
    if sentence.is_whole and not HIDING.search(sentence.text):
        require_words(sentence.words, shown(document), sentence.text)
        require_words(sentence.words, html, sentence.text)
    if "\r" not in sentence.text and len(sentence.text) % 8 == 0:
        other = read(source.docname, sentence.text.replace("\n", "\r\n"))
        if other.pformat() != pickle.loads(written).pformat():
            raise DefectError(f"CRLF makes a difference in {sentence.text!r}")


TARGETS = (Target("page", _write, _check),)
