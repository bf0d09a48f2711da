"""What a long sentence says in its parts, each as a short sentence of its own.

A fact is short: "Anna Keller is chief executive of Norvik." A rewritten sentence says the same in
passing, among other things, and neither the model nor nearness sees that the two speak of one
thing. Read off the parse are what stands beside a name ("Anna Keller, the finance director of
Norvik,"), clauses that hang on a name ("which was founded in 1947"), and the clauses that a
sentence joins, without what hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from consistency.domain import Mention, MentionKind, Sentence
from consistency.mentions.frames import SAYING, phrase_bounds

LEAST = 3
"""Words that a sentence must have beyond its own clause for that to be a part of it."""
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_HANGING = {"advcl", "relcl", "appos", "acl", "parataxis"}
_CONDITIONS = {"if", "unless", "whether"}
_VERBS = {"VERB", "AUX"}
_QUOTES = {"“", "”", '"', "''", "``"}
_PRONOUNS = {"WDT", "WP"}
_DASHES = {"-", "–", "—"}
_MARKS = {",", "(", ")", *_DASHES}
_EDGES = {",", ";", ":", "-", "–", "—", ".", "and", "or", "but", "that", "(", ")"}
"""Words that join a part to the rest and are none of it."""


class Part(NamedTuple):
    """A stretch of a sentence that states something by itself."""

    text: str
    """It as a sentence of its own."""
    tokens: frozenset[int]
    """The words that it consists of."""
    first: int
    last: int
    """The first and last token of what it says, included."""
    of: str = ""
    """Key of the name that it describes, where it only does that ("Anna Keller is the mayor")."""


def parts_of(
    sentence: Sentence, mentions: Sequence[Mention], opening: str | None = None
) -> tuple[Part, ...]:
    """The parts of a sentence, by where they begin; none of them is the whole.

    Args:
        sentence: a parsed sentence.
        mentions: its typed values.
        opening: whom its opening pronoun means, where that is plain.
    """
    names = [m for m in mentions if m.kind is MentionKind.NAME]
    found = [
        *_beside_names(sentence, names),
        *_titled(sentence, mentions, names),
        *_hanging_on_names(sentence, names),
        *_clauses(sentence, opening),
    ]
    unique = {part.text: part for part in found}
    return tuple(sorted(unique.values(), key=lambda p: (p.first, p.last, p.text)))


def _beside_names(sentence: Sentence, names: Sequence[Mention]) -> Iterator[Part]:
    """Appositions: "Anna Keller, the finance director of Norvik", "its head, Anna Keller"."""
    for place, token in enumerate(sentence.tokens):
        if token.dep != "appos":
            continue
        one, other = _name_at(names, token.head), _name_at(names, place)
        if one is not None and other is None and token.tag == "NN":
            yield from _is(sentence, one, *_bounds(sentence, place))
        elif one is None and other is not None and sentence.tokens[token.head].tag == "NN":
            yield from _is(sentence, other, *phrase_bounds(sentence, token.head))


def _titled(
    sentence: Sentence, mentions: Sequence[Mention], names: Sequence[Mention]
) -> Iterator[Part]:
    """Offices before a name: "Governor Anna Keller"."""
    for title in mentions:
        if title.kind is MentionKind.TITLE:
            holder = next((n for n in names if n.first == title.last + 1), None)
            if holder is not None:
                yield from _is(sentence, holder, title.first, title.last, holder.first)


def _is(
    sentence: Sentence, name: Mention, first: int, last: int, begin: int | None = None
) -> Iterator[Part]:
    inside = sentence.tokens[first : last + 1]
    # A dateline ("POZNAN, May 23 - Workers at") looks like an apposition to the parser.
    if any(t.entity == "DATE" or t.text in _DASHES for t in inside):
        return
    words = sentence.words(first, last)
    if inside[0].pos in {"DET", "PRON", "ADJ"}:
        words = words[:1].lower() + words[1:]
    begin = _full(sentence, name) if begin is None else begin
    tokens = frozenset({*range(begin, name.last + 1), *range(first, last + 1)})
    text = f"{sentence.words(begin, name.last)} is {words}."
    yield Part(text, tokens, first, last, str(name.value))


def _full(sentence: Sentence, name: Mention) -> int:
    """Where a name begins; the recogniser leaves first names out."""
    first = name.first
    while (
        first
        and sentence.tokens[first - 1].pos == "PROPN"
        and sentence.tokens[first - 1].dep == "compound"
        and sentence.tokens[first - 1].head <= name.last
    ):
        first -= 1
    return first


def _hanging_on_names(sentence: Sentence, names: Sequence[Mention]) -> Iterator[Part]:
    """Relative clauses: "Norvik, which was founded in 1947", "to which Helden had sold it"."""
    for verb, token in enumerate(sentence.tokens):
        if token.dep != "relcl":
            continue
        inside = sentence.subtree(verb)
        name = _name_before(sentence, names, inside[0])
        pronoun = next((i for i in inside if sentence.tokens[i].tag in _PRONOUNS), None)
        if name is None or pronoun is None:
            continue
        begin = _full(sentence, name)
        called = sentence.words(begin, name.last)
        above = sentence.tokens[pronoun].head
        rest = [i for i in inside if i != pronoun]
        if above == verb and sentence.tokens[pronoun].dep in _SUBJECTS:
            pieces = [called, _said(sentence, rest)]
        elif above == verb and sentence.tokens[pronoun].dep == "dobj":
            before, after = [i for i in rest if i <= verb], [i for i in rest if i > verb]
            pieces = [_said(sentence, before), called, _said(sentence, after)]
        elif sentence.tokens[above].dep == "prep" and sentence.tokens[above].head == verb:
            rest.remove(above)
            pieces = [_said(sentence, rest), sentence.tokens[above].text.lower(), called]
        else:
            continue
        tokens = frozenset({*inside, *range(begin, name.last + 1)})
        yield Part(_sentence(pieces), tokens, inside[0], inside[-1])


def _name_before(sentence: Sentence, names: Sequence[Mention], place: int) -> Mention | None:
    """The name that ends right before a clause; one farther off may not be what it tells of."""
    place -= 1
    if place > 0 and sentence.tokens[place].text == ",":
        place -= 1
    return next((n for n in names if n.last == place), None)


def _clauses(sentence: Sentence, opening: str | None) -> Iterator[Part]:
    """Clauses that are joined or told, each without what hangs on it."""
    heads = list(_clause_heads(sentence))
    for verb in heads:
        own = _own(sentence, verb, heads)
        if own is None or len(sentence.tokens) - len(own) < LEAST or len(own) < LEAST:
            continue
        subject = next((c for c in sentence.children(verb) if _is_subject(sentence, c)), None)
        shared = _shared(sentence, verb) if subject is None else []
        if shared is None:
            continue
        told = sentence.tokens[subject if subject is not None else shared[0]]
        # Whom "we" or "it" means is known only where it opens the sentence.
        if told.pos != "PRON" or (opening is not None and told is sentence.tokens[0]):
            yield _clause(sentence, own, shared, opening)


def _clause_heads(sentence: Sentence) -> Iterator[int]:
    """The verbs of clauses that state something: main, joined to one, or told by somebody."""
    for place, token in enumerate(sentence.tokens):
        if token.pos not in _VERBS:
            continue
        if token.dep == "ROOT":
            if token.lemma.lower() not in SAYING:
                yield place
        elif token.dep == "conj":
            above = sentence.tokens[token.head]
            if above.pos in _VERBS and above.dep in {"ROOT", "conj", "ccomp"}:
                yield place
        elif token.dep == "ccomp" and sentence.tokens[token.head].lemma.lower() in SAYING:
            yield place


def _own(sentence: Sentence, verb: int, heads: Iterable[int]) -> list[int] | None:
    """The words of a clause; `None` where it holds only on a condition, or is quoted."""
    if _CONDITIONS & _words(sentence, verb):
        return None
    others = set(heads) - {verb}
    left_out: set[int] = set()
    inside, frontier = {verb}, [verb]
    while frontier:
        for child in sentence.children(frontier.pop()):
            token = sentence.tokens[child]
            if token.dep == "advcl" and _CONDITIONS & _words(sentence, child):
                return None
            if token.text in _QUOTES:
                return None
            if child in others or (token.dep in _HANGING and _is_set_off(sentence, child)):
                left_out.update(sentence.subtree(child))
            else:
                inside.add(child)
                frontier.append(child)
    marks = {i for i in inside if sentence.tokens[i].text in _MARKS and {i - 1, i + 1} & left_out}
    return _trimmed(sentence, sorted(inside - marks))


def _is_set_off(sentence: Sentence, place: int) -> bool:
    """Whether a comma or the like parts what hangs on a word from it: then it is said besides."""
    inside = sentence.subtree(place)
    sides = (inside[0] - 1, inside[-1] + 1)
    return any(
        0 <= side < len(sentence.tokens) and sentence.tokens[side].text in _MARKS for side in sides
    )


def _words(sentence: Sentence, place: int) -> set[str]:
    return {sentence.tokens[c].text.lower() for c in sentence.children(place)}


def _shared(sentence: Sentence, verb: int) -> list[int] | None:
    """Subject and auxiliaries that a joined verb has from the verb before it."""
    seen = set()
    above = verb
    while sentence.tokens[above].dep == "conj" and above not in seen:
        seen.add(above)
        above = sentence.tokens[above].head
    subject = next((c for c in sentence.children(above) if _is_subject(sentence, c)), None)
    if subject is None or sentence.tokens[subject].tag in _PRONOUNS:
        return None
    first, last = phrase_bounds(sentence, subject)
    shared = list(range(first, last + 1))
    helped = any(sentence.tokens[c].dep in {"aux", "auxpass"} for c in sentence.children(verb))
    if not helped and sentence.tokens[verb].tag in {"VB", "VBN", "VBG"}:
        helpers = [
            c
            for c in sentence.children(above)
            if sentence.tokens[c].dep in {"aux", "auxpass", "neg"}
        ]
        if not helpers:
            return None
        shared += helpers
    return shared


def _is_subject(sentence: Sentence, place: int) -> bool:
    return sentence.tokens[place].dep in _SUBJECTS


def _clause(sentence: Sentence, own: list[int], shared: list[int], opening: str | None) -> Part:
    words = [*shared, *own]
    pieces = [_said(sentence, shared), _said(sentence, own)]
    if opening is not None and words[0] == 0:
        rest = [words[1:]] if not shared else [shared[1:], own]
        pieces = [opening, *(_said(sentence, piece) for piece in rest)]
    return Part(_sentence(pieces), frozenset(words), own[0], own[-1])


def _name_at(names: Sequence[Mention], place: int) -> Mention | None:
    return next((n for n in names if n.first <= place <= n.last), None)


def _bounds(sentence: Sentence, head: int) -> tuple[int, int]:
    """The stretch around a head that hangs on it, without clauses of its own."""
    outside = {
        below
        for i in sentence.subtree(head)
        if i != head and sentence.tokens[i].dep in _HANGING
        for below in sentence.subtree(i)
    }
    inside = set(sentence.subtree(head)) - outside
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    kept = _trimmed(sentence, list(range(first, last + 1)))
    return kept[0], kept[-1]


def _trimmed(sentence: Sentence, places: list[int]) -> list[int]:
    """Without commas and joining words at either end."""
    while len(places) > 1 and sentence.tokens[places[0]].text.lower() in _EDGES:
        places = places[1:]
    while len(places) > 1 and sentence.tokens[places[-1]].text.lower() in _EDGES:
        places = places[:-1]
    return places


def _said(sentence: Sentence, places: list[int]) -> str:
    """The words at some places, as they stand beside one another in the sentence."""
    text, last = "", None
    for place in places:
        token = sentence.tokens[place]
        close = last is not None and last + 1 == place
        blank = "" if close and sentence.tokens[place - 1].end == token.start else " "
        text += blank + token.text
        last = place
    return text.strip(" ,;")


def _sentence(pieces: Iterable[str]) -> str:
    text = " ".join(piece for piece in pieces if piece)
    return f"{text[:1].upper()}{text[1:].rstrip(' .')}."
