"""What the tokens of the dialect mean: docutils nodes, made by MyST's renderer."""

from __future__ import annotations

from .azure import AzureRenderer
from .rules import add_render_rules

__all__ = ["AzureRenderer", "add_render_rules"]
