"""A small invented benchmark whose figures can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from consistency.domain import Span
from eval.benchmark import Item, Unit
from eval.gold import Gold
from eval.metrics import Graded, Truth
from eval.runs import Answer, Header, Run, SystemInfo


def unit(name: str, *, faithful: bool = True, kind: str = "", **more: object) -> Unit:
    kinds = (kind,) if kind else ()
    return Unit(name, Span(0, 4), faithful, kinds, **more)  # type: ignore[arg-type]


def item(article: str, one: Unit, text: str = "Text") -> Item:
    return Item(one.id, article, text, "Source.", (), (one,))


def gold(*items: Item, benchmark: str = "invented") -> Gold:
    return Gold(benchmark, "Invented", "dev", tuple(items), ())


def run(of: Gold, answers: Sequence[Answer], name: str = "s", **info: object) -> Run:
    system = SystemInfo(name, **info)  # type: ignore[arg-type]
    header = Header(system, of.benchmark, of.revision, len(of.units), of.bad, "0", "now")
    return Run(Path(f"{name}.jsonl"), header, {a.id: a for a in answers}, 1.0)


def graded(of: Gold, scores: Sequence[float | None], threshold: float | None = 0.5) -> Graded:
    answers = [Answer(u.id, s) for (_, u), s in zip(of.units, scores, strict=True)]
    return Graded.of(Truth.of(of), run(of, answers, probabilistic=True), threshold)


def pairs() -> Gold:
    """Two articles; the first's reference stands in two pairs and is the same text in both."""
    return gold(
        item("a", unit("1:good", pair="1"), "Good"),
        item("a", unit("1:bad", faithful=False, kind="x", pair="1"), "Bad1"),
        item("a", unit("2:good", pair="2"), "Good"),
        item("a", unit("2:bad", faithful=False, kind="y", pair="2"), "Bad2"),
        item("b", unit("3:good", pair="3"), "Fine"),
        item("b", unit("3:bad", faithful=False, kind="x", pair="3"), "Bad3"),
    )
