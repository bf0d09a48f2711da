"""Two audits laid side by side: what is new, what is gone, what fails now that passed before."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.audit.manifest import COMPLETE, DECIDING, FORMAT, differences, read_manifest
from consistency.audit.parts import read_parts
from consistency.errors import BadInput

SHOWN = 20
"""Findings and articles listed under each heading, unless all are asked for."""
_ARTICLES = ("fingerprint", "article", "content", "outcome")
_FINDINGS = ("fingerprint", "article", "code", "text", "message")


@dataclass(frozen=True, slots=True)
class Change:
    """One heading of a diff."""

    count: int
    rows: tuple[dict[str, Any], ...]
    """The first of them."""


@dataclass(frozen=True, slots=True)
class Diff:
    """What lies between two audits, the older one first."""

    differing: tuple[str, ...]
    """In words, in what the two were asked differently: with another model, verdicts may differ
    where no article does."""
    changes: dict[str, Change]

    def as_plain(self) -> dict[str, Any]:
        """The diff as JSON-able values."""
        changes = {
            name: {"count": change.count, "rows": list(change.rows)}
            for name, change in self.changes.items()
        }
        return {"differing": list(self.differing), "changes": changes}


_QUERIES = {
    "articles new": "SELECT article FROM b.articles WHERE fingerprint NOT IN "
    "(SELECT fingerprint FROM a.articles) ORDER BY article",
    "articles gone": "SELECT article FROM a.articles WHERE fingerprint NOT IN "
    "(SELECT fingerprint FROM b.articles) ORDER BY article",
    "articles with another text": "SELECT b.articles.article FROM b.articles JOIN a.articles "
    "USING (fingerprint) WHERE a.articles.content != b.articles.content ORDER BY 1",
    "articles that fail now": "SELECT b.articles.article FROM b.articles JOIN a.articles "
    "USING (fingerprint) WHERE a.articles.outcome != 'failed' AND b.articles.outcome = 'failed' "
    "ORDER BY 1",
    "articles that pass now": "SELECT b.articles.article FROM b.articles JOIN a.articles "
    "USING (fingerprint) WHERE a.articles.outcome != 'passed' AND b.articles.outcome = 'passed' "
    "ORDER BY 1",
    "findings new": "SELECT article, code, text, message FROM b.findings WHERE fingerprint NOT IN "
    "(SELECT fingerprint FROM a.findings) ORDER BY article, code, text",
    "findings gone": "SELECT article, code, text, message FROM a.findings WHERE fingerprint NOT IN "
    "(SELECT fingerprint FROM b.findings) ORDER BY article, code, text",
    "findings kept": "SELECT article, code, text, message FROM b.findings WHERE fingerprint IN "
    "(SELECT fingerprint FROM a.findings) ORDER BY article, code, text",
}


def diff(before: Path, after: Path, shown: int | None = SHOWN) -> Diff:
    """Compares two audits by the fingerprints of articles and findings.

    Args:
        before: folder of the older audit.
        after: folder of the newer one.
        shown: rows listed of each change; all if None.

    Raises:
        BadInput: a folder holds no audit, or one that is not complete.
    """
    older, newer = _complete(before), _complete(after)
    with _tables(before, after) as database:
        changes = {name: _change(database, query, shown) for name, query in _QUERIES.items()}
    return Diff(tuple(differences(older, newer, DECIDING)), changes)


def _complete(folder: Path) -> dict[str, Any]:
    manifest = read_manifest(folder)
    if manifest is None:
        raise BadInput(str(folder), "holds no audit", "name the --out folder of an audit")
    if manifest["format"] != FORMAT:
        raise BadInput(str(folder), "the tables are of another format", "audit anew: --restart")
    if manifest["state"] != COMPLETE:
        raise BadInput(str(folder), "the audit is not complete", "run it again to the end")
    return manifest


@contextmanager
def _tables(before: Path, after: Path) -> Iterator[sqlite3.Connection]:
    """Both audits' articles and findings in a database on disk, so that memory stays flat."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        closing(sqlite3.connect(":memory:")) as database,
    ):
        for schema, folder in (("a", before), ("b", after)):
            database.execute("ATTACH ? AS " + schema, (str(Path(scratch) / schema),))
            for table, columns in (("articles", _ARTICLES), ("findings", _FINDINGS)):
                database.execute(f"CREATE TABLE {schema}.{table} ({', '.join(columns)})")
                marks = ", ".join("?" * len(columns))
                database.executemany(
                    f"INSERT INTO {schema}.{table} VALUES ({marks})",
                    _rows(folder, table, columns),
                )
                database.execute(f"CREATE INDEX {schema}.{table}_key ON {table} (fingerprint)")
            database.commit()
        yield database


def _rows(folder: Path, table: str, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    for part in read_parts(folder, table, list(columns)):
        yield from (tuple(row.values()) for row in part.to_pylist())


def _change(database: sqlite3.Connection, query: str, shown: int | None) -> Change:
    (count,) = database.execute(f"SELECT count(*) FROM ({query})").fetchone()
    found = database.execute(f"{query} LIMIT ?", (-1 if shown is None else shown,))
    names = [column[0] for column in found.description]
    return Change(count, tuple(dict(zip(names, row, strict=True)) for row in found))
