"""How probably each sentence is wrong, all reasons taken together: one number for a ranking.

A verdict and a finding each say how sure they are of one thing. Who compares claims with each
other (a benchmark, a threshold, MiniCheck's scorer interface) wants one number of each. The
reasons (what the evidence shows, every finding of an exact rule) are taken as independent: the
probability that a sentence is right is the product over them of one minus theirs. The surest
reason alone makes ties, as rules know few steps. How near the nearest evidence lies counts beside
them, with the weight that `python -m eval.claim_score` chose: what follows its source's words
closely is more often right, whatever the model makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, prod

from consistency.decision.judge import by_sentence, entailment, is_given, mutual, opposition, shown
from consistency.domain import Evidence, Finding, Fitted, Origin, Report, VerdictKind, log_odds

BY_MODEL = ("FC101", "FC102", "FC201")
"""Rules that report what the evidence shows; the others see it for themselves."""
NEARNESS = 2.0
"""Log-odds for one step of nearness from 0 to 1."""
USUAL = 0.7
"""The nearness that speaks neither way."""


def doubts(report: Report, fitted: Fitted, nearness: float = NEARNESS) -> Mapping[int, float]:
    """For each sentence that says something, by its index, how probably it is wrong.

    Args:
        report: of one article or claim.
        fitted: the model's, `checker.model.fitted`.
        nearness: log-odds for one step of nearness from 0 to 1; 0 leaves it out.

    Returns:
        Probabilities; questions, captions and what could not be checked are left out.
    """
    found = by_sentence(report.analysis)
    told: dict[int, float] = {}
    for sentence in report.document.sentences:
        findings = [f for f in report.findings if f.sentence == sentence.index]
        if sentence.index in report.analysis.unchecked and not findings:
            continue
        own = found.get(sentence.index, ())
        known = [e for e in own if is_given(e)]
        # Of two sentences that exclude each other, the one that is known to hold is not the wrong.
        held = report.verdicts[sentence.index].kind is VerdictKind.SUPPORTED
        rivals = () if held else own
        fellows = [mutual(found, e) for e in rivals if e.premise[0].origin is Origin.ARTICLE]
        measured = max(_by_evidence(known, fitted), *fellows, _surest(findings))
        doubt = 1.0 - (1.0 - measured) * _right(findings)
        told[sentence.index] = _beside_nearness(doubt, known, nearness)
    return told


def _by_evidence(known: Sequence[Evidence], fitted: Fitted) -> float:
    if not any(e.premise[0].origin is Origin.SOURCE for e in known):
        # That no fact speaks of it is no reason for doubt.
        return max(map(opposition, known), default=0.0)
    wrong = fitted.error_probability(shown(known))
    return 1.0 - max(map(entailment, known)) if wrong is None else wrong


def _surest(findings: Iterable[Finding]) -> float:
    return max((f.probability for f in findings if f.rule.code in BY_MODEL), default=0.0)


def _right(findings: Iterable[Finding]) -> float:
    """The probability that every exact rule that speaks is mistaken."""
    return prod(1.0 - f.probability for f in findings if f.rule.code not in BY_MODEL)


def _beside_nearness(doubt: float, known: Sequence[Evidence], weight: float) -> float:
    nearest = max((e.nearness for e in known if e.premise[0].origin is Origin.SOURCE), default=None)
    if nearest is None or not weight:
        return doubt
    return 1.0 / (1.0 + exp(weight * (nearest - USUAL) - log_odds(doubt)))
