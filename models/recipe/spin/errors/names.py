"""Names, places and parties that are somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, swap
from models.recipe.spin.errors.roles import denied
from models.recipe.spin.lexicon import GOVERNING, SAYING, SEATS, SYMMETRIC
from models.recipe.spin.names import class_of, parts, spell


def _replace(
    sentence: Span,
    context: Context,
    pool: Callable[[str], Sequence[str]],
    *,
    speakers: bool = False,
) -> Changes | None:
    """Puts a name of the same class in place of one of the sentence's names."""
    entities = [e for e in sentence.ents if class_of(e) and not denied(e.root.head)]
    if speakers:
        entities = [
            e
            for e in entities
            if (e.root.dep_ == "nsubj" and e.root.head.lemma_ in SAYING)
            or (e.root.dep_ == "pobj" and e.root.head.head.lower_ == "according")
        ]
    context.rng.shuffle(entities)
    here = sentence.text
    for entity in entities:
        old = parts(entity)
        if old is None:
            continue
        others = [
            name
            for name in pool(class_of(entity) or "")
            if name not in here
            and not context.aliases(name, old.name)
            and not (set(name.split()) & set(here.split()))
        ]
        if others:
            new = spell(context.rng.choice(others), entity)
            return [swap(sentence, old.first, old.last, new)]
    return None


def name_swap(sentence: Span, context: Context) -> Changes | None:
    """Another name of the same class from the same article."""
    return _replace(sentence, context, lambda sort: context.own.get(sort, ()))


def name_foreign(sentence: Span, context: Context) -> Changes | None:
    """Another name of the same class from elsewhere."""
    return _replace(sentence, context, lambda sort: context.foreign.get(sort, ()))


def attribution_moved(sentence: Span, context: Context) -> Changes | None:
    """Somebody else of the article is made to have said it."""
    return _replace(sentence, context, lambda sort: context.own.get(sort, ()), speakers=True)


def names_exchanged(sentence: Span, context: Context) -> Changes | None:
    """Two names of one class in the sentence change places."""
    found = [(e, p) for e in sentence.ents if class_of(e) and (p := parts(e))]
    for n, (one, old) in enumerate(found):
        for other, new in found[n + 1 :]:
            if class_of(one) != class_of(other) or context.aliases(old.name, new.name):
                continue
            between = sentence.doc[one.end : other.start]
            if len(between) < 2 or any(t.text in "(-–—/" for t in between):
                continue
            listed = one.root in other.root.ancestors and other.root.dep_ in {"conj", "appos"}
            joint = any(
                t.lemma_ in SYMMETRIC and t.pos_ == "VERB" and t.lemma_ not in {"have", "be"}
                for t in between
            )
            if (
                listed
                or joint
                or (one.root.head == other.root.head and one.root.dep_ == other.root.dep_)
            ):
                continue
            if one.root.dep_ == "conj" or other.root.dep_ == "conj":
                continue
            return [
                swap(sentence, old.first, old.last, spell(new.full, one)),
                swap(sentence, new.first, new.last, spell(old.full, other)),
            ]
    return None


_LAND = {seat: land for land, seats in SEATS.items() for seat in seats}


def metonym_broken(sentence: Span, context: Context) -> Changes | None:
    """Another country's seat of government stands for the state that acts."""
    text = sentence.text
    seats = [s for s in _LAND if f"{s} " in text or f"{s}'s" in text]
    for entity in sentence.ents:
        name = entity.text.removesuffix("'s")
        match = next((s for s in seats if s in {name, f"the {name}"}), None)
        if match is None or entity.root.dep_ not in {"nsubj", "dobj", "nsubjpass", "pobj"}:
            continue
        governing = entity.root.head if entity.root.dep_ != "pobj" else entity.root.head.head
        if governing.lemma_ not in GOVERNING:
            continue
        old = parts(entity)
        others = [
            s
            for s, land in _LAND.items()
            if land != _LAND[match] and s not in text and land not in text
        ]
        if old and others:
            return [swap(sentence, old.first, old.last, spell(context.rng.choice(others), entity))]
    return None
