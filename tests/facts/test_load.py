"""Files become facts; a bad row is told and left out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from consistency.domain import Validity
from consistency.errors import BadInput
from consistency.facts.load import Kind, Reading, read_records
from consistency.facts.record import FactRecord
from consistency.facts.verbalise import verbalise
from consistency.intake.dates import iso_date
from consistency.intake.read import BadRow


def test_one_fact_a_line(tmp_path: Path) -> None:
    path = tmp_path / "facts.txt"
    path.write_text("# known\nAcme is in Lyon.\n\n  Beta is in Nice.  \n")
    first, second = read_records(str(path), Reading(tags=("firm",), valid=Validity("2020")))
    assert first == FactRecord("Acme is in Lyon.", f"{path}:2", Validity("2020"), ("firm",))
    assert second.text == "Beta is in Nice."  # type: ignore[union-attr]


def test_a_table_with_other_column_names(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("sentence,since,labels,source\nAcme is in Lyon.,2020,a;b,register\n,2021,,\n")
    columns = {"text": "sentence", "valid_from": "since", "tags": "labels", "origin": "source"}
    good, bad = read_records(str(path), Reading(columns=columns))
    assert good == FactRecord("Acme is in Lyon.", "register", Validity("2020"), ("a", "b"))
    assert isinstance(bad, BadRow)
    assert "row 2" in bad.id
    assert "no text" in bad.error


def test_triples(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    rows = [
        {"s": "France", "p": "P36", "o": "Paris"},
        {"s": "France", "p": "head of government", "o": "Jean Castex",
         "from": "+2020-07-03T00:00:00Z", "to": "2022-05-16"},
        {"s": "Acme", "p": "number of shops", "o": 12},
        {"s": "Acme", "p": "P36"},
        {"s": "Acme", "p": "rival", "o": "Beta", "from": "soon"},
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    columns = {
        "subject": "s", "relation": "p", "object": "o", "valid_from": "from", "valid_to": "to",
    }  # fmt: skip
    found = list(read_records(str(path), Reading(Kind.TRIPLES, columns)))
    good = [row for row in found if isinstance(row, FactRecord)]
    assert [row.text for row in good] == [
        "Paris is the capital of France.",
        "Jean Castex is the head of government of France.",
        "The number of shops of Acme is 12.",
    ]
    assert good[1].valid == Validity("2020-07-03", "2022-05-16")
    assert good[1].names == ("France", "Jean Castex")
    assert [row.error for row in found if isinstance(row, BadRow)] == [
        "a subject, relation or object is missing; name the columns: --map",
        "'soon' is no date such as 2017, 2017-05 or 2017-05-17",
    ]


def test_the_sentences_of_an_article(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("PARIS, 3 May 2021\n\nAcme opened a shop. It employs ten people.")
    found = list(read_records(str(path), Reading(Kind.ARTICLE)))
    told = {row.text: row.origin for row in found if isinstance(row, FactRecord)}
    assert told["Acme opened a shop."].startswith(f"{path}, 2021-05-03, sentence ")


def test_own_templates_win() -> None:
    assert verbalise("Oslo", "P1082", "700,000") == "Oslo has 700,000 inhabitants."
    own = {"P1082": "{object} people live in {subject}."}
    assert verbalise("Oslo", "http://x/P1082", "Many", own) == "Many people live in Oslo."


@pytest.mark.parametrize("template", ["{city} is big.", "{subject", "{0}", "{object.real.x}"])
def test_a_template_that_cannot_be_filled_is_named(tmp_path: Path, template: str) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text('{"subject": "Oslo", "relation": "P1082", "object": "700,000"}\n')
    with pytest.raises(BadInput, match="no template"):
        next(read_records(str(path), Reading(Kind.TRIPLES, templates={"P1082": template})))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("+2017-05-17T00:00:00Z", "2017-05-17"),
        ("2017-00-00", "2017"),
        (2017.0, "2017"),
        (2017, "2017"),
        (date(2017, 5, 17), "2017-05-17"),
        (datetime(2017, 5, 17, 12), "2017-05-17"),
        (float("nan"), None),
        (None, None),
        ("", None),
    ],
)
def test_dates_of_tables(cell: object, expected: str | None) -> None:
    assert iso_date(cell) == expected


def test_an_unknown_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="txt"):
        list(read_records(str(tmp_path / "x.csv"), Reading(columns={"txt": "a"})))
