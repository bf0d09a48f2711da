"""What a sentence says that somebody is: "Anna Keller has been chief executive of Norvik"."""

from __future__ import annotations

from typing import NamedTuple

from consistency.domain import Sentence
from consistency.mentions.names import name_key

PLACES = {"GPE", "LOC", "FAC", "EVENT", "NORP"}
"""Labels of names that are no person's; "ORG" is not one, as the small recogniser gives it to
people with rare names."""


class Described(NamedTuple):
    """Somebody, and what they are said to be."""

    name: str
    """Key of the name."""
    noun: int
    """Index of the noun that says it."""


def described(sentence: Sentence) -> Described | None:
    """Whom a statement of the form "NAME is NOUN" describes; nothing where it has another form.

    Places are left out, and what somebody was: it need not be what they are. `descriptors_of`
    reads more forms off any sentence; this is the one that a fact has, known without mentions.
    """
    for verb, token in enumerate(sentence.tokens):
        if token.dep != "ROOT" or token.lemma != "be" or token.tag == "VBD":
            continue
        below = [(c, sentence.tokens[c]) for c in sentence.children(verb)]
        subject = next((c for c, t in below if t.dep == "nsubj" and t.pos == "PROPN"), None)
        noun = next((c for c, t in below if t.dep == "attr" and t.pos in {"NOUN", "PROPN"}), None)
        if subject is None or noun is None or sentence.tokens[subject].entity in PLACES:
            return None
        first = subject
        while first and sentence.tokens[first - 1].head == subject:
            first -= 1
        return Described(name_key(sentence.words(first, subject)), noun)
    return None
