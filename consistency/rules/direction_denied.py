"""FC207: a rise from more to less, a fall from less to more."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, Mention, Quantity, Sentence, Severity
from consistency.rules.base import Flags, Passes, Rule

_UP = {"rise", "increase", "climb", "grow", "jump", "surge", "soar", "swell", "widen", "gain",
       "raise", "lift", "growth", "up", "mount", "expand", "accelerate"}  # fmt: skip
_DOWN = {"fall", "decrease", "drop", "decline", "sink", "shrink", "plunge", "slump", "dip", "slide",
         "tumble", "narrow", "lower", "cut", "reduce", "reduction", "down", "slow", "ease",
         "dwindle", "halve"}  # fmt: skip
_MOVES = {"VERB", "NOUN"}
_BARE = {"up", "down"}
"""Words that say the way by themselves only before "from": "12 %, up from 9 %"."""
_RANKED = {"place", "rank", "ranking", "position", "spot", "seed", "table"}
"""Words beside which less is more."""
APART = 50.0
"""How many times over the larger number may be the smaller; beyond, a word such as "million" is
most likely understood."""


class DirectionDenied(Rule):
    """A rise from more to less, a fall from less to more.

    Where a word says that something rose or fell, and "from" and "to" give both numbers in one
    unit, the numbers must go that way. "Up from" and "down from" are read with the number before
    them. Needs no facts: the sentence denies itself, as a synonym for the other way round or one
    changed number makes it do.

    Cannot see: moves whose two numbers stand in two sentences, are ranks, or are told by words
    that this file does not list.
    """

    code = "FC207"
    name = "direction-denied"
    severity = Severity.ERROR
    supersedes = ("FC201",)
    examples = (
        Flags("Unemployment ‹rose from 7.4% to 6.8%› in May."),
        Flags("The firm's profit ‹fell to 14 million euros from 11 million› a year before."),
        Flags("The council ‹cut the fee from 12 to 15 euros› on Monday."),
        Flags("Exports came to 31 million euros, ‹down from 28 million› in 2019."),
        Flags("A ‹drop from 120 to 180› jobs is planned."),
        Passes("Unemployment fell from 7.4% to 6.8% in May."),
        Passes("Profit rose to 14 million euros from 11 million a year before."),
        Passes("Exports came to 31 million euros, up from 28 million in 2019."),
        Passes("The team rose from 12th to 10th in the table."),
        Passes("The club climbed from place 12 to place 10."),
        Passes("The price rose from 900,000 to 1.2 million."),
        Passes("The price rose from 9 to 1.2 million."),
        Passes("The fee fell by 3 euros to 12 euros."),
        Passes("He moved up from 80 kilos to 75 metres."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields moves whose numbers go the other way."""
        for sentence in judgement.claims():
            numbers = {
                place: mention
                for mention in judgement.analysis.mentions[sentence.index]
                if isinstance(mention.value, Quantity)
                for place in range(mention.first, mention.last + 1)
            }
            if len(set(numbers.values())) < 2 or _is_ranked(sentence):
                continue
            for move, up in _moves(sentence):
                ends = _ends(sentence, move, numbers)
                if ends and _go(*ends) == -up:
                    places = [move, *(p for m in ends for p in (m.first, m.last))]
                    if sentence.tokens[move].text.lower() in _BARE:
                        places = [move, move + 1, ends[0].first, ends[0].last]
                    yield self.finding(
                        judgement,
                        sentence,
                        sentence.locate_tokens(min(places), max(places)),
                        f"“{sentence.tokens[move].text}”, but from “{ends[0].text}” "
                        f"to “{ends[1].text}” is the other way",
                    )


def _is_ranked(sentence: Sentence) -> bool:
    return any(t.lemma.lower() in _RANKED for t in sentence.tokens)


def _moves(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Tokens that say which way something moved, with +1 for up and -1 for down."""
    for place, token in enumerate(sentence.tokens):
        lemma = token.lemma.lower()
        sign = (lemma in _UP) - (lemma in _DOWN)
        after = sentence.tokens[place + 1].text.lower() if place + 1 < len(sentence.tokens) else ""
        if sign and (after == "from" if lemma in _BARE else token.pos in _MOVES):
            yield place, sign


def _ends(
    sentence: Sentence, move: int, numbers: dict[int, Mention]
) -> tuple[Mention, Mention] | None:
    """The numbers that a move leads from and to."""
    start = _behind(sentence, move, "from", numbers)
    end = _behind(sentence, move, "to", numbers)
    if sentence.tokens[move].text.lower() in _BARE:
        start = numbers.get(move + 2) or numbers.get(move + 3)
        before = [p for p in numbers if p < move]
        end = numbers[max(before)] if before and not end else None
    return (start, end) if start and end else None


def _behind(
    sentence: Sentence, move: int, word: str, numbers: dict[int, Mention]
) -> Mention | None:
    """The number behind a preposition that hangs on a move or on what is moved."""
    for place in range(move + 1, len(sentence.tokens)):
        token = sentence.tokens[place]
        if token.text.lower() != word or not _hangs(sentence, place, move):
            continue
        return next((numbers[p] for p in (place + 1, place + 2) if p in numbers), None)
    return None


def _hangs(sentence: Sentence, place: int, move: int) -> bool:
    """Whether a token depends on a move by way of nouns and prepositions alone."""
    while place != move:
        head = sentence.tokens[place].head
        if head == place or (head != move and sentence.tokens[head].pos in {"VERB", "AUX"}):
            return False
        place = head
    return True


def _go(start: Mention, end: Mention) -> int:
    """+1 where the second number is larger, -1 where it is smaller, 0 where one cannot tell."""
    a, b = start.value, end.value
    assert isinstance(a, Quantity) and isinstance(b, Quantity)
    if (a.unit and b.unit and a.unit != b.unit) or a.low < 0 or b.low < 0:
        return 0
    small, large = sorted((a.high, b.high))
    if large > APART * small:
        return 0
    return (b.low > a.high) - (b.high < a.low)
