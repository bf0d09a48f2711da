"""Who does what to whom, whatever verb tells it: "sold to" and "bought from" are one deed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from consistency.domain import Frame, Sentence
from consistency.mentions.stems import stems

_GIVING = ("sell lend give hand deliver supply grant award offer send transfer donate present "
           "pay return cede bequeath pass ship export lease")  # fmt: skip
_TAKING = "buy purchase acquire obtain receive inherit borrow rent import collect"
_LIKE = (
    "beat defeat overcome vanquish thrash edge outplay trounce upset",
    "sue prosecute",
    "blame accuse fault reproach denounce condemn criticise criticize charge",
    "lead guide conduct escort steer usher",
    "replace succeed supplant",
    "arrest detain apprehend capture nab seize",
    "hire employ recruit engage",
    "dismiss sack fire oust",
    "help assist aid",
    "support back endorse",
    "attack assault bomb raid shell",
    "praise laud commend applaud",
    "invite",
    "warn caution alert",
    "teach coach train",
    "follow trail pursue chase",
    "kill murder slay assassinate",
    "rescue save",
    "thank",
    "own possess",
    "order instruct command",
    "ask request urge implore",
    "threaten menace",
    "interview question",
    "nominate appoint name",
    "inform notify",
    "fine penalise penalize",
    "defraud cheat swindle",
    "fund finance bankroll sponsor",
    "overtake outrun",
    "report",
)
"""Verbs that tell one deed with the parties in the same places."""
_PHRASES = {
    ("take", "court"): "sue", ("bring", "lawsuit"): "sue", ("bring", "suit"): "sue",
    ("file", "lawsuit"): "sue", ("file", "suit"): "sue", ("bring", "action"): "sue",
    ("bring", "case"): "sue", ("bring", "charge"): "sue", ("launch", "lawsuit"): "sue",
    ("lay", "blame"): "blame", ("put", "blame"): "blame", ("pin", "blame"): "blame",
    ("place", "blame"): "blame", ("level", "accusation"): "blame", ("offer", "help"): "help",
    ("lend", "support"): "support", ("give", "support"): "support", ("lose", "to"): "beat",
    ("take", "over"): "buy",
}  # fmt: skip
"""A light verb with its noun or particle, and the verb that they stand for."""
_TURNED = {("lose", "to")}
"""Phrases whose subject is the other party."""
_PARTIES = {"agent", "patient", "recipient", "to", "from", "with", "against", "on"}
_PRONOUNS = {"he", "she", "it", "they", "him", "her", "them", "who", "which", "that", "whom", "i",
             "we", "us", "you", "this", "these", "those", "itself", "himself"}  # fmt: skip


class Deed(NamedTuple):
    """One event, told as any of the verbs for it would."""

    verb: int
    kind: str
    """What all verbs for it share."""
    parties: Mapping[str, frozenset[str]]
    """Stems of each party's words by its role; a pronoun has none."""
    first: int
    last: int
    """The tokens from its first party to its last."""


def deeds_of(sentence: Sentence, frames: tuple[Frame, ...]) -> Iterator[Deed]:
    """Every event of a sentence that has somebody who acts."""
    for frame in frames:
        phrase = _phrase_verb(sentence, frame)
        parties: dict[str, frozenset[str]] = {}
        for argument in frame.arguments:
            if phrase is None or sentence.tokens[argument.head].lemma.lower() != phrase[1]:
                role = _role(argument.role, phrase)
                words = _words(sentence, argument.head)
                parties[role] = parties.get(role, frozenset()) | words
        near = [a for a in frame.arguments if a.role in _PARTIES]
        places = [frame.verb, *(a.first for a in near), *(a.last for a in near)]
        if "agent" in parties:
            kind = _family(_PHRASES[phrase] if phrase else frame.lemma)
            yield Deed(frame.verb, kind, parties, min(places), max(places))


def _phrase_verb(sentence: Sentence, frame: Frame) -> tuple[str, str] | None:
    """The light verb and its noun or particle, where they stand for another verb."""
    lemma = sentence.tokens[frame.verb].lemma.lower()
    words = {sentence.tokens[c].lemma.lower() for c in sentence.children(frame.verb)}
    words |= {sentence.tokens[a.head].lemma.lower() for a in frame.arguments}
    return next(((v, w) for v, w in _PHRASES if v == lemma and w in words), None)


def _family(lemma: str) -> str:
    if lemma in _GIVING.split():
        return "give"
    if lemma in _TAKING.split():
        return "take"
    return next((group.split()[0] for group in _LIKE if lemma in group.split()), lemma)


def _role(role: str, told_by: tuple[str, str] | None) -> str:
    """The role in a telling that all verbs of a kind share."""
    if told_by in _TURNED:
        return {"agent": "patient", "to": "agent"}.get(role, role)
    if told_by is not None and role in {"on", "against", "at"}:
        return "patient"  # "lay the blame on", "bring a lawsuit against"
    return "to" if role == "recipient" else role


def _words(sentence: Sentence, head: int) -> frozenset[str]:
    """Stems of a party's words; a relative pronoun stands for what it hangs on."""
    token = sentence.tokens[head]
    if token.text.lower() in {"who", "which", "that", "whom"}:
        head = _antecedent(sentence, head)
    if sentence.tokens[head].text.lower() in _PRONOUNS:
        return frozenset()
    return stems(sentence, (n for n in _phrase(sentence, head) if sentence.tokens[n].pos != "NUM"))


def _antecedent(sentence: Sentence, pronoun: int) -> int:
    place = pronoun
    while sentence.tokens[place].dep != "relcl":
        above = sentence.tokens[place].head
        if above == place:
            return pronoun
        place = above
    return sentence.tokens[place].head


def _phrase(sentence: Sentence, head: int) -> tuple[int, ...]:
    """A party's words, "of" and apposition included, without the clauses that hang on it."""

    def belongs(below: int) -> bool:
        token = sentence.tokens[below]
        if token.dep in {"relcl", "advcl", "acl", "conj", "cc"} or token.pos == "VERB":
            return False
        return token.dep != "prep" or token.text.lower() in {"of", "for", "in"}

    return sentence.subtree(head, belongs)
