"""Denials that were not made, and denials that were lost."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, before, drop, inflect, plural, swap
from models.recipe.spin.errors.roles import denied
from models.recipe.spin.lexicon import SAYING

_SCOPED = {
    "also",
    "only",
    "already",
    "still",
    "just",
    "even",
    "soon",
    "always",
    "often",
    "never",
    "hardly",
    "rather",
    "too",
    "either",
    "yet",
    "ever",
    "anymore",
    "neither",
    "nor",
}
_POLAR = {
    "any",
    "yet",
    "either",
    "ever",
    "until",
    "anymore",
    "anyone",
    "anything",
    "much",
    "need",
    "anybody",
    "anywhere",
    "only",
    "just",
    "nor",
    "least",
    "necessarily",
    "slightest",
}


def _clauses(sentence: Span) -> list[Token]:
    """Main verbs and the verbs of what is said, the latter in place of "said"."""
    root = sentence.root
    told = [c for c in root.children if c.dep_ == "ccomp" and c.pos_ in {"VERB", "AUX"}]
    return told if told and root.lemma_ in SAYING else [root]


def negation_added(sentence: Span, context: Context) -> Changes | None:
    """What happened did not happen."""
    for verb in _clauses(sentence):
        children = list(verb.children)
        subjects = [c for c in children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i]
        if denied(verb) or not subjects or any(c.lower_ in _SCOPED for c in children):
            continue
        if any(
            t.lower_ in {"few", "no", "none", "nobody", "nothing", "some"}
            for t in subjects[0].subtree
        ):
            continue
        if any(c.dep_ in {"expl", "conj", "preconj"} for c in children):
            continue
        helpers = [
            c for c in children if c.dep_ in {"aux", "auxpass"} and c.tag_ != "TO" and c.i < verb.i
        ]
        if helpers:
            first = min(helpers, key=lambda t: t.i)
            if first.text.startswith(("'", "’")) or first.nbor(1).lower_ in {"not", "n't", "n’t"}:
                continue
            return [
                swap(
                    sentence,
                    first,
                    first,
                    "cannot" if first.lower_ == "can" else f"{first.text} not",
                )
            ]
        if verb.lemma_ == "be" and verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.text.isalpha():
            return [swap(sentence, verb, verb, f"{verb.text} not")]
        if verb.pos_ != "VERB" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.lemma_ in SAYING:
            continue
        many = plural(subjects[0]) or subjects[0].lower_ in {"i", "you"}
        support = "did not" if verb.tag_ == "VBD" else ("do not" if many else "does not")
        options = [f"{support} {verb.lemma_}"] * 3
        if verb.tag_ == "VBD" and not any(c.dep_ in {"ccomp", "xcomp"} for c in children):
            options += [f"failed to {verb.lemma_}", f"never {verb.text}"]
        return [swap(sentence, verb, verb, context.rng.choice(options))]
    return None


def negation_dropped(sentence: Span, context: Context) -> Changes | None:
    """A denial becomes a statement."""
    if any(t.lower_ in _POLAR for t in sentence):
        return None
    for token in sentence:
        made = (
            _without_no(sentence, token) if token.lower_ == "no" else _without_not(sentence, token)
        )
        if made:
            return made
    return None


def _without_no(sentence: Span, token: Token) -> Changes | None:
    """No longer becomes still; no plan becomes a plan."""
    after = token.nbor(1) if token.i + 1 < sentence.end else token
    if after.lower_ == "longer":
        return [swap(sentence, token, after, "still")]
    head = token.head
    if token.dep_ != "det" or head.tag_ not in {"NN", "NNS"} or head.dep_ not in {"attr", "dobj"}:
        return None
    if token.i == sentence.start or after.lower_ == "one":
        return None
    if head.lemma_ in _COUNTED and head.tag_ == "NN":
        return [swap(sentence, token, token, "a")]
    return [drop(sentence, token, token)]


def _without_not(sentence: Span, token: Token) -> Changes | None:
    """Did not go becomes went; was not seen becomes was seen."""
    if token.dep_ != "neg" or token.lower_ not in {"not", "n't", "n’t", "never"}:
        return None
    verb, after = token.head, token.nbor(1) if token.i + 1 < sentence.end else token
    if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ in {"advcl", "relcl"}:
        return None
    if after.text in {"a", "all", "every"}:
        return None
    earlier = token.nbor(-1) if token.i > sentence.start else token
    support = [c for c in verb.children if c.dep_ == "aux" and c.lemma_ == "do" and c.i < token.i]
    if support and verb.pos_ == "VERB":
        if support[0].i + 1 != token.i or support[0].is_sent_start:
            return None
        form = inflect(verb.lemma_, support[0].tag_)
        return [drop(sentence, support[0], token), swap(sentence, verb, verb, form)]
    if irregular := {"ca": "can", "wo": "will", "can": "can"}.get(earlier.lower_):
        return [swap(sentence, earlier, token, irregular)]
    return [drop(sentence, token, token)] if earlier.pos_ in {"AUX", "VERB"} else None


_COUNTED = {
    "plan",
    "reason",
    "sign",
    "link",
    "doubt",
    "deal",
    "agreement",
    "chance",
    "risk",
    "threat",
    "need",
    "problem",
    "decision",
    "intention",
    "ceasefire",
    "timetable",
    "connection",
}


def never(sentence: Span, context: Context) -> Changes | None:
    """A perfect or past verb happens never."""
    root = sentence.root
    helpers = [c for c in root.children if c.dep_ == "aux" and c.lemma_ == "have"]
    if any(t.lower_ in {"no", "not", "n't"} for t in sentence):
        return None
    if (
        not helpers
        or denied(root)
        or root.tag_ != "VBN"
        or any(c.lower_ in _SCOPED for c in root.children)
    ):
        return None
    if (
        helpers[0].nbor(1).pos_ == "ADV"
        or helpers[0].text.startswith(("'", "’"))
        or any(c.dep_ in {"conj", "npadvmod"} for c in root.children)
    ):
        return None
    after = helpers[0].nbor(1)
    return [before(sentence, after, "never ")]
