"""The checker, given the source and facts, the facts alone, or nothing but the article.

A unit's score is the probability that none of its sentences is wrong: the product over its
sentences, and over the reasons for doubt in each (what the evidence shows, and every finding of an
exact rule), of one minus their calibrated probabilities, taken as independent. The surest reason
alone makes ties, as rules know few steps: on 312 summaries of FIB (version 4) its ROC AUC is 0.742
and its pair consistency 0.710; the product's are 0.757 and 0.725.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod

from consistency.decision.judge import by_sentence, entailment, is_given, mutual, opposition, shown
from consistency.domain import (
    Analysis,
    Evidence,
    Finding,
    Fitted,
    Origin,
    Report,
    VerdictKind,
)
from eval.runs import Answer, Cited, Found, SystemInfo
from eval.systems.base import Asked, System, Task, fingerprint
from eval.systems.reading import Measuring, sentences_in

GIVEN = {
    "checker": ("article", "facts", "source"),
    "checker-facts": ("article", "facts"),
    "checker-article": ("article",),
}
"""What each mode is given; each also has the article itself."""
BY_MODEL = ("FC101", "FC102", "FC201")
"""Rules that report what the evidence shows; the others see it for themselves."""
_WORST_FIRST = (VerdictKind.CONTRADICTED, VerdictKind.UNSUPPORTED, VerdictKind.SUPPORTED)


class CheckerSystem(System):
    """The checker in one mode.

    Args:
        measuring: the checker, shared by the modes.
        mode: a key of `GIVEN`.
    """

    def __init__(self, measuring: Measuring, mode: str) -> None:
        self._measuring = measuring
        self._given = GIVEN[mode]
        self._name = mode

    @property
    def info(self) -> SystemInfo:
        """Its settings are the checker's own."""
        checker = self._measuring.checker
        return SystemInfo(
            name=self._name,
            settings={
                **checker.settings.as_plain(),
                "thresholds": checker.settings.thresholds.given(),
                "aggregation": "product over sentences and reasons for doubt of being right",
            },
            given=self._given,
            probabilistic=True,
            model=checker.model_info,
            code=fingerprint("consistency", "eval/systems/checker.py", "eval/systems/reading.py"),
        )

    def judge(self, task: Task) -> tuple[Answer, ...]:
        """Checks the whole text once, and reads off each unit."""
        source = task.source if "source" in self._given else ""
        facts = task.facts if "facts" in self._given else ()
        analysis = self._measuring.analysis(task.text, source, facts)
        report = self._measuring.checker.decide(analysis)
        doubts = dict(_doubts(analysis, report, self._measuring.checker.model.fitted))
        return tuple(_answer(unit, report, doubts) for unit in task.units)


def _answer(unit: Asked, report: Report, doubts: dict[int, float]) -> Answer:
    sentences = sentences_in(report.document, unit.span)
    findings = [f for f in report.findings if f.span.overlaps(unit.span)]
    verdicts = [report.verdicts[s.index] for s in sentences]
    kinds = {v.kind for v in verdicts}
    told = [doubts[s.index] for s in sentences if s.index in doubts]
    cited = [v.evidence for v in verdicts if v.evidence is not None]
    cited += [e for f in findings for e in f.evidence]
    return Answer(
        unit.id,
        score=prod(1.0 - doubt for doubt in told) if told else None,
        verdict=str(next((k for k in _WORST_FIRST if k in kinds), VerdictKind.UNCHECKED)),
        findings=tuple(_found(f) for f in findings),
        evidence=_cited(cited),
        error=None if told else "; ".join(v.reason for v in verdicts) or "no sentence in it",
    )


def _doubts(analysis: Analysis, report: Report, fitted: Fitted) -> Iterator[tuple[int, float]]:
    """For each sentence that says something, how probably it is wrong."""
    found = by_sentence(analysis)
    for sentence in report.document.sentences:
        findings = [f for f in report.findings if f.sentence == sentence.index]
        if sentence.index in analysis.unchecked and not findings:
            continue
        own = found.get(sentence.index, ())
        known = [e for e in own if is_given(e)]
        # Of two sentences that exclude each other, the one that is known to hold is not the wrong.
        held = report.verdicts[sentence.index].kind is VerdictKind.SUPPORTED
        rivals = () if held else own
        fellows = [mutual(found, e) for e in rivals if e.premise[0].origin is Origin.ARTICLE]
        measured = max(_by_evidence(known, fitted), *fellows, _surest(findings))
        yield sentence.index, 1.0 - (1.0 - measured) * _right(findings)


def _by_evidence(known: Iterable[Evidence], fitted: Fitted) -> float:
    scored = list(known)
    if not any(e.premise[0].origin is Origin.SOURCE for e in scored):
        # That no fact speaks of it is no reason for doubt.
        return max(map(opposition, scored), default=0.0)
    wrong = fitted.error_probability(shown(scored))
    return 1.0 - max(map(entailment, scored)) if wrong is None else wrong


def _surest(findings: Iterable[Finding]) -> float:
    return max((f.probability for f in findings if f.rule.code in BY_MODEL), default=0.0)


def _right(findings: Iterable[Finding]) -> float:
    """The probability that every exact rule that speaks is mistaken."""
    return prod(1.0 - f.probability for f in findings if f.rule.code not in BY_MODEL)


def _found(finding: Finding) -> Found:
    return Found(finding.rule.name, finding.span, finding.message, round(finding.probability, 4))


def _cited(evidence: Iterable[Evidence]) -> tuple[Cited, ...]:
    """Each passage once, in order."""
    told: dict[str, Cited] = {}
    for one in evidence:
        scores = one.scores
        told.setdefault(
            one.text,
            Cited(
                one.text,
                None if scores is None else round(scores.entailment, 4),
                None if scores is None else round(scores.contradiction, 4),
            ),
        )
    return tuple(told.values())
