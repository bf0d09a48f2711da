"""The report as JUnit XML: an article is a suite, a sentence a test."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from consistency.domain import (
    Document,
    Finding,
    Outcome,
    Report,
    Sentence,
    VerdictKind,
)
from consistency.reports.place import Places
from consistency.reports.quote import grounds

TITLE = 80
"""Characters of a sentence that its test is named by."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""


def render(*reports: Report) -> str:
    """One suite an article.

    A sentence with a finding that fails the gate is a failed test, one that could not be
    told a skipped one. A last test, `gate`, fails wherever the article does not pass, so
    that a suite is never green when its article is not.
    """
    root = ET.Element("testsuites", name="consistency")
    for report in reports:
        root.append(_suite(report))
    ET.indent(root)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{ET.tostring(root, encoding='unicode')}\n"


def _suite(report: Report) -> ET.Element:
    wrong = {finding.sentence for finding in report.findings}
    cases = [
        _sentence(report, sentence)
        for sentence in report.document.sentences
        if sentence.is_claim or sentence.index in wrong
    ]
    cases.append(_gate(report))
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": sum(case.find("error") is not None for case in cases),
        "skipped": sum(case.find("skipped") is not None for case in cases),
    }
    name = _clean(report.document.id)
    suite = ET.Element("testsuite", {"name": name} | {k: str(n) for k, n in counts.items()})
    properties = ET.SubElement(suite, "properties")
    for key, value in (("outcome", report.outcome.value), ("model", report.model.id)):
        ET.SubElement(properties, "property", name=key, value=_clean(value))
    suite.extend(cases)
    return suite


def _sentence(report: Report, sentence: Sentence) -> ET.Element:
    text = " ".join(sentence.text.split())
    short = text if len(text) <= TITLE else f"{text[: TITLE - 1]}…"
    case = _case(report, f"{sentence.index + 1}: {short}")
    places = Places(report.document.text)
    case.set("line", str(places.at(sentence.span.start).line))
    verdict = report.verdicts[sentence.index]
    found = [f for f in report.findings if f.sentence == sentence.index]
    failing = [f for f in found if f.severity.label in report.fails]
    if failing:
        summary = "; ".join(f"{f.rule.code}: {f.message}" for f in failing)
        _child(
            case, "failure", _told(failing, report.document, places), summary, failing[0].rule.name
        )
    elif verdict.kind is VerdictKind.UNCHECKED and not found:
        _child(case, "skipped", "", verdict.reason)
    rest = [f for f in found if f not in failing]
    if rest:
        ET.SubElement(case, "system-out").text = _clean(_told(rest, report.document, places))
    return case


def _gate(report: Report) -> ET.Element:
    case = _case(report, "gate")
    why = [*map(str, report.breaches), *report.errors]
    if report.outcome in (Outcome.FAILED, Outcome.REVIEW):
        _child(case, "failure", "\n".join(why), "; ".join(why), report.outcome.value)
    elif report.outcome is Outcome.UNCHECKED:
        _child(case, "error", "\n".join(why), "; ".join(why), report.outcome.value)
    if report.notes:
        ET.SubElement(case, "system-out").text = _clean("\n".join(report.notes))
    return case


def _case(report: Report, name: str) -> ET.Element:
    file = _clean(report.document.id)
    return ET.Element("testcase", classname=file, name=_clean(name), file=file)


def _child(case: ET.Element, tag: str, text: str, message: str, kind: str = "") -> None:
    child = ET.SubElement(case, tag, message=_clean(message))
    if kind:
        child.set("type", kind)
    if text:
        child.text = _clean(text)


def _told(findings: Sequence[Finding], document: Document, places: Places) -> str:
    lines = []
    for finding in findings:
        line, column = places.at(finding.span.start)
        lines.append(
            f"{finding.severity.label} {finding.rule.code} at {line}:{column}, "
            f"“{finding.text}”: {finding.message}"
        )
        lines += grounds(finding, document)
    return "\n".join(lines)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
