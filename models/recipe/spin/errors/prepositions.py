"""Prepositions that turn a place, a time or a side round."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, swap
from models.recipe.spin.errors.roles import denied
from models.recipe.spin.lexicon import CHANGING, MOTION, TAKING_SIDES

_TURNS = {
    "since": "until",
    "by": "to",
    "for": "against",
    "against": "in favour of",
    "during": "before",
    "into": "out of",
    "above": "below",
    "below": "above",
    "inside": "outside",
    "outside": "inside",
    "despite": "because of",
    "without": "with",
    "towards": "away from",
    "beneath": "above",
    "underneath": "on top of",
}


def _turned(token: Token) -> str | None:
    """What a preposition turns into, where its head and object allow it."""
    word, head = token.lower_, token.head
    if token.text[0].isupper() and not token.is_sent_start:
        return None
    objects = [c for c in token.children if c.dep_ in {"pobj", "pcomp"}]
    clause = token.dep_ == "mark" and head.dep_ == "advcl"
    if word in {"before", "after"} and (objects or clause) and head.lemma_ not in {"name", "look"}:
        return "after" if word == "before" else "before"
    if not objects or token.dep_ != "prep":
        return None
    thing = objects[0]
    if word in {"to", "from"}:
        return _way(token, thing)
    amount = thing.ent_type_ in {"PERCENT", "MONEY", "CARDINAL"}
    fits = {
        "since": thing.ent_type_ == "DATE",
        "by": head.lemma_ in CHANGING and amount,
        "for": head.lemma_ in TAKING_SIDES and head.pos_ == "VERB",
        "against": head.lemma_ in TAKING_SIDES and head.pos_ == "VERB",
        "into": head.lemma_ in MOTION,
        "without": thing.pos_ in {"NOUN", "PROPN"},
    }
    return _TURNS.get(word) if fits.get(word, True) else None


def _way(token: Token, place: Token) -> str | None:
    """To becomes from, and back, for journeys that name one end only."""
    other = "from" if token.lower_ == "to" else "to"
    travels = place.ent_type_ in {"GPE", "LOC", "ORG", "FAC"} and token.head.lemma_ in MOTION
    return other if travels and not any(c.lower_ == other for c in token.head.children) else None


def prep_flip(sentence: Span, context: Context) -> Changes | None:
    """From becomes to, before becomes after; a route is taken the other way."""
    found = [(t, new) for t in sentence if not denied(t.head) and (new := _turned(t))]
    if found:
        token, new = context.rng.choice(found)
        new = new.capitalize() if token.text[:1].isupper() else new
        return [swap(sentence, token, token, new)]
    return None


def route_turned(sentence: Span, context: Context) -> Changes | None:
    """From A to B becomes from B to A."""
    for verb in sentence:
        ends = {
            link.lower_: place
            for link in verb.children
            for place in link.children
            if link.lower_ in {"from", "to"} and link.dep_ == "prep" and place.dep_ == "pobj"
        }
        if len(ends) < 2 or not all(t.ent_type_ or t.like_num for t in ends.values()):
            continue
        one, two = ends["from"], ends["to"]
        if one.ent_type_ != two.ent_type_ or one.text == two.text:
            continue
        if any(
            c.dep_ not in {"det", "compound", "nummod", "quantmod", "nmod"}
            for c in (*one.children, *two.children)
        ):
            continue
        spans = [(sorted(t.subtree, key=lambda s: s.i)) for t in (one, two)]
        texts = [sentence.doc[s[0].i : s[-1].i + 1].text for s in spans]
        return [swap(sentence, s[0], s[-1], t) for s, t in zip(spans, reversed(texts), strict=True)]
    return None
