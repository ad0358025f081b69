"""Read ``docfx.json``: the pages of a docset, their URLs, and their metadata.

The format is that of docfx's reference of ``docfx.json``, its ``build`` section.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any

from ..files.door import (
    ABSENT,
    SourceTree,
    defect_of,
    is_file,
    read_text,
    walk,
)
from ..files.globs import Glob, compile_glob
from ..files.walk import is_environment
from ..warnings import Problem, WarningKind
from .json_file import DocsetError, read_json
from .markdown_engine import NAME as ENGINE
from .markdown_engine import MarkdownEngine, read_markdown_engine
from .versions import Versions, read_versions

NAME = "docfx.json"
PACKAGES = "mapping/monikerMapping.json"
"""The file of a docset that lists the folders of PowerShell modules by moniker."""
_PACKAGE_DEPTH = 2
_NOT_IN_PACKAGES = ("**/includes/**", "**/obj/**", "**/README.md")
PAGE_SUFFIXES = (".md", ".yml", ".yaml")
"""The suffixes of files that may be pages."""


@dataclass(frozen=True)
class FileSet:
    """A set of files of one folder, from ``content`` of ``docfx.json``.

    :param src: the folder, relative to the docset, ``""`` for all of it.
    :param dest: the folder of their URLs.
    :param files: globs of the files, relative to ``src``.
    :param exclude: globs of files to exclude.
    :param group: the group or version of the files; empty if unset. The same uid may
        occur in several groups.
    :param is_package: True for a folder of PowerShell modules.
    """

    src: str
    dest: str
    files: tuple[Glob, ...]
    exclude: tuple[Glob, ...]
    group: str = ""
    is_package: bool = False

    def relative(self, path: str) -> str | None:
        """Return the path of a file relative to the folder of the set.

        :param path: a path relative to the docset.
        :return: the path; None for a file that is not in the set.
        """
        prefix = f"{self.src}/" if self.src else ""
        if not path.startswith(prefix):
            return None
        inner = path[len(prefix) :]
        if not any(glob.matches(inner) for glob in self.files):
            return None
        # Repositories of Learn also use globs relative to the docset here.
        if any(g.matches(inner) or g.matches(path) for g in self.exclude):
            return None
        return inner

    def output(self, path: str) -> str | None:
        """Return the path of a file relative to the URL of the docset.

        :param path: a path relative to the docset.
        :return: the path; None for a file that is not in the set.
        """
        inner = self.relative(path)
        return inner and (f"{self.dest}/{inner}" if self.dest else inner)


@dataclass(frozen=True)
class Docset:
    """A folder with a ``docfx.json``.

    :param root: the folder.
    :param content: the pages.
    :param global_metadata: metadata of all pages.
    :param file_metadata: metadata of some pages: name → pairs of a glob and a value;
        the last pair whose glob matches a page counts.
    :param metadata_files: the files that define metadata.
    :param files: the files that were read, and the missing ones that it names.
    :param xref_maps: the xref maps of other docsets, as paths and URLs.
    :param base_path: the URL path of the docset, without slash at the end, except
        ``/``; None if it is unknown.
    :param engine: the extensions and kinds of note of its Markdown.
    :param problems: the defects of files that ``docfx.json`` names.
    :param versions: the versions of its pages.
    :param overwrite: the files with texts for the objects of its API YAML.
    """

    root: Path
    content: tuple[FileSet, ...] = ()
    global_metadata: Mapping[str, Any] = field(default_factory=dict)
    file_metadata: tuple[tuple[str, tuple[tuple[Glob, Any], ...]], ...] = ()
    metadata_files: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    xref_maps: tuple[str, ...] = ()
    base_path: str | None = None
    engine: MarkdownEngine = field(default_factory=MarkdownEngine)
    problems: tuple[Problem, ...] = ()
    versions: Versions = field(default_factory=Versions)
    overwrite: tuple[FileSet, ...] = ()

    def output(self, path: str) -> str | None:
        """Return the path of a page relative to the URL of the docset, with suffix.

        :param path: its path relative to the docset.
        :return: the path; None for a file that is not a page.
        """
        outputs = (files.output(path) for files in self.content)
        return next(filter(None, outputs), None)

    def group_of(self, path: str) -> str:
        """Return the group of a page; empty without a group.

        :param path: its path relative to the docset.
        """
        files = (files for files in self.content if files.relative(path))
        return next((found.group for found in files), "")

    def url_path(self, path: str) -> str | None:
        """Return the URL path of a page; for an index page, the path of its folder.

        :param path: its path relative to the docset.
        :return: the path; None if it is unknown, or the file is not a page.
        """
        output = self.output(path)
        if output is None or self.base_path is None:
            return None
        url = PurePosixPath("/", self.base_path.strip("/"), output).with_suffix("")
        if url.name.lower() == "index":
            return f"{url.parent.as_posix().rstrip('/')}/"
        return url.as_posix()

    def metadata_of(self, path: str) -> dict[str, Any]:
        """Return the metadata that the docset defines for a page: name → value.

        :param path: its path relative to the docset.
        """
        metadata = dict(self.global_metadata)
        for key, globs in self.file_metadata:
            for glob, value in globs:
                if glob.matches(path):
                    metadata[key] = value
        if uid := self._package_uid(path):
            metadata.setdefault("uid", uid)
        return metadata

    def _package_uid(self, path: str) -> str:
        """Return the uid of the page of a cmdlet or module; empty for other pages.

        The pages of PlatyPS are ``Module/Cmdlet.md`` and ``Module/Module.md``.
        """
        for files in self.content:
            inner = files.relative(path)
            if inner is None:
                continue
            parts = PurePosixPath(inner).with_suffix("").parts
            if not files.is_package or len(parts) != _PACKAGE_DEPTH:
                return ""
            return parts[0] if parts[0] == parts[1] else ".".join(parts)
        return ""

    def overwrite_files(self) -> Iterator[Path]:
        """Yield the overwrite files."""
        for folder, folders, names in walk(self.root) if self.overwrite else ():
            folders.sort()
            for name in sorted(names):
                path = Path(folder, name)
                inner = path.relative_to(self.root).as_posix()
                if any(files.relative(inner) for files in self.overwrite):
                    yield path

    def pages(self) -> Iterator[str]:
        """Yield the paths of files that ``content`` names, relative to the docset.

        Folders that begin with a dot, and folders of installed packages, are skipped.
        """
        for folder, folders, files in walk(self.root):
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and not is_environment(Path(folder, name))
            )
            base = Path(folder).relative_to(self.root).as_posix()
            prefix = "" if base == "." else f"{base}/"
            for name in sorted(files):
                path = f"{prefix}{name}"
                if name.lower().endswith(PAGE_SUFFIXES) and self.output(path):
                    yield path

    @property
    def landing_page(self) -> str | None:
        """The page ``index.yml`` or ``index.md`` of the docset, else None.

        It is in its folder, or in a folder of ``content`` that is served at its URL.
        """
        names = "index.yml", "index.md"
        folders = (files.src for files in self.content if not files.dest)
        for folder, name in product(dict.fromkeys(("", *folders)), names):
            path = f"{folder}/{name}" if folder else name
            is_outside = ".." in path.split("/")
            if not is_outside and self.output(path) and is_file(self.root / path):
                return path
        return None


def read_docset(
    root: Path, base_path: str | None = None, tree: SourceTree | None = None
) -> Docset:
    """Return the docset of a folder, from its ``docfx.json``.

    :param root: the folder.
    :param base_path: the URL path of the docset, if it is known.
    :param tree: the folders in which the files that it names must be; the docset by
        default.
    :raises DocsetError: if ``docfx.json`` cannot be read.
    """
    tree = tree or SourceTree.of(root)
    path = root / NAME
    data = read_json(path, tree)
    build = data.get("build") if isinstance(data, dict) else None
    if not isinstance(build, dict):
        raise DocsetError("has no section build", path)
    problems: list[Problem] = []
    of_all = _metadata_files(root, build, "globalMetadata", tree, problems)
    of_some = _metadata_files(root, build, "fileMetadata", tree, problems)
    content = tuple(_file_sets(build.get("content")))
    return Docset(
        root=root,
        content=(*content, *_packages(root, content, tree)),
        global_metadata={
            key: value
            for metadata in (_mapping(build.get("globalMetadata")), *of_all.values())
            for key, value in metadata.items()
        },
        file_metadata=tuple(
            (key, _globs(value))
            for metadata in (_mapping(build.get("fileMetadata")), *of_some.values())
            for key, value in metadata.items()
        ),
        metadata_files=(path, *of_all, *of_some),
        files=(
            path,
            root / PACKAGES,
            *_named_files(root, build, "globalMetadata"),
            *_named_files(root, build, "fileMetadata"),
        ),
        problems=tuple(problems),
        xref_maps=tuple(_strings(build.get("xref"))),
        base_path=base_path,
        engine=read_markdown_engine(build.get(ENGINE)),
        versions=read_versions(build, [files.group for files in content]),
        overwrite=tuple(_file_sets(build.get("overwrite"))),
    )


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


def _strings(value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    return (item for item in values if isinstance(item, str) and item)


def _globs(value: Any) -> tuple[tuple[Glob, Any], ...]:
    return tuple((compile_glob(k), v) for k, v in _mapping(value).items())


def _named_files(root: Path, build: Mapping[str, Any], name: str) -> Iterator[Path]:
    return (root / written for written in _strings(build.get(f"{name}Files")))


def _metadata_files(
    root: Path,
    build: Mapping[str, Any],
    name: str,
    tree: SourceTree,
    problems: list[Problem],
) -> dict[Path, dict[str, Any]]:
    """Return the metadata of files, which have precedence over ``docfx.json``.

    :param root: the docset.
    :param build: the section of ``docfx.json`` that names the files.
    :param name: the key in that section.
    :param tree: the folders in which the files must be.
    :param problems: a list to which defects are added.
    :return: file → metadata, without missing files.
    """
    found = {}
    for written in _strings(build.get(f"{name}Files")):
        path = root / written
        try:
            if defect_of(path, tree) != ABSENT:
                found[path] = _mapping(read_json(path, tree))
        except DocsetError as error:
            message = f"{name}Files: {written!r} {error}; it was left out"
            line = line_of(root / NAME, json.dumps(written), tree)
            problems.append(Problem(WarningKind.DOCSET, message, root / NAME, line))
    return found


def line_of(path: Path, text: str, tree: SourceTree) -> int:
    """Return the first 1-based line of a file with a text; 1 if no line contains it.

    :param path: the file, which is readable.
    :param text: the text.
    :param tree: the folders in which the file must be.
    """
    lines = read_text(path, tree).split("\n")
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def _file_sets(value: Any) -> Iterator[FileSet]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield FileSet("", "", (compile_glob(item),), ())
        elif isinstance(item, dict):
            yield FileSet(
                _folder(item.get("src") or item.get("cwd")),
                _folder(item.get("dest")),
                _compiled(_strings(item.get("files"))),
                _compiled(_strings(item.get("exclude"))),
                str(item.get("group") or item.get("version") or ""),
            )


def _packages(
    root: Path, content: tuple[FileSet, ...], tree: SourceTree
) -> Iterator[FileSet]:
    """Yield the files of the PowerShell modules that a moniker mapping names.

    Learn builds the Markdown of their cmdlets, which PlatyPS writes, even if
    ``content`` lists only other files of these folders.
    """
    path = root / PACKAGES
    try:
        mapping = _mapping(read_json(path, tree)) if is_file(path) else {}
    except DocsetError:
        return
    for moniker, value in mapping.items():
        src = _folder(_mapping(value).get("packageRoot"))
        beside = [files for files in content if files.src == src and src]
        if beside:
            # The other entries of the folder are its tables of contents.
            last = beside[-1]
            exclude = (*last.exclude, *_compiled(_NOT_IN_PACKAGES))
            files = _compiled(("**/*.md",))
            yield FileSet(src, last.dest, files, exclude, moniker, is_package=True)


def _folder(value: Any) -> str:
    path = os.path.normpath(str(value or ".")).replace(os.sep, "/")
    return "" if path == "." else path.strip("/")


def _compiled(globs: Iterable[str]) -> tuple[Glob, ...]:
    return tuple(map(compile_glob, globs))
