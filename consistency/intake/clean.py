"""Unicode repair with offsets kept: web text as it is, words as they were meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

import ftfy

_BLANKS = {"\u00a0", "\u2007", "\u202f", "\u2009", "\u200a", "\u3000", "\t"}
_NOTHING = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}

_PARTED = re.compile(r"(?<![\d,.])\d{1,3}(?:, \d{3})*(?:, 000|(?:, \d{3}){2})(?![\d,])")
"""A number whose thousands a tokeniser or a scanner set apart ("3, 000", "53, 193, 914"); one group
of three other digits may be a number of its own ("on July 3, 200 people")."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A repaired text that knows where each of its characters came from."""

    text: str
    offsets: tuple[int, ...]
    """For each character of `text`, and for its end, the offset in the text as given."""

    @property
    def untouched(self) -> bool:
        """Whether every character stands where it stood."""
        first = self.offsets[0]
        return self.offsets == tuple(range(first, first + len(self.text) + 1))


def clean(given: str, start: int = 0) -> CleanText:
    """Repairs one line or paragraph.

    Mojibake is mended word by word (`ftfy.fix_encoding`), so that a repair never moves the
    words around it; blanks of all kinds become a space, invisible characters and the blanks
    inside "3, 000" go, ligatures are spelt out. Quotation marks and dashes stay as they are.

    Args:
        given: the text as given.
        start: offset of its first character in the whole document.
    """
    characters: list[str] = []
    offsets: list[int] = []
    gaps = {n for m in _PARTED.finditer(given) for n in range(*m.span()) if given[n] == " "}
    for word_start, word in _words(given):
        if word_start in gaps:
            continue
        fixed = ftfy.fix_encoding(word) if not word.isascii() else word
        if fixed != word:
            # A mended word is one unit: its characters share the places of the broken ones.
            for n, char in enumerate(fixed):
                characters.append(char)
                offsets.append(start + word_start + min(n * len(word) // len(fixed), len(word) - 1))
            continue
        for n, char in enumerate(word):
            for plain in _plain(char):
                characters.append(plain)
                offsets.append(start + word_start + n)
    offsets.append(start + len(given))
    return CleanText("".join(characters), tuple(offsets))


def _plain(char: str) -> str:
    if char in _BLANKS:
        return " "
    if char in _NOTHING:
        return ""
    return _LIGATURES.get(char, char)


def _words(text: str) -> list[tuple[int, str]]:
    """Runs of non-blank characters and the blanks between them, with offsets."""
    found: list[tuple[int, str]] = []
    start = 0
    for n in range(1, len(text) + 1):
        # Only ASCII blanks part words: a no-break space can be half of a broken character.
        if n == len(text) or (text[n] in " \n\r") != (text[start] in " \n\r"):
            found.append((start, text[start:n]))
            start = n
    return found
