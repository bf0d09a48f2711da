"""FC203: a list names one thing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from consistency.domain import Finding, Judgement, Mention, MentionKind, Sentence, Severity, Span
from consistency.rules.base import Flags, Passes, Rule

JOINS = {",", "and", "or", "&", ";", "the"}
ADDING = {"besides", "beside"}
"""Prepositions behind which stands what the clause then adds to."""
_RETURNED = {"again", "back", "twice", "return", "second", "then", "finally", "respectively"}
"""Words of a list told in order of time, in which a member may come back."""
_MODIFIERS = {"amod", "compound", "nmod"}
_PAIRING = {"between", "both"}
"""Words that make two members a list."""
TWINS = (
    {"residence", "house", "dwelling"},
    {"funeral", "burial"},
    {"lawyer", "attorney"},
    {"film", "movie"},
    {"car", "automobile"},
    {"doctor", "physician"},
    {"plane", "aeroplane", "airplane"},
    {"photo", "photograph"},
    {"bike", "bicycle"},
    {"firm", "company"},
    {"holiday", "vacation"},
    {"wage", "salary"},
    {"infant", "baby"},
)
"""Nouns for one thing; what may stand side by side in a list ("ships and boats") is not here."""


class RepeatedMember(Rule):
    """A list names one thing twice.

    Lists are read twice: off the parse (members joined by commas and conjunctions, names and
    common nouns alike), and as runs of names with nothing but commas and conjunctions between
    them, where commas that the spinner lost between countries are put back. Two members are
    one if they have the same content words ("cooking oil … and oil to cook with") or if the
    later is the bare noun of the earlier ("racing horses … and horses"). What "besides" names
    must not come back as what is added. The later one is reported, the earlier is named.
    Needs no facts.

    Cannot see: one thing under two names, but for a short table of nouns ("the mayor's
    residence … and his house"). Lists of one word said
    over and over for emphasis, and lists told in order of time ("and then again"), are left
    alone.
    """

    code = "FC203"
    name = "repeated-member"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags("He will chair talks between France, Germany Russia, Ukraine, and ‹Russia›."),
        Flags("The cup was shared by Norway, Sweden and ‹Norway›."),
        Flags("Offices in Madrid, Lisbon, Rome and ‹Madrid› will close."),
        Flags("Knives, forks and ‹knives› were laid on the table."),
        Flags("The thieves took silver spoons, a clock and ‹spoons›."),
        Flags("The firm sells olive oil, bread and ‹the oil of olives›."),
        Flags("Besides Lisbon and Porto, the strike also hit ‹Lisbon›."),
        Flags("The thieves took the mayor's car, a clock and ‹his automobile›."),
        Flags("The talks between Norway and ‹Norway› failed."),
        Passes("He will chair talks between France, Germany, Russia and Ukraine."),
        Passes("Paris Saint-Germain and Paris FC will meet."),
        Passes("John Smith and Jane Smith were married."),
        Passes("They are Capt. Arash Khan, Maj. Ali Khan and Capt. Omar Aminyar."),
        Passes("A bill may affect England, or England and Wales."),
        Passes("He moved to New York, New York, in May."),
        Passes("Russia met Ukraine, and Russia left early."),
        Passes("All that counts is location, location, location."),
        Passes("Old spoons, new spoons and wooden spoons were sold."),
        Passes("He played for Lyon, Nantes and then Lyon again."),
        Passes("Teachers from Leeds, parents and teachers from York signed it."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields the later of two equal members of a list."""
        for sentence in judgement.claims():
            if any(t.lemma.lower() in _RETURNED for t in sentence.tokens):
                continue
            names = [
                m for m in judgement.analysis.mentions[sentence.index] if m.kind is MentionKind.NAME
            ]
            doubled = [*_among_names(sentence, names), *_among_members(sentence)]
            doubled += _added(sentence, names)
            seen: list[Span] = []
            for one, other in sorted(doubled, key=lambda pair: pair[1]):
                if not any(other.overlaps(span) for span in seen):
                    seen.append(other)
                    text = judgement.analysis.case.document.text
                    yield self.finding(
                        judgement,
                        sentence,
                        other,
                        f"the list has “{one.of(text)}” already; another was meant",
                        against=one,
                    )


def _among_names(sentence: Sentence, names: Sequence[Mention]) -> Iterator[tuple[Span, Span]]:
    """Equal names of a run with nothing but commas and conjunctions between them."""
    for run in _runs(sentence, names):
        seen: dict[str, Mention] = {}
        for member in run:
            if _is_modifier(sentence, member):
                continue
            first = seen.setdefault(member.text.lower(), member)
            if first is not member:
                yield first.span, member.span


def _is_modifier(sentence: Sentence, member: Mention) -> bool:
    """Whether a name only describes what comes next ("Capt. Noorullah", "Indian envoy Mathai")."""
    token = sentence.tokens[member.last]
    # A country before a country lost its comma and is a member all the same.
    following = sentence.tokens[min(member.last + 1, len(sentence.tokens) - 1)]
    return (
        token.dep in {"compound", "amod", "nmod", "poss"}
        and token.head > member.last
        and following.entity != "GPE"
    )


def _runs(sentence: Sentence, names: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Runs of at least three names that form one list."""
    run: list[Mention] = []
    for name in names:
        if run and not _joined(sentence, run[-1], name):
            if len(run) > 2:
                yield run
            run = []
        run.append(name)
    if len(run) > 2:
        yield run


def _joined(sentence: Sentence, one: Mention, other: Mention) -> bool:
    between = sentence.tokens[one.last + 1 : other.first]
    if any(t.text.lower() not in JOINS for t in between):
        return False
    # "England, or England and Wales", as below.
    if one.text == other.text and any(t.text.lower() == "or" for t in between):
        return False
    # ", and Russia left": a new clause, not a member.
    governor = sentence.tokens[other.last]
    return not governor.dep.startswith("nsubj") or sentence.tokens[one.last].dep.startswith("nsubj")


class _Member(NamedTuple):
    """One member of a list that the parser saw."""

    head: int
    first: int
    last: int
    words: frozenset[str]
    """Its content words, verbs and nouns of one stem alike."""
    beside: frozenset[str]
    """How the words beside its head hang in the parse; determiners do not count."""


def _among_members(sentence: Sentence) -> Iterator[tuple[Span, Span]]:
    """Equal members of the coordinations in the parse."""
    for members in _coordinations(sentence):
        two = len(members) == 2 and _is_pair(sentence, *members)
        if not two and (len(members) < 3 or len({m.words for m in members}) == 1):
            continue  # two are too few to go by; all the same is emphasis
        for n, later in enumerate(members):
            # "England, or England and Wales": the first again, with more beside it.
            if any(sentence.tokens[c].dep == "cc" for c in sentence.children(later.head)):
                continue
            earlier = next((m for m in members[:n] if _is_one(sentence, m, later)), None)
            if earlier is not None:
                yield (
                    sentence.locate_tokens(earlier.first, earlier.last),
                    sentence.locate_tokens(later.first, later.last),
                )


def _is_pair(sentence: Sentence, one: _Member, other: _Member) -> bool:
    """Whether two members are plainly meant as two: "between Norway and Norway"."""
    named = all(
        sentence.tokens[m.head].pos == "PROPN" and sentence.tokens[m.head].entity != "PERSON"
        for m in (one, other)
    )
    before = sentence.tokens[one.first - 1].text.lower() if one.first else ""
    return named and before in _PAIRING and one.last + 2 == other.first


def _coordinations(sentence: Sentence) -> Iterator[list[_Member]]:
    nouns = {"NOUN", "PROPN"}
    for head, token in enumerate(sentence.tokens):
        if token.pos not in nouns or token.dep == "conj":
            continue
        chain = [head]
        for place in chain:
            beside = [c for c in sentence.children(place) if _is_name_of(sentence, c, place)]
            chain += [
                c
                for above in (place, *beside)
                for c in sentence.children(above)
                if sentence.tokens[c].pos in nouns
                and (sentence.tokens[c].dep == "conj" or _is_listed(sentence, c))
            ]
        chain.sort()
        if len(chain) > 1 and any(
            sentence.tokens[c].dep == "cc" for place in chain for c in sentence.children(place)
        ):
            ends = [*chain[1:], len(sentence.tokens)]
            yield [_member(sentence, p, end) for p, end in zip(chain, ends, strict=True)]


def _is_name_of(sentence: Sentence, place: int, head: int) -> bool:
    """Whether a name stands right behind the noun that it names ("the charity Northern Range")."""
    between = sentence.tokens[head + 1 : place]
    return sentence.tokens[place].dep == "appos" and all(t.head == place for t in between)


def _is_listed(sentence: Sentence, place: int) -> bool:
    """Whether the parser took the second member of a list ("A, B and C") for an apposition."""
    token = sentence.tokens[place]
    first = place
    while first and sentence.tokens[first - 1].head == place:
        first -= 1
    return token.dep == "appos" and first > 0 and sentence.tokens[first - 1].text == ","


def _member(sentence: Sentence, head: int, end: int) -> _Member:
    """The member around a head; what stands behind the next head is not its own."""

    def belongs(below: int) -> bool:
        joined = sentence.tokens[below].dep in {"conj", "cc", "punct"}
        return below < end and not joined and not _is_listed(sentence, below)

    inside = sentence.subtree(head, belongs)
    words = frozenset(_stem(sentence, i) for i in inside if sentence.tokens[i].is_content)
    beside = frozenset(sentence.tokens[i].dep for i in inside if i != head) - {"det"}
    return _Member(head, inside[0], inside[-1], words, beside)


def _stem(sentence: Sentence, place: int) -> str:
    token = sentence.tokens[place]
    lemma = token.lemma.lower()
    # "Cooking oil" and "oil to cook with": the tagger takes the first for a noun.
    return lemma[:-3] if lemma.endswith("ing") and len(lemma) > 6 else lemma


def _is_one(sentence: Sentence, earlier: _Member, later: _Member) -> bool:
    one, other = sentence.tokens[earlier.head], sentence.tokens[later.head]
    if other.entity == "PERSON":
        return False
    if one.text.lower() != other.text.lower():
        return _are_twins(sentence, earlier, later)
    if earlier.words == later.words:
        return True
    described = bool(earlier.beside) and earlier.beside <= _MODIFIERS
    return described and not later.beside and other.pos == "NOUN"


def _are_twins(sentence: Sentence, earlier: _Member, later: _Member) -> bool:
    """Whether two nouns mean one thing and nothing beside them tells two apart."""
    one, other = sentence.tokens[earlier.head], sentence.tokens[later.head]
    heads = {one.lemma.lower(), other.lemma.lower()}
    if one.tag != other.tag or not any(heads <= twins for twins in TWINS):
        return False
    rest = [m.words - {_stem(sentence, m.head)} for m in (earlier, later)]
    return rest[0] == rest[1] or (not rest[1] and later.beside == {"poss"})


def _added(sentence: Sentence, names: Sequence[Mention]) -> Iterator[tuple[Span, Span]]:
    """Names behind "besides" that come back in the clause."""
    for place, token in enumerate(sentence.tokens):
        if token.text.lower() not in ADDING or token.dep != "prep":
            continue
        inside = set(sentence.subtree(place))
        excepted = [n for n in names if n.last in inside]
        for name in names:
            if name.first < place or name.last in inside or _is_modifier(sentence, name):
                continue
            for one in excepted:
                if one.text == name.text:
                    yield one.span, name.span
