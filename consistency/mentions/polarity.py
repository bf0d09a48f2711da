"""Whether an event is denied, and how sure the text is of it."""

from __future__ import annotations

from consistency.domain import Sentence

MODALS = {"may", "might", "could", "can", "would", "will", "should", "must", "shall"}
HEDGES = {"reportedly", "allegedly", "possibly", "perhaps", "probably", "likely", "maybe"}
_DENIALS = {"not", "n't", "n’t", "never", "neither", "nor"}
_NOBODY = {"nobody", "nothing", "none", "neither"}
_MERELY = {"only", "just", "merely", "simply", "solely"}
"""Behind "not" these add to what is said instead of denying it."""
_AMOUNTS = {"less", "fewer", "more", "later", "earlier", "doubt", "wonder"}
"""Behind "no" these measure: "no fewer than 18 fell" does not deny the fall."""
_RAISING = {"need", "have", "want", "plan", "intend", "expect", "allow", "able", "seem", "appear"}
"""Verbs whose denial denies what they govern: "do not need to be regulated"."""
_ACHIEVED = {"begin", "start", "continue", "manage", "proceed"}
"""Verbs that tell what they govern as done."""


def is_negated(sentence: Sentence, verb: int) -> bool:
    """Whether grammar denies an event; verbs of denial ("refused") are events of their own."""
    if _is_denied(sentence, verb):
        return True
    token = sentence.tokens[verb]
    governor = sentence.tokens[token.head]
    if token.dep == "pcomp":
        return governor.text.lower() == "without"
    if token.dep == "xcomp":
        above = is_negated(sentence, token.head) if token.head != verb else False
        return not above if governor.lemma == "fail" else above and governor.lemma in _RAISING
    return shares_auxiliary(sentence, verb) and is_negated(sentence, token.head)


def modal_of(sentence: Sentence, verb: int) -> str:
    """What keeps an event from being plain fact: "may", "plan", "reportedly", or nothing."""
    tokens = sentence.tokens
    for child in sentence.children(verb):
        word = tokens[child].text.lower()
        if (tokens[child].dep == "aux" and word in MODALS) or (
            tokens[child].dep == "advmod" and word in HEDGES
        ):
            return word
    token = tokens[verb]
    if token.dep in {"xcomp", "pcomp"}:
        place = token.head if token.dep == "xcomp" else tokens[token.head].head
        governor = tokens[place].lemma.lower()
        # "desired to avoid" no more tells an avoidance than "wanted to avoid" does.
        if place != verb and governor not in _ACHIEVED and token.dep == "xcomp":
            return governor
        if governor in {"accuse", "suspect"}:
            return governor
    if shares_auxiliary(sentence, verb) and token.head != verb:
        return modal_of(sentence, token.head)
    return ""


def shares_auxiliary(sentence: Sentence, verb: int) -> bool:
    """Whether a coordinated verb stands under the auxiliary of the first ("may buy and close")."""
    tokens = sentence.tokens
    token, first = tokens[verb], tokens[tokens[verb].head]
    if token.dep != "conj" or first.tag not in {"VB", "VBN", "VBG"}:
        return False
    joints = {tokens[c].text.lower() for c in sentence.children(token.head)}
    # The tagger often takes the later participle of "never lied or bribed" for a past tense.
    same_form = token.tag == first.tag or (
        first.tag == "VBN" and token.tag == "VBD" and not joints.isdisjoint({"or", "nor"})
    )
    own = {"aux", "auxpass", "nsubj", "nsubjpass"}
    return (
        same_form
        and "but" not in joints
        and not any(tokens[c].dep in own for c in sentence.children(verb))
    )


def _is_denied(sentence: Sentence, verb: int) -> bool:
    tokens = sentence.tokens
    # The tagger takes a curly "n’t" for punctuation and hangs it elsewhere.
    if _word(sentence, verb + 1) in {"n't", "n’t"} and _word(sentence, verb + 2) not in _MERELY:
        return True
    for child in sentence.children(verb):
        if tokens[child].text.lower() in _DENIALS and _word(sentence, child + 1) not in _MERELY:
            return True
        if tokens[child].dep not in {"dobj", "nsubj", "nsubjpass", "attr"}:
            continue
        if tokens[child].text.lower() in _NOBODY or any(
            tokens[g].text.lower() == "no"
            and tokens[g].dep == "det"
            and _word(sentence, g + 1) not in _AMOUNTS
            for g in sentence.children(child)
        ):
            return True
    return False


def _word(sentence: Sentence, place: int) -> str:
    return sentence.tokens[place].text.lower() if place < len(sentence.tokens) else ""
