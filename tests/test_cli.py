"""The verbs beside `check`, which tests/test_bad_input.py drives for real."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from consistency.cli import app

DEMO = Path(__file__).resolve().parents[1] / "examples" / "demo"
runner = CliRunner()


def run(*arguments: str, code: int = 0) -> str:
    outcome = runner.invoke(app, arguments)
    assert outcome.exit_code == code, outcome.output
    return outcome.stdout


def test_rules() -> None:
    listed = run("rules")
    assert "FC104  error    relation-flipped" in listed
    page = run("rules", "FC104")
    assert "Cannot see" in page
    assert "‹to› Ukraine" in page


def test_model_proves_itself() -> None:
    assert "self-test: 8 of 8 canonical pairs" in run("model")


def test_config_says_where_settings_come_from(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('fail_on = "note"\n')
    shown = run("config", "--config", str(path))
    assert f'fail_on = "note"  # {path}' in shown
    assert "complete = false  # default" in shown


def test_explain() -> None:
    article, source = str(DEMO / "spun.txt"), str(DEMO / "source.txt")
    shown = run("explain", article, "--source", source, "--sentence", "7")
    for word in ("verdict:", "thresholds:", "evidence", "entail", "event:"):
        assert word in shown


def test_version() -> None:
    assert run("--version").startswith("spincheck-consistency ")


@pytest.mark.parametrize("verb", ["check", "explain", "rules", "model", "config"])
def test_help(verb: str) -> None:
    assert "Usage" in run(verb, "--help")
