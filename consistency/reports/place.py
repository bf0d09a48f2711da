"""Offsets become lines and columns, as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_END_OF_LINE = re.compile(r"\r\n|\n|\r")


class Place(NamedTuple):
    """A line and a column, both from 1; columns count characters."""

    line: int
    column: int


class Places:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in _END_OF_LINE.finditer(text))]

    def at(self, offset: int) -> Place:
        """Where the character at this offset stands."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)
