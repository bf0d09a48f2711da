"""Offices and nationalities given to people: "France's foreign minister", "Russian President X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.domain import Mention, MentionKind, Sentence, Token
from consistency.mentions.names import aliases, name_key

OFFICES = {
    "minister", "president", "chancellor", "premier", "secretary", "ambassador", "governor",
    "mayor", "senator", "spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman",
    "king", "queen", "prince", "princess", "director", "commissioner", "envoy", "judge",
    "prosecutor", "coach", "captain", "chief", "leader", "ceo", "treasurer", "general",
    "admiral", "archbishop", "bishop", "professor", "deputy",
}  # fmt: skip
RANKS = {"minister", "president", "chancellor", "king", "queen", "mayor", "governor", "ambassador",
         "secretary", "judge", "prosecutor", "bishop", "archbishop", "spokesman", "coach",
         "captain", "senator", "chairman"}  # fmt: skip
"""Offices of which nobody is likely to hold two at once."""
_SAME_OFFICE = {"spokeswoman": "spokesman", "spokesperson": "spokesman",
                "premier": "prime minister",
                "chairwoman": "chairman", "defense": "defence"}  # fmt: skip
_INSIDE = {"amod", "compound", "nmod", "poss", "case", "conj", "cc", "det", "punct"}


def titles_of(sentence: Sentence, names: Sequence[Mention]) -> Iterator[Mention]:
    """Every office that the sentence gives to a named person.

    The value is `country/office`, either half empty where it is not said; the label is the
    person's key.
    """
    people = [n for n in names if n.label == "PERSON" or n.label == ""]
    for place, token in enumerate(sentence.tokens):
        if singular(token) not in OFFICES or token.pos not in {"NOUN", "PROPN"}:
            continue
        first = _beginning(sentence, place)
        country = _country(sentence, first, place)
        office = _office(sentence, first, place)
        for person in _holders(sentence, first, place, people):
            span = sentence.locate_tokens(first, place)
            yield Mention(
                MentionKind.TITLE,
                first,
                place,
                span,
                sentence.words(first, place),
                f"{country}/{office}",
                str(person.value),
            )


def singular(token: Token) -> str:
    """The singular; the parser leaves proper nouns ("Defense Ministers") in the plural."""
    lemma = token.lemma.lower()
    if token.tag != "NNPS":
        return lemma
    return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma.removesuffix("s")


def _beginning(sentence: Sentence, office: int) -> int:
    """The first token of the phrase that ends in the office."""
    tokens = sentence.tokens
    first = office
    while first:
        before = tokens[first - 1]
        word = before.text.lower()
        joined = word == "and" and first >= 2 and tokens[first - 2].pos in {"NOUN", "PROPN", "ADJ"}
        countries = word in {"'s", "’s"} and tokens[first - 2].text.lower() in aliases()
        plain = before.pos in {"NOUN", "PROPN", "ADJ"} and before.entity != "PERSON"
        if word == "other" or not (plain or countries or (joined and first < office + 1)):
            break
        first -= 1
    return first


def _country(sentence: Sentence, first: int, office: int) -> str:
    tokens = sentence.tokens
    for place in range(first, office + 1):
        found = aliases().get(name_key(tokens[place].text), "")
        if found:
            return found
    if office + 2 < len(tokens) and tokens[office + 1].text.lower() == "of":
        return aliases().get(name_key(tokens[office + 2].text), "")
    return ""


def _office(sentence: Sentence, first: int, office: int) -> str:
    words = [
        _SAME_OFFICE.get(singular(t), singular(t))
        for t in sentence.tokens[first : office + 1]
        if t.pos in {"NOUN", "PROPN", "ADJ"} and name_key(t.text) not in aliases()
    ]
    return " ".join(words)


def _holders(
    sentence: Sentence, first: int, office: int, people: Sequence[Mention]
) -> list[Mention]:
    """Who holds the office: the name behind it, before its comma, or before its "was"."""
    tokens = sentence.tokens
    before = first - 1
    if before >= 0 and tokens[before].text.lower() in {"the", "a", "an"}:
        before -= 1
    behind = [p for p in people if p.first == office + 1]
    if behind:
        return behind
    if before < 0:
        return []
    if tokens[before].text == ",":
        return [p for p in people if p.last == before - 1]
    if tokens[before].lemma.lower() == "be":
        return [
            p for p in people if tokens[p.last].head == before and tokens[p.last].dep == "nsubj"
        ]
    if tokens[before].text.lower() == "other" and before and tokens[before - 1].text == "and":
        return _listed(sentence, before - 2, people)
    return []


def _listed(sentence: Sentence, last: int, people: Sequence[Mention]) -> list[Mention]:
    """The names of a list that ends at a token."""
    found = []
    while last >= 0:
        member = next((p for p in people if p.last == last), None)
        if member is None:
            break
        found.append(member)
        last = member.first - 1
        if last >= 0 and sentence.tokens[last].text in {",", "and"}:
            last -= 1
    return found


def clash(said: str, known: str) -> bool:
    """Whether one person cannot hold both: another country, rank or department."""
    (said_country, said_office), (known_country, known_office) = said.split("/"), known.split("/")
    if said_country and known_country and said_country != known_country:
        return said_office.split()[-1:] == known_office.split()[-1:] or bool(
            {*said_office.split()} & RANKS and {*known_office.split()} & RANKS
        )
    one, other = said_office.split(), known_office.split()
    if not one or not other or said_office in known_office or known_office in said_office:
        return False
    if one[-1] != other[-1]:
        return one[-1] in RANKS and other[-1] in RANKS
    # The same rank: ministers of different departments share no other word.
    return (
        len(one) > 1
        and len(other) > 1
        and not set(one[:-1]) & set(other[:-1])
        and (one[-1] in {"minister", "secretary"})
    )
