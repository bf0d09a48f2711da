"""What the error browser shows: false alarms, misses, and where two systems disagree."""

from __future__ import annotations

from typing import Any, TypeVar

from eval.benchmark import Item, Unit
from eval.compare import Comparison
from eval.metrics import Graded
from eval.report.plots import scatter_pair
from eval.runs import Answer

Row = TypeVar("Row")


def browsed(comparison: Comparison) -> list[Graded]:
    """The systems whose errors are listed: those that decide by themselves, and the reference."""
    return [g for g in comparison.systems if g.own_decision or g.name == comparison.against]


def error_data(comparison: Comparison, most: int | None = None) -> dict[str, Any]:
    """Plain values for the page: systems, and each unit that one of them gets wrong.

    Args:
        comparison: what is shown.
        most: beyond so many units, as many are taken evenly from first to last; `left_out` counts
            the others. All are listed if None.
    """
    systems = browsed(comparison)
    pair = scatter_pair(comparison)
    wrong = []
    for number, (item, unit) in enumerate(comparison.truth.gold.units):
        judged = [bool(graded.flagged[number]) for graded in systems]
        apart = pair is not None and bool(pair[0].flagged[number] != pair[1].flagged[number])
        if not apart and all(flag == (not unit.faithful) for flag in judged):
            continue
        wrong.append((number, item, unit, apart))
    listed = _spread(wrong, most)
    rows = [
        {
            "n": number,
            **_told(item, unit, pairs=comparison.truth.gold.pairs),
            "apart": apart,
            "by": [_said(g.answers[number], unit, bool(g.flagged[number])) for g in systems],
            "scores": [_score(g.answers[number].score) for g in comparison.systems],
        }
        for number, item, unit, apart in listed
    ]
    return {
        "systems": [graded.name for graded in systems],
        "scored": [graded.name for graded in comparison.systems],
        "pair": [graded.name for graded in pair] if pair else [],
        "kinds": sorted({kind for row in rows for kind in row["kinds"]}),
        "rows": rows,
        "left_out": len(wrong) - len(rows),
    }


def _spread(rows: list[Row], most: int | None) -> list[Row]:
    """At most so many rows, evenly from first to last."""
    if most is None or len(rows) <= most:
        return rows
    return [rows[n * len(rows) // most] for n in range(most)]


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
