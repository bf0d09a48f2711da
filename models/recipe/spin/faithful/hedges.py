"""Hedges said another way, no stronger than before."""

from __future__ import annotations

import re

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes

_SAME = (
    (r"\bmay (?!be\b|have\b|\d)(?=[a-z]+\b)", "might "),
    (r"\bmight (?=[a-z]+\b)", "may "),
    (r"\bmay be\b", "could be"),
    (r"\bis likely to\b", "will probably"),
    (r"\bare likely to\b", "will probably"),
    (r"\bis expected to\b", "is anticipated to"),
    (r"\bare expected to\b", "are anticipated to"),
    (r"\breportedly\b", "according to reports"),
    (r"\ballegedly\b", "supposedly"),
    (r"\bis believed to\b", "is thought to"),
    (r"\bis thought to\b", "is believed to"),
    (r"\bplans to\b", "intends to"),
    (r"\bplan to\b", "intend to"),
    (r"\bplanned to\b", "intended to"),
    (r"\bperhaps\b", "maybe"),
    (r"\bpossibly\b", "perhaps"),
    (r"\bhopes to\b", "has hopes to"),
    (r"\bwill (?=[a-z]+ )(?!not|also|be|never)", "is going to "),
    (r"\bis set to\b", "is due to"),
    (r"\bwill be\b", "is going to be"),
    (r"\bare believed to\b", "are thought to"),
    (r"\bare thought to\b", "are believed to"),
    (r"\bwants to\b", "wishes to"),
    (r"\bprobably\b", "in all likelihood"),
    (r"\bappears to\b", "seems to"),
    (r"\bappeared to\b", "seemed to"),
)


def hedge_kept(sentence: Span, context: Context) -> Changes | None:
    """May becomes might, is believed to becomes is thought to."""
    for pattern, new in context.rng.sample(_SAME, len(_SAME)):
        match = re.search(pattern, sentence.text)
        before = sentence.text[: match.start()].rsplit(" ", 2)[-2:] if match else []
        if match and not (
            new.startswith("is going")
            and any(w.rstrip(",").endswith("s") or w in {"they", "we", "I", "you"} for w in before)
        ):
            return [(match.start(), match.end(), new)]
    return None
