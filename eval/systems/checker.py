"""The checker, given the source and facts, the facts alone, or nothing but the article.

A unit's score is the probability that none of its sentences is wrong: the product over its
sentences of one minus their doubts (`consistency/decision/doubt.py`), taken as independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod

from consistency.decision.doubt import doubts
from consistency.domain import Evidence, Finding, Report, VerdictKind
from eval.runs import Answer, Cited, Found, SystemInfo
from eval.systems.base import Asked, System, Task, fingerprint
from eval.systems.reading import Measuring, sentences_in

GIVEN = {
    "checker": ("article", "facts", "source"),
    "checker-facts": ("article", "facts"),
    "checker-article": ("article",),
}
"""What each mode is given; each also has the article itself."""
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
                "aggregation": "product over sentences of one minus their doubts",
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
        wrong = doubts(report, self._measuring.checker.model.fitted)
        return tuple(_answer(unit, report, wrong) for unit in task.units)


def _answer(unit: Asked, report: Report, wrong: Mapping[int, float]) -> Answer:
    sentences = sentences_in(report.document, unit.span)
    findings = [f for f in report.findings if f.span.overlaps(unit.span)]
    verdicts = [report.verdicts[s.index] for s in sentences]
    kinds = {v.kind for v in verdicts}
    told = [wrong[s.index] for s in sentences if s.index in wrong]
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
