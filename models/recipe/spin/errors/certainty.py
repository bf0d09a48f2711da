"""What may be is said to be, what is planned is said to be done, and the other way round."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, drop, inflect, plural, swap
from models.recipe.spin.errors.roles import denied
from models.recipe.spin.lexicon import HEDGING_ADVERBS, INTENDING, SAYING


def _subject(verb: Token) -> Token | None:
    found = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i]
    return (
        found[0] if found and found[0].lower_ not in {"i", "you", "who", "which", "that"} else None
    )


def _helper(verb: Token, words: set[str]) -> Token | None:
    """The one auxiliary of a verb in the infinitive, if it is one of these words."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    conditional = any(t.lower_ in {"if", "unless", "whether"} for t in verb.subtree)
    if len(helpers) == 1 and helpers[0].lower_ in words and verb.tag_ == "VB" and not conditional:
        return None if denied(verb) or _subject(verb) is None else helpers[0]
    return None


def _done(verb: Token, context: Context) -> str | None:
    """The verb as something that has happened."""
    subject = _subject(verb)
    if subject is None or verb.lemma_ == "be":
        return None
    have = "have" if plural(subject) else "has"
    return context.rng.choice(
        [inflect(verb.lemma_, "VBD"), f"{have} {inflect(verb.lemma_, 'VBN')}"]
    )


def hedge_dropped(sentence: Span, context: Context) -> Changes | None:
    """What may happen will happen or has happened; "reportedly" goes."""
    for token in sentence:
        if token.pos_ == "VERB" and (helper := _helper(token, {"may", "might", "could"})):
            if helper.i + 1 != token.i:
                continue
            done = _done(token, context) if context.rng.random() < 0.4 else f"will {token.lemma_}"
            if done:
                return [swap(sentence, helper, token, done)]
        if token.lower_ in HEDGING_ADVERBS and token.pos_ == "ADV" and token.dep_ == "advmod":
            near = token.nbor(-1) if token.i > sentence.start else None
            if (
                token.head.pos_ in {"VERB", "AUX"}
                and near is not None
                and near.text != ","
                and near.lower_ != "most"
            ):
                return [drop(sentence, token, token)]
        if token.lemma_ in {"expect", "think", "believe", "suspect", "say"} and token.tag_ == "VBN":
            made = _expected(sentence, token)
            if made:
                return made
    return None


def _expected(sentence: Span, token: Token) -> Changes | None:
    """Is expected to rise becomes will rise; is thought to be becomes is."""
    be = [
        c
        for c in token.children
        if c.dep_ == "auxpass" and c.lower_ in {"is", "are", "was", "were"}
    ]
    what = [c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VB"]
    if not be or not what or be[0].i + 1 != token.i or what[0].i != token.i + 2 or denied(token):
        return None
    if token.lemma_ == "expect":
        modal = "would" if be[0].lower_ in {"was", "were"} else "will"
        return [swap(sentence, be[0], what[0], f"{modal} {what[0].lemma_}")]
    form = be[0].text if what[0].lemma_ == "be" else None
    return [swap(sentence, be[0], what[0], form)] if form else None


def hedge_added(sentence: Span, context: Context) -> Changes | None:
    """What happened may have happened."""
    root = sentence.root
    subject = _subject(root)
    if (
        root.tag_ != "VBD"
        or subject is None
        or denied(root)
        or root.lemma_ in {*SAYING, "be", "have", "do"}
    ):
        return None
    if any(c.dep_ in {"aux", "auxpass", "conj"} for c in root.children):
        return None
    new = context.rng.choice([f"may have {inflect(root.lemma_, 'VBN')}", f"plans to {root.lemma_}"])
    if new.startswith("plans") and (plural(subject) or subject.pos_ == "PRON"):
        new = (
            f"plan to {root.lemma_}"
            if plural(subject)
            else f"might have {inflect(root.lemma_, 'VBN')}"
        )
    if subject.ent_type_ not in {"PERSON", "ORG", "GPE"} and new.startswith("plan"):
        new = f"could have {inflect(root.lemma_, 'VBN')}"
    return [swap(sentence, root, root, new)]


def future_done(sentence: Span, context: Context) -> Changes | None:
    """What will happen, or is planned, has happened."""
    for verb in sentence:
        if verb.pos_ != "VERB":
            continue
        helper = _helper(verb, {"will", "would"})
        alone = verb.dep_ in {"ROOT", "ccomp"} and not any(c.dep_ == "conj" for c in verb.children)
        if helper and helper.i + 1 == verb.i and alone and (done := _done(verb, context)):
            return [swap(sentence, helper, verb, done)]
        if what := _intended(verb):
            return [swap(sentence, verb, what, inflect(what.lemma_, "VBD"))]
    return None


def _intended(verb: Token) -> Token | None:
    """What somebody plans, hopes or tries to do, right after the verb of planning."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and not any(c.dep_ == "aux" for c in verb.children)
    if verb.lemma_ not in INTENDING or not finite or _subject(verb) is None or denied(verb):
        return None
    what = [c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"]
    near = what and what[0].i == verb.i + 2 and what[0].lemma_ != "be"
    return what[0] if near else None


def done_future(sentence: Span, context: Context) -> Changes | None:
    """What has happened is still to come."""
    root = sentence.root
    if root.tag_ != "VBD" or denied(root) or root.lemma_ in {*SAYING, "be", "have", "do"}:
        return None
    if any(c.dep_ in {"aux", "auxpass", "conj"} for c in root.children) or _subject(root) is None:
        return None
    if any(t.ent_type_ == "DATE" or t.lower_ in {"ago", "last", "yesterday"} for t in sentence):
        return None
    return [swap(sentence, root, root, f"will {root.lemma_}")]
