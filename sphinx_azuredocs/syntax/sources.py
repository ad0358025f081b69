"""The files of a page, and the link reference definitions that each can use."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

_ENV_KEY = "azuredocs_sources"

References = MutableMapping[str, Any]
"""Link reference definitions, as markdown-it-py stores them: label → definition."""


@dataclass(eq=False)
class SourceFile:
    """A page, or one file included in it.

    :param path: the path of the file; the empty string for text without a file.
    :param parent: the file that includes this one; ``None`` for the page.
    :param references: the link reference definitions of the file.
    :param duplicates: the definitions of labels that are already defined.
    """

    path: str
    parent: SourceFile | None = None
    references: dict[str, Any] = field(default_factory=dict)
    duplicates: list[dict[str, Any]] = field(default_factory=list)

    def lineage(self) -> Iterator[SourceFile]:
        """Yield this file, then its includers outward, the page last."""
        file: SourceFile | None = self
        while file is not None:
            yield file
            file = file.parent


class Sources:
    """A page and the files included in it; stored in markdown-it's ``env``.

    :param page: the file of the page.
    """

    def __init__(self, page: SourceFile) -> None:
        self.page = page
        self.current = page
        self.files = [page]
        self._scopes: dict[SourceFile, References] = {}
        self._all: dict[str, Any] = {}
        self._defining: dict[str, SourceFile] = {}
        self._indexed = 0

    @classmethod
    def of(cls, env: MutableMapping[str, Any]) -> Sources:
        """Return the sources of a parse; create them on first use.

        :param env: markdown-it's environment of the parse.
        """
        if _ENV_KEY not in env:
            cls(SourceFile("")).install(env)
        sources: Sources = env[_ENV_KEY]
        return sources

    def install(self, env: MutableMapping[str, Any]) -> None:
        """Store these sources in the environment of a parse that has not begun.

        :param env: markdown-it's environment of the parse.
        """
        env[_ENV_KEY] = self
        env["references"] = self.page.references
        env["duplicate_refs"] = self.page.duplicates

    def defining(self, label: str) -> SourceFile:
        """Return the file whose definition of a label the current file uses.

        :param label: a normalised label that is defined.
        :raises KeyError: for an undefined label.
        """
        for file in self.current.lineage():
            if label in file.references:
                return file
        self._index()
        return self._defining[label]

    def scope(self) -> References:
        """Return the link reference definitions that the current file can use.

        Its own definitions come first, then those of its includers outward, then those
        of the page's other files.

        The blocks of all files so far must have been tokenised.
        """
        if len(self.files) == 1:
            return self.page.references
        self._index()
        if self.current not in self._scopes:
            maps = (file.references for file in self.current.lineage())
            self._scopes[self.current] = ChainMap(*maps, self._all)
        return self._scopes[self.current]

    def _index(self) -> None:
        """Add the definitions of new files to the definitions of all files."""
        for file in self.files[self._indexed :]:
            for label, definition in file.references.items():
                if label not in self._all:
                    self._all[label] = definition
                    self._defining[label] = file
        self._indexed = len(self.files)

    @contextmanager
    def reading(
        self, file: SourceFile, env: MutableMapping[str, Any]
    ) -> Iterator[None]:
        """Make another file of the page the current one, to parse or render its text.

        :param file: the file.
        :param env: markdown-it's environment of the parse.
        """
        before = self.current, env["references"], env["duplicate_refs"]
        self.current = file
        env["references"], env["duplicate_refs"] = self.scope(), file.duplicates
        try:
            yield
        finally:
            self.current, env["references"], env["duplicate_refs"] = before

    @contextmanager
    def defining_in(
        self, file: SourceFile, env: MutableMapping[str, Any]
    ) -> Iterator[None]:
        """Add a file and make it the current one, to tokenise its blocks.

        Definitions in it go to the references of the file.

        :param file: the file.
        :param env: markdown-it's environment of the parse.
        """
        self.files.append(file)
        before = self.current, env["references"], env["duplicate_refs"]
        self.current = file
        env["references"], env["duplicate_refs"] = file.references, file.duplicates
        try:
            yield
        finally:
            self.current, env["references"], env["duplicate_refs"] = before

    def follow(
        self, tokens: Iterable[Token], env: MutableMapping[str, Any]
    ) -> Iterator[Token]:
        """Yield block tokens, while the file of each token is the current file.

        :param tokens: block tokens, with ``include_open``/``include_close`` pairs.
        :param env: markdown-it's environment of the parse.
        """
        entered = []
        try:
            for token in tokens:
                if token.type == "include_open":
                    entered.append(self.reading(token.meta["file"], env))
                    entered[-1].__enter__()
                elif token.type == "include_close":
                    entered.pop().__exit__(None, None, None)
                yield token
        finally:
            while entered:
                entered.pop().__exit__(None, None, None)
