"""FC104: "to" stands for "from", "before" for "after"."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Argument, Finding, Frame, Judgement, MentionKind, Severity
from consistency.rules.base import Flags, Passes, Rule

OPPOSED = {
    frozenset(pair.split("/"))
    for pair in (
        "from/to", "from/into", "before/after", "above/below", "over/under",
        "with/without",
        "for/against", "by/to", "inside/outside", "into/out", "since/until",
        "until/after",
        "until/before", "during/after", "during/before", "towards/from", "despite/because",
        "off/onto",
    )
}  # fmt: skip
"""Prepositions that cannot stand for each other between the same parties."""


class RelationFlipped(Rule):
    """A preposition turned: "to" stands for "from", "before" for "after".

    Compares the prepositions that tie the same parties to the same verb in the rewrite and in
    the fact, and flags only pairs that exclude each other. Beside the source sentence that a
    sentence tells again, whatever the verbs: "more than" and "below", "before" and "after" (not
    where the two sides changed places as well), "from" and "to" one name, "rather than" and "as
    well as".

    Cannot see: relations that a verb expresses instead of a small word, and prepositions that
    hang on a noun the parser attached elsewhere.
    """

    code = "FC104"
    name = "relation-flipped"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags(
            "Russia annexed Crimea ‹to› Ukraine in 2014.",
            facts=("Russia annexed Crimea from Ukraine in 2014.",),
        ),
        Flags(
            "The minister resigned ‹before› the vote.",
            facts=("The minister resigned after the vote.",),
        ),
        Flags(
            "The family moved ‹from› Norway in May.", source="The family moved to Norway in May."
        ),
        Flags(
            "The sum lay ‹below› what she had expected.",
            source="The price was higher than she had expected.",
        ),
        Flags(
            "A monitor will inspect big orders ‹after› they have been shipped.",
            source="A monitor will review large orders before they are shipped.",
        ),
        Passes(
            "Large orders are shipped after a monitor has reviewed them.",
            source="A monitor will review large orders before they are shipped.",
        ),
        Passes(
            "In 2014 Crimea was annexed from Ukraine by Russia.",
            facts=("Russia annexed Crimea from Ukraine in 2014.",),
        ),
        Passes(
            "The minister resigned following the vote.",
            facts=("The minister resigned after the vote.",),
        ),
        Passes(
            "The family moved from Sweden to Norway.",
            facts=("The family moved to Norway from Sweden in May.",),
        ),
        Passes("The team trained in Norway.", facts=("The team trained at Oslo in Norway.",)),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields prepositions that exclude the fact's."""
        done: set[int] = set()
        for pair in judgement.analysis.parallels:
            for said, known in _opposed(pair.said, pair.known):
                done.add(pair.sentence)
                sentence = judgement.sentences[pair.sentence]
                place = said.first - 1
                while place > 0 and sentence.tokens[place].text.lower() != said.role:
                    place -= 1
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.locate_tokens(place, place),
                    f"“{said.role} {said.text}”; what is known says “{known.role} {known.text}”",
                    facts=(pair.fact,),
                    suggestion=known.role,
                )
        for restated in judgement.at_odds(MentionKind.RELATION):
            if restated.sentence not in done:
                yield self.instead(judgement, restated)


def _opposed(said: Frame, known: Frame) -> Iterator[tuple[Argument, Argument]]:
    for one in said.arguments:
        for other in known.arguments:
            if (
                one.key == other.key
                and frozenset((one.role, other.role)) in OPPOSED
                and (one.role, one.key) not in known.roles
                and (other.role, other.key) not in said.roles
            ):
                yield one, other
