"""Edits as lists of changes to a sentence's characters, so that edits can be combined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lemminflect import getInflection
from spacy.tokens import Span, Token

from models.recipe.spin.lexicon import AN, CONSONANT_VOWELS, IRREGULAR, MONTHS, NAMED, WEEKDAYS

Change = tuple[int, int, str]
"""Replace the characters `[start, end)` of the sentence by a text."""
Changes = list[Change]


def at(sentence: Span, token: Token) -> int:
    """Offset of a token in the sentence's text."""
    return int(token.idx - sentence[0].idx)


def swap(sentence: Span, first: Token, last: Token, new: str) -> Change:
    """Puts a text in place of the tokens from `first` to `last`."""
    return at(sentence, first), at(sentence, last) + len(last.text), new


def drop(sentence: Span, first: Token, last: Token) -> Change:
    """Takes the tokens from `first` to `last` out, with the blank before them."""
    start, end, _ = swap(sentence, first, last, "")
    while start > 0 and sentence.text[start - 1] == " ":
        start -= 1
    return start, end, ""


def before(sentence: Span, token: Token, new: str) -> Change:
    """Inserts a text in front of a token."""
    return at(sentence, token), at(sentence, token), new


def apart(one: Sequence[Change], other: Sequence[Change]) -> bool:
    """Whether two edits touch different places, with at least one character between them."""
    return all(a[1] + 1 < b[0] or b[1] + 1 < a[0] for a in one for b in other)


def apply(text: str, changes: Iterable[Change]) -> str:
    """The text after changes that do not overlap: articles agree, blanks are single."""
    for start, end, new in sorted(changes, reverse=True):
        head = text[:start]
        if new and (article := re.search(r"\b([Aa]n?) $", head)):
            head = f"{head[: article.start()]}{_article(article[1], new)} "
        text = head + new + text[end:]
    return tidy(text)


def _article(old: str, following: str) -> str:
    word = re.split(r"\W", following.lstrip("“\"'"))[0]
    vowel = word[:1].lower() in set("aeiou8") and not word.lower().startswith(CONSONANT_VOWELS)
    vowel = vowel or word.lower().startswith(AN) or (word.isupper() and word[:1] in set("FHLMNSX"))
    new = "an" if vowel else "a"
    return new.capitalize() if old[0] == "A" else new


def tidy(text: str) -> str:
    """Single blanks, no blank before a comma, a capital at the head."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r",\s*([,.;])", r"\1", text)
    text = re.sub(r"^[,;:\s]+", "", text)
    return text[:1].upper() + text[1:]


def inflect(lemma: str, tag: str) -> str:
    """A form of a word, or the word itself where none is known; particles stay behind it."""
    word, _, rest = lemma.partition(" ")
    if known := IRREGULAR.get((word, tag)):
        form = known
    else:
        found = getInflection(word, tag)
        form = str(found[0]) if found else word
    return f"{form} {rest}" if rest else form


def like(new: str, old: Token) -> str:
    """A lemma in the form and capitals of the token that it replaces."""
    form = inflect(new, old.tag_) if old.tag_[:2] == "VB" or old.tag_ == "NNS" else new
    return form[:1].upper() + form[1:] if old.text[:1].isupper() else form


def stretch(token: Token) -> list[Token]:
    """The tokens of a subtree in order, without punctuation at its ends; empty if it has gaps."""
    words = sorted(token.subtree, key=lambda t: t.i)
    while words and words[-1].is_punct and words[-1].text not in {'"', "”", ")"}:
        words.pop()
    if not words or words[-1].i - words[0].i + 1 != len(words):
        return []
    return words


def phrase(token: Token, longest: int = 9) -> tuple[Token, Token] | None:
    """Ends of a plain noun phrase; none if it is long or a clause or an apposition hangs on it."""
    words = stretch(token)
    if not words or len(words) > longest:
        return None
    if any(t.dep_ in {"relcl", "appos", "acl", "advcl", "parataxis"} for t in words):
        return None
    if any((t.is_punct and t.text != "-") or t.text in {'"', "“", "”"} for t in words):
        return None
    return None if _hyphened(words[0], words[-1]) else (words[0], words[-1])


def _hyphened(first: Token, last: Token) -> bool:
    """Whether a phrase breaks off inside a word such as "6-1"."""
    doc = first.doc
    before = doc[first.i - 1] if first.i else None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    opened = before is not None and not before.whitespace_ and before.text in "-–/"
    return opened or (after is not None and not last.whitespace_ and after.text in "-–/")


def starts_proper(token: Token) -> bool:
    """Whether a token keeps its capital inside a sentence."""
    if token.pos_ == "DET" or token.lower_ in {"the", "a", "an"}:
        return False
    named = token.pos_ == "PROPN" or token.ent_type_ in NAMED or token.text in MONTHS + WEEKDAYS
    return bool(named or token.text == "I" or token.text[1:2].isupper())


def decapital(token: Token) -> str:
    """A token's text as it reads inside a sentence."""
    function = token.pos_ in {"DET", "PRON", "ADP", "SCONJ", "CCONJ"} and token.text != "I"
    if not (token.is_sent_start or (function and token.is_title)) or starts_proper(token):
        return str(token.text)
    return str(token.text[:1].lower() + token.text[1:])


def text_of(first: Token, last: Token) -> str:
    """The words of a phrase as they read inside a sentence."""
    words = first.doc[first.i : last.i + 1].text
    return decapital(first) + str(words[len(first.text) :])


def plural(head: Token) -> bool:
    """Whether a noun phrase takes a plural verb."""
    if any(c.dep_ == "conj" for c in head.children):
        return True
    return head.tag_ in {"NNS", "NNPS", "CD"} or head.lower_ in {
        "they",
        "we",
        "police",
        "people",
        "them",
        "us",
    }


_BE = {"was": "were", "is": "are", "has": "have", "does": "do"}
_BE_BACK = {many: one for one, many in _BE.items()}


def agree(verb: Token, many: bool) -> tuple[Token, str] | None:
    """The token that must agree with a new subject and its form, or nothing to do."""
    helpers = sorted((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), key=lambda t: t.i)
    finite = helpers[0] if helpers else verb
    word = finite.lower_
    if word in _BE or word in _BE_BACK:
        new = _BE.get(word, word) if many else _BE_BACK.get(word, word)
    elif finite.tag_ in {"VBZ", "VBP"} and finite.lemma_ != "be":
        new = inflect(finite.lemma_, "VBP" if many else "VBZ")
    else:
        return None
    return None if new == word else (finite, new)
