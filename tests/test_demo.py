"""The demo pair: every planted error is found, no true sentence is flagged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency.checker import Checker
from consistency.domain import Report, Span
from consistency.intake.read import read_document, read_facts

DEMO = Path(__file__).resolve().parents[1] / "examples" / "demo"
GOLD = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report() -> Report:
    checker = Checker(facts=read_facts(str(DEMO / "facts.txt")))
    source = read_document(str(DEMO / "source.txt"))
    return checker.check_document(read_document(str(DEMO / "spun.txt")), source)


def place_of(report: Report, words: str) -> Span:
    start = report.document.text.index(words)
    assert report.document.text.count(words) == 1, f"{words} is not unique"
    return Span(start, start + len(words))


@pytest.mark.parametrize("error", GOLD, ids=lambda error: error["words"][:30])
def test_planted_error_is_found(report: Report, error: dict) -> None:
    place = place_of(report, error["words"])
    codes = {f.rule.code for f in report.findings if f.span.overlaps(place)}
    assert codes & set(error["codes"])


def test_nothing_else_is_flagged(report: Report) -> None:
    planted = [place_of(report, error["words"]) for error in GOLD]
    stray = [f for f in report.findings if not any(f.span.overlaps(p) for p in planted)]
    assert [(f.rule.code, f.text) for f in stray] == []
