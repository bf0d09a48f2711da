"""What a sentence leaves open: "may", "is possible", "perhaps"."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Sentence

OPEN = {"may", "might", "possibly", "perhaps", "maybe", "possible", "conceivable", "conceivably",
        "could"}  # fmt: skip
"""Words by which a text says that something may be or not."""
WEAKENED = OPEN | {
    "would", "should", "can", "possibility", "likely", "unlikely", "probably", "probable",
    "expect", "anticipate", "plan", "intend", "intention", "hope", "hopeful", "wish", "want",
    "like", "seek", "aim", "propose", "proposal", "consider", "contemplate", "mull", "weigh",
    "threat", "threaten", "suspect", "suspicion", "allege", "alleged", "allegedly", "report",
    "reportedly", "apparently", "supposedly", "seem", "appear", "believe", "think", "estimate",
    "forecast", "predict", "prospect", "chance", "risk", "fear", "if", "whether", "unless",
    "provide", "potential", "potentially", "foresee", "envisage", "eventual", "option", "open",
    "undecided", "look", "talk", "try", "attempt", "ready", "prepare", "speculate", "doubt",
    "imagine", "uncertain", "unclear", "await", "assume", "presume", "presumably", "seemingly",
    "hypothetical",
}  # fmt: skip
"""Words after which a statement is no plain one, in any turn of phrase."""
_SAID = {"ccomp", "ROOT", "conj", "parataxis"}


def open_clauses(sentence: Sentence) -> Iterator[int]:
    """The heads of clauses of which the sentence says that they may hold or not."""
    tokens = sentence.tokens
    for token in tokens:
        word, head = token.text.lower(), tokens[token.head]
        if word not in OPEN or (head.dep not in _SAID and token.dep not in _SAID):
            continue
        if word in {"possible", "conceivable"}:
            if token.dep == "acomp":
                yield token.head
        elif token.dep == "aux" and word == "could":
            # Outside of what somebody says, "could" may tell what one was able to do.
            if head.dep == "ccomp" and not is_denied(sentence, token.head):
                yield token.head
        elif token.dep in {"aux", "advmod"} and not is_denied(sentence, token.head):
            yield token.head


def is_weakened(sentence: Sentence) -> bool:
    """Whether anything in the sentence keeps it from stating a plain fact."""
    return sentence.is_question or any(
        t.lemma.lower() in WEAKENED or t.text.lower().removesuffix("s") in WEAKENED
        for t in sentence.tokens
    )


def is_denied(sentence: Sentence, verb: int) -> bool:
    """Whether a "not" hangs on a verb."""
    return any(sentence.tokens[c].dep == "neg" for c in sentence.children(verb))
