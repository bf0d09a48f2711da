"""Findings, what could not be told, and the limits become an Outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from consistency.domain import Breach, Finding, Outcome, Severity, Verdict

REVIEW = "review"


def breaches(
    findings: Iterable[Finding],
    verdicts: Iterable[Verdict],
    fail_on: Severity | None,
    budgets: Mapping[str, int],
) -> tuple[Breach, ...]:
    """The limits that are exceeded.

    A level's budget is how many findings of it an article may have. Without one, a level
    from `fail_on` on may have none, and a lower one as many as it likes. The budget
    `review` limits the sentences that could not be told.
    """
    found = Counter(finding.severity.label for finding in findings)
    found[REVIEW] = sum(verdict.review for verdict in verdicts)
    limits = {s.label: 0 for s in Severity if fail_on is not None and s >= fail_on}
    limits |= budgets
    ranked = (*(s.label for s in sorted(Severity, reverse=True)), REVIEW)
    return tuple(
        Breach(what, found[what], limits[what])
        for what in ranked
        if what in limits and found[what] > limits[what]
    )


def outcome(exceeded: Sequence[Breach], errors: Sequence[str]) -> Outcome:
    """What the gate says; findings come before what was left unchecked."""
    if any(breach.what != REVIEW for breach in exceeded):
        return Outcome.FAILED
    if errors:
        return Outcome.UNCHECKED
    return Outcome.REVIEW if exceeded else Outcome.PASSED
