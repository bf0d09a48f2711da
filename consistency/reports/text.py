"""The report for a terminal: the sentence, the wrong words underlined, the evidence beneath."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from consistency.domain import (
    Evidence,
    Finding,
    Outcome,
    Report,
    Severity,
    Span,
    VerdictKind,
)
from consistency.reports.place import Places
from consistency.reports.quote import dates

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_MARGIN = "   | "
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.REVIEW: "needs review",
    Outcome.UNCHECKED: "not passed, not all was checked",
}
NARROW = 60


def render(*reports: Report, colour: bool = False, width: int = 100) -> str:
    """The report as text; of several, one after the other.

    Args:
        reports: what to show.
        colour: whether to use ANSI colours; never when the text goes into a file.
        width: columns of the terminal.
    """
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, NARROW),
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        soft_wrap=True,
        emoji=False,
        markup=False,
    )
    for report in reports:
        _show_all(console, report, max(width, NARROW))
        if len(reports) > 1:
            _print(console, Text(f"{report.document.id}: ").append_text(_tally(report)))
            _print(console)
        else:
            _print(console, _tally(report))
    if len(reports) > 1:
        passed = sum(report.passed for report in reports)
        _print(console, Text(f"{passed} of {len(reports)} articles passed", style="bold"))
    return out.getvalue()


def _print(console: Console, line: Text | None = None) -> None:
    """Prints a line; what would steer the terminal is shown as � instead."""
    if line is not None and _CONTROL.search(line.plain):
        line.plain = _CONTROL.sub("\ufffd", line.plain)
    console.print(line if line is not None else "")


def _show_all(console: Console, report: Report, width: int) -> None:
    for finding in report.findings:
        _show(console, report, finding, width)
    for error in report.errors:
        _print(
            console, Text("unchecked", style="bold magenta").append(f": {error}", style="default")
        )
    for note in report.notes:
        _print(console, Text("note", style="bold cyan").append(f": {note}", style="default"))
    if report.errors or report.notes:
        _print(console)


def _show(console: Console, report: Report, finding: Finding, width: int) -> None:
    style = _STYLES[finding.severity]
    head = Text(f"{finding.severity.label}[{finding.rule.code}]", style=style)
    head.append(f" {finding.rule.name}: {finding.message}", style="bold")
    _print(console, head)
    _show_place(console, report, finding.span, "-->", style, width)
    if finding.against is not None:
        _show_place(console, report, finding.against, "against", "bold cyan", width)
    for evidence in finding.evidence:
        _print(console, _citation(evidence))
        if dated := dates(evidence, report.document):
            _print(console, Text("   = ", style="blue").append(f"that {dated}", style="default"))
    if finding.suggestion:
        _print(
            console,
            Text("   = help: ", style="green").append(f"“{finding.suggestion}”", style="default"),
        )
    chance = Text("   = ", style="blue").append(
        f"{finding.probability:.0%} sure that this is an error", style="dim"
    )
    _print(console, chance)
    _print(console)


def _show_place(
    console: Console, report: Report, span: Span, word: str, style: str, width: int
) -> None:
    """A place of the article: where it is, its sentence, and the words underlined."""
    line, column = Places(report.document.text).at(span.start)
    _print(console, Text(f"  {word} {report.document.id}:{line}:{column}", style="blue"))
    for text, marks in _windows(report, span, width - len(_MARGIN)):
        _print(console, Text(_MARGIN, style="blue").append(text, style="default"))
        if marks.strip():
            _print(console, Text(_MARGIN, style="blue").append(marks, style=style))


def _windows(report: Report, span: Span, width: int) -> list[tuple[str, str]]:
    """The sentence wrapped to the width, and under each line the marks of the words meant."""
    around = [s.span for s in report.document.sentences if s.span.overlaps(span)] or [span]
    shown = Span(
        min(span.start, *(s.start for s in around)), max(span.end, *(s.end for s in around))
    )
    lines: list[tuple[str, str]] = []
    text = marks = ""
    for word_start, word in _words(shown.of(report.document.text)):
        if text and cell_len(text) + cell_len(word.rstrip()) > width:
            lines.append((text.rstrip(), marks.rstrip()))
            text = marks = ""
            word, word_start = word.lstrip(), word_start + len(word) - len(word.lstrip())
        for n, char in enumerate(word):
            place = shown.start + word_start + n
            wrong = span.start <= place < span.end
            text += " " if char.isspace() else char
            marks += ("^" if wrong else " ") * cell_len(char)
    return [*lines, (text.rstrip(), marks.rstrip())]


def _words(text: str) -> list[tuple[int, str]]:
    """Words with the blanks before them, and their offsets."""
    found: list[tuple[int, str]] = []
    start = 0
    for n in range(1, len(text) + 1):
        if n == len(text) or (text[n].isspace() and not text[n - 1].isspace()):
            found.append((start, text[start:n]))
            start = n
    return found


def _citation(evidence: Evidence) -> Text:
    first = evidence.premise[0]
    line = Text(f"   = {first.ref} ({first.id}): ", style="blue")
    line.append(f"“{evidence.text}”", style="default")
    if evidence.scores is not None and not evidence.exact:
        scores = evidence.scores
        line.append(
            f" [entailment {scores.entailment:.2f}, contradiction {scores.contradiction:.2f}]",
            style="dim",
        )
    return line


def _tally(report: Report) -> Text:
    """One closing line; it never sounds green when nothing was checked."""
    kinds = Counter(verdict.kind for verdict in report.verdicts)
    levels = Counter(finding.severity for finding in report.findings)
    counted = [
        f"{levels[level]} {level.label}{'s' * (levels[level] != 1)}"
        for level in sorted(levels, reverse=True)
    ]
    told = ", ".join(f"{kinds[kind]} {kind.value}" for kind in VerdictKind if kinds[kind])
    if kinds[VerdictKind.UNCHECKED] == len(report.verdicts) and not report.findings:
        end = Text("nothing could be checked", style="bold yellow")
    elif not report.findings:
        end = Text("no findings", style="bold green")
    else:
        end = Text(", ".join(counted), style="bold")
    sentences = f"{len(report.verdicts)} sentence{'s' * (len(report.verdicts) != 1)}"
    review = sum(verdict.review for verdict in report.verdicts)
    told = told.replace("unchecked", f"unchecked of which {review} to review") if review else told
    end.append(f" in {sentences}: {told or 'none'}", style="default")
    if report.suppressed:
        end.append(f"; {len(report.suppressed)} more suppressed", style="default")
    why = "; ".join(map(str, report.breaches))
    end.append(f" (gate: {_OUTCOMES[report.outcome]}{why and ', '}{why})", style="default")
    return end
