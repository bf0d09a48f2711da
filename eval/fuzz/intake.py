"""Texts, pages, dates and facts as they come in."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from consistency.comments import comments, without_comments
from consistency.errors import BadInput
from consistency.facts.load import Kind, Reading, read_records
from consistency.facts.verbalise import verbalise
from consistency.intake.clean import clean
from consistency.intake.dates import cell_text, iso_date, validity_of
from consistency.intake.html import read_page
from consistency.intake.read import document_from_text, facts_from_text, text_of
from consistency.intake.split import split_located
from eval.fuzz.inputs import edited, passage, piece, plain, text
from eval.fuzz.target import Target

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "utf-7")
HEADS = (b"", b"", b"", b"\xff\xfe", b"\xfe\xff", b"%PDF", b"PK\x03\x04", b"\xef\xbb\xbf")
DATES = (
    "2017", "2017-05", "2017-05-17", "+2017-05-17T00:00:00Z", "2017-00-00", "2017-02-30", "0000",
    "9999-12-31", "-0044-03-15T00:00:00Z", "17 May 2017", "２０１７", "2017-5-1", "", " ", "T00:00",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "<script>", "</script>", "<br/>", "<p",
    "<!--", "&#x41", "&#xD800;", "&bogus;", "&NotEqualTilde;", "<time datetime='2021-03-04'>",
    "<meta name=date content='2021-13-45'>",
)  # fmt: skip


@lru_cache(maxsize=1)
def scratch() -> TemporaryDirectory[str]:
    """A folder of this process; it goes when the process ends."""
    return TemporaryDirectory(prefix="fuzz-")


def file(name: str, content: str) -> str:
    """A file that holds what was drawn."""
    path = Path(scratch().name) / name
    path.write_text(content, encoding="utf-8", errors="surrogatepass", newline="")
    return str(path)


def _raw(random: Random) -> bytes:
    given = text(random, 20).encode(random.choice(ENCODINGS), "replace")
    raw = bytearray(random.choice(HEADS) + given)
    for _ in range(random.randrange(3)):
        place = random.randrange(len(raw) + 1)
        raw[place : place + random.randrange(2)] = random.randbytes(random.randrange(3))
    return bytes(raw)


def _decode(raw: bytes) -> None:
    assert text_of(raw, "a.txt").strip("\ufeff \t\r\n"), "an empty text was taken"


def _clean(given: str) -> None:
    cleaned = clean(given, 7)
    offsets = cleaned.offsets
    assert len(offsets) == len(cleaned.text) + 1
    assert list(offsets) == sorted(offsets), "places out of order"
    assert offsets[0] >= 7
    assert offsets[-1] == 7 + len(given)


def _comments(given: str) -> None:
    blanked = without_comments(given, "\u200b")
    assert len(blanked) == len(given), "places were moved"
    assert not list(comments(blanked)), "a comment was left"


def _document(given: str) -> None:
    end = 0
    for one in document_from_text(given).sentences:
        assert end <= one.span.start <= one.span.end <= len(given), "a sentence out of place"
        assert one.offsets is None or len(one.offsets) == len(one.text) + 1
        for token in one.tokens:
            one.locate(token.start, token.end)
        end = one.span.end


def _html(random: Random) -> str:
    paragraphs = (
        f"<p>{passage(random)}{random.choice(TAGS) if random.random() < 0.3 else ''}</p>"
        for _ in range(random.randint(1, 4))
    )
    head = f"<title>{piece(random)}</title><meta name='author' content='{piece(random)}'>"
    page = f"<!doctype html><html><head>{head}</head><body><nav>Home</nav><article>"
    return edited(random, f"{page}{''.join(paragraphs)}</article></body></html>")


def _page(given: str) -> None:
    article = read_page(given, "page.html").article
    offsets = article.offsets
    assert len(offsets) == len(article.text) + 1
    assert list(offsets) == sorted(offsets), "places out of order"
    assert offsets[-1] <= len(given)
    split_located(article)


def _cell(random: Random) -> Any:
    kind = random.random()
    if kind < 0.1:
        return plain(random, 1)
    return edited(random, random.choice(DATES)) if kind < 0.3 else random.choice(DATES[:5])


def _row(random: Random) -> dict[str, Any]:
    return {name: _cell(random) for name in ("valid_from", "valid_to", "relation")}


def _cells(row: dict[str, Any]) -> None:
    said = cell_text(row["relation"])
    assert verbalise("Acme", said, "Lyon")
    validity_of(row)
    iso_date(row["relation"])


def _facts(given: str) -> None:
    for fact in facts_from_text(given, "facts.txt"):
        assert fact.sentence.span.of(given) == fact.text, "a fact out of place"


def _table(random: Random) -> tuple[str, str]:
    rows = [
        {"text": text(random, 4), "subject": piece(random), "object": piece(random)} | _row(random)
        for _ in range(random.randrange(1, 4))
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if random.random() < 0.5:
        return "facts.jsonl", edited(random, lines)
    names = ",".join(rows[0])
    cells = "".join(",".join(f'"{cell}"' for cell in row.values()) + "\n" for row in rows)
    return "facts.csv", edited(random, f"{names}\n{cells}")


def _read_table(given: tuple[str, str]) -> None:
    path = file(*given)
    for kind in (Kind.TABLE, Kind.TRIPLES):
        for _ in read_records(path, Reading(kind)):
            pass


TARGETS = (
    Target("intake.bytes", 120, _raw, _decode),
    Target("intake.clean", 120, lambda random: text(random), _clean),
    Target("intake.comments", 100, lambda random: text(random, 30, whole=False), _comments),
    Target("intake.cells", 110, _row, _cells, (BadInput, ValueError)),
    Target("intake.text", 8, lambda random: edited(random, passage(random)), _document),
    Target("intake.page", 3, _html, _page),
    Target("intake.facts", 3, lambda random: edited(random, passage(random)), _facts),
    Target("intake.tables", 1, _table, _read_table),
)
