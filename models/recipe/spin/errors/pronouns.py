"""Pronouns read as somebody else."""

from __future__ import annotations

import re

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, swap
from models.recipe.spin.names import class_of, parts


def antecedent(sentence: Span, context: Context) -> str | None:
    """The person that a pronoun at the head stands for, where there is only one candidate."""
    first, earlier = sentence[0], context.before
    if (
        first.lower_ not in {"he", "she"}
        or first.dep_ not in {"nsubj", "nsubjpass"}
        or earlier is None
    ):
        return None
    people = [e for e in earlier.ents if e.label_ == "PERSON"]
    if len(people) != 1 or any(e.label_ == "PERSON" for e in sentence.ents) or '"' in earlier.text:
        return None
    old = parts(people[0])
    if (
        old is None
        or class_of(people[0]) not in {"person", "surname"}
        or people[0].root.dep_ != "nsubj"
    ):
        return None
    if people[0].root.head != earlier.root:
        return None
    title = sentence.doc[people[0].start - 1].text if people[0].start else ""
    return f"{title} {old.name}" if title in {"Mr", "Mrs", "Ms", "Mr.", "Ms.", "Dr"} else old.name


def pronoun_misread(sentence: Span, context: Context) -> Changes | None:
    """He or she at the head becomes another person of the article."""
    name = antecedent(sentence, context)
    if name is None or context.before is None:
        return None
    near = f"{context.before.text} {sentence.text}"
    others = [
        n
        for n in context.own.get("person", ())
        if n not in near
        and not context.aliases(n, name)
        and not set(n.split()) & set(re.findall(r"\w+", near))
    ]
    return (
        [swap(sentence, sentence[0], sentence[0], context.rng.choice(others))] if others else None
    )
