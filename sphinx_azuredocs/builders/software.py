"""The digest of the software of a build: of Sphinx, its extensions and themes.

A page stays as it is only if it was made by the same software. Installed packages are
identified by their versions, and other code, as of a checkout, by its content.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx

from ..files.digests import FileDigests, digest_of, digest_of_folder, is_installed
from ..files.door import names_in

_METADATA = (".dist-info", ".egg-info")
"""The suffixes of the folders that installers write, ``name-version.dist-info``."""
_CONF = "conf.py"


def digest_of_software(app: Sphinx) -> str:
    """Return the digest of everything except the settings that pages are read with.

    :param app: the application.
    """
    extensions = sorted((name, ext.version) for name, ext in app.extensions.items())
    code = sorted({_digest_of_code(name) for name in app.extensions})
    conf = FileDigests().of_file(Path(app.confdir, _CONF))
    return digest_of((sys.version_info[:3], _installed(), extensions, code, conf))


def digest_of_templates(app: Sphinx) -> str:
    """Return the digest of the templates and static files of the project.

    :param app: the application, with its builder.
    :return: the digest; empty for a template engine other than Sphinx's.
    """
    templates = getattr(app.builder, "templates", None)
    folders = getattr(templates, "pathchain", None)
    if folders is None:
        return ""
    static = (Path(app.confdir, path) for path in app.config.html_static_path)
    return digest_of([digest_of_folder(Path(path)) for path in (*folders, *static)])


def _installed() -> list[str]:
    """Return the names and versions of the installed packages."""
    folders = dict.fromkeys(sys.path)
    found = (name for folder in folders for name in names_in(folder or os.curdir))
    return sorted(name for name in found if name.endswith(_METADATA))


def _digest_of_code(name: str) -> str:
    """Return the digest of the code of an extension; empty for an installed package.

    :param name: the name of its module. The code is the package that contains the
        module, else the Python files of the folder with the module.
    """
    package = sys.modules.get(name.partition(".")[0])
    if getattr(package, "__file__", None) is None:
        package = sys.modules.get(name)
    file = getattr(package, "__file__", None)
    if file is None or is_installed(Path(file)):
        return ""
    folder = Path(file).parent
    if hasattr(package, "__path__"):
        return digest_of_folder(folder)
    modules = (folder / name for name in names_in(folder) if name.endswith(".py"))
    return FileDigests().of_files(modules, folder)
