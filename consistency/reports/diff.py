"""Two texts side by side: which words differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
UNLIKE = 0.3
"""Likeness below which two texts share too little for their differences to tell anything."""


class Piece(NamedTuple):
    """A stretch of a text, all of it the same or all of it different."""

    text: str
    differs: bool


def differing(said: str, known: str) -> tuple[list[bool], list[bool]]:
    """For each character of both texts whether its word is missing in the other.

    Words are compared without letter case, in order (Ratcliff and Obershelp's matching
    blocks); the blank between two differing words differs too.
    """
    mine, theirs = list(_WORD.finditer(said)), list(_WORD.finditer(known))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seqs([m.group().casefold() for m in mine], [m.group().casefold() for m in theirs])
    if matcher.ratio() < UNLIKE:
        return [False] * len(said), [False] * len(known)
    blocks = matcher.get_matching_blocks()
    return (
        _marked(said, mine, {b.a + n for b in blocks for n in range(b.size)}),
        _marked(known, theirs, {b.b + n for b in blocks for n in range(b.size)}),
    )


def _marked(text: str, words: Sequence[re.Match[str]], same: set[int]) -> list[bool]:
    marks = [False] * len(text)
    end = None
    for number, word in enumerate(words):
        if number in same:
            end = None
            continue
        start = word.start() if end is None else end
        end = word.end()
        marks[start:end] = [True] * (end - start)
    return marks


def pieces(text: str, marks: Sequence[bool]) -> list[Piece]:
    """The text cut where the marks change."""
    runs = groupby(zip(text, marks, strict=True), key=lambda one: one[1])
    return [Piece("".join(char for char, _ in run), mark) for mark, run in runs]
