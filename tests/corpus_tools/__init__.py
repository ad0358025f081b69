"""Tools that measure a build of a whole repository against its sources.

They share no code with the extension, nor a Markdown parser: what the extension
gets wrong, they must not get wrong in the same way.
"""
