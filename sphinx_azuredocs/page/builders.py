"""The names of the builders that write HTML, by the kind of their output."""

from __future__ import annotations

PAGES = ("html", "dirhtml")
"""Builders that write one HTML file for each page."""

ONE_PAGE = ("singlehtml",)
"""Builders that write all pages into one HTML file."""

SERIALISED = ("json", "pickle")
"""Builders that write the HTML of each page into a data file, without a theme."""
