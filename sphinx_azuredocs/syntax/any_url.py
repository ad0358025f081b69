"""Links with any URL: markdown-it leaves some as text, without a warning.

.. code-block:: md

    [text](javascript:alert())
    [text][label]

    [label]: javascript:alert()

The page is checked later. A link that is not allowed becomes its text then, and is
reported where its URL is written.
"""

from __future__ import annotations

from markdown_it import MarkdownIt


def any_url_plugin(md: MarkdownIt) -> None:
    """Read links, images and link reference definitions whatever their URL is.

    markdown-it's function ``validateLink`` may be replaced.

    :param md: the parser.
    """
    md.validateLink = _accept  # type: ignore[method-assign]


def _accept(url: str) -> bool:
    return True
