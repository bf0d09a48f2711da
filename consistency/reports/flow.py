"""The article as paragraphs of sentences, as its reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from consistency.comments import without_comments
from consistency.domain import Document, Finding, Sentence, SentenceRole

_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|br|section|article|blockquote|td|th|tr|table|figure"
    r"|figcaption|header|footer|main|aside|hr)\b",
    re.IGNORECASE,
)


class Stretch(NamedTuple):
    """Characters of a sentence that the same findings mark."""

    text: str
    findings: tuple[int, ...]
    """Indices of the findings, the narrowest first."""
    starts: tuple[int, ...]
    """Those that begin here."""
    ends: tuple[int, ...]
    """Those that end here."""


def paragraphs(document: Document) -> Iterator[tuple[SentenceRole, list[Sentence]]]:
    """Runs of sentences that stand in one paragraph, with the role of the first.

    In a page, tags part paragraphs; in a text, every end of a line does.
    """
    run: list[Sentence] = []
    page = _is_page(document)
    for sentence in document.sentences:
        if run and _parted(document, run[-1], sentence, page=page):
            yield run[0].role, run
            run = []
        run.append(sentence)
    if run:
        yield run[0].role, run


def _is_page(document: Document) -> bool:
    return "</" in document.text and all(s.offsets is not None for s in document.sentences)


def _parted(document: Document, before: Sentence, after: Sentence, *, page: bool) -> bool:
    gap = without_comments(document.text[before.span.end : after.span.start])
    if page:
        return _BLOCK.search(gap) is not None
    return "\n" in gap or "\r" in gap or before.role is not after.role


def stretches(sentence: Sentence, findings: Sequence[Finding]) -> list[Stretch]:
    """A sentence cut where marks begin and end; findings of other sentences are passed over.

    The text is the sentence's own, so that markup inside it is not shown.
    """
    own = [n for n, finding in enumerate(findings) if finding.sentence == sentence.index]
    own.sort(key=lambda n: findings[n].span.end - findings[n].span.start)
    marked = [(char, _over(place, own, findings)) for char, place in located(sentence)]
    runs = [(marks, list(run)) for marks, run in groupby(marked, key=lambda one: one[1])]
    first = {n: at for at, (marks, _) in reversed(list(enumerate(runs))) for n in marks}
    last = {n: at for at, (marks, _) in enumerate(runs) for n in marks}
    return [
        Stretch(
            "".join(char for char, _ in run),
            marks,
            tuple(n for n in marks if first[n] == at),
            tuple(n for n in marks if last[n] == at),
        )
        for at, (marks, run) in enumerate(runs)
    ]


def located(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """The characters of a sentence, each with its offset in the text as given."""
    for n, char in enumerate(sentence.text):
        yield char, sentence.span.start + n if sentence.offsets is None else sentence.offsets[n]


def _over(place: int, own: Sequence[int], findings: Sequence[Finding]) -> tuple[int, ...]:
    return tuple(n for n in own if findings[n].span.start <= place < findings[n].span.end)
