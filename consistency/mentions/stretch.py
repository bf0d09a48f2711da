"""Words of a sentence as a typed value."""

from __future__ import annotations

from consistency.domain import Mention, MentionKind, Sentence


def stretch(kind: MentionKind, sentence: Sentence, first: int, last: int) -> Mention:
    """Tokens `first` to `last`, included, whose normal form is their words in lower case."""
    words, span = sentence.words(first, last), sentence.locate_tokens(first, last)
    return Mention(kind, first, last, span, words, words.lower())
