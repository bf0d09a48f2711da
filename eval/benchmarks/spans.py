"""Marked words: where they stand, and what of them most annotators marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from consistency.domain import Span
from eval.benchmarks.reading import Unusable


def at(text: str, start: int, end: int, words: str) -> Span:
    """The span from `start` to `end`.

    Raises:
        Unusable: it does not hold these words.
    """
    if text[start:end] != words:
        raise Unusable(f"{words!r} does not stand at {start} to {end}")
    return Span(start, end)


def places(text: str, words: str) -> Iterator[Span]:
    """Every place where the words stand in the text; none for no words."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))


def agreed(text: str, marks: Iterable[tuple[str, str]], annotators: int) -> list[Span]:
    """The stretches of characters that more than half of the annotators marked.

    Args:
        text: what was annotated.
        marks: annotator and the words marked; words that are not in the text mark nothing.
        annotators: how many there were, those who marked nothing included.
    """
    marked: dict[str, set[int]] = {}
    for annotator, words in marks:
        found = (place for span in places(text, words) for place in range(span.start, span.end))
        marked.setdefault(annotator, set()).update(found)
    counts = Counter(place for found in marked.values() for place in found)
    most = sorted(place for place, count in counts.items() if count * 2 > annotators)
    # Neighbours keep the same distance to their rank.
    stretches = (
        [place for _, place in run]
        for _, run in groupby(enumerate(most), lambda ranked: ranked[1] - ranked[0])
    )
    return [Span(run[0], run[-1] + 1) for run in stretches]
