"""Inputs become Articles, in order; what cannot be read becomes a BadArticle."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from consistency.audit.article import Article, BadArticle
from consistency.audit.columns import Columns, site_of
from consistency.audit.inputs import Input, dataset_of, is_saved, open_input
from consistency.errors import BadInput
from consistency.intake.read import text_of

Row = Article | BadArticle
_ROWS = 256
"""Rows of a Parquet file held in memory at once."""
_CELL = 64_000_000
"""Characters of the longest cell of a CSV file; Python's own limit is 131,072."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def read_articles(files: Iterable[Input], columns: Columns) -> Iterator[Row]:
    """Every article of every input, in order.

    Raises:
        BadInput: a table has no column for the text.
    """
    for file in files:
        count = 0
        try:
            for row in _READERS[file.kind](file.name, columns):
                count += 1
                yield row
            if not count:
                yield BadArticle(file.name, file.name, "holds no article")
        except BadInput:
            raise
        except Exception as error:  # each format's library raises its own errors on broken files
            reason = str(error).splitlines()[0] if str(error) else repr(error)
            yield BadArticle(file.name, file.name, f"cannot be read any further ({reason})")


def _text(name: str, columns: Columns) -> Iterator[Row]:
    try:
        yield Article(name, text_of(_bytes(name), name), name)
    except BadInput as error:
        yield BadArticle(name, name, f"{error.problem}; {error.mend}")


def _html(name: str, columns: Columns) -> Iterator[Row]:
    yield page_article(_bytes(name), name, name)


def _jsonl(name: str, columns: Columns) -> Iterator[Row]:
    textless: set[str] = set()
    some = False
    with open_input(name) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            origin = f"{name}:{number}"
            try:
                row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError) as error:
                yield BadArticle(origin, origin, f"the line does not parse as JSON ({error})")
                continue
            if not isinstance(row, dict):
                yield BadArticle(origin, origin, "the line is not a JSON object")
                continue
            article = columns.article(row, origin)
            yield article
            # Objects need not be alike, so only a file without any text is refused.
            if isinstance(article, Article):
                some = True
            else:
                textless.update(row)
    if textless and not some:
        columns.require_text(name, textless)


def _csv(name: str, columns: Columns, delimiter: str = ",") -> Iterator[Row]:
    csv.field_size_limit(_CELL)
    # An undecodable byte spoils its own row, not the rest of the file.
    kept = "surrogateescape"
    with TextIOWrapper(open_input(name), encoding="utf-8-sig", errors=kept, newline="") as file:
        rows = csv.DictReader(file, delimiter=delimiter, strict=True)
        columns.require_text(name, rows.fieldnames or ())
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                origin = f"{name}:{rows.reader.line_num}"
                yield BadArticle(origin, origin, f"the line does not parse as CSV ({error})")
                continue
            if row is None:
                return
            origin = f"{name}:{rows.line_num}"
            if None in row or None in row.values():
                yield BadArticle(origin, origin, "the line has not as many cells as the header")
            else:
                yield columns.article(row, origin)


def _tsv(name: str, columns: Columns) -> Iterator[Row]:
    return _csv(name, columns, delimiter="\t")


def _parquet(name: str, columns: Columns) -> Iterator[Row]:
    import pyarrow.parquet as pq

    with open_input(name) as file:
        table = pq.ParquetFile(file)
        present = table.schema_arrow.names
        columns.require_text(name, present)
        wanted = [column for column in columns.names.values() if column in present]
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield columns.article(row, f"{name}:{number}")


def _warc(name: str, columns: Columns) -> Iterator[Row]:
    from warcio.archiveiterator import ArchiveIterator

    with open_input(name) as file:
        for number, record in enumerate(ArchiveIterator(file), start=1):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            if record.http_headers.get_statuscode() != "200":
                continue  # a page that says where to look, or that there is nothing
            kind = record.http_headers.get_header("Content-Type") or ""
            if "html" not in kind.lower():
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield page_article(record.content_stream().read(), f"{name}:{number}", url, url, kind)


def _dataset(name: str, columns: Columns) -> Iterator[Row]:
    wanted, split = dataset_of(name)
    # datasets takes seconds to import; only data sets need it.
    from datasets import DatasetDict, load_dataset, load_from_disk

    if ("://" in wanted or Path(wanted).is_dir()) and is_saved(wanted):
        rows: Iterable[Mapping[str, Any]] = load_from_disk(wanted)
        if isinstance(rows, DatasetDict):
            rows = rows[split]
    else:
        rows = load_dataset(wanted, split=split, streaming=True)
    told = False
    for number, row in enumerate(rows, start=1):
        if not told:
            columns.require_text(name, row.keys())
            told = True
        yield columns.article(row, f"{name}:{number}")


_READERS: dict[str, Callable[[str, Columns], Iterator[Row]]] = {
    "text": _text,
    "html": _html,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "parquet": _parquet,
    "warc": _warc,
    "dataset": _dataset,
}


def page_article(raw: bytes, origin: str, id: str, url: str = "", kind: str = "") -> Row:
    """The article of a news page, with the author, day and address that the page gives.

    Args:
        raw: the page as it was served.
        origin: where it was read from.
        id: what to call it.
        url: its address, where known; else the page's own canonical address.
        kind: the `Content-Type` that it was served with, where known.
    """
    # trafilatura takes a second to import; only pages need it.
    from consistency.intake.html import read_page

    try:
        page = read_page(_decoded(raw, kind), id)
    except BadInput as error:
        return BadArticle(id, origin, f"{error.problem}; {error.mend}")
    except Exception as error:  # lxml raises many unrelated types on broken pages
        return BadArticle(id, origin, f"the page cannot be read ({error!r})")
    address = url or page.url
    return Article(
        id=id,
        text=page.article.text,
        origin=origin,
        site=site_of(address),
        author=page.author,
        date=page.published.isoformat() if page.published else "",
        url=address,
    )


def _decoded(raw: bytes, kind: str) -> str:
    """A page's text, by the charset that its header or its own head names; UTF-8 otherwise."""
    named = _CHARSET.search(kind.encode()) or _CHARSET.search(raw[:4096])
    if named:
        try:
            return raw.decode(named.group(1).decode())
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _bytes(name: str) -> bytes:
    with open_input(name) as file:
        raw: bytes = file.read()
    return raw
