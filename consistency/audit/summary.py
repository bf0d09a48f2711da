"""The audit in one page of JSON; the same bytes for the same results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from consistency.audit.tally import Cell, Tally
from consistency.domain import Outcome

LISTED = 50
"""Groups listed, most articles first; the dashboard has them all."""


class _Group(NamedTuple):
    articles: int
    failed: int
    findings: int


def summarise(found: Tally, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The summary.

    Args:
        found: what was counted.
        manifest: what was asked, and how much was read.
    """
    extent = manifest["extent"]
    outcomes = {outcome.value: found.outcomes[outcome.value] for outcome in Outcome}
    failed = outcomes[Outcome.FAILED.value]
    return {
        "format": manifest["format"],
        "program": manifest["program"],
        "model": manifest["model"],
        "settings": manifest["settings"],
        "read": {
            "rows": extent["rows"],
            "left_out_by_since": extent["before"],
            "undated": extent["undated"],
            "files_of_unknown_kind": manifest["ignored"],
        },
        "articles": found.articles,
        "stories": found.stories,
        "outcomes": outcomes,
        "failed": failed,
        "failed_rate": _rate(failed, found.articles),
        "error_rows": found.errors,
        "error_reasons": dict(found.reasons.most_common(LISTED)),
        "sentences": dict(found.verdicts),
        "findings": dict(found.severities),
        "findings_by_kind": {
            code: {"name": found.kinds[code][0], "findings": count}
            for code, count in sorted(found.codes.items())
        },
        "by_site": _by(found, lambda cell: cell.site),
        "by_author": _by(found, lambda cell: cell.author),
        "by_day": _by(found, lambda cell: cell.day),
        "coarse": found.coarse,
        "worst": [
            {name: entry[name] for name in ("article", "site", "author", "date", "url", "copies")}
            | {"findings": len(entry["findings"])}
            for entry in found.worst[:LISTED]
        ],
    }


def _by(found: Tally, of: Callable[[Cell], str]) -> list[dict[str, Any]]:
    groups: dict[str, _Group] = {}
    for cell, count in found.cells.items():
        old = groups.get(of(cell), _Group(0, 0, 0))
        groups[of(cell)] = _Group(
            old.articles + count,
            old.failed + (count if cell.failed else 0),
            old.findings + count * len(cell.codes),
        )
    ranked = sorted(groups.items(), key=lambda one: (-one[1].articles, one[0]))
    return [
        {"name": name, **group._asdict(), "failed_rate": _rate(group.failed, group.articles)}
        for name, group in ranked[:LISTED]
    ]


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
