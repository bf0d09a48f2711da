"""Docs cannot rot: generated pages are fresh, every verb has help, README code runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import typer.main
from mktestdocs import check_md_file

from consistency.cli import app
from consistency.nli.bundle import default_folder
from docs.generate import benchmarks, cli_page, readme, rules_page, scale, service, sets_page
from models.recipe.card import card

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("docs/rules.md", rules_page),
        ("docs/cli.md", cli_page),
        ("docs/benchmarks-sets.md", sets_page),
        ("docs/benchmarks.md", benchmarks),
        ("README.md", readme),
        ("docs/scale.md", scale),
        ("models/default/MODEL_CARD.md", partial(card, default_folder())),
        ("docs/service.md", service),
    ],
)
def test_generated_page_is_fresh(name: str, page) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_verb_has_help() -> None:
    for name, command in typer.main.get_command(app).commands.items():
        assert command.help, name


def test_readme_code_runs() -> None:
    check_md_file(ROOT / "README.md", memory=True)


def test_code_of_the_page_on_facts_runs() -> None:
    check_md_file(ROOT / "docs" / "facts.md", memory=True)


def test_gate_page_code_runs() -> None:
    check_md_file(ROOT / "docs" / "gate.md", memory=True)
