"""`python -m eval.benchmarks.page --data DIR`: counts the rows at hand for the page in docs.

The counts are kept in `eval/runs/benchmark_rows.json`: the page can be written without the data.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from eval.benchmark import BadRow, Benchmark
from eval.benchmarks import all_benchmarks, trained_on
from eval.benchmarks.reading import TRAINED

COUNTS = Path(__file__).resolve().parents[1] / "runs" / "benchmark_rows.json"
INTRODUCTION = """# Benchmarks

Only our own `spun_news` ships with this project. Each other set is read in its publisher's own form
from a folder that you name with `--data`; `python -m eval list --data DIR` says which are there.
*Rows here* are those that the project was measured on, in part or in whole, as units with a gold
answer and, after a plus, rows that could not be used.

A `dev` set may inform rules and thresholds, a `test` set is only looked at when reporting, a
`probe` tests one skill. On **seen** sets the shipped model was trained: they may choose thresholds,
and no figure of that model on them is reported. Sets without rows here were not compared with the
documents of the training sets; whoever reports on them should.

Your own rows, in JSON Lines, CSV, TSV, Parquet or a `datasets` folder, are described in a TOML file
whose form stands at the top of `eval/benchmarks/own.py`, and are called by its path.
"""


def count(benchmark: Benchmark, data: Path) -> dict[str, int] | None:
    """Items, units and unusable rows; None where the set is not at hand."""
    found = {"items": 0, "units": 0, "bad": 0}
    try:
        for item in benchmark.read(data):
            if isinstance(item, BadRow):
                found["bad"] += 1
            else:
                found["items"] += 1
                found["units"] += len(item.units)
    except FileNotFoundError:
        return None
    return found


def page(counts: dict[str, dict[str, int]]) -> str:
    """The page in Markdown: a table a role, in it the sets of one origin in one row."""
    lines = [INTRODUCTION]
    for role in ("dev", "test", "probe"):
        lines += [
            f"## {role}\n",
            "| name | what | rows here | licence | how labelled |",
            "|---|---|---|---|---|",
        ]
        groups: dict[tuple[str, ...], list[Benchmark]] = {}
        for benchmark in all_benchmarks().values():
            if benchmark.role == role:
                alike = (benchmark.origin, benchmark.licence, benchmark.labelled)
                groups.setdefault(alike, []).append(benchmark)
        lines += [*(_row(group, counts) for group in groups.values()), ""]
    return "\n".join(lines)


def _row(group: list[Benchmark], counts: dict[str, dict[str, int]]) -> str:
    first = group[0]
    linked = first.origin.startswith("https://")
    origin = f"[origin]({first.origin})" if linked else first.origin
    rows = [_rows(counts[b.name]) for b in group if b.name in counts]
    cells = (
        "<br>".join(f"`{b.name}`" for b in group) + (" **seen**" if trained_on(first) else ""),
        "<br>".join(b.title for b in group) + f"<br>{origin}, {first.revision}",
        "<br>".join(rows) or "—",
        first.licence,
        first.labelled.removesuffix(TRAINED).strip(),
    )
    return "| " + " | ".join(cells) + " |"


def _rows(counted: dict[str, int]) -> str:
    return f"{counted['units']:,}" + (f" + {counted['bad']}" if counted["bad"] else "")


def saved() -> dict[str, Any]:
    """The counts as they were when last taken."""
    counts: dict[str, Any] = json.loads(COUNTS.read_text(encoding="utf-8"))
    return counts


def main() -> None:
    """Counts and keeps the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data directory")
    data = parser.parse_args().data
    benchmarks = list(all_benchmarks().values())
    console = Console(stderr=True)
    counted = {
        benchmark.name: found
        for benchmark in track(benchmarks, "counting", console=console)
        if (found := count(benchmark, data))
    }
    COUNTS.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
