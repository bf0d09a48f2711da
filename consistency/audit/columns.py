"""A table's row becomes an Article, by the columns that the user names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from consistency.audit.article import Article, BadArticle
from consistency.errors import BadInput, BadSettings
from consistency.intake.read import MAX_CHARACTERS

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, or a byte that was no UTF-8: no text can be written with it."""
FIELDS = ("id", "text", "source", "facts", "site", "author", "date", "url")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field."""

    names: Mapping[str, str]
    """Column by field; a field that has no column here is not read."""

    @classmethod
    def of(cls, options: Iterable[str] = ()) -> Columns:
        """Reads `field=column` options; every other field is read from the column of its name.

        `field=` with nothing behind it reads that field from no column.

        Raises:
            BadSettings: an option has no `=`, or there is no such field.
        """
        names = {field: field for field in FIELDS}
        for option in options:
            field, equals, column = option.partition("=")
            if not equals or field not in FIELDS:
                raise BadSettings(
                    f"--column {option}",
                    "is not FIELD=COLUMN with a known field",
                    f"use a field of {', '.join(FIELDS)}",
                )
            names[field] = column
        return cls({field: column for field, column in names.items() if column})

    def require_text(self, origin: str, present: Collection[str]) -> None:
        """Refuses a table whose rows cannot hold any text.

        Raises:
            BadInput: the column of the text is not among those present.
        """
        if self.names.get("text") not in present:
            raise BadInput(
                origin,
                f"the table has no column {self.names.get('text')!r}, "
                f"only {', '.join(sorted(map(str, present)))}",
                "name the one that holds the article: --column text=NAME",
            )

    def article(self, row: Mapping[str, Any], origin: str) -> Article | BadArticle:
        """The Article of a row, or why there is none.

        Args:
            row: the table's row.
            origin: its file and number.
        """
        given = {field: row.get(column) for field, column in self.names.items()}
        url = _plain(given.get("url"))
        id = _plain(given.get("id")) or url or origin
        text, source = given.get("text"), given.get("source")
        if not isinstance(text, str) or not text.strip():
            return BadArticle(id, origin, f"the column {self.names['text']!r} holds no text")
        if source is not None and not isinstance(source, str):
            return BadArticle(id, origin, f"the column {self.names['source']!r} holds no text")
        for what in (text, source or ""):
            if len(what) > MAX_CHARACTERS:
                return BadArticle(id, origin, f"{len(what):,} characters are more than an article")
            if _HALF.search(what):
                return BadArticle(id, origin, "the text holds bytes or characters cut in half")
        facts = _facts(given.get("facts"))
        if facts is None:
            column = self.names["facts"]
            return BadArticle(id, origin, f"the column {column!r} holds neither text nor a list")
        day, note = _day(given.get("date"))
        return Article(
            id=id,
            text=text,
            origin=origin,
            source=source if source and source.strip() else None,
            facts=facts,
            site=_plain(given.get("site")) or site_of(url),
            author=_plain(given.get("author")),
            date=day,
            url=url,
            notes=(note,) if note else (),
        )


def site_of(url: str) -> str:
    """The host of an address, without `www.`; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain(v) for v in value)
    if value is None or value != value:
        return ""
    return _HALF.sub("\ufffd", str(value)).strip()


def _facts(value: Any) -> tuple[str, ...] | None:
    lines: Any = value.splitlines() if isinstance(value, str) else value
    if lines is None:
        return ()
    if not isinstance(lines, (list, tuple)) or not all(isinstance(one, str) for one in lines):
        return None
    return tuple(dict.fromkeys(_plain(one) for one in lines if one.strip()))


def _day(value: Any) -> tuple[str, str]:
    """An ISO date, and a note where the value could not be read as one."""
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    written = _plain(value)
    if not written:
        return "", ""
    try:
        return date.fromisoformat(written[:10]).isoformat(), ""
    except ValueError:
        pass
    # dateparser takes a second to import; most tables write ISO dates.
    import dateparser

    try:
        found = dateparser.parse(written, languages=["en"], settings={"STRICT_PARSING": True})
    except Exception:  # it raises unrelated types on what looks like a date and is none
        found = None
    if found is None:
        return "", f"the date {written!r} could not be read"
    return found.date().isoformat(), ""
