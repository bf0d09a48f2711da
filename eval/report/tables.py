"""Comparisons as tables of words: one source for the terminal, Markdown, LaTeX and HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.table import Table

from eval.compare import Column, Comparison
from eval.significance import Figure

BETTER, WORSE = "▲", "▼"
"""Significantly better or worse than the system that is compared against."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is shown."""

    value: str
    interval: str = ""
    mark: str = ""
    best: bool = False
    note: str = ""
    """The difference and its p, for whoever points at it."""


def figure_cell(column: Column, comparison: Comparison, system: str) -> Cell:
    """One figure with its interval and mark; a dash where the system has none."""
    figure = comparison.figures.get((system, column.key))
    if figure is None or figure.value != figure.value:
        return Cell("–")
    return Cell(
        _number(figure.value, column.key),
        _interval(figure, column.key),
        _mark(column, comparison, system),
        best=_is_best(column, comparison, figure),
        note=_note(column, comparison, system),
    )


def main_rows(comparison: Comparison) -> list[tuple[str, list[Cell]]]:
    """A row a system, a cell a column."""
    return [
        (
            graded.name,
            [figure_cell(column, comparison, graded.name) for column in comparison.columns],
        )
        for graded in comparison.systems
    ]


def kind_head(comparison: Comparison) -> list[str]:
    """Titles of the table by kind: how many, then each system that is shown."""
    return ["kind", "units", *kind_systems(comparison)]


def kind_systems(comparison: Comparison) -> list[str]:
    """All but the published ones where these are many: a table has only so many columns."""
    names = [graded.name for graded in comparison.systems]
    own = [name for name in names if not name.startswith("peer:")]
    return own or names


def kind_rows(comparison: Comparison) -> list[tuple[str, int, list[Cell]]]:
    """Share of each kind that each system flags (or of its pairs that it orders rightly)."""
    systems = kind_systems(comparison)
    first = comparison.kinds[systems[0]]
    rows = []
    for place, row in enumerate(first):
        told = [comparison.kinds[name][place] for name in systems]
        figures = [k.pair_consistency or k.flagged for k in told]
        rows.append((row.kind, row.units, [plain_cell(f) for f in figures]))
    return rows


def rule_head(comparison: Comparison) -> list[str]:
    """Titles of the table by rule; empty where no system has rules."""
    systems = _with_rules(comparison)
    return ["rule", *(f"{name}: F1, false alarms" for name in systems)] if systems else []


def rule_rows(comparison: Comparison) -> list[tuple[str, list[Cell]]]:
    """How well the rule of a kind's name finds that kind, and how often it cries wolf."""
    systems = _with_rules(comparison)
    by_kind: dict[str, list[Cell]] = {}
    for name in systems:
        for row in comparison.kinds[name]:
            if row.f1_of_rule is not None:
                cell = plain_cell(row.f1_of_rule)
                cell = replace(cell, interval=f"{cell.interval} {row.alarms}".strip())
                by_kind.setdefault(row.kind, []).append(cell)
    return list(by_kind.items())


def _with_rules(comparison: Comparison) -> list[str]:
    return [
        name
        for name, rows in comparison.kinds.items()
        if any(row.f1_of_rule is not None for row in rows)
    ]


def plain_cell(figure: Figure) -> Cell:
    """A figure outside the main table."""
    if figure.value != figure.value:
        return Cell("–")
    return Cell(_number(figure.value, ""), _interval(figure, ""))


def caption(comparison: Comparison) -> str:
    """What the table is about, in a sentence or two."""
    truth = comparison.truth
    parts = [f"{len(truth.ids):,} units of {truth.articles:,} articles"]
    parts.append(f"{int(truth.wrong.sum()):,} unfaithful")
    if len(truth.twins):
        parts.append(f"{len(truth.twins):,} minimal pairs")
    if truth.gold.bad:
        parts.append(f"{len(truth.gold.bad):,} rows could not be read")
    return ", ".join(parts) + f"; data {truth.gold.revision[:12]}"


def console_tables(comparison: Comparison) -> list[Table]:
    """The tables as the terminal shows them."""
    title = f"{comparison.truth.gold.title}: {caption(comparison)}"
    rows = main_rows(comparison)
    heads = [column.title for column in comparison.columns]
    if len(rows) < len(heads):  # the narrower way round
        turned = [list(cells) for cells in zip(*(cells for _, cells in rows), strict=True)]
        heads, rows = [name for name, _ in rows], list(zip(heads, turned, strict=True))
    main = Table(title=title)
    main.add_column("", no_wrap=True)
    for head in heads:
        main.add_column(head, justify="right", overflow="fold")
    for name, told in rows:
        main.add_row(name, *(_two_lines(cell) for cell in told))
    main.caption = (
        f"95 % bootstrap intervals over articles; {BETTER} better, {WORSE} worse than "
        f"{comparison.against} (paired permutation test, Holm-corrected p < 0.05)"
    )
    tables = [main]
    if by_kind := kind_rows(comparison):
        paired = len(comparison.truth.twins) > 0
        what = "pairs ordered rightly" if paired else "share flagged"
        kinds = Table(*kind_head(comparison), title=f"By kind: {what}")
        for kind, units, figures in by_kind:
            kinds.add_row(kind, str(units), *(cell.value for cell in figures))
        tables.append(kinds)
    if rules := rule_rows(comparison):
        table = Table(*rule_head(comparison), title="By rule")
        for rule, figures in rules:
            table.add_row(rule, *(f"{cell.value} {cell.interval}" for cell in figures))
        tables.append(table)
    return tables


def _two_lines(cell: Cell) -> str:
    return "\n".join(part for part in (cell.value + cell.mark, cell.interval) if part)


def _number(value: float, key: str) -> str:
    return f"{value:.1f}" if key == "false_alarms" else f"{value:.3f}"


def _interval(figure: Figure, key: str) -> str:
    if figure.low != figure.low:
        return ""
    return f"[{_number(figure.low, key)}, {_number(figure.high, key)}]"


def _mark(column: Column, comparison: Comparison, system: str) -> str:
    test = comparison.tests.get((system, column.key))
    if test is None or not test.sure:
        return ""
    return BETTER if (test.difference.figure.value > 0) == column.higher_is_better else WORSE


def _is_best(column: Column, comparison: Comparison, figure: Figure) -> bool:
    every = [f.value for (_, key), f in comparison.figures.items() if key == column.key]
    every = [value for value in every if value == value]
    return figure.value == (max(every) if column.higher_is_better else min(every))


def _note(column: Column, comparison: Comparison, system: str) -> str:
    test = comparison.tests.get((system, column.key))
    if test is None:
        return ""
    told = test.difference.figure
    return (
        f"{told.value:+.3f} [{told.low:+.3f}, {told.high:+.3f}] against {comparison.against}; "
        f"p = {test.difference.p:.3f}, corrected {test.corrected:.3f}"
    )
