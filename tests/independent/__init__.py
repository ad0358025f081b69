"""A reader of Markdown and HTML that shares nothing with the extension.

Corpus tools and benchmarks compare with it, so it imports the standard library only: it
does not repeat an error of the extension, of markdown-it or of Sphinx.
"""
