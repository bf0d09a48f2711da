"""Who did what to whom, drilled: sentences whose words say nothing and whose order says all.

Each premise is met by hypotheses of the same words: active and passive, right and turned,
converse verbs, prepositions that exclude each other. Overlap is useless here by construction.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from models.recipe.rows import Row

COUNTRIES = ("France", "Norway", "Japan", "Kenya", "Brazil", "Poland", "Turkey", "Canada", "Peru",
             "India", "Spain", "Sudan", "Chile", "Greece", "Qatar", "Ghana", "Vietnam", "Serbia",
             "Austria", "Mexico")  # fmt: skip
FIRMS = ("Nordwind", "Acme Foods", "Helios Energy", "Brightwater Bank", "Telvia", "Marlow Motors",
         "the chipmaker", "the airline", "the union", "the bank", "the charity", "the regulator",
         "the city council", "the football club", "the newspaper")  # fmt: skip
PEOPLE = ("Maria Lopez", "James Okoro", "Anna Weiss", "the mayor", "the senator", "the coach",
          "the prosecutor", "the lawyer", "the striker", "the doctor", "the teacher", "Mr Hughes",
          "Ms Tanaka", "the driver", "the judge")  # fmt: skip
KINDS = (COUNTRIES, FIRMS, PEOPLE)
# Past tense, participle, and what may follow.
ACTS = (
    ("accused", "accused", "of breaking the agreement"), ("sued", "sued", "over the contract"),
    ("criticised", "criticised", "for the delay"), ("praised", "praised", "for the result"),
    ("attacked", "attacked", "near the border"), ("defeated", "defeated", "in the final"),
    ("invited", "invited", "to the summit"), ("warned", "warned", "about the plan"),
    ("blamed", "blamed", "for the accident"), ("rescued", "rescued", "after the flood"),
    ("paid", "paid", "for the land"), ("threatened", "threatened", "with sanctions"),
    ("helped", "helped", "during the crisis"), ("beat", "beaten", "on Sunday"),
    ("supported", "supported", "in the dispute"), ("replaced", "replaced", "in March"),
    ("followed", "followed", "out of the talks"), ("fined", "fined", "last year"),
    ("betrayed", "betrayed", "in the vote"), ("hired", "hired", "in 2019"),
    ("overtook", "overtaken", "in the third quarter"), ("contacted", "contacted", "by letter"),
    ("deceived", "deceived", "about the price"), ("invaded", "invaded", "in spring"),
)  # fmt: skip
# Sentence, a faithful turn, a false turn: {a} and {b} are parties, {c} a third.
CONVERSES = (
    ("{a} bought the {t} from {b}.", "{b} sold the {t} to {a}.", "{a} sold the {t} to {b}."),
    ("{a} lent {b} the money for the {t}.", "{b} borrowed the money for the {t} from {a}.",
     "{a} borrowed the money for the {t} from {b}."),
    ("{a} beat {b} in the {t} final.", "{b} lost to {a} in the {t} final.",
     "{a} lost to {b} in the {t} final."),
    ("{a} gave the {t} to {b}.", "{b} received the {t} from {a}.",
     "{a} received the {t} from {b}."),
    ("{a} took the {t} from {b}.", "The {t} was taken from {b} by {a}.",
     "{a} took the {t} to {b}."),
    ("{a} seized the {t} from {b}.", "The {t} was seized by {a}.", "{a} seized the {t} for {b}."),
    ("{a} moved from {b} to {c}.", "{a} left {b} for {c}.", "{a} moved from {c} to {b}."),
    ("{a} spoke before {b} did.", "{b} spoke after {a} did.", "{a} spoke after {b} did."),
    ("{a} voted for the {t} and {b} voted against it.", "{b} opposed the {t}.",
     "{b} voted for the {t} and {a} voted against it."),
    ("{a} said {b} had lied about the {t}.", "{b} had lied about the {t}, according to {a}.",
     "{b} said {a} had lied about the {t}."),
    ("{a} rejected claims by {b} about the {t}.",
     "The claims {b} made about the {t} were rejected by {a}.",
     "{b} rejected claims by {a} about the {t}."),
    ("{a} denied a request from {b} for the {t}.", "{b} had requested the {t} from {a}.",
     "{b} denied a request from {a} for the {t}."),
    ("{a} signed the deal without {b}.", "{b} was not there when {a} signed the deal.",
     "{a} signed the deal with {b}."),
    ("The {t} of {a} is larger than that of {b}.", "The {t} of {b} is smaller than that of {a}.",
     "The {t} of {b} is larger than that of {a}."),
)  # fmt: skip
THINGS = ("factory", "island", "ship", "stadium", "report", "painting", "port", "licence", "mine",
          "bridge", "patent", "villa", "airport", "archive")  # fmt: skip


# Past tense, its opposite, a synonym; and what they can be done to.
OPPOSITES = (
    ("rejected", "accepted", "turned down"), ("accepted", "rejected", "agreed to"),
    ("approved", "rejected", "backed"), ("backed", "opposed", "supported"),
    ("raised", "lowered", "increased"), ("cut", "raised", "reduced"),
    ("confirmed", "denied", "acknowledged"), ("denied", "confirmed", "disputed"),
    ("welcomed", "condemned", "hailed"), ("opened", "closed", "launched"),
    ("banned", "allowed", "prohibited"), ("delayed", "brought forward", "postponed"),
    ("cancelled", "confirmed", "called off"), ("praised", "criticised", "commended"),
)  # fmt: skip
MATTERS = ("the appeal", "the offer", "the plan", "the budget", "the deal", "the proposal",
           "the report", "the tax", "the exhibition", "the changes", "the treaty")  # fmt: skip
# Who; what befell them, its opposite, the same in other words; and where or when.
OUTCOMES = (
    (("All of the crew", "Three hikers", "Both climbers", "Dozens of workers", "The two pilots",
      "Five of the tourists", "Every pupil", "The soldiers", "Twelve divers", "Most residents"),
     (("survived", "were killed in", "came through"), ("survived", "died in", "lived through"),
      ("were killed in", "survived", "died in"), ("died in", "survived", "were killed in"),
      ("escaped", "perished in", "got away from"), ("were hurt in", "escaped unhurt from",
      "were injured in"), ("were rescued from", "could not be rescued from", "were saved from")),
     ("the avalanche", "the blast", "the flood", "the hotel fire", "the shipwreck", "the attack")),
    (("The defendant", "The former minister", "The banker", "Ms Tanaka", "The officer"),
     (("was acquitted of", "was convicted of", "was cleared of"),
      ("was found guilty of", "was found not guilty of", "was convicted of"),
      ("admitted", "denied", "confessed to"), ("was charged with", "was cleared of",
      "was accused in court of")),
     ("fraud", "bribery", "theft", "arson", "perjury")),
    (("The shares", "Profits", "House prices", "Exports", "Unemployment", "The river"),
     (("rose", "fell", "climbed"), ("fell", "rose", "dropped"), ("grew", "shrank", "increased"),
      ("declined", "increased", "went down"), ("doubled", "halved", "became twice as high")),
     ("on Monday", "last year", "in the spring", "after the vote", "in March")),
    (("The team", "The opposition", "The challenger", "The visitors", "The union"),
     (("won", "lost", "were victorious in"), ("lost", "won", "were beaten in")),
     ("the final", "the election", "the vote", "the first match", "the appeal")),
    (("The company", "The council", "The ministry", "The airline", "The university"),
     (("hired 200 workers", "laid off 200 workers", "took on 200 workers"),
      ("opened the plant", "closed the plant", "started up the plant"),
      ("lifted the ban", "kept the ban", "ended the ban"),
      ("agreed to pay", "refused to pay", "consented to pay"),
      ("succeeded", "failed", "was successful"), ("kept the contract", "lost the contract",
      "held on to the contract"), ("passed the plan", "voted down the plan", "adopted the plan")),
     ("on Friday", "last week", "in May", "after the review")),
    (("The plane", "The helicopter", "The rocket", "The jet"),
     (("landed safely", "crashed", "touched down safely"), ("took off", "stayed on the ground",
      "departed"), ("crashed", "landed safely", "came down")),
     ("near the coast", "on Sunday", "in heavy rain", "at dawn")),
)  # fmt: skip


def outcomes(count: int, seed: int) -> Iterator[Row]:
    """How something ended beside how it did not: survived and died, rose and fell."""
    rng = random.Random(seed)
    for number in range(count // 2):
        parties, ends, places = rng.choice(OUTCOMES)
        party, place = rng.choice(parties), rng.choice(places)
        end, opposite, same = rng.choice(ends)
        tail = rng.choice(("", "", ", officials said", ", according to local media"))
        premise = f"{party} {end} {place}{tail}."
        yield _row(premise, f"{party} {same} {place}.", "entailment", "same_end", number)
        turned = f"{party} {opposite} {place}."
        yield _row(premise, turned, "contradiction", "other_end", number)


def opposites(count: int, seed: int) -> Iterator[Row]:
    """Verbs that turn the sense beside verbs that keep it, in else equal sentences."""
    rng = random.Random(seed)
    for number in range(count // 2):
        party = rng.choice(COUNTRIES + FIRMS + PEOPLE)
        matter = rng.choice(MATTERS)
        past, opposite, same = rng.choice(OPPOSITES)
        when = rng.choice(("", " on Monday", " last week", " after long talks", " in 2021"))
        premise = f"{party} {past} {matter}{when}."
        yield _row(premise, f"{party} {same} {matter}{when}.", "entailment", "same", number)
        turned = f"{party} {opposite} {matter}{when}."
        yield _row(premise, turned, "contradiction", "opposite", number)


def drills(count: int, seed: int) -> Iterator[Row]:
    """About `count` pairs, in a fixed order for a seed."""
    rng = random.Random(seed)
    made = 0
    while made < count:
        for row in rng.choice((_act, _converse))(rng, made):
            yield row
            made += 1


def _act(rng: random.Random, number: int) -> Iterator[Row]:
    a, b = rng.sample(rng.choice(KINDS), 2)
    past, participle, rest = rng.choice(ACTS)
    when = rng.choice(("", "", " this week", " in Geneva", " again"))
    active, turned = f"{a} {past} {b} {rest}{when}.", f"{b} {past} {a} {rest}{when}."
    passive = f"{b} was {participle} by {a} {rest}{when}."
    passive_turned = f"{a} was {participle} by {b} {rest}{when}."
    true, false = (active, passive), (turned, passive_turned)
    if rng.random() < 0.5:
        true, false = false, true
    premise, other = rng.sample(true, 2)
    yield _row(premise, other, "entailment", "act", number)
    yield _row(premise, rng.choice(false), "contradiction", "act", number)
    if rng.random() < 0.3:
        shorter = other.replace(f" {rest}", "")
        yield _row(premise, shorter, "entailment", "act", number)


def _converse(rng: random.Random, number: int) -> Iterator[Row]:
    kind = rng.choice(KINDS)
    a, b, c = rng.sample(kind, 3)
    told, right, wrong = (
        text.format(a=a, b=b, c=c, t=thing)
        for thing in [rng.choice(THINGS)]
        for text in rng.choice(CONVERSES)
    )
    yield _row(told, right, "entailment", "converse", number)
    yield _row(told, wrong, "contradiction", "converse", number)


def _row(premise: str, hypothesis: str, label: str, kind: str, number: int) -> Row:
    def capital(text: str) -> str:
        return text[:1].upper() + text[1:]

    return Row(capital(premise), capital(hypothesis), label, "roles", kind, f"roles:{number}")
