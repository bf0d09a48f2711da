"""Quotations: words that somebody is said to have used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consistency.domain import Mention, MentionKind, Sentence

_QUOTED = re.compile(
    r"“([^“”]+)(?:”|$)|\"([^\"]+)(?:\"|$)|(?<![\w’])‘([^‘’]{12,}(?:’\w[^‘’]*)*)’(?!\w)"
)
SHORTEST = 3
"""Words of the shortest quotation; fewer are scare quotes or a title."""


def quotes_of(sentence: Sentence) -> Iterator[Mention]:
    """Every quotation of some length, without its marks; an unclosed one ends the sentence."""
    for match in _QUOTED.finditer(sentence.text):
        group = next(n for n in (1, 2, 3) if match[n])
        start, end = match.span(group)
        inside = [i for i, t in enumerate(sentence.tokens) if start <= t.start and t.end <= end]
        if not inside or len(match[group].split()) < SHORTEST:
            continue
        # A comma or stop before the closing mark belongs to the sentence, not to the words.
        words = match[group].rstrip(" ,.;:")
        yield Mention(
            MentionKind.QUOTE,
            inside[0],
            inside[-1],
            sentence.locate(start, start + len(words)),
            words,
            normal(words),
        )


def normal(words: str) -> str:
    """Words alone, in lower case: what may not differ between two quotations."""
    return " ".join(re.findall(r"[a-z0-9']+", words.lower().replace("’", "'").replace("-", " ")))
