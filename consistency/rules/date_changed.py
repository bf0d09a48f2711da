"""FC302: a date differs from the fact it restates."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, MentionKind, Severity
from consistency.rules.base import Flags, Passes, Rule


class DateChanged(Rule):
    """A date differs from the fact it restates.

    Only the parts that both texts say are compared: "March 2021" agrees with "5 March", and
    not with "5 May". The same verb must govern both dates, or the source sentence that is told
    again have one that the rewrite lacks.

    Cannot see: relative dates ("yesterday", "last week"), a weekday against a calendar date,
    and dates that moved to another event of the same sentence.
    """

    code = "FC302"
    name = "date-changed"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags("The bridge opened on ‹5 May 2019›.", facts=("The bridge opened on 5 March 2019.",)),
        Flags("The council voted on ‹Tuesday›.", source="The council voted on Thursday."),
        Flags("Russia annexed Crimea in ‹2004›.", facts=("Russia annexed Crimea in 2014.",)),
        Flags(
            "Traffic has been using the new bridge since ‹5 May›.",
            source="The new bridge opened to traffic on 5 March. It cost 3 million euros.",
        ),
        Passes(
            "The bridge opened on March 5, 2019.", facts=("The bridge opened on 5 March 2019.",)
        ),
        Passes("The bridge opened in 2019.", facts=("The bridge opened on 5 March 2019.",)),
        Passes("The bridge closed in May 2020.", facts=("The bridge opened on 5 March 2019.",)),
        Passes("The march may begin on Monday.", facts=("The march will begin on Monday.",)),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields dates that no near fact agrees with."""
        for restated in judgement.at_odds(MentionKind.DATE):
            yield self.instead(judgement, restated)
