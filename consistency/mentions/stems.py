"""Words by their stems, so that "produced" and "production" are one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from consistency.domain import Sentence, Token

_ENDINGS = ("ational", "ations", "ation", "ement", "ments", "ment", "ences", "ence", "ances",
            "ance", "tions", "tion", "sions", "sion", "ings", "ing", "ions", "ion", "als", "al",
            "ers", "er", "ors", "or", "ies", "ed", "es", "s", "e", "y")  # fmt: skip
_SHORTEST = 4


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending; crude, and the same for words of one family."""
    bare = word.lower()
    for ending in _ENDINGS:
        if bare.endswith("ss"):
            break
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            bare = bare.removesuffix(ending)
            break
    # "Erupt" and "eruption" part before the t.
    return bare.removesuffix("t") if len(bare) > _SHORTEST else bare


def stems(sentence: Sentence, places: Iterable[int] | None = None) -> frozenset[str]:
    """Stems of a sentence's content words, of some of its tokens or of all."""
    tokens = sentence.tokens
    inside = tokens if places is None else [tokens[n] for n in places]
    return frozenset(stem(t.lemma) for t in inside if _is_content(t))


def _is_content(token: Token) -> bool:
    return token.is_content and token.lemma.lower() not in {"be", "have", "do", "say"}
