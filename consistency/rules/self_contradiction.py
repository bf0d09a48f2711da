"""FC201: two sentences of the article cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, Origin, Severity, VerdictKind
from consistency.rules.base import Flags, Passes, Rule


class SelfContradiction(Rule):
    """Two sentences of the article cannot both hold.

    Sentences that share a name or number and speak of the same event are laid before the
    NLI model both ways; only where each excludes the other is the later one reported, with
    the earlier as evidence.

    Cannot see: contradictions that need three sentences, arithmetic or knowledge of the
    world; two parties who are quoted as disagreeing may be reported although the article is
    right to quote both.
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
