"""FC102: nothing in the source backs the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, SentenceRole, Severity, VerdictKind
from consistency.rules.base import Flags, Passes, Rule


class Unsupported(Rule):
    """Nothing in the source backs the sentence.

    Fires only where absence means something: the article's own source is given, or the
    settings say that the facts are complete. A fact base alone is never complete, so a
    sentence that it does not speak of is unchecked, not unsupported. Without any model, a sentence
    is flagged that is like none of the source and stands where the order of the source leaves
    nothing to tell.

    Cannot see: whether the added statement is true all the same; a small addition inside a
    sentence that is otherwise backed.
    """

    code = "FC102"
    name = "unsupported"
    severity = Severity.WARNING
    examples = (
        Flags(
            "‹The mayor also owns a vineyard in Portugal.›",
            source="The mayor opened the new bridge on Friday. Traffic will use it from Monday.",
        ),
        Flags(
            "‹Experts expect the shares to double by Christmas.›",
            source="The company reported a loss for the third quarter. Its chairman resigned.",
        ),
        Passes(
            "On Friday, the new bridge was opened by the mayor.",
            source="The mayor opened the new bridge on Friday. Traffic will use it from Monday.",
        ),
        Passes(
            "The mayor also owns a vineyard in Portugal.",
            facts=("The mayor opened the new bridge on Friday.",),
        ),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields sentences whose verdict is UNSUPPORTED, and those that were inserted."""
        flagged = {v.sentence for v in judgement.verdicts if v.kind is VerdictKind.UNSUPPORTED}
        for index in judgement.analysis.inserted:
            sentence = judgement.sentences[index]
            if index not in flagged and sentence.role is SentenceRole.BODY:
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.span,
                    "nothing in the source says this, and no sentence of it is left to be told",
                )
        for verdict in judgement.verdicts:
            if verdict.kind is VerdictKind.UNSUPPORTED:
                sentence = judgement.sentences[verdict.sentence]
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.span,
                    "nothing in the source says this",
                    evidence=(verdict.evidence,) if verdict.evidence else (),
                )
