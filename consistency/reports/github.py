"""Findings as workflow commands, which GitHub shows beside the changed lines.

GitHub shows ten errors and ten warnings of a step; all of them stand in its log.
"""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Document, Finding, Report, Severity
from consistency.reports.place import Places
from consistency.reports.quote import grounds
from consistency.reports.uri import relative_path

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(*reports: Report) -> str:
    """One command a finding, and one for each thing that could not be checked."""
    return "".join(line for report in reports for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    path = relative_path(report.document.id)
    places = Places(report.document.text)
    for finding in report.findings:
        yield _finding(finding, report.document, path, places)
    for error in report.errors:
        yield _command("error", error, file=path, title="not checked")
    for breach in report.breaches:
        yield _command("error", str(breach), file=path, title="gate failed")
    for note in report.notes:
        yield _command("notice", note, file=path, title="consistency")


def _finding(finding: Finding, document: Document, path: str, places: Places) -> str:
    start, end = places.at(finding.span.start), places.at(finding.span.end)
    # GitHub refuses columns of a range that goes over several lines.
    columns = {"col": start.column, "endColumn": end.column} if start.line == end.line else {}
    return _command(
        _COMMANDS[finding.severity],
        "\n".join([finding.message, *grounds(finding, document)]),
        file=path,
        line=start.line,
        endLine=end.line,
        **columns,
        title=f"{finding.rule.code} {finding.rule.name}",
    )


def _command(name: str, message: str, **properties: str | int) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
