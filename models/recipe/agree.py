"""Cheap tests of whether two sentences carry the same numbers, names and negation."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from models.recipe.leak import words

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9£$€])|\n+")
_LOWER_SENTENCE = re.compile(r"(?<= [.!?])\s+|\n+")
_NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                 "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
                 "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
_DIGITS = {word: str(value) for value, word in enumerate(_NUMBER_WORDS)}
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|s|m|bn|p|k)$")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|fail(?:ed|s)?|den(?:y|ies|ied)"
    r"|refus(?:e|es|ed)|unable|lack(?:s|ed)?|\w+n[’']t)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|alleged(?:ly)?|reportedly|likely|unlikely|possib(?:le|ly)"
    r"|perhaps|suspected|apparently|probably|expected|plans?|threaten(?:s|ed)?)\b",
    re.IGNORECASE,
)
STOP = frozenset(["a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with",
                  "and", "or", "but", "as", "is", "are", "was", "were", "be", "been", "being",
                  "has", "have", "had", "it", "its", "he", "his", "him", "she", "her", "they",
                  "them", "their", "this", "that", "these", "those", "there", "which", "who",
                  "whom", "whose", "will", "would", "can", "could", "may", "might", "do", "does",
                  "did", "said", "say", "says", "s", "t", "re", "ve", "d", "ll", "i", "you", "we",
                  "us", "our", "not", "no", "so", "than", "then", "also", "into", "over", "after",
                  "before", "about", "up", "out", "more"])  # fmt: skip


def sentences(text: str) -> list[str]:
    """A rough split, good enough for picking evidence; tokenised lower-case text is split too."""
    splitter = _LOWER_SENTENCE if text[:2000].lower() == text[:2000] else _SENTENCE
    return [part.strip() for part in splitter.split(text) if len(part.split()) >= 4]


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, "six" and "6th" both as 6; "one" is mostly a pronoun."""
    found: Counter[str] = Counter()
    for word in words(text.replace(",", "")):
        digits = _DIGITS.get(word, word)
        if match := _ORDINAL.match(digits):
            digits = match[1]
        if digits.isdigit() and word != "one":
            found[digits.lstrip("0") or "0"] += 1
    return found


def names(text: str) -> set[str]:
    """Capitalised words other than the first: a stand-in for names that needs no parser."""
    return {
        token.strip("\"'“”‘’(),.;:!?").removesuffix("'s").removesuffix("’s").lower()
        for token in text.split()[1:]
        if token[:1].isupper() and len(token) > 2 and token.lower() not in STOP
    }


def _known(name: str, text: str) -> bool:
    return name[:5] in text


def own_values(premise: str, hypothesis: str) -> bool:
    """Whether the hypothesis brings a number or a name that the premise lacks."""
    lower = premise.lower()
    if numbers(hypothesis) - numbers(premise):
        return True
    return not all(_known(name, lower) for name in names(hypothesis))


def same_values(premise: str, hypothesis: str) -> bool:
    """Whether the hypothesis brings no number or name of its own and denies or hedges as often."""
    return (
        not own_values(premise, hypothesis)
        and len(_NEGATION.findall(premise)) == len(_NEGATION.findall(hypothesis))
        and bool(_HEDGE.search(premise)) == bool(_HEDGE.search(hypothesis))
    )


def content(text: str) -> set[str]:
    """Content words cut to six letters, so that inflections of one word meet."""
    return {word[:6] for word in words(text) if word not in STOP}


class Evidence:
    """Picks the sentences of a document that bear on a claim, by words weighted by their rarity."""

    def __init__(self, documents: Iterable[str]) -> None:
        """Learn how rare each word is."""
        self._df: Counter[str] = Counter()
        self._n = 1
        for text in documents:
            self._n += 1
            self._df.update(content(text))

    def weight(self, found: set[str]) -> float:
        """Summed rarity of some words."""
        return sum(math.log(1 + self._n / (1 + self._df[word])) for word in found)

    def pick(self, document: list[str], claim: str, most: int) -> tuple[str, float]:
        """Up to `most` sentences, in their order, and the share of the claim's words they hold.

        Each further sentence must add something the ones before it lack, as at run time a window
        is only worth asking about if it does.
        """
        wanted = content(claim)
        total = self.weight(wanted) or 1.0
        bags = [content(sentence) & wanted for sentence in document]
        chosen: list[int] = []
        covered: set[str] = set()
        while len(chosen) < most:
            gains = [(self.weight(bag - covered), -i) for i, bag in enumerate(bags)]
            gain, negative = max(gains, default=(0.0, 0))
            if (gain / total < 0.1 and chosen) or gain == 0.0:
                break
            chosen.append(-negative)
            covered |= bags[-negative]
        return " ".join(document[i] for i in sorted(chosen)), self.weight(covered) / total
