"""FC305: a negation was added or lost."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Frame, Judgement, Sentence, Severity, Span
from consistency.rules.base import Flags, Passes, Rule


class NegationFlipped(Rule):
    """A negation was added or lost.

    The same event (verb and parties) is denied in one text and stated in the other.

    Cannot see: denial by another verb ("refused" for "did not accept"), double negation, and
    negated events whose verb was replaced.
    """

    code = "FC305"
    name = "negation-flipped"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102", "FC107")
    examples = (
        Flags("The court ‹did not approve› the deal.", facts=("The court approved the deal.",)),
        Flags("Norvik ‹paid› the fine.", source="Norvik has not paid the fine. It was due in May."),
        Flags(
            "The union ‹will accept› the offer.", facts=("The union will not accept the offer.",)
        ),
        Passes("The deal was approved by the court.", facts=("The court approved the deal.",)),
        Passes(
            "The court didn't approve the deal.", facts=("The court did not approve the deal.",)
        ),
        Passes("The court never approved the plan.", facts=("The court approved the deal.",)),
        Passes("The court approved no deal.", facts=("The court did not approve any deal.",)),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields events that only one of the texts denies."""
        for pair in judgement.analysis.parallels:
            said, known = pair.said, pair.known
            if said.negated == known.negated:
                continue
            same = {(a.role, a.key) for a in said.arguments} & {
                (a.role, a.key) for a in known.arguments
            }
            if len(same) < 2:
                continue
            sentence = judgement.sentences[pair.sentence]
            yield self.finding(
                judgement,
                sentence,
                _verb_group(sentence, said),
                "a negation was " + ("added" if said.negated else "lost"),
                facts=(pair.fact,),
            )


def _verb_group(sentence: Sentence, frame: Frame) -> Span:
    parts = [
        c
        for c in sentence.children(frame.verb)
        if sentence.tokens[c].dep in {"aux", "auxpass", "neg"} and c < frame.verb
    ]
    return sentence.locate_tokens(min([frame.verb, *parts]), frame.verb)
