"""Who is said to have said what a sentence tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from consistency.domain import Mention, MentionKind, Sentence
from consistency.mentions.frames import phrase_bounds
from consistency.mentions.titles import OFFICES

SAYING = {
    "say", "state", "claim", "tell", "report", "announce", "declare", "add", "insist", "explain",
    "note", "argue", "stress", "warn", "write", "admit", "recount", "recall", "lament", "assert",
    "contend", "maintain", "opine", "confirm", "deny", "remark", "observe", "concede", "indicate",
    "acknowledge", "predict", "disclose", "allege", "complain", "promise", "reply", "respond",
    "counter", "answer", "conclude", "suggest", "inform", "comment", "emphasize", "emphasise",
    "reckon", "quip", "joke", "testify", "tweet", "demand", "reveal", "relate", "utter",
}  # fmt: skip
THINKING = {"think", "believe", "estimate", "find", "expect", "fear", "hope", "judge", "show"}
"""Verbs that put what somebody holds in a clause, and have other uses without one."""
_MOUTH = {"word", "view", "opinion", "judgment", "judgement", "eye", "estimate", "account",
          "reckoning", "telling", "phrase", "mind", "assessment", "version", "statement",
          "argument", "belief", "estimation", "verdict", "comment", "remark",
          "conviction"}  # fmt: skip
"""Nouns by which "in the … of X" or "X's … was" names a speaker."""
_CONTENT = {"NOUN", "PROPN", "ADJ"}
_APART = {"relcl", "acl", "advcl", "punct", "cc", "conj"}


class Speaker(NamedTuple):
    """Whoever a statement is put in the mouth of."""

    first: int
    last: int
    """First and last token of the words that name them."""
    words: frozenset[str]
    """What tells them from others, in lower case; empty for a pronoun or "officials"."""
    named: bool
    """Whether a proper name is among the words."""
    pronoun: str = ""
    """The pronoun, where that is all."""
    phrase: frozenset[str] = frozenset()
    """Lemmas of the whole phrase, offices and all."""


def speakers_of(sentence: Sentence, mentions: tuple[Mention, ...]) -> tuple[Speaker, ...]:
    """Everybody who is said to have said something of the sentence, in order."""
    names = [m for m in mentions if m.kind is MentionKind.NAME]
    heads = sorted({*_by_verb(sentence), *_by_phrase(sentence)})
    return tuple(_speaker(sentence, head, names) for head in heads)


def _by_verb(sentence: Sentence) -> Iterator[int]:
    for place, token in enumerate(sentence.tokens):
        lemma = token.lemma.lower()
        if token.pos != "VERB" or lemma not in SAYING | THINKING:
            continue
        below = list(sentence.children(place))
        clause = any(sentence.tokens[c].dep in {"ccomp", "parataxis"} for c in below)
        if lemma in THINKING and not clause:
            continue
        passive = any(sentence.tokens[c].dep in {"nsubjpass", "auxpass"} for c in below)
        for child in below:
            dep = sentence.tokens[child].dep
            if dep == "nsubj" and not passive:
                yield child
            elif dep == "agent":
                yield from _objects(sentence, child)


def _by_phrase(sentence: Sentence) -> Iterator[int]:
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        word = token.text.lower()
        if word == "according":
            for to in sentence.children(place):
                yield from _objects(sentence, to)
        elif token.lemma.lower() in _MOUTH and _frames_a_statement(sentence, place):
            for child in sentence.children(place):
                if tokens[child].dep == "poss":
                    yield child
                elif tokens[child].text.lower() == "of":
                    yield from _objects(sentence, child)


def _frames_a_statement(sentence: Sentence, noun: int) -> bool:
    """Whether "in the words of X" or "X's words were" stands about a statement."""
    token = sentence.tokens[noun]
    above = sentence.tokens[token.head]
    if token.dep == "pobj":
        return above.text.lower() in {"in", "by", "to"}
    return token.dep in {"attr", "nsubj"} and above.lemma == "be"


def _objects(sentence: Sentence, preposition: int) -> Iterator[int]:
    return (c for c in sentence.children(preposition) if sentence.tokens[c].dep == "pobj")


def _speaker(sentence: Sentence, head: int, names: list[Mention]) -> Speaker:
    token = sentence.tokens[head]
    name = next((m for m in names if m.first <= head <= m.last), None)
    if name is not None:
        first, last = name.first, name.last
    else:
        first, last = phrase_bounds(sentence, head)
    inside = range(first, last + 1) if name is not None else _phrase(sentence, head)
    told = [sentence.tokens[i] for i in inside]
    words = frozenset(
        t.text.lower() if t.pos == "PROPN" else t.lemma.lower()
        for t in told
        if t.pos in _CONTENT and t.lemma.lower() not in OFFICES
    )
    return Speaker(
        first,
        last,
        words,
        name is not None or any(t.pos == "PROPN" for t in told),
        token.text.lower() if token.pos == "PRON" else "",
        frozenset(sentence.tokens[i].lemma.lower() for i in sentence.subtree(head)),
    )


def _phrase(sentence: Sentence, head: int) -> tuple[int, ...]:
    """A noun phrase with its prepositions, but without the clauses that hang on it."""
    return sentence.subtree(head, lambda below: sentence.tokens[below].dep not in _APART)
