"""The report for a terminal: the sentence, the wrong words underlined, the evidence beneath."""

from __future__ import annotations

from collections import Counter
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from consistency.domain import Evidence, Fact, Finding, Report, Severity, Span, VerdictKind

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_MARGIN = "   | "
NARROW = 60


def render(report: Report, *, colour: bool = False, width: int = 100) -> str:
    """The report as text.

    Args:
        report: what to show.
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
    for finding in report.findings:
        _show(console, report, finding, max(width, NARROW))
    for error in report.errors:
        console.print(Text("unchecked", style="bold magenta").append(f": {error}", style="default"))
    for note in report.notes:
        console.print(Text("note", style="bold cyan").append(f": {note}", style="default"))
    if report.errors or report.notes:
        console.print()
    console.print(_tally(report))
    return out.getvalue()


def _show(console: Console, report: Report, finding: Finding, width: int) -> None:
    style = _STYLES[finding.severity]
    head = Text(f"{finding.severity.label}[{finding.rule.code}]", style=style)
    head.append(f" {finding.rule.name}: {finding.message}", style="bold")
    console.print(head)
    _show_place(console, report, finding.span, "-->", style, width)
    if finding.against is not None:
        _show_place(console, report, finding.against, "against", "bold cyan", width)
    for evidence in finding.evidence:
        console.print(_citation(evidence))
        for fact in evidence.premise:
            if fact.valid.bounded:
                console.print(_dates(report, fact))
    if finding.suggestion:
        console.print(
            Text("   = help: ", style="green").append(f"“{finding.suggestion}”", style="default")
        )
    chance = Text("   = ", style="blue").append(
        f"{finding.probability:.0%} sure that this is an error", style="dim"
    )
    console.print(chance)
    console.print()


def _show_place(
    console: Console, report: Report, span: Span, word: str, style: str, width: int
) -> None:
    """A place of the article: where it is, its sentence, and the words underlined."""
    line, column = _place(report.document.text, span.start)
    console.print(Text(f"  {word} {report.document.id}:{line}:{column}", style="blue"))
    for text, marks in _windows(report, span, width - len(_MARGIN)):
        console.print(Text(_MARGIN, style="blue").append(text, style="default"))
        if marks.strip():
            console.print(Text(_MARGIN, style="blue").append(marks, style=style))


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


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


def _dates(report: Report, fact: Fact) -> Text:
    """When a fact holds, and of which day the article is."""
    day = report.document.dateline
    told = f"the article is of {day}" if day else "the article's date is unknown"
    return Text("   = ", style="blue").append(f"that holds {fact.valid}; {told}", style="default")


def _tally(report: Report) -> Text:
    """One closing line; it never sounds green when nothing was checked."""
    kinds = Counter(verdict.kind for verdict in report.verdicts)
    levels = Counter(finding.severity for finding in report.findings)
    counted = [
        f"{levels[level]} {level.label}{'s' * (levels[level] != 1)}"
        for level in sorted(levels, reverse=True)
    ]
    told = ", ".join(f"{kinds[kind]} {kind.value}" for kind in VerdictKind if kinds[kind])
    gate = str(report.settings.get("fail_on", "error"))
    if kinds[VerdictKind.UNCHECKED] == len(report.verdicts) and not report.findings:
        end = Text("nothing could be checked", style="bold yellow")
    elif not report.findings:
        end = Text("no findings", style="bold green")
    else:
        end = Text(", ".join(counted), style="bold")
    sentences = f"{len(report.verdicts)} sentence{'s' * (len(report.verdicts) != 1)}"
    end.append(f" in {sentences}: {told or 'none'}", style="default")
    verdict = "passed" if report.passed else "failed"
    end.append(f" (gate {gate}: {verdict})", style="default")
    return end
