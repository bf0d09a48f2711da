"""Every way in, the slow ones first so that all processes end at about the same time."""

from __future__ import annotations

from collections.abc import Mapping

from consistency.errors import BadSettings
from eval.fuzz import intake, reports, rules, service
from eval.fuzz.target import Target

TARGETS: tuple[Target, ...] = tuple(
    sorted(
        (*rules.TARGETS, *service.TARGETS, *reports.TARGETS, *intake.TARGETS),
        key=lambda target: target.share,
    )
)


def named(name: str) -> Target:
    """The target of that name.

    Raises:
        BadSettings: there is none.
    """
    for target in TARGETS:
        if target.name == name:
            return target
    raise BadSettings(name, "no such target", f"use one of {', '.join(t.name for t in TARGETS)}")


def shared(inputs: int) -> Mapping[str, int]:
    """So many inputs, at least, shared out; each target gets one."""
    whole = sum(target.share for target in TARGETS)
    return {target.name: -(-inputs * target.share // whole) for target in TARGETS}
