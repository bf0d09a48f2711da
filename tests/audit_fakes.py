"""A judge that needs no weights, and an audit with it that can be run, and killed, as a process."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from consistency.audit.article import Article, Staged, digest
from consistency.audit.judge import failed
from consistency.audit.run import Options, audit
from consistency.audit.schema import Judged
from consistency.domain import ModelInfo
from consistency.settings import Settings

MODEL = ModelInfo("fake", "0" * 64)


@dataclass(frozen=True)
class FakeJudge:
    """Flags the first word of about every second article; some texts harm its process."""

    seconds: float = 0.0
    """What a row costs."""

    def __call__(self, rows: Sequence[Staged]) -> list[Judged]:
        return [self._one(row) for row in rows]

    def _one(self, row: Staged) -> Judged:
        time.sleep(self.seconds)
        article = row.row
        if not isinstance(article, Article):
            return failed(row, article.reason)
        if "DIE" in article.text:
            os._exit(9)
        if "HANG" in article.text:
            time.sleep(3600)
        if "RAISE" in article.text:
            raise ValueError("a bug")
        told = int(hashlib.sha256(article.text.encode()).hexdigest(), 16)
        untold = "UNTOLD" in article.text
        wrong = 0 if untold else told % 2
        key = {"ordinal": row.ordinal, "article": article.id}
        finding = {
            **key,
            "fingerprint": digest(article.id, "FC301", article.text[:5]),
            "code": "FC301",
            "name": "number-changed",
            "severity": "error",
            "sentence": 0,
            "start": 0,
            "end": 5,
            "text": article.text[:5],
            "message": "the fact says otherwise",
            "probability": round(told % 97 / 97, 4),
            "evidence": [],
        }
        told_of = {
            **key,
            "fingerprint": digest(article.id),
            "content": article.content,
            "story": row.story,
            "site": article.site or None,
            "author": article.author or None,
            "date": article.date or None,
            "url": article.url or None,
            "origin": article.origin,
            "outcome": "unchecked" if untold else "failed" if wrong else "passed",
            "passed": not wrong and not untold,
            "supported": 1 - wrong,
            "contradicted": wrong,
            "unsupported": 0,
            "unchecked": 0,
            "errors": wrong,
            "warnings": 0,
            "notes": 0,
            "problems": list(article.notes),
            "text": article.text,
        }
        return Judged(row.ordinal, (told_of,), (), (finding,) if wrong else ())


@dataclass(frozen=True)
class FakeFactory:
    """Makes a FakeJudge, unless time runs backwards."""

    seconds: float = 0.0

    def __call__(self) -> FakeJudge:
        if self.seconds < 0:
            raise OSError("no such weights")
        return FakeJudge(self.seconds)


def fake_audit(inputs: list[str], out: Path, seconds: float = 0.0, **options) -> dict:
    """An audit with the fake judge."""
    given = Options(**{"workers": 2, "chunk": 4} | options)
    return audit(inputs, out, FakeFactory(seconds), MODEL, Settings(), options=given)


def results(out: Path) -> dict[str, bytes]:
    """Every file of a result, byte for byte."""
    files = sorted(f for f in out.rglob("*") if f.is_file() and f.name != ".lock")
    return {str(file.relative_to(out)): file.read_bytes() for file in files}


if __name__ == "__main__":
    # By its own name, so that other processes find the factory there.
    from tests import audit_fakes

    audit_fakes.fake_audit([sys.argv[1]], Path(sys.argv[2]), float(sys.argv[3]), engine=sys.argv[4])
