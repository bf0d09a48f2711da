"""What spinners leave true: each function rewords a sentence without changing what it says."""

from __future__ import annotations

import random
import re

from spacy.tokens import Span

from models.recipe.spin.edit import apply, at, change, like, phrase, text_of, tidy
from models.recipe.spin.errors import Edit, Names, passive
from models.recipe.spin.lexicon import SHORT, SPELLINGS, SYNONYMS, WORDS


def synonyms(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Up to three words give way to their synonyms."""
    found = [
        t for t in sentence
        if not t.ent_type_ and t.pos_ in {"VERB", "NOUN", "ADJ", "ADV", "SCONJ", "CCONJ"}
        and t.dep_ not in {"aux", "prt"} and (t.lemma_ in SYNONYMS or t.lower_ in SYNONYMS)
        and not any(c.dep_ == "prt" for c in t.children)
    ]  # fmt: skip
    if not found:
        return None
    chosen = rng.sample(found, min(len(found), rng.randint(1, 3)))
    return apply(
        sentence,
        [
            change(sentence, t, t, like(SYNONYMS.get(t.lemma_) or SYNONYMS[t.lower_], t))
            for t in chosen
        ],
    )


def to_passive(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """X hit Y becomes Y was hit by X."""
    return passive(sentence, turned=False)


def number_format(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """4,000 becomes 4000, three becomes 3, 20% becomes 20 percent."""
    text = sentence.text
    options = [
        (r"\b(\d{1,3}),(\d{3})\b", lambda m: m[1] + m[2]),
        (r"(\d)%", lambda m: f"{m[1]} {rng.choice(['percent', 'per cent'])}"),
        (r"(\d) per ?cent\b", lambda m: f"{m[1]}%"),
        (
            r"\b(two|three|four|five|six|seven|eight|nine|ten)\b(?! of| or| and)",
            lambda m: str(WORDS.index(m[1])),
        ),
        (r"(?<![\d,.$£€/-])\b([2-9])\b(?![\d,.:%/-])", lambda m: WORDS[int(m[1])]),
        (r"\$(\d[\d.,]*\d?)( (?:million|billion))?(?! (?:million|billion))",
         lambda m: f"{m[1]}{m[2] or ''} dollars"),
    ]  # fmt: skip
    rng.shuffle(options)
    for pattern, new in options:
        changed = re.sub(pattern, new, text, count=1)
        if changed != text:
            return tidy(changed)
    return None


def date_format(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """5 March 2021 becomes March 5, 2021, and back."""
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    for pattern, new in (
        (rf"\b(\d{{1,2}}) ({months})\b", r"\2 \1"),
        (rf"\b({months}) (\d{{1,2}})\b(?!,? \d{{4}})", r"\2 \1"),
        (r"\bon (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b", r"\1"),
    ):
        changed = re.sub(pattern, new, sentence.text, count=1)
        if changed != sentence.text:
            return tidy(changed)
    return None


def spelling(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """The other side's spelling, or a short form of a name."""
    for table in (SPELLINGS, SHORT):
        for old, new in table.items():
            changed = re.sub(rf"(?<![\w.]){re.escape(old)}(?!\w)", new, sentence.text, count=1)
            if changed != sentence.text:
                return tidy(changed)
    return None


def fronted(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A phrase of time or place at the end moves to the head."""
    root = sentence.root
    if (
        sentence[0].pos_ in {"ADP", "SCONJ", "CCONJ"}
        or '"' in sentence.text
        or "“" in sentence.text
    ):
        return None
    for child in reversed(list(root.children)):
        if child.dep_ in {"prep", "advcl", "npadvmod"} and child.i > root.i + 1:
            words = sorted(child.subtree, key=lambda t: t.i)
            rest = [t for t in sentence if t.i > words[-1].i]
            if words[-1].i - words[0].i + 1 != len(words) or any(not t.is_punct for t in rest):
                return None
            if child.dep_ == "prep" and child.lower_ not in {
                "in",
                "on",
                "at",
                "after",
                "before",
                "during",
            }:
                return None
            moved = sentence.doc[words[0].i : words[-1].i + 1].text
            start = at(sentence, words[0])
            head = sentence.text[:start].rstrip(" ,")
            first = sentence[0]
            keep = first.pos_ == "PROPN" or first.ent_type_ or first.text == "I"
            head = head if keep else head[:1].lower() + head[1:]
            return tidy(f"{moved[:1].upper()}{moved[1:]}, {head}.")
    return None


def said_inverted(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """X said Y becomes According to X, Y."""
    root = sentence.root
    subject = [c for c in root.children if c.dep_ == "nsubj"]
    told = [c for c in root.children if c.dep_ == "ccomp"]
    if root.lemma_ != "say" or not subject or not told or subject[0].pos_ == "PRON":
        return None
    words = sorted((t for t in told[0].subtree), key=lambda t: t.i)
    if words[0].lower_ == "that":
        words = words[1:]
    text = sentence.doc[words[0].i : words[-1].i + 1].text.strip(" ,")
    if any(q in sentence.text for q in '“"') or len(text.split()) < 5:
        return None
    first = words[0]
    if words[0].i == sentence.start and not (first.pos_ == "PROPN" or first.ent_type_):
        text = text[:1].lower() + text[1:]
    speaker = text_of(*phrase(subject[0]))
    return tidy(f"According to {speaker}, {text}.")


def dropped_modifier(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """A relative clause, apposition or adverbial goes; what is left still follows."""
    if any(t.dep_ == "neg" or t.lower_ in {"no", "few", "only", "all", "every"} for t in sentence):
        return None
    found = [
        t for t in sentence
        if (t.dep_ in {"relcl", "appos"} and t.i > t.head.i)
        or (t.dep_ == "advmod" and t.pos_ == "ADV" and t.text.endswith("ly")
            and t.head.pos_ == "VERB")
        or (t.dep_ == "prep" and t.head == sentence.root and t.i > t.head.i + 1
            and t.lower_ in {"in", "on", "after", "during", "at"})
    ]  # fmt: skip
    rng.shuffle(found)
    for token in found:
        words = sorted(token.subtree, key=lambda t: t.i)
        if len(words) != words[-1].i - words[0].i + 1 or len(sentence) - len(words) < 6:
            continue
        if sentence.doc[words[0].i].i == sentence.start:
            continue
        before = words[0].nbor(-1)
        comma = before.text == ","
        if token.dep_ == "relcl" and not comma:
            continue  # a restrictive clause says which one; without it the claim grows
        first = before if comma else words[0]
        last = words[-1]
        after = last.nbor(1) if last.i + 1 < sentence.end else last
        if comma and after.text == ",":
            last = after
        return apply(sentence, [change(sentence, first, last, "")])
    return None


CLUMSY = (
    (r"\bthe (Black Sea|Red Sea|North Sea|Gulf|Alps|EU|UN|UK|White House)\b", r"\1"),
    (r"\bto (stop|prevent|warn|help|support|protect|end)\b", r"in order to \1"),
    (r"\bbecause\b", "due to the fact that"),
    (r"\bmany\b", "a large number of"),
    (r"\bsaid\b", "has stated"),
    (r"\babout (\d)", r"regarding approximately \1"),
    (r"\bnow\b", "at this point in time"),
    (r"\bafter\b", "following after"),
    (r"\bwas (\w+ed)\b", r"has been \1"),
    (r"\b(\w+)'s (\w+)\b", r"the \2 of \1"),
    (r"\bcan\b", "is able to"),
    (r"\bwill\b", "is going to"),
    (r"\bmust\b", "has to"),
)
OPENERS = (
    "Also, ",
    "In addition, ",
    "Moreover, ",
    "It has been reported that ",
    "As it happens, ",
    "In fact, ",
)


def clumsy(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Spinner English that is still true."""
    text = sentence.text
    options = list(CLUMSY)
    rng.shuffle(options)
    left = rng.randint(1, 3)
    for pattern, new in options:
        changed = re.sub(pattern, new, text, count=1)
        if changed != text and left:
            text, left = changed, left - 1
    if left and rng.random() < 0.7 and sentence[0].pos_ not in {"CCONJ", "ADV", "SCONJ", "INTJ"}:
        first = sentence[0]
        keep = first.pos_ == "PROPN" or first.ent_type_ or first.text == "I"
        text = rng.choice(OPENERS) + (text if keep else text[:1].lower() + text[1:])
    return tidy(text) if text != sentence.text else None


def split_off(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """The first of two coordinated clauses stands alone."""
    for token in sentence.root.children:
        if token.dep_ == "conj" and token.pos_ == "VERB":
            marks = [c for c in sentence.root.children if c.dep_ == "cc" and c.i < token.i]
            if marks and marks[-1].lower_ == "and":
                text = sentence.text[: at(sentence, marks[-1])].rstrip(" ,")
                if len(text.split()) > 5 and text.count("“") == text.count("”"):
                    return tidy(text + ".")
    return None


def identity(sentence: Span, names: Names, rng: random.Random) -> str | None:
    """Nothing changes."""
    return tidy(sentence.text)


FAITHFUL: dict[str, Edit] = {
    "synonyms": synonyms,
    "to_passive": to_passive,
    "number_format": number_format,
    "date_format": date_format,
    "spelling": spelling,
    "fronted": fronted,
    "said_inverted": said_inverted,
    "dropped_modifier": dropped_modifier,
    "clumsy": clumsy,
    "split_off": split_off,
    "identity": identity,
}
"""Kind → how a sentence is reworded and stays true."""
