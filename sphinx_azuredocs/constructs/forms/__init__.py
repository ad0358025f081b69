"""Forms of Microsoft Learn: ``:::form``, shown as the text of their button."""

from __future__ import annotations

from ...page.dialects import ARTICLES
from ..construct import Construct
from .render import render_form
from .syntax import FORM

CONSTRUCT = Construct("form", dialects=ARTICLES, blocks=(FORM,), render=(render_form,))
