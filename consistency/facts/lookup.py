"""One question to a fact base: meaning and words side by side, then one read of what they found.

Both look-ups return row numbers and scores alone; texts, names and vectors are read once, for the
few rows that either of them found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from consistency.facts.embed import DIMENSIONS, Vectors
from consistency.facts.index import RANK_DAMPING

if TYPE_CHECKING:
    import pyarrow as pa

Table = Any
"""`lancedb.table.Table`; its hints do not know what its own query builders can do."""
POOL = 48
"""Candidates that meaning and words each bring before names are compared."""
SPARE = 4
"""How many times as many are looked up where those that do not hold are dropped afterwards."""
PROBES = 20
"""Partitions of the vector index that a query reads (`eval/bench_facts.py` measures the choice)."""
REFINE = 2
"""How many times the wanted count is looked at with the vectors themselves, not their codes."""
TRIES = 3
COLUMNS = (
    "fingerprint", "text", "origin", "valid_from", "valid_to", "tags", "names", "people",
)  # fmt: skip
"""What a fact is made of."""

_SIDE = ThreadPoolExecutor(max_workers=4, thread_name_prefix="facts-by-words")


class Question(NamedTuple):
    """What is looked up, and among which facts."""

    text: str
    """The words, those of the names in normal form among them."""
    vector: Vectors
    """Its unit embedding, shape (384,)."""
    where: str | None = None
    """A condition in SQL that facts must meet."""
    indexed: bool = False
    """Whether there is a vector index to use; without it every vector is compared."""


class Found(NamedTuple):
    """A row of the table, with how near it is."""

    row: dict[str, Any]
    """Its `COLUMNS`."""
    cosine: float
    """Of the two embeddings, cut to 0…1."""


def look_up(table: Table, question: Question) -> list[Found]:
    """The facts that meaning and words bring, best first, by reciprocal rank fusion."""
    for attempt in range(TRIES):
        by_words = _SIDE.submit(_by_words, table, question)
        scored = (_by_vector(table, question), by_words.result())
        rows = _read(table, sorted({number for scores in scored for number in scores}))
        if rows is not None:
            return _fused(scored, rows, question.vector)
        if attempt == TRIES - 1:
            break
    raise RuntimeError("the fact base changes faster than it can be read")


Scores = dict[int, float]
"""By the row's number, how well it matches; greater is better."""


class _Rows(NamedTuple):
    numbers: list[int]
    cells: list[dict[str, Any]]
    vectors: Vectors


def _by_vector(table: Table, question: Question) -> Scores:
    def query() -> Any:
        found = table.search(question.vector, vector_column_name="vector")
        found = found.distance_type("cosine").select(["_distance"]).with_row_id(with_row_id=True)
        if question.indexed:
            return found.nprobes(PROBES).refine_factor(REFINE)
        return found.bypass_vector_index()

    found = _holding(query, question)
    return _best(found["_rowid"].to_pylist(), [-d for d in found["_distance"].to_pylist()])


def _by_words(table: Table, question: Question) -> Scores:
    from lancedb import query as lance

    if not question.text.strip():
        return {}
    match: Any = lance.MatchQuery  # its hints ask for arguments that have defaults
    wanted = match(question.text, "words")

    def query() -> Any:
        found = table.search(wanted, query_type="fts")
        return found.select(["_score"]).with_row_id(with_row_id=True)

    found = _holding(query, question)
    return _best(found["_rowid"].to_pylist(), found["_score"].to_pylist())


def _best(numbers: Sequence[int], scores: Sequence[float]) -> Scores:
    ranked = sorted(zip(numbers, scores, strict=True), key=lambda one: (-one[1], one[0]))
    return dict(ranked[:POOL])


def _holding(query: Callable[[], Any], question: Question) -> pa.Table:
    """What a query finds among the facts that a condition leaves.

    Testing the condition on every fact first costs more, at scale, than the search itself. So
    some more are looked up and tested afterwards; only where too few are left (most of the base
    is of another time) is every fact tested first.
    """
    where = question.where
    if where and question.indexed:
        some = query().where(where, prefilter=False).limit(SPARE * POOL).to_arrow()
        if some.num_rows >= POOL:
            return some
    wanted = query().where(where, prefilter=True) if where else query()
    return wanted.limit(POOL).to_arrow()


def _read(table: Table, numbers: list[int]) -> _Rows | None:
    """The rows of these numbers; `None` where another thread has moved them since."""
    import pyarrow as pa

    if not numbers:
        return _Rows([], [], np.zeros((0, DIMENSIONS), dtype=np.float32))
    wanted = table.take_row_ids(numbers).select([*COLUMNS, "vector"]).with_row_id()
    try:
        found = wanted.to_arrow()
    except (RuntimeError, ValueError):
        return None
    if found.num_rows < len(numbers):
        return None
    vectors = pa.concat_arrays([chunk.flatten() for chunk in found["vector"].chunks])
    cells = found.select(list(COLUMNS)).to_pylist()
    flat = vectors.to_numpy(zero_copy_only=False)
    return _Rows(found["_rowid"].to_pylist(), cells, flat.reshape(-1, DIMENSIONS))


def _fused(scored: Sequence[Scores], rows: _Rows, vector: Vectors) -> list[Found]:
    found = {
        number: Found(row, _cosine(known, vector))
        for number, row, known in zip(rows.numbers, rows.cells, rows.vectors, strict=True)
    }

    def key(number: int) -> str:
        return str(found[number].row["fingerprint"])

    fused = dict.fromkeys(found, 0.0)
    for scores in scored:
        # Equal scores are ranked by fingerprint: where a row lies differs from base to base.
        for rank, number in enumerate(sorted(scores, key=lambda n: (-scores[n], key(n)))):
            fused[number] += 1 / (RANK_DAMPING + rank)
    return [found[n] for n in sorted(fused, key=lambda n: (-fused[n], key(n)))]


def _cosine(known: Vectors, vector: Vectors) -> float:
    # One by one: the product of a matrix may differ in its last bit with the number of rows.
    return float(np.clip(known @ vector, 0.0, 1.0))
