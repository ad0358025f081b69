"""Columns side by side, where there is room for them: the style sheet sees to that."""

from __future__ import annotations

ROW_CLASS = "azure-row"
COLUMN_CLASS = "azure-column"
SPAN_CLASS = "azure-span-"
"""The class of a column wider than one, before the number."""
