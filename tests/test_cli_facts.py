"""`consistency facts` as its user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from consistency.cli import app
from tests.facts import fakes

runner = CliRunner()


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("consistency.facts.record.embed", fakes.embed)
    monkeypatch.setattr("consistency.facts.base.embed", fakes.embed)
    path = str(tmp_path / "base")
    monkeypatch.setenv("CONSISTENCY_FACTS", path)
    return path


def run(*arguments: str, code: int = 0) -> str:
    outcome = runner.invoke(app, ["facts", *arguments])
    assert outcome.exit_code == code, outcome.output
    return outcome.stdout


def test_add_search_list_remove(base: str) -> None:
    told = run(
        "add", "Acme is based in Lyon.", "--from", "2020", "--tag", "firm", "--origin", "Ann"
    )
    assert told == "1 added, 0 known already\n"
    assert run("add", "acme is based  in Lyon", "--from", "2020") == "0 added, 1 known already\n"
    run("add", "Beta is based in Nice.", "--to", "2019-12-31")
    assert "Acme is based in Lyon.  [since 2020]  (Ann)" in run("search", "Where is Acme based?")
    now = json.loads(run("search", "based", "--date", "2021-06-01", "-f", "json"))
    assert [row["text"] for row in now] == ["Acme is based in Lyon."]
    assert now[0]["valid_from"] == "2020"
    listed = json.loads(run("list", "-f", "json"))
    assert len(listed) == 2
    assert run("remove", listed[0]["id"][:10]) == "1 removed\n"
    stats = json.loads(run("stats", "-f", "json"))
    assert stats["facts"] == 1


def test_import_export_and_back(base: str, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("s,p,o,since\nFrance,P36,Paris,\nFrance,P6,Jean Castex,2020-07-03\nX,P6,,\n")
    named = {"subject": "s", "relation": "p", "object": "o", "valid_from": "since"}
    maps = [f"--map={field}={column}" for field, column in named.items()]
    told = run("import", str(table), "--as", "triples", *maps, code=3)
    assert told == "2 added, 0 known already, 1 left out\n"
    kept = sorted(run("export").splitlines())
    for suffix in (".jsonl", ".csv", ".parquet"):
        out = str(tmp_path / f"out{suffix}")
        run("export", "--out", out)
        other = str(tmp_path / f"other{suffix}")
        assert run("import", out, "--base", other) == "2 added, 0 known already\n"
        assert sorted(run("export", "--base", other).splitlines()) == kept


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("search", "x"), "no fact base"),
        (("add", "x", "--from", "soon"), "soon"),
        (("add", "x", "--from", "2022", "--to", "2021"), "before"),
        (("import", "x.txt", "--as", "poem"), "poem"),
        (("import", "x.txt", "--map", "text"), "pair"),
        (("remove",), "nothing was named"),
    ],
)
def test_bad_use_names_the_mend(base: str, arguments: tuple[str, ...], word: str) -> None:
    outcome = runner.invoke(app, ["facts", *arguments])
    assert word in str(outcome.exception)
