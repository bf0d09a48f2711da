"""Who said it is lost, or what was alleged is proved."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, inflect, stretch, swap
from models.recipe.spin.errors.roles import denied
from models.recipe.spin.lexicon import KNOWN, SAYING, SOFT_SAYING


def told(sentence: Span, verbs: set[str]) -> tuple[Token, list[Token]] | None:
    """The verb of saying at the root and the words of what was said, without "that" and quotes."""
    root = sentence.root
    said = [c for c in root.children if c.dep_ == "ccomp"]
    if root.lemma_ not in verbs or len(said) != 1 or denied(root):
        return None
    words = stretch(said[0])
    if words and words[0].lower_ == "that" and words[0].dep_ == "mark":
        words = words[1:]
    if len(words) < 5 or any(t.text in {'"', "“", "”"} for t in sentence):
        return None
    if not any(t.dep_ in {"nsubj", "nsubjpass", "expl"} for t in said[0].children):
        return None
    if any(t.lower_ in {"i", "we", "my", "our", "me", "us"} for t in words):
        return None
    inside = {t.i for t in words}
    rest = [t for t in sentence if t.i not in inside and not t.is_punct]
    if any(t.dep_ == "conj" and t.head == root for t in rest) or len(rest) > 14:
        return None
    if words[0].i > root.i and words[-1].i + 2 < sentence.end:
        return None
    return root, words


def attribution_dropped(sentence: Span, context: Context) -> Changes | None:
    """X said Y becomes Y."""
    found = told(sentence, SAYING - {"admit", "confirm", "acknowledge", "deny", "note", "reveal"})
    if found is None:
        return None
    text, (_, words) = sentence.text, found
    start = words[0].idx - sentence[0].idx
    end = words[-1].idx + len(words[-1].text) - sentence[0].idx
    changes: Changes = [(0, start, "")] if start else []
    if end < len(text) - 1:
        changes.append((end, len(text), "."))
    return changes or None


def attribution_to_fact(sentence: Span, context: Context) -> Changes | None:
    """What was claimed is proved."""
    root = sentence.root
    said = [c for c in root.children if c.dep_ == "ccomp"]
    if root.lemma_ not in SOFT_SAYING or not said or denied(root) or said[0].i < root.i:
        return None
    if any(c.dep_ in {"aux", "auxpass", "prt"} for c in root.children) or root.tag_ not in {
        "VBD",
        "VBZ",
        "VBP",
    }:
        return None
    if any(c.lower_ == "i" for c in root.children):
        return None
    return [swap(sentence, root, root, inflect(KNOWN[root.lemma_], root.tag_))]
