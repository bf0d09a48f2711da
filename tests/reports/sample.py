"""One report with everything in it that a renderer can meet; made by hand, without a model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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

HEADING = "Acme grows, “fast”"
LINES = (
    HEADING,
    "[ad_1]",
    "Acme hired 40 people in Paris. It fired 7 <b>more</b> & moved to 日本 in 2019.",
    "It rained all day. =SUM(A1) was printed. Acme opened in Rome. It may open in Oslo.",
    "<script>alert(1)</script> said nobody.",
)
TEXT = "\n\n".join(LINES) + "\n"
SENTENCES = (
    (HEADING, SentenceRole.HEADING),
    ("[ad_1]", SentenceRole.ARTEFACT),
    ("Acme hired 40 people in Paris.", SentenceRole.BODY),
    ("It fired 7 <b>more</b> & moved to 日本 in 2019.", SentenceRole.BODY),
    ("It rained all day.", SentenceRole.BODY),
    ("=SUM(A1) was printed.", SentenceRole.BODY),
    ("Acme opened in Rome.", SentenceRole.BODY),
    ("It may open in Oslo.", SentenceRole.BODY),
    ("<script>alert(1)</script> said nobody.", SentenceRole.BODY),
)
MODEL = ModelInfo("sample-model", "0123456789abcdef" * 4)


def _sentences() -> tuple[Sentence, ...]:
    found = []
    start = 0
    for index, (words, role) in enumerate(SENTENCES):
        start = TEXT.index(words, start)
        found.append(Sentence(index, Span(start, start + len(words)), words, role))
        start += len(words)
    return tuple(found)


DOCUMENT = Document("news/a b.txt", TEXT, _sentences(), date(2024, 3, 12))


def fact(
    words: str, number: int, origin: Origin = Origin.SOURCE, valid: Validity | None = None
) -> Fact:
    ref = {Origin.SOURCE: "wire/a b.txt", Origin.FACTS: "facts.txt"}.get(origin, DOCUMENT.id)
    sentence = Sentence(number, Span(number * 50, number * 50 + len(words)), words)
    return Fact(f"{origin.value}:{number}", origin, ref, sentence, valid or Validity())


def finding(
    code: str,
    name: str,
    severity: Severity,
    words: str,
    message: str,
    probability: float,
    *evidence: Evidence,
    suggestion: str | None = None,
) -> Finding:
    start = TEXT.index(words)
    sentence = next(s for s in DOCUMENT.sentences if s.span.start <= start < s.span.end)
    return Finding(
        RuleInfo(code, name, f"The summary of {name}."),
        severity,
        sentence.index,
        Span(start, start + len(words)),
        words,
        message,
        probability,
        evidence,
        suggestion,
    )


HIRED = Evidence(2, (fact("Acme hired 14 people in Paris.", 1),), Scores(0.01, 0.04, 0.95), 0.9)
FIRED = Evidence(
    3,
    (
        fact("It fired 7 more.", 2),
        fact("It moved to Japan in 2017.", 3, Origin.FACTS, Validity("2017")),
    ),
    None,
)
OPENED = Evidence(7, (fact("Acme opened in Rome.", 6, Origin.ARTICLE),), Scores(0.1, 0.1, 0.8), 0.7)
NUMBER = finding(
    "FC301",
    "number-changed",
    Severity.ERROR,
    "40",
    "“40”; what is known says “14”",
    0.914,
    HIRED,
    suggestion="14",
)
WHOLE = finding(
    "FC101",
    "contradicted",
    Severity.ERROR,
    "It fired 7 <b>more</b> & moved to 日本 in 2019.",
    "what is known says otherwise",
    0.8,
    FIRED,
)
YEAR = finding("FC302", "date-changed", Severity.WARNING, "2019", "“2019”", 0.75, FIRED)
ARTEFACT = finding(
    "FC402", "artefact", Severity.NOTE, "[ad_1]", "left behind; remove it", 0.99, suggestion=""
)
_RAINED = TEXT.index("It rained")
ROME = replace(
    finding("FC204", "other-place", Severity.NOTE, "Rome", "another place was named", 0.65),
    against=Span(_RAINED, _RAINED + 9),
)
PRINTED = finding("FC102", "unsupported", Severity.WARNING, "=SUM(A1)", "nothing says this", 0.6)
OSLO = finding("FC201", "self-contradiction", Severity.ERROR, "Oslo", "excluded", 0.7, OPENED)

_VERDICTS = (
    Verdict(0, VerdictKind.SUPPORTED, 0.97, HIRED),
    Verdict(1, VerdictKind.UNCHECKED, None, None, "an artefact"),
    Verdict(2, VerdictKind.CONTRADICTED, 0.914, HIRED, "FC301 number-changed"),
    Verdict(3, VerdictKind.CONTRADICTED, 0.8, FIRED),
    Verdict(4, VerdictKind.UNCHECKED, None, OPENED, "the evidence is too weak to tell", True),
    Verdict(5, VerdictKind.UNSUPPORTED, 0.6, None),
    Verdict(6, VerdictKind.UNCHECKED, None, None, "nothing known speaks of it"),
    Verdict(7, VerdictKind.CONTRADICTED, 0.7, OPENED),
    Verdict(8, VerdictKind.UNCHECKED, None, None, "longer than the model's window; split it"),
)
_ANALYSIS = Analysis(
    Case(DOCUMENT),
    ((),) * len(SENTENCES),
    ((),) * len(SENTENCES),
    (),
    (),
    (HIRED, FIRED, OPENED),
    {},
    MODEL,
)
REPORT = Report(
    document=DOCUMENT,
    verdicts=_VERDICTS,
    findings=(ARTEFACT, NUMBER, WHOLE, YEAR, ROME),
    outcome=Outcome.FAILED,
    settings={"fail_on": "error", "thresholds": {"contradict": 0.8}},
    model=MODEL,
    analysis=_ANALYSIS,
    breaches=(Breach("error", 2, 0), Breach("review", 1, 0)),
    suppressed=(
        Suppressed(PRINTED, SuppressedBy.COMMENT, "checked by the desk"),
        Suppressed(OSLO, SuppressedBy.BASELINE),
    ),
    has_baseline=True,
    errors=("sentence 9 was not checked: longer than the model's window; split it",),
    notes=("line 12: there is no FC304 to suppress here; remove the comment",),
)
GREEN = replace(
    REPORT,
    document=replace(DOCUMENT, id="./green.txt"),
    verdicts=tuple(
        replace(v, kind=VerdictKind.SUPPORTED, review=False, probability=0.9) for v in _VERDICTS
    ),
    findings=(),
    suppressed=(),
    breaches=(),
    errors=(),
    notes=(),
    has_baseline=False,
    outcome=Outcome.PASSED,
)
UNREAD = replace(
    GREEN,
    document=Document("news/broken.txt", "", ()),
    verdicts=(),
    errors=("news/broken.txt: the file is empty; give a file with text in it",),
    outcome=Outcome.UNCHECKED,
)
