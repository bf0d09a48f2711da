"""The report as SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from consistency.domain import (
    Evidence,
    Finding,
    Origin,
    Report,
    RuleInfo,
    Severity,
    Span,
    Suppressed,
    SuppressedBy,
)
from consistency.fingerprint import numbered
from consistency.reports.place import Places
from consistency.reports.quote import around, grounds, quoted
from consistency.reports.uri import uri

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 25_000
"""Results that GitHub takes in one run."""
UNCHECKED = RuleInfo("unchecked", "unchecked", "A part of the article could not be checked.")
REVIEW = RuleInfo("review", "review", "The evidence is too weak to tell; a person has to look.")
_KINDS = {SuppressedBy.COMMENT: "inSource", SuppressedBy.BASELINE: "external"}


@dataclass(frozen=True, slots=True)
class _Result:
    """A SARIF result with what it is ranked by."""

    live: bool
    severity: Severity
    rule: RuleInfo
    plain: dict[str, Any]


def render(*reports: Report) -> str:
    """One run with the results of all articles; the same bytes for the same reports.

    Suppressed findings stay in with their `suppressions`: one that went missing would be
    taken for mended. What could not be checked is an error here too, so that a scan
    without results means that all was checked.
    """
    results = [result for n, report in enumerate(reports) for result in _results(report, n)]
    notifications = [_note("note", note, r) for r in reports for note in r.notes]
    notifications += [_note("error", error, r) for r in reports for error in r.errors]
    if len(results) > MOST:
        left_out = len(results) - MOST
        # A stable sort: those that count most stay, in the order of the text.
        results = sorted(results, key=lambda r: (not r.live, -r.severity))[:MOST]
        told = f"{left_out} of {left_out + MOST} results are left out; GitHub takes {MOST}"
        notifications.append({"level": "warning", "message": {"text": told}})
    rules = sorted({result.rule for result in results}, key=lambda rule: rule.code)
    worst = {
        rule.code: max(r.severity for r in results if r.rule.code == rule.code) for rule in rules
    }
    places = {rule.code: n for n, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "consistency",
                "version": version("spincheck-consistency"),
                "rules": [_rule(rule, worst[rule.code]) for rule in rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not any(report.errors for report in reports),
                "toolExecutionNotifications": notifications,
            }
        ],
        "artifacts": [
            {
                "location": {"uri": uri(report.document.id)},
                "roles": ["analysisTarget"],
                "properties": {"outcome": report.outcome.value},
            }
            for report in reports
        ],
        "columnKind": "unicodeCodePoints",
        "results": [{**r.plain, "ruleIndex": places[r.rule.code]} for r in results],
        "properties": {"models": sorted({f"{r.model.id} {r.model.sha256}" for r in reports})},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _rule(rule: RuleInfo, level: Severity) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": f"{rule.summary} `consistency rules {rule.code}` shows its page."}
        if rule.code.startswith("FC")
        else {"text": rule.summary},
        "defaultConfiguration": {"level": level.label},
    }


def _results(report: Report, artifact: int) -> Iterator[_Result]:
    places = Places(report.document.text)
    told: list[tuple[Finding, Suppressed | None]] = [(f, None) for f in report.findings]
    told += [(one.finding, one) for one in report.suppressed]
    told.sort(key=lambda one: (one[0].span, one[0].rule.code))
    marks = numbered([finding for finding, _ in told], report.document)
    for (finding, suppressed), mark in zip(told, marks, strict=True):
        plain = _finding(report, finding, places, artifact)
        plain["partialFingerprints"] = {
            "consistency/v1": mark,
            "primaryLocationLineHash": mark,
        }
        if suppressed is not None:
            plain["suppressions"] = [_suppression(suppressed)]
        if report.has_baseline:
            known = suppressed is not None and suppressed.by is SuppressedBy.BASELINE
            plain["baselineState"] = "unchanged" if known else "new"
        yield _Result(suppressed is None, finding.severity, finding.rule, plain)
    for error in report.errors:
        yield _whole(UNCHECKED, error, report, artifact)
    if "review" in report.fails:
        for verdict in report.verdicts:
            if verdict.review:
                span = report.document.sentences[verdict.sentence].span
                yield _whole(REVIEW, REVIEW.summary, report, artifact, _region(places, span))


def _finding(report: Report, finding: Finding, places: Places, artifact: int) -> dict[str, Any]:
    region = _region(places, finding.span)
    message = [finding.message, *grounds(finding, report.document)]
    plain: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "level": finding.severity.label,
        "message": {"text": "\n".join(message)},
        "locations": [
            _location(
                report, artifact, {**region, "snippet": {"text": finding.text}} if region else None
            )
        ],
        "rank": round(100 * finding.probability, 2),
        "properties": {"probability": round(finding.probability, 4)},
    }
    related = [
        _related(evidence, n, report, places, artifact)
        for n, evidence in enumerate(finding.evidence)
    ]
    if finding.against is not None:
        location = _location(report, artifact, _region(places, finding.against))
        text = around(report.document, finding.against)
        related.append({"id": len(related), **location, "message": {"text": f"against: “{text}”"}})
    if related:
        plain["relatedLocations"] = related
    if finding.suggestion is not None:
        plain["fixes"] = [_fix(report, finding, artifact)]
    return plain


def _whole(
    rule: RuleInfo, message: str, report: Report, artifact: int, region: Any = None
) -> _Result:
    plain = {
        "ruleId": rule.code,
        "level": "error",
        "message": {"text": message},
        "locations": [_location(report, artifact, region or {"startLine": 1})],
    }
    return _Result(live=True, severity=Severity.ERROR, rule=rule, plain=plain)


def _location(report: Report, artifact: int, region: dict[str, Any] | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(report, artifact)}
    if region:
        place["region"] = region
    return {"physicalLocation": place}


def _artifact(report: Report, artifact: int) -> dict[str, Any]:
    return {"uri": uri(report.document.id), "index": artifact}


def _region(places: Places, span: Span) -> dict[str, Any]:
    start, end = places.at(span.start), places.at(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _related(
    evidence: Evidence, number: int, report: Report, places: Places, artifact: int
) -> dict[str, Any]:
    first, last = evidence.premise[0], evidence.premise[-1]
    if first.origin is Origin.ARTICLE:
        span = Span(first.sentence.span.start, last.sentence.span.end)
        location = _location(report, artifact, _region(places, span))
    else:
        # The file of the fact is not at hand, so its lines cannot be told.
        location = {"physicalLocation": {"artifactLocation": {"uri": uri(first.ref)}}}
    return {"id": number, **location, "message": {"text": quoted(evidence, report.document)}}


def _fix(report: Report, finding: Finding, artifact: int) -> dict[str, Any]:
    replacement: dict[str, Any] = {
        "deletedRegion": {
            "charOffset": finding.span.start,
            "charLength": finding.span.end - finding.span.start,
        }
    }
    if finding.suggestion:
        replacement["insertedContent"] = {"text": finding.suggestion}
    told = f"Put “{finding.suggestion}”." if finding.suggestion else "Remove it."
    return {
        "description": {"text": told},
        "artifactChanges": [
            {"artifactLocation": _artifact(report, artifact), "replacements": [replacement]}
        ],
    }


def _suppression(suppressed: Suppressed) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": _KINDS[suppressed.by], "status": "accepted"}
    if suppressed.reason:
        plain["justification"] = suppressed.reason
    return plain


def _note(level: str, message: str, report: Report) -> dict[str, Any]:
    return {
        "level": level,
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(report.document.id)}}}],
    }
