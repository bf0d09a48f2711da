"""Finds the sentences that machine rewriting made false.

>>> from consistency import Checker
>>> report = Checker().check("Acme hired 40 people.", source="Acme hired 14 people.")
>>> [finding.rule.code for finding in report.findings]
['FC301']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consistency.domain import (
    Case,
    Document,
    Fact,
    Finding,
    Report,
    Severity,
    Validity,
    Verdict,
    VerdictKind,
)
from consistency.errors import BadInput, BadModel, BadSettings, ConsistencyError, MissingExtra

if TYPE_CHECKING:
    from consistency.checker import Checker
    from consistency.facts.base import FactBase
    from consistency.facts.record import FactRecord
    from consistency.reports.formats import render
    from consistency.settings import Settings

__all__ = [
    "BadInput",
    "BadModel",
    "BadSettings",
    "Case",
    "Checker",
    "ConsistencyError",
    "Document",
    "Fact",
    "FactBase",
    "FactRecord",
    "Finding",
    "MissingExtra",
    "Report",
    "Settings",
    "Severity",
    "Validity",
    "Verdict",
    "VerdictKind",
    "render",
]

_LATE = {
    "Checker": "consistency.checker",
    "FactBase": "consistency.facts.base",
    "FactRecord": "consistency.facts.record",
    "Settings": "consistency.settings",
    "render": "consistency.reports.formats",
}


def __getattr__(name: str) -> Any:
    """Hands on the names whose modules take seconds to import, when they are asked for."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATE[name]), name)
