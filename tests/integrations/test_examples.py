from __future__ import annotations

from pathlib import Path

from mktestdocs import check_md_file

import consistency.integrations.spacy  # noqa: F401 - or it would take the stand-in for the class

PAGE = Path(__file__).resolve().parents[2] / "docs" / "integrations.md"


def test_the_page_of_examples_runs(scripted, monkeypatch) -> None:
    for name in ("consistency.checker.Checker", "consistency.integrations.spacy.Checker"):
        monkeypatch.setattr(name, lambda *args, **kwargs: scripted)
    check_md_file(PAGE, memory=True)
