"""FC205: the article counts the same thing differently before."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, Quantity, Severity
from consistency.rules.base import Flags, Passes, Rule
from consistency.rules.sheet import agree, clashes, fellow


class CountChanged(Rule):
    """The article counts the same thing differently before.

    Counts go on the article's own fact sheet where one party, named or plainly the same
    ("the storm"), did one countable thing ("destroyed 14 homes"). A later sentence that gives
    another count of the same party, deed and thing is flagged, and the earlier count is
    named. Rounded counts agree with what they round; "another two" counts anew. Needs no
    facts.

    Cannot see: counts whose party or deed is told in other words; totals that changed in the
    course of what is told, where no word says so.
    """

    code = "FC205"
    name = "count-changed"
    severity = Severity.ERROR
    supersedes = ("FC201",)
    examples = (
        Flags("The storm destroyed 14 homes.\n\nThe storm destroyed ‹19› homes and a school."),
        Flags(
            "Norvik employs 310 people.\n\nThe boats are from Norvik, which employs ‹130› people."
        ),
        Passes("The storm destroyed 14 homes.\n\nThe storm destroyed about 14 homes."),
        Passes("The storm destroyed 14 homes in Arlen.\n\nThe storm destroyed 19 homes in Bexley."),
        Passes("The storm destroyed 14 homes.\n\nThe storm destroyed another two homes on Friday."),
        Passes("The storm destroyed 14 homes.\n\nThe flood destroyed 19 homes."),
        Passes("Norvik employs 310 people.\n\nNorvik employed 250 people in 2019."),
        Passes("Norvik employs 310 people.\n\nNorvik employs 12 drivers."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields counts that differ from what the article gave before."""
        for said, known in clashes(judgement, agree):
            if " " not in said.attribute or not isinstance(said.value, Quantity):
                continue
            yield self.finding(
                judgement,
                judgement.sentences[said.sentence],
                said.span,
                f"“{said.text}”; the article counts “{known.text}” before",
                facts=(fellow(judgement, known.sentence),),
                against=known.span,
            )
