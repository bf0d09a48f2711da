"""FC206: the article tells an event in one place and denies it in another."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, Severity
from consistency.rules.base import Flags, Passes, Rule
from consistency.rules.localise import verb_group


class EventDenied(Rule):
    """The article tells an event in one place and denies it in another.

    The headline says "denies", the body "confirms"; one sentence says that the harbour was
    shut, another that it was not closed. Both must name the same party and the same object,
    give no dates that differ, and no word may put either at another time or say that
    something changed; what two people are quoted with may differ. The later place is flagged
    and the earlier named. Needs no facts and no model.

    Cannot see: events whose party only a pronoun names, as in a quotation that contradicts the
    words before it; opposites outside its short table; which of the two places is right.
    """

    code = "FC206"
    name = "event-denied"
    severity = Severity.ERROR
    supersedes = ("FC201",)
    examples = (
        Flags(
            "Denmark denies secret talks with Norway\n\n"
            "On Monday, Denmark ‹confirmed› secret talks with Norway about the strait."
        ),
        Flags(
            "Because the harbour of Arlen has been shut, ships wait at sea.\n\n"
            "Arlen's harbour ‹has not been closed›."
        ),
        Flags(
            "The Arlen council approved the budget on Monday.\n\n"
            "The Arlen council ‹rejected› the budget, which provides for two schools."
        ),
        Passes(
            "Denmark denies secret talks with Norway\n\n"
            "Norway confirmed secret talks with Denmark on Monday."
        ),
        Passes("Denmark denied secret talks in March.\n\nDenmark later confirmed secret talks."),
        Passes("The Arlen council approved the budget.\n\nThe Arlen council rejected the road."),
        Passes(
            "Norvik has not paid the fine, the ministry said.\n\n"
            "Norvik has paid the fine, Norvik said."
        ),
        Passes("Norvik has not paid the fine.\n\nNorvik may have paid the fine."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields the later of two events that exclude each other."""
        for pair in judgement.analysis.denied:
            sentence = judgement.sentences[pair.sentence]
            known = verb_group(pair.fact.sentence, pair.known)
            text = judgement.analysis.case.document.text
            yield self.finding(
                judgement,
                sentence,
                verb_group(sentence, pair.said),
                f"the article says “{known.of(text)}” before",
                facts=(pair.fact,),
                against=known,
            )
