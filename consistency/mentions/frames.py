"""Who did what to whom: events read off the dependency parse, passives and converses folded."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Argument, Frame, Sentence
from consistency.mentions.names import name_key
from consistency.mentions.polarity import is_negated, modal_of

CONVERSES = {
    "sell": ("buy", {"agent": "from", "to": "agent", "patient": "patient"}),
    "lend": ("borrow", {"agent": "from", "to": "agent", "patient": "patient"}),
    "lose": ("beat", {"agent": "patient", "to": "agent"}),
    "defeat": ("beat", {}),
    "purchase": ("buy", {}),
    "receive": ("give", {"agent": "to", "from": "agent", "patient": "patient"}),
    "inherit": ("leave", {"agent": "to", "from": "agent", "patient": "patient"}),
}
"""Verb → the verb it is told as, and which of its roles become which of the other's."""

SAYING = {"say", "state", "claim", "tell", "report", "announce", "declare", "add", "insist",
          "quote", "explain", "note", "argue", "stress", "warn", "write", "admit"}  # fmt: skip
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_SKIPPED = {"relcl", "advcl", "acl", "ccomp", "prep", "appos", "punct", "cc", "conj", "mark"}


def frames_of(sentence: Sentence) -> tuple[Frame, ...]:
    """One Frame for each full verb of a sentence, in order."""
    return tuple(_frames(sentence))


def _frames(sentence: Sentence) -> Iterator[Frame]:
    for verb, token in enumerate(sentence.tokens):
        if token.pos not in {"VERB", "AUX"} or token.dep in {"aux", "auxpass", "amod", "compound"}:
            continue
        arguments = _arguments(sentence, verb)
        if not arguments:
            continue
        lemma, arguments = _folded(token.lemma, arguments)
        yield Frame(
            sentence=sentence.index,
            verb=verb,
            lemma=lemma,
            arguments=tuple(arguments),
            negated=is_negated(sentence, verb),
            modal=modal_of(sentence, verb),
            speaker=_speaker(sentence, verb),
        )


def _arguments(sentence: Sentence, verb: int) -> list[Argument]:
    tokens = sentence.tokens
    found: list[Argument] = []
    passive = any(tokens[c].dep in {"nsubjpass", "auxpass"} for c in sentence.children(verb))
    subject = _subject(sentence, verb)
    if subject is not None:
        found.append(_argument(sentence, subject, "patient" if passive else "agent"))
    for child in sentence.children(verb):
        token = tokens[child]
        if token.dep in {"dobj", "attr", "dative", "oprd"} and token.pos != "ADP":
            role = "recipient" if token.dep == "dative" else "patient"
            found.append(_argument(sentence, child, role))
        elif token.dep == "acomp":
            found.append(_argument(sentence, child, "patient"))
        elif token.dep in {"prep", "agent", "dative"}:
            found += _prepositional(sentence, child, passive=passive)
    # A noun's own prepositions belong to the event as well: "annexed part of Crimea from".
    for argument in [a for a in found if a.role == "patient"]:
        for child in sentence.children(argument.head):
            if tokens[child].dep == "prep" and tokens[child].text.lower() != "of":
                found += _prepositional(sentence, child, passive=False)
    return found


def _prepositional(sentence: Sentence, preposition: int, *, passive: bool) -> list[Argument]:
    word = sentence.tokens[preposition].text.lower()
    found = []
    for child in sentence.children(preposition):
        if sentence.tokens[child].dep == "pobj":
            agent = word == "by" and passive and sentence.tokens[preposition].dep == "agent"
            found.append(_argument(sentence, child, "agent" if agent else word))
    return found


def _subject(sentence: Sentence, verb: int) -> int | None:
    """The verb's own subject, else that of the verb it is coordinated with or hangs on."""
    seen = set()
    while verb not in seen:
        seen.add(verb)
        for child in sentence.children(verb):
            if sentence.tokens[child].dep in _SUBJECTS:
                if sentence.tokens[child].tag in {"WDT", "WP"}:
                    return sentence.tokens[verb].head
                return child
        token = sentence.tokens[verb]
        if token.dep == "conj" or (token.dep == "xcomp" and not _has_object(sentence, token.head)):
            verb = token.head
        elif token.dep in {"relcl", "acl"} and token.tag == "VBG":
            return token.head
        else:
            return None
    return None


def _has_object(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[c].dep == "dobj" for c in sentence.children(verb))


def _argument(sentence: Sentence, head: int, role: str) -> Argument:
    first, last = phrase_bounds(sentence, head)
    words = sentence.words(first, last)
    return Argument(role, head, first, last, words, _key(sentence, head, first))


def phrase_bounds(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last token of a noun phrase, without the clauses that hang on it."""
    inside = sentence.subtree(head, lambda below: sentence.tokens[below].dep not in _SKIPPED)
    first = head
    while first - 1 in inside:
        first -= 1
    last = head
    while last + 1 in inside:
        last += 1
    return first, last


def _key(sentence: Sentence, head: int, first: int) -> str:
    """A party by its name, a thing by the lemma of its head noun."""
    token = sentence.tokens[head]
    if token.pos != "PROPN":
        return token.lemma.lower()
    start = head
    while (
        start > first
        and sentence.tokens[start - 1].pos == "PROPN"
        and (sentence.tokens[start - 1].dep in {"compound", "nmod", "flat"})
    ):
        start -= 1
    return name_key(sentence.words(start, head))


def _folded(lemma: str, arguments: list[Argument]) -> tuple[str, list[Argument]]:
    """Tells a converse verb as its partner, so that "sold to Y" and "Y bought" compare."""
    lemma = lemma.lower()
    if lemma not in CONVERSES:
        return lemma, arguments
    partner, roles = CONVERSES[lemma]
    known = {a.role for a in arguments}
    if roles and not known & (set(roles) - {"agent", "patient"}):
        return lemma, arguments  # without its other party a converse says less
    turned = [
        Argument(roles.get(a.role, a.role), a.head, a.first, a.last, a.text, a.key)
        for a in arguments
    ]
    return partner, turned


def _speaker(sentence: Sentence, verb: int) -> str:
    tokens = sentence.tokens
    seen = set()
    place = verb
    while place not in seen:
        seen.add(place)
        token = tokens[place]
        if token.dep in {"ccomp", "parataxis"} and tokens[token.head].lemma.lower() in SAYING:
            subject = _subject(sentence, token.head)
            return _argument(sentence, subject, "agent").key if subject is not None else ""
        if token.dep not in {"conj", "xcomp", "advcl"}:
            break
        place = token.head
    for child in sentence.children(verb):
        # "according to X" and "Y, X said" hang on the verb that is told.
        if tokens[child].text.lower() == "according":
            for to in sentence.children(child):
                for party in sentence.children(to):
                    if tokens[party].dep == "pobj":
                        return _argument(sentence, party, "agent").key
    return ""
