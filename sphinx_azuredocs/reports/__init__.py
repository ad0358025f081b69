"""Directives that report on all pages: lists of pages, freshness."""
