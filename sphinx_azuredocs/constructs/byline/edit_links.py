"""Set the options by which themes link to the source of a page, to edit it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.config import Config

from ...config import Settings
from ...docset.repository import Repository, repository_of

_GITHUB = "github.com"


def set_theme_options(app: Sphinx, config: Config) -> None:
    """Set the options of the theme, except options that ``conf.py`` sets.

    A handler of Sphinx's event ``config-inited``.
    """
    if not Settings.of(config).edit_links:
        return
    srcdir = Path(app.srcdir)
    repository = repository_of(srcdir)
    if repository is None or repository.host != _GITHUB:
        return
    if not srcdir.is_relative_to(repository.root):
        return
    folder = srcdir.relative_to(repository.root)
    options, context = theme_options(config.html_theme, repository, folder)
    config.html_theme_options = {**options, **config.html_theme_options}
    config.html_context = {**context, **config.html_context}


def theme_options(
    theme: str, repository: Repository, folder: Path
) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Return the options of a theme, and variables of its templates.

    :param theme: the name of the theme. Both are empty for a theme without edit links.
    :param repository: the repository, on GitHub.
    :param folder: the source directory, relative to the repository.
    """
    user, _, name = repository.path.partition("/")
    inner = "" if folder == Path() else f"{PurePosixPath(folder)}/"
    github = {
        "github_user": user,
        "github_repo": name,
        "github_version": repository.branch,
    }
    match theme:
        case "furo":
            source = {
                "source_repository": f"{repository.url}/",
                "source_branch": repository.branch,
                "source_directory": inner,
            }
            return source, {}
        case "sphinx_rtd_theme":
            path = {"display_github": True, "conf_py_path": f"/{inner}"}
            return {}, {**github, **path}
        case "pydata_sphinx_theme":
            options = {"use_edit_page_button": True}
            return options, {**github, "doc_path": inner}
        case "sphinx_book_theme":
            book = {
                "use_edit_page_button": True,
                "repository_url": repository.url,
                "repository_branch": repository.branch,
                "path_to_docs": inner,
            }
            return book, {}
        case _:
            return {}, {}
