"""All Mentions of a sentence, in order."""

from __future__ import annotations

from consistency.domain import Mention, Sentence
from consistency.mentions.dates import dates_of
from consistency.mentions.names import names_of
from consistency.mentions.numbers import numbers_of
from consistency.mentions.quotes import quotes_of
from consistency.mentions.titles import titles_of


def mentions_of(sentence: Sentence) -> tuple[Mention, ...]:
    """Numbers, dates, names, quotations and titles of a sentence, by where they begin."""
    dates = list(dates_of(sentence))
    taken = {place for date in dates for place in range(date.first, date.last + 1)}
    numbers = [n for n in numbers_of(sentence) if not taken & set(range(n.first, n.last + 1))]
    names = tuple(names_of(sentence))
    titles = titles_of(sentence, names)
    found = [*dates, *numbers, *names, *quotes_of(sentence), *titles]
    return tuple(sorted(found, key=lambda mention: (mention.first, mention.last)))
