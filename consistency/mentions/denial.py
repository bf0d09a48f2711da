"""What a sentence denies, and whether it denies anything in any turn of phrase."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from consistency.domain import Sentence, Token
from consistency.mentions.stems import stem

NOT = {"no", "not", "n't", "n’t", "never", "nobody", "nothing", "none", "neither", "nor", "nowhere",
       "cannot", "without", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "werent", "cant",
       "couldnt", "wont", "wouldnt", "hasnt", "havent", "hadnt"}  # fmt: skip
DENYING = NOT | {
    "unless", "unable", "impossible", "hardly", "barely", "scarcely", "avoid", "prevent", "fail",
    "refuse", "decline", "deny", "reject", "lack", "few", "little", "instead", "rather",
    "struggle", "stop", "ban", "false", "wrong", "only", "free", "spare", "miss", "absent",
    "yet", "until", "too", "short", "away", "leave", "halt", "cease", "quit", "drop", "abandon",
    "withhold", "bar", "dismiss", "refute", "dispute", "contest", "exclude", "omit", "neglect",
    "resist", "oppose", "against", "bereft", "devoid", "innocent", "vain", "save", "except",
    "beyond", "outside", "nil", "zero", "escape", "rebuff", "turn", "remain", "still", "forgo",
    "incapable", "ineligible", "exempt", "immune", "clear", "mere", "merely", "just", "stay",
    "keep", "difficult", "hard",
    "undo", "overturn", "scrap", "cancel", "block", "forbid", "prohibit", "veto", "denial",
    "refusal", "inability", "impossibility", "insufficient", "inadequate", "incomplete", "invalid",
    "ineffective", "inaccurate", "inactive", "illegal", "irrelevant", "absence", "shortage",
    "failure", "contrary", "however", "nonetheless", "less", "fewer", "far", "out", "end",
    "suspend", "fake", "deepfake", "hoax", "first",
}  # fmt: skip
"""Words that may deny, from wherever in the sentence."""
_PREFIXES = ("un", "non", "disa", "disqu", "disc")
_POSITIVE = {"understand", "underline", "undergo", "underway", "undertake", "university",
             "universal", "unanimous", "discuss", "discussion", "discover", "discovery",
             "discipline", "discount", "discharge", "discourse", "disaster",
             "disastrous"}  # fmt: skip
_DENIED_CLAUSES = {"ROOT", "ccomp", "conj", "relcl", "parataxis"}


def denials(sentence: Sentence) -> frozenset[str]:
    """Stems of the words that deny; "not without" denies nothing."""
    tokens = sentence.tokens
    twice = {
        n + step
        for n, (one, other) in enumerate(pairwise(t.text.lower() for t in tokens))
        if (one, other) in {("not", "without"), ("or", "not")}  # "whether or not"
        for step in (0, 1)
    }
    return frozenset(
        stem(t.lemma) if t.text.lower() not in NOT else "not"
        for n, t in enumerate(tokens)
        if n not in twice and _denies(t)
    )


def _denies(token: Token) -> bool:
    word, lemma = token.text.lower(), token.lemma.lower()
    if word in DENYING or lemma in DENYING or token.dep == "neg" or word.endswith("less"):
        return True
    if token.tag in {"JJS", "RBS"}:  # "its highest warning": "no warning ranks above it"
        return True
    prefixed = token.pos in {"ADJ", "VERB", "ADV", "NOUN"} and lemma not in _POSITIVE
    return prefixed and lemma.startswith(_PREFIXES) and len(lemma) > 6


def denied_clauses(sentence: Sentence, *, without: bool = False) -> Iterator[tuple[int, int]]:
    """Each plain denial, with the verb or noun that it takes back.

    Args:
        sentence: a parsed sentence.
        without: whether "without" counts; in a rewrite it may stand for a verb ("suspended").
    """
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.text.lower() not in NOT:
            continue
        head = tokens[token.head]
        if place and tokens[place - 1].text.lower() in {"not", "or"}:
            continue
        # "Not in eleven years had it ..." makes the most of it and denies nothing.
        denies_verb = place and token.dep == "neg" and head.dep in _DENIED_CLAUSES
        denies_noun = token.dep == "det" and head.dep in {"dobj", "nsubj", "nsubjpass", "attr"}
        if denies_verb or denies_noun:
            yield place, token.head
        elif without and token.text.lower() == "without" and token.dep == "prep":
            for child in sentence.children(place):
                if tokens[child].dep == "pobj":
                    yield place, child
