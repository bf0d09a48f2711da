"""What the sets of premise and hypothesis share: columns and labels, whoever published them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from eval.benchmark import Item
from eval.benchmarks.reading import Unusable, choice, majority, single, text_of
from eval.benchmarks.rows import Raw, Row

LABELS: dict[Any, str] = {
    **dict.fromkeys(("entailment", "e", 0, "SUPPORTS"), "entailment"),
    **dict.fromkeys(("neutral", "n", 1), "neutral"),
    **dict.fromkeys(("contradiction", "c", 2, "REFUTES"), "contradiction"),
}
"""Words, letters and the Hub's numbers (SNLI, MNLI and ANLI alike)."""
UNDECIDED = ("-", -1)
"""How SNLI and MNLI write, in their files and on the Hub, that annotators had no majority."""


def inference(
    premise: Sequence[str] = ("premise", "sentence1"),
    hypothesis: Sequence[str] = ("hypothesis", "sentence2"),
    label: Sequence[str] = ("label", "gold_label"),
    kind: Callable[[Row], str | None] = lambda _: None,
) -> Callable[[Raw], Iterator[Item]]:
    """A mapper: faithful is what the premise entails; other labels are kinds unless one is given.

    Args:
        premise: names that its column may have, the first that a row has is read.
        hypothesis: likewise.
        label: likewise; a list of votes counts by majority.
        kind: what is wrong with a row that is not entailed, in the set's own terms.
    """

    def pair(raw: Raw) -> Iterator[Item]:
        row = raw.row
        told = gold(row, held(row, label))
        yield single(
            raw.id,
            text_of(row, held(row, hypothesis)),
            text_of(row, held(row, premise)),
            faithful=told == "entailment",
            kinds=[kind(row) or told],
            label=told,
        )

    return pair


def held(row: Row, columns: Sequence[str]) -> str:
    """The first of these columns that the row has; else the first, to be named as missing."""
    return next((column for column in columns if column in row), columns[0])


def gold(row: Row, column: str) -> str:
    """The label of a row.

    Raises:
        KeyError: there is no such column.
        Unusable: the annotators had no majority, or the label is unknown.
    """
    if isinstance(row[column], list):
        return majority([choice({column: vote}, column, LABELS) for vote in row[column]])
    if row[column] in UNDECIDED:
        raise Unusable("the annotators had no majority")
    return choice(row, column, LABELS)
