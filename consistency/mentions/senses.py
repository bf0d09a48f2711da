"""Words of set phrases, and what a thesaurus puts in their place that never fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from consistency.domain import Sentence

_TERM = {"compound", "amod", "nmod"}


@lru_cache(maxsize=1)
def wrong_senses() -> Mapping[str, frozenset[str]]:
    """Word → words for its other senses."""
    text = Path(__file__).with_name("wrong_senses.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {word: frozenset(others.split()) for word, others in rows}


def term_words(sentence: Sentence) -> Iterator[int]:
    """The words that are part of a term: they modify a noun, or are modified or bound by "of"."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.pos not in {"NOUN", "PROPN", "ADJ", "VERB"}:
            continue
        below = [tokens[c] for c in sentence.children(place)]
        bound = any(t.dep in _TERM or t.text.lower() == "of" for t in below)
        if token.dep in _TERM or (token.pos in {"NOUN", "PROPN"} and bound):
            yield place


def term_at(sentence: Sentence, place: int) -> tuple[int, int]:
    """First and last token of the words that stand together as a term around one of them."""
    tokens = sentence.tokens
    first = last = place
    while first and tokens[first - 1].dep in _TERM and tokens[first - 1].head in {place, last}:
        first -= 1
    while last + 1 < len(tokens) and tokens[last].dep in _TERM and tokens[last].head == last + 1:
        last += 1
    return first, last
