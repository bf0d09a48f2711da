"""Evidence in one line of words."""

from __future__ import annotations

from consistency.domain import Evidence


def quoted(evidence: Evidence) -> str:
    """Where the evidence stands, and its words."""
    first = evidence.premise[0]
    return f"{first.ref} ({first.id}): “{evidence.text}”"
