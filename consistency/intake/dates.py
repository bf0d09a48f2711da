"""Dates as tables, exports and people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from consistency.domain import ALWAYS, Validity


def iso_date(value: Any) -> str | None:
    """A cell as an ISO date as exact as it is; `None` for an empty one.

    Wikidata's `+2017-05-17T00:00:00Z` and `2017-00-00` (a year alone) are understood.

    Raises:
        ValueError: it is no such date.
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    plain = re.sub(r"[T ]\d\d:.*$", "", cell_text(value)).lstrip("+")
    plain = re.sub(r"(-00)+$", "", plain)
    if not plain:
        return None
    Validity(plain)  # raises where it is no date
    return plain


def validity_of(row: Mapping[str, Any], otherwise: Validity = ALWAYS) -> Validity:
    """When a row's fact holds, by its cells `valid_from` and `valid_to`.

    Raises:
        ValueError: one is no date, or they are the wrong way round.
    """
    start, end = iso_date(row.get("valid_from")), iso_date(row.get("valid_to"))
    return Validity(start or otherwise.start, end or otherwise.end)


def cell_text(value: Any) -> str:
    """A cell as text; a table reader's number for what was meant as text is undone."""
    if value is None or value != value:  # a missing cell of a numeric column is NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())
