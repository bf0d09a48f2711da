"""The starter pack: fresh, dated, sourced, without quarrels of its own, and easy to switch off."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from consistency.checker import Checker
from consistency.domain import Origin, VerdictKind
from consistency.facts.embed import embed
from consistency.facts.starter.make import records
from consistency.facts.starter.pack import (
    StarterFact,
    StarterPack,
    starter_pack,
    starter_rows,
)
from consistency.language import parse_statement
from consistency.settings import Settings
from tests.fakes import CONTRADICTED, NEUTRAL, ScriptedNLI


@pytest.fixture(scope="module")
def rows() -> list[StarterFact]:
    return starter_rows()


def test_the_pack_is_what_its_tables_say(rows: list[StarterFact]) -> None:
    made = [(r.text, r.origin, r.valid, r.tags) for r in records()]
    kept = [(r.record.text, r.record.origin, r.record.valid, r.record.tags) for r in rows]
    assert kept == made, "run `python -m consistency.facts.starter.make`"
    assert len({row.record.fingerprint for row in rows}) == len(rows)


def test_vectors_belong_to_their_facts(rows: list[StarterFact]) -> None:
    chosen = rows[:: len(rows) // 3]
    again = embed([row.record.text for row in chosen])
    assert np.allclose([row.vector for row in chosen], again, atol=2e-3)


def test_three_hundred_dated_facts_each_with_its_source(rows: list[StarterFact]) -> None:
    dated = [row.record for row in rows if row.record.valid.bounded]
    assert len(dated) >= 300
    assert all("Wikipedia" in record.origin for record in dated)
    assert all(row.record.origin and row.parties.names for row in rows)


def test_an_event_says_when_it_was(rows: list[StarterFact]) -> None:
    for record in (row.record for row in rows if "event" in row.record.tags):
        assert record.valid.start is not None
        sports = "Olympics" in record.text
        assert sports or record.valid.start[:4] in record.text or record.valid.start > "1952", (
            record
        )


def test_nobody_follows_himself_and_terms_do_not_overlap(rows: list[StarterFact]) -> None:
    terms = defaultdict(list)
    for record in (row.record for row in rows if "office" in row.record.tags):
        holder, _, office = record.text.partition(" is ")
        first, last = record.valid.first_sure_day, record.valid.last_sure_day
        assert first is not None
        assert last is not None
        assert first < last
        terms[office].append((first, last, holder))
    for office, held in terms.items():
        for (_, last, _), (first, _, _) in pairwise(sorted(held)):
            assert last <= first, (office, held)


def test_a_date_chooses_the_holder() -> None:
    told = parse_statement("Angela Merkel, the German chancellor, spoke.")
    vector = embed([told.text])[0]
    then = starter_pack().as_of(date(2015, 1, 1)).evidence_for(told, vector, 6)
    later = starter_pack().as_of(date(2023, 1, 1)).evidence_for(told, vector, 6)
    assert "Angela Merkel is Germany's chancellor." in {hit.fact.text for hit in then}
    assert not any("chancellor" in hit.fact.text for hit in later)


def test_facts_about_others_are_no_evidence() -> None:
    told = parse_statement("The minister of a small kingdom resigned on Friday.")
    assert not starter_pack().evidence_for(told, embed([told.text])[0], 6)


def test_what_is_left_out_is_counted(rows: list[StarterFact]) -> None:
    pack = StarterPack(rows[:1] + [row for row in rows if "office" in row.record.tags][:9])
    then = pack.as_of(None)
    assert (len(then), then.set_aside()) == (1, 9)
    assert len(pack) == 10


@pytest.mark.parametrize("starter", [True, False])
def test_it_can_be_switched_off(starter: bool) -> None:
    model = ScriptedNLI(lambda p: CONTRADICTED if p.premise.startswith("Paris") else NEUTRAL)
    report = Checker(model, settings=Settings(starter=starter)).check(
        "Lyon is the capital of France."
    )
    kind = VerdictKind.CONTRADICTED if starter else VerdictKind.UNCHECKED
    assert report.verdicts[0].kind is kind
    assert bool(model.asked) is starter


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Germany will host the summit in June.", ""),
        ("Germany has moved its capital to Bonn.", "Berlin is the capital of Germany."),
        ("Spain has moved its capital to Bonn.", "Madrid is the capital of Spain."),
        ("Germany invaded Belgium.", ""),
        ("Germany invaded the Soviet Union in 1940.", "Germany invaded the Soviet Union on"),
    ],
)
def test_only_the_same_party_and_relation_is_evidence(text: str, found: str) -> None:
    told = parse_statement(text)
    hits = starter_pack().evidence_for(told, embed([told.text])[0], 6)
    if found:
        assert any(hit.fact.text.startswith(found) for hit in hits)
    else:
        assert not hits
    assert all(hit.fact.origin is Origin.STARTER for hit in hits)
