"""FC202: a party acts on itself, or a place is doubled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from consistency.domain import Argument, Finding, Frame, Judgement, Sentence, Severity
from consistency.rules.base import Flags, Passes, Rule

AGAINST = {"by", "from", "against", "with", "to", "at", "on", "over"}
PLACES = {"in", "from", "at", "to", "near", "into"}


class SelfReference(Rule):
    """A party acts on itself, or a place is doubled.

    Spinners replace a pronoun or the second party by the first: "Russia rejected suggestions
    by Russia", "teleconferenced in Moscow from Moscow". Within one clause, the agent's name
    must not come back as the patient or behind "by", "from" or "against", and two
    prepositions of place must not share one place. Needs no facts.

    Cannot see: parties that act on themselves under two names ("Moscow was the Kremlin's
    target"), and repetitions across clauses, which are often right.
    """

    code = "FC202"
    name = "self-reference"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags("Russia rejected earlier suggestions by ‹Russia› that it may attack."),
        Flags("The session was held by video ‹in Moscow from Moscow› on Tuesday."),
        Flags("Germany accused ‹Germany› of breaking the treaty."),
        Passes("Russia accused Russia's critics of lying."),
        Passes("Paris Saint-Germain beat Paris FC on Sunday."),
        Passes("The train runs from New York to New York State's border."),
        Passes("He lives in New York, New York, with his family."),
        Passes("Paris, in a rebuke to Moscow, accused Moscow of blocking the talks."),
        Passes("Donfried shared more information on Donfried's trip to Moscow."),
        Passes("The ministers met face to face and talked from day to day."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields the second mention of a party or place inside one clause."""
        for sentence in judgement.claims():
            for frame in judgement.analysis.frames[sentence.index]:
                agent = frame.argument("agent")
                yield from self._acts_on_itself(judgement, sentence, frame, agent)
                yield from self._doubled_place(judgement, sentence, frame)

    def _acts_on_itself(
        self, judgement: Judgement, sentence: Sentence, frame: Frame, agent: Argument | None
    ) -> Iterator[Finding]:
        if agent is None or not _is_party(sentence, agent):
            return
        for other in frame.arguments:
            if other.role not in AGAINST and other.role not in {"patient", "recipient"}:
                continue
            if other.head != agent.head and _same(sentence, agent, other):
                span = sentence.locate_tokens(other.first, other.last)
                yield self.finding(
                    judgement,
                    sentence,
                    span,
                    f"{agent.text} acts on itself; another party was meant",
                )

    def _doubled_place(
        self, judgement: Judgement, sentence: Sentence, frame: Frame
    ) -> Iterator[Finding]:
        places = [a for a in frame.arguments if a.role in PLACES and _is_named(sentence, a)]
        for one, other in pairwise(places):
            if (
                one.role != other.role
                and _same(sentence, one, other)
                and one.last + 2 == other.first
            ):
                span = sentence.locate_tokens(one.first - 1, other.last)
                yield self.finding(
                    judgement, sentence, span, "the same place twice; one of them was another"
                )


def _is_named(sentence: Sentence, argument: Argument) -> bool:
    return sentence.tokens[argument.head].pos == "PROPN"


def _is_party(sentence: Sentence, argument: Argument) -> bool:
    """A country, body or the like; people of one surname are not one person."""
    return _is_named(sentence, argument) and sentence.tokens[argument.head].entity != "PERSON"


def _same(sentence: Sentence, one: Argument, other: Argument) -> bool:
    """The same words, not merely the same country under two names."""
    bare = {"the", "a", "an"}
    words = [
        [
            t.text.lower()
            for t in sentence.tokens[a.first : a.last + 1]
            if t.text.lower() not in bare
        ]
        for a in (one, other)
    ]
    return words[0] == words[1]
