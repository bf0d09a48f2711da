"""What spinners break: each function turns a true sentence into a false one, or gives up."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Span

from models.recipe.spin.edit import apply, at, change, clause, inflect, like, phrase, text_of
from models.recipe.spin.lexicon import (
    ANTONYMS,
    HEDGES,
    MONTHS,
    NATIONS,
    PREPOSITIONS,
    SCALES,
    SYMMETRIC,
    TITLES,
    TORTURED,
    UNITS,
    WEEKDAYS,
    WORDS,
)

Names = Mapping[str, Sequence[str]]
"""Entity texts by label: those of the same article, then foreign ones under `label/foreign`."""
Edit = Callable[[Span, Names, random.Random], str | None]


def role_swap(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Exchanges the subject and the object of a verb that is not symmetric."""
    for verb in sentence:
        parties = clause(verb) if verb.pos_ == "VERB" and verb.lemma_ not in SYMMETRIC else None
        if parties is None:
            continue
        (a, b), (c, d) = (phrase(p) for p in parties)
        named = any(t.ent_type_ for t in (parties[0], parties[1]))
        if b.i >= c.i or not (named or rng.random() < 0.5):
            continue
        return apply(
            sentence,
            [change(sentence, a, b, text_of(c, d)), change(sentence, c, d, text_of(a, b))],
        )
    return None


def passive(sentence: Span, *, turned: bool) -> str | None:
    """Makes a past-tense clause passive, rightly or with the parties turned."""
    for verb in sentence:
        parties = clause(verb) if verb.tag_ == "VBD" and verb.lemma_ not in SYMMETRIC else None
        if parties is None or any(c.dep_ in {"aux", "neg", "prt", "dative"} for c in verb.children):
            continue
        (a, b), (c, d) = (phrase(p) for p in parties)
        if not b.i < verb.i < c.i or verb.i + 1 != c.i or b.i + 1 != verb.i:
            continue
        subject, patient = (a, b), (c, d)
        if turned:
            subject, patient = patient, subject
        plural = parties[0 if turned else 1].tag_ in {"NNS", "NNPS"}
        copula = "were" if plural else "was"
        form = inflect(verb.lemma_, "VBN")
        new = f"{text_of(*patient)} {copula} {form} by {text_of(*subject)}"
        return apply(sentence, [change(sentence, a, d, new)])
    return None


def passive_turn(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """X hit Y becomes X was hit by Y."""
    return passive(sentence, turned=True)


def prep_flip(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """From becomes to, before becomes after."""
    found = [
        t for t in sentence
        if t.dep_ == "prep" and t.lower_ in PREPOSITIONS and any(True for _ in t.children)
        and (t.lower_ not in {"to", "by"} or t.head.pos_ == "VERB")
    ]  # fmt: skip
    if not found:
        return None
    token = rng.choice(found)
    return apply(
        sentence, [change(sentence, token, token, like(PREPOSITIONS[token.lower_], token))]
    )


def _swap_name(
    sentence: Span, pool: Callable[[str], Sequence[str]], rng: random.Random
) -> str | None:
    entities = [e for e in sentence.ents if e.label_ in {"PERSON", "GPE", "ORG", "NORP"}]
    rng.shuffle(entities)
    own = sentence.text.lower()
    for entity in entities:
        others = [n for n in pool(entity.label_) if n.lower() not in own and entity.text not in n]
        if others:
            first, last = entity[0], entity[-1]
            new = rng.choice(others)
            if last.text in {"'s", "’s"}:
                new += last.text
            return apply(sentence, [change(sentence, first, last, new)])
    return None


def name_swap(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Another name of the same kind from the same article."""
    return _swap_name(sentence, lambda label: names.get(label, ()), rng)


def name_foreign(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Another name of the same kind from elsewhere."""
    return _swap_name(sentence, lambda label: names.get(f"{label}/foreign", ()), rng)


def names_exchanged(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Two names of one kind in the sentence change places."""
    entities = [e for e in sentence.ents if e.label_ in {"PERSON", "GPE", "ORG"}]
    for n, one in enumerate(entities):
        for other in entities[n + 1 :]:
            between = sentence.doc[one.end : other.start]
            listed = len(between) <= 2 and all(
                t.lower_ in {",", "and", "or", "'s"} for t in between
            )
            if one.label_ == other.label_ and one.text != other.text and not listed:
                return apply(
                    sentence,
                    [
                        change(sentence, one[0], one[-1], other.text),
                        change(sentence, other[0], other[-1], one.text),
                    ],
                )
    return None


def number(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Another count, sum or share."""
    found = [
        t for t in sentence if t.like_num and t.ent_type_ not in {"DATE", "TIME", "ORDINAL", "ORG"}
    ]
    if not found:
        return None
    token = rng.choice(found)
    word = token.lower_
    if word in SCALES:
        new = SCALES[word]
    elif word in WORDS:
        new = rng.choice([w for w in WORDS[2:] if w != word])
    elif re.fullmatch(r"\d{1,3}(,\d{3})*|\d+(\.\d+)?", word):
        digits = list(word)
        places = [i for i, c in enumerate(digits) if c.isdigit()]
        place = rng.choice(places[:2])
        digits[place] = rng.choice([d for d in "123456789" if d != digits[place]])
        new = "".join(digits)
    else:
        return None
    return apply(sentence, [change(sentence, token, token, new)])


def unit(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Years for months, miles for kilometres."""
    for token in sentence:
        if token.lower_ in UNITS and token.i > sentence.start and token.nbor(-1).like_num:
            return apply(sentence, [change(sentence, token, token, UNITS[token.lower_])])
    return None


def date(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Another month, weekday or year."""
    for token in sentence:
        if token.ent_type_ != "DATE":
            continue
        for table in (MONTHS, WEEKDAYS):
            if token.text in table:
                new = rng.choice([w for w in table if w != token.text])
                return apply(sentence, [change(sentence, token, token, new)])
        if re.fullmatch(r"(19|20)\d\d", token.text):
            new = str(int(token.text) + rng.choice([-7, -3, -2, -1, 1, 2, 4, 10]))
            return apply(sentence, [change(sentence, token, token, new)])
    return None


def negation_added(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """The main verb is denied."""
    root = sentence.root
    if any(c.dep_ == "neg" for c in root.children):
        return None
    auxiliaries = [c for c in root.children if c.dep_ in {"aux", "auxpass"} and c.tag_ != "TO"]
    if auxiliaries:
        first = auxiliaries[0]
        return apply(sentence, [change(sentence, first, first, f"{first.text} not")])
    if root.lemma_ == "be":
        return apply(sentence, [change(sentence, root, root, f"{root.text} not")])
    support = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}.get(root.tag_)
    if root.pos_ != "VERB" or support is None:
        return None
    return apply(sentence, [change(sentence, root, root, f"{support} {root.lemma_}")])


def negation_dropped(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A denial becomes a statement."""
    for token in sentence:
        if token.dep_ != "neg" or token.lower_ not in {"not", "n't", "n’t", "never"}:
            continue
        verb = token.head
        support = [
            c for c in verb.children if c.dep_ == "aux" and c.lemma_ == "do" and c.i < token.i
        ]
        if support and verb.pos_ == "VERB":
            form = inflect(verb.lemma_, support[0].tag_)
            changes = [change(sentence, support[0], token, ""), change(sentence, verb, verb, form)]
            return apply(sentence, changes)
        before = token.nbor(-1) if token.i > sentence.start else token
        irregular = {"ca": "can", "wo": "will"}.get(before.lower_)
        if irregular:
            return apply(sentence, [change(sentence, before, token, irregular)])
        return apply(sentence, [change(sentence, token, token, "")])
    return None


def _from_table(
    sentence: Span, table: Mapping[str, str], rng: random.Random, pos: set[str]
) -> str | None:
    found = [t for t in sentence if t.pos_ in pos and (t.lemma_ in table or t.text in table)]
    found = [t for t in found if not (t.ent_type_ and t.pos_ != "ADJ")]
    if not found:
        return None
    token = rng.choice(found)
    new = table.get(token.text) or like(table[token.lemma_], token)
    return apply(sentence, [change(sentence, token, token, new)])


def antonym(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A verb, adjective or adverb turns into its opposite."""
    return _from_table(sentence, ANTONYMS, rng, {"VERB", "ADJ", "ADV"})


def nationality(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Another nationality."""
    found = [t for t in sentence if t.text in NATIONS]
    if not found:
        return None
    token = rng.choice(found)
    return apply(sentence, [change(sentence, token, token, NATIONS[token.text])])


def title(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Another office."""
    found = [t for t in sentence if t.text in TITLES]
    if not found:
        return None
    token = rng.choice(found)
    return apply(sentence, [change(sentence, token, token, TITLES[token.text])])


def hedge_dropped(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """What may happen has happened."""
    for token in sentence:
        if token.lower_ in HEDGES and token.dep_ == "aux" and token.head.tag_ == "VB":
            verb = token.head
            if any(
                c.dep_ in {"neg", "auxpass"} or (c.dep_ == "aux" and c != token)
                for c in verb.children
            ):
                continue
            form = inflect(verb.lemma_, "VBD")
            return apply(
                sentence, [change(sentence, token, token, ""), change(sentence, verb, verb, form)]
            )
    return None


def future_done(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """What will happen has happened."""
    for token in sentence:
        if token.lower_ in {"will", "would"} and token.dep_ == "aux" and token.head.tag_ == "VB":
            verb = token.head
            if any(
                c.dep_ in {"neg", "auxpass"} or (c.dep_ == "aux" and c != token)
                for c in verb.children
            ):
                continue
            return apply(
                sentence,
                [
                    change(sentence, token, token, ""),
                    change(sentence, verb, verb, inflect(verb.lemma_, "VBD")),
                ],
            )
    return None


def attribution_dropped(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A claim becomes a fact."""
    root = sentence.root
    told = [c for c in root.children if c.dep_ == "ccomp"]
    if root.lemma_ not in {"say", "claim", "allege", "suggest", "believe", "think"} or not told:
        return None
    words = [t for t in told[0].subtree if not (t.dep_ == "mark" and t.head == told[0])]
    text = sentence.doc[words[0].i : words[-1].i + 1].text.strip(" ,“”\"'")
    if len(text.split()) < 5 or "“" in text or '"' in text:
        return None
    return text[:1].upper() + text[1:] + "."


def self_reference(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """The other party becomes the subject itself."""
    for verb in sentence:
        if verb.pos_ != "VERB":
            continue
        subject = [
            c
            for c in verb.children
            if c.dep_ == "nsubj" and c.ent_type_ in {"GPE", "ORG", "PERSON"}
        ]
        others = [
            t for t in verb.subtree
            if t.ent_type_ in {"GPE", "ORG", "PERSON"} and t.i > verb.i
            and t.dep_ in {"dobj", "pobj"}
            and subject and t.text != subject[0].text
        ]  # fmt: skip
        if subject and others:
            first, last = phrase(others[0])
            return apply(sentence, [change(sentence, first, last, text_of(*phrase(subject[0])))])
    return None


def list_member(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A list names one member twice."""
    for token in sentence:
        if token.dep_ == "conj" and token.pos_ == "PROPN" and token.head.pos_ == "PROPN":
            head = token.head
            if token.text != head.text and token.ent_type_ == head.ent_type_ != "":
                first, last = phrase(token)
                return apply(sentence, [change(sentence, first, last, text_of(*phrase(head)))])
    return None


def quote_reworded(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A sense-bearing word changes inside quotation marks."""
    match = re.search(r"[“\"]([^”\"]{15,})[”\"]", sentence.text)
    if match is None:
        return None
    inside = [
        t for t in sentence
        if match.start(1) <= at(sentence, t) < match.end(1) and t.lemma_ in ANTONYMS
        and t.pos_ in {"VERB", "ADJ", "ADV"}
    ]  # fmt: skip
    if not inside:
        return None
    token = rng.choice(inside)
    return apply(sentence, [change(sentence, token, token, like(ANTONYMS[token.lemma_], token))])


def tortured(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A thesaurus breaks a set phrase."""
    for phrase_, broken in TORTURED.items():
        place = sentence.text.lower().find(phrase_.lower())
        if place >= 0:
            return apply(sentence, [(place, place + len(phrase_), broken)])
    return None


CONTRADICTION = "contradiction"
OPEN = "not_entailment"
ERRORS: dict[str, tuple[str, Edit]] = {
    "role_swap": (CONTRADICTION, role_swap),
    "passive_turn": (CONTRADICTION, passive_turn),
    "prep_flip": (CONTRADICTION, prep_flip),
    "name_swap": (CONTRADICTION, name_swap),
    "name_foreign": (CONTRADICTION, name_foreign),
    "names_exchanged": (CONTRADICTION, names_exchanged),
    "number": (CONTRADICTION, number),
    "unit": (CONTRADICTION, unit),
    "date": (CONTRADICTION, date),
    "negation_added": (CONTRADICTION, negation_added),
    "negation_dropped": (CONTRADICTION, negation_dropped),
    "antonym": (CONTRADICTION, antonym),
    "nationality": (CONTRADICTION, nationality),
    "title": (CONTRADICTION, title),
    "hedge_dropped": (OPEN, hedge_dropped),
    "future_done": (OPEN, future_done),
    "attribution_dropped": (OPEN, attribution_dropped),
    "self_reference": (CONTRADICTION, self_reference),
    "list_member": (OPEN, list_member),
    "quote_reworded": (OPEN, quote_reworded),
    "tortured": (OPEN, tortured),
}
"""Kind → (label of the pair true sentence → broken sentence, how it is broken)."""
