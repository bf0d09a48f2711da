"""The report as one HTML page that needs nothing beside it.

The page carries its own content-security policy: only the style sheet and the script that
stand in it may run, by their hashes, and nothing may be fetched.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from consistency.domain import (
    Evidence,
    Finding,
    Origin,
    Outcome,
    Report,
    Sentence,
    Severity,
    Span,
    Suppressed,
    VerdictKind,
)
from consistency.reports.diff import Piece, differing, pieces
from consistency.reports.flow import located, paragraphs, stretches
from consistency.reports.place import Places
from consistency.reports.quote import around, dates, shown

_HERE = Path(__file__).parent
_TITLES = {
    Outcome.PASSED: "Passed",
    Outcome.FAILED: "Failed",
    Outcome.REVIEW: "Needs review",
    Outcome.UNCHECKED: "Not passed: not all was checked",
}


class Said(NamedTuple):
    """A stretch of the judged sentence."""

    text: str
    differs: bool
    wrong: bool
    """Whether the finding names these words."""


class Mark(NamedTuple):
    """A stretch of the article with the findings that mark it."""

    text: str
    cards: Sequence[Card]
    ends: Sequence[Card]
    """Those that end here; their numbers stand behind it."""
    look: str
    """The class of its mark: the worst severity, or `suppressed`."""
    stop: bool
    """Whether the keyboard stops here, which it does once a finding."""


class Known(NamedTuple):
    """Evidence as it is shown."""

    where: str
    pieces: Sequence[Piece]
    notes: Sequence[str] = ()
    """When it holds, and what the model says of it, in words."""


class Card(NamedTuple):
    """A finding as it is shown."""

    number: int
    finding: Finding
    place: str
    said: Sequence[Said]
    known: Sequence[Known]
    suppressed: Suppressed | None


def render(*reports: Report) -> str:
    """One page for one article or several."""
    template = _environment().get_template("page.html.j2")
    views = []
    first = 1
    for number, report in enumerate(reports, start=1):
        view = _view(report, number, first)
        first += len(view["cards"])
        views.append(view)
    return template.render(
        views=views,
        policy=content_security_policy(),
        style=Markup(_asset("page.css")),
        script=Markup(_asset("page.js")),
        severities=sorted(Severity, reverse=True),
    )


def content_security_policy() -> str:
    """The policy under which the page works; a server may send it as a header too."""
    style, script = (_hash(_asset(name)) for name in ("page.css", "page.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _view(report: Report, number: int, first: int) -> Mapping[str, Any]:
    told: list[tuple[Finding, Suppressed | None]] = [(f, None) for f in report.findings]
    told += [(one.finding, one) for one in report.suppressed]
    told.sort(key=lambda one: (one[0].span, one[0].rule.code))
    places = Places(report.document.text)
    cards = [
        _card(report, finding, suppressed, places, first + n)
        for n, (finding, suppressed) in enumerate(told)
    ]
    findings = [finding for finding, _ in told]
    kinds = Counter(verdict.kind for verdict in report.verdicts)
    levels = Counter(finding.severity for finding in report.findings)
    return {
        "number": number,
        "report": report,
        "title": _TITLES[report.outcome],
        "why": [*map(str, report.breaches), *report.errors],
        "levels": levels,
        "bar": _bar(kinds, len(report.verdicts)),
        "review": sum(verdict.review for verdict in report.verdicts),
        "paragraphs": [
            (role.value, [(s, report.verdicts[s.index], _marks(s, findings, cards)) for s in run])
            for role, run in paragraphs(report.document)
        ],
        "cards": cards,
        "sentences": [
            (
                sentence,
                verdict,
                _known(report, places, sentence, verdict.evidence) if verdict.evidence else None,
            )
            for sentence, verdict in zip(report.document.sentences, report.verdicts, strict=True)
        ],
    }


def _bar(kinds: Mapping[VerdictKind, int], total: int) -> list[tuple[str, int, float, float]]:
    """Verdicts as `(kind, count, start, width)` in percent of the bar."""
    bar = []
    start = 0.0
    for kind in VerdictKind:
        if count := kinds.get(kind, 0):
            width = 100 * count / total
            bar.append((kind.value, count, round(start, 3), round(width, 3)))
            start += width
    return bar


def _marks(sentence: Sentence, findings: Sequence[Finding], cards: Sequence[Card]) -> list[Mark]:
    found = []
    for stretch in stretches(sentence, findings):
        own = [cards[n] for n in stretch.findings]
        live = [card.finding.severity for card in own if card.suppressed is None]
        look = max(live).label if live else "suppressed"
        ends = [cards[n] for n in stretch.ends]
        found.append(Mark(stretch.text, own, ends, look, bool(stretch.starts)))
    return found


def _card(
    report: Report, finding: Finding, suppressed: Suppressed | None, places: Places, number: int
) -> Card:
    sentence = report.document.sentences[finding.sentence]
    line, column = places.at(finding.span.start)
    return Card(
        number,
        finding,
        f"line {line}, column {column}",
        _said(sentence, finding),
        [
            *(_known(report, places, sentence, evidence) for evidence in finding.evidence),
            *_against(report, finding, places),
        ],
        suppressed,
    )


def _said(sentence: Sentence, finding: Finding) -> list[Said]:
    """The judged sentence: the words that the finding names, and those that differ."""
    first = finding.evidence[0].text if finding.evidence else sentence.text
    differs, _ = differing(sentence.text, first)
    wrong = [finding.span.start <= place < finding.span.end for _, place in located(sentence)]
    if all(wrong):  # the whole sentence is named, so only its differences tell anything
        wrong = [False] * len(wrong)
    runs = groupby(zip(sentence.text, differs, wrong, strict=True), key=lambda one: one[1:])
    return [Said("".join(one[0] for one in run), *flags) for flags, run in runs]


def _against(report: Report, finding: Finding, places: Places) -> list[Known]:
    """The place in the article that the finding is held against, where no evidence shows it."""
    if finding.against is None or shown(finding, finding.against):
        return []
    own = report.document.sentences[finding.sentence].text
    text = around(report.document, finding.against)
    _, differs = differing(own, text)
    return [Known(_elsewhere(places, finding.against), pieces(text, differs))]


def _elsewhere(places: Places, span: Span) -> str:
    return f"elsewhere in the article, line {places.at(span.start).line}"


def _known(report: Report, places: Places, sentence: Sentence, evidence: Evidence) -> Known:
    first = evidence.premise[0]
    own = first.origin is Origin.ARTICLE
    where = _elsewhere(places, first.sentence.span) if own else first.ref
    _, differs = differing(sentence.text, evidence.text)
    notes = []
    if dated := dates(evidence, report.document):
        notes.append(dated)
    if evidence.scores is not None and not evidence.exact:
        scores = evidence.scores
        notes.append(
            f"entailment {scores.entailment:.2f}, contradiction {scores.contradiction:.2f}"
        )
    return Known(f"{where} ({first.id})", pieces(evidence.text, differs), notes)
