"""Tokens that carry a problem to the renderer, which knows how to report one."""

from __future__ import annotations

from markdown_it.token import Token

from ..warnings import Problem


def problem_token(problem: Problem, line: int | None = None) -> Token:
    """A token that leaves no trace in the page and has a problem reported.

    :param problem: what is wrong.
    :param line: the 0-based line, for a token among blocks; one among inline
        tokens is reported at the line of its block.
    """
    token = Token("problem", "", 0)
    token.meta = {"problem": problem}
    if problem.line is not None:
        line = problem.line
    if line is not None:
        token.map = [line, line + 1]
    return token


def literal_text_token(text: str, line: int) -> Token:
    """A paragraph of text as it was written, in which no markup is looked for.

    :param line: the 0-based line.
    """
    token = Token("literal_text", "", 0, content=text, block=True)
    token.map = [line, line + 1]
    return token
