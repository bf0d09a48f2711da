"""A news page becomes its article, every word of it located in the page's own source."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

import trafilatura

from consistency.errors import BadInput
from consistency.intake.clean import CleanText

# Both libraries warn about pages that we report on ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

SHORTEST = 40
"""Characters of the shortest article; less is a menu or a notice."""
_SKIPPED = {"script", "style", "noscript", "template"}


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page."""

    article: CleanText
    """Its paragraphs as a reader sees them, with offsets into the HTML as given."""
    published: date | None
    author: str = ""
    """As the page names them; empty where it does not."""
    url: str = ""
    """The page's own (canonical) address; empty where it gives none."""


@dataclass
class _Stream(HTMLParser):
    """The visible characters of a page, blanks left out, each with its source offset."""

    given: str
    characters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0, *(m.end() for m in re.finditer("\n", self.given))]
        self._skipping = 0
        self.feed(self.given)
        self.close()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipping += tag in _SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in _SKIPPED and self._skipping > 0

    def handle_data(self, data: str) -> None:
        start = self._at()
        for n, char in enumerate(data):
            self._add(char, start + n, start + n + 1)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        start = self._at()
        for char in html.unescape(written):
            self._add(char, start, start + len(written))

    def _add(self, char: str, start: int, end: int) -> None:
        if not self._skipping and not char.isspace():
            self.characters.append(char)
            self.offsets.append(start)
            self.ends.append(end)


def read_page(given: str, name: str) -> Page:
    """Finds the article in a page.

    Args:
        given: the HTML.
        name: the file, for the error.

    Raises:
        BadInput: the page holds no article.
    """
    extracted = trafilatura.extract(
        given, include_comments=False, include_tables=False, favor_recall=True
    )
    stream = _Stream(given)
    visible = "".join(stream.characters)
    characters: list[str] = []
    offsets: list[int] = []
    cursor = 0
    for line in (extracted or "").splitlines():
        words = re.sub(r"^\s*[-*#>]+\s", "", line).strip()
        wanted = re.sub(r"\s+", "", words)
        place = visible.find(wanted, cursor) if wanted else -1
        if place < 0:
            continue
        cursor = place
        for char in words:
            # A blank has no place of its own in the stream; it follows the character before it.
            blank = char.isspace()
            offsets.append(stream.ends[cursor - 1] if blank else stream.offsets[cursor])
            characters.append(" " if blank else char)
            cursor += not blank
        characters += "\n\n"
        offsets += [stream.ends[cursor - 1]] * 2
    if len(characters) < SHORTEST:
        raise BadInput(name, "no article was found on this page", "give the article's text")
    article = CleanText("".join(characters), (*offsets, offsets[-1]))
    metadata = trafilatura.extract_metadata(given)
    if metadata is None:
        return Page(article, None)
    return Page(article, _day(metadata.date), metadata.author or "", metadata.url or "")


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
