"""The command line: parses, calls, prints. Results go to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from consistency.audit.cli import app as audit_app
from consistency.cli_check import (
    AUTO,
    check_articles,
    chosen_format,
    chosen_outputs,
    deadline,
    err,
    exit_code,
    out,
    progress,
    read_article,
    read_articles,
    require_one_stdin,
    show,
    source_of,
    with_updated_baseline,
)
from consistency.cli_facts import facts as facts_verbs
from consistency.errors import BadSettings, ConsistencyError
from consistency.exit_codes import ExitCode
from consistency.service.cli import serve

if TYPE_CHECKING:
    from consistency.checker import Checker
    from consistency.decision.baseline import Baseline
    from consistency.domain import Analysis
    from consistency.settings import Settings

DISTRIBUTION = "spincheck-consistency"


app = typer.Typer(
    name="consistency",
    help="Finds the sentences that machine rewriting made false. "
    "Exit codes: 0 passed, 1 the gate failed, 2 wrong usage or unreadable input, "
    "3 not all was checked, 4 a fault of the program.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(facts_verbs, name="facts")
app.add_typer(audit_app, name="audit")
app.command()(serve)

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
    articles: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE...", help="Text, Markdown or HTML; - reads stdin."),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="FILE",
            help="The article it was rewritten from; of several articles, wire/{stem}.txt.",
        ),
    ] = None,
    facts: FactsPath = None,
    date: Day = None,
    complete: Complete = None,
    starter: Starter = None,
    format: Annotated[
        str,
        typer.Option(
            "-f",
            "--format",
            metavar="FORMAT",
            help="text, json, html, sarif, junit, github or csv; auto is github in a "
            "workflow, else text.",
        ),
    ] = AUTO,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write it to a file too: .html .sarif .xml .json .csv .txt; repeatable.",
        ),
    ] = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="error, warning, note or never."),
    ] = None,
    budget: Annotated[
        list[str] | None,
        typer.Option(
            "--budget",
            metavar="WHAT=N",
            help="At most so many error, warning, note or review an article; repeatable.",
        ),
    ] = None,
    min_probability: Annotated[
        float | None,
        typer.Option("--min-probability", metavar="P", help="Drop findings less sure than this."),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help="Findings known before; do not count."),
    ] = None,
    update_baseline: Annotated[
        bool | None, typer.Option("--update-baseline", help="Drop from the baseline what is gone.")
    ] = None,
    grow_baseline: Annotated[
        bool | None,
        typer.Option("--grow-baseline", help="Take today's findings into the baseline."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0, help="Give up, not passed, after."),
    ] = None,
    model: ModelName = None,
    config: ConfigPath = None,
) -> None:
    """Check articles against their source, known facts and themselves."""
    shown = chosen_format(format)
    if (update_baseline or grow_baseline) and baseline is None:
        raise BadSettings("--update-baseline", "no baseline is named", "add --baseline FILE")
    sources = [source_of(article, source) for article in articles] if source else []
    inputs = [*articles, *sources, *(facts or []), baseline, config]
    outputs = chosen_outputs(output or [], inputs)
    settings = _settings(
        config,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        complete=complete,
        starter=starter,
        min_probability=min_probability,
        budgets=_budgets(budget),
    )
    require_one_stdin([*articles, source, *(facts or [])])
    with deadline(timeout):
        with progress("reading"):
            from consistency.facts.load import read_known

            known = _baseline(baseline, may_be_new=bool(grow_baseline))
            collected, bases = read_known(facts or [])
            found = read_articles(articles, source, date)
        with progress("loading the model"):
            from consistency.checker import Checker

            checker = Checker(model, collected, settings, bases=bases, baseline=known)
        reports = check_articles(checker, found)
        if baseline is not None and (update_baseline or grow_baseline):
            reports = with_updated_baseline(checker, reports, baseline, grow=bool(grow_baseline))
        show(reports, shown, outputs)
    refused = [error for error in found.values() if isinstance(error, ConsistencyError)]
    for error in refused:
        _tell(error)
    raise typer.Exit(exit_code(reports, refused=bool(refused)))


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

    with progress("loading the model"):
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


def _settings(config: str | None, **given: Any) -> Settings:
    """The file's settings, with what the command line says put over them."""
    from consistency.settings import load_settings

    settings, _ = load_settings(config)
    return settings.changed(**{name: value for name, value in given.items() if value is not None})


def _budgets(given: list[str] | None) -> dict[str, int] | None:
    """`warning=2` as a mapping; the values are checked with the other settings."""
    if not given:
        return None
    pairs = [one.partition("=") for one in given]
    for name, _, count in pairs:
        if not count.isdecimal():
            raise BadSettings(f"--budget {name}", "no number is given", "write warning=2")
    return {name: int(count) for name, _, count in pairs}


def _baseline(path: str | None, *, may_be_new: bool) -> Baseline | None:
    from consistency.decision.baseline import Baseline, read_baseline

    if path is None:
        return None
    return Baseline() if may_be_new and not Path(path).exists() else read_baseline(path)


def _measure(
    article: str,
    source: str | None,
    facts: list[str] | None,
    model: str | None,
    settings: Settings,
    date: str | None = None,
) -> tuple[Checker, Analysis]:
    """Reads everything, then asks the model; inputs come first because they fail fastest."""
    require_one_stdin([article, source, *(facts or [])])
    with progress("reading"):
        from consistency.facts.load import read_known

        collected, bases = read_known(facts or [])
        document, known = read_article(article, source, date)
    with progress("loading the model"):
        from consistency.checker import Checker, case_of

        checker = Checker(model=model, facts=collected, settings=settings, bases=bases)
    with progress("scoring") as advance:
        return checker, checker.analyse(case_of(document, known), advance)


def _tell(error: ConsistencyError) -> None:
    err.print(f"consistency: error: {error.culprit}: {error.problem}")
    err.print(f"  help: {error.mend}")


def main() -> None:
    """Runs the command line; errors that the user can mend come without a traceback."""
    try:
        # A file's name may hold what the terminal's encoding cannot show.
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        app()
    except ConsistencyError as error:
        _tell(error)
        sys.exit(ExitCode.USAGE)
    except KeyboardInterrupt:
        err.print("consistency: interrupted")
        sys.exit(ExitCode.INTERRUPTED)
    except Exception:
        traceback.print_exc()
        err.print("consistency: a fault of the program itself; nothing was decided")
        err.print("  help: report it with the lines above")
        sys.exit(ExitCode.CRASHED)
