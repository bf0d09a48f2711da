"""Values of a sentence that are not those of the source sentence it tells again.

`align` lays values side by side where verb or slot agree, which a spinner seldom leaves. Here
the source sentence is known, so that a value which nothing around it agrees with can be laid
beside a value of the same sort that the rewrite does not give: it stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from lemminflect import getAllLemmas
from rapidfuzz import fuzz

from consistency.analysis.compare.own import Own, words
from consistency.analysis.worked_out import is_worked_out
from consistency.domain import (
    Fact,
    Known,
    Mention,
    MentionKind,
    Moment,
    Quantity,
    Restatement,
    Retelling,
    Sentence,
)
from consistency.mentions.durations import times_of
from consistency.mentions.names import UNKNOWN, aliases, lies_in, related, same_name
from consistency.mentions.titles import OFFICES

COUNTED = frozenset({MentionKind.NUMBER, MentionKind.MONEY, MentionKind.PERCENT})
DATES = frozenset({MentionKind.DATE})
NAMES = frozenset({MentionKind.NAME})
LONG = 8
"""Letters of a name that no other words make by chance."""
APART = 1000.0
"""Times that a number may be another and still stand for it."""
APART_IN_TIME = 30.0
"""The same for lengths of time: "days" for "months" at most."""
STEM = 5
"""Letters that words of one family begin with."""
SPELLING = 75.0
"""rapidfuzz ratio from which two words of names are spellings of one."""
_FORMS = {"mr", "m", "dr", "sir", "dame"}
"""Forms of address, less their plural."""
_TIMES = {"times", "fold", "score"}
_JOINING = {"of", "the", "and", "for", "de", "du", "la", "von", "van"}
_PLACES = {"GPE", "LOC", "FAC", "NORP"}

Agree = Callable[[Mention, Mention], bool]


def restate(
    sentence: Sentence, mentions: Sequence[Mention], told: Retelling, own: Own
) -> tuple[Restatement, ...]:
    """Values that stand in the place of others, each beside the one it replaces.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        told: the source sentence that it tells again.
        own: the article's own source and facts.
    """
    found = [
        *_replaced(sentence, mentions, told, own, COUNTED, _same_number),
        *_replaced(sentence, mentions, told, own, DATES, _same_date),
        *_retimed(sentence, told),
        *_renamed(sentence, mentions, told, own),
    ]
    return tuple(found)


def _replaced(
    sentence: Sentence,
    mentions: Sequence[Mention],
    told: Retelling,
    own: Own,
    kinds: frozenset[MentionKind],
    same: Agree,
) -> Iterator[Restatement]:
    """Numbers and dates that none around agrees with, beside one that is not given."""
    said = [m for m in mentions if m.kind in kinds and not _is_single(m)]
    if not said:
        return
    counts = _counts(told) if kinds == COUNTED else []
    around = _of(kinds, (*told.around, *own.facts))
    everywhere = own.mentions(kinds)
    missing = [
        (fact, known)
        for fact, known in _of(kinds, (told.known, *told.facts))
        if not _is_dateline(fact, known)
        and not _is_single(known)
        and not any(same(m, known) for m in said)
    ]
    for one in said:
        if counts and (_multiplies(sentence, one) or is_worked_out(one, counts)):
            continue
        elsewhere = any(same(one, m) for _, m in everywhere)
        for fact, known in missing:
            if not _comparable(one, known) or (elsewhere and not _one_unit(one, known)):
                continue
            # That the facts say "in March" does not excuse "9 March" for "7 March".
            if not any(same(one, m) and _as_exact(one, m, known) for _, m in around):
                yield Restatement(sentence.index, one, known, fact, agrees=False)
                break


def _counts(told: Retelling) -> list[Mention]:
    """Every number that the sentence may draw on, ages and lengths of time among them."""
    around = (*told.around, *told.facts)
    return [m for _, m in _of(COUNTED, around)] + [
        m for k in around for m in times_of(k.fact.sentence)
    ]


def _multiplies(sentence: Sentence, number: Mention) -> bool:
    """Whether a number says how often another is taken: "three times", "three score"."""
    after = sentence.tokens[number.last + 1 : number.last + 2]
    return any(t.text.lower() in _TIMES for t in after)


def _retimed(sentence: Sentence, told: Retelling) -> Iterator[Restatement]:
    """Ages and lengths of time that none around agrees with, beside one that is not given."""
    said = list(times_of(sentence))
    around = _counts(told)
    missing = [
        known
        for known in times_of(told.known.fact.sentence)
        if not any(_same_number(m, known) for m in said)
    ]
    for one in said:
        if any(_same_number(one, m) for m in around):
            continue
        for known in missing:
            if _one_unit(one, known) and not _far_apart(one, known, APART_IN_TIME):
                yield Restatement(sentence.index, one, known, told.known.fact, agrees=False)
                break


def _of(kinds: frozenset[MentionKind], known: Iterable[Known]) -> list[tuple[Fact, Mention]]:
    return [(k.fact, m) for k in known for m in k.mentions if m.kind in kinds]


def _same_number(one: Mention, other: Mention) -> bool:
    a, b = one.value, other.value
    return isinstance(a, Quantity) and isinstance(b, Quantity) and a.agrees_with(b)


def _same_date(one: Mention, other: Mention) -> bool:
    a, b = one.value, other.value
    return (
        isinstance(a, Moment)
        and isinstance(b, Moment)
        and a.comparable_with(b)
        and a.agrees_with(b)
    )


def _comparable(one: Mention, other: Mention) -> bool:
    """Whether two values are of a sort that can stand for each other."""
    a, b = one.value, other.value
    if isinstance(a, Moment) and isinstance(b, Moment):
        return a.comparable_with(b)
    if _far_apart(one, other, APART):
        return False
    # "24 million" may be short for a sum of money.
    bare = isinstance(a, Quantity) and not a.unit and other.kind is MentionKind.MONEY
    return one.kind is other.kind or bare


def _is_single(mention: Mention) -> bool:
    """Whether a number is no more than "one", which seldom counts, or a "million" left alone."""
    one = isinstance(mention.value, Quantity) and mention.value.low == mention.value.high == 1
    return one or mention.text.lower() in {"hundred", "thousand", "million", "billion"}


def _far_apart(one: Mention, other: Mention, most: float) -> bool:
    """Whether no slip of the pen, not even "billion" for "million", turns one into the other."""
    if not isinstance(one.value, Quantity) or not isinstance(other.value, Quantity):
        return False
    small, large = sorted((abs(one.value.high), abs(other.value.high)))
    return large > most * small


def _as_exact(one: Mention, other: Mention, known: Mention) -> bool:
    """Whether a date says as much of another as the one that it may stand for."""
    a, b, c = one.value, other.value, known.value
    if not isinstance(a, Moment) or not isinstance(b, Moment) or not isinstance(c, Moment):
        return True
    return len(_parts(a, b)) >= len(_parts(a, c))


def _parts(one: Moment, other: Moment) -> list[str]:
    names = ("year", "month", "day", "weekday")
    return [n for n in names if None not in (getattr(one, n), getattr(other, n))]


def _one_unit(one: Mention, other: Mention) -> bool:
    a, b = one.value, other.value
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit == b.unit
    return True


def _is_dateline(fact: Fact, known: Mention) -> bool:
    """Whether a date stands in the "BONN, Jan 31 -" that opens an agency's story."""
    words = [t.text for t in fact.sentence.tokens[: known.last + 2]]
    return known.kind is MentionKind.DATE and words[-1] in {"-", "–", "—"}


def _renamed(
    sentence: Sentence, mentions: Sequence[Mention], told: Retelling, own: Own
) -> Iterator[Restatement]:
    """Names that nothing known has, beside one of the same sort that is not given."""
    said = [m for m in mentions if m.kind is MentionKind.NAME and m.value]
    every = [m for _, m in own.mentions(NAMES)]
    near = [m for _, m in _of(NAMES, (told.known, *told.facts))]
    for one in said:
        if (
            _is_office(one)
            or not one.text[-1].isalnum()
            or _stands_in(one.text, own)
            or one.value in own.countries
            or _opens_as_a_word(sentence, one)
            or _is_country_of(one, every)
        ):
            continue
        if any(_is_one(one, m) for m in every):
            continue
        # A capital may stand for its country; but "in Riga" is no Latvia.
        if any(_may_stand_for(one, m) for m in (near if _is_whereabouts(sentence, one) else every)):
            continue
        missing = [
            (fact, known)
            for fact, known in _of(NAMES, (told.known,))
            if not any(_is_one(m, known) or _may_stand_for(m, known) for m in said)
            and not _is_office(known)
        ]
        alike = [pair for pair in missing if _one_sort(one, pair[1])]
        if alike:
            fact, known = max(alike, key=lambda pair: fuzz.ratio(one.text, pair[1].text))
            yield Restatement(sentence.index, one, known, fact, agrees=False)


def _stands_in(name: str, own: Own) -> bool:
    """Whether a name is there, as words or, if it is long, however it is parted."""
    spelt = " ".join(words(name))
    joined = spelt.replace(" ", "")
    plain = any(f" {form} " in own.text for form in (spelt, spelt.removesuffix("s")))
    return plain or (len(joined) >= LONG and joined in own.letters)


def _is_office(name: Mention) -> bool:
    """Whether the recogniser took "Governor" or "Foreign Minister" for a name."""
    return name.text.lower().rstrip(".").split()[-1].removesuffix("s") in {*OFFICES, *_FORMS}


def _opens_as_a_word(sentence: Sentence, name: Mention) -> bool:
    """Whether a capital may be the sentence's own, not a name's: "Portion of the cake found"."""
    word = sentence.tokens[name.first].text.lower()
    return not name.first and bool({"NOUN", "ADJ"} & getAllLemmas(word).keys())


def _is_country_of(name: Mention, others: Iterable[Mention]) -> bool:
    """Whether a country is named for a city in it: "Belgian", "the University of Antwerp"."""
    return any(
        lies_in(city, str(name.value))
        for other in others
        for city in {str(other.value), str(other.value).split()[-1]}
    )


def _is_whereabouts(sentence: Sentence, name: Mention) -> bool:
    governor = sentence.tokens[sentence.tokens[name.last].head]
    return governor.text.lower() in {"in", "at", "near"}


def _may_stand_for(one: Mention, other: Mention) -> bool:
    return related(str(one.value), str(other.value))


def _is_one(one: Mention, other: Mention) -> bool:
    mine, theirs = str(one.value).split(), str(other.value).split()
    if len(mine) == len(theirs) == 1:
        return same_name(mine[0], theirs[0]) or _is_spelling(mine[0], theirs[0])
    return same_name(" ".join(mine), " ".join(theirs)) and not _share_a_word(mine, theirs)


def _share_a_word(mine: list[str], theirs: list[str]) -> bool:
    """Whether two names of several words have no more in common than a surname or a noun."""
    bare = [[w for w in words if w not in _JOINING] for words in (mine, theirs)]
    short, long = sorted(bare, key=len)
    if len(short) < 2:
        return False
    alike = [w for w in short if any(_is_spelling(w, v) or v[0] == w for v in long)]
    return len(alike) <= len(short) / 2


def _is_spelling(word: str, other: str) -> bool:
    """Whether two words spell one, or are of one family ("Thuringia", "Thüringen")."""
    return word[:STEM] == other[:STEM] or fuzz.ratio(word, other) >= SPELLING


def _one_sort(one: Mention, other: Mention) -> bool:
    """Both persons, both places or both bodies, or with the last word in common."""
    return _sort(one) == _sort(other) or one.text.split()[-1] == other.text.split()[-1]


def _sort(name: Mention) -> str:
    """Person, place or body; the small recogniser confuses the last two with the unknown."""
    if name.label in _PLACES or str(name.value) in aliases().values():
        return "place"
    return "person" if name.label == "PERSON" else UNKNOWN
