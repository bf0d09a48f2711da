"""Whether words stand in one noun phrase."""

from __future__ import annotations

from consistency.domain import Sentence

_INSIDE = {"appos", "compound", "poss", "nmod", "amod", "prep", "pobj", "attr", "flat",
           "nummod", "acl", "relcl"}  # fmt: skip
_TIES = {"be", "lead", "head", "chair", "run", "found", "belong", "speak", "serve"}
"""Verbs of a clause by which a party belongs to another: "who leads the council"."""


def bound(sentence: Sentence, some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one noun phrase of a sentence has a word of both.

    Args:
        sentence: any sentence.
        some: words in lower case.
        others: words in lower case.
    """
    tokens = sentence.tokens
    mine = [n for n, t in enumerate(tokens) if {t.text.lower(), t.lemma.lower()} & some]
    theirs = [n for n, t in enumerate(tokens) if {t.text.lower(), t.lemma.lower()} & others]
    return bool(mine and theirs) and any(
        set(_above(sentence, one)) & set(_above(sentence, other))
        for one in mine
        for other in theirs
    )


def _above(sentence: Sentence, place: int) -> list[int]:
    """A token and those that it hangs on within its noun phrase, up to its head."""
    tokens, found = sentence.tokens, [place]
    while len(found) <= len(tokens):
        token = tokens[place]
        tied = token.dep in {"nsubj", "dobj", "attr"} and tokens[token.head].lemma in _TIES
        clause = token.dep in {"acl", "relcl"} and token.lemma not in _TIES
        if (token.dep not in _INSIDE or clause) and not tied:
            break
        place = token.head
        found.append(place)
    return found
