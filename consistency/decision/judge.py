"""Evidence and thresholds become one Verdict a Sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.domain import (
    Analysis,
    Evidence,
    Fitted,
    Judgement,
    Origin,
    Sentence,
    Verdict,
    VerdictKind,
)

SAME_EVENT = 0.5
"""Nearness from which a contradiction counts; below it unrelated sentences look contradictory."""


def judge(
    analysis: Analysis,
    thresholds: Mapping[str, float],
    fitted: Fitted,
    *,
    complete: bool,
) -> Judgement:
    """Decides on every sentence.

    Args:
        analysis: what was measured.
        thresholds: probabilities `support`, `unsupported`, `contradict`, `self_contradict`.
        fitted: turns scores into calibrated probabilities of error.
        complete: whether the facts say all there is, so that absence is a fault. A source
            article always does; a fact base only if the user says so.
    """
    complete = complete or bool(analysis.case.source)
    verdicts = tuple(
        _verdict(analysis, sentence, thresholds, fitted, complete=complete)
        for sentence in analysis.case.document.sentences
    )
    return Judgement(analysis, verdicts, thresholds)


def _verdict(
    analysis: Analysis,
    sentence: Sentence,
    thresholds: Mapping[str, float],
    fitted: Fitted,
    *,
    complete: bool,
) -> Verdict:
    if sentence.index in analysis.unchecked:
        return _unchecked(sentence, analysis.unchecked[sentence.index])
    known = [e for e in _of(analysis, sentence) if e.premise[0].origin is not Origin.ARTICLE]
    backing = max(known, key=entailment, default=None)
    against = max(known, key=opposition, default=None)
    if backing is not None and against is not None:
        support, oppose = entailment(backing), opposition(against)
        wrong = fitted.error_probability(support, oppose)
        if support >= thresholds["support"] and support >= oppose:
            right = support if wrong is None else 1.0 - wrong
            return Verdict(sentence.index, VerdictKind.SUPPORTED, right, backing)
        if oppose >= thresholds["contradict"]:
            surety = oppose if wrong is None else wrong
            return Verdict(sentence.index, VerdictKind.CONTRADICTED, surety, against)
        if complete and support <= thresholds["unsupported"]:
            surety = 1.0 - support if wrong is None else wrong
            return Verdict(sentence.index, VerdictKind.UNSUPPORTED, surety, backing)
        if complete:
            return _unchecked(sentence, "the evidence is too weak to tell; review it", backing)
    fellow = max(
        (e for e in _of(analysis, sentence) if e.premise[0].origin is Origin.ARTICLE),
        key=lambda e: mutual(analysis, e),
        default=None,
    )
    if fellow is not None and mutual(analysis, fellow) >= thresholds["self_contradict"]:
        return Verdict(sentence.index, VerdictKind.CONTRADICTED, mutual(analysis, fellow), fellow)
    return _unchecked(sentence, "nothing known speaks of it", backing)


def entailment(evidence: Evidence) -> float:
    """Probability that the premise makes the sentence true."""
    return evidence.scores.entailment if evidence.scores else 0.0


def opposition(evidence: Evidence) -> float:
    """Probability that the premise makes the sentence false, 0 where it tells another event."""
    if evidence.scores is None or evidence.nearness < SAME_EVENT:
        return 0.0
    return evidence.scores.contradiction


def mutual(analysis: Analysis, evidence: Evidence) -> float:
    """How surely two sentences of the article exclude each other, asked both ways."""
    other = evidence.premise[0].sentence.index
    back = [
        opposition(e)
        for e in analysis.evidence
        if e.sentence == other
        and e.premise[0].origin is Origin.ARTICLE
        and e.premise[0].sentence.index == evidence.sentence
    ]
    return min(opposition(evidence), max(back, default=0.0))


def _of(analysis: Analysis, sentence: Sentence) -> Iterator[Evidence]:
    return (e for e in analysis.evidence if e.sentence == sentence.index)


def _unchecked(sentence: Sentence, reason: str, evidence: Evidence | None = None) -> Verdict:
    return Verdict(sentence.index, VerdictKind.UNCHECKED, None, evidence, reason)
