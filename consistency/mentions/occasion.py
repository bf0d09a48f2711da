"""Whether two sentences may speak of one occasion: the same time, and no dispute between them."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.domain import Mention, MentionKind, Moment, Sentence

SHIFTING = {"earlier", "previously", "initially", "originally", "formerly", "former", "later",
            "now", "then", "eventually", "finally", "still", "yet", "again", "until", "before",
            "since", "once", "longer", "anymore", "already", "meanwhile", "subsequently",
            "afterwards", "ago", "previous", "past", "next", "tomorrow", "currently"}  # fmt: skip
"""Words that put what is told at another time than the rest of the article."""
TURNING = {"but", "although", "though", "however", "despite", "instead", "unless", "if",
           "whether", "except", "otherwise", "change", "reverse", "overturn", "appeal",
           "backtrack", "retract", "suspend", "resume", "contrary", "would"}  # fmt: skip
"""Words by which a text itself says that something stands against something else."""
DISPUTING = {"deny", "reject", "dispute", "refute", "dismiss", "contest", "contradict",
             "challenge", "question", "accuse", "allege", "claim", "argue", "disagree",
             "insist"}  # fmt: skip
"""Verbs of those who are quoted as disagreeing; the article is right to quote both."""


def is_shifted(sentence: Sentence) -> bool:
    """Whether a sentence speaks of more than one time, or says itself that it turns round."""
    return (
        any(t.text.lower() in SHIFTING or t.lemma.lower() in TURNING for t in sentence.tokens)
        or sentence.is_question
    )


def is_disputed(sentence: Sentence) -> bool:
    """Whether a sentence tells what somebody only maintains, or denies."""
    return any(t.pos == "VERB" and t.lemma.lower() in DISPUTING for t in sentence.tokens)


def same_day(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether no date of the one sentence is another than a date of the other.

    Where both give dates of a sort that can be compared, one of each must agree.
    """
    mine, theirs = _moments(one), _moments(other)
    comparable = [(a, b) for a in mine for b in theirs if a.comparable_with(b)]
    return not comparable or any(a.agrees_with(b) for a, b in comparable)


def _moments(mentions: Sequence[Mention]) -> list[Moment]:
    return [m.value for m in mentions if m.kind is MentionKind.DATE and isinstance(m.value, Moment)]
