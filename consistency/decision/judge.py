"""Evidence and thresholds become one Verdict a Sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from consistency.domain import (
    Analysis,
    Evidence,
    Fitted,
    Judgement,
    Origin,
    Sentence,
    Shown,
    Verdict,
    VerdictKind,
    log_odds,
)

Found = Mapping[int, Sequence[Evidence]]

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
        thresholds: probabilities `support`, `unsupported`, `contradict`, `contradict_fact`,
            `self_contradict`.
        fitted: turns scores into calibrated probabilities of error.
        complete: whether the facts say all there is, so that absence is a fault. A source
            article always does; a fact base only if the user says so.
    """
    complete = complete or bool(analysis.case.source)
    found = by_sentence(analysis)
    verdicts = tuple(
        _unchecked(sentence, analysis.unchecked[sentence.index])
        if sentence.index in analysis.unchecked
        else _verdict(found, sentence, thresholds, fitted, complete=complete)
        for sentence in analysis.case.document.sentences
    )
    return Judgement(analysis, verdicts, thresholds)


def by_sentence(analysis: Analysis) -> Found:
    """The evidence for each sentence that has any."""
    found: dict[int, list[Evidence]] = {}
    for evidence in analysis.evidence:
        found.setdefault(evidence.sentence, []).append(evidence)
    return found


def _verdict(
    found: Found,
    sentence: Sentence,
    thresholds: Mapping[str, float],
    fitted: Fitted,
    *,
    complete: bool,
) -> Verdict:
    own = found.get(sentence.index, ())
    known = [e for e in own if is_given(e)]
    starter = [e for e in own if e.premise[0].origin is Origin.STARTER]
    decided = _decided(sentence, known, thresholds, fitted)
    if decided is None and starter:
        # The starter pack may show an error beside what was given; it makes up for no silence.
        decided = _decided(sentence, starter, thresholds, fitted)
        if complete and decided is not None and decided.kind is VerdictKind.SUPPORTED:
            decided = None
    if decided is not None:
        return decided
    backing = max(known, key=entailment, default=None)
    if complete and backing is not None:
        lacking = _lacking(known, fitted)
        if lacking >= thresholds["unsupported"]:
            # What the source says nearest tells a reader more than a fact on something else.
            told = [e for e in known if e.premise[0].origin is Origin.SOURCE] or known
            cited = max(told, key=entailment)
            return Verdict(sentence.index, VerdictKind.UNSUPPORTED, lacking, cited)
    fellows = ((mutual(found, e), e) for e in own if e.premise[0].origin is Origin.ARTICLE)
    surety, fellow = max(fellows, key=lambda one: one[0], default=(0.0, None))
    if surety >= thresholds["self_contradict"]:
        return Verdict(sentence.index, VerdictKind.CONTRADICTED, surety, fellow)
    if complete and backing is None:
        # No fact was even near: as sure as at the threshold, which is the least it can be.
        return Verdict(sentence.index, VerdictKind.UNSUPPORTED, thresholds["unsupported"], None)
    if complete:
        unsure = _unchecked(sentence, "the evidence is too weak to tell; review it", backing)
        return replace(unsure, review=True)
    return _unchecked(sentence, "nothing known speaks of it", backing)


def _decided(
    sentence: Sentence,
    known: Sequence[Evidence],
    thresholds: Mapping[str, float],
    fitted: Fitted,
) -> Verdict | None:
    """SUPPORTED or CONTRADICTED, where the evidence is strong enough for one of them."""
    if not known:
        return None
    heard = [e for e in known if not _is_backed(e, known)]
    backing = max(known, key=entailment)
    support, oppose = entailment(backing), max(map(opposition, heard), default=0.0)
    wrong = fitted.error_probability(shown(known))
    if support >= thresholds["support"] and support >= oppose:
        right = support if wrong is None else 1.0 - wrong
        return Verdict(sentence.index, VerdictKind.SUPPORTED, right, backing)
    refuting = [e for e in heard if opposition(e) >= thresholds[_limit(e)]]
    if not refuting:
        return None
    against = max(refuting, key=opposition)
    # The fitted probability reads passages of a source, not single facts.
    one_fact = against.premise[0].origin is Origin.FACTS
    surety = opposition(against) if wrong is None or one_fact else wrong
    return Verdict(sentence.index, VerdictKind.CONTRADICTED, surety, against)


def _limit(evidence: Evidence) -> str:
    """The name of the threshold that a contradiction must reach."""
    return "contradict_fact" if evidence.premise[0].origin is Origin.FACTS else "contradict"


def _is_backed(evidence: Evidence, known: Sequence[Evidence]) -> bool:
    """Whether another fact makes true the very part that this one speaks against."""
    return evidence.part is not None and any(
        other.part == evidence.part
        and other.scores is not None
        and other.scores.entailment >= opposition(evidence)
        for other in known
    )


def _lacking(known: Sequence[Evidence], fitted: Fitted) -> float:
    wrong = fitted.error_probability(shown(known))
    return 1.0 - max(map(entailment, known)) if wrong is None else wrong


def is_given(evidence: Evidence) -> bool:
    """Whether it was given as known: neither the article's own words nor the starter pack."""
    return evidence.premise[0].origin in (Origin.SOURCE, Origin.FACTS)


def entailment(evidence: Evidence) -> float:
    """Probability that the premise makes the sentence true; a part says nothing of the whole."""
    return evidence.scores.entailment if evidence.scores and evidence.part is None else 0.0


def opposition(evidence: Evidence) -> float:
    """Probability that the premise makes the sentence false, 0 where it tells another event."""
    if evidence.scores is None or evidence.nearness < SAME_EVENT:
        return 0.0
    return evidence.scores.contradiction


def shown(evidence: Sequence[Evidence]) -> Shown:
    """The traits of a sentence's evidence that the probability of error is read from.

    Args:
        evidence: for one sentence, at least one piece.
    """
    best = sorted((log_odds(entailment(e)) for e in evidence), reverse=True)[:3]
    whole = [e for e in evidence if e.part is None] or evidence
    nearest = max(whole, key=lambda e: e.nearness)
    return Shown(
        best[0],
        sum(best) / len(best),
        max(log_odds(opposition(e)) for e in evidence),
        log_odds(entailment(nearest)),
        nearest.nearness,
    )


def mutual(found: Found, evidence: Evidence) -> float:
    """How surely two sentences of the article exclude each other, asked both ways."""
    other = evidence.premise[0].sentence.index
    back = [
        opposition(e)
        for e in found.get(other, ())
        if e.premise[0].origin is Origin.ARTICLE
        and e.premise[0].sentence.index == evidence.sentence
    ]
    return min(opposition(evidence), max(back, default=0.0))


def _unchecked(sentence: Sentence, reason: str, evidence: Evidence | None = None) -> Verdict:
    return Verdict(sentence.index, VerdictKind.UNCHECKED, None, evidence, reason)
