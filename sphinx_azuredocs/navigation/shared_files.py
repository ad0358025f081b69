"""Write tables of contents to files that the scripts of all pages share.

There is a script file for each outermost group, and one for the list of these groups.
Their names are the ids of the groups, so a page does not change when a table of
contents changes elsewhere. They are scripts, since pages that are opened from a folder
cannot load other files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx

from ..files.door import FileError, read_text
from .branch import ROOT_LIST, Target, file_of, target_of
from .model import Contents, Entry, Group
from .root_page import has_pages, shown_contents

FOLDER = "_azuredocs"
"""The folder of the files in the output."""


def shared_files(
    contents: Contents, href: Callable[[Target], str]
) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each shared file.

    A page is ``[title, URL]``, a page elsewhere ``[title, URL, 1]``, a group ``[title,
    URL, id, entries]``. An outermost group has the name of its file as its id, and no
    entries. The URL of an entry without a link is empty.

    :param contents: the table of contents of the project.
    :param href: returns the URL of a target, relative to the start page.
    """

    def node(entry: Entry | Group) -> list[Any]:
        if isinstance(entry, Entry):
            target = Target(entry.docname, entry.fragment, entry.url)
            external = [] if entry.docname else [1]
            return [entry.name or entry.title, href(target), *external]
        return [*head(entry), *([entry.id, nodes(entry.below)] if entry.below else [])]

    def head(group: Group) -> list[Any]:
        target = target_of(group.lead)
        return [group.title, href(target) if target else ""]

    def nodes(entries: Iterable[Entry | Group]) -> list[list[Any]]:
        return [node(entry) for entry in entries]

    groups = contents.groups
    yield _file(ROOT_LIST, [[*head(group), file_of(group)] for group in groups])
    for group in groups:
        yield _file(file_of(group), nodes(group.below))


def _file(name: str, data: list[list[Any]]) -> tuple[str, str]:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{name}.js", f'azureEntries("{name}",{text});\n'


def write_shared_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the shared files of a build of HTML pages, and remove files of old groups.

    A handler of Sphinx's event ``build-finished``.
    """
    builder = app.builder
    if exception is not None or not has_pages(builder):
        return
    contents = shown_contents(app.env)
    folder = Path(app.outdir, FOLDER)
    files = {}
    if contents.groups:

        def href(target: Target) -> str:
            if target.url:
                return target.url
            uri = builder.get_target_uri(target.docname or app.config.root_doc)
            return f"{uri}#{quote(target.fragment)}" if target.fragment else uri

        files = dict(shared_files(contents, href))
        folder.mkdir(exist_ok=True)
    for path in folder.glob("*.js"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        path = folder / name
        if not _has(path, text):
            path.write_text(text, encoding="utf-8", newline="\n")


def _has(path: Path, text: str) -> bool:
    """Return True if a file exists with a text."""
    try:
        return read_text(path) == text
    except FileError:
        return False
