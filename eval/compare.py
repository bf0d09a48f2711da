"""A Comparison: runs over the same rows side by side, with intervals and tests.

Runs over other data, other rows, or that never reached their end are refused with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.errors import BadInput, BadSettings, near
from consistency.rules.registry import all_rules
from eval import metrics
from eval.gold import FILE, Gold, load_gold
from eval.metrics import Graded, Metric, Truth, best_threshold
from eval.runs import Run, load_run
from eval.significance import Difference, Figure, compare, holm, interval

SURE = 0.05
"""Corrected p below which a difference is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A figure that a table shows."""

    key: str
    title: str
    metric: Metric
    applies: Callable[[Graded], bool]
    """Whether a system on a benchmark has such a figure."""
    higher_is_better: bool = True
    tested: bool = False
    """Whether it is among the figures by which systems are compared."""


def _classes(graded: Graded) -> bool:
    return bool(graded.truth.wrong.any() and not graded.truth.wrong.all())


def _some_wrong(graded: Graded) -> bool:
    return bool(graded.truth.wrong.any())


def _some_right(graded: Graded) -> bool:
    return not graded.truth.wrong.all()


def _pairs(graded: Graded) -> bool:
    return len(graded.truth.twins) > 0


def _labels(graded: Graded) -> bool:
    return graded.truth.gold.pairs and any(a.probabilities for a in graded.answers)


def _spans(graded: Graded) -> bool:
    marked = any(unit.wrong for _, unit in graded.truth.gold.units)
    return marked and any(answer.findings for answer in graded.answers)


def _probabilistic(graded: Graded) -> bool:
    return graded.system.probabilistic


def _always(graded: Graded) -> bool:
    return len(graded.score) > 0


COLUMNS = (
    Column(key="roc_auc", title="ROC AUC", metric=metrics.roc_auc, applies=_classes, tested=True),
    Column(key="average_precision", title="AP", metric=metrics.average_precision, applies=_classes),
    Column(
        key="balanced_accuracy",
        title="Bal. acc.",
        metric=metrics.balanced_accuracy,
        applies=_classes,
        tested=True,
    ),
    Column(
        key="pair_consistency",
        title="Pair cons.",
        metric=metrics.pair_consistency,
        applies=_pairs,
        tested=True,
    ),
    Column(
        key="accuracy",
        title="3-way acc.",
        metric=metrics.three_way_accuracy,
        applies=_labels,
        tested=True,
    ),
    Column(key="f1", title="F1", metric=metrics.f1, applies=_some_wrong, tested=True),
    Column(key="precision", title="Precision", metric=metrics.precision, applies=_some_wrong),
    Column(key="recall", title="Recall of visible", metric=metrics.recall, applies=_some_wrong),
    Column(
        key="false_alarms",
        title="False alarms / 100",
        metric=metrics.false_alarms,
        applies=_some_right,
        higher_is_better=False,
        tested=True,
    ),
    Column(key="span_f1", title="Span F1", metric=metrics.span_f1, applies=_spans),
    Column(
        key="brier",
        title="Brier",
        metric=metrics.brier,
        applies=_probabilistic,
        higher_is_better=False,
    ),
    Column(
        key="ece",
        title="ECE",
        metric=metrics.calibration_error,
        applies=_probabilistic,
        higher_is_better=False,
    ),
    Column(key="coverage", title="Coverage", metric=metrics.coverage, applies=_always),
)


@dataclass(frozen=True, slots=True)
class Test:
    """A system against the one that the comparison is about."""

    difference: Difference
    corrected: float
    """Its p after Holm's correction over all tests of the comparison."""

    @property
    def sure(self) -> bool:
        """Whether the difference is marked."""
        return self.corrected < SURE


@dataclass(frozen=True, slots=True)
class KindRow:
    """What one system does with one kind of error."""

    kind: str
    units: int
    flagged: Figure
    """Share of its units, visible from what was given, that are flagged."""
    pair_consistency: Figure | None
    f1_of_rule: Figure | None
    """Of the findings by the rule of that name."""
    alarms: int | None
    """Faithful units that this rule flags."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems on one benchmark."""

    truth: Truth
    systems: tuple[Graded, ...]
    against: str
    """The system that all others are tested against."""
    columns: tuple[Column, ...]
    figures: Mapping[tuple[str, str], Figure]
    """By system and column."""
    tests: Mapping[tuple[str, str], Test]
    """By system and column."""
    kinds: Mapping[str, tuple[KindRow, ...]]
    """By system."""

    @classmethod
    def of(
        cls,
        gold: Gold,
        runs: Sequence[Run],
        against: str | None = None,
        thresholds: Mapping[str, float] | None = None,
        origin: str = "",
    ) -> Comparison:
        """Compares runs.

        Args:
            gold: the benchmark.
            runs: at least one.
            against: a system's name; by default the checker, the model, or the first.
            thresholds: by system, the score below which it counts as flagging.
            origin: what these were chosen on, in words.

        Raises:
            BadInput: a run is unfinished, or over other data or rows.
            BadSettings: there is no run, or none of the system `against`.
        """
        for run in runs:
            require_same(gold, run)
        names = [run.name for run in runs]
        if not names:
            raise BadSettings(gold.benchmark, "there is no run to compare", "run some systems")
        against = reference(names, against)
        truth = Truth.of(gold)
        chosen = thresholds or {}
        systems = tuple(
            Graded.of(truth, run, chosen[run.header.system.name], origin)
            if run.header.system.name in chosen
            else Graded.of(truth, run)
            for run in runs
        )
        columns = tuple(c for c in COLUMNS if any(c.applies(graded) for graded in systems))
        figures = {
            (graded.name, column.key): interval(column.metric, graded)
            for graded in systems
            for column in columns
            if column.applies(graded)
        }
        base = systems[names.index(against)]
        return cls(
            truth,
            systems,
            against,
            columns,
            figures,
            _tests(systems, base, columns),
            {graded.name: _kinds(graded) for graded in systems},
        )

    def as_plain(self) -> dict[str, Any]:
        """The figures as JSON-able values, rounded to four places."""
        return {
            "benchmark": self.truth.gold.benchmark,
            "title": self.truth.gold.title,
            "role": self.truth.gold.role,
            "revision": self.truth.gold.revision,
            "units": len(self.truth.ids),
            "unfaithful": int(self.truth.wrong.sum()),
            "articles": self.truth.articles,
            "pairs": len(self.truth.twins),
            "bad_rows": len(self.truth.gold.bad),
            "against": self.against,
            "systems": {graded.name: self._plain(graded) for graded in self.systems},
        }

    def _plain(self, graded: Graded) -> dict[str, Any]:
        model = graded.system.model
        return {
            "model": {"id": model.id, "sha256": model.sha256} if model else None,
            "given": list(graded.system.given),
            "code": graded.system.code,
            "decides_itself": graded.own_decision,
            "threshold": graded.threshold,
            "figures": {
                column.key: _rounded(self.figures[graded.name, column.key])
                for column in self.columns
                if (graded.name, column.key) in self.figures
            },
            "difference": {
                column.key: {
                    "value": _rounded(test.difference.figure),
                    "p": _number(test.difference.p),
                    "corrected_p": _number(test.corrected),
                }
                for column in self.columns
                if (test := self.tests.get((graded.name, column.key)))
            },
            "kinds": {
                row.kind: {
                    "units": row.units,
                    "flagged": _rounded(row.flagged),
                    "pair_consistency": _rounded(row.pair_consistency),
                    "f1_of_its_rule": _rounded(row.f1_of_rule),
                    "false_alarms": row.alarms,
                }
                for row in self.kinds[graded.name]
            },
        }


def reference(names: Sequence[str], wanted: str | None) -> str:
    """The system to test against: the one that is wanted, else the checker, the model, the first.

    Raises:
        BadSettings: there is no run of the one that is wanted.
    """
    if wanted is None:
        return next((name for name in ("checker", "model") if name in names), names[0])
    if wanted not in names:
        raise BadSettings(wanted, "there is no run of it", near(wanted, names))
    return wanted


def require_same(gold: Gold, run: Run) -> None:
    """Refuses a run that is not over exactly these rows.

    Raises:
        BadInput: says which of benchmark, data, rows or end differs.
    """
    head = run.header
    name = f"{run.name} ({run.path})"
    again = f"run `python -m eval run {gold.benchmark} --system {head.system.name}` again"
    if head.benchmark != gold.benchmark:
        raise BadInput(
            name, f"is a run on {head.benchmark}, not {gold.benchmark}", "compare like with like"
        )
    if head.revision != gold.revision:
        raise BadInput(
            name,
            f"is over data revision {head.revision[:12]}, not {gold.revision[:12]}: "
            "rows were added, removed or changed",
            again,
        )
    if not run.complete:
        raise BadInput(name, f"stopped at {len(run.answers)} of {head.units} units", again)
    unlike = set(run.answers).symmetric_difference(unit.id for _, unit in gold.units)
    if unlike:
        raise BadInput(name, f"{len(unlike)} units differ, such as {min(unlike)}", again)


def load_comparison(
    folder: Path,
    systems: Iterable[str] = (),
    against: str | None = None,
    dev: Path | None = None,
) -> Comparison:
    """Compares the runs saved in a benchmark's folder.

    Args:
        folder: holds the gold and the runs.
        systems: names of the runs to compare; all but those put aside if empty.
        against: the system that the others are tested against.
        dev: another benchmark's folder, to choose thresholds on.

    Raises:
        BadInput: a file is missing or damaged, or runs do not match.
        BadSettings: a system was never run.
    """
    gold = load_gold(folder / FILE)
    runs = {run.name: run for run in _runs(folder)}
    wanted = list(systems) or [name for name in runs if "@" not in name]
    for name in wanted:
        if name not in runs:
            raise BadSettings(
                name, f"there is no run of it on {gold.benchmark}", near(name, list(runs))
            )
    thresholds, origin = ({}, "") if dev is None else (_thresholds(dev), f"chosen on {dev.name}")
    return Comparison.of(gold, [runs[name] for name in wanted], against, thresholds, origin)


def _runs(folder: Path) -> list[Run]:
    """All runs of a benchmark: the checker and models first, then baselines, then peers."""
    runs = [load_run(path) for path in sorted(folder.glob("*.jsonl")) if path.name != FILE]
    return sorted(runs, key=lambda run: (_rank(run.name), run.name))


def _rank(name: str) -> int:
    order = ("checker", "model", "rouge", "entity", "number", "tf-idf", "embedding", "file", "peer")
    return next((n for n, start in enumerate(order) if name.startswith(start)), len(order))


def _thresholds(dev: Path) -> dict[str, float]:
    gold = load_gold(dev / FILE)
    truth = Truth.of(gold)
    chosen = {}
    for run in _runs(dev):
        if "@" in run.name:
            continue
        require_same(gold, run)
        graded = Graded.of(truth, run)
        chosen[run.name] = best_threshold(truth.wrong[truth.counted], graded.score[truth.counted])
    return chosen


def _tests(
    systems: Sequence[Graded], base: Graded, columns: Sequence[Column]
) -> dict[tuple[str, str], Test]:
    differences = {
        (graded.name, column.key): compare(column.metric, graded, base)
        for graded in systems
        if graded is not base
        for column in columns
        if column.tested and column.applies(graded) and column.applies(base)
    }
    corrected = holm({key: difference.p for key, difference in differences.items()})
    return {key: Test(one, corrected[key]) for key, one in differences.items()}


def _kinds(graded: Graded) -> tuple[KindRow, ...]:
    rules = {rule.name for rule in all_rules()}
    finds = any(answer.findings for answer in graded.answers)
    return tuple(
        KindRow(
            kind,
            units,
            interval(metrics.recall_of(kind), graded),
            interval(metrics.pair_consistency_of(kind), graded) if _pairs(graded) else None,
            interval(metrics.f1_of(kind), graded) if finds and kind in rules else None,
            metrics.alarms_of(graded, kind) if finds and kind in rules else None,
        )
        for kind, units in metrics.kinds_of(graded.truth).items()
    )


def _rounded(figure: Figure | None) -> list[float | None] | None:
    if figure is None:
        return None
    return [_number(x) for x in (figure.value, figure.low, figure.high)]


def _number(value: float) -> float | None:
    return None if value != value else round(value, 4)
