"""Which file a token was written in, and which link definitions it can see."""

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

    :param path: the file's path; the empty string where text has no file.
    :param parent: the file that includes this one; ``None`` for the page.
    """

    path: str
    parent: SourceFile | None = None
    references: dict[str, Any] = field(default_factory=dict)
    duplicates: list[dict[str, Any]] = field(default_factory=list)

    def lineage(self) -> Iterator[SourceFile]:
        """This file, then its includers outward, the page last."""
        file: SourceFile | None = self
        while file is not None:
            yield file
            file = file.parent


class Sources:
    """The files that one page is made of; kept in markdown-it's ``env``.

    :param page: the file that is being parsed.
    """

    def __init__(self, page: SourceFile) -> None:
        self.page = page
        self.current = page
        self.files = [page]
        self._scopes: dict[tuple[SourceFile, int], References] = {}

    @classmethod
    def of(cls, env: MutableMapping[str, Any]) -> Sources:
        """The sources of a parse, made on first use.

        :param env: markdown-it's environment of the parse.
        """
        if _ENV_KEY not in env:
            cls(SourceFile("")).install(env)
        sources: Sources = env[_ENV_KEY]
        return sources

    def install(self, env: MutableMapping[str, Any]) -> None:
        """Make these the sources of a parse that is about to begin."""
        env[_ENV_KEY] = self
        env["references"] = self.page.references
        env["duplicate_refs"] = self.page.duplicates

    def defining(self, label: str) -> SourceFile:
        """The file whose definition of a label holds where parsing is now.

        :param label: a normalised reference label that is defined.
        """
        return next(f for f in self._visible() if label in f.references)

    def scope(self) -> References:
        """The definitions seen from the current file.

        Its own come first, then its includers' outward, then those of the
        page's other files.
        """
        if len(self.files) == 1:
            return self.page.references
        key = self.current, len(self.files)
        if key not in self._scopes:
            maps = (file.references for file in self._visible())
            self._scopes[key] = ChainMap(*maps)
        return self._scopes[key]

    @contextmanager
    def reading(
        self, file: SourceFile, env: MutableMapping[str, Any]
    ) -> Iterator[None]:
        """Parse or render the text of another file of the page."""
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
        """Tokenise the blocks of a file: its definitions go to a scope of its own."""
        self.files.append(file)
        with self.reading(file, env):
            env["references"] = file.references
            yield

    def follow(
        self, tokens: Iterable[Token], env: MutableMapping[str, Any]
    ) -> Iterator[Token]:
        """Go through block tokens, with the file each stands in as the current one.

        :param tokens: block tokens, with ``include_open``/``include_close`` pairs.
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

    def _visible(self) -> list[SourceFile]:
        lineage = list(self.current.lineage())
        return lineage + [file for file in self.files if file not in lineage]
