"""Comparisons become three files: Markdown, LaTeX, and one page that needs nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.compare import Comparison
from eval.report import plots
from eval.report.errors import error_data
from eval.report.tables import (
    BETTER,
    WORSE,
    caption,
    kind_head,
    kind_rows,
    main_rows,
    rule_head,
    rule_rows,
)

HERE = Path(__file__).parent
LISTED = 400
"""Units a set whose errors are listed on a page of several sets: all would be too much for it."""
_LATEX = {
    "\\": r"\textbackslash{}",
    **{c: f"\\{c}" for c in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    BETTER: r"$^{\uparrow}$",
    WORSE: r"$^{\downarrow}$",
}


def write_report(
    comparisons: Sequence[Comparison], folder: Path, *, show_test: bool = False
) -> list[Path]:
    """Writes `report.md`, `report.tex` and `report.html`, the same bytes from the same runs.

    Args:
        comparisons: one a benchmark, in the order of the report.
        folder: where to.
        show_test: whether single sentences of test sets are shown, not only sums over them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    most = LISTED if len(comparisons) > 1 else None
    sections = [_section(one, most, show_test=show_test) for one in comparisons]
    written = []
    for template, name in (
        ("report.md.j2", "report.md"),
        ("report.tex.j2", "report.tex"),
        ("page.html.j2", "report.html"),
    ):
        path = folder / name
        path.write_text(
            _environment(name).get_template(template).render(sections=sections), "utf-8"
        )
        written.append(path)
    return written


def _section(comparison: Comparison, most: int | None, *, show_test: bool) -> dict[str, Any]:
    gold = comparison.truth.gold
    anchor = f"{gold.benchmark}:"
    open_ = gold.role != "test" or show_test
    pair = plots.scatter_pair(comparison)
    errors = error_data(comparison, most) if open_ else None
    listed = {row["n"] for row in errors["rows"]} if errors else set()
    return {
        "name": gold.benchmark,
        "title": gold.title,
        "role": gold.role,
        "caption": caption(comparison),
        "against": comparison.against,
        "columns": [column.title for column in comparison.columns],
        "rows": main_rows(comparison),
        "paired": len(comparison.truth.twins) > 0,
        "kind_head": kind_head(comparison),
        "kinds": kind_rows(comparison),
        "rule_head": rule_head(comparison),
        "rules": rule_rows(comparison),
        "bad": gold.bad,
        "thresholds": sorted({g.threshold for g in comparison.systems}),
        "deciding": [g.name for g in comparison.systems if g.own_decision],
        "models": sorted(
            {
                (g.system.model.id, g.system.model.sha256)
                for g in comparison.systems
                if g.system.model
            }
        ),
        "open": open_,
        "pair": [g.name for g in pair] if pair else [],
        "linked": len(comparison.truth.ids) <= plots.LINKED and open_,
        "plots": {
            "precision_recall": _inline(plots.precision_recall(comparison)),
            "reliability": _inline(plots.reliability(comparison)),
            "kinds": _inline(plots.kinds(comparison)),
            "scatter": _inline(plots.scatter(comparison, anchor, listed)),
        },
        "errors": errors,
    }


def _inline(drawing: str | None) -> Markup | None:
    """A drawing of our own, safe to stand in the page; its texts were escaped by matplotlib."""
    return None if drawing is None else Markup(drawing)


def _environment(name: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=name.endswith(".html"),
        keep_trailing_newline=True,
    )
    environment.filters["latex"] = _latex
    environment.filters["cell"] = _markdown
    return environment


def _latex(text: object) -> str:
    return "".join(_LATEX.get(c, c) for c in str(text))


def _markdown(text: object) -> str:
    """Words that no table is broken by."""
    return re.sub(r"([|\\`*_<>])", r"\\\1", str(text)).replace("\n", " ")
