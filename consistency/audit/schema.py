"""The four tables of an audit; docs/audit.md is their promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

TABLES = ("articles", "sentences", "findings", "errors")

_EVIDENCE = pa.list_(
    pa.struct(
        [
            ("id", pa.string()),
            ("origin", pa.string()),
            ("ref", pa.string()),
            ("text", pa.string()),
            ("entailment", pa.float64()),
            ("neutral", pa.float64()),
            ("contradiction", pa.float64()),
        ]
    )
)


def _schema(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    """Columns that always hold a value, except those whose name ends with `?`."""
    return pa.schema(
        [
            pa.field(name.removesuffix("?"), kind, nullable=name.endswith("?"))
            for name, kind in columns
        ]
    )


SCHEMAS: dict[str, pa.Schema] = {
    "articles": _schema(
        ("ordinal", pa.int64()),
        ("article", pa.string()),
        ("fingerprint", pa.string()),
        ("content", pa.string()),
        ("story", pa.string()),
        ("site?", pa.string()),
        ("author?", pa.string()),
        ("date?", pa.string()),
        ("url?", pa.string()),
        ("origin", pa.string()),
        ("outcome", pa.string()),
        ("passed", pa.bool_()),
        ("supported", pa.int32()),
        ("contradicted", pa.int32()),
        ("unsupported", pa.int32()),
        ("unchecked", pa.int32()),
        ("errors", pa.int32()),
        ("warnings", pa.int32()),
        ("notes", pa.int32()),
        ("problems", pa.list_(pa.string())),
        ("text", pa.string()),
    ),
    "sentences": _schema(
        ("ordinal", pa.int64()),
        ("article", pa.string()),
        ("fingerprint", pa.string()),
        ("index", pa.int32()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("role", pa.string()),
        ("verdict", pa.string()),
        ("probability?", pa.float64()),
        ("reason?", pa.string()),
        ("review", pa.bool_()),
        ("evidence", _EVIDENCE),
    ),
    "findings": _schema(
        ("ordinal", pa.int64()),
        ("article", pa.string()),
        ("fingerprint", pa.string()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("severity", pa.string()),
        ("sentence", pa.int32()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("message", pa.string()),
        ("probability", pa.float64()),
        ("suggestion?", pa.string()),
        ("evidence", _EVIDENCE),
    ),
    "errors": _schema(
        ("ordinal", pa.int64()),
        ("article", pa.string()),
        ("origin", pa.string()),
        ("reason", pa.string()),
    ),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What one row of the input came to: rows for the four tables."""

    ordinal: int
    articles: tuple[dict[str, Any], ...] = ()
    """One row, or none where there is an error."""
    sentences: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    errors: tuple[dict[str, Any], ...] = ()


NESTED = pa.schema(
    [pa.field("ordinal", pa.int64(), nullable=False)]
    + [
        pa.field(name, pa.list_(pa.struct(list(schema))), nullable=False)
        for name, schema in SCHEMAS.items()
    ]
)
"""One row a Judged: the form in which they travel between processes."""


def nest(judged: list[Judged]) -> pa.Table:
    """Judged rows as one table."""
    rows = [
        {"ordinal": one.ordinal, **{name: list(getattr(one, name)) for name in TABLES}}
        for one in judged
    ]
    return pa.Table.from_pylist(rows, schema=NESTED)


def unnest(nested: pa.Table) -> dict[str, pa.Table]:
    """The four tables of a nested one, rows in its order."""
    found = {}
    for name, schema in SCHEMAS.items():
        lists = nested.column(name).combine_chunks()
        flat = lists.flatten() if len(lists) else pa.array([], pa.struct(list(schema)))
        found[name] = pa.Table.from_arrays(flat.flatten(), schema=schema)
    return found
