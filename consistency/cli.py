"""The command line: parses, calls, prints. Results go to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import IntEnum
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from consistency.audit.cli import app as audit_app
from consistency.cli_facts import facts as facts_verbs
from consistency.cli_facts import is_base, open_base, parse_day
from consistency.errors import BadInput, BadSettings, ConsistencyError

if TYPE_CHECKING:
    from consistency.checker import Checker
    from consistency.domain import Analysis, Report
    from consistency.settings import Settings

DISTRIBUTION = "spincheck-consistency"


class ExitCode(IntEnum):
    """What the shell is told."""

    PASSED = 0
    FAILED = 1
    """Findings at or above the gate's level."""
    USAGE = 2
    """Wrong arguments, unreadable input, a bad model or setting."""
    UNCHECKED = 3
    """Something could not be checked, so the article cannot pass."""


app = typer.Typer(
    name="consistency",
    help="Finds the sentences that machine rewriting made false. "
    "Exit codes: 0 passed, 1 findings at the gate's level, 2 wrong usage, 3 not all was checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(facts_verbs, name="facts")
app.add_typer(audit_app, name="audit")
out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

ArticlePath = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="Text, Markdown or HTML file; - reads stdin.")
]
SourcePath = Annotated[
    str | None, typer.Option("--source", metavar="FILE", help="The article it was rewritten from.")
]
FactsPath = Annotated[
    list[str] | None,
    typer.Option(
        "--facts",
        metavar="FILE",
        help="Known facts: one a line, a table with `text`, or a fact base.",
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="DAY", help="The article's day: 2021-03-04, or today; else its own."
    ),
]
Complete = Annotated[
    bool | None,
    typer.Option(
        "--facts-complete", help="The facts say all there is: what they lack is unsupported."
    ),
]
Starter = Annotated[
    bool | None,
    typer.Option("--starter/--no-starter", help="Use the facts that ship, or do without."),
]
ModelName = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Bundle folder, or Hugging Face folder or name."),
]
ConfigPath = Annotated[
    str | None,
    typer.Option("--config", metavar="FILE", help="Settings; else the nearest consistency.toml."),
]
Select = Annotated[
    str | None, typer.Option("--select", metavar="CODES", help="Only these rules: FC1,FC301.")
]
Ignore = Annotated[
    str | None, typer.Option("--ignore", metavar="CODES", help="Not these rules: FC4,FC102.")
]


@app.command()
def check(
    article: ArticlePath,
    source: SourcePath = None,
    facts: FactsPath = None,
    date: Day = None,
    complete: Complete = None,
    starter: Starter = None,
    format: Annotated[
        str, typer.Option("-f", "--format", metavar="FORMAT", help="text or json.")
    ] = "text",
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="error, warning, note or never."),
    ] = None,
    model: ModelName = None,
    config: ConfigPath = None,
) -> None:
    """Check one article against its source, known facts and itself."""
    from consistency.reports.formats import RENDERERS

    if format not in RENDERERS:
        raise BadSettings(format, "there is no such format", f"use one of {', '.join(RENDERERS)}")
    settings = _settings(
        config,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        complete=complete,
        starter=starter,
    )
    checker, analysis = _measure(article, source, facts, model, settings, date)
    report = checker.decide(analysis)
    _print_report(report, format)
    raise typer.Exit(_exit_code(report))


@app.command()
def explain(
    article: ArticlePath,
    sentence: Annotated[
        int, typer.Option("--sentence", "-s", metavar="N", help="Number of the sentence, from 1.")
    ],
    source: SourcePath = None,
    facts: FactsPath = None,
    date: Day = None,
    complete: Complete = None,
    starter: Starter = None,
    model: ModelName = None,
    config: ConfigPath = None,
) -> None:
    """Show why a sentence got its verdict: evidence, scores, thresholds."""
    from consistency.reports.explain import render

    settings = _settings(config, complete=complete, starter=starter)
    checker, analysis = _measure(article, source, facts, model, settings, date)
    count = len(analysis.case.document.sentences)
    if not 1 <= sentence <= count:
        raise BadSettings(
            f"--sentence {sentence}", f"the article has {count} sentences", f"use 1 to {count}"
        )
    out.print(render(checker.decide(analysis), sentence - 1), end="")


@app.command()
def rules(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="One rule's page.")] = None,
) -> None:
    """List the rules, or show one rule's page with its examples."""
    from consistency.rules.page import render_list, render_page
    from consistency.rules.registry import all_rules, rule_by_code

    out.print(render_page(rule_by_code(code)) if code else render_list(all_rules()), end="")


@app.command(name="model")
def show_model(model: ModelName = None) -> None:
    """Show the model's card and checksum, and let it prove itself on canonical pairs."""
    from consistency.nli.load import load_model
    from consistency.nli.selftest import CANONICAL, self_test

    with _progress("loading the model"):
        loaded = load_model(model)
    card = loaded.folder / "MODEL_CARD.md"
    out.print(f"model   {loaded.info.id}\nsha256  {loaded.info.sha256}\nfolder  {loaded.folder}")
    for name, value in sorted(loaded.fitted.thresholds.items()):
        out.print(f"        {name} ≥ {value}")
    out.print()
    failures = self_test(loaded)
    for pair, scores, right in failures:
        mark = "ok  " if right else "FAIL"
        out.print(f"{mark} {scores.entailment:.2f} entailed: {pair.premise} → {pair.hypothesis}")
    passed = sum(right for *_, right in failures)
    out.print(f"\nself-test: {passed} of {len(CANONICAL)} canonical pairs as expected")
    if card.is_file():
        out.print(f"card: {card}")
    raise typer.Exit(ExitCode.PASSED if passed == len(CANONICAL) else ExitCode.FAILED)


@app.command()
def config(config: ConfigPath = None) -> None:
    """Show the settings in force, and where each was set."""
    from consistency.settings import load_settings

    settings, origins = load_settings(config)
    plain: dict[str, Any] = {**settings.as_plain(), "thresholds": settings.thresholds.given()}
    for name, value in plain.items():
        where = origins.get(name, "default")
        out.print(f"{name} = {json.dumps(value)}  # {where}")


@app.callback(invoke_without_command=True)
def _version(
    *, show: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False
) -> None:
    if show:
        out.print(f"{DISTRIBUTION} {version(DISTRIBUTION)}")
        raise typer.Exit


def _settings(config: str | None, **given: str | bool | None) -> Settings:
    """The file's settings, with what the command line says put over them."""
    from consistency.settings import load_settings

    settings, _ = load_settings(config)
    return settings.changed(**{name: value for name, value in given.items() if value is not None})


def _measure(
    article: str,
    source: str | None,
    facts: list[str] | None,
    model: str | None,
    settings: Settings,
    date: str | None = None,
) -> tuple[Checker, Analysis]:
    """Reads everything, then asks the model; inputs come first because they fail fastest."""
    if [article, source, *(facts or [])].count("-") > 1:
        raise BadInput("-", "standard input can be read only once", "name files for the others")
    from consistency.intake.read import read_document, read_facts

    with _progress("reading"):
        document = read_document(article)
        if date is not None:
            document = replace(document, dateline=parse_day(date))
        known = read_document(source) if source else None
        stores = [path for path in facts or [] if is_base(path)]
        collected = [f for path in facts or [] if path not in stores for f in read_facts(path)]
        bases = [open_base(path) for path in stores]
    with _progress("loading the model"):
        from consistency.checker import Checker, case_of

        checker = Checker(model=model, facts=collected, settings=settings, bases=bases)
    with _progress("scoring") as advance:
        return checker, checker.analyse(case_of(document, known), advance)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A line on stderr that tells what is going on; silent unless somebody watches."""
    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _print_report(report: Report, format: str) -> None:
    from consistency.reports import text
    from consistency.reports.formats import render

    if format == "text":
        shown = text.render(report, colour=out.is_terminal, width=out.width)
    else:
        shown = render(report, format)
    # Bytes as rendered: rich would wrap and restyle them.
    sys.stdout.write(shown)


def _exit_code(report: Report) -> ExitCode:
    from consistency.decision.gate import passes

    if not passes(report.findings, report.gate):
        return ExitCode.FAILED
    return ExitCode.UNCHECKED if report.errors else ExitCode.PASSED


def main() -> None:
    """Runs the command line; errors that the user can mend come without a traceback."""
    try:
        app()
    except ConsistencyError as error:
        err.print(f"consistency: error: {error.culprit}: {error.problem}")
        err.print(f"  help: {error.mend}")
        sys.exit(ExitCode.USAGE)
    except KeyboardInterrupt:
        err.print("consistency: interrupted")
        sys.exit(130)
