"""Forms of Microsoft Learn: ``:::form``, shown as the text of their button."""

from __future__ import annotations

from ...assets import beside
from ...page.dialects import ARTICLES
from ..construct import Construct
from .render import FORM_CLASS, render_form
from .syntax import FORM

CONSTRUCT = Construct(
    "form",
    dialects=ARTICLES,
    blocks=(FORM,),
    render=(render_form,),
    assets=(beside(__file__, "azuredocs-forms.css", FORM_CLASS),),
)
