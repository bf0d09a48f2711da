"""All, some and none; more and less."""

from __future__ import annotations

import re

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes
from models.recipe.spin.errors.roles import denied

_GRADED = (
    "important|expensive|difficult|popular|common|effective|powerful|serious|successful|dangerous"
)
_QUANTIFIERS = (
    (r"\b(A)ll of (the|its|his|her|their)\b", "None of {2}"),
    (r"\ball of (the|its|his|her|their)\b", "none of {1}"),
    (r"\bAll (?=\w+s\b)", "No "),
    (r"\bmost of (the|its|his|her|their)\b", "few of {1}"),
    (r"\bMost (?=\w+s\b)", "Few "),
    (r"\bmost (?=\w+s (?:are|were|have|had|will|would|said)\b)", "few "),
    (r"\bMany (?=\w+s\b|of\b|people\b)", "Few "),
    (r"\bmany (?=\w+s\b|of\b|people\b)", "few "),
    (r"\bEvery (?=\w+\b)", "No "),
    (r"\bBoth (?=\w+s\b)", "Neither of the "),
    (r"\ba few\b", "many"),
    (r"\bfew (?=\w+s\b)", "many "),
    (r"\bthe majority of\b", "a minority of"),
    (r"\ba majority of\b", "a minority of"),
    (r"\bhalf of (the|its|his|her|their)\b", "all of {1}"),
    (r"\bnone of (the|its|his|her|their)\b", "all of {1}"),
    (r"\bdozens of\b", "thousands of"),
    (r"\bhundreds of\b", "dozens of"),
    (r"\bthousands of\b", "dozens of"),
    (r"\beverything\b", "nothing"),
    (r"\beveryone\b", "no one"),
    (r"\bEveryone\b", "No one"),
    (r"\bHundreds of\b", "Dozens of"),
    (r"\bThousands of\b", "Dozens of"),
    (r"\bnearly all\b", "hardly any"),
    (r"\ban? large number of\b", "a small number of"),
)
_UPWARD = (
    (r"\b(S)ome (?=\w+s (?:are|were|have|had|will|would|said)\b)", "All "),
    (r"\bsome of (the|its|his|her|their)\b", "all of {1}"),
    (r"\bmany of (the|its|his|her|their)\b", "all of {1}"),
    (r"\bmost of (the|its|his|her|their)\b", "all of {1}"),
    (r"\bMany (?=\w+s (?:are|were|have|had|will|would|said)\b)", "All "),
    (r"\bSome of (the|its|his|her|their)\b", "All of {1}"),
    (r"\bsome (?=\w+s (?:are|were|have|had|will|would)\b)", "all "),
    (r"\bMost (?=\w+s (?:are|were|have|had|will|would|said)\b)", "All "),
    (r"\bhalf the\b", "all the"),
)
_COMPARATIVES = (
    (
        r"\bmore than (?=\d|[£$€]|two|three|four|five|six|seven|eight|nine|ten|half|a )",
        "less than ",
    ),
    (r"\bfewer than\b", "more than"),
    (r"\bless than\b", "more than"),
    (r"\bMore than (?=\d|[£$€])", "Fewer than "),
    (r"\bat least\b(?= \w+ \w+)", "at most"),
    (r"\bbetter than\b", "worse than"),
    (r"\bworse than\b", "better than"),
    (r"\bhigher than\b", "lower than"),
    (r"\blower than\b", "higher than"),
    (r"\blarger than\b", "smaller than"),
    (r"\bbigger than\b", "smaller than"),
    (r"\bolder than\b", "younger than"),
    (r"\byounger than\b", "older than"),
    (r"\bfaster than\b", "slower than"),
    (r"\bslower than\b", "faster than"),
    (r"\blonger than\b", "shorter than"),
    (r"\bmore likely\b", "less likely"),
    (r"\bless likely\b", "more likely"),
    (
        rf"\bmore (?={_GRADED})",
        "less ",
    ),
    (
        rf"\bless (?={_GRADED})",
        "more ",
    ),
    (
        r"\bthe most (?=important|expensive|popular|common|powerful|successful|dangerous)",
        "the least ",
    ),
    (r"\bup (?=from [\d£$€])", "down "),
    (r"\bdown (?=from [\d£$€])", "up "),
    (r"(?<=, )up (?=\d)", "down "),
    (r"(?<=, )down (?=\d)", "up "),
    (r"\bstronger than\b", "weaker than"),
    (r"\bworse-than-", "better-than-"),
    (r"\bbetter-than-", "worse-than-"),
    (r"\babove (?=expectations|forecasts|average)", "below "),
    (r"\bnearly (?=\d|\w+ (?:years|months|weeks|hours|people))", "well over "),
)


def _flip(sentence: Span, table: tuple[tuple[str, str], ...], context: Context) -> Changes | None:
    if denied(sentence.root) or any(t.dep_ == "neg" for t in sentence):
        return None
    found = []
    for pattern, new in table:
        for match in re.finditer(pattern, sentence.text):
            text = re.sub(r"\{(\d)\}", lambda ref, m=match: m[int(ref[1])], new)  # type: ignore[misc]
            found.append((match.start(), match.end(), text))
    return [context.rng.choice(found)] if found else None


def quantifier(sentence: Span, context: Context) -> Changes | None:
    """All becomes none, most becomes few."""
    return _flip(sentence, _QUANTIFIERS, context)


def overstated(sentence: Span, context: Context) -> Changes | None:
    """Some becomes all: more is claimed than was said."""
    return _flip(sentence, _UPWARD, context)


def comparative(sentence: Span, context: Context) -> Changes | None:
    """More becomes less, up becomes down."""
    return _flip(sentence, _COMPARATIVES, context)
