"""Five thousand sentences are checked in one go, every one with a verdict."""

from __future__ import annotations

from consistency.checker import Checker
from consistency.intake.read import document_from_text
from tests.fakes import ScriptedNLI

TOWNS = ("Arlen", "Bexley", "Corby", "Dunmore", "Elstow")


def test_five_thousand_sentences() -> None:
    text = "\n\n".join(
        " ".join(
            f"The town of {TOWNS[(n + k) % 5]} opened bridge number {n * 10 + k} in spring."
            for k in range(10)
        )
        for n in range(500)
    )
    document = document_from_text(text)
    assert len(document.sentences) == 5000
    report = Checker(model=ScriptedNLI()).check_document(document)
    assert [v.sentence for v in report.verdicts] == list(range(5000))
