"""Markdown written from tokens, for the conversion of pages to another dialect."""
