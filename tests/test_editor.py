"""Warnings in an editor: esbonio, a language server, shows them at their lines."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from contextlib import suppress
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
SOUND = '<properties pageTitle="Boat" />\n\n# Boat\n\nText.\n'
INCLUDED = "Fine.\n\n[dead](none.md)\n"


_WAIT = 240
_PATIENCE = 15
"""The seconds to wait for a build, on a busy machine, too, and for one message."""


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
        """Start the server. It builds when a page is saved."""
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

    def _save(self, path: Path, text: str) -> None:
        path.write_text(text)
        document = types.VersionedTextDocumentIdentifier(2, path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self._client.text_document_did_change(
            types.DidChangeTextDocumentParams(document, [change])
        )
        saved = types.TextDocumentIdentifier(path.as_uri())
        self._client.text_document_did_save(types.DidSaveTextDocumentParams(saved))

    async def save(self, path: Path, text: str, number: int) -> dict[int, str]:
        """Save a file until it has so many diagnostics: 1-based line → message.

        The server ignores a file that is saved before Sphinx has started.
        """
        uri = path.as_uri()
        async with asyncio.timeout(_WAIT):
            while len(self._found.get(uri, [])) != number:
                self._changed.clear()
                self._save(path, text)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), _PATIENCE)
        return {d.range.start.line + 1: d.message for d in self._found[uri]}

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
        editor.open(included)
        return [
            await editor.save(boat, FILES["articles/boat.md"], len(BOAT)),
            await editor.save(boat, MORE, len(MORE_BOAT)),
            await editor.save(included, INCLUDED, 1),
            # The page is read again: its other warnings stay.
            await editor.save(boat, MORE, len(MORE_BOAT)),
            await editor.save(boat, SOUND, 0),
        ]
    finally:
        await editor.stop()


@pytest.mark.timeout(900)
def test_warnings_arrive_at_their_lines(tmp_path: Path) -> None:
    root = lay_out(tmp_path.resolve(), FILES)
    first, second, included, third, last = asyncio.run(edit(root))
    for found, wanted in ((first, BOAT), (second, MORE_BOAT), (third, MORE_BOAT)):
        assert found.keys() == wanted.keys()
        assert [text for line, text in wanted.items() if text not in found[line]] == []
    assert [*included] == [3]
    assert last == {}
