"""What a finding rests on, in lines of words."""

from __future__ import annotations

from consistency.domain import Document, Evidence, Finding, Span
from consistency.reports.place import Places


def quoted(evidence: Evidence) -> str:
    """Where the evidence stands, and its words."""
    first = evidence.premise[0]
    return f"{first.ref} ({first.id}): “{evidence.text}”"


def around(document: Document, span: Span) -> str:
    """The sentences of the article that a span touches, or its own words where it touches none."""
    touched = [s.text for s in document.sentences if s.span.overlaps(span)]
    return " ".join(touched) or span.of(document.text)


def grounds(finding: Finding, document: Document) -> list[str]:
    """One line for each piece of evidence, and one for another place in the article."""
    lines = [f"known: {quoted(evidence)}" for evidence in finding.evidence]
    if finding.against is not None:
        line, column = Places(document.text).at(finding.against.start)
        lines.append(f"against {line}:{column}: “{around(document, finding.against)}”")
    return lines
