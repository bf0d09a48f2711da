"""Keep the measuring sets out of training: ten shared words in a row are enough to drop a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.recipe.rows import read_jsonl

SHINGLE = 10
OWN = Path(__file__).parents[2] / "eval" / "data"
"""Our own measuring sets."""
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Lower-case words and numbers of a text; punctuation, quotes and dashes do not count."""
    return _WORD.findall(text.lower())


def shingles(text: str) -> Iterator[int]:
    """Hashes of every run of ten words (`hash` holds within one process, which will do)."""
    tokens = words(text)
    for start in range(len(tokens) - SHINGLE + 1):
        yield hash(tuple(tokens[start : start + SHINGLE]))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


class Guard:
    """Knows the shingles of all measuring texts and says whether a training text shares one."""

    def __init__(self, folder: Path) -> None:
        """Read every gzip'd JSON Lines file of the measuring folder, and our own sets."""
        self._seen: set[int] = set()
        files = sorted(folder.glob("*.jsonl.gz"))
        if not files:
            raise FileNotFoundError(f"no measuring sets in {folder}: training would be unguarded")
        for path in (*files, *sorted(OWN.rglob("*.jsonl"))):
            for row in read_jsonl(path):
                for text in _strings(row):
                    self._seen.update(shingles(text))

    def __len__(self) -> int:
        """How many distinct shingles are guarded."""
        return len(self._seen)

    def leaks(self, texts: Iterable[str]) -> bool:
        """Whether any of the texts shares ten words in a row with a measuring text."""
        return any(not self._seen.isdisjoint(shingles(text)) for text in texts)
