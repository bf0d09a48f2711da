"""What an engine runs on each chunk: rows in, rows for the four tables out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from consistency.audit.article import Staged
from consistency.audit.schema import Judged


class Judge(Protocol):
    """Judges rows; the answer for a row never depends on the others."""

    def __call__(self, rows: Sequence[Staged]) -> list[Judged]:
        """One Judged for each row, in order; a row that cannot be judged becomes an error."""
        ...


JudgeFactory = Callable[[], Judge]
"""Makes a Judge inside the process that will run it; it must pickle."""


def failed(row: Staged, reason: str) -> Judged:
    """What a row comes to that cannot be judged."""
    error = {
        "ordinal": row.ordinal,
        "article": row.row.id,
        "origin": row.row.origin,
        "reason": reason,
    }
    return Judged(row.ordinal, errors=(error,))
