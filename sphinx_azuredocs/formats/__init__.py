"""Parsers for pages that are not Markdown files: YAML and notebooks."""
