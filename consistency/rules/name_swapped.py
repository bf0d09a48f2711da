"""FC303: another person, place or body stands where the fact names its own."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, MentionKind, Severity
from consistency.rules.base import Flags, Passes, Rule


class NameSwapped(Rule):
    """Another person, place or body stands where the fact names its own.

    Two names are compared when they are of one kind and stand in the same slot of nearly the
    same sentence (the same governing word and relation), and the fact's name is missing from
    the rewrite. Demonyms, abbreviations, surnames and seats of government count as the name.
    Beside the source sentence that a sentence tells again, a name that nothing known has stands
    for one of its sort that the rewrite lacks, wherever it stands.

    Cannot see: a name from elsewhere in the source in a sentence that was rebuilt around it, and
    names that the parser takes for common words.
    """

    code = "FC303"
    name = "name-swapped"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags(
            "The treaty was signed in ‹Berlin› on Monday.",
            facts=("The treaty was signed in Madrid on Monday.",),
        ),
        Flags(
            "‹Germany› will host the summit in June.",
            facts=("Spain will host the summit in June.",),
        ),
        Flags(
            "The court fined ‹Google› over the deal with its rival.",
            source="The court fined Microsoft over the deal with its rival.",
        ),
        Flags(
            "A distinct matter has Keller under scrutiny in ‹Bergen›.",
            source="Keller is under investigation in a separate case in Trondheim.",
        ),
        Passes(
            "A distinct matter has Keller under scrutiny in the Norwegian capital.",
            source="Keller is under investigation in a separate case in Oslo.",
        ),
        Passes(
            "America will host the summit in June.",
            facts=("The United States will host the summit in June.",),
        ),
        Passes(
            "Ms Arden will lead the inquiry.", facts=("Judge Helen Arden will lead the inquiry.",)
        ),
        Passes(
            "The company that was to get the goods, a Belgian one, knew nothing of the drugs.",
            source="The container was on its way to a company in Antwerp, which knew nothing.",
        ),
        Passes(
            "No one was hurt in the crash, said the TSB.",
            source="The Transportation Safety Board of Canada said nobody was hurt in the crash.",
        ),
        Passes(
            "Portion of the duke's wedding cake discovered in biscuit tin.",
            source="The Duke of Marlesford's wedding cake is to be sold after a slice was found.",
        ),
        Passes("Spain will host the games.", facts=("Italy will host the summit in June.",)),
        Passes(
            "The treaty was signed in Spain on Monday.",
            facts=("The treaty was signed in Madrid on Monday.",),
        ),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields names that stand where the fact has another."""
        for restated in judgement.at_odds(MentionKind.NAME):
            yield self.instead(judgement, restated)
