"""FC101: a known fact says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, MentionKind, Origin, Severity, VerdictKind
from consistency.rules.base import Flags, Passes, Rule
from consistency.rules.localise import unlike_words


class Contradicted(Rule):
    """A known fact says otherwise.

    The NLI model holds the sentence against the nearest facts and source sentences, singly
    and as short windows, and finds one that cannot be true together with it while none backs
    it. The span covers the words that the evidence lacks. Beside the source sentence that a
    sentence tells again, words that exclude each other ("welcomed", "deplored") need no model.

    Cannot see: errors in sentences for which no fact was found; errors that leave most of a
    long sentence true; which of two facts is right when they disagree with each other.
    """

    code = "FC101"
    name = "contradicted"
    severity = Severity.ERROR
    examples = (
        Flags(
            "The council ‹rejected› the budget on Monday.",
            facts=("The council approved the budget on Monday.",),
        ),
        Flags(
            "All of the passengers were ‹killed› in the crash.",
            facts=("All of the passengers survived the crash.",),
        ),
        Flags(
            "The ruling was ‹deplored› by the fishermen of Aldern.",
            source="The fishermen of Aldern welcomed the ruling.",
        ),
        Passes(
            "On Monday the budget was approved by the council.",
            facts=("The council approved the budget on Monday.",),
        ),
        Passes(
            "The orchestra will tour Japan next spring.",
            facts=("The council approved the budget on Monday.",),
        ),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields sentences that a fact or the source contradicts."""
        done: set[int] = set()
        for restated in judgement.at_odds(MentionKind.OPPOSITE):
            done.add(restated.sentence)
            yield self.beside(
                judgement,
                restated,
                f"“{restated.said.text}”; what is known says “{restated.known.text}”",
            )
        for verdict in judgement.verdicts:
            evidence = verdict.evidence
            if verdict.sentence in done or verdict.kind is not VerdictKind.CONTRADICTED:
                continue
            if evidence is None:
                continue
            if evidence.premise[0].origin is Origin.ARTICLE:
                continue
            sentence = judgement.sentences[verdict.sentence]
            yield self.finding(
                judgement,
                sentence,
                unlike_words(sentence, evidence),
                "what is known says otherwise",
                evidence=(evidence,),
                probability=verdict.probability,
            )
