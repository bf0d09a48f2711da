"""The commands, end to end on an invented benchmark with systems that need no model."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import eval.benchmarks
from eval import cli
from eval.benchmark import BadRow, Benchmark, Item
from eval.compare import load_comparison
from eval.report import errors, render
from eval.report.render import write_report
from tests.eval.invented import item, unit

NASTY = "</script><b>Tom & Jerry</b>"


def rows(data: Path) -> Iterator[Item | BadRow]:
    for n in range(24):
        faithful = n % 2 == 0
        peers = {"Good": 1.0 if faithful else n / 100, "Poor": (n * 7 % 5) / 5}
        one = unit(str(n), faithful=faithful, kind="" if faithful else f"k{n % 3}", peers=peers)
        yield replace(item(str(n // 2), one, NASTY), source="Four cats & a <b>dog</b>.")
    yield BadRow("rows.jsonl", 25, "no label")


BENCHMARK = Benchmark(
    "invented", "Invented <set>", "dev", "MIT", "here", "1", "by hand", "", ("rows.jsonl",), rows
)
TEST = replace(BENCHMARK, name="kept", title="Kept", role="test")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for place in (cli, eval.benchmarks):
        monkeypatch.setattr(place, "all_benchmarks", lambda: {"invented": BENCHMARK, "kept": TEST})
    monkeypatch.delenv("CONSISTENCY_DATA", raising=False)
    (tmp_path / "rows.jsonl").write_text("")
    return tmp_path


def call(*arguments: object) -> None:
    sys.argv = ["eval", *map(str, arguments)]
    cli.main()


def ask(data: Path, *more: str) -> Path:
    runs = data / "runs"
    systems = ("--system", "peers", "--system", "rouge-1")
    call("run", "--data", data, "--runs", runs, "--processes", 1, *systems, *more)
    return runs


@pytest.fixture(autouse=True)
def no_exit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typer ends the process after each command; here that only ends the call."""
    monkeypatch.setattr(cli, "app", lambda: cli_app(standalone_mode=False))


cli_app = cli.app


def test_run_then_report(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = ask(data)
    said = capsys.readouterr().err
    assert "[1/2] invented: 24 units, asked 3 systems" in said
    assert "not read: rows.jsonl:25: no label" in said
    ask(data)
    assert "all runs are complete" in capsys.readouterr().err
    call("report", "--runs", runs, "--to", data / "report")
    told = capsys.readouterr().out.split()
    assert [Path(t).name for t in told] == ["report.md", "report.tex", "report.html"]
    shown = (data / "report/report.md").read_text()
    assert re.search(r"\| peer:Good \| \*\*1\.000\*\*▲ ", shown)
    assert "rows.jsonl:25: no label" in shown


def test_benchmarks_side_by_side_say_what_they_say_one_by_one(data: Path) -> None:
    def answers(runs: Path) -> dict[str, list[str]]:
        files = [p for p in sorted(runs.glob("*/*.jsonl")) if p.name != "gold.jsonl"]
        return {str(p.relative_to(runs)): p.read_text().splitlines()[1:-1] for p in files}

    together = data / "together"
    ask(data, "--runs", together, "--processes", 2)
    assert answers(together) == answers(ask(data))
    assert len(answers(together)) == 6


def test_an_error_in_another_process_is_told_like_any_other(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        ask(data, "--processes", 2, "--system", "file:none.jsonl")
    said = capsys.readouterr().err
    assert "none.jsonl: cannot be read" in said


def test_compare_shows_a_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = ask(data)
    call("compare", "invented", "peer:Good", "peer:Poor", "--runs", runs)
    shown = capsys.readouterr().out
    assert "peer:Poor" in shown
    assert "rouge" not in shown


def test_same_runs_same_bytes(data: Path) -> None:
    runs = ask(data)
    pages = []
    for folder in ("one", "two"):
        told = [load_comparison(runs / "invented")]
        pages.append([path.read_bytes() for path in write_report(told, data / folder)])
    assert pages[0] == pages[1]


def test_the_page_stands_alone_and_nothing_in_a_row_can_break_it(data: Path) -> None:
    runs = ask(data)
    _, _, page = write_report([load_comparison(runs / "invented")], data / "report")
    text = page.read_text()
    assert "Invented &lt;set&gt;" in text
    assert NASTY not in text
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text.replace("http://www.w3.org", ""))
    carried = re.search(r'class="errors">(.*?)</script>', text, re.DOTALL)
    told = json.loads(carried[1])
    assert told["systems"] == ["peer:Good"] or told["rows"]
    assert all(row["text"] == NASTY[:4] for row in told["rows"])


def test_a_page_of_several_sets_lists_some_errors_and_says_how_many_not(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "LISTED", 2)
    one = load_comparison(ask(data) / "invented", against="peer:Poor")
    whole = errors.error_data(one)
    assert whole["left_out"] == 0
    some = errors.error_data(one, 2)
    assert len(some["rows"]) == 2
    assert some["left_out"] == len(whole["rows"]) - 2 > 0
    assert [row for row in whole["rows"] if row in some["rows"]] == some["rows"]
    _, _, page = write_report([one, one], data / "report")
    left = f"2 of {len(whole['rows'])}, evenly from first to last"
    assert left in page.read_text()
    _, _, page = write_report([one], data / "report")
    assert left not in page.read_text()


def test_sentences_of_a_test_set_are_shown_only_on_demand(data: Path) -> None:
    runs = ask(data)
    told = [load_comparison(runs / "kept")]
    _, _, page = write_report(told, data / "report")
    assert 'class="errors"' not in page.read_text()
    _, _, page = write_report(told, data / "report", show_test=True)
    assert 'class="errors"' in page.read_text()


def test_list_says_what_is_at_hand(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("list", "--data", data)
    assert re.search(r"invented.*dev.*yes", capsys.readouterr().out)
    call("list")
    assert re.search(r"invented.*dev.*no", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "problem", "mend"),
    [
        (["run", "inventd", "--data", "{data}"], "no such benchmark", "did you mean invented?"),
        (["run", "--data", "{data}/none"], "no such folder", "name the folder"),
        (["run", "invented"], "not at hand without --data", "give --data DIR"),
        (
            ["run", "--data", "{data}", "--system", "rogue-1"],
            "no such system",
            "did you mean rouge-1?",
        ),
        (["report", "--runs", "{data}/none"], "holds no runs", "eval run"),
        (["compare", "invntd", "--runs", "{data}/runs"], "was not run yet", "mean invented?"),
        (["compare", "invented", "peer:Gud", "--runs", "{data}/runs"], "no run of it", "peer:Good"),
    ],
)
def test_errors_name_the_culprit_and_the_mend(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str, mend: str
) -> None:
    if "compare" in arguments:
        ask(data)
    with pytest.raises(SystemExit) as stop:
        call(*(a.format(data=data) for a in arguments))
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert problem in said
    assert mend in said


def test_thresholds_come_from_the_dev_half(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = ask(data)
    call("compare", "kept", "--runs", runs, "--threshold-from", "invented")
    assert "peer:Good" in capsys.readouterr().out
    told = load_comparison(runs / "kept", dev=runs / "invented")
    assert {graded.threshold for graded in told.systems} == {"chosen on invented"}
