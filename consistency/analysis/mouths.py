"""Statements of the rewrite beside those of the source, by who is said to have made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from consistency.domain import (
    Known,
    Mention,
    MentionKind,
    Restatement,
    Retelling,
    Sentence,
    SentenceRole,
)
from consistency.mentions.speakers import Speaker, speakers_of

SPELLING = 75.0
"""rapidfuzz ratio from which two words are spellings of one."""
SHARED = 0.5
"""Share of the told sentence's words from which a neighbour may be what was told as well."""
_BACK = 3
"""Sentences back to which a pronoun of the source may point."""
_CONTENT = {"NOUN", "PROPN", "VERB", "NUM", "ADJ"}


def reattributed(
    sentence: Sentence,
    mentions: tuple[Mention, ...],
    told: Retelling,
    own: Sequence[Known],
    places: Mapping[str, int],
) -> tuple[Restatement, ...]:
    """Speakers of a sentence who are none of those of the source sentence that it tells again.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        told: the source sentence that it tells again.
        own: all of the article's own source, in order, and facts.
        places: where each fact stands in `own`, by its id.
    """
    if sentence.role is not SentenceRole.BODY:
        return ()
    said = speakers_of(sentence, mentions)
    known = _named_speaker(own, places[told.known.fact.id])
    if not said or known is None:
        return ()
    speaker, spoken = known
    fact = own[places[told.known.fact.id]]
    if not all(_is_other(s, speaker, fact, own) for s in said):
        return ()
    if not all(s.named or _is_known(s, own) for s in said):
        return ()
    if any(_rather_told(sentence, said[0], n, fact) for n in told.beside if _has(n, said[0])):
        return ()
    one, other = _mention(sentence, said[0]), _mention(spoken.fact.sentence, speaker)
    return (Restatement(sentence.index, one, other, fact.fact, agrees=False),)


def _named_speaker(own: Sequence[Known], place: int) -> tuple[Speaker, Known] | None:
    """The one speaker of a source sentence, a pronoun traced to the last who was named."""
    found = speakers_of(own[place].fact.sentence, own[place].mentions)
    if len(found) != 1:
        return None
    if found[0].named:
        return found[0], own[place]
    if found[0].pronoun not in {"he", "she"}:
        return None
    for back in range(place - 1, max(-1, place - 1 - _BACK), -1):
        earlier = speakers_of(own[back].fact.sentence, own[back].mentions)
        if len(earlier) == 1 and earlier[0].named:
            return earlier[0], own[back]
    return None


def _is_other(said: Speaker, known: Speaker, fact: Known, own: Sequence[Known]) -> bool:
    """Whether nothing in the source lets the two speakers be one, or of one body."""
    if not said.words or _meet(said.words, known.words):
        return False
    if _meet(said.words, _words(fact)):
        return False
    return not any(_meet(said.words, w) and _meet(known.words, w) for w in map(_words, own))


def _is_known(said: Speaker, own: Sequence[Known]) -> bool:
    """Whether a speaker without a name ("the institute") is one of the source's."""
    speakers = (s for k in own for s in speakers_of(k.fact.sentence, k.mentions))
    return any(said.words <= other.words for other in speakers)


def _words(known: Known) -> frozenset[str]:
    tokens = known.fact.sentence.tokens
    return frozenset(t.text.lower() for t in tokens if t.pos in _CONTENT)


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(_is_one(one, two) for one in some for two in others)


def _is_one(word: str, other: str) -> bool:
    spelt_alike = len(word) > 3 and word[0] == other[0] and fuzz.ratio(word, other) >= SPELLING
    return word == other or spelt_alike


def _has(known: Known, speaker: Speaker) -> bool:
    return _meet(speaker.words, _words(known))


def _rather_told(sentence: Sentence, speaker: Speaker, other: Known, fact: Known) -> bool:
    """Whether a neighbour that has the speaker may be what is told, or is told as well."""
    mine = {t.lemma.lower() for t in sentence.tokens if t.pos in _CONTENT}
    mine -= speaker.phrase
    theirs = {t.lemma.lower() for t in other.fact.sentence.tokens}
    told = {t.lemma.lower() for t in fact.fact.sentence.tokens}
    return len(mine & theirs) >= SHARED * max(1, len(mine & told))


def _mention(sentence: Sentence, speaker: Speaker) -> Mention:
    return Mention(
        MentionKind.SPEAKER,
        speaker.first,
        speaker.last,
        sentence.locate_tokens(speaker.first, speaker.last),
        sentence.words(speaker.first, speaker.last),
        " ".join(sorted(speaker.words)),
    )
