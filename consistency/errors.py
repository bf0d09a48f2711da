"""Errors, each with the culprit and the mend.

ConsistencyError
├── BadInput      an article, source or facts file cannot be read
├── BadSettings   a setting is unknown or out of range
├── BadModel      a model folder is missing, damaged or of the wrong kind
└── MissingExtra  an optional part is not installed
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence


class ConsistencyError(Exception):
    """Base of everything that the user can mend; printed without a traceback."""

    def __init__(self, culprit: str, problem: str, mend: str) -> None:
        super().__init__(f"{culprit}: {problem}; {mend}")
        self.culprit = culprit
        self.problem = problem
        self.mend = mend

    def __reduce__(self) -> tuple[type[ConsistencyError], tuple[str, str, str]]:
        """Lets another process raise it."""
        return type(self), (self.culprit, self.problem, self.mend)


class BadInput(ConsistencyError):
    """An article, source or facts file cannot be read."""


class BadSettings(ConsistencyError):
    """A setting is unknown or out of range."""


class BadModel(ConsistencyError):
    """A model folder is missing, damaged or of the wrong kind."""


class MissingExtra(ConsistencyError):
    """An optional part is not installed."""


def near(name: str, known: Sequence[str]) -> str:
    """How to mend a name that is none of the known: the likest of them, or all."""
    likely = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {likely[0]}?" if likely else f"use one of {', '.join(known)}"
