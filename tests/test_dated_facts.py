"""A fact outside its dates is no evidence, and reports show both dates."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from consistency import Case, Fact, render
from consistency.checker import Checker, case_of
from consistency.domain import Origin, Validity, VerdictKind
from consistency.facts.base import FactBase
from consistency.facts.record import FactRecord
from consistency.intake.read import document_from_text, read_cases, read_facts
from consistency.language import parse_statement
from consistency.reports.formats import RENDERERS
from consistency.settings import Settings
from tests.fakes import CONTRADICTED, NEUTRAL, ScriptedNLI

SCHEMA = Path(__file__).resolve().parents[1] / "docs" / "report.schema.json"
KNOWN = "Anna Keller is Germany's foreign minister."
WRONG = "Anna Keller is France's foreign minister."
TERM = Validity("2017-05-17", "2022-05-20")
BARE = Settings(starter=False)
DAYS = pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2021, 3, 4), VerdictKind.CONTRADICTED),
        (date(2022, 5, 20), VerdictKind.CONTRADICTED),
        (date(2022, 5, 21), VerdictKind.UNCHECKED),
        (None, VerdictKind.UNCHECKED),
    ],
)


def model() -> ScriptedNLI:
    return ScriptedNLI(lambda pair: CONTRADICTED if "Germany" in pair.premise else NEUTRAL)


@DAYS
def test_a_plain_fact_outside_its_dates_is_no_evidence(day: date, kind: VerdictKind) -> None:
    fact = Fact("facts:1", Origin.FACTS, "list", parse_statement(KNOWN), TERM)
    for checker, own in (
        (Checker(model(), [fact], BARE), ()),
        (Checker(model(), settings=BARE), (fact,)),
    ):
        document = replace(document_from_text(WRONG), dateline=day)
        report = checker.check_document(document, facts=own)
        assert report.verdicts[0].kind is kind
        assert report.analysis.set_aside == (kind is VerdictKind.UNCHECKED)


@DAYS
def test_a_fact_of_a_base_outside_its_dates_is_no_evidence(
    tmp_path: Path, day: date, kind: VerdictKind
) -> None:
    base = FactBase.open(tmp_path)
    base.add([FactRecord(KNOWN, "list of ministers", TERM)])
    report = Checker(model(), settings=BARE, bases=[base]).check(WRONG, date=day)
    assert report.verdicts[0].kind is kind
    shown, plain = render(report), json.loads(render(report, "json"))
    jsonschema.validate(plain, json.loads(SCHEMA.read_text(encoding="utf-8")))
    if kind is VerdictKind.CONTRADICTED:
        assert f"that holds 2017-05-17 to 2022-05-20; the article is of {day}" in shown
        for format in RENDERERS.keys() - {"text", "json"}:
            told = f"holds 2017-05-17 to 2022-05-20; the article is of {day}"
            assert told in render(report, format), format
        evidence = plain["findings"][0]["evidence"][0]
        assert (evidence["ref"], evidence["valid_to"]) == ("list of ministers", "2022-05-20")
        assert plain["document"]["dateline"] == str(day)
    assert ("date is unknown" in shown) == (day is None)
    assert bool(plain["notes"]) == (day is None)


def test_what_has_not_ended_counts_on_an_unknown_day_and_says_so(tmp_path: Path) -> None:
    base = FactBase.open(tmp_path)
    base.add([FactRecord(KNOWN, "list", Validity("2017-05-17"))])
    report = Checker(model(), settings=BARE, bases=[base]).check(WRONG)
    assert report.verdicts[0].kind is VerdictKind.CONTRADICTED
    assert "that holds since 2017-05-17; the article's date is unknown" in render(report)


def test_silence_is_unchecked_unless_the_facts_are_complete() -> None:
    text = "The orchestra will tour Japan in spring."
    checker = Checker(ScriptedNLI(), ["Anna Keller is a minister."], BARE)
    assert checker.check(text).verdicts[0].kind is VerdictKind.UNCHECKED
    told = checker.decide(checker.analyse(case_of(document_from_text(text))), complete=True)
    assert told.verdicts[0].kind is VerdictKind.UNSUPPORTED
    assert [f.rule.code for f in told.findings] == ["FC102"]


def test_dates_of_tables(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text(f"text,valid_from,valid_to\n{KNOWN},2017,2022-05-20\nAcme is big.,,\n")
    first, second = read_facts(str(facts))
    assert (first.valid, second.valid) == (Validity("2017", "2022-05-20"), Validity())
    cases = tmp_path / "cases.jsonl"
    rows = [
        {"text": WRONG, "date": "2021-03-04"},
        {"text": "PARIS, 3 May 2020\n\nAcme grew.", "date": None},
        {"text": WRONG, "date": "soon"},
    ]
    cases.write_text("".join(json.dumps(row) + "\n" for row in rows))
    given, own, bad = read_cases(str(cases))
    assert isinstance(given, Case)
    assert given.document.dateline == date(2021, 3, 4)
    assert isinstance(own, Case)
    assert own.document.dateline == date(2020, 5, 3)
    assert "soon" in bad.error  # type: ignore[union-attr]
