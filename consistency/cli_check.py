"""What `consistency check` does beside checking: reading, files, baseline, time and exit code."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from consistency.domain import Document, Outcome, Report
from consistency.errors import BadInput, BadSettings, ConsistencyError
from consistency.exit_codes import ExitCode

if TYPE_CHECKING:
    from consistency.checker import Checker

Article = tuple[Document, Document | None]
"""An article and its source."""

STEM = "{stem}"
AUTO = "auto"
out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A line on stderr that tells what is going on; silent unless somebody watches."""
    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def require_one_stdin(paths: Iterable[str | None]) -> None:
    """Raises BadInput where two inputs would read the same stream."""
    if list(paths).count("-") > 1:
        raise BadInput("-", "standard input can be read only once", "name files for the others")


def read_article(path: str, source: str | None, date: str | None) -> Article:
    """An article and its source; the source's name may hold the article's as `{stem}`."""
    from consistency.cli_facts import parse_day
    from consistency.intake.read import read_document

    document = read_document(path)
    if date is not None:
        document = replace(document, dateline=parse_day(date))
    if source is None:
        return document, None
    return document, read_document(source_of(path, source))


def source_of(path: str, source: str) -> str:
    """The file of an article's source."""
    return source.replace(STEM, Path(path).stem)


def read_articles(
    paths: Sequence[str], source: str | None, date: str | None
) -> Mapping[str, Article | ConsistencyError]:
    """Articles by path; among several, one that cannot be read does not stop the others.

    Raises:
        BadSettings: one source is given for several articles.
        BadInput: the only article, or its source, cannot be read.
    """
    if len(paths) > 1 and source is not None and STEM not in source:
        raise BadSettings(
            "--source",
            "one source for several articles",
            f"put {STEM} in it: --source wire/{STEM}.txt",
        )
    found: dict[str, Article | ConsistencyError] = {}
    for path in dict.fromkeys(paths):
        try:
            found[path] = read_article(path, source, date)
        except BadInput as error:
            if len(paths) == 1:
                raise
            found[path] = error
    return found


def check_articles(
    checker: Checker, articles: Mapping[str, Article | ConsistencyError]
) -> list[Report]:
    """One report an article, also on those that could not be read."""
    reports = []
    for path, article in articles.items():
        if isinstance(article, ConsistencyError):
            reports.append(checker.refuse(path, article))
            continue
        with progress(f"scoring {path}" if len(articles) > 1 else "scoring") as advance:
            reports.append(checker.check_document(*article, progress=advance))
    return reports


def with_updated_baseline(
    checker: Checker, reports: list[Report], path: str, *, grow: bool
) -> list[Report]:
    """Rewrites the baseline; the reports as they are under the new one."""
    from consistency.decision.baseline import Baseline, write_baseline

    updated = (checker.baseline or Baseline()).updated(reports, checker.settings, grow=grow)
    write_baseline(updated, path)
    checker.baseline = updated
    err.print(f"consistency: {path} holds {sum(updated.counts.values())} known findings")
    # An article that could not be read has no sentences to decide on again.
    return [r if not r.document.sentences else checker.decide(r.analysis) for r in reports]


def chosen_format(name: str) -> str:
    """The format by name; `auto` is `github` in a GitHub workflow, else `text`.

    Raises:
        BadSettings: there is no such format.
    """
    from consistency.reports.formats import RENDERERS

    if name == AUTO:
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if name not in RENDERERS:
        known = ", ".join([AUTO, *RENDERERS])
        raise BadSettings(name, "there is no such format", f"use one of {known}")
    return name


def chosen_outputs(paths: Sequence[str], inputs: Iterable[str | None]) -> Mapping[Path, str]:
    """The files to write, each with the format of its suffix.

    Files of an earlier run are removed: if this one fails, no old report is taken for its own.

    Args:
        paths: the files.
        inputs: files that are read, which must not be among them.

    Raises:
        BadSettings: a suffix stands for no format, the folder is missing, or it is an input.
    """
    from consistency.reports.formats import SUFFIXES

    read = {Path(name).resolve() for name in inputs if name is not None}
    found = {}
    for name in paths:
        path = Path(name)
        if path.suffix.lower() not in SUFFIXES:
            known = ", ".join(SUFFIXES)
            raise BadSettings(f"-o {name}", "no format goes by this suffix", f"use one of {known}")
        if not path.parent.is_dir():
            raise BadSettings(f"-o {name}", "there is no such folder", "make it first")
        if path.resolve() in read:
            raise BadSettings(f"-o {name}", "it is an input", "name another file")
        found[path] = SUFFIXES[path.suffix.lower()]
    try:
        for path in found:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise BadSettings(
            f"-o {path}", f"cannot be replaced ({error.strerror})", "check its rights"
        ) from error
    return found


def show(reports: Sequence[Report], format: str, outputs: Mapping[Path, str]) -> None:
    """Prints the reports and writes the files, each in one step."""
    from consistency.reports import text
    from consistency.reports.formats import render

    for path, kind in outputs.items():
        partial = path.with_name(f"{path.name}.partial")
        with partial.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(render(reports, kind))
        partial.replace(path)
    if format == "text":
        colour = out.is_terminal and not out.no_color
        shown = text.render(*reports, colour=colour, width=out.width)
    else:
        shown = render(reports, format)
    # Bytes as rendered: rich would wrap and restyle them.
    sys.stdout.write(shown)


def exit_code(reports: Sequence[Report], *, refused: bool) -> ExitCode:
    """The code for several reports: unreadable input comes first, then findings."""
    if refused:
        return ExitCode.USAGE
    if any(report.outcome is Outcome.FAILED for report in reports):
        return ExitCode.FAILED
    return ExitCode.PASSED if all(report.passed for report in reports) else ExitCode.UNCHECKED


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Ends the program, as not checked, when the time is over.

    A hard end, because the thread that is late may be inside the model's own code.
    """
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, _too_late, [seconds])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _too_late(seconds: float) -> None:
    message = (
        f"consistency: error: --timeout {seconds:g}: time ran out, nothing was decided\n"
        "  help: allow more time, or check fewer articles at once\n"
    )
    os.write(2, message.encode())
    os._exit(ExitCode.UNCHECKED)
