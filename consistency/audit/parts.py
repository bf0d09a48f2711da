"""Parts of the result on disk: whole or not there at all, however the process ends."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from consistency.audit.schema import TABLES, unnest

SCRATCH = ".unfinished"
"""Ends the name of a file that is being written."""


def remove_scratch(out: Path) -> None:
    """Removes what a killed run was just writing; nobody else may be writing now."""
    for path in out.rglob(f".*{SCRATCH}"):
        path.unlink()


def write_atomically(path: Path, content: bytes) -> None:
    """Puts a file in its place in one step; a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}{SCRATCH}")
    with scratch.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def write_json(path: Path, value: Any) -> None:
    """A JSON file, atomically; the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    # A file's name may hold bytes that are no UTF-8; JSON spells them the way this does.
    write_atomically(path, text.encode("utf-8", "backslashreplace"))


def write_table(table: pa.Table, path: Path) -> None:
    """A Parquet file, atomically; the same bytes for the same rows."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    write_atomically(path, sink.getvalue().to_pybytes())


class Parts:
    """The four tables, a part of each for every chunk, and which chunks are done.

    A chunk is done once its mark lies in `marks`; the mark is written last, so a part without
    one is rewritten. Parts depend on the chunk alone, so a rewritten part has the same bytes.

    Args:
        out: the audit's folder.
        marks: the folder of the marks.
    """

    def __init__(self, out: Path, marks: Path) -> None:
        self._out = out
        self._marks = marks

    def done(self) -> set[int]:
        """Numbers of the chunks that are done."""
        if not self._marks.is_dir():
            return set()
        return {int(mark.name) for mark in self._marks.iterdir() if mark.name.isdigit()}

    def write(self, chunk: int, nested: pa.Table) -> int:
        """Writes a chunk's four parts and its mark; returns its number of error rows."""
        tables = unnest(nested)
        for name in TABLES:
            write_table(tables[name], self._out / name / f"part-{chunk:06d}.parquet")
        write_atomically(self._marks / f"{chunk:06d}", b"")
        return int(tables["errors"].num_rows)


def part_files(out: Path, table: str) -> list[Path]:
    """The parts of a table, in order."""
    return sorted((out / table).glob("part-*.parquet"))


def read_parts(out: Path, table: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
    """A table part by part, so that a large audit needs no more memory than a small one.

    Args:
        out: the audit's folder.
        table: one of `TABLES`.
        columns: those wanted; all if None.
    """
    for path in part_files(out, table):
        yield pq.read_table(path, columns=columns)
