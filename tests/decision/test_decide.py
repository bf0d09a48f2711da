"""Deciding: no model, no parse, only numbers."""

from __future__ import annotations

import pytest

from consistency.decision.decide import decide
from consistency.domain import (
    Analysis,
    Case,
    Document,
    Evidence,
    Fact,
    Fitted,
    ModelInfo,
    Origin,
    Scores,
    Sentence,
    Severity,
    Span,
    Token,
    VerdictKind,
)
from consistency.settings import Settings

TEXT = "Acme hired staff."


def sentence(index: int = 0, text: str = TEXT) -> Sentence:
    token = Token(0, len(text) - 1, text[:-1], text[:-1].lower(), "NOUN", "NN", "ROOT", 0)
    return Sentence(index, Span(index * 100, index * 100 + len(text)), text, tokens=(token,))


def fact(origin: Origin = Origin.FACTS, text: str = "A fact.", index: int = 0) -> Fact:
    return Fact(f"{origin}:{index}", origin, "facts.txt", sentence(index, text))


def analysis(*evidence: Evidence, source: tuple[Fact, ...] = (), sentences: int = 1) -> Analysis:
    parts = tuple(sentence(i) for i in range(sentences))
    text = "".join(p.text.ljust(100) for p in parts)
    return Analysis(
        case=Case(Document("a", text, parts), source),
        mentions=((),) * sentences,
        frames=((),) * sentences,
        restatements=(),
        parallels=(),
        evidence=evidence,
        unchecked={},
        model=ModelInfo("m", "0"),
    )


def verdict_of(measured: Analysis, **changes: object):
    return decide(measured, Settings().changed(**changes), Fitted()).verdicts[0]


BACKING = Evidence(0, (fact(),), Scores(0.9, 0.1, 0.0), nearness=0.9)
AGAINST = Evidence(0, (fact(),), Scores(0.0, 0.1, 0.9), nearness=0.9)
SILENT = Evidence(0, (fact(),), Scores(0.05, 0.9, 0.05), nearness=0.9)


def test_best_evidence_supports() -> None:
    found = verdict_of(analysis(SILENT, BACKING))
    assert (found.kind, found.evidence) == (VerdictKind.SUPPORTED, BACKING)


def test_contradiction_outweighs_a_weaker_entailment() -> None:
    weaker = Evidence(0, (fact(),), Scores(0.6, 0.4, 0.0), nearness=0.9)
    found = verdict_of(analysis(weaker, AGAINST))
    assert (found.kind, found.evidence) == (VerdictKind.CONTRADICTED, AGAINST)


def test_a_contradiction_about_another_event_does_not_count() -> None:
    elsewhere = Evidence(0, (fact(),), Scores(0.0, 0.0, 1.0), nearness=0.2)
    assert verdict_of(analysis(elsewhere)).kind is VerdictKind.UNCHECKED


def part(entailment: float, contradiction: float) -> Evidence:
    scores = Scores(entailment, 1 - entailment - contradiction, contradiction)
    return Evidence(0, (fact(),), scores, nearness=0.9, part=Span(0, 4))


def test_a_part_that_holds_says_nothing_of_the_whole() -> None:
    assert verdict_of(analysis(SILENT, part(0.9, 0.0))).kind is VerdictKind.UNCHECKED


def test_a_part_that_is_wrong_makes_the_whole_wrong() -> None:
    wrong = part(0.0, 0.9)
    found = verdict_of(analysis(SILENT, wrong))
    assert (found.kind, found.evidence) == (VerdictKind.CONTRADICTED, wrong)


def test_a_fact_that_makes_a_part_true_clears_it_of_another_fact() -> None:
    assert verdict_of(analysis(SILENT, part(0.0, 0.8), part(0.9, 0.0))).kind is (
        VerdictKind.UNCHECKED
    )


@pytest.mark.parametrize(
    ("origin", "kind"),
    [(Origin.FACTS, VerdictKind.CONTRADICTED), (Origin.STARTER, VerdictKind.UNCHECKED)],
)
def test_a_known_fact_needs_less_contradiction(origin: Origin, kind: VerdictKind) -> None:
    unsure = Evidence(0, (fact(origin),), Scores(0.1, 0.3, 0.6), nearness=0.9)
    assert verdict_of(analysis(unsure)).kind is kind
    strict = {"contradict_fact": 0.7}
    assert verdict_of(analysis(unsure), thresholds=strict).kind is VerdictKind.UNCHECKED


def test_silence_of_facts_is_unchecked_and_of_the_source_unsupported() -> None:
    assert verdict_of(analysis(SILENT)).kind is VerdictKind.UNCHECKED
    assert verdict_of(analysis(SILENT), complete=True).kind is VerdictKind.UNSUPPORTED
    sourced = analysis(SILENT, source=(fact(Origin.SOURCE),))
    assert verdict_of(sourced).kind is VerdictKind.UNSUPPORTED


def test_the_article_contradicts_itself_only_both_ways() -> None:
    one = Evidence(0, (fact(Origin.ARTICLE, index=1),), Scores(0.0, 0.0, 1.0), nearness=0.9)
    back = Evidence(1, (fact(Origin.ARTICLE, index=0),), Scores(0.0, 0.0, 1.0), nearness=0.9)
    assert verdict_of(analysis(one, sentences=2)).kind is VerdictKind.UNCHECKED
    report = decide(analysis(one, back, sentences=2), Settings(), Fitted())
    assert [f.rule.code for f in report.findings] == ["FC201"]
    assert report.findings[0].sentence == 1, "the later sentence is the finding"


def test_gate_and_rethresholding_agree_with_severity() -> None:
    measured = analysis(AGAINST)
    assert not decide(measured, Settings(), Fitted()).passed
    assert decide(measured, Settings().changed(fail_on="never"), Fitted()).passed
    lenient = Settings().changed(severities={"FC101": "note"})
    report = decide(measured, lenient, Fitted())
    assert report.findings[0].severity is Severity.NOTE
    assert report.passed


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (("FC1",), (), ["FC101"]),
        (("FC3",), (), []),
        (("FC",), ("FC1",), []),
        (("FC101",), ("FC1",), ["FC101"]),
    ],
)
def test_the_longest_prefix_decides(select, ignore, codes) -> None:
    report = decide(analysis(AGAINST), Settings().changed(select=select, ignore=ignore), Fitted())
    assert [f.rule.code for f in report.findings] == codes


def test_users_thresholds_come_before_the_models_and_both_before_the_defaults() -> None:
    measured = analysis(AGAINST)
    assert decide(measured, Settings(), Fitted({"contradict_fact": 0.95})).findings == ()
    report = decide(
        measured,
        Settings().changed(thresholds={"contradict_fact": 0.85}),
        Fitted({"contradict_fact": 0.95}),
    )
    assert [f.rule.code for f in report.findings] == ["FC101"]


def test_what_could_not_be_scored_is_an_error_and_never_passes() -> None:
    from dataclasses import replace

    measured = replace(analysis(), unchecked={0: "longer than the model's window; split it"})
    report = decide(measured, Settings(), Fitted())
    assert not report.passed
    assert "sentence 1" in report.errors[0]
