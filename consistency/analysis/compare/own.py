"""What an article's own source and facts hold, read once for all sentences that tell it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from consistency.domain import Fact, Known, Mention, MentionKind, Origin, Trait
from consistency.mentions.bound import bound
from consistency.mentions.descriptors import Descriptor, descriptors_of
from consistency.mentions.names import aliases, same_name
from consistency.mentions.speakers import Speaker, speakers_of
from consistency.mentions.traits import traits_of


class Own:
    """The article's source, in order, and the facts given with it.

    Args:
        known: the sentences of the source, then the facts.
    """

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = tuple(known)
        self.facts = tuple(k for k in known if k.fact.origin is Origin.FACTS)
        self.places = {k.fact.id: n for n, k in enumerate(known)}

    def mentions(self, kinds: frozenset[MentionKind]) -> list[tuple[Fact, Mention]]:
        """Every typed value of some kinds, with the fact that gives it."""
        return [pair for kind in sorted(kinds) for pair in self._by_kind.get(kind, ())]

    @cached_property
    def _by_kind(self) -> dict[MentionKind, list[tuple[Fact, Mention]]]:
        found: dict[MentionKind, list[tuple[Fact, Mention]]] = {}
        for known in self.known:
            for mention in known.mentions:
                found.setdefault(mention.kind, []).append((known.fact, mention))
        return found

    @cached_property
    def text(self) -> str:
        """All words, in lower case, between blanks."""
        return f" {' '.join(words(' '.join(k.fact.text for k in self.known)))} "

    @cached_property
    def letters(self) -> str:
        """The same without the blanks."""
        return self.text.replace(" ", "")

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that are named, by whatever word."""
        tokens = (t for k in self.known for t in k.fact.sentence.tokens)
        return frozenset(aliases().get(t.text.lower(), "") for t in tokens)

    @cached_property
    def speakers(self) -> tuple[tuple[Speaker, ...], ...]:
        """Who is said to have said something, by place."""
        return tuple(speakers_of(k.fact.sentence, k.mentions) for k in self.known)

    @cached_property
    def content(self) -> tuple[frozenset[str], ...]:
        """Content words, in lower case, by place."""
        return tuple(
            frozenset(t.text.lower() for t in k.fact.sentence.tokens if t.is_content)
            for k in self.known
        )

    @cached_property
    def descriptors(self) -> tuple[tuple[Known, Descriptor], ...]:
        """What named people are called."""
        return tuple(
            (k, d) for k in self.known for d in descriptors_of(k.fact.sentence, k.mentions)
        )

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all names, in lower case."""
        names = self.mentions(frozenset({MentionKind.NAME}))
        return frozenset(word for _, name in names for word in words(name.text))

    def about(self, person: str) -> list[int]:
        """The places of sentences that name a person, and of those right behind them."""
        named = [
            n
            for n, k in enumerate(self.known)
            if any(
                m.kind is MentionKind.NAME and same_name(str(m.value), person) for m in k.mentions
            )
        ]
        return sorted({p for n in named for p in (n, n + 1) if p < len(self.known)})

    def binds(self, some: frozenset[str], others: frozenset[str]) -> bool:
        """Whether some noun phrase has a word of either: "Norvik's engineer, Erik Sander"."""
        return any(bound(k.fact.sentence, some, others) for k in self.known)

    @cached_property
    def nationalities(self) -> tuple[tuple[Fact, Trait], ...]:
        """The nationalities of people."""
        return tuple(
            (k.fact, trait)
            for k in self.known
            for trait in traits_of(k.fact.sentence, k.mentions, ())
            if trait.attribute == "nationality"
        )


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"\w+", text.lower())
