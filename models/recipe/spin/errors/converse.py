"""Verbs that name one event from two sides: buy and sell, beat and lose to."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, inflect, like, phrase, plural, swap, text_of
from models.recipe.spin.errors.roles import as_object, denied, parties
from models.recipe.spin.lexicon import BEATS, CONTESTS, FLIPPED, RECEIVED, TRADES


def _losing(verb: Token) -> str | None:
    """The form of "lose to" in the tense of a finite "beat"."""
    if any(c.dep_ in {"aux", "auxpass", "prt"} for c in verb.children):
        return None
    return inflect("lose", verb.tag_) + " to" if verb.tag_ in {"VBD", "VBZ", "VBP"} else None


def converse_wrong(sentence: Span, context: Context) -> Changes | None:
    """The other side's verb with the parties left where they were."""
    for verb in sentence:
        if verb.pos_ != "VERB" or denied(verb) or any(c.dep_ == "prt" for c in verb.children):
            continue
        patient = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
        if not patient:
            continue
        if verb.lemma_ in BEATS and (form := _losing(verb)):
            return [swap(sentence, verb, verb, form)]
        contest = patient[0].lemma_.lower() in CONTESTS
        other = (
            {"win": "lose", "lose": "win"}.get(verb.lemma_) if contest else FLIPPED.get(verb.lemma_)
        )
        if not other or (
            verb.lemma_ in {"receive", "send"}
            and (verb.lemma_ == "send" or patient[0].lemma_.lower() not in RECEIVED)
        ):
            continue
        changes = [swap(sentence, verb, verb, like(other, verb))]
        trade = TRADES.get(verb.lemma_)
        changes += [
            swap(sentence, link, link, trade[2])
            for link in verb.children
            if trade and link.lower_ == trade[0] and link.i > verb.i
        ]
        return changes
    return None


def converse_right(sentence: Span, context: Context) -> Changes | None:
    """The other side's verb with the parties changed as well: nothing else happened."""
    for found in parties(sentence):
        verb, patient = found.verb, found.other
        if verb.dep_ == "conj" or any(c.dep_ == "conj" or c.lower_ == "to" for c in verb.children):
            continue
        if verb.lemma_ in BEATS and found.link is None and (form := _losing(verb)):
            one, two = phrase(found.subject), phrase(patient)
            if (
                one
                and two
                and one[1].i + 1 == verb.i
                and verb.i + 1 == two[0].i
                and patient.pos_ != "PRON"
            ):
                if verb.tag_ in {"VBZ", "VBP"}:
                    form = inflect("lose", "VBP" if plural(patient) else "VBZ") + " to"
                return [swap(sentence, one[0], two[1], f"{text_of(*two)} {form} {as_object(*one)}")]
        trade = TRADES.get(verb.lemma_)
        if not trade or found.link is None or found.link.lower_ != trade[0] or verb.tag_ != "VBD":
            continue
        goods = [c for c in verb.children if c.dep_ == "dobj"]
        if not goods or any(c.dep_ in {"aux", "prt", "conj"} for c in verb.children):
            continue
        ends = phrase(found.subject), phrase(goods[0]), phrase(patient)
        if not (ends[0] and ends[1] and ends[2]):
            continue
        order = (ends[0][1].i + 1, verb.i + 1, ends[1][1].i + 1, found.link.i + 1)
        if order != (verb.i, ends[1][0].i, found.link.i, ends[2][0].i):
            continue
        new = (
            f"{text_of(*ends[2])} {inflect(trade[1], 'VBD')} {text_of(*ends[1])} "
            f"{trade[2]} {as_object(*ends[0])}"
        )
        return [swap(sentence, ends[0][0], ends[2][1], new)]
    return None
