"""An NLI model by itself: no rules, no decision, only how far the best passage entails a sentence.

A premise and a hypothesis are asked as they are. Of a longer text, each sentence is laid beside
the passages of the source that the checker would pick; the best counts, since support is the best
evidence and never an average over passages; a text's score is the mean over its sentences, as in
SummaC-ZS (Laban et al. 2022, TACL).
"""

from __future__ import annotations

from collections.abc import Sequence

from consistency.domain import Evidence, Origin, Pair, Scores
from eval.runs import Answer, Cited, SystemInfo
from eval.systems.base import Asked, System, Task, fingerprint
from eval.systems.reading import Measuring, sentences_in

VERDICTS = ("supported", "unsupported", "contradicted")
"""What the likeliest of entailment, neutral and contradiction means."""


class ModelSystem(System):
    """A bare model.

    Args:
        measuring: a checker with that model; analyses are shared with the checker's own runs.
        name: what the run is called.
    """

    def __init__(self, measuring: Measuring, name: str) -> None:
        self._measuring = measuring
        self._name = name

    @property
    def info(self) -> SystemInfo:
        """Its settings name how evidence is picked and aggregated."""
        return SystemInfo(
            name=self._name,
            settings={
                "passages": "as the checker picks them",
                "aggregation": "mean over sentences of the best entailment",
            },
            given=("source",),
            probabilistic=True,
            model=self._measuring.checker.model_info,
            code=fingerprint(
                "consistency/analysis",
                "consistency/facts",
                "consistency/intake",
                "consistency/language.py",
                "eval/systems/model.py",
                "eval/systems/reading.py",
            ),
        )

    def answer(self, tasks: Sequence[Task]) -> list[Answer]:
        """Asks all plain pairs at once, so that they are scored side by side."""
        self._measuring.checker.model.score([_pair(task) for task in tasks if task.pair])
        return super().answer(tasks)

    def judge(self, task: Task) -> tuple[Answer, ...]:
        """A premise against its hypothesis, or a text against its source."""
        if task.pair:
            (scores,) = self._measuring.checker.model.score([_pair(task)])
            return tuple(_labelled(unit, scores) for unit in task.units)
        analysis = self._measuring.analysis(task.text, task.source, task.facts)
        best: dict[int, Evidence] = {}
        for evidence in analysis.evidence:
            if evidence.premise[0].origin is Origin.SOURCE:
                known = best.setdefault(evidence.sentence, evidence)
                if _entailment(evidence) > _entailment(known):
                    best[evidence.sentence] = evidence
        answers = []
        for unit in task.units:
            sentences = sentences_in(analysis.case.document, unit.span)
            own = [best[s.index] for s in sentences if s.index in best]
            answers.append(_scored(unit, own))
        return tuple(answers)


def _pair(task: Task) -> Pair:
    return Pair(task.source, task.text)


def _entailment(evidence: Evidence) -> float:
    assert evidence.scores is not None  # analyses drop what the model could not score
    return evidence.scores.entailment


def _labelled(unit: Asked, scores: Scores | None) -> Answer:
    if scores is None:
        return Answer(unit.id, None, "unchecked", error="longer than the model's window")
    three = (scores.entailment, scores.neutral, scores.contradiction)
    verdict = VERDICTS[max(range(3), key=lambda n: three[n])]
    return Answer(unit.id, scores.entailment, verdict, three)


def _scored(unit: Asked, own: Sequence[Evidence]) -> Answer:
    if not own:
        return Answer(unit.id, None, error="no passage that the model can be asked about")
    cited = tuple(
        Cited(e.text, round(_entailment(e), 4), round(e.scores.contradiction, 4))
        for e in own
        if e.scores is not None
    )
    return Answer(unit.id, sum(map(_entailment, own)) / len(own), evidence=cited)
