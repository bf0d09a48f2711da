"""Plots of a comparison as SVG text, the same bytes from the same runs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from io import StringIO
from typing import Any

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from sklearn.metrics import precision_recall_curve

from eval.compare import Comparison, KindRow
from eval.metrics import BINS, Graded
from eval.report.tables import kind_systems

CURVES = 6
"""Curves in one plot; more cannot be told apart."""
BARS = 4
POINTS = 500
"""Of one curve; more cannot be seen, and weigh megabytes."""
LINKED = 2_000
"""Points that are drawn as shapes with links; beyond, as one picture."""
COLOURS = ("#1b6ca8", "#d1495b", "#2e8b57", "#edae49", "#7b4fa3", "#5c6b73")
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "consistency",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=COLOURS),
    "legend.frameon": False,
    "legend.fontsize": 8,
}


def shown(comparison: Comparison) -> list[Graded]:
    """The systems worth a curve: the one compared against, its kin, then by ROC AUC."""

    def order(graded: Graded) -> tuple[bool, float]:
        figure = comparison.figures.get((graded.name, "roc_auc"))
        value = figure.value if figure and figure.value == figure.value else 0.0
        return graded.name != comparison.against, -value

    return sorted(comparison.systems, key=order)[:CURVES]


def scatter_pair(comparison: Comparison) -> tuple[Graded, Graded] | None:
    """The system that is compared against, and the best of the others; `None` if it is alone."""
    rivals = [g for g in shown(comparison) if g.name != comparison.against]
    base = next(g for g in comparison.systems if g.name == comparison.against)
    return (base, rivals[0]) if rivals else None


def precision_recall(comparison: Comparison) -> str | None:
    """Precision over recall of the unfaithful as the threshold rises."""
    wrong, counted = comparison.truth.wrong, comparison.truth.counted
    if not wrong.any() or wrong.all():
        return None
    with _axes("Recall of the unfaithful", "Precision") as (canvas, axes):
        for graded in shown(comparison):
            precision, recall, _ = precision_recall_curve(wrong[counted], -graded.score[counted])
            seen = np.unique(np.linspace(0, len(recall) - 1, POINTS, dtype=int))
            axes.step(recall[seen], precision[seen], where="post", label=graded.name, lw=1.3)
        share = float(wrong[counted].mean())
        axes.axhline(share, color="#999", lw=0.8, ls=":", label="chance")
        axes.set(xlim=(0, 1), ylim=(min(share, 0.5) * 0.8, 1.01))
        axes.legend(loc="best")
        return _svg(canvas)


def reliability(comparison: Comparison) -> str | None:
    """Share that is faithful over the probability told; the size of a dot is how many units."""
    told = [g for g in comparison.systems if g.system.probabilistic and g.scored.any()]
    if not told:
        return None
    with _axes("Told probability of being faithful", "Share that is") as (canvas, axes):
        axes.plot([0, 1], [0, 1], color="#999", lw=0.8, ls=":")
        for graded in told[:CURVES]:
            score, right = graded.score[graded.scored], ~graded.truth.wrong[graded.scored]
            place = np.minimum((score * BINS).astype(int), BINS - 1)  # as the figure ECE has them
            many = np.bincount(place)
            held = many > 0
            share = np.bincount(place, right)[held] / many[held]
            mean = np.bincount(place, score)[held] / many[held]
            axes.plot(mean, share, lw=1, label=graded.name)
            axes.scatter(mean, share, s=10 + 200 * many[held] / len(score))
        axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
        axes.legend(loc="best")
        return _svg(canvas)


def kinds(comparison: Comparison) -> str | None:
    """Bars by kind with intervals: share flagged, or share of pairs ordered rightly."""
    systems = kind_systems(comparison)[:BARS]
    rows = comparison.kinds[systems[0]]
    if not rows:
        return None
    what = "Pairs ordered rightly" if len(comparison.truth.twins) else "Share flagged"
    height = 1.0 + 0.11 * len(rows) * (len(systems) + 0.8)
    with _axes(what, "", height=height, width=6.5) as (canvas, axes):
        places = np.arange(len(rows))
        thick = 0.8 / len(systems)
        for n, name in enumerate(systems):
            values, low, high = _bar_values(comparison.kinds[name])
            axes.barh(places + n * thick, values, thick * 0.9, label=name)
            axes.errorbar(
                values, places + n * thick, xerr=(values - low, high - values),
                fmt="none", ecolor="#333", lw=0.7,
            )  # fmt: skip
        labels = [f"{row.kind} ({row.units})" for row in rows]
        axes.set_yticks(places + thick * (len(systems) - 1) / 2, labels)
        axes.set(xlim=(0, 1.02), ylim=(len(rows) - 0.2, -0.3))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1 + 0.6 / height), ncols=BARS)
        return _svg(canvas)


def _bar_values(rows: Sequence[KindRow]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    told = [row.pair_consistency or row.flagged for row in rows]
    values = np.nan_to_num(np.array([f.value for f in told]))
    low = np.nan_to_num(np.array([f.low for f in told]))
    high = np.nan_to_num(np.array([f.high for f in told]))
    return values, np.minimum(low, values), np.maximum(high, values)


def scatter(comparison: Comparison, anchor: str, listed: Collection[int]) -> str | None:
    """Two systems' scores of each unit; a click on a point opens its sentence.

    Args:
        comparison: what is drawn.
        anchor: put before a unit's number to make its link.
        listed: numbers of the units that have a place to link to.
    """
    pair = scatter_pair(comparison)
    if pair is None:
        return None
    across, up = pair
    wrong = comparison.truth.wrong
    linked = len(wrong) <= LINKED
    differ = across.flagged != up.flagged
    with _axes(f"Score of {across.name}", f"Score of {up.name}", height=4.2) as (canvas, axes):
        for is_wrong, colour, word in (
            (False, COLOURS[0], "faithful"),
            (True, COLOURS[1], "unfaithful"),
        ):
            for apart in (False, True):
                rows = np.flatnonzero((wrong == is_wrong) & (differ == apart))
                points = axes.scatter(
                    across.score[rows],
                    up.score[rows],
                    s=16 if apart else 7,
                    c=colour,
                    alpha=0.9 if apart else 0.35,
                    edgecolors="#222" if apart else "none",
                    linewidths=0.6,
                    label=f"{word}{', they disagree' if apart else ''}",
                    rasterized=not linked,
                )
                if linked and apart:
                    points.set_urls([f"#{anchor}{n}" if n in listed else None for n in rows])
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=2)
        return _svg(canvas)


class _axes:
    """A canvas with axes under our style."""

    def __init__(self, x: str, y: str, height: float = 3.4, width: float = 4.4) -> None:
        self._style = mpl.rc_context(STYLE)
        self._labels = x, y
        self._size = width, height

    def __enter__(self) -> tuple[Canvas, Axes]:
        self._style.__enter__()
        canvas = Canvas(figsize=self._size, layout="constrained", dpi=110)
        axes = canvas.add_subplot()
        axes.set(xlabel=self._labels[0], ylabel=self._labels[1])
        return canvas, axes

    def __exit__(self, *failure: object) -> None:
        self._style.__exit__(None, None, None)


def _svg(canvas: Canvas) -> str:
    """The drawing as an element of a page, without date or declaration."""
    text = StringIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    canvas.savefig(text, format="svg", metadata=nothing)
    drawing = text.getvalue()
    return drawing[drawing.index("<svg") :]
