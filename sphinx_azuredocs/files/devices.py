"""Pages that are no files: Sphinx would read a device or a FIFO without end."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from ..warnings import Problem, WarningKind, report
from .door import ABSENT, defect_of

_LOGGER = getLogger(__name__)


def leave_out_devices(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Report the pages that are no regular files, and remove them from the project.

    Handler of Sphinx's event ``env-before-read-docs``.

    :param env: the environment.
    :param docnames: the pages that will be read; changed in place.
    """
    for docname in list(docnames):
        path = Path(env.doc2path(docname))
        if (defect := defect_of(path, None)) and defect != ABSENT:
            docnames.remove(docname)
            env.project.docnames.discard(docname)
            message = f"the page {defect} and was left out; remove it"
            report(_LOGGER, Problem(WarningKind.ENCODING, message, path, 1))
