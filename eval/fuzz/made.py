"""Documents and reports made by hand of whatever was drawn: no parser and no model is asked."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from consistency.domain import (
    Analysis,
    Breach,
    Case,
    Document,
    Evidence,
    Fact,
    Finding,
    ModelInfo,
    Origin,
    Outcome,
    Report,
    RuleInfo,
    Scores,
    Sentence,
    SentenceRole,
    Severity,
    Span,
    Suppressed,
    SuppressedBy,
    Validity,
    Verdict,
    VerdictKind,
)
from eval.fuzz.inputs import passage, piece, text

CODES = ("FC101", "FC202", "FC301", "FC402")
SENTENCE = re.compile(r"[^.\n\r]+\.?")


def document(random: Random) -> Document:
    """A text cut at its full stops."""
    given = f"{passage(random)} {text(random)}"
    spans = [Span(*match.span()) for match in SENTENCE.finditer(given)]
    sentences = tuple(
        Sentence(n, span, span.of(given), random.choice([*SentenceRole]))
        for n, span in enumerate(spans)
    )
    day = random.choice((None, date(2021, 3, 4)))
    return Document(text(random, 2) or "a.txt", given, sentences, day)


def findings(random: Random, document: Document, most: int = 4) -> tuple[Finding, ...]:
    """Findings at places of a document, in text order."""
    found = [
        _finding(random, document, random.choice(document.sentences))
        for _ in range(random.randrange(most + 1) if document.sentences else 0)
    ]
    return tuple(sorted(found, key=lambda finding: finding.span))


def report(random: Random) -> Report:
    """A report with something drawn in every place that comes from outside."""
    about = document(random)
    found = findings(random, about)
    live = found[random.randrange(2) :]
    aside = tuple(
        Suppressed(finding, random.choice([*SuppressedBy]), text(random, 3))
        for finding in found[: random.randrange(2)]
    )
    model = ModelInfo(piece(random), "0123456789abcdef" * 4)
    lines = tuple(text(random, 3) for _ in range(random.randrange(3)))
    return Report(
        document=about,
        verdicts=tuple(_verdict(random, sentence) for sentence in about.sentences),
        findings=live,
        outcome=random.choice([*Outcome]),
        settings={"fail_on": "error", "thresholds": {"contradict": 0.8}},
        model=model,
        analysis=Analysis(Case(about), (), (), (), (), (), {}, model),
        breaches=tuple(Breach(what, 1, 0) for what in ("error", "review")[: random.randrange(3)]),
        suppressed=aside,
        has_baseline=random.random() < 0.5,
        errors=lines,
        notes=lines[:1],
    )


def _finding(random: Random, document: Document, sentence: Sentence) -> Finding:
    start = random.randrange(sentence.span.start, sentence.span.end)
    span = Span(start, random.randint(start + 1, sentence.span.end))
    other = random.choice(document.sentences).span
    return Finding(
        RuleInfo(random.choice(CODES), "a-rule", "The summary."),
        random.choice([*Severity]),
        sentence.index,
        span,
        span.of(document.text),
        text(random, 4),
        random.random(),
        tuple(_evidence(random, sentence) for _ in range(random.randrange(3))),
        random.choice((None, "", text(random, 2))),
        random.choice((None, other)),
    )


def _evidence(random: Random, sentence: Sentence) -> Evidence:
    premise = []
    for number in range(random.randint(1, 2)):
        said = passage(random, 1) if random.random() < 0.7 else text(random, 5)
        held = random.choice((Validity(), Validity("2017"), Validity("2017", "2022-05-20")))
        told = Sentence(number, Span(number, number + len(said)), said)
        origin = random.choice([*Origin])
        premise.append(Fact(f"{origin}:{text(random, 1)}", origin, text(random, 2), told, held))
    scores = random.choice((None, Scores(0.1, 0.2, 0.7)))
    return Evidence(sentence.index, tuple(premise), scores, random.random())


def _verdict(random: Random, sentence: Sentence) -> Verdict:
    kind = random.choice([*VerdictKind])
    evidence = _evidence(random, sentence) if random.random() < 0.5 else None
    if kind is VerdictKind.UNCHECKED:
        return Verdict(sentence.index, kind, None, evidence, text(random, 2), evidence is not None)
    return Verdict(sentence.index, kind, random.random(), evidence)
