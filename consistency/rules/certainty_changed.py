"""FC107: "may" became "did", or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Frame, Judgement, MentionKind, Sentence, Severity
from consistency.rules.base import Flags, Passes, Rule

DOUBT = {"may", "might", "could", "plan", "intend", "consider", "threaten", "weigh", "propose",
         "suspect", "accuse", "allege", "reportedly", "allegedly", "possibly", "perhaps", "hope",
         "seek", "want", "likely", "probably", "try", "attempt"}  # fmt: skip
HEDGES = {"maybe", "perhaps", "possibly", "probably", "likely", "reportedly", "allegedly",
          "apparently", "supposedly", "report", "suspect", "allege", "speculate"}  # fmt: skip
"""Words that may cast doubt from outside the verb group, where a frame does not see them."""


class CertaintyChanged(Rule):
    """A possibility, plan or suspicion became plain fact, or the reverse.

    The event must be the same (verb, agent and patient); then "may", "plans to", "is accused
    of" in the fact against a plain statement in the rewrite, or the other way round, is a
    change of what is known. Beside the source sentence that a sentence tells again, a clause that
    the source leaves open ("might", "is possible") must not be told without any word of doubt.

    Cannot see: doubt that a whole paragraph casts, and doubt that moved into a noun ("the
    threat of an attack").
    """

    code = "FC107"
    name = "certainty-changed"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags("Norvik ‹bought› Helden.", facts=("Norvik may buy Helden.",)),
        Flags(
            "The council ‹closed› the school.", facts=("The council plans to close the school.",)
        ),
        Flags("Norvik ‹could buy› Helden.", source="Norvik bought Helden."),
        Flags(
            "Milk prices ‹will drop› once the plant is sold.",
            source="Milk prices might fall if the plant is sold.",
        ),
        Passes(
            "A fall of milk prices is possible once the plant is sold.",
            source="Milk prices might fall if the plant is sold.",
        ),
        Passes("Norvik might buy Helden.", facts=("Norvik may buy Helden.",)),
        Passes(
            "The council wants to close the school.",
            facts=("The council plans to close the school.",),
        ),
        Passes("By some reports, Norvik bought Helden.", facts=("Norvik may have bought Helden.",)),
        Passes("I wish you luck.", facts=("I want to wish you luck.",)),
        Passes("Norvik bought the land.", facts=("Norvik may buy Helden.",)),
        Passes("Norvik allegedly bought Helden.", facts=("Norvik may have bought Helden.",)),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields verbs that are surer, or less sure, than the fact's."""
        done: set[int] = set()
        for pair in judgement.analysis.parallels:
            said, known = pair.said, pair.known
            doubted, doubts = known.modal in DOUBT, said.modal in DOUBT
            if doubted == doubts or (said.modal and not doubts) or (known.modal and not doubted):
                continue
            same = said.roles & known.roles
            if len(same) < 2 or said.negated or known.negated:
                continue
            sentence = judgement.sentences[pair.sentence]
            if _doubts_elsewhere(sentence if doubted else pair.fact.sentence):
                continue
            # "I want to wish you" wishes; and who may be fined faces a fine.
            wishes = ("agent", "i") in same and {said.modal, known.modal} & {"want", "hope"}
            if wishes or said.lemma == "face":
                continue
            done.add(pair.sentence)
            first, last = _verb_group(sentence, said)
            change = "a mere possibility" if doubted else "a plain fact"
            yield self.finding(
                judgement,
                sentence,
                sentence.locate_tokens(first, last),
                f"by what is known this is {change}",
                facts=(pair.fact,),
            )
        for restated in judgement.at_odds(MentionKind.CERTAINTY):
            if restated.sentence not in done:
                yield self.beside(
                    judgement,
                    restated,
                    f"the source says “{restated.known.text}”",
                )


def _doubts_elsewhere(plain: Sentence) -> bool:
    """Whether the text whose verb is plain casts doubt in other words."""
    return any(t.lemma.lower() in HEDGES or t.text.lower() in HEDGES for t in plain.tokens)


def _verb_group(sentence: Sentence, frame: Frame) -> tuple[int, int]:
    """The verb with its auxiliaries."""
    parts = [
        c for c in sentence.children(frame.verb) if sentence.tokens[c].dep in {"aux", "auxpass"}
    ]
    return min([frame.verb, *parts]), frame.verb
