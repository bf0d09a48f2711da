"""The verbs `audit` and `audit diff`: what they take, print and exit with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from consistency.cli import app
from consistency.errors import BadInput, BadSettings
from tests.audit_fakes import FakeFactory
from tests.fakes import ScriptedNLI


@pytest.fixture(autouse=True)
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.nli.load.load_model", lambda name: ScriptedNLI())
    monkeypatch.setattr(
        "consistency.audit.checking.CheckerFactory", lambda model, facts, settings: FakeFactory()
    )


def feed(path: Path, *texts: str) -> str:
    rows = [json.dumps({"id": f"n{n}", "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["audit", *arguments])


def test_an_audit_and_its_end(tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = feed(tmp_path / "feed.jsonl", "One tells it.", "Two tells it.")
    done = run(given, "--out", str(out), "--workers", "1")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("2 articles (2 stories): ")
    assert str(out / "summary.json") in done.stdout
    assert run("run", given, "--out", str(out), "--workers", "1").exit_code == 0
    again = run(given, "--out", str(out), "--chunk", "2")
    assert isinstance(again.exception, BadInput)
    with (tmp_path / "feed.jsonl").open("a") as file:
        file.write("{broken\n")
    partly = run(given, "--out", str(out), "--workers", "1", "--restart")
    assert partly.exit_code == 3, partly.output
    assert "1 error rows" in partly.stdout


def test_what_changed(tmp_path: Path) -> None:
    for name, texts in (("a", ["One tells it.", "Two tells it."]), ("b", ["One tells it."])):
        given = feed(tmp_path / f"{name}.jsonl", *texts)
        assert run(given, "--out", str(tmp_path / name), "--workers", "1").exit_code == 0
    told = run("diff", str(tmp_path / "a"), str(tmp_path / "b"))
    assert "1 articles gone" in told.stdout
    plain = run("diff", str(tmp_path / "a"), str(tmp_path / "b"), "-f", "json")
    assert json.loads(plain.stdout)["changes"]["articles gone"]["rows"] == [{"article": "n1"}]


@pytest.mark.parametrize(
    "wrong",
    [("--since", "yesterday"), ("--chunk", "0"), ("--engine", "abacus"), ("--column", "txt=body")],
)
def test_wrong_options_leave_nothing(tmp_path: Path, wrong: tuple[str, str]) -> None:
    given = feed(tmp_path / "feed.jsonl", "One tells it.")
    done = run(given, "--out", str(tmp_path / "out"), *wrong)
    assert isinstance(done.exception, BadSettings)
    assert not (tmp_path / "out").exists()
