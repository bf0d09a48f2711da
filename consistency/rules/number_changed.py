"""FC301: a count, a sum or a share differs from the fact it restates."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, MentionKind, Severity
from consistency.rules.base import Flags, Passes, Rule


class NumberChanged(Rule):
    """A count, a sum or a share differs from the fact it restates.

    A spinner rewords around a number, and sometimes through it. Numbers are compared as
    ranges in one unit, so that "fourteen", "14" and "over a dozen" agree, and so do rounded
    and exact figures. A number that any near fact agrees with is never held against another.
    Beside the source sentence that a sentence tells again, a number that nothing around it gives
    stands for the one that is missing, whatever was counted ("families" for "people").

    Cannot see: sums that must be worked out, and two numbers of one kind that changed places.
    """

    code = "FC301"
    name = "number-changed"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags("Acme hired ‹40› people.", facts=("Acme hired 14 people.",)),
        Flags(
            "The storm destroyed ‹ninety› homes in Arlen.",
            source="The storm destroyed 19 homes in Arlen. Nobody was hurt.",
        ),
        Flags(
            "The bank paid ‹$3 billion› for its rival.",
            facts=("The bank paid $3 million for its rival.",),
        ),
        Flags("Profit fell ‹40%› in May.", facts=("Profit fell 14 percent in May.",)),
        Flags(
            "A total of ‹48› accounts had suffered, the detectives found.",
            source="Detectives said 84 accounts had been affected.",
        ),
        Passes(
            "Two of those who were aboard had not been found by Sunday.",
            source="The jet sank with six people on board. By Sunday divers had found four bodies.",
        ),
        Passes(
            "Fifty-five of the sixty applications were turned down.",
            source="Only five of the 60 people who applied were accepted. It was a dull day.",
        ),
        Passes(
            "Merely half a dozen lorries passed there a day.",
            source="Only six trucks a day used the road.",
        ),
        Flags(
            "The ‹45›-year-old Keller got ‹nine years› behind bars.",
            source="Anna Keller, 54, was jailed for six years.",
        ),
        Passes(
            "The 54-year-old Keller got 72 months behind bars.",
            source="Anna Keller, 54, was jailed for six years.",
        ),
        Passes("Acme hired fourteen people.", facts=("Acme hired 14 people.",)),
        Passes("Acme hired over a dozen people.", facts=("Acme hired 14 people.",)),
        Passes("Acme hired about 1,500 people.", facts=("Acme hired 1,487 people.",)),
        Passes(
            "The bank paid 1.5 million dollars for its rival.",
            facts=("The bank paid $1,500,000 for its rival.",),
        ),
        Passes(
            "The winner needed 291 minutes.",
            source="The winner took four hours 51 minutes. It rained.",
        ),
        Passes(
            "It stands 64 cm high. Sickness carried off upward of 200 cows.",
            source="The statue is 64 centimetres tall. Illness killed 212 cows.",
        ),
        Passes(
            "A mere 20 per cent of growers are insured, Helvagri said.",
            source="Only one grower in five is insured, said Helvagri, which raised its premiums "
            "by 30 percent. Frost came late.",
        ),
        Passes(
            "Twenty percent of growers are insured.",
            source="One in five growers is insured. Premiums rose by 30 percent.",
        ),
        Passes("The fire killed 3 people.", facts=("The flood in June killed 30 people.",)),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields numbers that no near fact agrees with."""
        counted = (MentionKind.NUMBER, MentionKind.MONEY, MentionKind.PERCENT)
        for restated in judgement.at_odds(*counted):
            yield self.instead(judgement, restated)
