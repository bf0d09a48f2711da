from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from consistency.domain import Case
from consistency.errors import BadInput
from consistency.intake.read import (
    BadRow,
    document_from_text,
    facts_from_text,
    read_cases,
    read_document,
    read_facts,
)
from consistency.language import parse_statement

PAGE = """<!doctype html><html><head><title>x</title>
<meta property="article:published_time" content="2021-11-12"></head><body>
<nav><a href="/">Home</a> <a href="/x">World news</a></nav>
<article><h1>Arlen signs &amp; Corby waits</h1>
<p>The mayor <b>signed</b> Arlen&rsquo;s accord on Friday, and the ministers of both towns said
that they would meet again in Corby next week.</p>
<p>It was attended by 30 envoys of the league, according to two clerks who had been told.</p>
</article><footer>Copyright</footer></body></html>"""


def test_spans_in_a_page_count_characters_of_its_source(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read_document(str(path))
    assert document.dateline == date(2021, 11, 12)
    assert not any("World news" in s.text for s in document.sentences)
    signed = next(s for s in document.sentences if "signed" in s.text)
    tokens = {t.text: signed.locate(t.start, t.end).of(PAGE) for t in signed.tokens}
    assert tokens["signed"] == "signed"
    assert tokens["’s"] == "&rsquo;s"
    assert tokens["Corby"] == "Corby"


def test_facts_skip_blank_repeated_and_comment_lines() -> None:
    text = "\ufeffArlen is a town.\n\n# a note\n  arlen is a  TOWN.\nCorby is a port.\n"
    facts = facts_from_text(text, "facts.txt")
    assert [(f.id, f.text) for f in facts] == [
        ("facts:1", "Arlen is a town."),
        ("facts:5", "Corby is a port."),
    ]
    assert [f.sentence.span.of(text) for f in facts] == [f.text for f in facts]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_tables_of_facts_and_cases(tmp_path: Path, kind: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {"id": "a", "text": "Acme hired 40 people.", "source": "Acme hired 14 people."},
        {"id": "b", "text": "", "source": ""},
    ]
    path = tmp_path / f"rows.{kind}"
    if kind == "jsonl":
        path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    elif kind == "csv":
        path.write_text("id,text,source\n" + "".join(",".join(r.values()) + "\n" for r in rows))
    else:
        pq.write_table(pa.Table.from_pylist(rows), path)
    good, bad = list(read_cases(str(path)))
    assert isinstance(good, Case)
    assert [f.text for f in good.source] == ["Acme hired 14 people."]
    assert isinstance(bad, BadRow)
    assert bad.id == "b"
    assert [f.text for f in read_facts(str(path))] == ["Acme hired 40 people."]


def test_a_table_that_does_not_parse(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("{not json\n")
    with pytest.raises(BadInput, match=r"rows\.jsonl"):
        list(read_cases(str(path)))


@pytest.mark.parametrize(
    "line", ["PARIS, Nov 12, 2021 (Wire) - It rained.", "On 12 November 2021 it rained."]
)
def test_dateline(line: str) -> None:
    assert document_from_text(line).dateline == date(2021, 11, 12)


@pytest.mark.parametrize(
    "text", ["", "  \n ", "Der Rat hat am Montag den neuen Haushalt der Stadt beschlossen."]
)
def test_texts_that_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        document_from_text(text)


def test_foreign_names_do_not_make_a_text_foreign() -> None:
    document_from_text("Jean-Yves Le Drian and Dmytro Kuleba met Sergei Shoigu in Kyiv on Friday.")


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput, match=r"story-17: half a character .*U\+D83D\) at character 6"):
        document_from_text("Acme \ud83d hired 40 people.", "story-17")
    with pytest.raises(BadInput, match=r"'Acme \\ud83d hired 40 people\.'.*U\+FFFD") as caught:
        parse_statement("Acme \ud83d hired 40 people.")
    assert str(caught.value).encode()  # it can be printed
