"""Findings and the gate's level become passed or not."""

from __future__ import annotations

from collections.abc import Iterable

from consistency.domain import Finding, Severity


def passes(findings: Iterable[Finding], fail_on: Severity | None) -> bool:
    """Whether no finding reaches the gate's level; `None` lets everything pass."""
    return fail_on is None or all(finding.severity < fail_on for finding in findings)
