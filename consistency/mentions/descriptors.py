"""What named people are called beside their names: "the farmer who chairs the committee"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from consistency.domain import Mention, MentionKind, Sentence, Token
from consistency.mentions.names import UNKNOWN, country_of, name_key
from consistency.mentions.titles import OFFICES, singular

_PARTIES = {"PERSON", "ORG", UNKNOWN}
_NOUNS = {"NOUN", "PROPN"}
_BEFORE = {"amod", "compound", "nmod", "poss"}
_BELONGING = _BEFORE | {"prep", "pobj", "case"}
_BODY = {"of", "at", "for", "with"}
_HEADED = {"chair": "chair", "head": "head", "lead": "leader", "coach": "coach",
           "captain": "captain", "manage": "manager", "edit": "editor",
           "preside": "president"}  # fmt: skip
"""What somebody is who does this."""


class Descriptor(NamedTuple):
    """A noun given to a person by a premodifier, an apposition, a verb "be" or "who leads"."""

    person: str
    """The person's key."""
    noun: int
    """Index of its head, or of the verb that stands for it."""
    first: int
    last: int
    head: str
    """The head in one form: "chairwoman" and "who chairs" are "chair"."""
    kind: frozenset[str]
    """Words that say what sort of one, in lower case: "defending"."""
    body: frozenset[str]
    """Words for what the person is that of, in lower case: "federation"."""
    named: bool
    """Whether the body has a name."""


def descriptors_of(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Descriptor]:
    """Everything that a sentence calls its named people.

    Args:
        sentence: a sentence.
        mentions: its typed values.
    """
    names = [m for m in mentions if m.kind is MentionKind.NAME]
    inside = {n for name in names for n in range(name.first, name.last + 1)}
    for name in names:
        if name.label not in _PARTIES or country_of(str(name.value)):
            continue
        person, ranks = _without_ranks(sentence, name)
        key = name_key(sentence.words(person.first, person.last))
        nouns = dict.fromkeys((*ranks, *_nouns(sentence, person, inside - {*ranks})))
        for noun in nouns:
            yield _descriptor(sentence, key, noun, noun)
        for place in (_head(sentence, person), *nouns):
            yield from _led(sentence, key, place)


def _without_ranks(sentence: Sentence, name: Mention) -> tuple[Mention, list[int]]:
    """A name without offices that the recogniser took for its first words, and those."""
    first = name.first
    while first < name.last and singular(sentence.tokens[first]) in OFFICES:
        first += 1
    return replace(name, first=first), list(range(name.first, first))[-1:]


def _head(sentence: Sentence, name: Mention) -> int:
    """The token of a name on which the others hang."""
    inside = range(name.first, name.last + 1)
    return next((n for n in inside if sentence.tokens[n].head not in inside), name.last)


def _nouns(sentence: Sentence, person: Mention, names: set[int]) -> Iterator[int]:
    """The heads of what a person is called."""
    tokens, head = sentence.tokens, _head(sentence, person)
    places = []
    before = person.first - 1
    if before >= 0 and tokens[before].pos in _NOUNS and tokens[before].tag not in {"NNS", "NNPS"}:
        places.append(before)
    places += [c for c in sentence.children(head) if tokens[c].dep == "appos"]
    above = tokens[head].head
    if tokens[head].dep == "appos":
        places.append(above)
    elif tokens[head].dep == "nsubj" and tokens[above].lemma in {"be", "become", "remain"}:
        below = list(sentence.children(above))
        if not any(tokens[c].dep == "neg" for c in below):
            places += [c for c in below if tokens[c].dep == "attr"]
    places += _set_off(sentence, person)
    for place in places:
        if tokens[place].pos in _NOUNS and place not in names:
            yield place


def _set_off(sentence: Sentence, person: Mention) -> Iterator[int]:
    """What stands between a comma and the name, where the parser saw no apposition."""
    tokens, before, after = sentence.tokens, person.first - 1, person.last + 1
    closed = after >= len(tokens) or tokens[after].pos in {"PUNCT", "VERB", "AUX"}
    if before > 0 and tokens[before].text == "," and closed:
        noun = before - 1
        if tokens[noun].tag == "NN" and tokens[_phrase_start(sentence, noun) - 1].pos == "DET":
            yield noun
    if after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].pos == "DET":
        noun = after + 2
        while noun + 1 < len(tokens) and tokens[noun].pos in {"ADJ", "NOUN", "PROPN", "VERB"}:
            if tokens[noun + 1].pos not in {"NOUN", "PROPN", "ADJ"}:
                break
            noun += 1
        following = tokens[noun + 1].text.lower() if noun + 1 < len(tokens) else "."
        if noun < len(tokens) and tokens[noun].tag == "NN" and following in {",", ".", "who"}:
            yield noun


def _phrase_start(sentence: Sentence, noun: int) -> int:
    """The first of the words that stand right before a noun and say what sort of one."""
    first = noun
    while first and _is_kind(sentence.tokens[first - 1]):
        first -= 1
    return first


def _is_kind(token: Token) -> bool:
    return token.pos in {"ADJ", "NOUN"} or token.tag in {"VBG", "VBN"}


def _led(sentence: Sentence, person: str, place: int) -> Iterator[Descriptor]:
    """What somebody is by what he does: "who chairs the committee"."""
    for verb in sentence.children(place):
        token = sentence.tokens[verb]
        below = list(sentence.children(verb))
        who = any(sentence.tokens[c].text.lower() == "who" for c in below)
        led = next((c for c in below if sentence.tokens[c].dep == "dobj"), None)
        if token.dep == "relcl" and who and token.lemma in _HEADED and led is not None:
            yield _descriptor(sentence, person, verb, led)


def _descriptor(sentence: Sentence, person: str, place: int, noun: int) -> Descriptor:
    tokens = sentence.tokens
    if place != noun:
        head, kind = _HEADED[tokens[place].lemma], frozenset[str]()
        body = _phrase(sentence, noun)
    else:
        head = one_form(tokens[noun])
        before = [c for c in sentence.children(noun) if tokens[c].dep in _BEFORE and c < noun]
        owned = [c for c in before if tokens[c].dep == "poss" or tokens[c].pos == "PROPN"]
        owned += [
            of
            for c in sentence.children(noun)
            if tokens[c].dep == "prep" and tokens[c].text.lower() in _BODY
            for of in sentence.children(c)
            if tokens[of].dep == "pobj"
        ]
        start = _phrase_start(sentence, noun)
        kind = frozenset(tokens[n].text.lower() for n in range(start, noun) if n not in owned)
        body = tuple(sorted({n for c in owned for n in _phrase(sentence, c)}))
    told = [tokens[n] for n in body]
    return Descriptor(
        person,
        place,
        min([place, *body, *([_phrase_start(sentence, noun)] if place == noun else [])]),
        max([place, *body]),
        head,
        kind,
        frozenset(_bare(t) for t in told if t.pos in {"NOUN", "PROPN", "ADJ"}),
        any(t.pos == "PROPN" for t in told),
    )


def _phrase(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """A noun with the words that belong to it, without clauses and appositions."""
    return sentence.subtree(noun, lambda below: sentence.tokens[below].dep in _BELONGING)


def _bare(token: Token) -> str:
    return token.text.lower() if token.pos == "PROPN" else token.lemma.lower()


def one_form(token: Token) -> str:
    """A noun for a person in one form: "spokeswoman" and "spokesman" are "spokes"."""
    word = singular(token)
    for ending in ("woman", "person", "man"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word.removesuffix(ending)
    return word
