"""Near copies: which article is one story with an earlier one.

MinHash signatures (Broder 1997, "On the resemblance and containment of documents") in bands
(Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3.4). The bands lie in a table
on disk, so that memory does not grow with the articles.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

HASHES = 128
BANDS = 16
"""With 8 hashes a band, two texts that share 80 % of their shingles meet with 95 % probability."""
SHINGLE = 5
"""Words a shingle: long enough that two stories on one subject share few."""
ALIKE = 0.8
"""Estimated share of common shingles (Jaccard) from which two articles are one story."""
_WORD = re.compile(r"\w+")


class Stories:
    """Articles seen so far, by what they say.

    Args:
        database: where the bands are kept; two tables are made in it.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._db.execute("CREATE TABLE signature (ordinal INTEGER PRIMARY KEY, hashes BLOB)")
        self._db.execute(
            "CREATE TABLE band (number INTEGER, hashes BLOB, ordinal INTEGER, "
            "PRIMARY KEY (number, hashes, ordinal)) WITHOUT ROWID"
        )

    def add(self, ordinal: int, text: str) -> int | None:
        """Remembers an article; returns the earlier article that it is a near copy of, if any.

        Only the first article of a story is kept to compare with, so that a story does not
        drift from copy to copy.
        """
        shingles = _shingles(text)
        if not shingles:
            return None
        sketch = RMinHash(num_perm=HASHES, seed=0)
        sketch.update(shingles)
        signature = np.array(sketch.digest(), dtype=np.uint32)
        bands = [band.tobytes() for band in signature.reshape(BANDS, -1)]
        original = self._best(signature, bands)
        if original is None:
            self._db.execute("INSERT INTO signature VALUES (?, ?)", (ordinal, signature.tobytes()))
            self._db.executemany(
                "INSERT INTO band VALUES (?, ?, ?)",
                ((number, band, ordinal) for number, band in enumerate(bands)),
            )
        return original

    def _best(self, signature: NDArray[np.uint32], bands: Sequence[bytes]) -> int | None:
        met: set[int] = set()
        for number, band in enumerate(bands):
            query = "SELECT ordinal FROM band WHERE number = ? AND hashes = ? ORDER BY ordinal"
            met.update(found for (found,) in self._db.execute(query, (number, band)))
        best: tuple[float, int] | None = None
        for other in sorted(met):
            (kept,) = self._db.execute(
                "SELECT hashes FROM signature WHERE ordinal = ?", (other,)
            ).fetchone()
            alike = float(np.mean(np.frombuffer(kept, dtype=np.uint32) == signature))
            if alike >= ALIKE and (best is None or alike > best[0]):
                best = alike, other
        return best[1] if best is not None else None


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    if len(words) < SHINGLE:
        return []
    return [" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]
