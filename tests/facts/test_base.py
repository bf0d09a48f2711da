"""The fact base: kept once, found again, dated, versioned, safe from other writers."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency.domain import Validity
from consistency.errors import BadInput
from consistency.facts.base import FactBase
from consistency.facts.record import FactRecord, Parties, concerns, fact_of, parties_of
from consistency.language import parse_statement
from tests.facts import fakes

ROOT = Path(__file__).resolve().parents[2]
LE_DRIAN = FactRecord(
    "Jean-Yves Le Drian is France's foreign minister.",
    "list of ministers",
    Validity("2017-05-17", "2022-05-20"),
    ("office",),
)
LAVROV = FactRecord("Sergei Lavrov is Russia's foreign minister.", "list of ministers")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from([" ", "  ", "\n"]))
def test_a_fingerprint_is_blind_to_case_and_blanks(text: str, blank: str) -> None:
    plain = " ".join(text.split())
    assert FactRecord(plain).fingerprint == FactRecord(blank.join(plain.split())).fingerprint
    assert FactRecord("Paris").fingerprint == FactRecord("PARIS .").fingerprint


def test_dates_are_part_of_a_fact_and_its_origin_is_not(base: FactBase) -> None:
    again = FactRecord(LE_DRIAN.text, "elsewhere", LE_DRIAN.valid)
    second_term = FactRecord(LE_DRIAN.text, valid=Validity("2031"))
    added = base.add([LE_DRIAN, again, second_term, LE_DRIAN])
    assert (added.added, added.duplicates) == (2, 2)
    assert base.add([again]) == (0, 1)
    assert len(base) == 2
    assert {f.record.origin for f in base} == {"list of ministers", ""}


def test_a_hit_tells_where_it_is_known_from(base: FactBase) -> None:
    base.add([LE_DRIAN, LAVROV])
    best = base.search("Who is France's foreign minister?", count=1)[0]
    assert best.fact.record.text == LE_DRIAN.text
    assert best.fact.record.origin == "list of ministers"
    assert best.fact.record.valid == LE_DRIAN.valid
    assert best.fact.record.tags == ("office",)
    assert 0 < best.nearness <= 1
    fact = fact_of(best.fact.record)
    assert (fact.id, fact.ref) == (f"facts:{best.fact.id}", "list of ministers")


def test_search_by_tag(base: FactBase) -> None:
    base.add([LE_DRIAN, LAVROV])
    assert base.search("minister", tag="office")[0].fact.record.text == LE_DRIAN.text
    assert not base.search("minister", tag="it's not there")


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2017, 5, 16), 1), (date(2017, 5, 17), 2), (date(2022, 5, 20), 2),
     (date(2022, 5, 21), 1), (None, 1)],
)  # fmt: skip
def test_a_fact_outside_its_dates_is_not_found(
    base: FactBase, day: date | None, found: int
) -> None:
    base.add([LE_DRIAN, LAVROV])
    then = base.as_of(day)
    assert len(then) == len(then.search("foreign minister")) == found
    assert then.set_aside() == 2 - found
    assert base.set_aside() == 0


def test_a_fact_about_another_minister_is_no_evidence(base: FactBase) -> None:
    base.add([LE_DRIAN, LAVROV, FactRecord("Water boils at 100 degrees.")])
    told = parse_statement("Sergei Lavrov, the Russian foreign minister, spoke in Geneva.")
    hits = base.evidence_for(told, fakes.embed([told.text])[0], 6)
    assert [hit.fact.text for hit in hits] == [LAVROV.text]
    silent = parse_statement("The foreign minister resigned on Friday.")
    assert not base.evidence_for(silent, fakes.embed([silent.text])[0], 6)


@pytest.mark.parametrize(
    ("said", "known", "expected"),
    [
        (Parties(("paris",)), Parties(("france",)), True),
        (Parties(("france", "emmanuel macron"), ("emmanuel macron",)), Parties(("macron",)), True),
        (
            Parties(("france", "emmanuel macron"), ("emmanuel macron",)),
            Parties(("france", "jean castex"), ("jean castex",)),
            False,
        ),
        (Parties(("france",)), Parties(("germany",)), False),
        (Parties(()), Parties(("germany",)), False),
        (Parties(("france",)), Parties(()), True),
    ],
)
def test_concerns(said: Parties, known: Parties, expected: bool) -> None:
    assert concerns(said, known) is expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Olaf Scholz is Germany's chancellor.", "olaf scholz"),
        ("Kyriakos Mitsotakis is Greece's prime minister.", "kyriakos mitsotakis"),
        ("Germany is the leader of the group.", ""),
        ("Acme is based in Lyon.", ""),
    ],
)
def test_who_holds_an_office_is_a_person(text: str, people: str) -> None:
    assert parties_of(parse_statement(text)).people == ((people,) if people else ())


def test_remove_and_earlier_versions(base: FactBase) -> None:
    base.add([LE_DRIAN, LAVROV])
    before = base.version
    assert base.remove([LAVROV.fingerprint[:8]]) == 1
    assert [f.record.text for f in base] == [LE_DRIAN.text]
    assert len(FactBase.open(base.path, create=False, version=before)) == 2
    assert base.remove(tag="office") == 1
    assert len(base) == 0
    assert base.add([LAVROV]).added == 1


@pytest.mark.parametrize("id", ["0000000000", "x' OR '1'='1", ""])
def test_an_unknown_id_is_named(base: FactBase, id: str) -> None:
    base.add([LAVROV])
    with pytest.raises(BadInput, match="id"):
        base.remove([id])
    assert len(base) == 1


def test_no_base_and_no_version(tmp_path: Path, base: FactBase) -> None:
    with pytest.raises(BadInput, match="no fact base"):
        FactBase.open(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(BadInput, match="version 99"):
        FactBase.open(base.path, version=99)


def test_a_fact_needs_words(base: FactBase) -> None:
    with pytest.raises(BadInput, match="no words"):
        base.add(["  "])


def test_stats(base: FactBase) -> None:
    vague = FactRecord("A shop was open.", "shops.csv:3", Validity("2020", "2020"))
    base.add([LE_DRIAN, LAVROV, vague])
    stats = base.stats()
    assert (stats.facts, stats.dated, stats.ended, stats.never_sure) == (3, 2, 2, 1)
    assert stats.origins == {"list of ministers": 2, "shops.csv": 1}
    assert stats.tags == {"office": 1}
    assert stats.version == base.version


def test_vectors_get_an_index_when_there_are_many(
    base: FactBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consistency.facts.base.VECTOR_INDEX_FROM", 300)
    monkeypatch.setattr("consistency.facts.base.prepare", fakes.prepare)
    texts = [f"Envoy {n} met Minister {n % 7} in Geneva." for n in range(400)]
    base.add(texts)
    assert "vector" in base.stats().indexes
    found = base.search("Envoy 123 met Minister 4 in Geneva.", count=3)
    assert found[0].fact.record.text == "Envoy 123 met Minister 4 in Geneva."
    assert base.evidence_for(parse_statement(texts[5]), fakes.embed([texts[5]])[0], 2)


def start(base: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.facts.writer", str(base), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


def test_two_writers_store_each_fact_once(tmp_path: Path) -> None:
    writers = [start(tmp_path / "base", name, 160) for name in ("one", "two")]
    told = [writer.communicate(timeout=400)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    facts = list(FactBase.open(tmp_path / "base", create=False))
    assert len(facts) == len({f.id for f in facts}) == 160
    assert sum(int(added) for _, added, _ in told) == 160


def test_a_killed_import_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path, count = tmp_path / "base", 640
    killed = start(path, "first", count)
    while killed.poll() is None and not _stored(path):
        time.sleep(0.02)
    killed.kill()  # SIGKILL
    killed.communicate()
    kept = _stored(path)
    assert 0 < kept < count
    second = start(path, "second", count)
    _, added, known = second.communicate(timeout=400)[0].split()
    assert (int(added), int(known)) == (count - kept, kept)
    assert len({f.id for f in FactBase.open(path, create=False)}) == count


def _stored(path: Path) -> int:
    try:
        return len(FactBase.open(path, create=False))
    except BadInput:
        return 0
