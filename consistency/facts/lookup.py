"""One question to a fact base: meaning and words side by side, and little read of what they find.

Both look-ups return row numbers and scores alone. Of the rows that either found, the vectors are
read once, to rank them; texts and names only of those that are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

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
"""Partitions of the vector index that a query reads (`eval.bench_facts --sweep` tries others)."""
REFINE = 2
"""How many times the pool is looked up by the codes of the index, to be ranked by the vectors
themselves."""
CHUNK = 12
"""Rows read at a time, best first, until the asker has enough."""
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


def look_up(table: Table, question: Question) -> Iterator[Found]:
    """The facts that meaning and words bring, best first, by reciprocal rank fusion.

    They are read as they are asked for.
    """
    told: set[str] = set()
    for _ in range(TRIES):
        ranked = _ranked(table, question)
        for chunk in _chunks(ranked or ()):
            rows = _read(table, [number for number, _ in chunk], COLUMNS)
            if rows is None:
                break
            found = dict(zip(rows["_rowid"].to_pylist(), rows.to_pylist(), strict=True))
            for number, cosine in chunk:
                row = found[number]
                if row["fingerprint"] not in told:
                    told.add(row["fingerprint"])
                    yield Found(row, cosine)
        else:
            if ranked is not None:
                return
    raise RuntimeError("the fact base changes faster than it can be read")


Scores = dict[int, float]
"""By the row's number, how well it matches; greater is better."""


Ranked = list[tuple[int, float]]
"""Row numbers with their cosine, best first."""


def _chunks(ranked: Sequence[tuple[int, float]]) -> Iterator[Sequence[tuple[int, float]]]:
    for start in range(0, len(ranked), CHUNK):
        yield ranked[start : start + CHUNK]


def _ranked(table: Table, question: Question) -> Ranked | None:
    """What both look-ups found, ranked; `None` where the rows have moved since."""
    by_words = _SIDE.submit(_by_words, table, question)
    near, worded = _by_vector(table, question), by_words.result()
    numbers = sorted({*near, *worded})
    if not numbers:
        return []
    read = _read(table, numbers, ("vector",))
    if read is None:
        return None
    cosine = dict(zip(read["_rowid"].to_pylist(), _cosines(read, question.vector), strict=True))
    # Equal scores are ranked by cosine, since where a row lies differs from base to base.
    rankings = (
        sorted(near, key=lambda n: (-cosine[n], n))[:POOL],
        sorted(worded, key=lambda n: (-worded[n], -cosine[n], n)),
    )
    fused = dict.fromkeys(numbers, 0.0)
    for ranking in rankings:
        for rank, number in enumerate(ranking):
            fused[number] += 1 / (RANK_DAMPING + rank)
    best = sorted(fused, key=lambda n: (-fused[n], -cosine[n], n))
    return [(number, cosine[number]) for number in best if fused[number]]


def _cosines(read: pa.Table, vector: Vectors) -> list[float]:
    import pyarrow as pa

    flat = pa.concat_arrays([chunk.flatten() for chunk in read["vector"].chunks])
    known = flat.to_numpy(zero_copy_only=False).reshape(-1, DIMENSIONS)
    # One by one: the product of a matrix may differ in its last bit with the number of rows.
    # Cut by plain floats: np.clip of a single number takes longer than the product itself.
    return [min(1.0, max(0.0, float(one @ vector))) for one in known]


def _read(table: Table, numbers: Sequence[int], columns: Sequence[str]) -> pa.Table | None:
    """The rows of these numbers; `None` where another thread has moved them since."""
    wanted = table.take_row_ids(list(numbers)).select(list(columns)).with_row_id()
    try:
        found = wanted.to_arrow()
    except (RuntimeError, ValueError):
        return None
    return found if found.num_rows == len(numbers) else None


def _by_vector(table: Table, question: Question) -> list[int]:
    """Row numbers of the nearest facts; more than the pool where only their codes were compared."""

    def query() -> Any:
        found = table.search(question.vector, vector_column_name="vector")
        found = found.distance_type("cosine").select(["_distance"]).with_row_id(with_row_id=True)
        return found.nprobes(PROBES) if question.indexed else found.bypass_vector_index()

    count = REFINE * POOL if question.indexed else POOL
    found: list[int] = _holding(query, question, count)["_rowid"].to_pylist()
    return found[:count]


def _by_words(table: Table, question: Question) -> Scores:
    from lancedb import query as lance

    if not question.text.strip():
        return {}
    match: Any = lance.MatchQuery  # its hints ask for arguments that have defaults
    wanted = match(question.text, "words")

    def query() -> Any:
        found = table.search(wanted, query_type="fts")
        return found.select(["_score"]).with_row_id(with_row_id=True)

    found = _holding(query, question, POOL)
    scores = dict(zip(found["_rowid"].to_pylist(), found["_score"].to_pylist(), strict=True))
    kept = sorted(scores, key=lambda number: (-scores[number], number))[:POOL]
    return {number: scores[number] for number in kept}


def _holding(query: Callable[[], Any], question: Question, count: int) -> pa.Table:
    """What a query finds among the facts that a condition leaves.

    Testing the condition on every fact first costs more, at scale, than the search itself. So
    some more are looked up and tested afterwards; only where too few are left (most of the base
    is of another time) is every fact tested first.
    """
    where = question.where
    if where and question.indexed:
        some = query().where(where, prefilter=False).limit(SPARE * count).to_arrow()
        if some.num_rows >= count:
            return some
    wanted = query().where(where, prefilter=True) if where else query()
    return wanted.limit(count).to_arrow()
