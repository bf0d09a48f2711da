"""FC204: the article gives another age, nationality, birthplace or founding year before."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, Quantity, Severity, Trait
from consistency.rules.base import Flags, Passes, Rule
from consistency.rules.sheet import agree, clashes, fellow

YEAR = 1.0
"""Ages may differ by a birthday."""
FIXED = {"age", "nationality", "birthplace", "founded"}


class TraitChanged(Rule):
    """The article gives another age, nationality, birthplace, founding year or day before.

    The article's own fact sheet keeps what sentences say in passing of named people and
    bodies ("Anna Keller, 54", "the Norwegian geologist", "founded in 1947") and the days of
    what happens once ("Norvik bought Helden on 3 May"). A later sentence that gives another
    value of the same is flagged, and the earlier words are named. Ages may differ by one.
    Needs no facts.

    Cannot see: which of the two is right; people who share a surname and are named by it
    alone; values given in other forms than these.
    """

    code = "FC204"
    name = "trait-changed"
    severity = Severity.ERROR
    supersedes = ("FC201",)
    examples = (
        Flags("Anna Keller, 54, was elected on Monday.\n\nThe ‹45-year-old› Keller is a lawyer."),
        Flags(
            "The Norwegian geologist Erik Sander found the cave.\n\n"
            "Sander, a ‹Swedish› geologist, will return in May."
        ),
        Flags(
            "Norvik was founded in 1947 and makes boats.\n\n"
            "Boats are all that Norvik, which was founded in ‹1974›, sells."
        ),
        Flags("Norvik bought Helden in March.\n\nNorvik bought Helden in ‹May›."),
        Passes("Anna Keller, 54, was elected.\n\nThe 55-year-old Keller is a lawyer."),
        Passes(
            "Anna Keller, 54, and her son Paul Keller, 19, were hurt.\n\nKeller, 19, was driving."
        ),
        Passes("Anna Keller, 54, was elected.\n\nKeller was 23 when she moved to Oslo."),
        Passes("The French-born painter Anna Keller died.\n\nKeller, a Swiss painter, was 80."),
        Passes("Norvik bought Helden in March 2020.\n\nNorvik bought Helden in 2020."),
        Passes("Norvik was founded in 1947.\n\nHelden was founded in 1974."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields values that differ from what the article gave before."""
        for said, known in clashes(judgement, _agree):
            if said.attribute not in FIXED and not said.attribute.startswith("day of "):
                continue
            yield self.finding(
                judgement,
                judgement.sentences[said.sentence],
                said.span,
                f"{said.attribute}: “{said.text}”; the article gives “{known.text}” before",
                facts=(fellow(judgement, known.sentence),),
                against=known.span,
            )


def _agree(one: Trait, other: Trait) -> bool:
    if one.attribute == "age":
        assert isinstance(one.value, Quantity)
        assert isinstance(other.value, Quantity)
        return abs(one.value.low - other.value.low) <= YEAR
    return agree(one, other)
