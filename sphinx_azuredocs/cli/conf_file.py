"""The ``conf.py`` of a repository: its values, and its text.

``quickstart`` writes the text, and ``build`` uses it without writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from ..docset.repository import repository_of
from ..docset.titles import title_of_docset, title_of_page
from ..files.door import FileError, exists, names_in, read_bytes, read_text
from ..locale import language_of_locale
from .repository import Repository

DEFAULT_THEME = "furo"
"""The theme, if it is installed; else Sphinx's default."""
_EXTENSION = "sphinx_azuredocs"
_OF_SPHINX = "alabaster"
"""Sphinx's default theme, a package on which Sphinx depends."""
_PAGES = ("index.md", "index.rst", "index.yml")
_PATTERNS = ("_build", ".venv", "venv", "node_modules")
_LICENSE = re.compile(r"(licen[sc]e|copying|copyright)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"^\W*copyright\s*(?:(?:\(c\)|©|&copy;)\s*|(?=\d{4}))"
    r"(?:\d{4}(?:\s*[-–,]\s*(?:\d{4}|present))*,?\s+)?(?:by\s+)?"
    r"(?P<owner>\w[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_AFTER_OWNER = re.compile(r"\s{2,}|(?<=\.)\s+(?=[A-Z])|\s+(?i:all rights)")


@dataclass(frozen=True)
class Site:
    """The values of a ``conf.py``.

    :param title: the name of the project.
    :param theme: the theme of HTML pages; empty for Sphinx's default.
    :param language: the language of the pages.
    :param owner: the owner of the copyright; empty if unknown.
    :param root_doc: the docname of the start page; empty for Sphinx's default.
    :param docsets: folder → URL path of the docset in it, None for an unknown one.
    :param edit_links: True to link to the sources on GitHub.
    :param needs_index: True if the repository has no start page.
    :param excluded: the patterns of files that are not pages.
    """

    title: str
    theme: str = ""
    language: str = "en"
    owner: str = ""
    root_doc: str = ""
    docsets: tuple[tuple[str, str | None], ...] = ()
    edit_links: bool = False
    needs_index: bool = False
    excluded: tuple[str, ...] = _PATTERNS

    @property
    def index_md(self) -> str:
        """The text of a start page, for a repository without one."""
        return f"# {self.title}\n"


def site_of(found: Repository, theme: str | None, excluded: Sequence[str] = ()) -> Site:
    """Return the values of the ``conf.py`` of a repository.

    :param found: the repository.
    :param theme: the theme; None for the default theme, if it is installed.
    :param excluded: further patterns of files that are not pages.
    """
    root_doc = _start_page(found)
    repository = repository_of(found.root)
    return Site(
        title=_title(found),
        theme=default_theme() if theme is None else theme,
        language=_language(found),
        owner=_owner(found.root),
        root_doc=root_doc,
        docsets=tuple((f, d.base_path) for f, d in found.docsets.items()),
        edit_links=repository is not None and repository.host == "github.com",
        needs_index=not root_doc and _index_of(found.root) is None,
        excluded=(*dict.fromkeys((*_PATTERNS, *excluded)),),
    )


def default_theme() -> str:
    """Return the default theme; empty if it is not installed."""
    return DEFAULT_THEME if is_theme_installed(DEFAULT_THEME) else ""


def is_theme_installed(name: str) -> bool:
    """Return True for a theme of Sphinx or of an installed package.

    :param name: the name of the theme, as in ``html_theme``.
    """
    if name in {theme.name for theme in entry_points(group="sphinx.html_themes")}:
        return True
    spec = find_spec("sphinx")
    folder = Path(spec.origin).parent / "themes" if spec and spec.origin else None
    return folder is not None and exists(folder / name)


def package_of(theme: str) -> str:
    """Return the name of the package of a theme; empty for a theme of Sphinx.

    The packages of themes are called as the themes, with hyphens.

    :param theme: the name of the theme, as in ``html_theme``.
    """
    of_package = {theme.name for theme in entry_points(group="sphinx.html_themes")}
    is_of_sphinx = theme == _OF_SPHINX or (
        theme not in of_package and is_theme_installed(theme)
    )
    return "" if not theme or is_of_sphinx else theme.replace("_", "-")


def conf_py(site: Site) -> str:
    """Return the text of a ``conf.py``.

    :param site: its values.
    """
    return "\n".join(_lines(site)) + "\n"


def hint_on_conf(path: Path) -> str:
    """Return what to add to a ``conf.py``; empty if it names this extension.

    :param path: the file.
    """
    try:
        is_named = _EXTENSION.encode() in read_bytes(path)
    except FileError:
        is_named = False
    advice = f'does not load this extension; add "{_EXTENSION}" to extensions.'
    return "" if is_named else f"Hint: {path.name} {advice}"


def _lines(site: Site) -> Iterator[str]:
    yield f'"""The configuration of Sphinx for {_in_docstring(site.title)}."""'
    yield ""
    yield f"project = {_literal(site.title)}"
    if site.owner:
        yield f"copyright = {_literal(site.owner)}"
    else:
        yield '# copyright = "2026, the owner"'
        yield "html_show_copyright = False"
    yield f"language = {_literal(site.language)}"
    yield ""
    yield "# The only extension that the articles need."
    yield f'extensions = ["{_EXTENSION}"]'
    yield from _docset_lines(site)
    if site.root_doc:
        yield ""
        yield "# The landing page of the docset is the start page of the site."
        yield f"root_doc = {_literal(site.root_doc)}"
    yield ""
    yield "# The site that serves pages outside this project, for links to them."
    name = "learn" if site.docsets else "azure"
    yield f'# azuredocs_site_url = "https://{name}.microsoft.com"'
    yield from _theme_lines(site)
    yield ""
    yield "# For PDF: the default engine stops at characters that its fonts lack."
    yield 'latex_engine = "xelatex"'
    yield ""
    patterns = ", ".join(map(_literal, site.excluded))
    yield f"exclude_patterns = [{patterns}]"


def _docset_lines(site: Site) -> Iterator[str]:
    if not site.docsets:
        return
    yield ""
    yield "# Folders with a docfx.json, and the URL paths that they are served at:"
    yield "# a link to such a URL leads to the page here."
    if None in dict(site.docsets).values():
        yield '# Write the path instead of None, such as "/azure/app-service".'
    yield "azuredocs_docsets = {"
    for folder, base in site.docsets:
        yield f"    {_literal(folder)}: {_literal(base) if base else None},"
    yield "}"


def _theme_lines(site: Site) -> Iterator[str]:
    yield ""
    if site.theme:
        yield f"html_theme = {_literal(site.theme)}"
    else:
        yield f"# Sphinx's default theme. Install {DEFAULT_THEME}, or another one, and"
        yield "# name it here."
        yield f"# html_theme = {_literal(DEFAULT_THEME)}"
    if site.edit_links:
        yield ""
        yield "# Pages link to their sources on GitHub, in themes that can."
        yield "azuredocs_edit_links = True"


def _literal(text: str) -> str:
    """Return a string of Python, in double quotation marks where possible."""
    shown = repr(text)
    return f'"{shown[1:-1]}"' if shown[0] == "'" and '"' not in shown else shown


def _in_docstring(title: str) -> str:
    return title.replace("\\", "").replace('"', "'")


def _landing_page(found: Repository) -> Path | None:
    """Return the landing page of the only docset; else None."""
    docset = found.docset
    landing = docset.landing_page if docset else None
    return docset.root / landing if docset and landing else None


def _start_page(found: Repository) -> str:
    """Return the docname of the start page; empty for Sphinx's default."""
    if _index_of(found.root):
        return ""
    path = _landing_page(found)
    return path.relative_to(found.root).with_suffix("").as_posix() if path else ""


def _index_of(root: Path) -> Path | None:
    """Return the page ``index`` of a folder; None without such a page."""
    return next(filter(exists, (root / name for name in _PAGES)), None)


def _title(found: Repository) -> str:
    """Return the name of a project: of its docset or start page, else of its folder."""
    index = _index_of(found.root)
    titles = (
        title_of_docset(found.docset) if found.docset else "",
        title_of_page(index) if index else "",
        _title_of_folder(found.root.name),
    )
    return next(filter(None, titles), "Documentation")


def _title_of_folder(name: str) -> str:
    """Return the words of the name of a folder, with its letter case.

    Only a word in lower case at the beginning gets a capital letter.
    """
    words = re.split(r"[\s_-]+", name.strip(" _-."))
    if words[0].islower():
        words[0] = words[0].capitalize()
    return " ".join(words)


def _language(found: Repository) -> str:
    """Return the language of the docsets, if they have one language."""
    locales = found.publishing.locales if found.publishing else ()
    languages = {language_of_locale(name) for name in locales if name}
    return languages.pop() if len(languages) == 1 else "en"


def _owner(root: Path) -> str:
    """Return the owner of the copyright, from the licences; empty if unknown."""
    for name in sorted(names_in(root)):
        if not _LICENSE.match(name):
            continue
        try:
            match = _COPYRIGHT.search(read_text(root / name))
        except FileError:
            continue
        if match:
            return _AFTER_OWNER.split(match["owner"])[0].strip()
    return ""
