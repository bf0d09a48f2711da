"""A fact as it is kept: its words, where they come from, when they hold, and its fingerprint."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from consistency.domain import ALWAYS, Fact, Mention, Origin, Sentence, Token, Validity
from consistency.facts.embed import Vectors, embed
from consistency.language import parse_statement
from consistency.mentions.names import aliases, name_key, names_of, related, same_name
from consistency.mentions.titles import OFFICES

DIGEST = 10
"""Bytes of a fingerprint: among a billion facts two share one with a chance below one in a million.
"""

REMEMBERED = 4096
"""Facts out of fact bases that are kept parsed, some 5 KB each."""

FAR = 0.3
"""Cosine below which a fact says nothing of a sentence, unless it is about the same person."""


@dataclass(frozen=True, slots=True)
class FactRecord:
    """One fact as it is given to a fact base, or comes out of it."""

    text: str
    origin: str = ""
    """Where it is known from, in words for the reader: a file and line, a page, a person."""
    valid: Validity = ALWAYS
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """The parties that it speaks of, where the giver knows them; else they are read off it."""
    people: tuple[str, ...] = ()
    """Those of `names` that are people, where the giver knows that too."""

    @property
    def fingerprint(self) -> str:
        """What makes it the same fact: its words, whatever their case and blanks, and its dates.

        The same words with other dates are another fact (a second term of office); the same
        fact from another origin is not.
        """
        plain = " ".join(unicodedata.normalize("NFKC", self.text).casefold().split()).rstrip(" .")
        kept = "\x1f".join((plain, self.valid.start or "", self.valid.end or ""))
        return hashlib.blake2b(kept.encode(), digest_size=DIGEST).hexdigest()


class Parties(NamedTuple):
    """Whom and what a text names."""

    names: tuple[str, ...]
    """Keys of all its names (`mentions.names.name_key`)."""
    people: tuple[str, ...] = ()
    """Keys of those that name people."""


class Prepared(NamedTuple):
    """A record with all that is computed once, when it is stored."""

    record: FactRecord
    parties: Parties
    vector: Vectors
    """Its unit embedding, shape (384,)."""


def parties_of(sentence: Sentence) -> Parties:
    """The names in a parsed sentence."""
    mentions = list(names_of(sentence))
    return Parties(
        tuple(dict.fromkeys(str(m.value) for m in mentions)),
        tuple(dict.fromkeys(str(m.value) for m in mentions if _is_person(sentence, m))),
    )


def _is_person(sentence: Sentence, name: Mention) -> bool:
    """A name that is marked as a person, or holds an office; the small recogniser misses many.

    "Olaf Scholz is Germany's chancellor" and "Olaf Scholz, the chancellor" tell it by grammar.
    """
    if name.label == "PERSON" or str(name.value) in aliases().values():
        return name.label == "PERSON"
    tokens = sentence.tokens
    head, above = name.last, tokens[name.last].head
    if tokens[head].dep == "nsubj" and tokens[above].lemma == "be":
        return any(
            tokens[n].dep == "attr" and _is_office(tokens[n]) for n in sentence.children(above)
        )
    return any(tokens[n].dep == "appos" and _is_office(tokens[n]) for n in sentence.children(head))


def _is_office(token: Token) -> bool:
    return token.pos == "NOUN" and token.lemma.lower() in OFFICES


def prepare(records: Sequence[FactRecord]) -> list[Prepared]:
    """Reads the names off each record and embeds it; about ten milliseconds each."""
    vectors = embed([record.text for record in records])
    return [
        Prepared(record, _parties(record), vector)
        for record, vector in zip(records, vectors, strict=True)
    ]


def _parties(record: FactRecord) -> Parties:
    read = parties_of(parse_statement(record.text))
    if not record.names:
        return read
    given = tuple(dict.fromkeys(name_key(name) for name in record.names))
    if record.people:
        return Parties(given, tuple(dict.fromkeys(name_key(name) for name in record.people)))
    return Parties(given, tuple(p for p in read.people if any(same_name(p, g) for g in given)))


def concerns(said: Parties, known: Parties) -> bool:
    """Whether a fact speaks of what a sentence speaks of: a fact on another minister does not.

    They share a party, a country's capital standing for the country; and where both name
    people, they share one of those. A fact that names nobody concerns everybody.
    """
    if not known.names:
        return True
    if known.people and said.people and not _meet(said.people, known.people):
        return False
    return _meet(said.names, known.names)


def bears_on(said: Parties, known: Parties, cosine: float) -> bool:
    """Whether a fact is worth asking about: it concerns the sentence and is not far from it.

    A fact about the same person is kept however far it is: a long sentence can give them a
    wrong office in passing.
    """
    return concerns(said, known) and (cosine >= FAR or _meet(said.people, known.people))


def names_each(said: Parties, wanted: Sequence[str]) -> bool:
    """Whether a text names every one of some parties, a country's capital standing for it."""
    return all(_meet((name,), said.names) for name in wanted)


def _meet(some: Sequence[str], others: Sequence[str]) -> bool:
    return any(_one_party(a, b) for a in some for b in others)


@lru_cache(maxsize=16384)
def _one_party(one: str, other: str) -> bool:
    return same_name(one, other) or related(one, other)


@lru_cache(maxsize=REMEMBERED)
def fact_of(record: FactRecord, origin: Origin = Origin.FACTS) -> Fact:
    """The record as evidence, parsed; its id is its fingerprint."""
    sentence = parse_statement(record.text)
    return Fact(f"{origin}:{record.fingerprint}", origin, record.origin, sentence, record.valid)
