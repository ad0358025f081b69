"""The constructs of the dialects, one folder each.

In a folder ``syntax.py`` turns text into markdown-it tokens, ``render.py`` turns tokens
into docutils nodes, ``nodes.py`` builds these nodes, and ``html.py`` is what HTML pages
need. :mod:`sphinx_azuredocs.dialect` lists the constructs.
"""
