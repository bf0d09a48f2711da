"""What the source denies and the rewrite states, or the reverse."""

from __future__ import annotations

from consistency.analysis.at_odds import at_odds
from consistency.domain import MentionKind, Restatement, Retelling, Sentence, SentenceRole
from consistency.mentions.clauses import verb_above, verb_group
from consistency.mentions.denial import denials, denied_clauses
from consistency.mentions.stems import stem, stems

_LIGHT = {"be", "have", "do", "get", "make", "take", "give", "go", "come", "there"}
"""Verbs that leave to their objects what they tell."""


def redenied(sentence: Sentence, told: Retelling) -> tuple[Restatement, ...]:
    """The words of a sentence that state what the source sentence denies, or deny what it states.

    Args:
        sentence: a sentence of the rewrite.
        told: the source sentence that it tells again.
    """
    if sentence.role is not SentenceRole.BODY or sentence.is_question:
        return ()
    source = told.known.fact.sentence
    # What both deny in the same word is no difference: "was dismissed" for "no dismissal".
    mine, theirs = denials(sentence), denials(source)
    if not mine - theirs - {"not"} and "not" in theirs - mine:
        for _, head in denied_clauses(source, without=True):
            verb = _told_by(sentence, source, head)
            if (
                verb is not None
                and _of_one_thing(sentence, verb, source, head)
                and not _is_stated_as_well(told, source, head)
            ):
                return (_restated(sentence, verb, told, head),)
    elif "not" in mine - theirs and not theirs - mine:
        for _, head in denied_clauses(sentence):
            if not _is_denied_by_others(told, sentence, head, theirs):
                verb = _told_by(source, sentence, head)
                if verb is not None and _of_one_thing(sentence, head, source, verb):
                    return (_restated(sentence, head, told, verb),)
    return ()


def _told_by(sentence: Sentence, other: Sentence, head: int) -> int | None:
    """The verb by which a sentence tells what another denies, if it has the denied word."""
    denied = _denied_words(other, head)
    places = [n for n, t in enumerate(sentence.tokens) if stem(t.lemma) in denied]
    return verb_above(sentence, places[0]) if places else None


def _denied_words(sentence: Sentence, head: int) -> set[str]:
    """Stems of the verb that is denied and, where it says little by itself, of its object."""
    tokens = sentence.tokens
    verb = verb_above(sentence, head)
    places = {head, verb}
    if tokens[verb].lemma.lower() in _LIGHT:
        objects = {"attr", "dobj", "acomp", "oprd"}
        places |= {c for c in sentence.children(verb) if tokens[c].dep in objects}
    return {stem(tokens[n].lemma) for n in places if tokens[n].lemma.lower() not in _LIGHT}


def _of_one_thing(sentence: Sentence, place: int, other: Sentence, head: int) -> bool:
    """Whether two verbs of one word have no objects that differ: a plan is not a deal."""
    verbs = verb_above(sentence, place), verb_above(other, head)
    mine, theirs = _objects(sentence, verbs[0]), _objects(other, verbs[1])
    alike = sentence.tokens[verbs[0]].lemma == other.tokens[verbs[1]].lemma
    return not alike or not mine or not theirs or bool(mine & theirs)


def _objects(sentence: Sentence, verb: int) -> set[str]:
    tokens = sentence.tokens
    return {stem(tokens[c].lemma) for c in sentence.children(verb) if tokens[c].dep == "dobj"}


def _is_stated_as_well(told: Retelling, source: Sentence, head: int) -> bool:
    """Whether the source has the denied word elsewhere, where it may state it."""
    denied = _denied_words(source, head)
    again = [t for t in source.tokens if stem(t.lemma) in denied]
    others = [k.fact.sentence for k in (*told.beside, *told.facts)]
    return len(again) > len(denied) or any(
        not denials(other) and denied & stems(other) for other in others
    )


def _is_denied_by_others(
    told: Retelling, sentence: Sentence, head: int, theirs: frozenset[str]
) -> bool:
    """Whether something else that the sentence may draw on denies the same."""
    denied = _denied_words(sentence, head)
    others = [k.fact.sentence for k in (*told.beside, *told.facts)]
    return any(denials(other) - theirs and denied & stems(other) for other in others)


def _restated(sentence: Sentence, verb: int, told: Retelling, other: int) -> Restatement:
    fact = told.known.fact
    said, known = verb_group(sentence, verb), verb_group(fact.sentence, other)
    return at_odds(MentionKind.POLARITY, sentence, said, fact, known)
