"""FC202: a party acts on itself, or a place is doubled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from consistency.domain import (
    Argument,
    Finding,
    Frame,
    Judgement,
    Mention,
    MentionKind,
    Sentence,
    Severity,
)
from consistency.rules.base import Flags, Passes, Rule

AGAINST = {"by", "from", "against", "with", "to", "at", "on", "over", "of"}
PLACES = {"in", "from", "at", "to", "near", "into"}
TOWARDS = {"to", "into", "for"}
TRANSFER = {"give", "return", "hand", "repatriate", "restore", "sell", "lend", "extradite", "cede"}
"""Verbs whose giver and receiver are two."""
BODIES = {"authorities", "authority", "government"}
"""Words behind a nationality that mean the state itself."""
_ACTING = {"AUX", "VERB", "PART", "ADV", "ADJ"}
_BESIDE = {"det", "amod", "compound", "nmod", "poss", "case", "nummod"}
_BARE = {"the", "a", "an"}


class SelfReference(Rule):
    """A party acts on itself, or a place is doubled.

    Spinners replace a pronoun or the second party by the first: "Russia rejected suggestions
    by Russia", "teleconferenced in Moscow from Moscow". Within one clause, whoever acts must
    not come back as the patient or behind "by", "to", "from", "of" or "against": not by its
    name, not as the same "the central government", not a person by the surname alone, and not
    as its own authorities where something changes hands. Two prepositions of place must not
    share one place, and no way leads from a place to itself. All this needs no facts. Beside the
    source sentence that a sentence tells again, whatever a sentence names twice must not stand
    there only once, unless a pronoun of the source is told by its name, another word beside it
    makes it a second thing, or two parties come back together.

    Cannot see: parties that act on themselves under two other names ("Moscow was the
    Kremlin's target", "the jury … the jurors"), parties that a pronoun names, and
    repetitions across clauses that no source is given for, which are often right.
    """

    code = "FC202"
    name = "self-reference"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags("Russia rejected earlier suggestions by ‹Russia› that it may attack."),
        Flags("The session was held by video ‹in Moscow from Moscow› on Tuesday."),
        Flags("Germany accused ‹Germany› of breaking the treaty."),
        Flags("The regional council was sued by ‹the regional council› over the road."),
        Flags("The inspectors travelled ‹from Lisbon to Lisbon› by train."),
        Flags("Lorries took the crates from Porto ‹to a hall in Porto›."),
        Flags("The guests flew ‹out of Lisbon to Lisbon› on Monday."),
        Flags("Four paintings were returned to ‹Norway› by the Norwegian authorities."),
        Flags("Erik Sander, the treasurer, admitted to handing the money to ‹Sander›."),
        Flags("Norvik was ready to pay ‹Norvik› by way of compensation."),
        Flags("A return of the drum was asked of Norway by ‹Norway›."),
        Flags(
            "It was the police who cleared ‹the police› on Tuesday.",
            source="Danish police cleared the town hall on Tuesday because of a parcel.",
        ),
        Flags(
            "The guard, from whom ‹the guard› might have had help, is off work.",
            source="The brothers may have had help from a guard, who has been suspended.",
        ),
        Flags(
            "Unanimous backing for Harjula's offer came from the ‹Harjula› board.",
            source="The board of Harjula unanimously recommended the offer.",
        ),
        Passes(
            "The board said that the board had met in the spring.",
            source="The board said that it met in spring.",
        ),
        Passes(
            "The upper house passed it, and the lower house is to take it up.",
            source="The measure passed and now goes to the lower house.",
        ),
        Passes(
            "The city sues the developer, and the developer blames the city.",
            source="The city has sued a developer over a shopping centre.",
        ),
        Passes(
            "Her case is heard in May, with years in jail in case of a conviction.",
            source="The hearing of the case is in May, and years in jail await a convict.",
        ),
        Passes("Russia accused Russia's critics of lying."),
        Passes("Paris Saint-Germain beat Paris FC on Sunday."),
        Passes("The train runs from New York to New York State's border."),
        Passes("He lives in New York, New York, with his family."),
        Passes("Paris, in a rebuke to Moscow, accused Moscow of blocking the talks."),
        Passes("Donfried shared more information on Donfried's trip to Moscow."),
        Passes("The ministers met face to face and talked from day to day."),
        Passes("The council of Arlen sued the council of Bexley."),
        Passes("Anna Sander and Erik Sander were there; Sander thanked Sander."),
        Passes("A man was hit by a man on a bicycle."),
        Passes("Anna Sander was succeeded by Erik Sander."),
        Passes("Aid was brought to Haiti by the Haitian authorities."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields the second mention of a party or place inside one clause."""
        bearers = _bearers(judgement)
        for sentence in judgement.claims():
            frames = judgement.analysis.frames[sentence.index]
            steps = _steps(sentence)
            for frame in frames:
                yield from self._acts_on_itself(judgement, sentence, frame, bearers)
                yield from self._hands_to_itself(judgement, sentence, frame, steps)
            yield from self._verb_between(judgement, sentence)
            yield from self._doubled_place(judgement, sentence, steps)
        for restated in judgement.at_odds(MentionKind.PARTY):
            yield self.beside(
                judgement,
                restated,
                f"“{restated.said.text}” stands here twice; the source has another party",
            )

    def _acts_on_itself(
        self,
        judgement: Judgement,
        sentence: Sentence,
        frame: Frame,
        bearers: Mapping[str, set[str]],
    ) -> Iterator[Finding]:
        frames = judgement.analysis.frames[sentence.index]
        agent = frame.argument("agent") or _doer(sentence, frame, frames)
        if agent is None:
            return
        for other in frame.arguments:
            if other.role not in AGAINST | {"patient", "recipient"} or other.head == agent.head:
                continue
            if _same_party(sentence, agent, other, bearers):
                wrong = max(agent, other, key=lambda a: a.head)
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.locate_tokens(wrong.first, wrong.last),
                    f"{agent.text} acts on itself; another party was meant",
                )

    def _hands_to_itself(
        self, judgement: Judgement, sentence: Sentence, frame: Frame, steps: Sequence[_Step]
    ) -> Iterator[Finding]:
        """Yields "returned to Norway by the Norwegian authorities"."""
        agent = frame.argument("agent")
        if agent is None or frame.lemma not in TRANSFER:
            return
        words = _words(sentence, agent)
        if len(words) != 2 or words[1] not in BODIES:
            return
        named = {
            m.last: m.value
            for m in judgement.analysis.mentions[sentence.index]
            if m.kind is MentionKind.NAME
        }
        state = named.get(agent.head - 1)
        for step in steps:
            to_itself = state is not None and named.get(step.last) == state and not step.inside
            if to_itself and step.word == "to" and _verb(sentence, step) == frame.verb:
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.locate_tokens(step.last, step.last),
                    f"{agent.text} acts on itself; another party was meant",
                )

    def _verb_between(self, judgement: Judgement, sentence: Sentence) -> Iterator[Finding]:
        """Yields the later of two equal names with nothing but a verb or "by" between them."""
        names = [
            m for m in judgement.analysis.mentions[sentence.index] if m.kind is MentionKind.NAME
        ]
        for one, other in pairwise(names):
            if one.text == other.text and _is_acted_on(sentence, one, other):
                yield self.finding(
                    judgement,
                    sentence,
                    other.span,
                    f"{one.text} acts on itself; another party was meant",
                )

    def _doubled_place(
        self, judgement: Judgement, sentence: Sentence, steps: Sequence[_Step]
    ) -> Iterator[Finding]:
        for n, one in enumerate(steps):
            for other in steps[n + 1 :]:
                if one.name != other.name or not _belong(sentence, one, other):
                    continue
                way = one.word == "from" and other.word in TOWARDS
                beside = one.last + 1 == other.first and one.word != other.word
                plain = one.word in PLACES and other.word in PLACES and not other.inside
                if not way and not (beside and plain):
                    continue
                first = one.first if one.last + 1 == other.first and not other.inside else None
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.locate_tokens(other.first if first is None else first, other.last),
                    "the same place twice; one of them was another",
                )


def _doer(sentence: Sentence, frame: Frame, frames: Sequence[Frame]) -> Argument | None:
    """Who does what hangs on a preposition: "Sander admitted to handing the money over"."""
    token = sentence.tokens[frame.verb]
    if token.dep != "pcomp":
        return None
    above = sentence.tokens[token.head].head
    governor = next((f for f in frames if f.verb == above), None)
    # "Accused Sander of handing": then the patient is the doer.
    if governor is None or governor.argument("patient") is not None:
        return None
    return governor.argument("agent")


def _words(sentence: Sentence, argument: Argument) -> list[str]:
    """The words of a phrase without its article."""
    tokens = sentence.tokens[argument.first : argument.last + 1]
    return [t.text.lower() for t in tokens if t.text.lower() not in _BARE]


def _bearers(judgement: Judgement) -> dict[str, set[str]]:
    """The full names in the article that end in each surname."""
    found: dict[str, set[str]] = {}
    for mentions in judgement.analysis.mentions:
        for name in mentions:
            words = str(name.value).split() if name.kind is MentionKind.NAME else []
            if len(words) > 1 and name.label == "PERSON":
                found.setdefault(words[-1], set()).add(" ".join(words))
    return found


def _same_party(
    sentence: Sentence, one: Argument, other: Argument, bearers: Mapping[str, set[str]]
) -> bool:
    """The same words, not merely the same country under two names."""
    head, fellow = sentence.tokens[one.head], sentence.tokens[other.head]
    if head.entity == "PERSON" or fellow.entity == "PERSON":
        mine, theirs = _full_name(sentence, one.head), _full_name(sentence, other.head)
        if len(mine) > 1 and len(theirs) > 1:
            return mine == theirs
        # People of one surname are not one person, unless only one in the article bears it.
        return mine[-1] == theirs[-1] and len(bearers.get(mine[-1], ())) == 1
    if _words(sentence, one) != _words(sentence, other):
        return False
    if head.pos == "PROPN":
        return True
    return all(_is_definite(sentence, a) for a in (one, other))


def _full_name(sentence: Sentence, head: int) -> list[str]:
    """The proper nouns that end in a head, so far as they are one name."""
    first = head
    while first and sentence.tokens[first - 1].entity == "PERSON":
        first -= 1
    return [t.text.lower() for t in sentence.tokens[first : head + 1]]


def _is_definite(sentence: Sentence, argument: Argument) -> bool:
    """Whether "the" makes a common noun one thing or group, with nothing behind it."""
    head = sentence.tokens[argument.head]
    article = sentence.tokens[argument.first].text.lower() == "the"
    behind = any(c > argument.head for c in sentence.children(argument.head))
    return head.tag in {"NN", "NNS"} and article and argument.last == argument.head and not behind


def _is_acted_on(sentence: Sentence, one: Mention, other: Mention) -> bool:
    """Whether one name governs or is governed by the other, by what stands between them."""
    tokens = sentence.tokens
    between = tokens[one.last + 1 : other.first]
    person = "PERSON" in {one.label, other.label}
    if person and one.first == one.last:
        return False  # people of one surname
    if tokens[other.last].dep not in {"dobj", "pobj", "dative"}:
        return False
    if tokens[one.last].dep in {"compound", "poss", "amod", "nmod", "conj"}:
        return False
    if [t.text.lower() for t in between] in (["by"], ["against"]):
        return True
    return any(t.pos == "VERB" for t in between) and all(t.pos in _ACTING for t in between)


class _Step(NamedTuple):
    """A preposition with the place it names."""

    word: str
    above: int
    """Index of the token that it hangs on."""
    first: int
    last: int
    """Its first and last token."""
    name: tuple[str, ...]
    inside: bool = False
    """Whether the place only says where the thing is: "to a hall in Porto"."""


def _steps(sentence: Sentence) -> list[_Step]:
    """Every preposition with a named place or the like behind it, in order."""
    found: list[_Step] = []
    for place, token in enumerate(sentence.tokens):
        if token.dep != "prep":
            continue
        word, above, first = token.text.lower(), token.head, place
        governor = sentence.tokens[above]
        if word == "of" and governor.text.lower() == "out" and above == place - 1:
            word, above, first = "from", governor.head, above
        for child in sentence.children(place):
            if sentence.tokens[child].dep != "pobj":
                continue
            name = _name(sentence, child)
            if name:
                found.append(_Step(word, above, first, child, name))
            elif word in TOWARDS:
                found += _inside(sentence, word, above, first, child)
    return found


def _inside(sentence: Sentence, word: str, above: int, first: int, thing: int) -> Iterator[_Step]:
    # Whatever the parser hangs it on: "to the hall in Porto" stands together.
    place = thing + 1
    if place >= len(sentence.tokens) or sentence.tokens[place].text.lower() not in {"in", "at"}:
        return
    for child in sentence.children(place):
        name = _name(sentence, child)
        if name:
            yield _Step(word, above, first, child, name, inside=True)


def _name(sentence: Sentence, head: int) -> tuple[str, ...]:
    """The words of a named place, empty where it is none or part of more."""
    if sentence.tokens[head].pos != "PROPN":
        return ()
    if any(sentence.tokens[c].dep == "conj" for c in sentence.children(head)):
        return ()
    beside = [c for c in sentence.children(head) if sentence.tokens[c].dep in _BESIDE]
    words = [sentence.tokens[i].text.lower() for i in sorted([*beside, head])]
    return tuple(w for w in words if w not in _BARE)


def _belong(sentence: Sentence, one: _Step, other: _Step) -> bool:
    """Whether both hang on one verb or noun, or the later on the earlier's place."""
    return other.above in (one.above, one.last) or _verb(sentence, one) == _verb(sentence, other)


def _verb(sentence: Sentence, step: _Step) -> int:
    """The verb above a step."""
    place = step.above
    while sentence.tokens[place].pos != "VERB" and sentence.tokens[place].head != place:
        place = sentence.tokens[place].head
    return place
