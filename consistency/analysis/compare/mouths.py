"""Statements of the rewrite beside those of the source, by who is said to have made them."""

from __future__ import annotations

from rapidfuzz import fuzz

from consistency.analysis.compare.own import Own
from consistency.domain import (
    Known,
    Mention,
    MentionKind,
    Restatement,
    Retelling,
    Sentence,
    SentenceRole,
)
from consistency.mentions.names import country_of
from consistency.mentions.speakers import Speaker, speakers_of

SPELLING = 75.0
"""rapidfuzz ratio from which two words are spellings of one."""
SHARED = 0.5
"""Share of the told sentence's words from which a neighbour may be what was told as well."""
_BACK = 3
"""Sentences back to which a pronoun of the source may point."""


def reattributed(
    sentence: Sentence,
    mentions: tuple[Mention, ...],
    told: Retelling,
    own: Own,
) -> tuple[Restatement, ...]:
    """Speakers of a sentence who are none of those of the source sentence that it tells again.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        told: the source sentence that it tells again.
        own: the article's own source and facts.
    """
    if sentence.role is not SentenceRole.BODY:
        return ()
    said = speakers_of(sentence, mentions)
    place = own.places[told.known.fact.id]
    known = _named_speaker(own, place) if said else None
    if known is None:
        return ()
    speaker, spoken = known
    fact = own.known[place]
    if not all(_is_other(s, speaker, place, own) for s in said):
        return ()
    if not all(s.named or _is_known(s, own) for s in said):
        return ()
    if any(_rather_told(sentence, said[0], n, fact) for n in told.beside if _has(n, said[0])):
        return ()
    one, other = _mention(sentence, said[0]), _mention(spoken.fact.sentence, speaker)
    return (Restatement(sentence.index, one, other, fact.fact, agrees=False),)


def _named_speaker(own: Own, place: int) -> tuple[Speaker, Known] | None:
    """The one speaker of a source sentence, a pronoun traced to the last who was named."""
    found = own.speakers[place]
    if len(found) != 1:
        return None
    if found[0].named:
        return found[0], own.known[place]
    if found[0].pronoun not in {"he", "she"}:
        return None
    for back in range(place - 1, max(-1, place - 1 - _BACK), -1):
        earlier = own.speakers[back]
        if len(earlier) == 1 and earlier[0].named:
            return earlier[0], own.known[back]
    return None


def _is_other(said: Speaker, known: Speaker, place: int, own: Own) -> bool:
    """Whether nothing in the source lets the two speakers be one, or of one body."""
    if not said.words or _meet(said.words, known.words):
        return False
    if _meet(said.words, own.content[place]):
        return False
    if _is_short_for(said, own.known[place]) or _countries(said.words) & _countries(known.words):
        return False
    return not any(_meet(said.words, w) and _meet(known.words, w) for w in own.content)


def _is_short_for(said: Speaker, known: Known) -> bool:
    """Whether a speaker is the initials of what the source names: "the FAO"."""
    tokens = known.fact.sentence.tokens
    initials = "".join(t.text[0] for t in tokens if t.text[:1].isupper()).lower()
    return any(len(word) > 2 and word in initials for word in said.words)


def _countries(words: frozenset[str]) -> set[str]:
    """The countries that words or their capitals stand for."""
    return {country_of(word) for word in words} - {""}


def _is_known(said: Speaker, own: Own) -> bool:
    """Whether a speaker without a name ("the institute") is one of the source's."""
    return any(said.words <= other.words for found in own.speakers for other in found)


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(_is_one(one, two) for one in some for two in others)


def _is_one(word: str, other: str) -> bool:
    spelt_alike = len(word) > 3 and word[0] == other[0] and fuzz.ratio(word, other) >= SPELLING
    return word == other or spelt_alike


def _has(known: Known, speaker: Speaker) -> bool:
    tokens = known.fact.sentence.tokens
    return _meet(speaker.words, frozenset(t.text.lower() for t in tokens if t.is_content))


def _rather_told(sentence: Sentence, speaker: Speaker, other: Known, fact: Known) -> bool:
    """Whether a neighbour that has the speaker may be what is told, or is told as well."""
    mine = sentence.content_words - speaker.phrase
    theirs = {t.lemma.lower() for t in other.fact.sentence.tokens}
    told = {t.lemma.lower() for t in fact.fact.sentence.tokens}
    return len(mine & theirs) >= SHARED * max(1, len(mine & told))


def _mention(sentence: Sentence, speaker: Speaker) -> Mention:
    value = " ".join(sorted(speaker.words))
    return Mention.of(MentionKind.SPEAKER, sentence, speaker.first, speaker.last, value)
