"""Your own set: JSON Lines, CSV, TSV, Parquet or a `datasets` folder, described in a TOML file.

name = "mine"
files = ["claims.jsonl"]        # globs or folders below --data
role = "dev"                    # or test, probe; title, licence ... may stand here, too

[columns]                       # text, source and label must be named
text = "claim"
source = "document"
label = "verdict"
id = "claim_id"                 # else file and line
article = "document_id"         # else the source's text
kind = "error"                  # one or a list
pair = "pair_id"

[labels]                        # the column's values; else those of LABELS
supported = "faithful"
refuted = "contradiction"       # or neutral, entailment, unfaithful
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from consistency.errors import BadSettings
from eval.benchmark import Benchmark, Item, Role
from eval.benchmarks.reading import Mapper, choice, reader, single, text_of
from eval.benchmarks.rows import Raw

NLI = ("entailment", "neutral", "contradiction")
MEANINGS = {
    **{label: label == "entailment" for label in NLI},
    "faithful": True,
    "unfaithful": False,
}
LABELS = {"1": "faithful", "0": "unfaithful", "true": "faithful", "false": "unfaithful"} | {
    meaning: meaning for meaning in MEANINGS
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what."""

    text: str
    source: str
    label: str
    id: str | None = None
    article: str | None = None
    kind: str | None = None
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What the TOML file says."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    files: tuple[str, ...]
    columns: Columns
    labels: Mapping[str, str] = field(default_factory=lambda: LABELS)
    role: Role = "dev"
    title: str = "Own data"
    licence: str = "not stated"
    origin: str = "not stated"
    revision: str = "not stated"
    labelled: str = "not stated"
    bibtex: str = "not stated"


def described(path: str) -> Benchmark:
    """The benchmark that a TOML file describes.

    Raises:
        BadSettings: it cannot be read, or says what it may not.
    """
    try:
        raw = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        told = TypeAdapter(Description).validate_python(raw)
    except (OSError, ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(
            path, str(error), "the form stands at the top of eval/benchmarks/own.py"
        ) from error
    if unknown := sorted(set(told.labels.values()) - set(MEANINGS)):
        raise BadSettings(
            path, f"labels cannot mean {', '.join(unknown)}", f"use {', '.join(MEANINGS)}"
        )
    return Benchmark(
        told.name,
        told.title,
        told.role,
        told.licence,
        told.origin,
        told.revision,
        told.labelled,
        told.bibtex,
        told.files,
        reader(told.files, told.origin, mapper(told.columns, told.labels)),
    )


def mapper(columns: Columns, labels: Mapping[str, str]) -> Mapper:
    """Rows of these columns as items; labels are compared as text, in lower case."""
    meanings = {value.lower(): meaning for value, meaning in labels.items()}

    def item(raw: Raw) -> Iterator[Item]:
        row = raw.row
        meaning = choice({columns.label: str(row[columns.label]).lower()}, columns.label, meanings)
        kinds = row[columns.kind] if columns.kind else None
        yield single(
            name(raw, columns.id) or raw.id,
            text_of(row, columns.text),
            text_of(row, columns.source),
            article=name(raw, columns.article),
            faithful=MEANINGS[meaning],
            kinds=kinds if isinstance(kinds, list) else [str(kinds)] if kinds else (),
            pair=name(raw, columns.pair),
            label=meaning if meaning in NLI else None,
        )

    return item


def name(raw: Raw, column: str | None) -> str | None:
    """The text of a column that names something, if the description has one and it is filled."""
    value: Any = raw.row[column] if column else None
    return None if value in (None, "") else str(value)
