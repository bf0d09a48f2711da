"""What a rule is: code, name, severity, docs, examples and one check."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from consistency.domain import (
    Evidence,
    Fact,
    Finding,
    Judgement,
    Restatement,
    RuleInfo,
    Sentence,
    Severity,
    Span,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must flag or pass; the wrong words stand between ‹ and ›."""

    marked: str
    facts: tuple[str, ...] = ()
    source: str | None = None

    @property
    def text(self) -> str:
        """The article text without the marks."""
        return self.marked.replace("‹", "").replace("›", "")

    @property
    def spans(self) -> tuple[Span, ...]:
        """The marked ranges, as offsets into `text`."""
        found: list[Span] = []
        start = shift = 0
        for offset, char in enumerate(self.marked):
            if char == "‹":
                start = offset - shift
                shift += 1
            elif char == "›":
                found.append(Span(start, offset - shift))
                shift += 1
        return tuple(found)


class Flags(Example):
    """An example that the rule flags, with the marked words as span."""


class Passes(Example):
    """An example that looks similar and that the rule leaves alone."""


class Rule(ABC):
    """One kind of error; its docstring is its page, its examples are its tests.

    The first docstring line is the summary. The page must say what the rule cannot see.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    examples: ClassVar[tuple[Example, ...]]
    supersedes: ClassVar[tuple[str, ...]] = ()
    """Codes of vaguer rules whose findings on the same words this rule makes needless."""

    def __init__(self, reliability: float) -> None:
        self.reliability = reliability
        """Measured share of this rule's findings that are real errors; an exact rule's
        probability (`reliability.json`, made by `models/recipe/fit_decision.py`)."""

    @classmethod
    def info(cls) -> RuleInfo:
        """The rule's name plate."""
        return RuleInfo(cls.code, cls.name, (cls.__doc__ or "").strip().splitlines()[0])

    @abstractmethod
    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields what is wrong, in text order."""

    def beside(
        self,
        judgement: Judgement,
        restated: Restatement,
        message: str,
        *,
        suggestion: str | None = None,
        against: Span | None = None,
    ) -> Finding:
        """A finding on what a sentence says, citing the fact that it was laid beside."""
        return self.finding(
            judgement,
            judgement.sentences[restated.sentence],
            restated.said.span,
            message,
            facts=(restated.fact,),
            suggestion=suggestion,
            against=against,
        )

    def instead(self, judgement: Judgement, restated: Restatement) -> Finding:
        """A finding on a value that stands where what is known has another, which would mend it."""
        said, known = restated.said.text, restated.known.text
        message = f"“{said}”; what is known says “{known}”"
        return self.beside(judgement, restated, message, suggestion=known)

    def finding(
        self,
        judgement: Judgement,
        sentence: Sentence,
        span: Span,
        message: str,
        *,
        facts: tuple[Fact, ...] = (),
        evidence: tuple[Evidence, ...] = (),
        suggestion: str | None = None,
        probability: float | None = None,
        against: Span | None = None,
    ) -> Finding:
        """Builds a finding at `span`, citing facts (with the model's scores where known).

        What the article betrays by itself also names `against`, the other place.
        """
        cited = evidence + tuple(
            next(
                (e for e in judgement.evidence_for(sentence.index) if e.premise == (fact,)),
                Evidence(sentence.index, (fact,), None),
            )
            for fact in facts
        )
        return Finding(
            rule=self.info(),
            severity=self.severity,
            sentence=sentence.index,
            span=span,
            text=span.of(judgement.analysis.case.document.text),
            message=message,
            probability=self.reliability if probability is None else probability,
            evidence=cited,
            suggestion=suggestion,
            against=against,
        )
