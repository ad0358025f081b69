"""Syntax shared by the constructs: markdown-it plugins without Sphinx or docutils."""
