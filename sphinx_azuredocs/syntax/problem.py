"""Tokens of problems, which the renderer reports, and of text left as written."""

from __future__ import annotations

from markdown_it.token import Token

from ..warnings import Problem


def problem_token(problem: Problem, line: int | None = None) -> Token:
    """Return a token that reports a problem and adds nothing to the page.

    :param problem: the problem; its 1-based line, if set, is used instead of ``line``.
    :param line: the 0-based line of a block token, as in ``Token.map``. A problem among
        inline tokens is reported at the line of its block.
    """
    token = Token("problem", "", 0)
    token.meta = {"problem": problem}
    if problem.line is not None:
        line = problem.line - 1
    if line is not None:
        token.map = [line, line + 1]
    return token


def literal_text_token(text: str, line: int) -> Token:
    """Return a token for a paragraph of literal text, which is not parsed as Markdown.

    :param text: the text.
    :param line: the 0-based line of the text.
    """
    token = Token("literal_text", "", 0, content=text, block=True)
    token.map = [line, line + 1]
    return token
