"""FC201: two sentences of the article cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, Origin, Severity, VerdictKind
from consistency.rules.base import Flags, Passes, Rule


class SelfContradiction(Rule):
    """Two sentences of the article cannot both hold.

    Each sentence is laid beside the two earlier ones that are most like it, before the NLI
    model, both ways; only where each excludes the other is the later one reported, with the
    earlier as evidence. Pairs that give different dates are not asked, nor sentences that only
    tell what somebody denies, claims or alleges: an article is right to quote both sides.

    Cannot see: contradictions that need three sentences, arithmetic or knowledge of the
    world, and those between sentences that share hardly a word.
    """

    code = "FC201"
    name = "self-contradiction"
    severity = Severity.ERROR
    examples = (
        Flags(
            "Norvik Bank opened its Oslo branch in March.\n\n"
            "‹Norvik Bank did not open its Oslo branch in March.›"
        ),
        Flags(
            "All nine miners survived the Kellin pit fire.\n\n"
            "‹All nine miners died in the Kellin pit fire.›"
        ),
        Passes(
            "Norvik Bank opened its Oslo branch in March.\n\n"
            "Norvik Bank closed its Bergen branch in May."
        ),
        Passes("The court will hear Ms Arden on Monday.\n\nMs Arden denies the charges."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields the later sentence of each contradictory pair."""
        for verdict in judgement.verdicts:
            evidence = verdict.evidence
            if verdict.kind is not VerdictKind.CONTRADICTED or evidence is None:
                continue
            fact = evidence.premise[0]
            if fact.origin is not Origin.ARTICLE or fact.sentence.index > verdict.sentence:
                continue
            sentence = judgement.sentences[verdict.sentence]
            yield self.finding(
                judgement,
                sentence,
                sentence.span,
                "an earlier sentence of the article excludes this",
                evidence=(evidence,),
                probability=verdict.probability,
                against=fact.sentence.span,
            )
