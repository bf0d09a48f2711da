"""Comments in an article take findings out of the gate: `<!-- consistency: ignore FC301 -->`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from consistency.comments import CLOSING, OPENING, comments
from consistency.domain import Document, Finding, Span, Suppressed, SuppressedBy
from consistency.reports.place import Places

FORM = "<!-- consistency: ignore FC301 -- why -->"
_MARK = re.compile(r"\s*consistency\s*:", re.IGNORECASE)
_BODY = re.compile(
    r"(?P<verb>ignore|ignore-article)\s+(?P<codes>FC\d*(?:[\s,]+FC\d*)*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Directive:
    """One code in one comment."""

    line: int
    code: str
    """A rule's code or the beginning of some."""
    sentence: int | None
    """The sentence that it speaks of; `None` for the whole article."""
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it takes this finding out."""
        here = self.sentence is None or self.sentence == finding.sentence
        return here and finding.rule.code.startswith(self.code)


def suppress(
    findings: Sequence[Finding],
    document: Document,
    known: Collection[str],
    selected: Collection[str],
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...], tuple[str, ...]]:
    """Takes out what the article's comments name.

    `ignore` speaks of the sentence before it on its line, or around it; where there is none,
    of the next. `ignore-article` speaks of all. A comment that is misspelt, names no rule or
    suppresses nothing is told, and changes nothing.

    Args:
        findings: all of the article.
        document: the article, with its comments.
        known: codes of all rules.
        selected: codes of the rules that ran; a comment about others is not called needless.

    Returns:
        The findings that count, those that do not, and notes.
    """
    directives: list[_Directive] = []
    notes: list[str] = []
    for one in _directives(document):
        if isinstance(one, str):
            notes.append(one)
        else:
            directives.append(one)
    used: set[_Directive] = set()
    live: list[Finding] = []
    taken: list[Suppressed] = []
    for finding in findings:
        covering = [d for d in directives if d.covers(finding)]
        used.update(covering)
        if covering:
            reason = next((d.reason for d in covering if d.reason), "")
            taken.append(Suppressed(finding, SuppressedBy.COMMENT, reason))
        else:
            live.append(finding)
    for directive in directives:
        line, code = directive.line, directive.code
        if not any(c.startswith(code) for c in known):
            notes.append(f"line {line}: no rule to suppress is called {code}")
        elif directive not in used and any(c.startswith(code) for c in selected):
            notes.append(f"line {line}: there is no {code} to suppress here; remove the comment")
    return tuple(live), tuple(taken), tuple(notes)


def _directives(document: Document) -> Iterator[_Directive | str]:
    """Directives in order; in the place of a misspelt one, what to say of it."""
    places = Places(document.text)
    for comment in comments(document.text):
        words = comment.of(document.text)[len(OPENING) : -len(CLOSING)]
        mark = _MARK.match(words)
        if mark is None:
            continue
        line = places.at(comment.start).line
        told, _, reason = words[mark.end() :].partition("--")
        body = _BODY.fullmatch(told.strip())
        if body is None:
            yield f"line {line}: “{' '.join(told.split())}” is no suppression; write {FORM}"
            continue
        whole = body["verb"].lower() == "ignore-article"
        sentence = None if whole else _sentence_of(document, comment)
        if sentence is None and not whole:
            yield f"line {line}: no sentence stands near this suppression; move it"
            continue
        for code in re.split(r"[\s,]+", body["codes"].upper()):
            yield _Directive(line, code, sentence, " ".join(reason.split()))


def _sentence_of(document: Document, comment: Span) -> int | None:
    """The last sentence that begins before the comment and reaches its line, else the next."""
    sentences = document.sentences
    after = bisect_left(sentences, comment.start, key=lambda s: s.span.start)
    line = document.text.rfind("\n", 0, comment.start) + 1
    if after and sentences[after - 1].span.end > line:
        return after - 1
    return after if after < len(sentences) else None
