"""``sphinx-azuredocs quickstart``: write a ``conf.py`` for an existing repository.

It inspects a repository of either dialect and writes the files that Sphinx needs to
build it. Existing files are never changed, except ``.gitignore`` when asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .conf_file import Site
    from .repository import Repository

_IGNORED = "_build/"


def add_parser(subparsers: Any) -> None:
    """Add the arguments of ``quickstart``.

    :param subparsers: the result of :meth:`argparse.ArgumentParser.add_subparsers`.
    """
    parser = subparsers.add_parser(
        "quickstart",
        help="write a conf.py for a repository",
        description="Look at a repository of either dialect, and write a conf.py that "
        "builds it, and a start page if there is none. Existing files are never "
        "changed. Run it again with other options to add the files that are missing.",
    )
    parser.set_defaults(run=run)
    parser.add_argument(
        "dir", nargs="?", default=".", type=Path, metavar="DIR", help="the repository"
    )
    parser.add_argument(
        "--check", action="store_true", help="only report what was recognised"
    )
    parser.add_argument(
        "--theme",
        metavar="NAME",
        help="the theme of HTML pages (default: furo, if it is installed)",
    )
    parser.add_argument(
        "--rtd",
        action="store_true",
        help="write .readthedocs.yaml and docs-requirements.txt, too",
    )
    parser.add_argument(
        "--github",
        action="store_true",
        help="write a workflow that builds pull requests and publishes on GitHub Pages",
    )
    parser.add_argument(
        "--gitignore",
        action="store_true",
        help=f"add {_IGNORED} to .gitignore, which is changed if it exists",
    )


def run(options: argparse.Namespace) -> int:
    """Recognise a repository, and write the files that Sphinx needs to build it.

    :param options: the arguments.
    :return: the exit code; 1 if the folder is missing, a file that describes the
        repository is broken, or there is nothing to write.
    """
    from ..files.door import is_folder, resolve
    from .conf_file import hint_on_conf, site_of
    from .repository import count_files, recognise, report

    root: Path = options.dir
    if not is_folder(root):
        print(f"error: {root} is not a folder", file=sys.stderr)
        return 1
    if sys.stderr.isatty():
        print(f"Looking at {root} …", file=sys.stderr)
    home = resolve(root) or root
    found = recognise(home)
    if print_errors(found, root):
        return 1
    for line in report(found, count_files(home)):
        print(line)
    if options.check:
        return 0
    site = site_of(found, options.theme)
    try:
        code = _write(root, _new_files(home, site, options), options)
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    if hint := hint_on_conf(root / "conf.py"):
        print(hint, file=sys.stderr)
    if not code:
        _print_advice(root, site)
    return code


def print_errors(found: Repository, root: Path) -> bool:
    """Print the files that cannot be read, with their places, to the standard error.

    :param found: the repository.
    :param root: its folder, as it was given.
    :return: True if there are such files.
    """
    for error in found.errors:
        assert error.file is not None
        path = root / error.file.relative_to(found.root)
        print(f"{path}:{error.line}: error: {error.message}", file=sys.stderr)
    if found.errors:
        print("Correct it, and run the command again.", file=sys.stderr)
    return bool(found.errors)


def _new_files(home: Path, site: Site, options: argparse.Namespace) -> dict[str, str]:
    """Return the files to write: path → text."""
    from ..docset.repository import repository_of
    from . import host_files
    from .conf_file import conf_py

    files = {"conf.py": conf_py(site)}
    if site.needs_index:
        files["index.md"] = site.index_md
    if options.rtd:
        files[host_files.READTHEDOCS] = host_files.readthedocs_yaml()
    if options.github:
        repository = repository_of(home)
        branch = repository.branch if repository else "main"
        files[host_files.WORKFLOW] = host_files.workflow(branch)
    if options.rtd or options.github:
        files[host_files.REQUIREMENTS] = host_files.requirements_txt(site.theme)
    return files


def _write(root: Path, files: dict[str, str], options: argparse.Namespace) -> int:
    """Write the files that are missing, and print their names.

    :param root: the folder of the repository.
    :param files: path → text.
    :param options: the arguments.
    :return: the exit code.
    """
    from ..files.door import exists

    present = [name for name in files if exists(root / name)]
    if "conf.py" in present and "index.md" not in present:
        # Another page may be the start page of an existing project.
        files.pop("index.md", None)
    new = {name: text for name, text in files.items() if name not in present}
    ignored = options.gitignore and _ignore_output(root / ".gitignore")
    if not new and not ignored:
        names = _listed(present)
        verb = "exists" if len(present) == 1 else "exist"
        print(f"Nothing was written: {names} {verb} already.", file=sys.stderr)
        return 1
    if present:
        print(f"unchanged: {_listed(present)}")
    for name, text in new.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"written: {name}")
    if ignored:
        print(f"added to .gitignore: {_IGNORED}")
    return 0


def _ignore_output(path: Path) -> bool:
    """Add the folder of the output to a ``.gitignore``.

    :param path: the file, which need not exist.
    :return: False if it names the folder already.
    """
    text = path.read_text("utf-8", "surrogateescape") if path.exists() else ""
    if {"_build", "_build/", "/_build", "/_build/"} & set(text.split()):
        return False
    end = "" if not text or text.endswith("\n") else "\n"
    path.write_text(f"{text}{end}{_IGNORED}\n", "utf-8", "surrogateescape")
    return True


def _print_advice(root: Path, site: Site) -> None:
    """Print the commands to run next."""
    from .conf_file import DEFAULT_THEME, is_theme_installed, package_of
    from .shell import quoted

    if not site.theme:
        print(
            f"The theme is Sphinx's default, as {DEFAULT_THEME} is not installed. To "
            f"use it, run pip install {DEFAULT_THEME}, and set html_theme in conf.py."
        )
    elif not is_theme_installed(site.theme):
        package = package_of(site.theme)
        print(f"The theme {site.theme} is not installed: run pip install {package}")
    output = root / "_build" / "html"
    print("Now run:", quoted("sphinx-build", "-b", "html", str(root), str(output)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
