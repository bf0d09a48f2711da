"""The verb that carries a sentence, and its auxiliaries."""

from __future__ import annotations

from consistency.domain import Sentence
from consistency.mentions.speakers import SAYING, THINKING
from consistency.mentions.stems import stems

_BESIDE = {"advcl", "conj", "parataxis", "ccomp"}
_CLAUSES = {"relcl", "acl", "advcl", "ccomp", "conj"}
_TIED = {"nsubj", "nsubjpass", "dobj", "attr", "agent", "prep", "dative", "pobj", "oprd"}
_AUXILIARIES = {"aux", "auxpass", "neg", "prt"}


def main_verb(sentence: Sentence) -> int:
    """The root, or the verb of what somebody is said to have said."""
    tokens = sentence.tokens
    place = next((n for n, t in enumerate(tokens) if t.dep == "ROOT"), 0)
    while tokens[place].lemma.lower() in SAYING | THINKING:
        below = [c for c in sentence.children(place) if tokens[c].dep == "ccomp"]
        if not below:
            break
        place = below[0]
    return place


def verb_above(sentence: Sentence, place: int) -> int:
    """The verb that a token is or hangs on; the root where no verb stands above it."""
    tokens = sentence.tokens
    while tokens[place].pos not in {"VERB", "AUX"} and tokens[place].head != place:
        place = tokens[place].head
    return place


def verb_group(sentence: Sentence, verb: int) -> tuple[int, int]:
    """First and last token of a verb with the auxiliaries that stand beside it."""
    parts = {c for c in sentence.children(verb) if sentence.tokens[c].dep in _AUXILIARIES}
    first = last = verb
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts:
        last += 1
    return first, last


def clause(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """A verb and what hangs on it, but for side clauses and other verbs beside it."""
    tokens = sentence.tokens
    inside = set(sentence.subtree(verb))
    for child in sentence.children(verb):
        if tokens[child].dep in _BESIDE and tokens[child].pos in {"VERB", "AUX"}:
            inside -= set(sentence.subtree(child))
    return tuple(sorted(inside))


def attribution(sentence: Sentence) -> frozenset[int]:
    """The tokens that only say who said it, and to whom."""
    tokens = sentence.tokens
    found: set[int] = set()
    for place, token in enumerate(tokens):
        below = list(sentence.children(place))
        says = token.lemma.lower() in SAYING | THINKING
        if says and any(tokens[c].dep in {"ccomp", "parataxis"} for c in below):
            found.add(place)
            for child in below:
                if tokens[child].dep not in {"ccomp", "parataxis", "conj"}:
                    found.update(sentence.subtree(child))
        elif token.text.lower() == "according":
            found.update(sentence.subtree(place))
    return frozenset(found)


def parties(sentence: Sentence, place: int) -> frozenset[str]:
    """Stems of the words that a word's verb ties to it: its subject, objects and the like."""
    tokens = sentence.tokens
    verb = verb_above(sentence, place)
    inside: set[int] = set()
    frontier = [c for c in sentence.children(verb) if tokens[c].dep in _TIED]
    while frontier:
        inside.update(frontier)
        frontier = [
            c
            for n in frontier
            for c in sentence.children(n)
            if tokens[c].dep not in _CLAUSES and tokens[c].pos not in {"VERB", "AUX"}
        ]
    return stems(sentence, inside - {place})
