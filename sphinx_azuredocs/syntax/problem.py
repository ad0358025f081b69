"""Tokens that carry a problem to the renderer, which reports it."""

from __future__ import annotations

from markdown_it.token import Token

from ..warnings import Problem


def problem_token(problem: Problem, line: int | None = None) -> Token:
    """Return a token that reports a problem and adds nothing to the page.

    :param problem: the problem; its own line, if it has one, is the token's.
    :param line: the 0-based line of a token among blocks, as in ``Token.map``. A
        problem among inline tokens is reported at the line of its block.
    """
    token = Token("problem", "", 0)
    token.meta = {"problem": problem}
    if problem.line is not None:
        line = problem.line - 1
    if line is not None:
        token.map = [line, line + 1]
    return token


def literal_text_token(text: str, line: int) -> Token:
    """Return a token for a paragraph of text as it was written, without markup.

    :param line: the 0-based line.
    """
    token = Token("literal_text", "", 0, content=text, block=True)
    token.map = [line, line + 1]
    return token
