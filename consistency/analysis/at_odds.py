"""Words of a sentence laid beside the words of a fact that they cannot stand beside."""

from __future__ import annotations

from consistency.domain import Fact, Mention, MentionKind, Restatement, Sentence

Words = tuple[int, int]
"""The first and the last token, both included."""


def at_odds(
    kind: MentionKind, sentence: Sentence, said: Words, fact: Fact, known: Words
) -> Restatement:
    """Two stretches of words that cannot both hold, each by its words in lower case.

    Args:
        kind: what the words tell.
        sentence: a sentence of the rewrite.
        said: its words.
        fact: a known fact.
        known: the words of that.
    """
    one, other = _mention(kind, sentence, said), _mention(kind, fact.sentence, known)
    return Restatement(sentence.index, one, other, fact, agrees=False)


def _mention(kind: MentionKind, sentence: Sentence, words: Words) -> Mention:
    return Mention.of(kind, sentence, *words, sentence.words(*words).lower())
