"""Where rules point: the words that evidence does not share, or the verb with what denies it."""

from __future__ import annotations

from consistency.domain import Evidence, Frame, Sentence, Span

_EMPTY = {"DET", "PUNCT", "AUX", "PART", "CCONJ", "SPACE"}
_JOINING = {"ADP", "SCONJ", "PRON"}


def unlike_words(sentence: Sentence, evidence: Evidence) -> Span:
    """The shortest range that holds every content word the evidence lacks.

    A preposition or the like counts only where nothing else is unlike: "were killed in" against
    "survived" is about "killed".

    The whole sentence, or the part that the evidence speaks of, where it lacks none (an order or
    a relation is wrong, not a word) or where the range would be most of it anyway.
    """
    known = {t.lemma.lower() for fact in evidence.premise for t in fact.sentence.tokens}
    whole = evidence.part or sentence.span
    unlike = [
        i
        for i, t in enumerate(sentence.tokens)
        if t.pos not in _EMPTY
        and t.lemma.lower() not in known
        and whole.contains(sentence.locate_tokens(i, i))
    ]
    unlike = [i for i in unlike if sentence.tokens[i].pos not in _JOINING] or unlike
    if not unlike or (unlike[-1] - unlike[0]) > 0.6 * len(sentence.tokens):
        return whole
    return sentence.locate_tokens(unlike[0], unlike[-1])


def verb_group(sentence: Sentence, frame: Frame) -> Span:
    """The verb of an event with its auxiliaries and its "not"."""
    wanted = {"aux", "auxpass", "neg"}
    parts = [c for c in sentence.children(frame.verb) if sentence.tokens[c].dep in wanted]
    return sentence.locate_tokens(min([frame.verb, *parts]), frame.verb)
