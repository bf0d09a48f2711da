"""What is measured on: a benchmark says where it is from and maps its rows to items with gold.

Systems see an `Item` without its gold; a `Run` holds what they said of each `Unit`; metrics lay
the two side by side. Every benchmark, from sentence pairs to whole spun articles, is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from consistency.domain import Span

Role = Literal["dev", "test", "probe"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing with one gold answer: a summary, a claim, a hypothesis, an article's sentence."""

    id: str
    """Unique within the benchmark, stable between runs."""
    span: Span
    """Where it stands in the item's text; the whole text for most benchmarks."""
    faithful: bool
    """Whether everything it says holds."""
    kinds: tuple[str, ...] = ()
    """What is wrong, in the benchmark's own terms, sorted; empty for a faithful unit."""
    wrong: tuple[Span, ...] = ()
    """The wrong words, where the benchmark marks them."""
    visible: frozenset[str] = frozenset({"source"})
    """Which of `source`, `facts`, `article` alone suffices to see the error."""
    pair: str | None = None
    """Minimal pairs share this: one faithful unit against each unfaithful one of the same name."""
    label: str | None = None
    """entailment, neutral or contradiction, where the benchmark tells all three apart."""
    peers: Mapping[str, float] = field(default_factory=dict)
    """Scores of published systems on this very unit; higher is more faithful."""


@dataclass(frozen=True, slots=True)
class Item:
    """One text to judge, what it is judged against, and its units in order."""

    id: str
    article: str
    """What the item was made from: intervals draw whole articles."""
    text: str
    source: str
    facts: tuple[str, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: reported, never dropped in silence."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A measuring set: where it is from, how it was labelled, and how its rows are read."""

    name: str
    """Its name on the command line, such as `bump`."""
    title: str
    role: Role
    """`dev` may inform rules; `test` is only looked at when reporting; `probe` tests one skill."""
    licence: str
    origin: str
    """Address or citation of the publisher's own download."""
    revision: str
    labelled: str
    """Who labelled it and how, in a sentence."""
    bibtex: str
    files: tuple[str, ...]
    """Paths or globs below the data directory; a benchmark with none of them is not at hand."""
    read: Callable[[Path], Iterator[Item | BadRow]]
    """Reads the data directory; raises FileNotFoundError naming the file and the mend."""
