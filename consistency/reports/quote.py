"""What a finding rests on, in lines of words."""

from __future__ import annotations

from consistency.domain import Document, Evidence, Finding, Origin, Span
from consistency.reports.place import Places


def quoted(evidence: Evidence, document: Document) -> str:
    """Where the evidence stands, its words, and both dates where it holds for a time only."""
    first = evidence.premise[0]
    dated = dates(evidence, document)
    return f"{first.ref} ({first.id}): “{evidence.text}”{f' ({dated})' if dated else ''}"


def dates(evidence: Evidence, document: Document) -> str:
    """When evidence holds, and of which day the article is; empty for what always holds."""
    held = dict.fromkeys(str(fact.valid) for fact in evidence.premise if fact.valid.bounded)
    if not held:
        return ""
    day = document.dateline
    told = f"the article is of {day}" if day else "the article's date is unknown"
    return f"holds {' and '.join(held)}; {told}"


def shown(finding: Finding, span: Span) -> bool:
    """Whether a sentence of the article that is cited as evidence holds the span already."""
    cited = [fact for evidence in finding.evidence for fact in evidence.premise]
    return any(f.origin is Origin.ARTICLE and f.sentence.span.overlaps(span) for f in cited)


def around(document: Document, span: Span) -> str:
    """The sentences of the article that a span touches, or its own words where it touches none."""
    touched = [s.text for s in document.sentences if s.span.overlaps(span)]
    return " ".join(touched) or span.of(document.text)


def grounds(finding: Finding, document: Document) -> list[str]:
    """One line for each piece of evidence, and one for another place in the article."""
    lines = [f"known: {quoted(evidence, document)}" for evidence in finding.evidence]
    if finding.against is not None:
        line, column = Places(document.text).at(finding.against.start)
        lines.append(f"against {line}:{column}: “{around(document, finding.against)}”")
    return lines
