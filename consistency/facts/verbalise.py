"""Triples become sentences: (France, capital, Paris) → "Paris is the capital of France."."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

UNKNOWN = "The {relation} of {subject} is {object}."
"""For a relation without a template: true of nearly every property of Wikidata."""


@lru_cache(maxsize=1)
def templates() -> dict[str, str]:
    """Template by relation, lower case: its label or its number in Wikidata."""
    table: dict[str, str] = {}
    text = Path(__file__).with_name("relations.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        label, number, template = line.split("\t")
        table[label] = table[number.lower()] = template
    return table


def verbalise(
    subject: str, relation: str, object: str, own: Mapping[str, str] | None = None
) -> str:
    """The sentence that says a triple.

    Args:
        subject: what the triple is about.
        relation: a label ("head of government"), a number of Wikidata ("P6") or its address.
        object: the value.
        own: further templates by relation, with `{subject}` and `{object}`; these win.
    """
    name = relation.rsplit("/", 1)[-1].strip()
    template = (own or {}).get(name) or templates().get(name.lower(), UNKNOWN)
    said = template.format(subject=subject, relation=name.replace("_", " "), object=object)
    return said[:1].upper() + said[1:]
