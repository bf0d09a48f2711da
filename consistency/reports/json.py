"""The report as JSON; `docs/wire-schema.md` is its promise."""

from __future__ import annotations

import json
from typing import Any

from consistency.domain import (
    Breach,
    Document,
    Evidence,
    Finding,
    Report,
    Scores,
    Span,
    Suppressed,
    Verdict,
)
from consistency.fingerprint import fingerprint

SCHEMA_VERSION = 1
DIGITS = 4
"""Decimals of every probability: enough to decide by, few enough to read."""


def render(*reports: Report) -> str:
    """The report as one JSON object; several as one object a line (JSON Lines).

    The same bytes for the same report.
    """
    indent = 2 if len(reports) == 1 else None
    return "".join(
        json.dumps(as_plain(report), ensure_ascii=False, indent=indent, allow_nan=False) + "\n"
        for report in reports
    )


def as_plain(report: Report) -> dict[str, Any]:
    """The report as plain values, ready for any JSON writer."""
    dateline = report.document.dateline
    return {
        "schema_version": SCHEMA_VERSION,
        "document": {
            "id": report.document.id,
            "characters": len(report.document.text),
            "dateline": dateline.isoformat() if dateline else None,
        },
        "passed": report.passed,
        "outcome": report.outcome.value,
        "breaches": [_breach(breach) for breach in report.breaches],
        "model": {"id": report.model.id, "sha256": report.model.sha256},
        "settings": dict(report.settings),
        "sentences": [_sentence(report, verdict) for verdict in report.verdicts],
        "findings": [_finding(finding, report.document) for finding in report.findings],
        "suppressed": [_suppressed(one, report.document) for one in report.suppressed],
        "errors": list(report.errors),
        "notes": list(report.notes),
    }


def _sentence(report: Report, verdict: Verdict) -> dict[str, Any]:
    sentence = report.document.sentences[verdict.sentence]
    return {
        "index": sentence.index,
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": sentence.span.of(report.document.text),
        "role": sentence.role.value,
        "verdict": verdict.kind.value,
        "probability": _rounded(verdict.probability),
        "reason": verdict.reason or None,
        "review": verdict.review,
        "evidence": _evidence(verdict.evidence) if verdict.evidence else [],
    }


def _breach(breach: Breach) -> dict[str, Any]:
    return {"what": breach.what, "found": breach.found, "allowed": breach.allowed}


def _suppressed(one: Suppressed, document: Document) -> dict[str, Any]:
    return {**_finding(one.finding, document), "by": one.by.value, "reason": one.reason or None}


def _finding(finding: Finding, document: Document) -> dict[str, Any]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.label,
        "sentence": finding.sentence,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.text,
        "message": finding.message,
        "probability": _rounded(finding.probability),
        "suggestion": finding.suggestion,
        "fingerprint": fingerprint(finding, document),
        "against": _place(finding.against, document.text),
        "evidence": [part for evidence in finding.evidence for part in _evidence(evidence)],
    }


def _place(span: Span | None, text: str) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _evidence(evidence: Evidence) -> list[dict[str, Any]]:
    """One entry a fact; those of one window carry the window's scores."""
    return [
        {
            "id": fact.id,
            "origin": fact.origin.value,
            "ref": fact.ref,
            "text": fact.text,
            "start": fact.sentence.span.start,
            "end": fact.sentence.span.end,
            "valid_from": fact.valid.start,
            "valid_to": fact.valid.end,
            "scores": _scores(evidence.scores),
        }
        for fact in evidence.premise
    ]


def _scores(scores: Scores | None) -> dict[str, float | None] | None:
    if scores is None:
        return None
    return {
        "entailment": _rounded(scores.entailment),
        "neutral": _rounded(scores.neutral),
        "contradiction": _rounded(scores.contradiction),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
