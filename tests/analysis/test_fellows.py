"""Which sentences are held against each other: few, a bounded number, and of one occasion."""

from __future__ import annotations

import numpy as np
import pytest

from consistency.analysis.fellows import FELLOWS, pairings, questions_on_fellows
from consistency.domain import (
    Fact,
    Mention,
    MentionKind,
    Moment,
    Origin,
    Sentence,
    Span,
    Token,
)


def sentence(index: int, *nouns: str, verb: str = "open") -> Sentence:
    words = [*nouns, verb]
    text = " ".join(words)
    tokens, start = [], 0
    for word in words:
        pos = "VERB" if word == verb else "NOUN"
        tokens.append(Token(start, start + len(word), word, word, pos, "NN", "dep", 0))
        start += len(word) + 1
    return Sentence(index, Span(index * 100, index * 100 + len(text)), text, tokens=tuple(tokens))


def unit(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def on(index: int, day: int) -> Mention:
    return Mention(MentionKind.DATE, 0, 0, Span(0, 1), str(day), Moment(2020, 5, day))


def asked(count: int) -> int:
    """Pairs asked of an article in which everything is like everything."""
    claims = [sentence(n, f"thing{n % 7}", "harbour", f"place{n % 11}") for n in range(count)]
    vectors = np.ones((count, 4), dtype=np.float32) / 2
    return len(list(pairings(claims, {n: () for n in range(count)}, vectors)))


def test_pairs_grow_as_the_article_does() -> None:
    few, many = asked(50), asked(500)
    assert few > 50, "everything is alike: every sentence finds fellows"
    assert many <= FELLOWS * 500
    assert many <= 10.5 * few + 50


def test_like_sentences_far_apart_meet_and_each_is_asked_of_the_other() -> None:
    claims = [sentence(n, f"word{n}") for n in range(60)]
    claims[10] = sentence(10, "harbour", "ship")
    claims[50] = sentence(50, "harbour", "ship", verb="close")
    vectors = np.eye(60, dtype=np.float32)
    vectors[50] = vectors[10]
    found = list(pairings(claims, {n: () for n in range(60)}, vectors))
    assert [(p.later, p.earlier) for p in found] == [(50, 10)]
    fellows = [Fact(f"article:{s.index}", Origin.ARTICLE, "a", s) for s in claims]
    questions = questions_on_fellows(fellows, [(s.text,) for s in claims], found)
    assert [(q.sentence, q.premise[0].sentence.index) for q in questions] == [(50, 10), (10, 50)]


@pytest.mark.parametrize(
    ("days", "verb", "meets"),
    [((3, 3), "close", True), ((3, 4), "close", False), ((3, 3), "deny", False)],
)
def test_other_days_and_disputes_are_not_held_against_each_other(
    days: tuple[int, int], verb: str, meets: bool
) -> None:
    claims = [sentence(0, "harbour", "ship"), sentence(1, "harbour", "ship", verb=verb)]
    vectors = np.stack([unit(1, 0.1), unit(1, 0)])
    mentions = {n: (on(n, day),) for n, day in enumerate(days)}
    assert bool(list(pairings(claims, mentions, vectors))) is meets
