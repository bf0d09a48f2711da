"""Less or more in one sentence than in the source, with nothing that the source does not say."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, decapital, stretch
from models.recipe.spin.errors.roles import denied
from models.recipe.spin.lexicon import word_set

_NOT_UPWARD = {
    "no",
    "few",
    "only",
    "all",
    "every",
    "none",
    "if",
    "unless",
    "without",
    "most",
    "first",
    "never",
    "any",
    "each",
}


def split(sentence: Span, context: Context) -> Changes | None:
    """One of two coordinated clauses stands alone."""
    text, found = sentence.text, _pair(sentence)
    if found is None:
        return None
    link, verb = found
    second = sentence[link.i + 1 - sentence.start]
    links = {c.dep_ for c in verb.children if c.i > link.i}
    vague = any(c.lower_ in {"it", "they", "this", "that"} for c in verb.children)
    whole = bool(links & {"nsubj", "nsubjpass", "expl"}) and not vague and bool(stretch(verb))
    if whole and sentence.end - second.i > 6 and context.rng.random() < 0.5:
        return [(0, second.idx - sentence[0].idx, "")]
    if link.i - sentence.start <= 5:
        return None
    end = link.idx - sentence[0].idx
    while text[end - 1] in " ,-–":
        end -= 1
    return [(end, len(text), ".")]


def _pair(sentence: Span) -> tuple[Token, Token] | None:
    """The "and" or "but" between two main clauses, and the verb of the second."""
    root = sentence.root
    if any(q in sentence.text for q in '"“;'):
        return None
    if any(t.lower_ in {"if", "either", "both", "or"} for t in sentence):
        return None
    seconds = [c for c in root.children if c.dep_ == "conj"]
    links = [c for c in root.children if c.dep_ == "cc"]
    said_first = any(c.dep_ == "ccomp" and c.i < root.i for c in root.children)
    if len(seconds) != 1 or len(links) != 1 or said_first or links[0].i > seconds[0].i:
        return None
    verb, link = seconds[0], links[0]
    more = any(c.dep_ == "conj" for c in verb.children)
    fits = verb.pos_ in {"VERB", "AUX"} and link.lower_ in {"and", "but"} and not more
    return (link, verb) if fits else None


def merged(sentence: Span, context: Context) -> Changes | None:
    """Two sentences of the source become one; the premise must hold both."""
    after, text = context.after, sentence.text
    if after is None or not text.endswith(".") or len(text.split()) + len(after.text.split()) > 42:
        return None
    if after[0].pos_ in {"CCONJ", "ADV", "SCONJ"} or any(q in text + after.text for q in '"“;'):
        return None
    link = context.rng.choice((" and ", ", and ", "; ", ", while "))
    rest = decapital(after[0]) + after.text[len(after[0].text) :]
    return [(len(text) - 1, len(text), link + rest)]


def dropped_modifier(sentence: Span, context: Context) -> Changes | None:
    """A relative clause, an apposition or a circumstance goes; what is left still follows."""
    text = sentence.text
    if any(t.dep_ == "neg" or t.lower_ in _NOT_UPWARD for t in sentence) or denied(sentence.root):
        return None
    found = []
    for token in sentence:
        words = stretch(token)
        if not words or words[0].i == sentence.start or len(sentence) - len(words) < 7:
            continue
        earlier = words[0].nbor(-1)
        later = sentence.doc[words[-1].i + 1] if words[-1].i + 1 < sentence.end else None
        if later is None:
            continue
        closed = earlier.text == "," and later.text in {",", "."}
        aside = token.dep_ in {"relcl", "appos", "acl"} and closed and token.i > token.head.i
        aside = aside and (token.dep_ != "appos" or later.text == "," or token.pos_ == "NOUN")
        if token.dep_ == "appos" and (
            token.head.pos_ != "PROPN" or any(t.dep_ == "conj" for t in token.head.subtree)
        ):
            aside = False
        if aside and later.text == "," and later.nbor(1).pos_ not in {"VERB", "AUX"}:
            aside = False
        time = (
            token.dep_ in {"prep", "npadvmod"}
            and token.head == sentence.root
            and token.i > token.head.i + 1
            and sentence.root.pos_ == "VERB"
            and any(t.ent_type_ in {"DATE", "TIME"} for t in words)
            and words[0].lower_ in {"on", "in", "during", "at", "earlier", "late"}
            and len(words) < 7
        )
        time = (
            time
            and not any(t.lower_ in {"year", "years", "quarter"} for t in words)
            and later.text == "."
        )
        manner = (
            token.dep_ == "advmod"
            and token.lower_ in _MANNER
            and len(words) == 1
            and token.head.pos_ == "VERB"
        )
        if not (aside or time or manner) or any(t.text in {'"', "“", "”", "(", ")"} for t in words):
            continue
        start, end = (
            words[0].idx - sentence[0].idx,
            words[-1].idx + len(words[-1].text) - sentence[0].idx,
        )
        while text[start - 1] in " ,":
            start -= 1
        if aside and later.text == ",":
            end += 1
        found.append((start, end, ""))
    return [context.rng.choice(found)] if found else None


_MANNER = word_set(
    "sharply quickly strongly publicly repeatedly officially formally heavily seriously quietly "
    "recently suddenly unanimously openly immediately eventually finally subsequently "
    "reluctantly"
)
