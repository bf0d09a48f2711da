"""`python -m eval.fuzz`: a million inputs for intake, rules, reports and the service.

Each way in gets its share: files of any bytes, texts, pages, dates and facts; articles checked by
all rules, with a model that may say anything; settings, comments and baselines; every format of
reports; requests. What is wrong may be refused, by the errors that are meant for it. Any other
exception, a broken promise (a place outside its text, a report that a reader cannot parse, an
answer that the service does not document), a dead process, and whatever takes longer than
`--limit` is a fault.

Input N of a target is drawn by seed, target and N alone: `--show rules.articles:123` draws it
again, prints it and tries it. Counts go to a JSON file after every 250 inputs; the same command
goes on from there, unless the code has changed. Exit code 1 where there is a fault.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from consistency.errors import ConsistencyError
from eval.fuzz.run import Tally, draw, fuzz
from eval.fuzz.targets import TARGETS, named, shared
from eval.systems.base import fingerprint

OUT = Path("eval/runs/fuzz.json")


def main() -> None:
    """Fuzzes, writes the file, prints the counts."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--inputs", type=int, default=1_000_000, help="at least so many in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=30.0, help="seconds that an input may take")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--show", metavar="TARGET:N", help="draw, print and try one input")
    options = parser.parse_args()
    if options.show is not None:
        _show(options.show, options.seed)
        return
    found = run(options.inputs, options.seed, options.limit, options.processes, options.out)
    _print(found)
    sys.exit(1 if found["faults"] else 0)


def run(inputs: int, seed: int, limit: float, processes: int, out: Path) -> dict[str, Any]:
    """Goes on with the file's counts, as far as they are of this seed and code."""
    header = {"seed": seed, "code": fingerprint("consistency", "eval/fuzz"), "limit_s": limit}
    wanted = shared(inputs)
    tallies = _before(out, header)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
    )
    with bars:
        tasks = {
            name: bars.add_task(name, total=count, completed=min(count, tallies[name].inputs))
            for name, count in wanted.items()
        }
        for name in fuzz(TARGETS, wanted, tallies, seed, limit, processes):
            bars.update(tasks[name], completed=tallies[name].inputs)
            _write(out, header, tallies)
    return _write(out, header, tallies)


def _before(out: Path, header: dict[str, Any]) -> dict[str, Tally]:
    saved = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
    same = all(saved.get(name) == value for name, value in header.items())
    done = saved["targets"] if saved and same else {}
    return {t.name: Tally.read(done[t.name]) if t.name in done else Tally() for t in TARGETS}


def _write(out: Path, header: dict[str, Any], tallies: dict[str, Tally]) -> dict[str, Any]:
    found = {
        **header,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
        **{
            name: sum(getattr(tally, name) for tally in tallies.values())
            for name in ("inputs", "refused", "faults")
        },
        "seconds_of_one_core": round(sum(tally.seconds for tally in tallies.values())),
        "targets": {name: tally.plain() for name, tally in tallies.items()},
    }
    partial = out.with_name(f"{out.name}.partial")
    partial.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    partial.replace(out)
    return found


def _print(found: dict[str, Any]) -> None:
    table = Table("target", "inputs", "refused", "ms each", "slowest, s", "faults")
    for name, one in found["targets"].items():
        each = 1000 * one["seconds"] / max(1, one["inputs"])
        slowest = f"{one['slowest'][0]} ({name}:{one['slowest'][1]})"
        counts = (f"{one['inputs']:,}", f"{one['refused']:,}", f"{each:.2f}")
        table.add_row(name, *counts, slowest, str(one["faults"]))
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(table)
    for name, one in found["targets"].items():
        for fault in one["first_faults"]:
            console.print(f"{name}:{fault['number']}: {fault['error']}")
    console.print(f"{found['inputs']:,} inputs, {found['faults']} faults")


def _show(wanted: str, seed: int) -> None:
    name, _, number = wanted.rpartition(":")
    target = named(name)
    given = draw(target, seed, int(number))
    sys.stdout.write(f"{given!a}\n")
    try:
        target.run(given)
    except target.refusals as error:
        sys.stdout.write(f"refused: {error!a}\n")


if __name__ == "__main__":
    try:
        main()
    except ConsistencyError as error:
        sys.exit(f"fuzz: error: {error}")
