"""Limits, comments and baseline, on findings made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from consistency.decision.baseline import Baseline, read_baseline, write_baseline
from consistency.decision.decide import decide
from consistency.decision.gate import breaches, outcome
from consistency.decision.suppress import suppress
from consistency.domain import (
    Document,
    Finding,
    Fitted,
    Outcome,
    RuleInfo,
    Sentence,
    Severity,
    Span,
    SuppressedBy,
    Verdict,
    VerdictKind,
)
from consistency.errors import BadInput, BadSettings
from consistency.fingerprint import fingerprint
from consistency.settings import Settings
from tests.decision.test_decide import AGAINST, SILENT, analysis
from tests.reports.sample import ARTEFACT, NUMBER, REPORT, YEAR

RULES = ("FC101", "FC301", "FC302")
REVIEW = Verdict(0, VerdictKind.UNCHECKED, None, None, "", review=True)


@pytest.mark.parametrize(
    ("fail_on", "budgets", "exceeded", "found"),
    [
        (Severity.ERROR, {}, ["error"], Outcome.FAILED),
        (Severity.NOTE, {}, ["error", "warning", "note"], Outcome.FAILED),
        (None, {}, [], Outcome.PASSED),
        (Severity.ERROR, {"error": 1}, [], Outcome.PASSED),
        (Severity.WARNING, {"error": 1, "warning": 1}, [], Outcome.PASSED),
        (None, {"warning": 0}, ["warning"], Outcome.FAILED),
        (None, {"review": 0}, ["review"], Outcome.REVIEW),
        (None, {"review": 1}, [], Outcome.PASSED),
        (Severity.ERROR, {"review": 0}, ["error", "review"], Outcome.FAILED),
    ],
)
def test_limits(fail_on, budgets, exceeded, found) -> None:
    over = breaches((NUMBER, YEAR, ARTEFACT), (REVIEW,), fail_on, budgets)
    assert [breach.what for breach in over] == exceeded
    assert outcome(over, ()) is found


def test_what_was_not_checked_is_never_green_and_never_hides_a_failure() -> None:
    over = breaches((NUMBER,), (), Severity.ERROR, {})
    assert outcome((), ("a sentence was not checked",)) is Outcome.UNCHECKED
    assert outcome(over, ("a sentence was not checked",)) is Outcome.FAILED


@pytest.mark.parametrize(
    "changes",
    [
        {"select": "FC999"},
        {"ignore": "FC9"},
        {"severities": {"FC999": "note"}},
        {"ignore": "FC"},
        {"select": []},
    ],
)
def test_a_misspelt_rule_never_makes_the_gate_green(changes) -> None:
    with pytest.raises(BadSettings, match=r"no such rule|no rule is left"):
        decide(analysis(AGAINST), Settings().changed(**changes), Fitted())


def test_the_longest_prefix_gives_the_severity() -> None:
    severities = {"FC1": "note", "FC101": "warning", "FC": "error"}
    report = decide(analysis(AGAINST), Settings().changed(severities=severities), Fitted())
    assert report.findings[0].severity is Severity.WARNING


def test_an_article_of_which_nothing_was_decided_passes_only_if_allowed() -> None:
    measured = analysis(SILENT)
    assert decide(measured, Settings(), Fitted()).outcome is Outcome.UNCHECKED
    assert decide(measured, Settings().changed(require_verdict=False), Fitted()).passed


# Comments


def article(text: str, *wrong: str) -> tuple[Document, list[Finding]]:
    """A document of sentences that end in a full stop, with a finding at each wrong word."""
    sentences = []
    start = 0
    for end in (n + 1 for n, char in enumerate(text) if char == "."):
        words = text[start:end]
        begin = start + max(words.rfind("-->") + 3 if "-->" in words else 0, 0)
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        sentences.append(Sentence(len(sentences), Span(begin, end), text[begin:end]))
        start = end
    document = Document("a.md", text, tuple(sentences))
    findings = []
    for word in wrong:
        place = text.index(word)
        sentence = next(s for s in sentences if s.span.start <= place < s.span.end)
        rule = RuleInfo("FC301", "number-changed", "")
        span = Span(place, place + len(word))
        findings.append(
            Finding(rule, Severity.ERROR, sentence.index, span, word, "", probability=0.9)
        )
    return document, findings


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("It hired 40. It fired 50.", ["40", "50"]),
        ("It hired 40. <!-- consistency: ignore FC301 --> It fired 50.", ["50"]),
        ("<!-- consistency: ignore FC301 -->\nIt hired 40. It fired 50.", ["50"]),
        ("<!--consistency:IGNORE fc301-->It hired 40.\nIt fired 50.", ["50"]),
        ("It hired 40.\nIt fired 50. <!-- consistency: ignore FC3, FC101 -->", ["40"]),
        ("It hired 40.\nIt fired 50.<!-- consistency: ignore-article FC301 -- why -->", []),
        ("It hired 40. It fired 50. <!-- consistency: ignore FC302 -->", ["40", "50"]),
        ("It hired 40. It fired 50. <!-- consistency: ignore -->", ["40", "50"]),
        ("It hired 40. It fired 50. <!-- ignore FC301 -->", ["40", "50"]),
        ("It hired 40. It fired 50. <!-- consistency: ignore-article FC301", ["40", "50"]),
    ],
)
def test_a_comment_takes_out_what_it_names_where_it_stands(text: str, live: list[str]) -> None:
    document, findings = article(text, "40", "50")
    kept, taken, _ = suppress(findings, document, RULES, RULES)
    assert [finding.text for finding in kept] == live
    assert len(kept) + len(taken) == 2


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("ignore FC302", "line 2: there is no FC302 to suppress here"),
        ("ignore FC999", "line 2: no rule to suppress is called FC999"),
        ("ignroe FC301", "line 2: “ignroe FC301” is no suppression"),
        ("ignore everything", "is no suppression"),
    ],
)
def test_a_comment_that_does_nothing_is_told(comment: str, told: str) -> None:
    document, findings = article(f"It hired 40.\n<!-- consistency: {comment} -->\nIt left.", "40")
    kept, _, notes = suppress(findings, document, RULES, RULES)
    assert len(kept) == 1
    assert len(notes) == 1
    assert told in notes[0]


def test_the_reason_is_kept_and_rules_that_did_not_run_are_not_called_needless() -> None:
    text = "It hired 40. <!-- consistency: ignore FC301 FC101 -- seen\n by the desk -->"
    document, findings = article(text, "40")
    _, taken, notes = suppress(findings, document, RULES, ("FC301",))
    assert (taken[0].by, taken[0].reason) == (SuppressedBy.COMMENT, "seen by the desk")
    assert notes == ()


def test_many_unclosed_comments_are_read_in_one_pass() -> None:
    document, _ = article("<!-- consistency: ignore FC301 " * 200_000 + "It left.")
    assert suppress((), document, RULES, RULES) == ((), (), ())


# Baseline

DOCUMENT = REPORT.document
EVERYTHING = Settings()


def test_a_fingerprint_survives_what_is_not_in_the_sentence() -> None:
    sentence = DOCUMENT.sentences[NUMBER.sentence]
    reworded = replace(sentence, text=sentence.text.upper().replace(" ", "  "), span=Span(0, 9))
    moved = replace(DOCUMENT, sentences=(reworded,))
    same = fingerprint(replace(NUMBER, sentence=0), moved)
    assert fingerprint(NUMBER, DOCUMENT) == same
    other = replace(DOCUMENT, sentences=(replace(sentence, text="Acme hired 41 people."),))
    assert fingerprint(replace(NUMBER, sentence=0), other) != same
    assert fingerprint(YEAR, DOCUMENT) != fingerprint(replace(YEAR, rule=NUMBER.rule), DOCUMENT)


def test_a_baseline_counts_and_is_of_one_article() -> None:
    known = Baseline().updated(
        [replace(REPORT, findings=(NUMBER,), errors=())], EVERYTHING, grow=True
    )
    new, aside, gone = known.set_aside((NUMBER, NUMBER), DOCUMENT, EVERYTHING)
    assert (len(new), len(aside), gone) == (1, 1, 1)  # the OSLO of the sample is gone
    other, same = replace(DOCUMENT, id="other.txt"), replace(DOCUMENT, id="./news/a b.txt")
    assert len(known.set_aside((NUMBER,), other, EVERYTHING)[0]) == 1
    assert known.set_aside((NUMBER,), same, EVERYTHING)[0] == ()


def test_an_update_only_shrinks_and_spares_what_was_not_checked() -> None:
    known = Baseline().updated(
        [replace(REPORT, findings=(NUMBER,), errors=())], EVERYTHING, grow=True
    )
    assert len(known.counts) == 2
    clean = replace(REPORT, findings=(YEAR,), suppressed=(), errors=())
    assert known.updated([clean], EVERYTHING, grow=False).counts == {}
    broken = replace(clean, errors=("not read",))
    assert known.updated([broken], EVERYTHING, grow=False) == known
    elsewhere = replace(clean, document=replace(DOCUMENT, id="other.txt"))
    assert known.updated([elsewhere], EVERYTHING, grow=False) == known


def test_of_rules_that_did_not_run_nothing_is_gone() -> None:
    found = replace(REPORT, findings=(NUMBER, YEAR), suppressed=(), errors=())
    known = Baseline().updated([found], EVERYTHING, grow=True)
    only = Settings().changed(select=NUMBER.rule.code)
    assert known.set_aside((), DOCUMENT, only)[2] == 1
    mended = replace(found, findings=())
    assert [key.rule for key in known.updated([mended], only, grow=False).counts] == [
        YEAR.rule.code
    ]
    assert known.updated([mended], EVERYTHING, grow=False).counts == {}


def test_a_baseline_is_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    known = Baseline().updated([replace(REPORT, errors=())], EVERYTHING, grow=True)
    write_baseline(known, str(path))
    assert read_baseline(str(path)) == known
    assert "Acme hired 40 people in Paris." in path.read_text(encoding="utf-8")
    assert "line" not in path.read_text(encoding="utf-8")


def test_a_name_that_is_no_utf_8_stays_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    named = replace(REPORT, errors=(), document=replace(DOCUMENT, id="caf\udce9.txt"))
    known = Baseline().updated([named], EVERYTHING, grow=True)
    write_baseline(known, str(path))
    assert read_baseline(str(path)) == known


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"version": 2, "findings": []}',
        '{"version": 1, "findings": [{"rule": "FC301"}]}',
        '{"version": 1, "findings": [{"document": "a", "rule": "FC301", "fingerprint": "0",'
        ' "count": 0, "text": ""}]}',
    ],
)
def test_a_broken_baseline_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(content)
    with pytest.raises(BadInput, match=r"known\.json"):
        read_baseline(str(path))
