"""Cmdlets: pages of PowerShell modules in the Markdown of PlatyPS.

Their parameters become options of Sphinx's domain ``std``, as those of other commands.
"""

from __future__ import annotations

from ...page.dialects import ARTICLES
from ..construct import Construct
from .nodes import describe_cmdlet

CONSTRUCT = Construct("cmdlets", dialects=ARTICLES, finish=describe_cmdlet)
