"""Edits of a parsed sentence that keep its grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lemminflect import getInflection
from spacy.tokens import Span, Token

Change = tuple[int, int, str]
"""Replace the characters `[start, end)` of the sentence by a text."""


def apply(sentence: Span, changes: Iterable[Change]) -> str:
    """The sentence's text after changes that do not overlap, tidied."""
    text = sentence.text
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return tidy(text)


def tidy(text: str) -> str:
    """Single blanks, no blank before a comma, a capital at the head."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r",\s*([,.])", r"\1", text)
    return text[:1].upper() + text[1:]


def at(sentence: Span, token: Token) -> int:
    """Offset of a token in the sentence's text."""
    return token.idx - sentence[0].idx


def change(sentence: Span, first: Token, last: Token, new: str) -> Change:
    """Replaces the tokens from `first` to `last`."""
    return at(sentence, first), at(sentence, last) + len(last.text), new


def phrase(token: Token) -> tuple[Token, Token]:
    """First and last token of a noun phrase without the clauses that hang on it."""
    keep = {"det", "amod", "compound", "poss", "nummod", "case", "quantmod", "nmod"}
    words = [token]
    frontier = [token]
    while frontier:
        for child in frontier.pop().children:
            if child.dep_ in keep:
                words.append(child)
                frontier.append(child)
    ordered = sorted(words, key=lambda t: t.i)
    return ordered[0], ordered[-1]


def text_of(first: Token, last: Token) -> str:
    """The words of a phrase, with a common first word in lower case."""
    words = first.doc[first.i : last.i + 1].text
    if first.is_sent_start and first.pos_ not in {"PROPN"} and not first.ent_type_:
        return words[:1].lower() + words[1:]
    return words


def inflect(lemma: str, tag: str) -> str:
    """A form of a word, or the word itself where none is known."""
    found = getInflection(lemma, tag)
    return str(found[0]) if found else lemma


def like(word: str, model: Token) -> str:
    """A replacement in the form and capitals of the word it replaces."""
    tag = model.tag_
    new = inflect(word, tag) if " " not in word and tag[:2] in {"VB", "NN"} else word
    return new[:1].upper() + new[1:] if model.text[:1].isupper() else new


def clause(verb: Token) -> tuple[Token, Token] | None:
    """Subject and object of a plain active verb."""
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    patient = [c for c in verb.children if c.dep_ == "dobj"]
    if len(subject) != 1 or len(patient) != 1:
        return None
    if any(c.pos_ not in {"NOUN", "PROPN"} for c in (subject[0], patient[0])):
        return None
    return subject[0], patient[0]
