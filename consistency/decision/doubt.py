"""How probably each sentence is wrong, all reasons taken together: one number for a ranking.

A verdict and a finding each say how sure they are of one thing. Who compares claims with each
other (a benchmark, a threshold, MiniCheck's scorer interface) wants one number of each. Beside a
source, the log-odds of a sentence being wrong are a weighted sum of what its evidence shows, of
what the exact rules found, and of how near the nearest passage lies: what keeps close to its
source is more often right, whatever the model makes of it. `python -m eval.claim_score` fits the
weights. Without a source the reasons are taken as independent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log, prod
from typing import NamedTuple

from consistency.decision.judge import by_sentence, entailment, is_given, mutual, opposition, shown
from consistency.domain import Evidence, Finding, Fitted, Origin, Report, VerdictKind, log_odds

BY_MODEL = ("FC101", "FC102", "FC201")
"""Rules that report what the evidence shows; the others see it for themselves."""


class Weights(NamedTuple):
    """What each reason counts, in log-odds of the sentence being wrong."""

    intercept: float
    evidence: float
    rules: float
    nearness: float


WEIGHTS = Weights(intercept=0.83, evidence=0.62, rules=1.66, nearness=-1.62)
"""By `eval/runs/claim_score.json`."""


class Reasons(NamedTuple):
    """What speaks for a sentence being wrong."""

    evidence: float
    """Probability by what the evidence shows."""
    rules: float
    """Minus the logarithm of the probability that every exact rule that speaks is mistaken."""
    nearness: float | None
    """Of the nearest passage of the source, 0 to 1; `None` without a source."""

    def doubt(self, weights: Weights = WEIGHTS) -> float:
        """Probability that the sentence is wrong."""
        if self.nearness is None:
            return 1.0 - (1.0 - self.evidence) * exp(-self.rules)
        intercept, *each = weights
        traits = (log_odds(self.evidence), self.rules, self.nearness)
        return 1.0 / (1.0 + exp(-intercept - sum(w * t for w, t in zip(each, traits, strict=True))))


def reasons(report: Report, fitted: Fitted) -> Mapping[int, Reasons]:
    """What speaks against each sentence that says something, by its index.

    Args:
        report: of one article or claim.
        fitted: the model's, `checker.model.fitted`.

    Returns:
        Questions, captions and what could not be checked are left out.
    """
    found = by_sentence(report.analysis)
    told: dict[int, Reasons] = {}
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
        told[sentence.index] = Reasons(measured, _rules(findings), _nearest(known))
    return told


def doubts(report: Report, fitted: Fitted) -> Mapping[int, float]:
    """How probably each sentence that says something is wrong, by its index.

    Args:
        report: of one article or claim.
        fitted: the model's, `checker.model.fitted`.

    Returns:
        Probabilities; questions, captions and what could not be checked are left out.
    """
    return {index: each.doubt() for index, each in reasons(report, fitted).items()}


def _by_evidence(known: Sequence[Evidence], fitted: Fitted) -> float:
    if not any(e.premise[0].origin is Origin.SOURCE for e in known):
        # That no fact speaks of it is no reason for doubt.
        return max(map(opposition, known), default=0.0)
    wrong = fitted.error_probability(shown(known))
    return 1.0 - max(map(entailment, known)) if wrong is None else wrong


def _surest(findings: Sequence[Finding]) -> float:
    return max((f.probability for f in findings if f.rule.code in BY_MODEL), default=0.0)


def _rules(findings: Sequence[Finding]) -> float:
    mistaken = prod(1.0 - f.probability for f in findings if f.rule.code not in BY_MODEL)
    return -log(max(mistaken, 1e-4))


def _nearest(known: Sequence[Evidence]) -> float | None:
    return max((e.nearness for e in known if e.premise[0].origin is Origin.SOURCE), default=None)
