"""References by uid: ``<xref:UID>``, ``@UID``, ``[text](xref:UID)``."""

from __future__ import annotations

from ..construct import Construct, plain
from .render import render_link
from .syntax import xref_plugin

CONSTRUCT = Construct("xref", syntax=plain(xref_plugin), render=(render_link,))
