"""`consistency audit`: parses, calls, prints. Results go to stdout, all else to stderr."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from typer.core import TyperGroup

from consistency.errors import BadSettings
from consistency.exit_codes import ExitCode

if TYPE_CHECKING:
    from consistency.audit.diff import Diff

RUN = "run"


class RunByDefault(TyperGroup):
    """`audit INPUT…` is `audit run INPUT…`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts `run` before arguments that name no verb."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = [RUN, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=RunByDefault,
    help="Check thousands to millions of articles: `audit INPUT… --out DIR`, `audit diff A B`.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


@app.command(name=RUN)
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files, folders, globs, addresses (s3://…), or dataset:NAME[:SPLIT]; text, "
            "HTML, JSONL, CSV, Parquet, WARC.",
        ),
    ],
    folder: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder of the results; resumes there.")
    ],
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=COLUMN",
            help="Column of id, text, source, facts, site, author, date or url; FIELD= for none.",
        ),
    ] = None,
    facts: Annotated[
        list[str] | None,
        typer.Option("--facts", metavar="FILE", help="Known facts for all articles."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Leave out articles older than this day."),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", help="Processes; 0: one a processor.")
    ] = 0,
    chunk: Annotated[
        int | None,
        typer.Option("--chunk", metavar="N", help="Articles judged and kept together."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="That one article may take."),
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="local, or ray for a cluster.")
    ] = "local",
    select: Annotated[
        str | None, typer.Option("--select", metavar="CODES", help="Only these rules: FC1,FC301.")
    ] = None,
    ignore: Annotated[
        str | None, typer.Option("--ignore", metavar="CODES", help="Not these rules: FC4,FC102.")
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="error, warning, note or never."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME", help="Bundle folder, or Hugging Face folder or name."
        ),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(
            "--config", metavar="FILE", help="Settings; else the nearest consistency.toml."
        ),
    ] = None,
    *,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw away what another audit left in DIR.")
    ] = False,
) -> None:
    """Audit every article of the inputs; run again to resume. Exit code 3: some rows failed."""
    from consistency.audit.columns import Columns
    from consistency.audit.run import CHUNK, TIMEOUT, Options, audit
    from consistency.settings import load_settings_for_others

    given = {"select": select, "ignore": ignore, "fail_on": fail_on}
    settings = load_settings_for_others(config)
    settings = settings.changed(**{k: v for k, v in given.items() if v is not None})
    options = Options(
        columns=Columns.of(column or ()),
        since=_day(since),
        chunk=CHUNK if chunk is None else chunk,
        workers=workers,
        timeout=TIMEOUT if timeout is None else timeout,
        engine=engine,
        restart=restart,
    )
    began = time.monotonic()
    with _watcher() as watcher:
        from consistency.audit.checking import CheckerFactory
        from consistency.nli.load import load_model

        # Loaded here too, so that a bad model or facts file is told at once, and once.
        loaded = load_model(model)
        known = tuple(facts or ())
        fitted = loaded.folder / "calibration.json"
        files = (*known, str(fitted)) if fitted.is_file() else known
        factory = CheckerFactory(model, known, settings)
        summary = audit(inputs, folder, factory, loaded.info, settings, files, options, watcher)
    _print_summary(summary, folder, time.monotonic() - began)
    raise typer.Exit(ExitCode.UNCHECKED if summary["error_rows"] else ExitCode.PASSED)


@app.command(name="diff")
def compare(
    before: Annotated[Path, typer.Argument(metavar="A", help="Folder of the older audit.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Folder of the newer audit.")],
    format: Annotated[
        str, typer.Option("-f", "--format", metavar="FORMAT", help="text or json (all rows).")
    ] = "text",
) -> None:
    """Show what changed between two audits: articles and findings that are new or gone."""
    from consistency.audit.diff import SHOWN, diff

    if format not in ("text", "json"):
        raise BadSettings(format, "there is no such format", "use one of text, json")
    found = diff(before, after, None if format == "json" else SHOWN)
    if format == "json":
        out.print(json.dumps(found.as_plain(), ensure_ascii=False, indent=2))
    else:
        _print_diff(found)


def _day(since: str | None) -> str:
    try:
        return date.fromisoformat(since).isoformat() if since else ""
    except ValueError as error:
        raise BadSettings(f"--since {since}", "is no day", "write it as 2026-11-30") from error


@contextmanager
def _watcher() -> Iterator[_Bars]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        yield _Bars(progress)


class _Bars:
    """Draws how an audit gets on; silent unless somebody watches."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=None)

    def reading(self, rows: int) -> None:
        self._progress.update(self._task, completed=rows)

    def judging(self, done: int, total: int, errors: int) -> None:
        told = f"checking ({errors} error rows)" if errors else "checking"
        self._progress.update(self._task, description=told, completed=done, total=total)


def _print_summary(summary: dict[str, Any], folder: Path, seconds: float) -> None:
    articles, outcomes = summary["articles"], summary["outcomes"]
    untold = outcomes["unchecked"] + outcomes["review"]
    out.print(
        f"{articles:,} articles ({summary['stories']:,} stories): {outcomes['passed']:,} passed, "
        f"{outcomes['failed']:,} failed, {untold:,} could not be told; "
        f"{summary['error_rows']:,} error rows; this run took {seconds:,.0f} s"
    )
    for code, kind in summary["findings_by_kind"].items():
        out.print(f"  {code} {kind['name']:<22} {kind['findings']:>7,} findings")
    left_out = summary["read"]["left_out_by_since"]
    if left_out:
        out.print(f"  {left_out:,} older articles left out, as asked by --since")
    for ending, count in summary["read"]["files_of_unknown_kind"].items():
        out.print(f"  {count:,} files not read: {ending} is of no known kind")
    out.print(f"{folder / 'summary.json'}\n{folder / 'dashboard.html'}")


def _print_diff(found: Diff) -> None:
    for words in found.differing:
        out.print(f"note: B was made with {words}")
    for name, change in found.changes.items():
        out.print(f"{change.count:>7,} {name}")
        if name == "findings kept":
            continue
        for row in change.rows:
            told = f"{row['code']} “{row['text']}”: {row['message']}" if "code" in row else ""
            out.print(f"          {row['article']}  {told}".rstrip())
        if change.count > len(change.rows):
            out.print(f"          … and {change.count - len(change.rows):,} more (-f json has all)")
