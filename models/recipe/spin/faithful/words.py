"""Words that may stand for one another."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, inflect, like, swap
from models.recipe.spin.lexicon import (
    CONTRACTIONS,
    SHORT_NAMES,
    SPELLINGS,
    SYNONYM_NOUNS,
    SYNONYM_OTHERS,
    SYNONYM_VERBS,
    word_set,
)

_BARE = {"prt", "xcomp", "ccomp", "dative", "oprd", "acomp"}
_NEEDS_OBJECT = word_set(
    "buy choose reveal receive reject condemn acquire postpone boost slash probe construct "
    "obtain assist require injure purchase cancel permit demonstrate examine criticise criticize "
    "publish declare discover reduce investigate launch search sack oust unveil seize hold "
    "detain aid rescue expect halt quit"
)
_NO_OBJECT = {"drop", "increase", "begin", "start", "finish", "conclude", "happen", "respond"}


def _verb(token: Token) -> bool:
    children = list(token.children)
    if any(c.dep_ in _BARE for c in children) and token.lemma_ not in {"want", "expect", "attempt"}:
        return False
    patient = any(c.dep_ in {"dobj", "nsubjpass"} for c in children)
    if token.lemma_ in {"start", "begin"} and any(c.dep_ == "dobj" for c in children):
        return False
    if token.lemma_ in _NO_OBJECT and patient:
        return False
    if token.lemma_ == "hold" and not any(
        c.lemma_ in {"meeting", "talk", "rally", "event"} for c in children
    ):
        return False
    if token.lemma_ in {"want", "attempt"}:
        return any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in children)
    return patient or token.lemma_ not in _NEEDS_OBJECT


def _other(token: Token, context: Context) -> str | None:
    """A synonym in the token's form, if its place allows one."""
    beside = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    if token.lower_ == "deal" and token.i and token.nbor(-1).lower_ in {"good", "great"}:
        return None
    if token.ent_type_ or beside == "-" or (token.i and token.nbor(-1).text == "-"):
        return None
    if token.pos_ == "VERB" and token.dep_ not in {"aux", "amod"} and token.lemma_ in SYNONYM_VERBS:
        return (
            like(context.rng.choice(SYNONYM_VERBS[token.lemma_]), token) if _verb(token) else None
        )
    if token.pos_ == "NOUN" and token.dep_ != "compound" and token.lemma_ in SYNONYM_NOUNS:
        if token.tag_ == "NNS" or token.lemma_ not in {"talk", "cash"}:
            return like(context.rng.choice(SYNONYM_NOUNS[token.lemma_]), token)
        return None
    if token.lower_ in SYNONYM_OTHERS and token.pos_ in {"ADJ", "ADV", "SCONJ", "ADP"}:
        new = context.rng.choice(SYNONYM_OTHERS[token.lower_])
        if (
            token.lower_ in {"near", "within", "upon", "via", "concerning", "regarding"}
            and token.dep_ != "prep"
        ):
            return None
        if token.lower_ in {
            "also",
            "hard",
            "main",
            "near",
            "former",
            "though",
            "because",
            "until",
            "during",
            "several",
            "many",
            "numerous",
        }:
            return _careful(token, new)
        return new.capitalize() if token.text[0].isupper() else new
    return None


def _careful(token: Token, new: str) -> str | None:
    """Synonyms that only fit in some places."""
    word = token.lower_
    if word in {"several", "many", "numerous"} and token.dep_ != "amod":
        return None
    if (word == "because" and token.nbor(1).lower_ == "of") or word in {"also", "former"}:
        return None
    if word in {"though", "because", "until"} and token.dep_ not in {"mark", "prep"}:
        return None
    if word in {"hard", "main"} and token.dep_ != "amod":
        return None
    return new.capitalize() if token.text[0].isupper() else new


def synonyms(sentence: Span, context: Context) -> Changes | None:
    """One to three words give way to synonyms."""
    found = [swap(sentence, t, t, new) for t in sentence if (new := _other(t, context))]
    if not found:
        return None
    return context.rng.sample(found, min(len(found), context.rng.randint(1, 3)))


def said_synonym(sentence: Span, context: Context) -> Changes | None:
    """Another verb of saying that does not judge what was said."""
    found = [
        t
        for t in sentence
        if t.lemma_ == "say"
        and t.tag_ in {"VBD", "VBZ", "VBP"}
        and any(c.dep_ == "ccomp" for c in t.children)
        and any(c.dep_ == "nsubj" for c in t.children)
    ]
    if not found:
        return None
    token = context.rng.choice(found)
    return [
        swap(
            sentence,
            token,
            token,
            inflect(context.rng.choice(("state", "state", "remark", "explain")), token.tag_),
        )
    ]


def _regex(
    sentence: Span, pairs: list[tuple[str, str]], context: Context, most: int
) -> Changes | None:
    found: Changes = []
    for old, new in pairs:
        match = re.search(rf"(?<![\w.-]){re.escape(old)}(?![\w’'-])", sentence.text)
        if match and not any(a < match.end() and match.start() < b for a, b, _ in found):
            found.append((match.start(), match.end(), new))
    return context.rng.sample(found, min(most, len(found))) if found else None


def spelling(sentence: Span, context: Context) -> Changes | None:
    """The other side of the Atlantic's spelling."""
    pairs = [p for p in SPELLINGS.items() if p[0] in sentence.text]
    return _regex(sentence, pairs, context, 3) if pairs else None


def contraction(sentence: Span, context: Context) -> Changes | None:
    """Did not becomes didn't, and back."""
    pairs = [
        (a, b)
        for long, short in CONTRACTIONS
        for a, b in ((long, short), (short, long), (short.replace("'", "’"), long))
    ]
    return _regex(sentence, [p for p in pairs if p[0] in sentence.text], context, 1)


def short_names(sentence: Span, context: Context) -> Changes | None:
    """Well-known names and titles in their short or long form."""
    text = sentence.text
    pairs = [
        (a, b)
        for long, short in SHORT_NAMES[:10]
        for a, b in ((long, short), (short, long))
        if a in text
    ]
    pairs += [
        (a, b)
        for a, b in SHORT_NAMES[10:]
        if a in text and a not in {"per cent", "percent", "U.S."}
    ]
    pairs = [p for p in pairs if not (p[0] == "Prime Minister" and p[1] != "PM")]
    found = _regex(sentence, pairs, context, 1) or []
    kept = [
        c
        for c in found
        if c[2] not in text
        and not re.match(r" [A-Z(]|\)", text[c[1] :])
        and not re.search(r"[a-z,] [A-Z][\w.]* $|[a-z] [A-Z]\w*$", text[: c[0]])
    ]
    return kept or None
