"""The input, read once and laid down in chunks that any worker can take up at any time.

Near copies of one story lie in one chunk, so that what they share is judged once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from consistency.audit.article import Article, BadArticle, Staged, from_json, to_json
from consistency.audit.near import Stories
from consistency.audit.parts import write_table

SCHEMA = pa.schema(
    [
        pa.field("ordinal", pa.int64(), nullable=False),
        pa.field("chunk", pa.int32(), nullable=False),
        pa.field("story", pa.string(), nullable=False),
        pa.field("row", pa.string(), nullable=False),
    ]
)
OVERFULL = 4
"""A story of many copies may fill its chunk up to this many times before it is parted."""
Seen = Callable[[int], None]
"""Told how many rows are read."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was staged."""

    rows: int
    chunks: int
    before: int
    """Articles left out because they are older than `--since`."""
    undated: int
    """Articles kept although `--since` could not tell their age."""


def stage(
    rows: Iterable[Article | BadArticle],
    folder: Path,
    size: int,
    since: str = "",
    seen: Seen = lambda count: None,
) -> Extent:
    """Writes the rows as `chunk-000000.parquet` and so on.

    Args:
        rows: what was read, in order.
        folder: an empty folder.
        size: rows a chunk.
        since: ISO date; articles published before it are left out.
        seen: told from time to time how many rows are read.
    """
    path = folder / "staging.sqlite"
    database = sqlite3.connect(path)
    # Scratch: if the machine dies, it is made anew.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("CREATE TABLE staged (ordinal INTEGER PRIMARY KEY, story INTEGER, row TEXT)")
    database.execute("CREATE TABLE name (id TEXT PRIMARY KEY, uses INTEGER)")
    count, before, undated = _take(database, rows, since, seen)
    database.execute("CREATE INDEX by_story ON staged (story, ordinal)")
    chunks = 0
    for chunk in _chunks(_in_order(database), size):
        write_table(_table(chunk, chunks), folder / f"chunk-{chunks:06d}.parquet")
        chunks += 1
    database.close()
    path.unlink()
    return Extent(count, chunks, before, undated)


def read_chunk(table: pa.Table) -> list[Staged]:
    """The rows of a chunk, or of any piece of one."""
    return [
        Staged(row["ordinal"], row["story"], from_json(row["row"])) for row in table.to_pylist()
    ]


def _take(
    database: sqlite3.Connection, rows: Iterable[Article | BadArticle], since: str, seen: Seen
) -> tuple[int, int, int]:
    stories = Stories(database)
    count = before = undated = 0
    for row in rows:
        if since and isinstance(row, Article):
            if row.date and row.date < since:
                before += 1
                continue
            undated += not row.date
        row = _writable(row)
        named = replace(row, id=_unused(database, row.id))
        story = stories.add(count, row.text) if isinstance(row, Article) else None
        database.execute(
            "INSERT INTO staged VALUES (?, ?, ?)",
            (count, count if story is None else story, to_json(named)),
        )
        count += 1
        if count % 100 == 0:
            seen(count)
    database.commit()
    seen(count)
    return count, before, undated


def _writable(row: Article | BadArticle) -> Article | BadArticle:
    """The row; an error row where a name or text in it is not wholly Unicode."""
    try:
        to_json(row).encode()
    except UnicodeEncodeError:
        reason = row.reason if isinstance(row, BadArticle) else "holds bytes that are no UTF-8"
        whole = (part.encode("utf-8", "replace").decode() for part in (row.id, row.origin, reason))
        return BadArticle(*whole)
    return row


def _unused(database: sqlite3.Connection, id: str) -> str:
    """The id, or where an earlier row has it, the id with a number behind it."""
    wanted, uses = id, 1
    while True:
        row = database.execute("SELECT uses FROM name WHERE id = ?", (wanted,)).fetchone()
        if row is None:
            database.execute("INSERT INTO name VALUES (?, 1)", (wanted,))
            return wanted
        uses = max(uses, row[0]) + 1
        database.execute("UPDATE name SET uses = ? WHERE id = ?", (uses, id))
        wanted = f"{id}~{uses}"


def _in_order(database: sqlite3.Connection) -> Iterator[tuple[int, Staged]]:
    query = (
        "SELECT staged.story, staged.ordinal, staged.row, first.row FROM staged "
        "JOIN staged AS first ON first.ordinal = staged.story ORDER BY staged.story, staged.ordinal"
    )
    for story, ordinal, row, first in database.execute(query):
        yield story, Staged(ordinal, from_json(first).id, from_json(row))


def _chunks(rows: Iterable[tuple[int, Staged]], size: int) -> Iterator[list[Staged]]:
    chunk: list[Staged] = []
    for _, story in groupby(rows, key=lambda one: one[0]):
        for nth, (_, staged) in enumerate(story):
            if len(chunk) >= size * (OVERFULL if nth else 1):
                yield chunk
                chunk = []
            chunk.append(staged)
    if chunk:
        yield chunk


def _table(chunk: list[Staged], number: int) -> pa.Table:
    rows = [
        {"ordinal": one.ordinal, "chunk": number, "story": one.story, "row": to_json(one.row)}
        for one in chunk
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
