"""Values in the rewrite laid beside the values in the facts that they restate.

Precision first: a value is compared only where both texts speak of the same thing, and a
value that any near fact agrees with is never held against another. What was given comes first:
a starter fact is laid beside a value only where no given fact is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from consistency.analysis.worked_out import is_worked_out
from consistency.domain import (
    Fact,
    Mention,
    MentionKind,
    Moment,
    Origin,
    Quantity,
    Restatement,
    Sentence,
)
from consistency.mentions.durations import times_of
from consistency.mentions.extract import mentions_of
from consistency.mentions.names import related, same_name
from consistency.mentions.quotes import normal
from consistency.mentions.titles import clash

LIKE = 0.55
"""Nearness from which a shared verb makes it one event."""
SAME = 0.65
"""Nearness from which the two say the same thing."""
SLIP_LIKE = 0.45
"""Nearness from which a date with one part changed, or a count of like size, is a slip."""
SLIP_FAR = 0.28
"""The same where the day of the month, or two parts of the date, are the known ones: chance would
hardly make them so."""
LIKE_SIZE = 2.0
"""Counts that lie within this factor of each other may be one count, changed."""
QUOTE_LIKENESS = 60.0
"""rapidfuzz ratio from which two quotations are two wordings of one."""

Near = Sequence[tuple[Fact, tuple[Mention, ...], float]]
_COUNTED = {MentionKind.NUMBER, MentionKind.MONEY, MentionKind.PERCENT}


def align(sentence: Sentence, mentions: Sequence[Mention], facts: Near) -> tuple[Restatement, ...]:
    """Lays each mention beside the known mention that it restates, if there is one.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        facts: near facts with their own mentions and their nearness (0…1), best first.
    """
    found: list[Restatement] = []
    for said in mentions:
        if said.kind in _COUNTED:
            found += _unless_worked_out(
                said, _first(sentence, said, _numbers(sentence, said, facts))
            )
        elif said.kind is MentionKind.DATE:
            found += _first(sentence, said, _dates(sentence, said, facts))
        elif said.kind is MentionKind.NAME:
            found += _first(sentence, said, _names(sentence, said, mentions, facts))
        elif said.kind is MentionKind.QUOTE:
            found += _first(sentence, said, _quotes(said, facts))
        elif said.kind is MentionKind.TITLE:
            found += _titles(sentence, said, facts)
    return tuple(found)


Candidate = tuple[bool, float, Mention, Fact]
"""Whether it agrees, how alike the contexts are, the known mention, and its fact."""


def _first(sentence: Sentence, said: Mention, candidates: Iterable[Candidate]) -> list[Restatement]:
    """What was given wins; of that an agreeing value; else the one in the likest context."""
    best = max(candidates, key=lambda c: (_is_given(c[3]), c[0], c[1]), default=None)
    return (
        []
        if best is None
        else [Restatement(sentence.index, said, best[2], best[3], agrees=best[0])]
    )


def _unless_worked_out(said: Mention, found: list[Restatement]) -> list[Restatement]:
    """Nothing where a number of a source is only another of its numbers, or made of two of them."""
    for one in found:
        if one.agrees or one.fact.origin is not Origin.SOURCE:
            return found
        known = [*mentions_of(one.fact.sentence), *times_of(one.fact.sentence)]
        if is_worked_out(said, [m for m in known if isinstance(m.value, Quantity)]):
            return []
    return found


def _is_given(fact: Fact) -> bool:
    return fact.origin is not Origin.STARTER


def _numbers(sentence: Sentence, said: Mention, facts: Near) -> Iterator[Candidate]:
    assert isinstance(said.value, Quantity)
    for fact, mentions, near in facts:
        for known in mentions:
            if known.kind not in _COUNTED or not isinstance(known.value, Quantity):
                continue
            agrees = said.value.agrees_with(known.value)
            if agrees and (known.kind is said.kind or said.value.unit == known.value.unit):
                yield True, near, known, fact
                continue
            if known.kind is not said.kind or said.value.unit != known.value.unit:
                continue
            if _same_context(sentence, said, fact.sentence, known, near) or (
                _is_single(fact)
                and near >= SLIP_LIKE
                and _is_miscount(said.value, known.value)
                and _counted(sentence, said) == _counted(fact.sentence, known) != ""
            ):
                yield False, near, known, fact


def _dates(sentence: Sentence, said: Mention, facts: Near) -> Iterator[Candidate]:
    assert isinstance(said.value, Moment)
    for fact, mentions, near in facts:
        for known in mentions:
            if known.kind is not MentionKind.DATE or not isinstance(known.value, Moment):
                continue
            if not said.value.comparable_with(known.value):
                continue
            if said.value.agrees_with(known.value):
                yield True, near, known, fact
            elif _same_context(sentence, said, fact.sentence, known, near) or (
                _is_single(fact) and near >= _slip_from(said.value, known.value)
            ):
                yield False, near, known, fact


def _is_single(fact: Fact) -> bool:
    """Whether a fact says one thing; a sentence of a source tells several, each of its own day."""
    return fact.origin is not Origin.SOURCE


def _slip_from(said: Moment, known: Moment) -> float:
    """The nearness from which two dates are one with a part changed; above 1 where they are not."""
    parts = [(name, getattr(said, name), getattr(known, name)) for name in ("year", "month", "day")]
    both = [(name, a == b) for name, a, b in parts if a is not None and b is not None]
    kept = {name for name, same in both if same}
    if len(both) - len(kept) != 1 or not kept:
        return 2.0
    return SLIP_FAR if "day" in kept or len(kept) > 1 else SLIP_LIKE


def _is_miscount(said: Quantity, known: Quantity) -> bool:
    """Whether two counts are of like size: neither is a part or a multiple of the other."""
    low, high = sorted((said.low, known.low))
    return 0 < high <= LIKE_SIZE * low


def _counted(sentence: Sentence, mention: Mention) -> str:
    """What a number counts or measures: its unit, else the noun above it ("magnitude 5.6")."""
    assert isinstance(mention.value, Quantity)
    if mention.value.unit:
        return mention.value.unit
    return _lemma_above(sentence, mention.last, {"NOUN"})


def _names(
    sentence: Sentence, said: Mention, mentions: Sequence[Mention], facts: Near
) -> Iterator[Candidate]:
    own = [m for m in mentions if m.kind is MentionKind.NAME]
    for fact, known_mentions, near in facts:
        names = [m for m in known_mentions if m.kind is MentionKind.NAME]
        for known in names:
            if _may_be_one(said, known) or said.text.lower() in fact.text.lower():
                yield True, near, known, fact
            elif (
                near >= SAME
                and known.label == said.label
                and _slot(sentence, said) == _slot(fact.sentence, known)
                and not any(_may_be_one(m, known) for m in own)
            ):
                yield False, near, known, fact


def _may_be_one(said: Mention, known: Mention) -> bool:
    one, other = str(said.value), str(known.value)
    return same_name(one, other) or related(one, other)


def _quotes(said: Mention, facts: Near) -> Iterator[Candidate]:
    words = str(said.value)
    for fact, mentions, _ in facts:
        if words in normal(fact.text):
            yield True, 100.0, said, fact
            continue
        for known in mentions:
            if known.kind is MentionKind.QUOTE:
                likeness = fuzz.ratio(words, str(known.value))
                if likeness >= QUOTE_LIKENESS:
                    yield False, likeness, known, fact


class TitlesSoFar:
    """The offices that an article has given people so far, each once.

    A person is looked up by surname, and keeps the first fact of each office, so that the cost
    of an article grows with its length and no faster.
    """

    def __init__(self) -> None:
        self._by_surname: dict[str, dict[tuple[str, str], tuple[Fact, Mention]]] = {}

    def align(self, sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Restatement, ...]:
        """The article's own earlier words on the offices that a sentence gives people."""
        found: list[Restatement] = []
        for said in mentions:
            if said.kind is MentionKind.TITLE:
                known = self._by_surname.get(_surname(said), {}).values()
                found += _titles(sentence, said, [(fact, (title,), 1.0) for fact, title in known])
        return tuple(found)

    def add(self, fact: Fact, mentions: Sequence[Mention]) -> None:
        """Remembers the offices that a sentence gives people."""
        for title in mentions:
            if title.kind is MentionKind.TITLE:
                offices = self._by_surname.setdefault(_surname(title), {})
                offices.setdefault((title.label, str(title.value)), (fact, title))


def _surname(title: Mention) -> str:
    return title.label.split()[-1] if title.label else ""


def _titles(sentence: Sentence, said: Mention, facts: Near) -> list[Restatement]:
    """Every known office of the same person; near or not, it is about that person."""
    found = [
        Restatement(
            sentence.index, said, known, fact, agrees=not clash(str(said.value), str(known.value))
        )
        for fact, mentions, _ in facts
        for known in mentions
        if known.kind is MentionKind.TITLE and same_name(said.label, known.label)
    ]
    return [one for one in found if _is_given(one.fact)] or found


def _same_context(
    sentence: Sentence, said: Mention, other: Sentence, known: Mention, near: float
) -> bool:
    """The same verb governs both values of like sentences, or they are nearly the same."""
    return near >= SAME or (near >= LIKE and _same_verb(sentence, said, other, known))


def _same_verb(sentence: Sentence, said: Mention, other: Sentence, known: Mention) -> bool:
    verbs = {"VERB", "AUX"}
    one = _lemma_above(sentence, said.last, verbs)
    return one == _lemma_above(other, known.last, verbs) != ""


def _lemma_above(sentence: Sentence, place: int, wanted: set[str]) -> str:
    """The lemma of the first word of some part of speech from a token up; empty without one."""
    seen = set()
    while place not in seen:
        seen.add(place)
        if sentence.tokens[place].pos in wanted:
            return sentence.tokens[place].lemma.lower()
        place = sentence.tokens[place].head
    return ""


def _slot(sentence: Sentence, mention: Mention) -> tuple[str, str]:
    """Where a name stands: its dependency, and the word that governs it."""
    token = sentence.tokens[mention.last]
    governor = sentence.tokens[token.head]
    if governor.pos == "ADP":
        above = sentence.tokens[governor.head]
        return f"{token.dep}:{governor.text.lower()}", above.lemma.lower()
    return token.dep, governor.lemma.lower()
