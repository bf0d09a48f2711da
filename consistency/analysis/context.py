"""Pronouns at the head of a sentence, resolved from the sentence before it."""

from __future__ import annotations

from consistency.domain import Sentence, SentenceRole

_SINGULAR = {"it", "he", "she"}
_PLURAL = {"they"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def hypotheses_of(sentence: Sentence, previous: Sentence | None) -> tuple[str, ...]:
    """The sentence as it stands, and with its opening pronoun named where that is plain.

    Only an opening subject pronoun is resolved, to the subject of the preceding body
    sentence: the one case that a small parser gets right nearly always. The model is asked
    both ways, so a wrong guess never hides the sentence as written.
    """
    plain = (sentence.text,)
    if previous is None or previous.role is not SentenceRole.BODY or not sentence.tokens:
        return plain
    opening = sentence.tokens[0]
    pronoun = opening.text.lower()
    if opening.dep not in _SUBJECTS or pronoun not in _SINGULAR | _PLURAL:
        return plain
    subject = _subject_of(previous, wants_person=pronoun in {"he", "she"})
    if subject is None:
        return plain
    return (*plain, subject + sentence.text[opening.end :])


def _subject_of(sentence: Sentence, *, wants_person: bool) -> str | None:
    for i, token in enumerate(sentence.tokens):
        governor = sentence.tokens[token.head]
        if token.dep in _SUBJECTS and governor.dep == "ROOT" and token.pos in {"PROPN", "NOUN"}:
            if wants_person and token.entity in {"GPE", "LOC", "DATE", "NORP"}:
                return None
            first, last = _noun_phrase(sentence, i)
            return sentence.words(first, last)
    return None


def _noun_phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """The head with its determiners, adjectives and compounds; no clauses behind it."""
    close = {"det", "amod", "compound", "poss", "nummod", "case", "nmod", "quantmod"}
    first = head
    while first > 0 and sentence.tokens[first - 1].dep in close:
        first -= 1
    return first, head
