"""What the source leaves open and the rewrite states, or the reverse."""

from __future__ import annotations

from consistency.domain import (
    Known,
    Mention,
    MentionKind,
    Restatement,
    Retelling,
    Sentence,
    SentenceRole,
)
from consistency.mentions.clauses import attribution, clause, main_verb, verb_group
from consistency.mentions.denial import denials
from consistency.mentions.doubt import is_weakened, open_clauses
from consistency.mentions.stems import stems
from consistency.mentions.stretch import stretch

_PLAIN_DOUBT = {"might", "possibly", "perhaps", "maybe"}
"""Words that never mean a permission."""


def recertained(sentence: Sentence, told: Retelling) -> tuple[Restatement, ...]:
    """The verb of a sentence that is surer, or less sure, than the source sentence it tells.

    Args:
        sentence: a sentence of the rewrite.
        told: the source sentence that it tells again.
    """
    if sentence.role is not SentenceRole.BODY:
        return ()
    source = told.known.fact.sentence
    if "not" in denials(sentence) - denials(source):
        return ()
    if not is_weakened(sentence):
        for verb in open_clauses(source):
            if _tells(sentence, source, verb):
                return (_restated(sentence, main_verb(sentence), told.known, verb),)
    elif not any(is_weakened(k.fact.sentence) for k in (*told.around, *told.facts)):
        for verb in open_clauses(sentence):
            words = {sentence.tokens[c].text.lower() for c in sentence.children(verb)}
            if words & _PLAIN_DOUBT:
                return (_restated(sentence, verb, told.known, main_verb(source)),)
    return ()


def _tells(sentence: Sentence, source: Sentence, verb: int) -> bool:
    """Whether a sentence is about this clause of the source, and not about the rest of it."""
    said = stems(sentence)
    inside = clause(source, verb)
    elsewhere = {*inside, *attribution(source)}
    outside = [n for n in range(len(source.tokens)) if n not in elsewhere]
    shared = len(said & stems(source, inside))
    return shared > 0 and shared >= len(said & stems(source, outside))


def _restated(sentence: Sentence, verb: int, known: Known, other: int) -> Restatement:
    source = known.fact.sentence
    return Restatement(
        sentence.index,
        _mention(sentence, verb),
        _mention(source, other),
        known.fact,
        agrees=False,
    )


def _mention(sentence: Sentence, verb: int) -> Mention:
    return stretch(MentionKind.CERTAINTY, sentence, *verb_group(sentence, verb))
