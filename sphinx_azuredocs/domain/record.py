"""The record of an output folder: the state in which each page was written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from ..files.door import FileError, read_text

RECORD = ".azuredocs.json"
"""The name of the record in the output folder."""


@dataclass
class Record:
    """The states of the pages in an output folder.

    :param software: the digest of the software and templates that wrote the pages;
        empty if it is unknown.
    :param pages: docname → digest of everything that the page was written from.
    """

    software: str = ""
    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Record:
        """Return the record in a file; an empty one if it is missing or malformed.

        :param path: the file.
        """
        try:
            data = json.loads(read_text(path))
            pages = {str(name): str(digest) for name, digest in data["pages"].items()}
            return cls(str(data["software"]), pages)
        except (FileError, ValueError, LookupError, TypeError, AttributeError):
            return cls()

    def write(self, path: Path) -> None:
        """Write the record to a file.

        :param path: the file.
        """
        data = {"software": self.software, "pages": dict(sorted(self.pages.items()))}
        path.write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")


@dataclass
class BuildState:
    """The facts about the current build that its record is made from.

    :param software: the digest of the software that pages are read with.
    :param templates: the digest of the templates and static files of the project.
    :param before: the record of the output folder, before this build.
    :param has_record: False for builders that write all pages, or none.
    :param now: docname → digest of everything that the page would be written from.
    :param written: the docnames of the pages that were written.
    """

    software: str = ""
    templates: str = ""
    before: Record = field(default_factory=Record)
    has_record: bool = False
    now: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    @property
    def record(self) -> Record:
        """The record of the output folder, after this build."""
        then = self.before.pages
        pages = {
            docname: digest if docname in self.written else then.get(docname, "")
            for docname, digest in self.now.items()
        }
        return Record(self.software + self.templates, pages)
