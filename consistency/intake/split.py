"""A text becomes Sentences: headings, captions and scraper debris are never glued to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from consistency.comments import without_comments
from consistency.domain import Sentence, SentenceRole, Span, Token
from consistency.intake.clean import CleanText, clean
from consistency.language import sentence_bounds, tokens_of

PIECE = 20_000
"""Characters parsed at once; spaCy's memory grows with the piece."""
LONGEST = 400
"""Words of the longest sentence that is parsed; beyond, it is reported as unchecked."""
LABEL = 4
"""Words from which a heading without a verb is still taken for a headline."""

ARTEFACT = re.compile(
    r"\[/?ad_?\d*\]"  # ad slots of scraping plugins
    r"|\[/?(?:caption|gallery|embed|shortcode|vc_\w+|et_pb_\w+)\b[^\]]{0,200}\]"
    r"|\{\{[^{}]{1,80}\}\}"  # template placeholders
    r"|\[(?:spin(?:ner|tax)?|rewrit(?:er?|ten)|variant|synonyms?|keyword|placeholder)[ \d]*"
    r"(?::[^\]]{0,80})?\]"  # notes of a spinner to itself
    r"|\{[^{}|]{1,60}(?:\|[^{}|]{0,60})+\}"  # spintax
    r"|</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,200})?/?>"  # tags that survived
    r"|&(?:nbsp|amp|quot|lt|gt|#\d{2,5});",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"^(?:(?:read (?:more|also|next)|also read|related|see also|click here|subscribe|sign up|"
    r"advertisement|share this|watch|(?:continue|keep) reading|follow us)\b.{0,100}"
    r"|(?:tags?|topics|filed under|categor(?:y|ies)|keywords?)\s*:.{0,160})$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,4}\b.{0,60}"
    r"|(?:photo|image|picture|source|credit|file photo|updated|published|posted)"
    r"\s*(?::|by\b).{0,120}"
    r"|[^.!?]{0,120}\|[^.!?]{0,120})$",
    re.IGNORECASE,
)
_DROPPED = "\u200b"
"""A character that `clean` drops: put in the place of others, it keeps their offsets."""
_MARKDOWN = re.compile(r"^\s*(#{1,6}\s+|>\s+|[-*+]\s+|\d{1,2}[.)]\s+)")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_END = re.compile(r"[.!?…][\"'”’)\]]*$|[.!?…][\"'”’)\]]*\s*$")
_SET_APART = re.compile(r"\w\s+[.!?]$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|Hon|St|No|Nos|vs|Jr|Sr|"
    r"Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Adm|Pres|Supt|approx)"
    r"|\b(?:[A-Z]\.)*[A-Z]|\b[ap]\.m|\be\.g|\bi\.e)\.$"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text that is of one role."""

    span: Span
    role: SentenceRole


def split(text: str) -> tuple[Sentence, ...]:
    """Cuts a text into Sentences, in order, with spans into the text as given.

    Comments (`<!-- -->`) belong to no sentence, and a sentence goes on behind one.
    """
    text = without_comments(text, _DROPPED)
    found: list[Sentence] = []
    for piece in _pieces(text):
        if piece.role is SentenceRole.BODY:
            for span in _sentence_spans(text, piece.span):
                found.append(_sentence(text, span, piece.role, len(found)))
        else:
            found.append(_sentence(text, piece.span, piece.role, len(found)))
    return tuple(found)


def split_located(article: CleanText) -> tuple[Sentence, ...]:
    """Cuts a text that was taken out of another; spans point into that other text."""
    places = article.offsets
    return tuple(
        replace(
            sentence,
            span=Span(places[sentence.span.start], places[sentence.span.end - 1] + 1),
            offsets=tuple(places[o] for o in _own_offsets(sentence)),
        )
        for sentence in split(article.text)
    )


def _own_offsets(sentence: Sentence) -> tuple[int, ...]:
    return sentence.offsets or tuple(range(sentence.span.start, sentence.span.end + 1))


def _pieces(text: str) -> Iterator[_Piece]:
    """Lines, with artefacts cut out and roles given."""
    for line in _LINE.finditer(text):
        mark = _MARKDOWN.match(line.group())
        start = line.start() + (mark.end() if mark else 0)
        heading = bool(mark and mark.group(1).startswith("#"))
        for part, is_artefact in _without_artefacts(text, start, line.end()):
            span = _trimmed(text, part)
            if span is None:
                continue
            words = span.of(text)
            if is_artefact:
                yield _Piece(span, SentenceRole.ARTEFACT)
            elif heading:
                yield _Piece(span, SentenceRole.HEADING)
            else:
                yield _Piece(span, _role_of(words))


def _without_artefacts(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    for match in ARTEFACT.finditer(text, start, end):
        yield Span(start, match.start()), False
        yield Span(*match.span()), True
        start = match.end()
    yield Span(start, end), False


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.of(text)
    left = len(words) - len(words.lstrip(" \t\u00a0\ufeff\u200b"))
    right = len(words.rstrip(" \t\u00a0\ufeff\u200b"))
    return Span(span.start + left, span.start + right) if left < right else None


def _role_of(line: str) -> SentenceRole:
    if _PROMPT.match(line):
        return SentenceRole.ARTEFACT
    letters = sum(c.isalpha() for c in line)
    if letters < 2 or _BYLINE.match(line):
        return SentenceRole.FRAGMENT
    if _END.search(line) or len(line) > 160:
        return SentenceRole.BODY
    return SentenceRole.HEADING


def _sentence_spans(text: str, span: Span) -> Iterator[Span]:
    """Sentence ranges inside one body line."""
    for piece in _cut(text, span):
        cleaned = clean(piece.of(text), piece.start)
        for first, last in _mended(cleaned.text, sentence_bounds(cleaned.text)):
            found = _trimmed(text, Span(cleaned.offsets[first], cleaned.offsets[last]))
            if found is not None:
                yield found


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Pieces of a very long line, cut at a sentence end or at least at a blank."""
    start = span.start
    while span.end - start > PIECE:
        window = text[start : start + PIECE]
        end = max(window.rfind(". "), window.rfind("! "), window.rfind("? ")) + 1
        if end <= 0:
            end = window.rfind(" ")
        end = end if end > 0 else PIECE
        yield Span(start, start + end)
        start += end
    yield Span(start, span.end)


def _mended(text: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Repairs the parser's known faults: breaks at abbreviations and before closing quotes."""
    kept: list[tuple[int, int]] = []
    cased = any(c.isupper() for c in text)
    for first, last in bounds:
        before = text[kept[-1][0] : kept[-1][1]] if kept else ""
        if kept and _belongs_to_previous(before, text[first:last], cased=cased):
            kept[-1] = (kept[-1][0], last)
        else:
            kept.append((first, last))
    return kept


def _belongs_to_previous(previous: str, words: str, *, cased: bool) -> bool:
    before, after = previous.rstrip(), words.strip()
    if not after or not any(c.isalnum() for c in after):
        return True
    if not _END.search(before) or _ABBREVIATION.search(before):
        return True
    # Machines write in small letters alone, or set stops apart: "he left . the train was late ."
    small = after[0].islower() and cased and not _SET_APART.search(before)
    return after[0] in "”’)]" or small


def _sentence(text: str, span: Span, role: SentenceRole, index: int) -> Sentence:
    """Parses a sentence by itself, so that its parse does not depend on its neighbours."""
    cleaned = clean(span.of(text), span.start)
    offsets = None if cleaned.untouched else cleaned.offsets
    tokens = _tokens(cleaned, role)
    if role is SentenceRole.HEADING and _is_label(tokens):
        role = SentenceRole.FRAGMENT
    return Sentence(index, span, cleaned.text, role, tokens, offsets)


def _is_label(tokens: tuple[Token, ...]) -> bool:
    """Whether a heading such as "Rebuke" states nothing.

    In longer headlines the parser often takes the verb for a noun, so they count as claims.
    """
    return len(tokens) < LABEL and not any(t.pos in {"VERB", "AUX"} for t in tokens)


def _tokens(cleaned: CleanText, role: SentenceRole) -> tuple[Token, ...]:
    overlong = len(cleaned.text) > PIECE or len(cleaned.text.split()) > LONGEST
    if role is SentenceRole.ARTEFACT or overlong:
        return ()
    return tokens_of(cleaned.text)
