"""Offices and nationalities that are somebody else's."""

from __future__ import annotations

import re

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, swap
from models.recipe.spin.lexicon import DEMONYMS, TITLE_GROUPS
from models.recipe.spin.names import class_of, parts, spell

_ALL = sorted({t for group in TITLE_GROUPS for t in group}, key=len, reverse=True)
_TITLE = re.compile(r"(?<![\w-])(" + "|".join(re.escape(t) for t in _ALL) + r")(?![\w-])")
_RANKED = re.compile(r"(?:vice|deputy|former|then|ex|acting|assistant|general) $", re.IGNORECASE)


def title_moved(sentence: Span, context: Context) -> Changes | None:
    """Another office; where two people are titled, theirs are exchanged."""
    text = sentence.text
    found = [m for m in _TITLE.finditer(text) if not _RANKED.search(text[: m.start()])]
    named = [m for m in found if _titled(sentence, m)]
    if len(named) >= 2 and named[0][1] != named[1][1] and context.rng.random() < 0.6:
        one, two = named[:2]
        return [(one.start(), one.end(), two[1]), (two.start(), two.end(), one[1])]
    if not named:
        return None
    match = context.rng.choice(named)
    groups = [g for g in TITLE_GROUPS if match[1] in g]
    others = [t for t in groups[0] if t != match[1] and t not in text]
    return [(match.start(), match.end(), context.rng.choice(others))] if others else None


def _titled(sentence: Span, match: re.Match[str]) -> bool:
    """Whether a title belongs to a named person: beside a name, or in a phrase with one."""
    part = sentence.char_span(match.start(), match.end(), alignment_mode="expand")
    if part is None or (
        part.start and part[0].ent_iob_ == "I" and part.doc[part.start - 1].ent_type_ == "PERSON"
    ):
        return False
    root = part.root
    near = [*root.children, root.head, *root.head.children]
    return any(t.ent_type_ == "PERSON" for t in near if abs(t.i - root.i) < 8)


def nationality(sentence: Span, context: Context) -> Changes | None:
    """Another nationality, or another country's minister."""
    found = [t for t in sentence if t.text in DEMONYMS and t.pos_ == "ADJ" and t.dep_ == "amod"]
    if found:
        token = context.rng.choice(found)
        others = [d for d in DEMONYMS if d not in sentence.text]
        near = [d for d in others if d in context.own.get("norp", ())] or others
        return [swap(sentence, token, token, context.rng.choice(near))]
    return None


def country_of_title(sentence: Span, context: Context) -> Changes | None:
    """France's minister becomes another country's."""
    for entity in sentence.ents:
        old = parts(entity)
        if class_of(entity) != "country" or entity.root.dep_ != "poss" or old is None:
            continue
        head = entity.root.head
        if _TITLE.search(sentence.text[: head.idx - sentence[0].idx + len(head.text)]) is None:
            continue
        pool = [*context.own.get("country", ()), *context.foreign.get("country", ())]
        others = [c for c in pool if c not in sentence.text and not context.aliases(c, entity.text)]
        if others:
            return [
                swap(sentence, old.first, old.last, spell(context.rng.choice(others[:12]), entity))
            ]
    return None
