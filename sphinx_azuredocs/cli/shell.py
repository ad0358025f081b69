"""Commands as a shell reads them."""

from __future__ import annotations

import os
import shlex
import subprocess


def quoted(*arguments: str) -> str:
    """Return a command line, with quotation marks where an argument needs them.

    :param arguments: the command and its arguments.
    """
    if os.name == "nt":
        return subprocess.list2cmdline(arguments)
    return shlex.join(arguments)
