"""Made-up articles and a judge that only echoes them: for measuring the engine, not the checker."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from consistency.audit.article import Article, Staged, digest
from consistency.audit.judge import failed
from consistency.audit.schema import Judged
from consistency.domain import ModelInfo

ECHO = ModelInfo("echo", "0" * 64)
WORDS = 400
"""An article."""


def articles(count: int) -> Iterator[dict[str, Any]]:
    """Rows of a feed as long as news; every tenth is a near copy of the one before it."""
    draw = random.Random(4711)
    words = [f"word{n}" for n in range(5000)]
    text = ""
    for n in range(count):
        text = text + " Copied." if n % 10 == 9 else " ".join(draw.choices(words, k=WORDS))
        site = f"site{n % 100}.example"
        yield {"id": str(n), "text": text, "site": site, "author": f"author {n % 1000}"}


@dataclass(frozen=True, slots=True)
class Echo:
    """Passes every article, with one sentence."""

    def __call__(self, rows: Sequence[Staged]) -> list[Judged]:
        """One row of articles and one of sentences each."""
        return [self._one(row) for row in rows]

    def _one(self, row: Staged) -> Judged:
        article = row.row
        if not isinstance(article, Article):
            return failed(row, article.reason)
        key = {"ordinal": row.ordinal, "article": article.id, "fingerprint": digest(article.id)}
        none = dict.fromkeys(("contradicted", "unsupported", "unchecked"), 0)
        none |= dict.fromkeys(("errors", "warnings", "notes"), 0)
        told = {
            **key,
            "content": article.content,
            "story": row.story,
            "site": article.site,
            "author": article.author,
            "origin": article.origin,
            "outcome": "passed",
            "passed": True,
            "supported": 1,
            **none,
            "problems": [],
            "text": article.text,
        }
        sentence = {
            **key,
            "index": 0,
            "start": 0,
            "end": len(article.text),
            "text": article.text,
            "role": "body",
            "verdict": "supported",
            "probability": 1.0,
            "review": False,
            "evidence": [],
        }
        return Judged(row.ordinal, (told,), (sentence,))


@dataclass(frozen=True, slots=True)
class EchoFactory:
    """Makes an Echo."""

    def __call__(self) -> Echo:
        """At once."""
        return Echo()
