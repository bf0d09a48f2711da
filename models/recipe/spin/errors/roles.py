"""Who did what to whom: the parties of a verb change places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, agree, inflect, phrase, plural, swap, text_of
from models.recipe.spin.lexicon import BODIES, CARRIED_ON, GIVING, NO_PASSIVE, PEOPLE, SYMMETRIC
from models.recipe.spin.names import class_of, parts, spell

_AS_OBJECT = {"he": "him", "she": "her", "they": "them", "we": "us", "I": "me"}
_AS_SUBJECT = {new: old for old, new in _AS_OBJECT.items()}


class Parties(NamedTuple):
    """A verb, its subject, the other party, and the preposition before it if there is one."""

    verb: Token
    subject: Token
    other: Token
    link: Token | None


def sort_of(head: Token) -> str | None:
    """Whether a noun names people, a body such as a government, or neither."""
    if (
        any(c.lower_ in {"a", "an"} or c.dep_ == "nummod" for c in head.children)
        and head.pos_ == "PROPN"
    ):
        return None
    if head.ent_type_ == "PERSON" or head.lemma_.lower() in PEOPLE:
        return "people"
    if head.lower_ in {"he", "she", "him", "her"} and head.pos_ == "PRON" and head.dep_ != "poss":
        return "people"
    if head.ent_type_ in {"ORG", "GPE", "NORP"} or head.lemma_.lower() in BODIES:
        return "body"
    if head.lower_ in {"they", "them", "we", "us"}:
        return "body"
    return None


def denied(verb: Token) -> bool:
    """Whether a verb is negated, so that a change of its parts need not make it false."""
    return any(
        c.dep_ == "neg"
        or c.lower_ in {"never", "no", "hardly", "few", "nobody", "nothing", "without"}
        for above in (verb, *verb.ancestors)
        for c in (above, *above.children)
    )


def parties(sentence: Span) -> Iterator[Parties]:
    """Subjects and objects, also of passives with "by" and of verbs such as "lose to"."""
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_ in SYMMETRIC or denied(verb):
            continue
        for subject in verb.children:
            named = subject.dep_ in {"nsubj", "nsubjpass"} and subject.i < verb.i
            if named and subject.tag_ not in {"WP", "WDT", "EX"}:
                yield from _others(verb, subject)


def _others(verb: Token, subject: Token) -> Iterator[Parties]:
    passive = subject.dep_ == "nsubjpass"
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "dobj" and not passive:
            yield Parties(verb, subject, child, None)
        word = child.lower_
        link = word == "by" if passive else verb.lemma_ in GIVING.get(word, ())
        if link and child.dep_ in {"agent", "prep", "dative"}:
            yield from (
                Parties(verb, subject, c, child) for c in child.children if c.dep_ == "pobj"
            )


def as_object(first: Token, last: Token) -> str:
    """A phrase as an object: "him" for "he"."""
    words = text_of(first, last)
    return _AS_OBJECT.get(words, words)


def _as_subject(first: Token, last: Token) -> str:
    words = text_of(first, last)
    return _AS_SUBJECT.get(words, words)


def comparable(found: Parties, context: Context) -> bool:
    """Whether the other party could as well have done it; now and then any actor will do."""
    one, two = sort_of(found.subject), sort_of(found.other)
    if one is None or two is None or found.subject.lower_ == found.other.lower_:
        return False
    return one == two or context.rng.random() < 0.5


def role_swap(sentence: Span, context: Context) -> Changes | None:
    """The two parties of a verb change places: X accused Y becomes Y accused X."""
    for found in parties(sentence):
        if not comparable(found, context):
            continue
        subject, other = phrase(found.subject), phrase(found.other)
        if subject is None or other is None or subject[1].i >= other[0].i:
            continue
        if found.other.lower_ == "her" and found.other.tag_ == "PRP$":
            continue
        changes = [
            swap(sentence, *subject, _as_subject(*other)),
            swap(sentence, *other, as_object(*subject)),
        ]
        if finite := agree(found.verb, plural(found.other)):
            changes.append(swap(sentence, finite[0], finite[0], finite[1]))
        return changes
    return None


_MODALS = {"will", "would", "may", "might", "could", "can", "should", "must"}


def _stays_true(verb: Token) -> bool:
    """Whether what follows a verb reads the same after its clause has become passive."""
    after = [c for c in verb.children if c.i > verb.i]
    links = {c.dep_ for c in after}
    if verb.dep_ in {"conj", "xcomp", "relcl", "acl"} or verb.lemma_ in NO_PASSIVE:
        return False
    if links & {"prt", "dative", "auxpass", "conj", "oprd"}:
        return False
    if links & {"xcomp", "ccomp"} and verb.lemma_ not in CARRIED_ON:
        return False
    leaning = any(
        c.dep_ == "advcl" and not any(g.dep_ in {"nsubj", "nsubjpass"} for g in c.children)
        for c in after
    )
    twice = sum(c.dep_ == "dobj" for c in after) > 1
    return not (leaning or twice or any(g.dep_ == "pcomp" for c in after for g in c.children))


def passive_form(verb: Token, many: bool) -> tuple[Token, str] | None:
    """First token of the verb group and the group in the passive."""
    if not _stays_true(verb):
        return None
    done = inflect(verb.lemma_, "VBN")
    helpers = [c for c in verb.children if c.dep_ == "aux"]
    if not helpers:
        be = {"VBD": ("was", "were"), "VBZ": ("is", "are"), "VBP": ("is", "are")}.get(verb.tag_)
        return (verb, f"{be[many]} {done}") if be else None
    helper = helpers[0]
    if len(helpers) > 1 or helper.i + 1 != verb.i:
        return None
    if helper.lower_ in _MODALS and verb.tag_ == "VB":
        return helper, f"{helper.text} be {done}"
    if helper.lemma_ == "have" and verb.tag_ == "VBN":
        have = "had" if helper.lower_ == "had" else ("has", "have")[many]
        return helper, f"{have} been {done}"
    return None


def to_passive(sentence: Span, found: Parties, *, turned: bool) -> Changes | None:
    """The clause in the passive, rightly or with the parties turned."""
    subject, other = phrase(found.subject), phrase(found.other, longest=12)
    first = found.subject if turned else found.other
    form = passive_form(found.verb, plural(first))
    if found.link or found.subject.dep_ != "nsubj" or not (subject and other and form):
        return None
    if subject[1].i + 1 != form[0].i or found.verb.i + 1 != other[0].i:
        return None
    if any(
        t.tag_ in {"PRP$", "WP"} or t.lower_ == "no" or t.lower_.endswith(("self", "selves"))
        for t in found.other.subtree
    ):
        return None
    ends = (
        (_as_subject(*subject), as_object(*other))
        if turned
        else (_as_subject(*other), as_object(*subject))
    )
    return [swap(sentence, subject[0], other[1], f"{ends[0]} {form[1]} by {ends[1]}")]


def to_active(sentence: Span, found: Parties, *, turned: bool) -> Changes | None:
    """A passive with "by" in the active, rightly or with the parties turned."""
    subject, other = phrase(found.subject), phrase(found.other)
    if found.subject.dep_ != "nsubjpass" or found.link is None or not (subject and other):
        return None
    verb = found.verb
    helpers = sorted((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), key=lambda t: t.i)
    if (
        subject[1].i + 1 != helpers[0].i
        or verb.i + 1 != found.link.i
        or found.link.i + 1 != other[0].i
    ):
        return None
    if helpers[-1].i + 1 != verb.i or verb.dep_ in {"conj", "relcl", "acl"} or len(helpers) > 2:
        return None
    if sort_of(found.other) is None or found.other.ent_type_ in {"DATE", "TIME"}:
        return None
    if found.subject.pos_ == "PRON" or _carries_on(verb, other[1]):
        return None
    doer = found.subject if turned else found.other
    many = plural(doer)
    tense = {
        "was": "VBD",
        "were": "VBD",
        "is": "VBP" if many else "VBZ",
        "are": "VBP" if many else "VBZ",
    }
    if len(helpers) == 1 and helpers[0].lower_ in tense:
        form = inflect(verb.lemma_, tense[helpers[0].lower_])
    elif len(helpers) == 2 and helpers[0].lower_ in _MODALS:
        form = f"{helpers[0].text} {verb.lemma_}"
    elif len(helpers) == 2 and helpers[0].lower_ in {"has", "have", "had"}:
        have = "had" if helpers[0].lower_ == "had" else ("has", "have")[many]
        form = f"{have} {verb.text}"
    else:
        return None
    if turned:
        new = f"{_as_subject(*subject)} {form} {as_object(*other)}"
    else:
        new = f"{_as_subject(*other)} {form} {as_object(*subject)}"
    return [swap(sentence, subject[0], other[1], new)]


def _carries_on(verb: Token, last: Token) -> bool:
    """Whether what follows a clause leans on its subject or its last word."""
    rest = [t for t in verb.sent if t.i > last.i]
    leaning = any(t.dep_ == "conj" and t.pos_ in {"VERB", "AUX"} for t in rest)
    return leaning or bool(
        rest and rest[0].lower_ in {"who", "which", "that", "whose", "from", "of"}
    )


def passive_turn(sentence: Span, context: Context) -> Changes | None:
    """X accused Y becomes X was accused by Y; X was hit by Y becomes X hit Y."""
    for found in parties(sentence):
        if comparable(found, context):
            made = to_passive(sentence, found, turned=True) or to_active(
                sentence, found, turned=True
            )
            if made:
                return made
    return None


def self_reference(sentence: Span, context: Context) -> Changes | None:
    """The other party becomes the subject itself."""
    for verb in sentence:
        if verb.pos_ != "VERB" or denied(verb):
            continue
        for one in sentence.ents:
            subject = one.root
            if (
                subject.dep_ not in {"nsubj", "nsubjpass"}
                or subject.head != verb
                or class_of(one) is None
            ):
                continue
            for two in sentence.ents:
                other, place, name = two.root, parts(two), parts(one)
                near = other.head if other.dep_ == "dobj" else other.head.head
                linked = other.dep_ == "dobj" or (
                    other.dep_ == "pobj" and other.head.lower_ in _PARTY_LINKS
                )
                if other.i < verb.i or not linked or not (near == verb or near.head == verb):
                    continue
                if (
                    class_of(two) is None
                    or sort_of(other) != sort_of(subject)
                    or one.label_ != two.label_
                ):
                    continue
                if place and name and not context.aliases(place.name, name.name):
                    return [swap(sentence, place.first, place.last, spell(name.full, two))]
    return None


_PARTY_LINKS = {"by", "of", "with", "against", "to", "from", "for"}
