"""Words that turn into their opposites."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, like, swap
from models.recipe.spin.errors.roles import denied, sort_of
from models.recipe.spin.lexicon import (
    ANTONYM_ADJECTIVES,
    ANTONYM_ADVERBS,
    ANTONYM_NOUNS,
    ANTONYM_VERBS,
    CONTESTS,
    INTRANSITIVE,
    TO_INFINITIVE,
    TRANSITIVE,
)

_SET = {
    "high school",
    "high court",
    "public health",
    "public school",
    "best known",
    "old age",
    "long run",
    "early release",
    "hot dog",
    "top level",
    "major league",
    "right hand",
    "at least",
    "local time",
    "local authority",
    "national park",
    "no longer",
    "as long",
    "so long",
    "how long",
}


def _verb(token: Token) -> str | None:
    infinitive = any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children)
    if infinitive:
        return TO_INFINITIVE.get(token.lemma_)
    new = ANTONYM_VERBS.get(token.lemma_)
    patient = any(c.dep_ in {"dobj", "nsubjpass"} for c in token.children) or token.dep_ == "acl"
    if new is None or any(c.dep_ in {"prt", "ccomp", "dative", "oprd"} for c in token.children):
        return None
    if token.lemma_ == "release" and not any(sort_of(c) == "people" for c in token.children):
        return None
    if token.lemma_ in {"win", "lose"}:
        objects = [c for c in token.children if c.dep_ == "dobj"]
        return new if objects and objects[0].lemma_.lower() in CONTESTS else None
    if (token.lemma_ in TRANSITIVE or new in TRANSITIVE) and not patient:
        return None
    if (token.lemma_ in INTRANSITIVE or new in INTRANSITIVE) and patient:
        return None
    return new


def opposite(token: Token) -> str | None:
    """The opposite of a word in its form, where one is known and the place allows it."""
    if token.ent_type_ in {
        "PERSON",
        "ORG",
        "GPE",
        "FAC",
        "WORK_OF_ART",
        "EVENT",
        "LAW",
        "DATE",
        "TIME",
    }:
        return None
    if token.pos_ == "PROPN" or any(c.dep_ == "neg" for c in token.head.children) or denied(token):
        return None
    beside = [
        f"{token.lower_} {token.nbor(1).lower_}" if token.i + 1 < len(token.doc) else "",
        f"{token.nbor(-1).lower_} {token.lower_}" if token.i else "",
    ]
    if any(p in _SET for p in beside) or any(
        "-" in p.split()[-1:] or p.startswith("- ") for p in beside
    ):
        return None
    if token.pos_ == "VERB" and token.dep_ != "amod":
        new = _verb(token)
        return like(new, token) if new else None
    if token.pos_ == "ADJ" and token.dep_ in {"amod", "acomp", "attr", "oprd"}:
        new = ANTONYM_ADJECTIVES.get(token.lower_)
    elif token.pos_ == "NOUN" and token.dep_ != "compound":
        lemma = ANTONYM_NOUNS.get(token.lemma_)
        new = like(lemma, token) if lemma else None
    elif token.pos_ in {"ADV", "ADP"} and token.dep_ in {"advmod", "prt"}:
        new = ANTONYM_ADVERBS.get(token.lower_)
        if token.lower_ in {"up", "down"} and token.head.lemma_ not in {
            "go",
            "be",
            "drive",
            "push",
            "move",
            "climb",
        }:
            new = None
    else:
        return None
    return (new.capitalize() if token.text[0].isupper() else new) if new else None


def _among(sentence: Span, tokens: Iterator[Token], context: Context) -> Changes | None:
    found = [
        (t, new)
        for t in tokens
        if (new := opposite(t)) and new.lower() not in sentence.text.lower()
    ]
    if found:
        token, new = context.rng.choice(found)
        return [swap(sentence, token, token, new)]
    return None


def antonym_verb(sentence: Span, context: Context) -> Changes | None:
    """A verb turns into its opposite: rose becomes fell."""
    return _among(sentence, (t for t in sentence if t.pos_ == "VERB"), context)


def antonym_word(sentence: Span, context: Context) -> Changes | None:
    """A noun, adjective or adverb turns into its opposite."""
    return _among(sentence, (t for t in sentence if t.pos_ != "VERB"), context)


def quote_reworded(sentence: Span, context: Context) -> Changes | None:
    """A word inside quotation marks turns into its opposite."""
    inside, tokens = False, []
    for token in sentence:
        if token.text in {'"', "“", "”", "``", "''"}:
            inside = token.text == "“" or (token.text == '"' and not inside)
        elif inside:
            tokens.append(token)
    return _among(sentence, iter(tokens), context)
