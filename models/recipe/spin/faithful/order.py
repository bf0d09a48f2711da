"""The same clauses and phrases in another order."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, agree, decapital, phrase, stretch, swap, text_of
from models.recipe.spin.errors.attribution import told

_FRONTED = {"in", "on", "at", "after", "before", "during", "since", "following", "despite", "by"}
_MARKS = {
    "after",
    "before",
    "when",
    "while",
    "although",
    "because",
    "since",
    "if",
    "though",
    "once",
}


def clause_reordered(sentence: Span, context: Context) -> Changes | None:
    """A phrase of time or place, or a subordinate clause, moves from the end to the head."""
    root, text = sentence.root, sentence.text
    if sentence[0].pos_ in {"ADP", "SCONJ", "CCONJ", "ADV", "VERB"} or set(text) & set('"“;'):
        return None
    fixed = {"ccomp", "parataxis", "conj", "xcomp"} & {c.dep_ for c in root.children}
    ends = [c for c in root.children if not c.is_punct]
    if fixed or root.lemma_ == "be" or not ends or not _movable(ends[-1]):
        return None
    words = stretch(ends[-1])
    if words[0].i <= root.i + 1 or words[-1].i + 2 != sentence.end:
        return None
    moved = sentence.doc[words[0].i : words[-1].i + 1].text
    start = words[0].idx - sentence[0].idx
    while text[start - 1] in " ,":
        start -= 1
    first = sentence[0]
    head = swap(sentence, first, first, f"{moved[:1].upper()}{moved[1:]}, {decapital(first)}")
    return [head, (start, len(text), ".")]


def _movable(child: Token) -> bool:
    """Whether a part of a clause tells the time, the place or the circumstance of the whole."""
    words = stretch(child)
    if not words or any(t.dep_ in {"relcl", "conj"} for t in words):
        return False
    time = any(t.ent_type_ in {"DATE", "TIME"} for t in words)
    place = any(t.ent_type_ == "GPE" for t in words) and words[0].lower_ in {"in", "at"}
    if child.dep_ == "prep":
        return child.lower_ in _FRONTED and (time or place)
    if child.dep_ == "advcl":
        return words[0].lower_ in _MARKS
    return child.dep_ == "npadvmod" and time


def time_to_end(sentence: Span, context: Context) -> Changes | None:
    """A phrase at the head moves to the end."""
    root, text = sentence.root, sentence.text
    if (
        '"' in text
        or "“" in text
        or any(
            c.dep_ in {"ccomp", "conj", "parataxis", "advcl"} for c in root.children if c.i > root.i
        )
    ):
        return None
    for child in root.children:
        words = stretch(child)
        if not words or words[0].i != sentence.start or child.dep_ not in {"prep", "advcl"}:
            continue
        after = words[-1].i + 1
        rest = [t for t in sentence if t.i > after]
        # In a long sentence the moved phrase would seem to belong to the last verb.
        if len(rest) > 15 or any(t.pos_ == "VERB" and t != root for t in rest):
            return None
        if (child.lower_ not in _FRONTED and words[0].lower_ not in _MARKS) or sentence.doc[
            after
        ].text != ",":
            return None
        if len(words) < 2 or not text.endswith(".") or child.lower_ == "by":
            return None
        moved = text_of(words[0], words[-1])
        nxt = sentence.doc[after + 1]
        return [(0, nxt.idx - sentence[0].idx, ""), (len(text) - 1, len(text), f" {moved}.")]
    return None


def said_inverted(sentence: Span, context: Context) -> Changes | None:
    """X said Y becomes Y, X said, or according to X, Y; and back."""
    found = told(sentence, {"say"})
    if found is None:
        return None
    (root, words), text = found, sentence.text
    subject = [c for c in root.children if c.dep_ == "nsubj"]
    named = phrase(subject[0]) if subject else None
    if named is None or any(
        c.dep_ in {"aux", "prep", "npadvmod", "advmod", "dobj", "advcl", "dative"}
        for c in root.children
    ):
        return None
    if words[0].lower_ in {"he", "she", "it", "they"} or any(
        t.lower_ in {"she", "he", "it"} for t in words[:3]
    ):
        return None
    start, end = (
        words[0].idx - sentence[0].idx,
        words[-1].idx + len(words[-1].text) - sentence[0].idx,
    )
    speaker = text_of(*named)
    if words[0].i > root.i:
        if context.rng.random() < 0.5 and subject[0].pos_ != "PRON":
            return [(0, start, f"According to {speaker}, ")]
        order = (
            f"{root.text} {speaker}"
            if context.rng.random() < 0.3 and subject[0].pos_ != "PRON"
            else f"{speaker} {root.text}"
        )
        return [(0, start, ""), (end, len(text), f", {order}.")]
    opener = f"{speaker[:1].upper()}{speaker[1:]} {root.text} {context.rng.choice(('', 'that '))}"
    return [swap(sentence, words[0], words[0], opener + decapital(words[0])), (end, len(text), ".")]


def genitive(sentence: Span, context: Context) -> Changes | None:
    """France's minister becomes the minister of France, as spinners like it."""
    for token in sentence:
        if (
            token.dep_ != "poss"
            or token.pos_ != "PROPN"
            or token.ent_type_ not in {"GPE", "ORG", "PERSON"}
        ):
            continue
        words, owner = stretch(token.head), stretch(token)
        if (
            not words
            or not owner
            or owner[-1].lower_ not in {"'s", "’s"}
            or words[0].i != owner[0].i
        ):
            continue
        if len(words) > 7 or any(
            t.is_punct or t.dep_ in {"prep", "relcl", "acl", "appos", "conj"} for t in words
        ):
            continue
        if agree(token.head, many=True) and token.head.pos_ == "VERB":
            continue
        things = sentence.doc[owner[-1].i + 1 : words[-1].i + 1].text
        return [
            swap(sentence, words[0], words[-1], f"the {things} of {text_of(owner[0], owner[-2])}")
        ]
    return None
