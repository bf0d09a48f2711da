"""Comments in Markdown, HTML and plain text: `<!-- ... -->`."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Span

OPENING, CLOSING = "<!--", "-->"


def comments(text: str) -> Iterator[Span]:
    """The comments of a text, in order; one that is never closed is none.

    One pass: a regular expression would look for the end of each unclosed one anew.
    """
    start = text.find(OPENING)
    while start >= 0:
        end = text.find(CLOSING, start + len(OPENING))
        if end < 0:
            return
        yield Span(start, end + len(CLOSING))
        start = text.find(OPENING, end + len(CLOSING))


def without_comments(text: str, blank: str = "") -> str:
    """The text with `blank` for each character of a comment; ends of lines stay."""
    parts: list[str] = []
    end = 0
    for span in comments(text):
        parts.append(text[end : span.start])
        parts += [char if char in "\r\n" else blank for char in span.of(text)]
        end = span.end
    return "".join([*parts, text[end:]])
