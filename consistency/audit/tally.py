"""One pass over the parts: everything that the summary and the dashboard tell.

Memory stays flat: cells are made coarser when there get to be too many, and only the worst
articles are kept.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from consistency.audit.parts import read_parts
from consistency.domain import Outcome, VerdictKind

CELLS = 20_000
"""Cells that the dashboard carries; beyond, authors, then days, then sites are put together."""
WORST = 100
"""Articles shown with their text."""
COPIES = 40
"""Places listed of a story that stands in several."""
OTHER = "(others)"
_GROUPS = ("site", "author", "date")


class Cell(NamedTuple):
    """Articles that are alike in all that the dashboard filters by."""

    site: str
    author: str
    day: str
    codes: tuple[str, ...]
    """The kinds of finding in each of these articles, sorted; repeated as often as found."""
    failed: bool


@dataclass
class Tally:
    """What was counted."""

    articles: int = 0
    stories: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    """Articles by what the gate says of them."""
    verdicts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    """Findings by code."""
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name and usual severity by code."""
    cells: Counter[Cell] = field(default_factory=Counter)
    """Articles by cell."""
    coarse: list[str] = field(default_factory=list)
    """In words, what was put together to keep the cells few."""
    worst: list[dict[str, Any]] = field(default_factory=list)
    """Articles with the surest errors first, a story only once, with text and findings."""
    errors: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """Error rows by reason, those that differ only in quoted words together."""


def tally(out: Path) -> Tally:
    """Counts an audit.

    Args:
        out: its folder.
    """
    found = Tally()
    coarsen = iter(_COARSER)
    merge: list[Callable[[Cell], Cell]] = []
    worst: list[tuple[float, int, dict[str, Any]]] = []
    last_story = None
    for articles, findings in _parts(out):
        by_article: dict[int, list[dict[str, Any]]] = {}
        for finding in findings:
            by_article.setdefault(finding["ordinal"], []).append(finding)
            found.codes[finding["code"]] += 1
            found.kinds.setdefault(finding["code"], (finding["name"], finding["severity"]))
        stories: dict[str, list[dict[str, Any]]] = {}
        for article in articles:
            own = by_article.get(article["ordinal"], [])
            _count(found, article, own, merge)
            stories.setdefault(article["story"], []).append(article)
        while len(found.cells) > CELLS and (step := next(coarsen, None)) is not None:
            words, change = step
            merge.append(change)
            found.coarse.append(words)
            found.cells = _merged(found.cells, change)
        for story, copies in stories.items():
            # A story of very many copies goes on in the next part.
            found.stories += story != last_story
            last_story = story
            _keep_worst(worst, copies, by_article)
    found.worst = [entry for _, _, entry in sorted(worst, key=lambda one: (-one[0], -one[1]))]
    for table in read_parts(out, "errors", ["reason"]):
        for reason in table.column("reason").to_pylist():
            found.errors += 1
            found.reasons[_bare(reason)] += 1
    return found


def _parts(out: Path) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Articles and findings of each part; both tables are parted alike."""
    pairs = zip(read_parts(out, "articles"), read_parts(out, "findings"), strict=True)
    return ((articles.to_pylist(), findings.to_pylist()) for articles, findings in pairs)


def _count(
    found: Tally,
    article: dict[str, Any],
    findings: list[dict[str, Any]],
    merge: list[Callable[[Cell], Cell]],
) -> None:
    found.articles += 1
    found.outcomes[article["outcome"]] += 1
    for kind in VerdictKind:
        found.verdicts[kind.value] += article[kind.value]
    for level in ("errors", "warnings", "notes"):
        found.severities[level] += article[level]
    site, author, day = (article[name] or "" for name in _GROUPS)
    codes = tuple(sorted(finding["code"] for finding in findings))
    cell = Cell(site, author, day, codes, article["outcome"] == Outcome.FAILED)
    for change in merge:
        cell = change(cell)
    found.cells[cell] += 1


def _keep_worst(
    worst: list[tuple[float, int, dict[str, Any]]],
    copies: list[dict[str, Any]],
    findings: dict[int, list[dict[str, Any]]],
) -> None:
    """Keeps a story by its worst copy: the one with the largest sum of probable errors."""

    def weight(article: dict[str, Any]) -> float:
        own = findings.get(article["ordinal"], [])
        return round(sum(float(f["probability"]) for f in own if f["severity"] == "error"), 6)

    article = max(copies, key=lambda one: (weight(one), -one["ordinal"]))
    heavy = weight(article)
    if not heavy:
        return
    entry = {
        **{name: article[name] for name in ("article", *_GROUPS, "url", "text")},
        "copies": len(copies),
        "places": [one["url"] or one["site"] or one["article"] for one in copies[:COPIES]],
        "findings": [_shown(finding) for finding in findings[article["ordinal"]]],
    }
    item = (heavy, -article["ordinal"], entry)
    if len(worst) < WORST:
        heapq.heappush(worst, item)
    else:
        heapq.heappushpop(worst, item)


def _shown(finding: dict[str, Any]) -> dict[str, Any]:
    kept = ("start", "end", "code", "severity", "text", "message", "probability", "suggestion")
    told = " ".join(dict.fromkeys(one["text"] for one in finding["evidence"]))
    return {**{name: finding[name] for name in kept}, "evidence": told}


def _merged(cells: Counter[Cell], change: Callable[[Cell], Cell]) -> Counter[Cell]:
    merged: Counter[Cell] = Counter()
    for cell, count in cells.items():
        merged[change(cell)] += count
    return merged


_COARSER: tuple[tuple[str, Callable[[Cell], Cell]], ...] = (
    ("authors are not told apart", lambda cell: cell._replace(author=OTHER)),
    ("days are put together to months", lambda cell: cell._replace(day=cell.day[:7])),
    ("sites are not told apart", lambda cell: cell._replace(site=OTHER)),
    (
        "findings of one kind are counted once an article",
        lambda cell: cell._replace(codes=tuple(sorted(set(cell.codes)))),
    ),
)


def _bare(reason: str) -> str:
    """A reason without the words that name its own row."""
    parts = reason.split("'")
    return "'…'".join(parts[::2])[:160] if len(parts) % 2 else reason[:160]
