"""What the adapters share: rows become items, and those that cannot are reported."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from consistency.domain import Span
from eval.benchmark import BadRow, Item, Unit
from eval.benchmarks.rows import Raw, Row, rows

Read = Callable[[Path], Iterator[Item | BadRow]]
Mapper = Callable[[Raw], Iterable[Item]]
Meaning = TypeVar("Meaning")
Vote = TypeVar("Vote")

TRAINED = (
    "The shipped model was trained on rows of this set: it may choose thresholds, "
    "and no figure of that model on it may be reported."
)
"""Ends the `labelled` of such a benchmark; `eval.benchmarks.trained_on` looks for it."""


REFERENCES = Path(__file__).with_name("references.bib")


def cited(key: str) -> str:
    """The BibTeX entry with this key in `references.bib`.

    Raises:
        KeyError: there is none.
    """
    entries = REFERENCES.read_text(encoding="utf-8").strip().split("\n\n")
    return {re.search(r"\{([^,]+),", entry).group(1): entry for entry in entries}[key]  # type: ignore[union-attr]


class Unusable(ValueError):
    """Why a row cannot be used, in words."""


def reader(files: Sequence[str], origin: str, mapper: Mapper) -> Read:
    """A benchmark's `read`: the files' rows, each made into items on its own."""
    return lambda root: mapped(rows(root, files, origin), mapper)


def mapped(raws: Iterable[Raw | BadRow], mapper: Mapper) -> Iterator[Item | BadRow]:
    """Makes rows into items; a row that cannot be used, or repeats an id, comes out as BadRow."""
    seen: set[str] = set()
    for raw in raws:
        if isinstance(raw, BadRow):
            yield raw
            continue
        try:
            items = list(mapper(raw))
        except KeyError as error:
            yield raw.bad(f"no column {error}; it has {', '.join(raw.row)}")
            continue
        except (TypeError, ValueError, AttributeError) as error:
            yield raw.bad(str(error))
            continue
        for item in items:
            if item.id in seen:
                yield raw.bad(f"an earlier row has the id {item.id} too")
            else:
                seen.add(item.id)
                yield item


def text_of(row: Row, column: str) -> str:
    """The text of a column, as it stands.

    Raises:
        KeyError: there is no such column.
        Unusable: it holds no text.
    """
    value = row[column]
    if not isinstance(value, str) or not value.strip():
        raise Unusable(f"column {column!r} holds no text but {value!r}")
    return value


def choice(row: Row, column: str, meanings: Mapping[Any, Meaning]) -> Meaning:
    """What the value of a column means.

    Raises:
        KeyError: there is no such column.
        Unusable: the value has no meaning.
    """
    value = row[column]
    if value not in meanings:
        known = ", ".join(map(repr, meanings))
        raise Unusable(f"column {column!r} holds {value!r}, which is none of {known}")
    return meanings[value]


BINARY: Mapping[Any, bool] = {1: True, 0: False, "1": True, "0": False}
"""1 for faithful, as most publishers have it; CSV files give the digit as text."""


def majority(votes: Sequence[Vote]) -> Vote:
    """What more than half of the votes say.

    Raises:
        Unusable: nothing has so many.
    """
    for vote, count in Counter(votes).items():
        if count * 2 > len(votes):
            return vote
    raise Unusable(f"no majority among the votes ({', '.join(map(str, votes))})")


def named_by_most(votes: Iterable[Iterable[str]], annotators: int) -> list[str]:
    """The kinds that more than half of the annotators name, whatever they name besides."""
    counts = Counter(kind for kinds in votes for kind in set(kinds))
    return [kind for kind, count in counts.items() if count * 2 > annotators]


def scores(raw: Mapping[str, Any]) -> dict[str, float]:
    """Published systems' scores; one that is missing or not a number is left out of the unit."""
    found = {}
    for system, value in raw.items():
        try:
            score = float(value)
        except (TypeError, ValueError):
            continue
        if math.isfinite(score):
            found[system] = score
    return found


def key(text: str) -> str:
    """A short name for a text, for sets that name no articles: 12 hex digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def single(
    id: str,
    text: str,
    source: str,
    *,
    faithful: bool,
    article: str | None = None,
    kinds: Iterable[str] = (),
    wrong: Iterable[Span] = (),
    pair: str | None = None,
    label: str | None = None,
    peers: Mapping[str, float] | None = None,
) -> Item:
    """An item of one unit, the whole text; an article without a name goes by its source.

    Raises:
        Unusable: the kinds are a text and no list.
    """
    if isinstance(kinds, str):
        raise Unusable(f"the kinds are no list but {kinds!r}")
    unit = Unit(
        id=id,
        span=Span(0, len(text)),
        faithful=faithful,
        kinds=() if faithful else tuple(sorted(set(kinds))),
        wrong=() if faithful else tuple(sorted(wrong)),
        pair=pair,
        label=label,
        peers=peers or {},
    )
    return Item(id, article or key(source), text, source, (), (unit,))
