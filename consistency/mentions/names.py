"""Names, and when two of them mean one party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from consistency.domain import Mention, MentionKind, Sentence, entities_of

_LABELS = {"PERSON", "GPE", "LOC", "ORG", "NORP", "FAC", "EVENT"}
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
    key = " ".join(bare.lower().replace(".", "").split())
    return aliases().get(key, aliases().get(bare.lower(), key))


def same_name(one: str, other: str) -> bool:
    """Whether two keys can mean one party: equal, or the surname of the other, or its initials."""
    if one == other:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    if not short or not long:
        return False
    if short == long[-len(short) :] or short == long[: len(short)]:
        return True
    initials = "".join(word[0] for word in long if word not in {"of", "the", "and", "for"})
    return len(short) == 1 and len(initials) > 1 and short[0] == initials


def names_of(sentence: Sentence) -> Iterator[Mention]:
    """Every named party and place of a sentence, in order."""
    for first, last, label in entities_of(sentence):
        if label not in _LABELS:
            continue
        while first < last and sentence.tokens[first].text.lower() in {"the", "a", "an"}:
            first += 1
        while last > first and sentence.tokens[last].text in {"'s", "’s", "'", "’"}:
            last -= 1
        words = sentence.words(first, last)
        if any(c.isupper() for c in words):
            yield Mention(
                MentionKind.NAME,
                first,
                last,
                sentence.locate_tokens(first, last),
                words,
                name_key(words),
                label,
            )
