"""Offices and nationalities of the rewrite that the source gives to somebody else, or to nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.analysis.compare.own import Own
from consistency.domain import Fact, Mention, MentionKind, Restatement, Sentence, Trait
from consistency.mentions.names import same_name
from consistency.mentions.titles import unlike
from consistency.mentions.traits import traits_of

TITLES = frozenset({MentionKind.TITLE})


def retitled(sentence: Sentence, mentions: Sequence[Mention], own: Own) -> tuple[Restatement, ...]:
    """Offices that a sentence gives people who do not hold them by the source.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        own: all of the article's own source and facts.
    """
    titles = own.mentions(TITLES)
    found: list[Restatement] = []
    for said in mentions:
        if said.kind is MentionKind.TITLE:
            found += _retitled(sentence, said, titles)
    return (*found, *_other_country(sentence, mentions, own))


def _retitled(
    sentence: Sentence, said: Mention, titles: Sequence[tuple[Fact, Mention]]
) -> Iterator[Restatement]:
    office = str(said.value).partition("/")[2]
    mine = [(f, t) for f, t in titles if same_name(said.label, t.label)]
    if not mine or any(_is_within(office, str(t.value)) for _, t in mine):
        return
    for _, title in titles:
        same = str(title.value).partition("/")[2] == office
        if same and " " in office and not same_name(said.label, title.label):
            yield Restatement(sentence.index, said, mine[0][1], mine[0][0], agrees=False)
            return
    if all(unlike(office, str(t.value).partition("/")[2]) for _, t in mine):
        yield Restatement(sentence.index, said, mine[0][1], mine[0][0], agrees=False)


def _is_within(office: str, known: str) -> bool:
    other = known.partition("/")[2]
    return office in other or other in office


def _other_country(
    sentence: Sentence, mentions: Sequence[Mention], own: Own
) -> Iterator[Restatement]:
    """Nationalities of people, where the source gives them another and never this one."""
    for said in traits_of(sentence, mentions, ()):
        if said.attribute != "nationality":
            continue
        known = [(f, t) for f, t in own.nationalities if same_name(said.subject, t.subject)]
        if known and not any(trait.value == said.value for _, trait in known):
            fact, trait = known[0]
            one, other = _as_title(sentence, said), _as_title(fact.sentence, trait)
            yield Restatement(sentence.index, one, other, fact, agrees=False)


def _as_title(sentence: Sentence, trait: Trait) -> Mention:
    inside = [
        n
        for n, t in enumerate(sentence.tokens)
        if trait.span.overlaps(sentence.locate(t.start, t.end))
    ]
    return Mention(
        MentionKind.TITLE,
        inside[0],
        inside[-1],
        trait.span,
        trait.text,
        f"{trait.value}/",
        trait.subject,
    )
