"""Findings as a table, one a row, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from consistency.domain import Finding, Report
from consistency.reports.place import Places
from consistency.reports.quote import grounds

COLUMNS = (
    "document",
    "line",
    "column",
    "start",
    "end",
    "sentence",
    "status",
    "severity",
    "code",
    "name",
    "text",
    "message",
    "probability",
    "suggestion",
    "evidence",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(*reports: Report) -> str:
    """A header, one row a finding, and one for each thing that could not be checked.

    The status is `live` where the finding counts, else what suppresses it (`comment`,
    `baseline`). Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for report in reports:
        for row in _rows(report):
            writer.writerow({name: _safe(value) for name, value in row.items()})
    return out.getvalue()


def _rows(report: Report) -> Iterator[dict[str, object]]:
    places = Places(report.document.text)
    statuses = [(finding, "live") for finding in report.findings]
    statuses += [(one.finding, one.by.value) for one in report.suppressed]
    for finding, status in sorted(statuses, key=lambda one: one[0].span):
        yield _finding(report, finding, status, places)
    for error in report.errors:
        yield {"document": report.document.id, "status": "unchecked", "message": error}
    for breach in report.breaches:
        yield {"document": report.document.id, "status": "gate", "message": str(breach)}


def _finding(report: Report, finding: Finding, status: str, places: Places) -> dict[str, object]:
    line, column = places.at(finding.span.start)
    return {
        "document": report.document.id,
        "line": line,
        "column": column,
        "start": finding.span.start,
        "end": finding.span.end,
        "sentence": finding.sentence + 1,
        "status": status,
        "severity": finding.severity.label,
        "code": finding.rule.code,
        "name": finding.rule.name,
        "text": finding.text,
        "message": finding.message,
        "probability": f"{finding.probability:.4f}",
        "suggestion": finding.suggestion,
        "evidence": " | ".join(grounds(finding, report.document)),
    }


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
