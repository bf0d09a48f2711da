"""The whole vocabulary: read this file first and you know the product.

Everything here is a frozen dataclass or an enum; everything elsewhere is a verb over these.
All spans are half-open character offsets into a text *as it was given*, never into a cleaned copy.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache
from math import exp, log
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range `[start, end)` in a text as given."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


_CONTENT = {"NOUN", "PROPN", "VERB", "NUM", "ADJ"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a Sentence with its place in the dependency parse (spaCy's labels)."""

    start: int
    """Offset of the first character in `Sentence.text` (not in the document)."""
    end: int
    text: str
    lemma: str
    pos: str
    """Universal part of speech: NOUN, PROPN, VERB ..."""
    tag: str
    """Penn Treebank tag: VBD, NNS ..."""
    dep: str
    """Dependency label: nsubj, dobj, prep ..."""
    head: int
    """Index of the governing token in the same sentence; a root governs itself."""
    entity: str = ""
    """Named-entity label (PERSON, GPE, ORG, DATE ...), or empty."""
    entity_start: bool = False
    """Whether a named entity begins at this token."""

    @property
    def is_content(self) -> bool:
        """Whether it is a content word, which means something by itself."""
        return self.pos in _CONTENT


class SentenceRole(StrEnum):
    """What a piece of web text is; only claims are scored."""

    BODY = "body"
    HEADING = "heading"
    FRAGMENT = "fragment"
    """A caption, byline, credit or list item: no statement to check."""
    ARTEFACT = "artefact"
    """Left behind by a scraper or spinner, such as `[ad_1]`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One unit of scoring."""

    index: int
    span: Span
    """Where it stands in the text as given."""
    text: str
    """Its words after unicode repair; equal to the given text where nothing was repaired."""
    role: SentenceRole = SentenceRole.BODY
    tokens: tuple[Token, ...] = ()
    offsets: tuple[int, ...] | None = None
    """For repaired text: the given-text offset of each character of `text`, and of its end."""

    @property
    def is_claim(self) -> bool:
        """Whether it stands where a text states something: its body and its headings."""
        return self.role in (SentenceRole.BODY, SentenceRole.HEADING)

    @property
    def is_question(self) -> bool:
        """Whether it ends in a question mark, within quotation marks or not."""
        return self.text.rstrip("\"'”’ ").endswith("?")

    @property
    def content_words(self) -> frozenset[str]:
        """Lemmas of its content words, in lower case."""
        return frozenset(t.lemma.lower() for t in self.tokens if t.is_content)

    def locate(self, start: int, end: int) -> Span:
        """The given-text span of the characters `text[start:end]`."""
        if self.offsets is None:
            return Span(self.span.start + start, self.span.start + end)
        last = self.offsets[end - 1] if end > start else self.offsets[start]
        return Span(self.offsets[start], max(last + 1, self.offsets[end]) if end > start else last)

    def locate_tokens(self, first: int, last: int) -> Span:
        """The given-text span of the tokens `first` to `last`, both included."""
        return self.locate(self.tokens[first].start, self.tokens[last].end)

    def words(self, first: int, last: int) -> str:
        """The text of the tokens `first` to `last`, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def children(self, index: int) -> Iterator[int]:
        """Indices of the tokens that `index` governs directly, in order."""
        return (i for i, t in enumerate(self.tokens) if t.head == index and i != index)

    def subtree(self, index: int, keep: Callable[[int], bool] = lambda _: True) -> tuple[int, ...]:
        """Indices of `index` and everything below it in the parse, in order.

        Args:
            index: a token.
            keep: whether a token below it belongs to it; what hangs on one that does not is out.
        """
        inside = {index}
        frontier = [index]
        while frontier:
            below = [i for i in self.children(frontier.pop()) if i not in inside and keep(i)]
            inside.update(below)
            frontier.extend(below)
        return tuple(sorted(inside))


@dataclass(frozen=True, slots=True)
class Document:
    """The rewritten text under check, already split."""

    id: str
    text: str
    """The text as given; every span counts its characters."""
    sentences: tuple[Sentence, ...]
    dateline: date | None = None
    """The day the article was published, where it says so."""


class Origin(StrEnum):
    """Where a Fact comes from."""

    FACTS = "facts"
    SOURCE = "source"
    ARTICLE = "article"
    """A sentence of the article under check, held against another of its sentences."""
    STARTER = "starter"
    """What every newsroom knows: evidence beside what was given, never instead of it."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a fact holds; both ends count, and an end that is not given is open.

    An end is an ISO date as exact as it is known: `2017-05-17`, `2017-05` or `2017`. A year
    alone says that the fact began or ended on some day of that year, so it surely holds only
    after the last day on which it may have begun and before the first on which it may have
    ended.

    Raises:
        ValueError: an end is no such date, or the end lies before the start.
    """

    start: str | None = None
    end: str | None = None

    def __post_init__(self) -> None:
        first, last = self.start and _days(self.start), self.end and _days(self.end)
        if first and last and last[1] < first[0]:
            raise ValueError(f"it would end ({self.end}) before it began ({self.start})")

    @property
    def bounded(self) -> bool:
        """Whether it has a start or an end at all."""
        return self.start is not None or self.end is not None

    @property
    def first_sure_day(self) -> date | None:
        """The first day on which the fact surely holds; `None` without a start."""
        return _days(self.start)[1] if self.start else None

    @property
    def last_sure_day(self) -> date | None:
        """The last day on which the fact surely holds; `None` without an end."""
        return _days(self.end)[0] if self.end else None

    def holds_on(self, day: date | None) -> bool:
        """Whether the fact surely holds on a day.

        On an unknown day (`None`) only what has not ended counts: it is what is known now.
        """
        if day is None:
            return self.end is None
        first, last = self.first_sure_day, self.last_sure_day
        return (first is None or first <= day) and (last is None or day <= last)

    def __str__(self) -> str:
        if self.start and self.end:
            return f"{self.start} to {self.end}"
        if self.start:
            return f"since {self.start}"
        return f"until {self.end}" if self.end else "always"


@lru_cache(maxsize=65536)
def _days(text: str) -> tuple[date, date]:
    """The first and last day of an ISO date that may lack its day or its month."""
    shape = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if shape is None:
        raise ValueError(f"{text!r} is no date such as 2017, 2017-05 or 2017-05-17")
    year, month, day = (int(part) if part else None for part in shape.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


ALWAYS = Validity()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known to hold: a row of a fact base or a sentence of the source article."""

    id: str
    """Stable and unique in its case, for instance `facts:3`."""
    origin: Origin
    ref: str
    """The file or collection it stands in, for the reader."""
    sentence: Sentence
    """Its text, parse, and span in the text it came from."""
    valid: Validity = ALWAYS
    """When it holds; outside that time it is no evidence."""

    @property
    def text(self) -> str:
        """The words of the fact."""
        return self.sentence.text


@dataclass(frozen=True, slots=True)
class Case:
    """A Document and the Facts of its own source article; what goes in."""

    document: Document
    source: tuple[Fact, ...] = ()
    """The sentences of the source article, in order; absence from them means something."""
    facts: tuple[Fact, ...] = ()
    """Further facts given for this document alone."""


class MentionKind(StrEnum):
    """The kinds of typed value that exact checks compare."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"
    TITLE = "title"
    """An office or nationality given to a person; the person's key is the label."""
    CALLED = "called"
    """What somebody is said to be, in words that may be no title."""
    SPEAKER = "speaker"
    """Whoever a statement is put in the mouth of."""
    CERTAINTY = "certainty"
    """The verb group of a clause, by which it is a plain fact or left open."""
    POLARITY = "polarity"
    """The words that deny a clause, or its verb group where none do."""
    ROLES = "roles"
    """An event with its parties, by who acts."""
    OPPOSITE = "opposite"
    """A word whose opposite the other text has in its place: "welcomed", "deplored"."""
    TERM = "term"
    """A set phrase or a part of one."""
    PARTY = "party"
    """Whoever or whatever a sentence names twice."""
    RELATION = "relation"
    """A small word that says which way round two things are: "from", "before", "more"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a range, so that "over a dozen" and "14" can agree."""

    low: float
    high: float
    unit: str = ""
    """Lower-case singular of what is counted or measured ("person", "usd", "%", "km")."""
    approximate: bool = False

    def agrees_with(self, other: Quantity) -> bool:
        """Whether both can be true of one thing: the ranges meet, give or take the rounding.

        A rounded number ("about 40", "1.5 million") agrees with what lies within 5 % of it.
        """
        slack = 0.05 if self.approximate or other.approximate else 0.0005
        reach = slack * max(abs(self.low), abs(other.low))
        return self.low <= other.high + reach and other.low <= self.high + reach


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of which only some parts may be said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""

    def agrees_with(self, other: Moment) -> bool:
        """Whether no part that both say differs."""
        mine = (self.year, self.month, self.day, self.weekday)
        theirs = (other.year, other.month, other.day, other.weekday)
        return all(a is None or b is None or a == b for a, b in zip(mine, theirs, strict=True))

    def comparable_with(self, other: Moment) -> bool:
        """Whether both say some part in common."""
        mine = (self.year, self.month, self.day, self.weekday)
        theirs = (other.year, other.month, other.day, other.weekday)
        return any(a is not None and b is not None for a, b in zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed value in a text: surface and normal form."""

    kind: MentionKind
    first: int
    """Index of its first token in the sentence."""
    last: int
    """Index of its last token, included."""
    span: Span
    """Where it stands in the text as given."""
    text: str
    value: Quantity | Moment | str
    """The normal form; for a name its key, for a quote its normalised words."""
    label: str = ""
    """The entity label of a name (PERSON, GPE, ORG, NORP ...)."""

    @classmethod
    def of(
        cls,
        kind: MentionKind,
        sentence: Sentence,
        first: int,
        last: int,
        value: Quantity | Moment | str,
        label: str = "",
    ) -> Mention:
        """The tokens `first` to `last` of a sentence, both included, as a typed value."""
        span, words = sentence.locate_tokens(first, last), sentence.words(first, last)
        return cls(kind, first, last, span, words, value, label)


@dataclass(frozen=True, slots=True)
class Argument:
    """One party to an event."""

    role: str
    """`agent`, `patient`, `recipient`, or a preposition such as `from`."""
    head: int
    """Index of its head token in the sentence."""
    first: int
    last: int
    """Indices of the first and last token of the phrase, included."""
    text: str
    key: str
    """Normal form by which two mentions of one party compare equal."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Who did what to whom: one event or state, active voice, converse verbs folded."""

    sentence: int
    """Index of the sentence that tells it (in its own document or fact list)."""
    verb: int
    """Index of the verb's token."""
    lemma: str
    """The verb after folding: "was sold by X to Y" and "Y bought from X" share it."""
    arguments: tuple[Argument, ...]
    negated: bool = False
    modal: str = ""
    """"may", "might", "could", "will", "plan to" ..., empty for a plain statement."""
    speaker: str = ""
    """Key of whoever the statement is attributed to, empty when the article says it itself."""

    @property
    def roles(self) -> frozenset[tuple[str, str]]:
        """Each party's role and key: what two Frames share of these, both tell alike."""
        return frozenset((a.role, a.key) for a in self.arguments)

    def argument(self, role: str) -> Argument | None:
        """The first argument with this role."""
        return next((a for a in self.arguments if a.role == role), None)


@dataclass(frozen=True, slots=True)
class Pair:
    """What the NLI model is asked."""

    premise: str
    hypothesis: str


@dataclass(frozen=True, slots=True)
class Scores:
    """The model's calibrated answer: three probabilities that sum to one."""

    entailment: float
    neutral: float
    contradiction: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Facts laid beside one sentence, with what the model says of the two."""

    sentence: int
    """Index of the document sentence that is judged."""
    premise: tuple[Fact, ...]
    """One fact, or neighbouring ones read as one text."""
    scores: Scores | None
    """`None` where an exact check cites a fact that the model was not asked about."""
    nearness: float = 0.0
    """How surely both speak of the same event, from 0 to 1."""
    exact: bool = False
    """Whether the premise repeats the sentence word for word (no model needed)."""
    part: Span | None = None
    """The words that it speaks of, where that is only a part of the sentence: what it says against
    the part it says against the whole, and what it says for the part it does not."""

    @property
    def text(self) -> str:
        """The premise as one text."""
        return " ".join(fact.text for fact in self.premise)


@dataclass(frozen=True, slots=True)
class Restatement:
    """A Mention in the rewrite laid beside the Mention in a Fact that it restates."""

    sentence: int
    said: Mention
    known: Mention
    fact: Fact
    agrees: bool
    """Whether both can hold of one thing."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """A Frame in the rewrite laid beside the Frame in a Fact that tells the same event."""

    sentence: int
    said: Frame
    known: Frame
    fact: Fact


@dataclass(frozen=True, slots=True)
class Known:
    """A Fact with what was read off it."""

    fact: Fact
    mentions: tuple[Mention, ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Retelling:
    """The source sentence that a sentence of the rewrite tells again."""

    sentence: int
    known: Known
    """The likest sentence of the source."""
    nearness: float
    """How like the two are, from 0 to 1."""
    beside: tuple[Known, ...] = ()
    """What else the rewrite may have drawn on: sentences nearly as like, and the neighbours."""
    facts: tuple[Known, ...] = ()
    """Facts given beside the source that tell much the same."""

    @property
    def around(self) -> tuple[Known, ...]:
        """All of the source that it may tell, the likest first."""
        return (self.known, *self.beside)


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that the article says in passing of a person, a body or an event.

    All traits of an article together are its own fact sheet.
    """

    sentence: int
    subject: str
    """Key of whom or what it is said of; for an event the keys of its parties."""
    attribute: str
    """`age`, `nationality`, `birthplace`, `founded`, `day of sign`, or, for what a verb counts,
    `destroy home then`."""
    value: Quantity | Moment | str
    span: Span
    """The words that give it, in the text as given."""
    text: str


class Shown(NamedTuple):
    """What all the evidence for a sentence shows (why these: docs/design/probability.md)."""

    best: float
    """Log-odds of the best entailment."""
    best_three: float
    """Mean log-odds of the three best: one lucky premise is not enough."""
    against: float
    """Log-odds of the strongest contradiction from the same event."""
    nearest: float
    """Log-odds of entailment by the premise that is nearest."""
    nearness: float
    """How near that is."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted for one model on development data (`models/recipe/fit_decision.py`)."""

    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Those of the judge that differ from its defaults."""
    error_weights: tuple[float, ...] | None = None
    """Logistic regression of "the sentence is wrong" on what its evidence shows
    (`Shown`): intercept and a weight for each trait; `None` leaves raw scores."""

    def __post_init__(self) -> None:
        """Raises ValueError where the weights are those of other traits."""
        if self.error_weights is not None and len(self.error_weights) != len(Shown._fields) + 1:
            raise ValueError(f"error_weights: {len(Shown._fields) + 1} numbers are needed")

    def error_probability(self, shown: Shown) -> float | None:
        """Calibrated probability that a sentence whose evidence shows this is wrong."""
        if self.error_weights is None:
            return None
        intercept, *weights = self.error_weights
        total = intercept + sum(w * x for w, x in zip(weights, shown, strict=True))
        return 1.0 / (1.0 + exp(-total))


def log_odds(probability: float) -> float:
    """log(p / (1 - p)), kept finite."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return log(kept / (1 - kept))


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model scored, so that no two models' figures are ever mixed up."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything measured about a Case before any threshold; can be kept and decided again."""

    case: Case
    mentions: tuple[tuple[Mention, ...], ...]
    """By sentence of the document."""
    frames: tuple[tuple[Frame, ...], ...]
    """By sentence of the document."""
    restatements: tuple[Restatement, ...]
    parallels: tuple[Parallel, ...]
    evidence: tuple[Evidence, ...]
    """Best first within a sentence; evidence from the article itself has origin ARTICLE."""
    unchecked: Mapping[int, str]
    """Sentences that could not be scored, with the reason."""
    model: ModelInfo
    sheet: tuple[Trait, ...] = ()
    """The article's own fact sheet, in reading order."""
    denied: tuple[Parallel, ...] = ()
    """Events that the article both tells and denies: the later beside the earlier."""
    retellings: tuple[Retelling, ...] = ()
    """Sentences that plainly tell a source sentence again, in reading order; at most one each."""
    inserted: tuple[int, ...] = ()
    """Sentences for which the source leaves nothing to tell, where they stand."""
    set_aside: int = 0
    """Known facts that were no evidence: outside their dates on the article's day."""


class VerdictKind(StrEnum):
    """What is known about one sentence."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision about one sentence and the evidence that decided."""

    sentence: int
    kind: VerdictKind
    probability: float | None
    """Calibrated probability that the verdict is right; `None` for UNCHECKED."""
    evidence: Evidence | None
    reason: str = ""
    """Why a sentence is unchecked."""
    review: bool = False
    """Whether a person should look: there is evidence, and it is too weak to tell."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """An Analysis with its Verdicts under the thresholds in force; what a rule looks at."""

    analysis: Analysis
    verdicts: tuple[Verdict, ...]
    thresholds: Mapping[str, float]
    """The probabilities in force: `support`, `unsupported`, `contradict`, `contradict_fact`,
    `self_contradict`."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the document."""
        return self.analysis.case.document.sentences

    def claims(self) -> Iterator[Sentence]:
        """The sentences that state something: body and headings."""
        return (s for s in self.sentences if s.is_claim)

    def at_odds(self, *kinds: MentionKind) -> Iterator[Restatement]:
        """Values laid beside the known values that they restate and do not agree with."""
        return (r for r in self.analysis.restatements if r.said.kind in kinds and not r.agrees)

    def evidence_for(self, sentence: int, *origins: Origin) -> Iterator[Evidence]:
        """Evidence for one sentence, from these origins only (all when none is named)."""
        for evidence in self.analysis.evidence:
            if evidence.sentence == sentence and (
                not origins or evidence.premise[0].origin in origins
            ):
                yield evidence


class Severity(IntEnum):
    """How much a finding matters; ordered."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """Lower-case name, as settings and reports write it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule's name plate, carried by each of its findings."""

    code: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend."""

    rule: RuleInfo
    severity: Severity
    sentence: int
    span: Span
    """The wrong words, in the text as given."""
    text: str
    message: str
    probability: float
    """Calibrated probability that this is a real error."""
    evidence: tuple[Evidence, ...] = ()
    suggestion: str | None = None
    """Words that would put it right, where the evidence gives them."""
    against: Span | None = None
    """The other place in the article that these words cannot stand beside, where there is one."""


class SuppressedBy(StrEnum):
    """What keeps a finding from the gate."""

    COMMENT = "comment"
    """A comment in the article itself."""
    BASELINE = "baseline"
    """A file of findings that were known before."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is told and no longer counts."""

    finding: Finding
    by: SuppressedBy
    reason: str = ""
    """What the comment gives as the reason."""


class Outcome(StrEnum):
    """What the gate says of an article; only the first is green."""

    PASSED = "passed"
    FAILED = "failed"
    """More findings than the gate allows."""
    REVIEW = "review"
    """More sentences that could not be told than the gate allows: a person has to look."""
    UNCHECKED = "unchecked"
    """The article, or a part of it, could not be checked at all."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One limit of the gate that an article exceeds."""

    what: str
    """`error`, `warning`, `note`, or `review` for sentences that could not be told."""
    found: int
    allowed: int

    def __str__(self) -> str:
        named = "sentence" if self.what == "review" else self.what
        left = " to review" if self.what == "review" else ""
        plural = "s" * (self.found != 1)
        return f"{self.found} {named}{plural}{left}, at most {self.allowed} allowed"


@dataclass(frozen=True, slots=True)
class Report:
    """What comes out."""

    document: Document
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    """Those that count; see `suppressed` for the others."""
    outcome: Outcome
    settings: Mapping[str, Any]
    """The settings in force, as plain values."""
    model: ModelInfo
    analysis: Analysis
    breaches: tuple[Breach, ...] = ()
    """The limits that it exceeds; why it failed."""
    suppressed: tuple[Suppressed, ...] = ()
    """Findings that are told and do not count."""
    has_baseline: bool = False
    """Whether findings known before were set aside, so that those that count are new."""
    errors: tuple[str, ...] = ()
    """What could not be checked, in words; a report with errors never passes in silence."""
    notes: tuple[str, ...] = ()
    """What the reader should know of how it was checked; no fault of the article."""
    _decide: Callable[..., Report] | None = field(default=None, repr=False, compare=False)

    @property
    def passed(self) -> bool:
        """Whether the gate lets the article through."""
        return self.outcome is Outcome.PASSED

    @property
    def fails(self) -> frozenset[str]:
        """The levels (`error`, `warning`, `note`) whose findings fail the gate."""
        return frozenset(breach.what for breach in self.breaches)

    def rethreshold(self, **changes: Any) -> Report:
        """Decides again under changed settings, without asking the model.

        Args:
            **changes: fields of `Settings`, for instance `fail_on="warning"`.

        Raises:
            BadSettings: a field is unknown or its value out of range.
        """
        if self._decide is None:  # pragma: no cover - every Checker sets it
            raise TypeError("this report was not made by a Checker and cannot be decided again")
        return self._decide(self.analysis, **changes)


def entities_of(sentence: Sentence) -> Sequence[tuple[int, int, str]]:
    """Named entities as `(first token, last token, label)`, in order."""
    found: list[tuple[int, int, str]] = []
    for i, token in enumerate(sentence.tokens):
        if not token.entity:
            continue
        if token.entity_start or not found or found[-1][1] != i - 1:
            found.append((i, i, token.entity))
        else:
            first, _, label = found[-1]
            found[-1] = (first, i, label)
    return found
