"""What a part of a sentence calls somebody, beside what a known fact says that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consistency.analysis.at_odds import at_odds
from consistency.analysis.parts import Part
from consistency.domain import Fact, MentionKind, Origin, Restatement, Sentence
from consistency.mentions.described import PLACES, described
from consistency.mentions.names import name_key, same_name


def called(sentence: Sentence, part: Part, facts: Iterable[Fact]) -> Iterator[Restatement]:
    """A part that says in other words what somebody is, beside each fact that says it too.

    Whether the two exclude each other is left to whoever knows the model's scores.
    """
    noun = _noun(sentence, part)
    if noun is None:
        return
    for fact in facts:
        known = described(fact.sentence) if fact.origin is Origin.FACTS else None
        if known is None or not _is_called(sentence, noun, known.name):
            continue
        other = fact.sentence.tokens[known.noun]
        # "A partner in a law firm" may be much else.
        single = not _is_one_of_many(fact.sentence, known.noun)
        if single and sentence.tokens[noun].lemma != other.lemma:
            said, kept = (part.first, part.last), (known.noun, known.noun)
            yield at_odds(MentionKind.CALLED, sentence, said, fact, kept)


def _noun(sentence: Sentence, part: Part) -> int | None:
    """The noun of a part that says what a person is; nothing where it says something else."""
    inside = range(part.first, part.last + 1)
    noun = next((i for i in inside if sentence.tokens[i].head not in inside), None)
    # A minister may well be a doctor besides, but hardly "the police chief".
    if noun is None or sentence.tokens[part.first].text.lower() in {"a", "an"}:
        return None
    return noun if sentence.tokens[noun].pos in {"NOUN", "PROPN"} else None


def _is_one_of_many(sentence: Sentence, noun: int) -> bool:
    below = (sentence.tokens[child] for child in sentence.children(noun))
    return any(token.dep == "det" and token.text.lower() in {"a", "an"} for token in below)


def _is_called(sentence: Sentence, noun: int, name: str) -> bool:
    """Whether a noun stands beside the name of a person."""
    above = sentence.tokens[noun].head
    beside = [above, *(c for c in sentence.children(noun) if sentence.tokens[c].dep == "appos")]
    return any(_is_of(sentence, place, name) for place in beside)


def _is_of(sentence: Sentence, place: int, name: str) -> bool:
    """Whether a token ends a name."""
    first = place
    while first and sentence.tokens[first - 1].pos == "PROPN":
        first -= 1
    token = sentence.tokens[place]
    # A company is many things at once.
    if token.entity in {*PLACES, "ORG"}:
        return False
    return token.pos == "PROPN" and same_name(name_key(sentence.words(first, place)), name)
