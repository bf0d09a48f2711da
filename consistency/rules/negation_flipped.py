"""FC305: a negation was added or lost."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import (
    Finding,
    Frame,
    Judgement,
    MentionKind,
    Sentence,
    Severity,
)
from consistency.rules.base import Flags, Passes, Rule
from consistency.rules.localise import verb_group

LIKENESS = 0.7
"""Share of content words from which two texts tell an event in nearly the same words."""
DENIALS = {"no", "not", "n't", "n’t", "never", "nobody", "nothing", "none", "neither", "nor",
           "without", "unless", "unable", "impossible", "cannot", "hardly", "barely", "avoid",
           "prevent", "fail", "refuse", "decline", "deny", "reject", "lack", "few", "little",
           "instead", "rather", "struggle", "stop", "ban", "false", "wrong", "only"}  # fmt: skip
"""Words that may deny from outside the verb group, where a frame does not see them."""
_OPINION = {"think", "believe", "know", "mean", "like"}
"""Verbs with which a denial wanders: "I do not think it is" for "I think it is not"."""


class NegationFlipped(Rule):
    """A negation was added or lost.

    The same event (verb and parties) is denied in one text and stated in the other. Beside the
    source sentence that a sentence tells again, what the source denies must not be told in a
    sentence that denies nothing in any turn of phrase ("refused", "fell short", "unpaid"), nor
    the reverse; and nobody admits what he denied.

    Cannot see: denials that a sentence with two of them lost or got, and negated events of which
    no word was kept.
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
        Flags(
            "For the extra night the guests ‹will be charged›.",
            source="The hotel said guests would not be charged for the extra night.",
        ),
        Flags(
            "Any wrongdoing was ‹admitted› by the founder.", source="The founder denied wrongdoing."
        ),
        Passes(
            "The hotel waives all charges for the extra night, so guests pay nothing.",
            source="The hotel said guests would not be charged for the extra night.",
        ),
        Passes("The deal was approved by the court.", facts=("The court approved the deal.",)),
        Passes(
            "The court didn't approve the deal.", facts=("The court did not approve the deal.",)
        ),
        Passes("The court never approved the plan.", facts=("The court approved the deal.",)),
        Passes(
            "The court did not only approve the deal, it praised it.",
            facts=("The court approved the deal.",),
        ),
        Passes("No fewer than 18 members signed it.", facts=("18 members signed it.",)),
        Flags("The old dam ‹did not collapse›.", facts=("The old dam collapsed.",)),
        Passes(
            "Norvik denied that it had paid the fine.",
            facts=("Norvik said that it had not paid the fine.",),
        ),
        Passes("Nobody was hurt in the fire.", facts=("No one was hurt in the fire.",)),
        Passes(
            "Unless the dam bursts, the valley is safe.",
            facts=("If the dam does not burst, the valley is safe.",),
        ),
        Passes("Should the court not approve the deal?", facts=("The court approved the deal.",)),
        Passes("The report is incorrect.", facts=("The report is not correct.",)),
        Passes(
            "The firms do not need to be regulated by Norvik.",
            facts=("The firms need not be regulated by Norvik.",),
        ),
        Passes(
            "The court did not approve the deal or fine Helden.",
            facts=("The court did not approve the deal and did not fine Helden.",),
        ),
        Passes("The court approved no deal.", facts=("The court did not approve any deal.",)),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields events that only one of the texts denies."""
        done: set[int] = set()
        for pair in judgement.analysis.parallels:
            said, known = pair.said, pair.known
            if said.negated == known.negated:
                continue
            same = said.roles & known.roles
            sentence = judgement.sentences[pair.sentence]
            fact = pair.fact.sentence
            nearly = len(same) == 1 and _is_nearly_said(sentence, said, fact, known)
            if not (len(same) > 1 or nearly) or _other_patient(sentence, said, fact, known):
                continue
            # The other text may deny it in another word or place: "denied that he was".
            if _denials(fact if said.negated else sentence):
                continue
            if _is_asked(sentence, said) or _is_asked(fact, known):
                continue
            done.add(pair.sentence)
            yield self.finding(
                judgement,
                sentence,
                verb_group(sentence, said),
                "a negation was " + ("added" if said.negated else "lost"),
                facts=(pair.fact,),
            )
        for restated in judgement.at_odds(MentionKind.POLARITY):
            if restated.sentence not in done:
                yield self.beside(
                    judgement,
                    restated,
                    f"only one of source and rewrite denies this: “{restated.known.text}”",
                )


def _is_nearly_said(sentence: Sentence, said: Frame, fact: Sentence, known: Frame) -> bool:
    """Whether an event with one party ("the dam did not burst") is told in nearly the same words.

    One shared party is little to go by, so the rest of the words must agree too.
    """
    if min(len(said.arguments), len(known.arguments)) > 1 or said.lemma in _OPINION:
        return False
    mine, theirs = sentence.content_words, fact.content_words
    alike = len(mine & theirs) >= LIKENESS * min(len(mine), len(theirs))
    return alike and _denials(sentence) + _denials(fact) == 1


def _denials(sentence: Sentence) -> int:
    return sum(
        t.text.lower() in DENIALS or t.lemma.lower() in DENIALS or t.dep == "neg"
        for t in sentence.tokens
    )


def _other_patient(sentence: Sentence, said: Frame, fact: Sentence, known: Frame) -> bool:
    """Whether the events befall different things: "is incorrect" is "is not correct"."""
    one, other = said.argument("patient"), known.argument("patient")
    if one is None or other is None:
        return False
    mine, theirs = sentence.tokens[one.head], fact.tokens[other.head]
    # Keys forgive a letter or two as spelling; of an adjective they are its prefix.
    unlike = mine.pos == theirs.pos == "ADJ" and mine.lemma != theirs.lemma
    return unlike or one.key != other.key


def _is_asked(sentence: Sentence, frame: Frame) -> bool:
    """Whether an event is only supposed or asked: "if", "whether", "unless", "?"."""
    return sentence.is_question or any(
        sentence.tokens[c].dep == "mark"
        and sentence.tokens[c].text.lower() in {"if", "whether", "unless"}
        for c in sentence.children(frame.verb)
    )
