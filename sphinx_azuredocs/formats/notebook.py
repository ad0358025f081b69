"""The parser for projects that use MyST-NB as well."""

from __future__ import annotations

from myst_nb.sphinx_ import Parser as MystNbParser

from ..parser import AzureParser


class AzureNotebookParser(MystNbParser, AzureParser):  # type: ignore[misc]
    """MyST-NB's parser; texts that are not notebooks are parsed by `AzureParser`."""
