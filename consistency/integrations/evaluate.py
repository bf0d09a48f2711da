"""A metric with the interface of Hugging Face's `evaluate`: add, add_batch, compute.

>>> metric = ConsistencyMetric()                                        # doctest: +SKIP
>>> metric.compute(predictions=["Acme hired 40."], references=["Acme hired 14."])  # doctest: +SKIP
{'consistency': 0.0, 'passed': [False], ...}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consistency.checker import Checker
from consistency.domain import Report, VerdictKind
from consistency.errors import BadInput, ConsistencyError
from consistency.intake.read import document_from_text


class ConsistencyMetric:
    """Share of texts without findings at the gate's level, each held against its reference.

    Args:
        checker: checks; the shipped one if `None`.
    """

    name = "consistency"

    def __init__(self, checker: Checker | None = None) -> None:
        self._checker = checker or Checker()
        self._rows: list[tuple[str, str]] = []

    def add(self, *, prediction: str, reference: str) -> None:
        """Keeps one text and what it was made from for `compute`."""
        self._rows.append((prediction, reference))

    def add_batch(self, *, predictions: Sequence[str], references: Sequence[str]) -> None:
        """Keeps several texts and what they were made from.

        Raises:
            BadInput: there are not as many of one as of the other.
        """
        if len(predictions) != len(references):
            raise BadInput(
                "references",
                f"{len(references)} for {len(predictions)} predictions",
                "give one for each prediction",
            )
        self._rows += zip(predictions, references, strict=True)

    def compute(
        self, *, predictions: Sequence[str] = (), references: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Checks what was added, and these, and forgets them.

        Returns:
            `consistency`: share of checked texts that passed, `None` where none was checked;
            `supported`: share of checked sentences that are supported, likewise; by text
            `passed`, `findings` (their number) and `errors` (why a text was not checked, or
            `None`). A text that could not be read counts in no share, and is `None` in `passed`.

        Raises:
            BadInput: there are not as many references as predictions.
        """
        self.add_batch(predictions=predictions, references=references)
        rows, self._rows = self._rows, []
        results = [self._check(*row) for row in rows]
        reports = [r for r in results if isinstance(r, Report)]
        kinds = [verdict.kind for report in reports for verdict in report.verdicts]
        told = [kind for kind in kinds if kind is not VerdictKind.UNCHECKED]
        return {
            "consistency": _share([report.passed for report in reports]),
            "supported": _share([kind is VerdictKind.SUPPORTED for kind in told]),
            "passed": [r.passed if isinstance(r, Report) else None for r in results],
            "findings": [len(r.findings) if isinstance(r, Report) else None for r in results],
            "errors": [None if isinstance(r, Report) else str(r) for r in results],
        }

    def _check(self, prediction: str, reference: str) -> Report | ConsistencyError:
        try:
            document = document_from_text(prediction)
            source = document_from_text(reference, "reference")
            return self._checker.check_document(document, source)
        except ConsistencyError as error:
            return error


def _share(outcomes: Sequence[bool]) -> float | None:
    return sum(outcomes) / len(outcomes) if outcomes else None
