"""Fuzzing: grammars of hostile input, and what must hold for every input.

A target is a module of this folder with a grammar and a check. Three drivers:

- `tests/fuzz/test_fuzz.py`: hypothesis chooses among the alternatives of a grammar. A
  short run with the same inputs every time, part of the tests.
- ``python -m tests.fuzz`` with atheris: the coverage of the package guides the choices.
- ``python -m tests.fuzz`` without atheris: the choices are random.
"""
