"""Warnings in an editor: esbonio, a language server, shows them at their lines."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("esbonio", reason="tox run -e editor installs it")
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from .test_quickstart import lay_out

FILES = {
    "conf.py": 'extensions = ["sphinx_azuredocs"]\n',
    "index.md": "# Start\n",
    "articles/boat.md": '<properties pageTitle="Boat" />\n\n# Boat\n\n'
    "A [link](nope.md).\n\n[AZURE.INCLUDE [x](../includes/x.md)]\n",
    "includes/x.md": "Fine.\n",
}
BOAT = {5: "names neither a file nor a published page"}
MORE = f"""{FILES["articles/boat.md"]}
[AZURE.INCLUDE [x](../includes/none.md)]

::: zone pivot="a"
"""
MORE_BOAT = {
    **BOAT,
    9: "none.md does not exist",
    11: "is not ended",
}
"""1-based line → text of the warning at the line."""
INCLUDED = "Fine.\n\n[dead](none.md)\n"


class Editor:
    """An editor, as far as a language server knows it.

    :param root: the folder that is open in it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._client = LanguageClient("editor", "1")
        self._found: dict[str, list[types.Diagnostic]] = {}
        self._changed = asyncio.Event()

        @self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def note(params: types.PublishDiagnosticsParams) -> None:
            self._found[params.uri] = list(params.diagnostics)
            self._changed.set()

    async def start(self) -> None:
        """Start the server, and open a page."""
        await self._client.start_io(sys.executable, "-m", "esbonio", "server")
        build = ["sphinx-build", "-M", "html", ".", "_build"]
        options: Mapping[str, Any] = {
            "sphinx": {"pythonCommand": [sys.executable], "buildCommand": build}
        }
        await self._client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(),
                root_uri=self._root.as_uri(),
                workspace_folders=[types.WorkspaceFolder(self._root.as_uri(), "root")],
                initialization_options={"esbonio": options},
            )
        )
        self._client.initialized(types.InitializedParams())

    def open(self, path: Path) -> None:
        """Open a file."""
        item = types.TextDocumentItem(path.as_uri(), "markdown", 1, path.read_text())
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def save(self, path: Path, text: str) -> None:
        """Write a file, and tell the server."""
        path.write_text(text)
        document = types.VersionedTextDocumentIdentifier(2, path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self._client.text_document_did_change(
            types.DidChangeTextDocumentParams(document, [change])
        )
        saved = types.TextDocumentIdentifier(path.as_uri())
        self._client.text_document_did_save(types.DidSaveTextDocumentParams(saved))

    async def diagnostics(self, path: Path, number: int) -> dict[int, str]:
        """The 1-based line → the message, once a file has so many."""
        async with asyncio.timeout(60):
            while len(self._found.get(path.as_uri(), [])) != number:
                self._changed.clear()
                await self._changed.wait()
        found = self._found[path.as_uri()]
        return {item.range.start.line + 1: item.message for item in found}

    async def stop(self) -> None:
        """End the server."""
        await self._client.shutdown_async(None)
        self._client.exit(None)
        await self._client.stop()


async def edit(root: Path) -> list[dict[int, str]]:
    """Open a page, bring defects into it and into an included file, and mend it."""
    editor = Editor(root)
    boat, included = root / "articles/boat.md", root / "includes/x.md"
    await editor.start()
    try:
        editor.open(boat)
        found = [await editor.diagnostics(boat, len(BOAT))]
        editor.save(boat, MORE)
        found += [await editor.diagnostics(boat, len(MORE_BOAT))]
        editor.open(included)
        editor.save(included, INCLUDED)
        found += [await editor.diagnostics(included, 1)]
        editor.save(boat, "# Boat\n\nText.\n")
        found += [await editor.diagnostics(boat, 0)]
    finally:
        await editor.stop()
    return found


def test_warnings_arrive_at_their_lines(tmp_path: Path) -> None:
    root = lay_out(tmp_path.resolve(), FILES)
    first, second, included, last = asyncio.run(edit(root))
    for found, wanted in ((first, BOAT), (second, MORE_BOAT)):
        assert found.keys() == wanted.keys()
        assert [text for line, text in wanted.items() if text not in found[line]] == []
    assert [*included] == [3]
    assert last == {}
