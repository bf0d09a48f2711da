"""What the rewrite calls people, where the source calls somebody else that, or them another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.analysis.compare.own import Own
from consistency.domain import (
    Known,
    Mention,
    MentionKind,
    Restatement,
    Sentence,
)
from consistency.mentions.descriptors import Descriptor, descriptors_of, one_form
from consistency.mentions.names import aliases, same_name
from consistency.mentions.titles import OFFICES, alike, unlike

GENERAL = {"man", "woman", "person", "official", "member", "player", "politician", "lawmaker",
           "resident", "citizen", "native", "veteran", "father", "mother", "son", "daughter",
           "brother", "sister", "wife", "husband", "child", "boy", "girl", "colleague", "friend",
           "neighbour", "neighbor", "student", "worker", "employee", "figure", "star", "one",
           "lady", "gentleman", "victim", "suspect", "witness", "winner", "loser", "survivor",
           "partner", "expert", "critic", "supporter", "opponent", "rival", "ally", "aide",
           "adult", "teenager", "compatriot", "counterpart", "successor", "predecessor", "mr",
           "mrs", "ms", "dr", "sir", "lord", "dame"}  # fmt: skip
"""Words for so many people that two of them may well be called so."""


LEADING = {"head", "boss", "chief", "executive", "ceo", "director", "president", "chair",
           "leader", "manager", "captain", "founder", "owner", "proprietor", "candidate",
           "contender", "nominee", "minister", "secretary", "spokes", "deputy", "commissioner",
           "governor", "mayor", "senator", "elder", "principal", "contractor", "mediator",
           "negotiator", "envoy", "ambassador", "investor"}  # fmt: skip
"""Words for a post that people of any trade may have."""


def misdescribed(
    sentence: Sentence, mentions: Sequence[Mention], own: Own
) -> Iterator[Restatement]:
    """What a sentence calls people that by the source somebody else is, or they are elsewhere.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        own: all of the article's own source and facts.
    """
    for said in descriptors_of(sentence, mentions):
        if said.head in GENERAL or said.head in aliases():
            continue
        mine = [(k, d) for k, d in own.descriptors if same_name(said.person, d.person)]
        same = [(k, d) for k, d in mine if d.head == said.head]
        found = _elsewhere(said, same, own) if same else _another(said, mine, own)
        if found is not None:
            known, other = found
            one = _mention(sentence, said)
            yield Restatement(
                sentence.index, one, _mention(known.fact.sentence, other), known.fact, agrees=False
            )


def _another(
    said: Descriptor, mine: Sequence[tuple[Known, Descriptor]], own: Own
) -> tuple[Known, Descriptor] | None:
    """Whom the source calls what the rewrite calls a person of whom it does not say it."""
    beside = own.about(said.person)
    if not beside or any(alike(said.head, d.head) for _, d in mine):
        return None
    # Told of nobody by name near the person, it may be told of them.
    for near in (own.known[n] for n in beside):
        others = {d.noun for k, d in own.descriptors if k is near and d.head == said.head}
        for place, token in enumerate(near.fact.sentence.tokens):
            if one_form(token) == said.head and place not in others:
                return None
    for known, other in own.descriptors:
        if other.head != said.head or same_name(other.person, said.person):
            continue
        if mine or (said.kind & other.kind):
            return known, other
    if mine and _is_trade(said) and all(_excludes(said, d) for _, d in mine):
        return mine[0]
    if mine and said.head in OFFICES and _is_held(said.head, own):
        return mine[0]
    return None


def _excludes(said: Descriptor, known: Descriptor) -> bool:
    """Whether two trades are no two words for one."""
    return _is_trade(known) and unlike(said.head, known.head) and unlike(known.head, said.head)


def _is_trade(descriptor: Descriptor) -> bool:
    """Whether somebody is that by himself: a historian may be "head of the jury" besides."""
    return not descriptor.body and descriptor.head not in LEADING


def _is_held(head: str, own: Own) -> bool:
    """Whether the source has somebody without a name who is the one of this office."""
    for known in own.known:
        sentence = known.fact.sentence
        for place, token in enumerate(sentence.tokens):
            if one_form(token) == head and token.tag in {"NN", "NNP"}:
                below = (sentence.tokens[c] for c in sentence.children(place))
                if any(t.text.lower() == "the" for t in below):
                    return True
    return False


def _elsewhere(
    said: Descriptor, same: Sequence[tuple[Known, Descriptor]], own: Own
) -> tuple[Known, Descriptor] | None:
    """Where the source gives a person the same of another body, and never of this one."""
    if not said.body or any(not d.body or d.body & said.body for _, d in same):
        return None
    known, other = same[0]
    together = any(said.body <= words for words in own.content)
    if not together or not _is_body(other, own) or own.binds(said.body, other.body):
        return None
    return known, other


def _is_body(descriptor: Descriptor, own: Own) -> bool:
    """Whether the words for a body name it, or are part of what names one."""
    return descriptor.named or any(word in own.name_words for word in descriptor.body)


def _mention(sentence: Sentence, descriptor: Descriptor) -> Mention:
    first, last, value = descriptor.first, descriptor.last, f"/{descriptor.head}"
    return Mention.of(MentionKind.TITLE, sentence, first, last, value, descriptor.person)
