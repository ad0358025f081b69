"""Forms: ``:::form``."""

from __future__ import annotations

from ..construct import Construct
from .render import render_form
from .syntax import FORM

CONSTRUCT = Construct("form", blocks=(FORM,), render=(render_form,))
