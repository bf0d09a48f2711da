"""Lists with a wrong member, mangled set phrases, and details from elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Span, Token

import consistency.rules
from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, phrase, swap, text_of
from models.recipe.spin.lexicon import TAILS
from models.recipe.spin.names import class_of, parts, spell


def _members(sentence: Span) -> list[tuple[Token, Token]]:
    """Named members of a list beside the one before them."""
    roots = {e.root.i: e for e in sentence.ents if class_of(e)}
    return [
        (t.head, t)
        for t in sentence
        if t.dep_ == "conj"
        and t.i in roots
        and t.head.i in roots
        and t.text != t.head.text
        and class_of(roots[t.i]) == class_of(roots[t.head.i])
    ]


def _bare(token: Token) -> tuple[Token, Token] | None:
    """A list's member without the members that follow it."""
    keep = [
        t
        for t in token.subtree
        if t == token or (t.head == token and t.dep_ in {"compound", "det"})
    ]
    keep.sort(key=lambda t: t.i)
    return (keep[0], keep[-1]) if keep[-1].i - keep[0].i + 1 == len(keep) else None


def list_member_repeated(sentence: Span, context: Context) -> Changes | None:
    """A list names one member twice."""
    for head, member in _members(sentence):
        one, two = _bare(head), _bare(member)
        if (
            one
            and two
            and not any(c.dep_ in {"poss", "appos"} for c in (*head.children, *member.children))
        ):
            return [swap(sentence, *two, text_of(*one))]
    return None


def list_member_replaced(sentence: Span, context: Context) -> Changes | None:
    """A list names somebody who is not in it."""
    for _, member in _members(sentence):
        for entity in sentence.ents:
            old, sort = parts(entity), class_of(entity)
            if not (entity.start <= member.i < entity.end) or old is None or sort is None:
                continue
            pool = context.own.get(sort, ()) or context.foreign.get(sort, ())
            others = [
                n for n in pool if n not in sentence.text and not context.aliases(n, old.name)
            ]
            if others:
                return [
                    swap(sentence, old.first, old.last, spell(context.rng.choice(others), entity))
                ]
    return None


@lru_cache(maxsize=1)
def _tortured() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """What was meant → what spinners make of it, from the table of the product's own rule."""
    table: dict[str, list[str]] = {}
    file = Path(consistency.rules.__file__).with_name("tortured_phrases.tsv")
    for line in file.read_text(encoding="utf-8").splitlines():
        broken, tab, meant = line.partition("\t")
        if tab and not line.startswith("#"):
            table.setdefault(meant.strip(), []).append(broken.strip())
    return tuple(
        (re.compile(rf"(?<![\w-]){re.escape(meant)}(?![\w-])", re.IGNORECASE), tuple(broken))
        for meant, broken in table.items()
    )


def tortured(sentence: Span, context: Context) -> Changes | None:
    """A thesaurus breaks a set phrase: the White House becomes the Pale Residence."""
    text = sentence.text
    for pattern, broken in _tortured():
        if match := pattern.search(text):
            new = context.rng.choice(broken)
            if match[0].istitle():
                new = new.title()
            return [
                (
                    match.start(),
                    match.end(),
                    new[:1].upper() + new[1:] if match[0][0].isupper() else new,
                )
            ]
    return None


def added_detail(sentence: Span, context: Context) -> Changes | None:
    """A detail from another sentence of the article, or from nowhere, is hung on."""
    text = sentence.text
    if not text.endswith(".") or text[-2:-1] in {'"', "”", ")"} or len(text.split()) > 34:
        return None
    options = [d for d in context.details if d.lower() not in text.lower()]
    label_free = not any(t.ent_type_ in {"GPE", "DATE"} for t in sentence)
    tail = (
        " " + context.rng.choice(options)
        if options and label_free and context.rng.random() < 0.7
        else None
    )
    tail = tail or context.rng.choice(TAILS)
    return [(len(text) - 1, len(text) - 1, tail)]


def details_of(sentence: Span) -> list[str]:
    """Phrases of place and time that another sentence could wrongly take over."""
    found = []
    for token in sentence.root.children:
        if (
            token.dep_ == "prep"
            and token.lower_ in {"in", "on", "at", "after", "during", "near"}
            and token.i > sentence.start
        ):
            ends = phrase(token)
            if (
                ends
                and any(t.ent_type_ in {"GPE", "DATE", "FAC", "ORG"} for t in token.subtree)
                and len(list(token.subtree)) < 8
            ):
                found.append(text_of(*ends))
    return found
