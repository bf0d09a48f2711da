"""A guard for the output of language models.

`ConsistencyGuard.scan` has the interface of an LLM Guard output scanner; `validate` takes what
a Guardrails validator is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from consistency.checker import Checker
from consistency.domain import Report
from consistency.errors import BadInput, BadSettings


class Scan(NamedTuple):
    """What LLM Guard expects of a scanner."""

    output: str
    """The output as it was: it is never mended in silence."""
    valid: bool
    risk: float
    """Probability of the surest finding, 1 where the output was not checked."""


class Validation(NamedTuple):
    """The outcome of `validate`."""

    passed: bool
    message: str
    """What is wrong, a line each; empty when it passed."""
    report: Report | None
    """`None` where the value could not be read."""


class ConsistencyGuard:
    """Holds what a model wrote against what it was given; what cannot be checked never passes.

    Args:
        checker: checks; the shipped one if `None`.
    """

    def __init__(self, checker: Checker | None = None) -> None:
        self._checker = checker or Checker()

    def scan(self, prompt: str, output: str) -> Scan:
        """Checks an output against the prompt that holds its source."""
        validation = self.validate(output, {"source": prompt})
        if validation.report is None or validation.report.errors:
            return Scan(output, valid=False, risk=1.0)
        found = validation.report.findings
        risk = max((finding.probability for finding in found), default=0.0)
        return Scan(output, validation.passed, risk)

    def validate(self, value: str, metadata: Mapping[str, Any]) -> Validation:
        """Checks a value against `metadata["source"]` and `metadata["facts"]`.

        Args:
            value: what a model wrote.
            metadata: `source`, a text, and `facts`, a list of sentences; at least one of them.

        Raises:
            BadSettings: neither is given, so that there is nothing to check against.
        """
        source, facts = metadata.get("source"), metadata.get("facts") or ()
        if source is None and not facts:
            raise BadSettings(
                "metadata", "it has neither a source nor facts", "give `source`, `facts` or both"
            )
        try:
            report = self._checker.check(value, source=source, facts=facts)
        except BadInput as error:
            return Validation(passed=False, message=str(error), report=None)
        if report.passed:
            return Validation(passed=True, message="", report=report)
        lines = [f"{f.rule.code} “{f.text}”: {f.message}" for f in report.findings]
        return Validation(passed=False, message="\n".join([*lines, *report.errors]), report=report)
