"""Rows of any file that publishers use: JSON Lines, JSON, CSV, TSV, Parquet, Arrow; plain or .gz.

A row that cannot be parsed comes out as a `BadRow`; nothing is left out in silence.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, cast

import pyarrow.ipc
import pyarrow.parquet

from eval.benchmark import BadRow

Row = Mapping[str, Any]
DELIMITERS = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as published and where it stands."""

    file: str
    """Relative to the data directory."""
    line: int
    """Counted from 1: lines of text files; rows of JSON arrays, Parquet and Arrow."""
    row: Row

    @property
    def id(self) -> str:
        """A name for rows that bear none: file and line, such as `dev/snli_test:17`."""
        return f"{Path(self.file.removesuffix('.gz')).with_suffix('').as_posix()}:{self.line}"

    def bad(self, reason: str) -> BadRow:
        """This row as one that cannot be used."""
        return BadRow(self.file, self.line, reason)


def find(root: Path, files: Sequence[str], origin: str) -> list[Path]:
    """The files of the first of these globs that matches; a matched folder stands for its tables.

    Args:
        root: the data directory.
        files: globs below it, each one form of the same data, the preferred form first.
        origin: where the publisher offers it, for the message.

    Raises:
        FileNotFoundError: none matches; the message names the files, the origin and the mend.
    """
    for pattern in files:
        found = sorted(path for match in root.glob(pattern) for path in _tables(match))
        if found:
            return found
    raise FileNotFoundError(
        f"{root}: none of {', '.join(files)} is there; download from {origin} and put it there, "
        "or name another data directory"
    )


def _tables(path: Path) -> Iterator[Path]:
    """A file itself; of a folder (Hugging Face `datasets`, saved or downloaded) its tables."""
    if path.is_file():
        yield path
    else:
        yield from (p for ending in ("arrow", "parquet") for p in path.rglob(f"*.{ending}"))


def rows(root: Path, files: Sequence[str], origin: str) -> Iterator[Raw | BadRow]:
    """Every row of the files that `find` finds, in order.

    Raises:
        FileNotFoundError: as `find` does.
    """
    for path in find(root, files, origin):
        name = path.relative_to(root).as_posix()
        for line, row in _parsed(path):
            if isinstance(row, Mapping):
                yield Raw(name, line, row)
            else:
                yield BadRow(name, line, row)


def index(
    root: Path, files: Sequence[str], origin: str, *columns: str
) -> tuple[dict[tuple[str, ...], Row], list[BadRow]]:
    """The rows by the text of these columns, for joining; and those that cannot be used.

    Raises:
        FileNotFoundError: as `find` does.
    """
    named, bad = _named(rows(root, files, origin), columns)
    return {name: raw.row for name, raw in named}, bad


def grouped(
    raws: Iterable[Raw | BadRow], *columns: str
) -> tuple[dict[tuple[str, ...], list[Raw]], list[BadRow]]:
    """The rows that share the text of these columns, in order; and those that cannot be used."""
    named, bad = _named(raws, columns)
    found: dict[tuple[str, ...], list[Raw]] = {}
    for name, raw in named:
        found.setdefault(name, []).append(raw)
    return found, bad


def _named(
    raws: Iterable[Raw | BadRow], columns: Sequence[str]
) -> tuple[list[tuple[tuple[str, ...], Raw]], list[BadRow]]:
    named: list[tuple[tuple[str, ...], Raw]] = []
    bad = []
    for raw in raws:
        if isinstance(raw, BadRow):
            bad.append(raw)
        elif missing := [column for column in columns if column not in raw.row]:
            bad.append(raw.bad(f"no column {', '.join(map(repr, missing))}"))
        else:
            named.append((tuple(str(raw.row[column]) for column in columns), raw))
    return named, bad


Parsed = Iterator[tuple[int, Row | str]]
"""Line and row, or line and what is wrong with it."""


def _parsed(path: Path) -> Parsed:
    endings = [ending for ending in path.suffixes if ending != ".gz"]
    parse = PARSERS.get(endings[-1] if endings else "")
    if parse is None:
        yield 1, f"the ending is none of {', '.join(PARSERS)}"
        return
    line = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            for line, row in parse(cast(IO[bytes], stream)):
                yield line, row
    except (EOFError, OSError, TypeError, ValueError, csv.Error, zlib.error) as error:
        # A broken encoding, JSON array, Parquet or Arrow file raises one of these too.
        yield line + 1, f"unreadable from here on: {error}"


def _json_lines(stream: IO[bytes]) -> Parsed:
    for line, text in enumerate(stream, 1):
        if text.strip():
            try:
                row = json.loads(text)
            except (UnicodeDecodeError, json.JSONDecodeError) as error:
                yield line, f"not JSON: {error}"
            else:
                yield line, row if isinstance(row, dict) else "not a JSON object"


def _json(stream: IO[bytes]) -> Parsed:
    for line, row in enumerate(json.load(stream), 1):
        yield line, row if isinstance(row, dict) else "not a JSON object"


def _delimited(delimiter: str) -> Callable[[IO[bytes]], Parsed]:
    def parse(stream: IO[bytes]) -> Parsed:
        csv.field_size_limit(sys.maxsize)  # whole articles stand in one cell
        # Publishers' TSV files have quotation marks that quote nothing.
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE
        with io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, delimiter=delimiter, quoting=quoting)
            header = next(reader, None)
            while header is not None:
                line = reader.line_num + 1
                cells = next(reader, None)
                if cells is None:
                    return
                if len(cells) == len(header):
                    yield line, dict(zip(header, cells, strict=True))
                elif cells:
                    yield line, f"{len(cells)} cells under {len(header)} column names"

    return parse


def _parquet(stream: IO[bytes]) -> Parsed:
    with pyarrow.parquet.ParquetFile(stream) as table:
        yield from enumerate((r for b in table.iter_batches() for r in b.to_pylist()), 1)


def _arrow(stream: IO[bytes]) -> Parsed:
    with pyarrow.ipc.open_stream(stream) as table:
        yield from enumerate((r for batch in table for r in batch.to_pylist()), 1)


PARSERS: Mapping[str, Callable[[IO[bytes]], Parsed]] = {
    ".jsonl": _json_lines,
    ".json": _json,
    ".parquet": _parquet,
    ".arrow": _arrow,
    **{ending: _delimited(delimiter) for ending, delimiter in DELIMITERS.items()},
}
