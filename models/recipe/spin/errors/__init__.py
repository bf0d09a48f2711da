"""What spinners break: each edit turns a true sentence into one that no longer follows."""

from __future__ import annotations

from models.recipe.spin.context import Edit
from models.recipe.spin.errors import (
    antonyms,
    attribution,
    certainty,
    converse,
    names,
    negation,
    numbers,
    phrases,
    prepositions,
    pronouns,
    quantity,
    roles,
    titles,
)

FALSE = "contradiction"
OPEN = "not_entailment"
NEUTRAL = "neutral"

ERRORS: dict[str, tuple[str, Edit]] = {
    "role_swap": (FALSE, roles.role_swap),
    "passive_turn": (FALSE, roles.passive_turn),
    "converse_wrong": (FALSE, converse.converse_wrong),
    "self_reference": (FALSE, roles.self_reference),
    "prep_flip": (FALSE, prepositions.prep_flip),
    "route_turned": (FALSE, prepositions.route_turned),
    "name_swap": (FALSE, names.name_swap),
    "name_foreign": (FALSE, names.name_foreign),
    "names_exchanged": (FALSE, names.names_exchanged),
    "pronoun_misread": (FALSE, pronouns.pronoun_misread),
    "attribution_moved": (FALSE, names.attribution_moved),
    "metonym_broken": (FALSE, names.metonym_broken),
    "title_moved": (FALSE, titles.title_moved),
    "nationality": (FALSE, titles.nationality),
    "country_of_title": (FALSE, titles.country_of_title),
    "number": (FALSE, numbers.number),
    "money": (FALSE, numbers.money),
    "percent": (FALSE, numbers.percent),
    "duration": (FALSE, numbers.duration),
    "unit": (FALSE, numbers.unit),
    "date": (FALSE, numbers.date),
    "when": (OPEN, numbers.when),
    "ordinal": (FALSE, numbers.ordinal),
    "negation_added": (FALSE, negation.negation_added),
    "never": (FALSE, negation.never),
    "negation_dropped": (FALSE, negation.negation_dropped),
    "antonym_verb": (FALSE, antonyms.antonym_verb),
    "antonym_word": (FALSE, antonyms.antonym_word),
    "quantifier": (FALSE, quantity.quantifier),
    "comparative": (FALSE, quantity.comparative),
    "list_member_replaced": (FALSE, phrases.list_member_replaced),
    "list_member_repeated": (OPEN, phrases.list_member_repeated),
    "overstated": (OPEN, quantity.overstated),
    "hedge_dropped": (OPEN, certainty.hedge_dropped),
    "hedge_added": (OPEN, certainty.hedge_added),
    "future_done": (OPEN, certainty.future_done),
    "done_future": (OPEN, certainty.done_future),
    "attribution_dropped": (OPEN, attribution.attribution_dropped),
    "attribution_to_fact": (OPEN, attribution.attribution_to_fact),
    "quote_reworded": (OPEN, antonyms.quote_reworded),
    "tortured": (OPEN, phrases.tortured),
    "added_detail": (NEUTRAL, phrases.added_detail),
}
"""Kind → (label of the pair true sentence → broken sentence, how it is broken)."""
