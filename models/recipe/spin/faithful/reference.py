"""The same party under another name."""

from __future__ import annotations

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, swap
from models.recipe.spin.errors.pronouns import antecedent
from models.recipe.spin.lexicon import GOVERNING, SEATS
from models.recipe.spin.names import class_of, parts

_SEAT_OF = {seat: land for land, seats in SEATS.items() for seat in seats}


def metonym_right(sentence: Span, context: Context) -> Changes | None:
    """A country that acts is called by its seat of government, or the other way round."""
    for entity in sentence.ents:
        token, old = entity.root, parts(entity)
        if token.dep_ != "nsubj" or token.head.lemma_ not in GOVERNING or old is None:
            continue
        if any(c.dep_ in {"appos", "conj", "relcl", "prep"} for c in token.children):
            continue
        if old.full in SEATS:
            new = SEATS[old.full][0]
        elif old.full in _SEAT_OF and class_of(entity):
            new = _SEAT_OF[old.full]
        else:
            continue
        if new.removeprefix("the ") in sentence.text:
            continue
        new = new[:1].upper() + new[1:] if old.first.is_sent_start else new
        return [swap(sentence, old.first, old.last, new)]
    return None


def pronoun_resolved(sentence: Span, context: Context) -> Changes | None:
    """He or she at the head becomes the only person of the sentence before."""
    name = antecedent(sentence, context)
    return [swap(sentence, sentence[0], sentence[0], name)] if name else None
