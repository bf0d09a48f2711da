"""`python -m eval`: list, run, compare, report, label. Tables go to stdout, all else to stderr."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from consistency.errors import BadInput, BadSettings, ConsistencyError, near
from eval.benchmark import Benchmark
from eval.benchmarks import all_benchmarks, load, trained_on
from eval.progress import RunProgress

RUNS = Path("build/eval/runs")
REPORT = Path("build/eval/report")

app = typer.Typer(
    name="eval",
    help="Is one system better than another at telling false sentences, and at what kind?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out = Console(highlight=False, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[BENCHMARK]...",
        help="Names, or TOML files that describe your own; without any, all that is at hand.",
    ),
]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", envvar="CONSISTENCY_DATA", help="Folder of data sets."),
]
Runs = Annotated[Path, typer.Option("--runs", metavar="DIR", help="Where runs are saved.")]
Systems = Annotated[
    list[str] | None, typer.Option("--system", metavar="NAME", help="See `list`; may be repeated.")
]
Against = Annotated[
    str | None, typer.Option("--against", metavar="NAME", help="Test all others against this one.")
]


@app.command(name="list")
def list_(data: Data = None, runs: Runs = RUNS) -> None:
    """List benchmarks, what is at hand, what was run, and the systems."""
    from eval.systems import FAMILIES

    table = Table("benchmark", "role", "at hand", "runs", "licence", "what")
    for benchmark in all_benchmarks().values():
        saved = len([p for p in (runs / benchmark.name).glob("*.jsonl") if p.stem != "gold"])
        at_hand = "yes" if _at_hand(benchmark, data) else "no"
        if trained_on(benchmark):
            at_hand += ", trained on"
        table.add_row(
            benchmark.name, benchmark.role, at_hand, str(saved), benchmark.licence, benchmark.title
        )
    out.print(table)
    systems = Table("system", "what")
    for name, what in FAMILIES.items():
        systems.add_row(name, what)
    out.print(systems)


@app.command()
def run(
    benchmarks: Names = None,
    data: Data = None,
    system: Systems = None,
    runs: Runs = RUNS,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="The checker's model.")
    ] = None,
    first: Annotated[
        int | None, typer.Option("--first", min=1, help="Only the first items: a quick look.")
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=1, help="Benchmarks asked side by side.")
    ] = os.cpu_count() or 1,
) -> None:
    """Ask systems about benchmarks and save what they say; goes on where it was stopped."""
    from eval.gold import read_gold
    from eval.side_by_side import Job, ask_all
    from eval.systems import default_systems

    jobs = []
    for benchmark in _chosen(benchmarks, data):
        gold = read_gold(benchmark, data or Path(), first)
        jobs.append(Job(gold, tuple(system or default_systems(gold)), model))
    with RunProgress(jobs, err) as shown:
        ask_all(jobs, runs, processes, shown.told, shown.finished)
    err.print(f"saved to {runs}; now: python -m eval report")


@app.command()
def compare(
    benchmark: Annotated[str, typer.Argument(help="A benchmark that was run.")],
    systems: Annotated[
        list[str] | None, typer.Argument(metavar="[SYSTEM]...", help="All that were run if none.")
    ] = None,
    against: Against = None,
    runs: Runs = RUNS,
    dev: Annotated[
        str | None,
        typer.Option("--threshold-from", metavar="BENCHMARK", help="Choose thresholds on this."),
    ] = None,
) -> None:
    """Lay systems side by side on one benchmark, with intervals, and tests against one of them."""
    from eval.compare import load_comparison
    from eval.report.tables import console_tables

    with _progress() as progress:
        progress.add_task("comparing", total=None)
        folder = _folder(runs, benchmark)
        comparison = load_comparison(folder, systems or (), against, _dev(runs, benchmark, dev))
    for table in console_tables(comparison):
        out.print(table)


@app.command()
def report(
    benchmarks: Names = None,
    system: Systems = None,
    against: Against = None,
    runs: Runs = RUNS,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where it is written.")] = REPORT,
    *,
    publish: Annotated[
        bool, typer.Option("--publish", help="Also write the figures that README and card show.")
    ] = False,
    show_test: Annotated[
        bool,
        typer.Option("--show-test", help="Show single sentences of test sets too, not only sums."),
    ] = False,
) -> None:
    """Write the report from saved runs: Markdown, LaTeX, and one HTML page to look through."""
    from eval import published
    from eval.compare import load_comparison
    from eval.report.render import write_report

    folders = [_folder(runs, name) for name in benchmarks or _saved(runs)]
    comparisons = []
    with _progress() as progress:
        task = progress.add_task("comparing", total=len(folders))
        for folder in folders:
            progress.update(task, description=folder.name)
            dev = _dev(runs, folder.name, None)
            comparisons.append(load_comparison(folder, system or (), against, dev))
            progress.advance(task)
        progress.update(task, description="writing")
        written = write_report(comparisons, to, show_test=show_test)
    if publish:
        written += [published.publish(comparison) for comparison in comparisons]
    for path in written:
        out.print(str(path), soft_wrap=True)


@app.command()
def label(
    articles: Annotated[
        Path, typer.Argument(metavar="ARTICLES", help="JSONL with id, source, spun and facts.")
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Where labelled articles are written."),
    ] = None,
    *,
    second: Annotated[
        bool, typer.Option("--second", help="A blind second pass: no label is shown.")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Show Krippendorff's alpha of the two passes.")
    ] = False,
) -> None:
    """Label spun articles sentence by sentence, in the form of eval/data/spun_news/GUIDE.md."""
    from eval.label.session import Session, read_articles
    from eval.label.terminal import label as walk

    read = read_articles(articles, second=second or agreement)
    if agreement:
        out.print(_agreement(read, articles))
        return
    if to is None or to.resolve() == articles.resolve():
        raise BadSettings("--to", "no file of its own to write to", "name one: --to labelled.jsonl")
    session = Session(read, to, second)
    done = walk(session, lambda question: input(question), err)
    told = f"{len(session.labels)} of {len(session.places())} sentences are labelled"
    err.print(f"{told}; finished articles are in {to}" if done else f"{told}; go on any time")


def _agreement(articles: list[dict[str, Any]], path: Path) -> Table:
    from eval.agreement import alphas

    sentences = [sentence for article in articles for sentence in article["spun"]]
    if any("second" not in sentence for sentence in sentences):
        raise BadInput(str(path), "was labelled only once", "label it with --second first")
    table = Table("question", "alpha", title=f"Agreement on {len(sentences):,} sentences")
    for question, value in alphas(sentences).items():
        table.add_row(question, "no variation" if value != value else f"{value:.3f}")
    return table


def _chosen(names: list[str] | None, data: Path | None) -> list[Benchmark]:
    """The benchmarks named, else all at hand that the shipped model was not trained on."""
    if data is not None and not data.is_dir():
        raise BadInput(str(data), "there is no such folder", "name the folder of data sets")
    if not names:
        known = all_benchmarks().values()
        return [b for b in known if _at_hand(b, data) and not trained_on(b)]
    chosen = [load(name) for name in names]
    for benchmark in chosen:
        if not _at_hand(benchmark, data):
            where = f"below {data}" if data else "without --data"
            files = ", ".join(benchmark.files)
            raise BadInput(
                benchmark.name, f"its data ({files}) is not at hand {where}", "give --data DIR"
            )
    return chosen


def _at_hand(benchmark: Benchmark, data: Path | None) -> bool:
    if not benchmark.files:
        return True
    return data is not None and any(any(data.glob(pattern)) for pattern in benchmark.files)


def _saved(runs: Path) -> list[str]:
    from eval.gold import saved_benchmarks

    names = [folder.name for folder in saved_benchmarks(runs)]
    if not names:
        raise BadInput(str(runs), "holds no runs", "run `python -m eval run` first")
    return names


def _folder(runs: Path, benchmark: str) -> Path:
    saved = _saved(runs)
    if benchmark not in saved:
        raise BadSettings(benchmark, "was not run yet", near(benchmark, saved))
    return runs / benchmark


def _dev(runs: Path, benchmark: str, named: str | None) -> Path | None:
    """Where thresholds are chosen: as told, else a test half's own dev half if it was run."""
    if named is not None:
        return _folder(runs, named)
    other = runs / (benchmark.removesuffix("_test") + "_dev")
    return other if benchmark.endswith("_test") and other.is_dir() else None


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=err, transient=True)


def main() -> None:
    """Runs the command line; errors that the user can mend come without a traceback."""
    try:
        app()
    except ConsistencyError as error:
        err.print(f"eval: error: {error.culprit}: {error.problem}")
        err.print(f"  help: {error.mend}")
        sys.exit(2)
    except KeyboardInterrupt:
        err.print("eval: interrupted; the same command goes on from here")
        sys.exit(130)
