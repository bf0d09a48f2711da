"""Files, streams and rows become Documents, Facts and Cases; nothing is guessed in silence."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from consistency.domain import (
    ALWAYS,
    Case,
    Document,
    Fact,
    Origin,
    Sentence,
    SentenceRole,
    Validity,
)
from consistency.errors import BadInput, ConsistencyError
from consistency.intake.dates import iso_date, validity_of
from consistency.intake.split import split, split_located
from consistency.language import parse_statement, require_whole

MAX_CHARACTERS = 2_000_000
"""An article ten times as long as any; beyond it somebody passed the wrong file."""
STDIN = "-"
TABLES = {".jsonl": "json", ".csv": "csv", ".parquet": "parquet"}
"""What reads a table, by the suffix of its name."""
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF")
_DATELINE = re.compile(
    r"\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{4}|\d{4}-\d{2}-\d{2})\b"
)


def read_text(path: str) -> str:
    """The text of a file, or of standard input for `-`.

    Raises:
        BadInput: it is missing, empty, too long, binary, or not UTF-8 or UTF-16.
    """
    return text_of(_bytes(path), "standard input" if path == STDIN else path)


def text_of(raw: bytes, name: str) -> str:
    """The text in a file's bytes.

    Args:
        raw: the file's content.
        name: the file, for the error.

    Raises:
        BadInput: it is empty, too long, binary, or not UTF-8 or UTF-16.
    """
    if not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise BadInput(name, "the file is empty", "give a file with text in it")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif raw.startswith(_BINARY) or b"\x00" in raw[:4096]:
        raise BadInput(name, "a binary file, not text", "give plain text, Markdown or HTML")
    else:
        encoding = "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            name,
            f"not valid {encoding.upper()} at byte {error.start}",
            "save the file as UTF-8",
        ) from error
    if not text.strip("\ufeff \t\r\n"):
        raise BadInput(name, "the file is empty", "give a file with text in it")
    if len(text) > MAX_CHARACTERS:
        raise BadInput(
            name,
            f"{len(text):,} characters are more than an article has ({MAX_CHARACTERS:,})",
            "split it into its articles",
        )
    return text


def _bytes(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise BadInput(path, "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise BadInput(path, "a folder, not a file", "name a file in it") from error
    except OSError as error:
        raise BadInput(path, f"cannot be read ({error.strerror})", "check its rights") from error


def read_document(path: str) -> Document:
    """An article from a file: plain text, Markdown or HTML.

    Raises:
        BadInput: see `read_text`; or the text is not English, or the page holds no article.
    """
    text = read_text(path)
    name = "stdin" if path == STDIN else path
    looks_like_html = re.match(r"\s*(?:<!doctype html|<html\b)", text, re.IGNORECASE)
    if not looks_like_html and Path(path).suffix.lower() not in {".html", ".htm"}:
        return document_from_text(text, name)
    # trafilatura takes a second to import; only pages need it.
    from consistency.intake.html import read_page

    page = read_page(text, name)
    sentences = split_located(page.article)
    _require_english(sentences, name)
    return Document(name, text, sentences, page.published)


def document_from_text(text: str, id: str = "text") -> Document:
    """An article from its text.

    Raises:
        BadInput: the text is empty, holds a lone surrogate, or is not English.
    """
    if not text.strip():
        raise BadInput(id, "the text is empty", "give a text")
    require_whole(text, id)
    sentences = split(text)
    _require_english(sentences, id)
    return Document(id, text, sentences, _dateline(sentences))


def read_facts(path: str) -> tuple[Fact, ...]:
    """Known facts: a text file with one a line, or a table with a column `text`.

    A table may say in `valid_from` and `valid_to` when its facts hold.

    Raises:
        BadInput: the file cannot be read, holds no fact, or a date that is none.
    """
    name = "stdin" if path == STDIN else path
    if Path(path).suffix.lower() in TABLES:
        facts = _facts(_dated_rows(path), name)
    else:
        facts = facts_from_text(read_text(path), name)
    if not facts:
        raise BadInput(name, "the file holds no facts", "write one fact a line")
    return facts


def facts_from_text(text: str, ref: str) -> tuple[Fact, ...]:
    """One fact a line; blank lines, repeated lines and lines that begin with # are skipped."""
    lines = enumerate(re.finditer(r"[^\r\n]*\r?\n?", text), start=1)
    return _facts(((n, m.start(), m.group(), ALWAYS) for n, m in lines), ref)


def _dated_rows(path: str) -> Iterator[tuple[int, int, str, Validity]]:
    for number, row in enumerate(read_rows(path), start=1):
        try:
            yield number, 0, str(row.get("text") or ""), validity_of(row)
        except ValueError as error:
            raise BadInput(f"{path}, row {number}", str(error), "mend the date") from error


def _facts(lines: Iterator[tuple[int, int, str, Validity]], ref: str) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for number, start, line, valid in lines:
        words = line.strip(" \t\r\n\ufeff")
        if not words or words.startswith("#"):
            continue
        key = f"{' '.join(words.split()).casefold()} {valid}"
        if key not in found:
            sentence = parse_statement(words, number, start + line.index(words))
            found[key] = Fact(f"facts:{number}", Origin.FACTS, ref, sentence, valid)
    return tuple(found.values())


def source_facts(document: Document) -> tuple[Fact, ...]:
    """The statements of a source article, as facts."""
    return tuple(
        Fact(f"source:{s.index}", Origin.SOURCE, document.id, s)
        for s in document.sentences
        if s.is_claim and s.tokens
    )


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not become a Case; the run goes on."""

    id: str
    error: str


def read_cases(path: str) -> Iterator[Case | BadRow]:
    """Cases from a JSONL, CSV or Parquet table with columns id, text, source and date.

    The date is the day the article speaks of; without it, it is read off its opening lines.

    Raises:
        BadInput: the table itself cannot be read.
    """
    for number, row in enumerate(read_rows(path), start=1):
        name = str(row.get("id") or f"row {number}")
        try:
            text = row.get("text")
            if not isinstance(text, str):
                raise BadInput(name, "the row has no text", "fill its column `text`")
            source = row.get("source")
            known = document_from_text(source, f"{name}/source") if source else None
            document = document_from_text(text, name)
            given = _day(name, row.get("date"))
            document = replace(document, dateline=given or document.dateline)
            yield Case(document, source_facts(known) if known else ())
        except ConsistencyError as error:
            yield BadRow(name, str(error))


def _day(name: str, cell: Any) -> date | None:
    try:
        told = iso_date(cell)
        return date.fromisoformat(told) if told else None
    except ValueError as error:
        mend = "write its date like 2021-03-04"
        raise BadInput(name, f"{cell!r} is not a day", mend) from error


def read_rows(path: str) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL, CSV or Parquet table, as they come.

    Raises:
        BadInput: the table is missing, empty, or does not parse.
    """
    kind = TABLES.get(Path(path).suffix.lower())
    if kind is None:
        raise BadInput(path, "not a table", f"give one of {', '.join(TABLES)}")
    if not _bytes(path):
        raise BadInput(path, "the file is empty", "give a table with rows")
    # datasets takes seconds to import; only tables need it.
    from datasets import load_dataset

    try:
        yield from load_dataset(kind, data_files=path, split="train", streaming=True)
    except ConsistencyError:
        raise
    except Exception as error:  # datasets raises what its parsers raise
        reason = str(error).splitlines()[0] if str(error) else repr(error)
        raise BadInput(path, f"does not parse as {kind} ({reason})", "mend the table") from error


def _dateline(sentences: tuple[Sentence, ...]) -> date | None:
    """The first full date in the opening lines, where an article gives its own."""
    for sentence in sentences[:4]:
        match = _DATELINE.search(sentence.text)
        if match:
            written = match.group().replace(".", "")
            for pattern in ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%Y-%m-%d"):
                try:
                    return datetime.strptime(written, pattern).date()
                except ValueError:
                    continue
    return None


MANY_WORDS = 8
"""Fewer words say too little about their language; they pass."""


def _require_english(sentences: tuple[Sentence, ...], name: str) -> None:
    told = " ".join(s.text for s in sentences if s.role is SentenceRole.BODY)[:5000]
    if len(re.findall(r"[^\W\d_]{2,}", told)) < MANY_WORDS:
        return
    language, surety = _identifier().classify(told)
    if language != "en" and surety > 0.9:
        raise BadInput(
            name, f"the text seems to be in another language ({language})", "give English text"
        )


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
