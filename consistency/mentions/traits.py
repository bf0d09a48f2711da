"""What a sentence says in passing of people, bodies and events.

Ages, nationalities, founding years, birthplaces, days and counts of what happened.

Precision first: only forms that hardly ever mean anything else are read. Traits are values as
said; whether two of them can both hold is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from consistency.domain import (
    Argument,
    Frame,
    Mention,
    MentionKind,
    Moment,
    Quantity,
    Sentence,
    Trait,
)
from consistency.mentions.names import UNKNOWN, aliases, name_key
from consistency.mentions.occasion import is_shifted

ONCE = {"die", "bear", "marry", "found", "establish", "buy", "acquire", "elect", "appoint",
        "arrest", "sink", "explode", "collapse", "resign", "jail", "abolish", "inaugurate",
        "sign", "adopt", "ratify", "annex", "assassinate", "murder"}  # fmt: skip
"""Verbs of what befalls the same parties once, so that it has one day."""
FOUNDED = {"found", "establish"}
COUNTING = {"destroy", "employ", "kill", "injure", "wound", "arrest", "sack", "close", "build",
            "buy", "sink", "evacuate", "rescue", "detain", "displace", "deliver", "seize",
            "flatten", "hire", "recall", "cancel"}  # fmt: skip
"""Verbs whose object is counted once for one party and occasion."""
_YEARS_OLD = re.compile(r"^(\d{1,3})-year-old$")
_OLDEST = 110
_PERSON = {"PERSON", UNKNOWN}
_BESIDE_NAME = {"compound", "amod", "nmod", "appos", "flat"}
_ANOTHER = {"another", "other", "more", "further", "additional", "first", "second", "third", "last",
            "next", "previous", "earlier", "later", "extra"}  # fmt: skip


def traits_of(
    sentence: Sentence, mentions: Sequence[Mention], frames: Sequence[Frame]
) -> tuple[Trait, ...]:
    """Everything that goes on the fact sheet, in order.

    Args:
        sentence: a parsed sentence.
        mentions: its typed values.
        frames: its events.
    """
    people = [m for m in mentions if m.kind is MentionKind.NAME and m.label in _PERSON and m.value]
    found = [
        *_ages(sentence, people),
        *_nationalities(sentence, mentions, people),
        *_happenings(sentence, mentions, frames),
    ]
    return tuple(sorted(found, key=lambda t: (t.span, t.attribute, t.subject)))


def _trait(
    sentence: Sentence,
    subject: str,
    attribute: str,
    value: Quantity | Moment | str,
    first: int,
    last: int,
) -> Trait:
    span = sentence.locate_tokens(first, last)
    words = sentence.words(first, last)
    return Trait(sentence.index, subject, attribute, value, span, words)


def _ages(sentence: Sentence, people: Sequence[Mention]) -> Iterator[Trait]:
    """Ages: "Anna Petit, 54, ...", "54-year-old Anna Petit", "the 54-year-old, Anna Petit"."""
    for person in people:
        for first, last, years in _ages_beside(sentence, person):
            if 0 < years <= _OLDEST:
                value = Quantity(float(years), float(years), "year")
                yield _trait(sentence, str(person.value), "age", value, first, last)


def _ages_beside(sentence: Sentence, person: Mention) -> Iterator[tuple[int, int, int]]:
    tokens = sentence.tokens
    after = tokens[person.last + 1 : person.last + 5]
    words = [t.text.lower() for t in after]
    closing = {",", ".", ")", "and", "who"}
    if len(words) > 2 and words[0] in {",", "("} and words[1].isdigit() and words[2] in closing:
        yield person.last + 2, person.last + 2, int(words[1])
    elif len(words) > 3 and words[:2] == [",", "aged"] and words[2].isdigit():
        yield person.last + 3, person.last + 3, int(words[2])
    # spaCy parts "54-year-old" into five tokens: 54 - year - old.
    place = person.first - 1
    if place >= 0 and tokens[place].text == ",":
        place -= 1
    if place >= 4 and [t.text.lower() for t in tokens[place - 3 : place + 1]] == [
        "-",
        "year",
        "-",
        "old",
    ]:
        years = tokens[place - 4].text
        if years.isdigit():
            yield place - 4, place, int(years)
    elif place >= 0 and (match := _YEARS_OLD.match(tokens[place].text.lower())):
        yield place, place, int(match[1])


def _nationalities(
    sentence: Sentence, mentions: Sequence[Mention], people: Sequence[Mention]
) -> Iterator[Trait]:
    """Countries: "Italian geologist Anna Petit", "Anna Petit, an Italian", "the Italian Petit"."""
    tokens = sentence.tokens
    norps = [m for m in mentions if m.kind is MentionKind.NAME and m.label == "NORP"]
    for norp in norps:
        country = str(norp.value)
        if country not in _countries() or norp.first != norp.last or _is_cut(sentence, norp):
            continue
        noun = tokens[norp.last].head if tokens[norp.last].dep == "amod" else norp.last
        for person in people:
            if _names_person(sentence, noun, person):
                yield _trait(
                    sentence, str(person.value), "nationality", country, norp.first, norp.last
                )


def _countries() -> frozenset[str]:
    return frozenset(aliases().values())


def _is_cut(sentence: Sentence, mention: Mention) -> bool:
    """Whether a hyphen or "and" joins more to it ("British-born", "French and German")."""
    beside = (mention.first - 1, mention.last + 1)
    words = {sentence.tokens[i].text.lower() for i in beside if 0 <= i < len(sentence.tokens)}
    return bool(words & {"-", "–", "and", "or", "/"})


def _names_person(sentence: Sentence, noun: int, person: Mention) -> bool:
    """Whether a noun ("geologist") describes a person, beside the name or in apposition."""
    tokens = sentence.tokens
    if tokens[noun].tag not in {"NN", "NNP"} or tokens[noun].pos not in {"NOUN", "PROPN"}:
        return False
    # "Geologist Petit": the noun stands right before the name and hangs on it.
    if noun + 1 == person.first:
        return tokens[noun].dep in _BESIDE_NAME and tokens[noun].head == person.last
    # "Petit, a geologist": the noun is an apposition to the name, with a comma between.
    return (
        tokens[noun].dep == "appos"
        and tokens[noun].head == person.last
        and tokens[person.last + 1].text == ","
        and tokens[min(person.last + 2, len(tokens) - 1)].text.lower() in {"a", "an", "the"}
        and noun - person.last <= 6
    )


def _happenings(
    sentence: Sentence, mentions: Sequence[Mention], frames: Sequence[Frame]
) -> Iterator[Trait]:
    """Days, birthplaces and counts of what plainly happened."""
    for frame in frames:
        if frame.negated or frame.modal or frame.speaker:
            continue
        if _is_supposed(sentence, frame.verb):
            continue
        parties = _parties(sentence, frame)
        if parties and frame.lemma in ONCE:
            yield from _days(sentence, mentions, frame, parties)
        if parties and frame.lemma == "bear":
            yield from _birthplace(sentence, frame, parties)
        if frame.lemma in COUNTING:
            yield from _counts(sentence, mentions, frame)


def _parties(sentence: Sentence, frame: Frame) -> str:
    """The keys of agent and patient, if each that there is has a name; else nothing."""
    found = [a for a in (frame.argument("agent"), frame.argument("patient")) if a is not None]
    if not found or any(sentence.tokens[a.head].pos != "PROPN" for a in found):
        return ""
    return " + ".join(f"{a.role} {a.key}" for a in found)


def _is_supposed(sentence: Sentence, verb: int) -> bool:
    """Whether an event is only asked, supposed or told of another time."""
    marks = {"if", "whether", "unless", "when", "after", "before", "until", "since"}
    return sentence.is_question or any(
        sentence.tokens[c].dep in {"mark", "advmod"} and sentence.tokens[c].text.lower() in marks
        for c in sentence.children(verb)
    )


def _days(
    sentence: Sentence, mentions: Sequence[Mention], frame: Frame, parties: str
) -> Iterator[Trait]:
    inside = {a.head for a in frame.arguments if a.role in {"in", "on"}}
    inside |= {
        c for c in sentence.children(frame.verb) if sentence.tokens[c].dep in {"npadvmod", "tmod"}
    }
    for date in mentions:
        if date.kind is MentionKind.DATE and inside & set(range(date.first, date.last + 1)):
            attribute = "founded" if frame.lemma in FOUNDED else f"day of {frame.lemma}"
            subject = _founded(frame) if frame.lemma in FOUNDED else parties
            if subject:
                yield _trait(sentence, subject, attribute, date.value, date.first, date.last)


def _founded(frame: Frame) -> str:
    patient = frame.argument("patient")
    return patient.key if patient is not None else ""


def _birthplace(sentence: Sentence, frame: Frame, parties: str) -> Iterator[Trait]:
    place = frame.argument("in")
    if place is not None and sentence.tokens[place.head].entity in {"GPE", "LOC"}:
        words = name_key(place.text)
        yield _trait(sentence, parties, "birthplace", words, place.first, place.last)


def _counts(sentence: Sentence, mentions: Sequence[Mention], frame: Frame) -> Iterator[Trait]:
    """Counts, as in "the storm destroyed 14 homes": what one party did to how many."""
    agent, patient = frame.argument("agent"), frame.argument("patient")
    if agent is None or patient is None or not _is_known(sentence, agent):
        return
    words = {t.text.lower() for t in sentence.tokens[patient.first : patient.last + 1]}
    # "14 homes in Arlen" and "19 homes in Bexley", "310 now" and "250 in 2019" are two counts.
    elsewhere = any(
        a.role not in {"agent", "patient"}
        and (sentence.tokens[a.head].pos == "PROPN" or sentence.tokens[a.head].entity)
        for a in frame.arguments
    )
    if elsewhere or words & _ANOTHER or is_shifted(sentence):
        return
    tense = "now" if sentence.tokens[frame.verb].tag in {"VBZ", "VBP"} else "then"
    for number in mentions:
        if number.kind is not MentionKind.NUMBER or not isinstance(number.value, Quantity):
            continue
        if patient.first <= number.first <= number.last < patient.head:
            unit = sentence.tokens[patient.head].lemma.lower()
            attribute = f"{frame.lemma} {unit} {tense}"
            yield _trait(sentence, agent.key, attribute, number.value, number.first, number.last)


def _is_known(sentence: Sentence, agent: Argument) -> bool:
    """Whether a party is the same one wherever it is named: by a name, or by "the" alone."""
    first = sentence.tokens[agent.first].text.lower()
    return sentence.tokens[agent.head].pos == "PROPN" or (
        first == "the" and agent.last == agent.head and sentence.tokens[agent.head].tag == "NN"
    )
