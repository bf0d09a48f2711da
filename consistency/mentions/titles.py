"""Offices and nationalities given to people: "France's foreign minister", "Russian President X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.domain import Mention, MentionKind, Sentence, Token
from consistency.mentions.names import UNKNOWN, aliases, name_key

OFFICES = {
    "minister", "president", "chancellor", "premier", "secretary", "ambassador", "governor",
    "mayor", "senator", "spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman",
    "king", "queen", "prince", "princess", "director", "commissioner", "envoy", "judge",
    "prosecutor", "coach", "captain", "chief", "leader", "ceo", "treasurer", "general",
    "admiral", "archbishop", "bishop", "professor", "deputy", "lawyer", "attorney", "solicitor",
    "counsel", "head", "boss", "executive", "manager", "owner", "proprietor", "founder", "editor",
    "engineer", "scientist", "researcher", "analyst", "economist", "historian", "ranger", "farmer",
    "doctor", "surgeon", "nurse", "teacher", "trainer", "striker", "goalkeeper", "midfielder",
    "defender", "bowler", "officer", "inspector", "sergeant", "colonel", "major", "lieutenant",
    "pilot", "priest", "rabbi", "imam", "elder", "sheriff", "geologist", "biologist", "physicist",
    "chemist", "astronomer", "oceanographer", "archaeologist", "architect", "composer", "conductor",
    "soprano", "tenor", "actor", "actress", "singer", "author", "novelist", "curator", "candidate",
    "speaker", "spokespeople", "mediator", "auditor", "accountant", "banker", "broker", "trader",
}  # fmt: skip
RANKS = {"minister", "president", "chancellor", "king", "queen", "mayor", "governor", "ambassador",
         "secretary", "judge", "prosecutor", "bishop", "archbishop", "spokesman", "coach",
         "captain", "senator", "chairman"}  # fmt: skip
"""Offices of which nobody is likely to hold two at once."""
_SAME_OFFICE = {"spokeswoman": "spokesman", "spokesperson": "spokesman",
                "premier": "prime minister",
                "chairwoman": "chairman", "defense": "defence"}  # fmt: skip
_LIKE = (
    "lawyer attorney solicitor counsel barrister advocate",
    "head boss chief executive ceo director president chairman leader manager captain premier "
    "commissioner coach trainer founder owner proprietor",
    "spokesman",
    "scientist researcher analyst economist historian geologist biologist physicist chemist "
    "astronomer oceanographer archaeologist professor doctor surgeon author engineer",
    "minister secretary treasurer chancellor premier president leader",
    "officer inspector sergeant colonel major lieutenant captain chief general admiral sheriff",
    "priest rabbi imam bishop archbishop pope",
    "king queen prince princess",
    "judge",
    "mayor",
    "ambassador envoy",
    "senator deputy candidate governor leader",
    "nurse",
    "farmer",
    "teacher",
    "ranger",
    "elder chief leader",
    "speaker",
    "journalist reporter correspondent editor columnist broadcaster presenter newsman anchor",
    "writer author novelist poet playwright columnist journalist",
    "prosecutor attorney magistrate judge",
    "lawyer prosecutor attorney",
    "schoolteacher teacher headteacher lecturer professor instructor principal",
    "doctor surgeon physician medic psychiatrist paediatrician cardiologist epidemiologist "
    "virologist oncologist",
    "nurse midwife medic paramedic carer",
    "farmer grower rancher herder shepherd winemaker beekeeper",
    "fisherman skipper sailor captain",
    "soldier trooper conscript sergeant officer lieutenant private corporal captain",
    "policeman officer constable detective inspector sergeant commander",
    "banker broker trader investor financier",
    "economist analyst strategist",
    "historian curator archivist",
    "plumber electrician carpenter builder mechanic",
    "baker cook chef butcher caterer",
    "driver chauffeur motorist",
    "pilot airman aviator captain",
    "actor actress performer comedian",
    "singer musician soprano tenor pianist violinist guitarist drummer cellist",
    "painter artist sculptor photographer",
    "builder architect engineer contractor",
    "accountant auditor bookkeeper",
    "waiter waitress bartender barman",
    "hairdresser barber",
    "goalkeeper",
    "striker forward winger midfielder",
    "defender",
    "referee umpire",
    "cyclist",
    "jockey",
    "golfer",
    "boxer",
    "sprinter runner",
    "gardener",
    "librarian",
    "translator interpreter",
    "pharmacist",
    "dentist",
    "vet",
    "shopkeeper grocer trader merchant",
    "hunter poacher",
    "mediator negotiator envoy",
    "treasurer",
    "candidate contender nominee",
    "monk",
    "nun",
    "miner",
    "firefighter",
    "physicist",
    "biologist zoologist ecologist",
    "chemist",
    "astronomer",
    "geologist seismologist volcanologist",
    "meteorologist forecaster",
    "archaeologist",
)
"""Offices that one writer may call so and another so; of others one person holds but one."""
_OWN = {"its", "his", "her", "their", "'s", "’s", "the"}


def titles_of(sentence: Sentence, names: Sequence[Mention]) -> Iterator[Mention]:
    """Every office that the sentence gives to a named person.

    The value is `country/office`, either half empty where it is not said; the label is the
    person's key.
    """
    people = [n for n in names if n.label in {"PERSON", UNKNOWN}]
    for place, token in enumerate(sentence.tokens):
        if singular(token) not in OFFICES or token.pos not in {"NOUN", "PROPN"}:
            continue
        first = _beginning(sentence, place)
        country = _country(sentence, first, place)
        office = _office(sentence, first, place)
        for person in _holders(sentence, first, place, people):
            value, holder = f"{country}/{office}", str(person.value)
            yield Mention.of(MentionKind.TITLE, sentence, first, place, value, holder)


def singular(token: Token) -> str:
    """The singular; the parser leaves proper nouns ("Defense Ministers") in the plural."""
    lemma = token.lemma.lower()
    if token.tag != "NNPS":
        return lemma
    return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma.removesuffix("s")


def _number_free(word: str) -> str:
    """A department's word in one form: proper nouns keep their plural ("Fisheries Minister")."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


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
        if found and tokens[place].text[:1].isupper():
            return found
    if office + 2 < len(tokens) and tokens[office + 1].text.lower() == "of":
        return aliases().get(name_key(tokens[office + 2].text), "")
    return ""


def _office(sentence: Sentence, first: int, office: int) -> str:
    words = [
        _SAME_OFFICE.get(singular(t), _number_free(singular(t)))
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
    owned = first and tokens[first - 1].text.lower() in _OWN
    if owned and office + 1 < len(tokens) and tokens[office + 1].text == ",":
        behind = [p for p in people if p.first == office + 2]
        if behind and _is_set_off(sentence, behind[0].last):
            return behind
    if before < 0:
        return []
    if tokens[before].text == ",":
        return [p for p in people if p.last == before - 1]
    if tokens[before].lemma.lower() == "be":
        return [p for p in people if _is_subject(sentence, p.last, before)]
    if tokens[before].text.lower() == "other" and before and tokens[before - 1].text == "and":
        return _listed(sentence, before - 2, people)
    return []


def _is_subject(sentence: Sentence, name: int, verb: int) -> bool:
    """Whether a name, or the "who" or "the Belgian who" behind it, is the subject of a verb."""
    tokens = sentence.tokens
    if tokens[name].head == verb and tokens[name].dep == "nsubj":
        return True
    if tokens[verb].dep != "relcl" or tokens[verb - 1].text.lower() != "who":
        return False
    described = tokens[verb].head
    return described == name or (
        tokens[described].dep == "appos" and tokens[described].head == name
    )


def _is_set_off(sentence: Sentence, last: int) -> bool:
    """Whether a comma or the like closes a name that stands in apposition."""
    after = sentence.tokens[last + 1 : last + 2]
    return all(t.pos in {"PUNCT", "VERB", "AUX"} for t in after)


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


def unlike(said: str, known: str) -> bool:
    """Whether two offices are no two words for one."""
    one, other = said.split(), known.split()
    if not one or not other or {*one} & {*other}:
        return False
    groups = [set(group.split()) for group in _LIKE]
    return any(one[-1] in g for g in groups) and not any(
        one[-1] in g and other[-1] in g for g in groups
    )


def alike(one: str, other: str) -> bool:
    """Whether two words for a person may be two words for one: "boss", "chief"."""
    if one in other or other in one:
        return True
    groups = [{word.removesuffix("man") for word in group.split()} for group in _LIKE]
    return any(one in group and other in group for group in groups)


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
