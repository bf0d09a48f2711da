"""FactBase: facts at scale in LanceDB, found again by meaning, words, names and date."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

import numpy as np

from consistency.domain import Sentence, Validity
from consistency.errors import BadInput
from consistency.facts.embed import DIMENSIONS, Vectors, embed
from consistency.facts.index import Hit
from consistency.facts.lookup import COLUMNS, Question, Table, look_up
from consistency.facts.record import (
    FactRecord,
    Parties,
    Prepared,
    bears_on,
    fact_of,
    parties_of,
    prepare,
)
from consistency.language import parse_statement, require_whole

if TYPE_CHECKING:
    import pyarrow as pa

_T = TypeVar("_T")

TABLE = "facts"
BATCH = 256
"""Facts that one write stores; what a kill can lose."""
TIDY = 64
"""Batches after which many small files are joined, so that looking facts up stays quick."""
VECTOR_INDEX_FROM = 100_000
"""Facts from which vectors are searched through an index; below it the search is exhaustive."""
PARTITION = 2048
"""Facts in a partition of the vector index, about."""
TRIES = 10

_LINE = re.compile(r"(?::\d+|, sentence \d+)$")

Progress = Callable[[int, int | None], None]
"""Told how many facts of how many (`None`: not known) are stored."""


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact in a base."""

    id: str
    """Its fingerprint."""
    record: FactRecord
    parties: Parties


@dataclass(frozen=True, slots=True)
class FactHit:
    """A fact that was found, with where it is known from and how near it is."""

    fact: StoredFact
    nearness: float
    """Cosine of the two embeddings, cut to 0…1."""


class Added(NamedTuple):
    """What became of the facts that were given."""

    added: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class FactStats:
    """What a base holds."""

    facts: int
    dated: int
    """Facts with a start or an end."""
    ended: int
    """Facts with an end."""
    never_sure: int
    """Facts whose dates are so vague that there is no day on which they surely hold."""
    origins: dict[str, int]
    """Facts by origin, its line or sentence left off; most first."""
    tags: dict[str, int]
    version: int
    bytes: int
    indexes: tuple[str, ...]


class FactBase:
    """A collection of facts in a folder or in object storage; made by `FactBase.open`.

    >>> base = FactBase.open("newsroom")                                    # doctest: +SKIP
    >>> base.add(["Acme's head office is in Lyon."])                        # doctest: +SKIP
    >>> base.as_of(date(2021, 3, 1)).search("Where is Acme based?")         # doctest: +SKIP
    """

    def __init__(self, path: str, table: Table) -> None:
        self.path = path
        self._table = table
        self._where: str | None = None
        self._indexed = any("vector" in i.columns for i in table.list_indices())

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, version: int | None = None) -> Self:
        """Opens a base, and makes it where there is none.

        Args:
            path: a folder, or the address of one in object storage (`s3://bucket/facts`).
            create: whether to make a base where there is none.
            version: an earlier version to look at; it can be read but not changed.

        Raises:
            BadInput: there is no base here, or no such version of it.
        """
        # LanceDB takes a second to import; only those who keep a fact base wait for it.
        import lancedb

        path = str(path)
        if not create and not _may_hold(path):
            raise BadInput(path, "there is no fact base here", f"make one: {_MAKE} --base {path}")
        store = lancedb.connect(path)
        if create:
            table = store.create_table(TABLE, schema=_schema(), exist_ok=True)
            base = cls(path, table)
            base._ensure_indexes()
        else:
            try:
                base = cls(path, store.open_table(TABLE))
            except (ValueError, FileNotFoundError) as error:
                raise BadInput(
                    path, "there is no fact base here", f"make one: {_MAKE} --base {path}"
                ) from error
        if version is not None:
            try:
                base._table.checkout(version)
            except (ValueError, RuntimeError) as error:
                raise BadInput(
                    path, f"there is no version {version}", "see `facts stats`"
                ) from error
        return base

    @property
    def version(self) -> int:
        """The number of the newest state; every change makes a new one."""
        return int(self._table.version)

    def __len__(self) -> int:
        """The number of facts, those outside `as_of` left out."""
        return int(self._table.count_rows(self._where))

    def __iter__(self) -> Iterator[StoredFact]:
        """Every fact, in the order of the table."""
        return self.facts()

    def as_of(self, day: date | None) -> Self:
        """The base without the facts that do not surely hold on a day.

        Args:
            day: the day of the article; `None` when it is unknown, which leaves out what has
                ended.
        """
        then = copy(self)
        then._where = _holding(day)
        return then

    def set_aside(self) -> int:
        """How many facts `as_of` left out."""
        return int(self._table.count_rows(f"NOT ({self._where})")) if self._where else 0

    # ------------------------------------------------------------------ writing

    def add(self, facts: Iterable[FactRecord | str], progress: Progress | None = None) -> Added:
        """Stores facts; those that the base has already are left as they are.

        Facts are stored 256 at a time, so a run that was killed loses at most as many; the same
        call again goes on where it stopped, and does not read or embed again what is stored.

        Args:
            facts: records, or plain sentences.
            progress: told after each batch.

        Raises:
            BadInput: a fact has no words, or holds a lone surrogate.
        """
        added = given = 0
        for number, batch in enumerate(_batches(_records(facts)), start=1):
            given += len(batch)
            unique = {record.fingerprint: record for record in reversed(batch)}
            known = self._known(unique)
            fresh = [r for key, r in reversed(unique.items()) if key not in known]
            if fresh:
                added += self.add_prepared(prepare(fresh))
            if number % TIDY == 0:
                self.optimize()
            if progress is not None:
                progress(given, None)
        if added:
            self.optimize()
        return Added(added, given - added)

    def add_prepared(self, rows: Sequence[Prepared]) -> int:
        """Stores facts that are read and embedded already; returns how many were new.

        The fingerprint is the table's primary key: of two writers that store one fact at the
        same time, Lance lets the second see the first.
        """
        unique = {row.record.fingerprint: row for row in reversed(rows)}
        table = _arrow(list(reversed(unique.values())))
        merge = self._table.merge_insert("fingerprint").when_not_matched_insert_all()
        return int(_persist(lambda: merge.execute(table)).num_inserted_rows)

    def remove(self, ids: Sequence[str] = (), *, tag: str = "", origin: str = "") -> int:
        """Removes facts by id, and by tag or origin; returns how many there were.

        Args:
            ids: ids, or their beginnings where no other begins so.
            tag: removes every fact with this tag.
            origin: removes every fact from this origin.

        Raises:
            BadInput: an id is unknown, or the beginning of several.
        """
        chosen = [f"fingerprint = {_quoted(self.get(one).id)}" for one in ids]
        chosen += [_has_tag(tag)] if tag else []
        chosen += [f"origin = {_quoted(origin)}"] if origin else []
        if not chosen:
            return 0
        where = " OR ".join(chosen)
        count = int(self._table.count_rows(where))
        _persist(lambda: self._table.delete(where))
        return count

    def optimize(self) -> None:
        """Joins small files and brings the indexes up to date; done after every `add`."""
        self._ensure_indexes()
        _persist(self._table.optimize)

    def _ensure_indexes(self) -> None:
        from lancedb.index import FTS, BTree, IvfRq

        wanted: dict[str, Any] = {"words": FTS(), "fingerprint": BTree()}
        if self._table.count_rows() >= VECTOR_INDEX_FROM:
            # One bit a dimension (RaBitQ) needs no training: product codes took fifty times as
            # long to build for the same recall, since the best are compared by whole vectors.
            wanted["vector"] = IvfRq(distance_type="cosine", target_partition_size=PARTITION)
        for column, config in wanted.items():
            if not self._has_index(column):
                _persist(lambda c=column, k=config: self._index(c, k))  # type: ignore[misc]
        self._indexed = self._has_index("vector")

    def _index(self, column: str, config: Any) -> None:
        # Another writer may have made it while this one waited.
        if not self._has_index(column):
            self._table.create_index(column, config=config, replace=False)

    def _has_index(self, column: str) -> bool:
        return any(column in index.columns for index in self._table.list_indices())

    # ------------------------------------------------------------------ reading

    def get(self, id: str) -> StoredFact:
        """The fact with an id, or the only one whose id begins so.

        Raises:
            BadInput: there is none, or several.
        """
        if not id.isalnum():
            raise BadInput(id, "no fact's id", "see `consistency facts list`")
        rows = self._rows(f"fingerprint LIKE '{id}%'", limit=2)
        if len(rows) != 1:
            problem = "several facts have ids that begin so" if rows else "no fact has this id"
            raise BadInput(id, problem, "see `consistency facts list`")
        return _stored(rows[0])

    def facts(self, *, tag: str = "", limit: int | None = None) -> Iterator[StoredFact]:
        """Facts in the order of the table, those outside `as_of` left out.

        Args:
            tag: only those with this tag.
            limit: at most so many.
        """
        query = self._table.search().select(list(COLUMNS))
        where = _both(self._where, _has_tag(tag) if tag else None)
        query = query.where(where) if where else query
        query = query.limit(len(self) if limit is None else limit)
        for batch in query.to_batches():
            yield from (_stored(row) for row in batch.to_pylist())

    def search(self, text: str, count: int = 10, *, tag: str = "") -> list[FactHit]:
        """The facts that bear on a text, best first, whomever they name.

        Args:
            text: a sentence or a question.
            count: how many at most.
            tag: only those with this tag.
        """
        names = parties_of(parse_statement(text)).names
        where = _both(self._where, _has_tag(tag) if tag else None)
        return list(islice(self._ranked(text, names, embed([text])[0], where), count))

    def nearest(
        self,
        text: str,
        names: Sequence[str],
        vector: Vectors,
        count: int = 10,
        *,
        exhaustive: bool = False,
    ) -> list[FactHit]:
        """The facts nearest to a text that is read and embedded already, best first.

        Args:
            text: the words.
            names: keys of the names in it.
            vector: its unit embedding, shape (384,).
            count: how many at most.
            exhaustive: whether to look at every vector, index or no index; to measure by.
        """
        found = self._ranked(text, names, vector, self._where, exhaustive=exhaustive)
        return list(islice(found, count))

    def evidence_for(self, sentence: Sentence, vector: Vectors, count: int) -> list[Hit]:
        """The best facts that concern a parsed sentence, best first.

        Args:
            sentence: the sentence.
            vector: its unit embedding, shape (384,).
            count: how many at most.
        """
        said = parties_of(sentence)
        ranked = self._ranked(sentence.text, said.names, vector, self._where)
        found = (h for h in ranked if bears_on(said, h.fact.parties, h.nearness))
        return [
            Hit(fact_of(hit.fact.record), place, hit.nearness)
            for place, hit in enumerate(islice(found, count))
        ]

    def _ranked(
        self,
        text: str,
        names: Sequence[str],
        vector: Vectors,
        where: str | None,
        *,
        exhaustive: bool = False,
    ) -> Iterator[FactHit]:
        asked = Question(" ".join([text, *names]), vector, where, self._indexed and not exhaustive)
        return (FactHit(_stored(row), cosine) for row, cosine in look_up(self._table, asked))

    def stats(self) -> FactStats:
        """What the base holds, whatever `as_of` leaves out."""
        columns = ["origin", "tags", "valid_from", "valid_to", "sure_from", "sure_to"]
        table = self._table.search().select(columns).limit(self._table.count_rows()).to_arrow()
        rows = table.to_pylist()
        return FactStats(
            facts=len(rows),
            dated=sum(bool(row["valid_from"] or row["valid_to"]) for row in rows),
            ended=sum(bool(row["valid_to"]) for row in rows),
            never_sure=sum(
                bool(row["sure_from"] and row["sure_to"] and row["sure_to"] < row["sure_from"])
                for row in rows
            ),
            origins=dict(Counter(_LINE.sub("", row["origin"]) for row in rows).most_common()),
            tags=dict(Counter(tag for row in rows for tag in row["tags"]).most_common()),
            version=self.version,
            bytes=int(self._table.stats()["total_bytes"]),
            indexes=tuple(sorted(c for i in self._table.list_indices() for c in i.columns)),
        )

    def _known(self, fingerprints: Iterable[str]) -> set[str]:
        listed = ", ".join(map(_quoted, fingerprints))
        rows = self._rows(f"fingerprint IN ({listed})", limit=BATCH, columns=["fingerprint"])
        return {row["fingerprint"] for row in rows}

    def _rows(
        self, where: str, limit: int, columns: Sequence[str] = COLUMNS
    ) -> list[dict[str, Any]]:
        query = self._table.search().where(where).select(list(columns)).limit(limit)
        found: list[dict[str, Any]] = query.to_arrow().to_pylist()
        return found


_MAKE = "consistency facts add SENTENCE"


def _may_hold(path: str) -> bool:
    """Whether a base may be here; what is in object storage is known only when opened."""
    return "://" in path or (Path(path) / f"{TABLE}.lance").is_dir()


def _records(facts: Iterable[FactRecord | str]) -> Iterator[FactRecord]:
    for fact in facts:
        record = FactRecord(fact) if isinstance(fact, str) else fact
        if not record.text.strip():
            raise BadInput(record.origin or "facts", "a fact has no words", "write a sentence")
        for part in (record.text, record.origin, *record.tags):
            require_whole(part, f"the fact {record.text[:60]!a}")
        yield replace(record, text=" ".join(record.text.split()))


def _batches(records: Iterator[FactRecord]) -> Iterator[list[FactRecord]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def _schema() -> pa.Schema:
    import pyarrow as pa

    # Lance reads this mark when it commits: two writers cannot both insert one key.
    key = {b"lance-schema:unenforced-primary-key": b"true"}
    many = pa.list_(pa.string())
    return pa.schema(
        [
            pa.field("fingerprint", pa.string(), nullable=False, metadata=key),
            pa.field("text", pa.string(), nullable=False),
            pa.field("origin", pa.string(), nullable=False),
            pa.field("valid_from", pa.string()),
            pa.field("valid_to", pa.string()),
            pa.field("sure_from", pa.date32()),
            pa.field("sure_to", pa.date32()),
            pa.field("tags", many, nullable=False),
            pa.field("names", many, nullable=False),
            pa.field("people", many, nullable=False),
            # What words are looked up in: the text, and its names in their normal form.
            pa.field("words", pa.string(), nullable=False),
            pa.field("vector", pa.list_(pa.float32(), DIMENSIONS), nullable=False),
        ]
    )


def _arrow(rows: Sequence[Prepared]) -> pa.Table:
    import pyarrow as pa

    schema = _schema()
    vectors = np.asarray([row.vector for row in rows], dtype=np.float32).reshape(-1)
    records = [row.record for row in rows]
    columns: dict[str, Any] = {
        "fingerprint": [r.fingerprint for r in records],
        "text": [r.text for r in records],
        "origin": [r.origin for r in records],
        "valid_from": [r.valid.start for r in records],
        "valid_to": [r.valid.end for r in records],
        "sure_from": [r.valid.first_sure_day for r in records],
        "sure_to": [r.valid.last_sure_day for r in records],
        "tags": [list(r.tags) for r in records],
        "names": [list(row.parties.names) for row in rows],
        "people": [list(row.parties.people) for row in rows],
        "words": [" ".join((row.record.text, *row.parties.names)) for row in rows],
        "vector": pa.FixedSizeListArray.from_arrays(pa.array(vectors), DIMENSIONS),
    }
    return pa.table(columns, schema=schema)


def _stored(row: dict[str, Any]) -> StoredFact:
    record = FactRecord(
        row["text"],
        row["origin"],
        Validity(row["valid_from"], row["valid_to"]),
        tuple(row["tags"]),
        tuple(row["names"]),
        tuple(row["people"]),
    )
    return StoredFact(
        row["fingerprint"], record, Parties(tuple(row["names"]), tuple(row["people"]))
    )


def _holding(day: date | None) -> str:
    """SQL for `Validity.holds_on`."""
    if day is None:
        return "sure_to IS NULL"
    on = f"date '{day.isoformat()}'"
    return f"(sure_from IS NULL OR sure_from <= {on}) AND (sure_to IS NULL OR sure_to >= {on})"


def _has_tag(tag: str) -> str:
    return f"array_has(tags, {_quoted(tag)})"


def _both(one: str | None, other: str | None) -> str | None:
    return f"({one}) AND ({other})" if one and other else one or other


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _persist(write: Callable[[], _T]) -> _T:
    """Writes; tries again when another writer came first, as Lance then asks."""
    for attempt in range(TRIES):
        try:
            return write()
        except RuntimeError as error:
            if "conflict" not in str(error).lower() or attempt == TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError("unreachable")
