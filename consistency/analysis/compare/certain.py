"""What the source leaves open and the rewrite states, or the reverse."""

from __future__ import annotations

from consistency.analysis.at_odds import at_odds
from consistency.domain import MentionKind, Restatement, Retelling, Sentence, SentenceRole
from consistency.mentions.clauses import attribution, clause, main_verb, verb_group
from consistency.mentions.denial import denials
from consistency.mentions.doubt import is_weakened, open_clauses
from consistency.mentions.stems import stems

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
                return (_restated(sentence, main_verb(sentence), told, verb),)
    elif not any(is_weakened(k.fact.sentence) for k in (*told.around, *told.facts)):
        for verb in open_clauses(sentence):
            words = {sentence.tokens[c].text.lower() for c in sentence.children(verb)}
            if words & _PLAIN_DOUBT:
                return (_restated(sentence, verb, told, main_verb(source)),)
    return ()


def _tells(sentence: Sentence, source: Sentence, verb: int) -> bool:
    """Whether a sentence is about this clause of the source, and not about the rest of it."""
    said = stems(sentence)
    inside = clause(source, verb)
    elsewhere = {*inside, *attribution(source)}
    outside = [n for n in range(len(source.tokens)) if n not in elsewhere]
    shared = len(said & stems(source, inside))
    return shared > 0 and shared >= len(said & stems(source, outside))


def _restated(sentence: Sentence, verb: int, told: Retelling, other: int) -> Restatement:
    fact = told.known.fact
    said, known = verb_group(sentence, verb), verb_group(fact.sentence, other)
    return at_odds(MentionKind.CERTAINTY, sentence, said, fact, known)
