"""What an audit reads: an Article, or a row that could not become one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Article:
    """One article to check, with what is known about where it stands."""

    id: str
    """Unique in its audit."""
    text: str
    origin: str
    """The file, and the row in it, that it was read from."""
    source: str | None = None
    """The text of the article it was rewritten from."""
    facts: tuple[str, ...] = ()
    """Known facts for this article alone, one statement each."""
    site: str = ""
    author: str = ""
    date: str = ""
    """The day it was published, as ISO date."""
    url: str = ""
    notes: tuple[str, ...] = ()
    """What could not be read beside the text, in words."""

    @property
    def content(self) -> str:
        """A digest of all that its verdicts depend on."""
        return digest(self.text, self.source, self.facts, self.date)


@dataclass(frozen=True, slots=True)
class BadArticle:
    """A row or file that could not become an Article; the run goes on."""

    id: str
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Staged:
    """An Article or BadArticle in its place in the input."""

    ordinal: int
    """Its place in the input, from 0."""
    story: str
    """Id of the first article of which this one is a near copy; its own id if of none."""
    row: Article | BadArticle


def digest(*parts: Any) -> str:
    """A stable fingerprint of plain values: 32 hexadecimal digits of SHA-256."""
    plain = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def to_json(row: Article | BadArticle) -> str:
    """The row as one JSON object; `from_json` is its inverse."""
    return json.dumps(asdict(row), ensure_ascii=False)


def from_json(text: str) -> Article | BadArticle:
    """The row that `to_json` wrote."""
    fields = json.loads(text)
    if "reason" in fields:
        return BadArticle(**fields)
    fields["facts"], fields["notes"] = tuple(fields["facts"]), tuple(fields["notes"])
    return Article(**fields)
