"""Files become facts: lines, tables, articles and triples; a bad row is a row, not the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.domain import ALWAYS, Fact, SentenceRole, Validity
from consistency.errors import BadInput
from consistency.facts.record import FactRecord
from consistency.facts.verbalise import verbalise
from consistency.intake.dates import cell_text, validity_of
from consistency.intake.read import (
    TABLES,
    BadRow,
    read_document,
    read_facts,
    read_rows,
    read_text,
)

if TYPE_CHECKING:
    from consistency.facts.base import FactBase


class Kind(StrEnum):
    """How a file tells its facts."""

    TEXT = "text"
    """One fact a line; lines that begin with # are left out."""
    TABLE = "table"
    """One fact a row, in its column `text`."""
    ARTICLE = "article"
    """Its sentences."""
    TRIPLES = "triples"
    """Rows of `subject`, `relation` and `object`."""


FIELDS = ("text", "subject", "relation", "object", "valid_from", "valid_to", "tags", "origin")
"""What a column of a table can mean."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file of facts."""

    kind: Kind | None = None
    """Guessed from the file's name if `None`: a table by its suffix, else text."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column of the table by field, where it is not the field's own name."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Sentences for relations, beside the built-in ones."""
    origin: str = ""
    """Where the facts are known from; the file and line if empty."""
    valid: Validity = ALWAYS
    """When they hold, where their row does not say."""
    tags: tuple[str, ...] = ()
    """Tags for all of them, beside those of their row."""


def read_known(paths: Sequence[str]) -> tuple[list[Fact], list[FactBase]]:
    """The facts in files, and the fact bases (folders and addresses), among the paths.

    Raises:
        BadInput: one cannot be read.
    """
    from consistency.facts.base import FactBase

    stores = [path for path in paths if "://" in path or Path(path).is_dir()]
    collected = [fact for path in paths if path not in stores for fact in read_facts(path)]
    return collected, [FactBase.open(path, create=False) for path in stores]


def read_records(path: str, how: Reading | None = None) -> Iterator[FactRecord | BadRow]:
    """The facts in a file, and a `BadRow` for each that cannot be read.

    Args:
        path: a text file, a CSV, JSONL or Parquet table, or an article.
        how: how to read it.

    Raises:
        BadInput: the file cannot be read, or a mapped field does not exist.
    """
    how = how or Reading()
    for name in how.columns:
        if name not in FIELDS:
            raise BadInput(name, "no field of a fact", f"map one of {', '.join(FIELDS)}")
    for template in how.templates.values():
        _require_template(template)
    kind = how.kind or (Kind.TABLE if Path(path).suffix.lower() in TABLES else Kind.TEXT)
    if kind is Kind.TEXT:
        yield from _lines(path, how)
    elif kind is Kind.ARTICLE:
        yield from _sentences(path, how)
    else:
        yield from _rows(path, how, triples=kind is Kind.TRIPLES)


def _require_template(template: str) -> None:
    """Raises BadInput where a template names what a triple has not, or its braces do not close."""
    try:
        template.format(subject="", relation="", object="")
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        told = "write {subject}, {relation} or {object}, and {{ for a brace"
        raise BadInput(template, f"no template for a sentence ({error!r})", told) from error


def _lines(path: str, how: Reading) -> Iterator[FactRecord]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        words = line.strip(" \t\r\ufeff")
        if words and not words.startswith("#"):
            yield FactRecord(words, how.origin or f"{path}:{number}", how.valid, how.tags)


def _sentences(path: str, how: Reading) -> Iterator[FactRecord]:
    document = read_document(path)
    when = f", {document.dateline}" if document.dateline else ""
    for sentence in document.sentences:
        if sentence.role is SentenceRole.BODY and sentence.tokens:
            origin = how.origin or f"{path}{when}, sentence {sentence.index + 1}"
            yield FactRecord(sentence.text, origin, how.valid, how.tags)


def _rows(path: str, how: Reading, *, triples: bool) -> Iterator[FactRecord | BadRow]:
    for number, row in enumerate(read_rows(path), start=1):
        try:
            cells = {name: row.get(how.columns.get(name, name)) for name in FIELDS}
            text, names = _said(cells, how, triples=triples)
            yield FactRecord(
                text,
                cell_text(cells["origin"]) or how.origin or f"{path}:{number}",
                validity_of(cells, how.valid),
                tuple(dict.fromkeys((*_tags(cells["tags"]), *how.tags))),
                names,
            )
        except ValueError as error:
            yield BadRow(f"{path}, row {number}", str(error))


def _said(cells: Mapping[str, Any], how: Reading, *, triples: bool) -> tuple[str, tuple[str, ...]]:
    """The sentence of a row, and the parties where a triple names them."""
    if not triples:
        text = cell_text(cells["text"])
        if not text:
            raise ValueError("it has no text; name its column: --map text=COLUMN")
        return text, ()
    parts = [cell_text(cells[name]) for name in ("subject", "relation", "object")]
    if not all(parts):
        raise ValueError("a subject, relation or object is missing; name the columns: --map")
    subject, relation, value = parts
    parties = tuple(part for part in (subject, value) if any(c.isupper() for c in part))
    return verbalise(subject, relation, value, how.templates), parties


def _tags(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else cell_text(value).split(";")
    return tuple(tag for part in parts if (tag := cell_text(part)))
