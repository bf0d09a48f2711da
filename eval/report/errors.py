"""What the error browser shows: false alarms, misses, and where two systems disagree."""

from __future__ import annotations

from typing import Any

from eval.benchmark import Item, Unit
from eval.compare import Comparison
from eval.metrics import Graded
from eval.report.plots import scatter_pair
from eval.runs import Answer


def browsed(comparison: Comparison) -> list[Graded]:
    """The systems whose errors are listed: those that decide by themselves, and the reference."""
    return [g for g in comparison.systems if g.own_decision or g.name == comparison.against]


def error_data(comparison: Comparison) -> dict[str, Any]:
    """Plain values for the page: systems, and each unit that one of them gets wrong."""
    systems = browsed(comparison)
    pair = scatter_pair(comparison)
    rows = []
    for number, (item, unit) in enumerate(comparison.truth.gold.units):
        judged = [bool(graded.flagged[number]) for graded in systems]
        apart = pair is not None and bool(pair[0].flagged[number] != pair[1].flagged[number])
        if not apart and all(flag == (not unit.faithful) for flag in judged):
            continue
        rows.append(
            {
                "n": number,
                **_told(item, unit, pairs=comparison.truth.gold.pairs),
                "apart": apart,
                "by": [
                    _said(graded.answers[number], unit, flag)
                    for graded, flag in zip(systems, judged, strict=True)
                ],
                "scores": [_score(g.answers[number].score) for g in comparison.systems],
            }
        )
    return {
        "systems": [graded.name for graded in systems],
        "scored": [graded.name for graded in comparison.systems],
        "pair": [graded.name for graded in pair] if pair else [],
        "kinds": sorted({kind for row in rows for kind in row["kinds"]}),
        "rows": rows,
    }


def _told(item: Item, unit: Unit, *, pairs: bool) -> dict[str, Any]:
    words = unit.span.of(item.text)
    start = unit.span.start
    return {
        "id": unit.id,
        "text": words,
        "faithful": unit.faithful,
        "kinds": list(unit.kinds) or ([unit.label] if unit.label and not unit.faithful else []),
        "wrong": [[s.start - start, s.end - start] for s in unit.wrong],
        "source": item.source if pairs else "",
    }


def _said(answer: Answer, unit: Unit, flagged: bool) -> dict[str, Any]:  # noqa: FBT001
    start = unit.span.start
    return {
        "flagged": flagged,
        "score": _score(answer.score),
        "verdict": answer.verdict or "",
        "error": answer.error or "",
        "findings": [
            {
                "rule": f.rule,
                "span": [f.span.start - start, f.span.end - start],
                "message": f.message,
                "probability": round(f.probability, 2),
            }
            for f in answer.findings
        ],
        "evidence": [
            [c.text, _score(c.entailment), _score(c.contradiction)] for c in answer.evidence
        ],
    }


def _score(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
