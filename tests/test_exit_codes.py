"""docs/exit-codes.md, line by line, through the real command with a scripted model."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consistency import cli
from consistency.domain import Pair, Scores
from consistency.exit_codes import ExitCode
from tests.fakes import NEUTRAL, ScriptedNLI

PAGE = Path(__file__).resolve().parents[1] / "docs" / "exit-codes.md"
GOOD = "Acme hired 14 people in Paris. The council met on Monday.\n"
BAD = GOOD.replace("14", "40")
WARNED = f"{GOOD}\n[ad_1]\n"
FACTS = "Acme hired 14 people in Paris.\nThe council met on Monday.\n"
BUDGET = ("--fail-on", "warning", "--budget", "warning=1")
LONG = f"{GOOD}\nThe council met and {'voted and ' * 2000}went home.\n"


def documented() -> dict[str, int]:
    """The cases of the page, each with the code of its section."""
    found = {}
    code = -1
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"## (\d+):", line):
            code = int(match.group(1))
        elif (match := re.match(r"\| ([^|]+) \|", line)) and match.group(1) != "case":
            found[match.group(1)] = code
    return found


class Desk:
    """A folder with articles and facts, and the arguments to check them with."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.write("facts.txt", FACTS)
        self.model: ScriptedNLI | None = ScriptedNLI(_answer)

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def check(self, text: str, *more: str) -> list[str]:
        """Checks a text against the facts."""
        facts = ("--facts", self.path("facts.txt"), "--no-starter")
        return ["check", self.write("article.txt", text), *facts, *more]

    def run(self, arguments: list[str]) -> int:
        self.monkeypatch.setattr(sys, "argv", ["consistency", *arguments])
        if self.model is not None:
            self.monkeypatch.setattr("consistency.checker.load_model", lambda *_: self.model)
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        return int(stopped.value.code or 0)


def _answer(pair: Pair) -> Scores | None:
    if "reopened" in pair.hypothesis:
        return Scores(0.4, 0.5, 0.1)
    return None if len(pair.hypothesis) > 5000 else NEUTRAL


def _baselined(desk: Desk, before: str, now: str) -> list[str]:
    path = desk.path("known.json")
    assert desk.run(desk.check(before, "--baseline", path, "--grow-baseline")) == 0
    return desk.check(now, "--baseline", path)


def _without_model(desk: Desk) -> list[str]:
    desk.model = None
    return desk.check(GOOD, "--model", desk.path("nowhere"))


def _unsure(desk: Desk) -> list[str]:
    """The model leans neither way on a sentence, so that a person has to."""
    desk.model = ScriptedNLI(lambda _: Scores(0.4, 0.5, 0.1))
    text = "Acme took on people in Paris. The council met on Monday.\n"
    return desk.check(text, "--source", desk.path("facts.txt"), "--budget", "review=0")


def _raising(desk: Desk, error: type[BaseException]) -> list[str]:
    def fail(*_: object) -> None:
        raise error

    desk.monkeypatch.setattr("consistency.checker.Checker.analyse", fail)
    return desk.check(GOOD)


CASES: dict[str, Callable[[Desk], list[str]]] = {
    "supported": lambda d: d.check(GOOD),
    "below the gate": lambda d: d.check(WARNED),
    "never": lambda d: d.check(BAD, "--fail-on", "never"),
    "within budget": lambda d: d.check(WARNED, *BUDGET),
    "suppressed": lambda d: d.check(
        BAD.replace(" The", " <!-- consistency: ignore FC301 -- as agreed --> The")
    ),
    "baselined": lambda d: _baselined(d, BAD, f"A new heading\n\n{BAD}"),
    "less sure": lambda d: d.check(BAD, "--min-probability", "1"),
    "error": lambda d: d.check(BAD),
    "warning": lambda d: d.check(WARNED, "--fail-on", "warning"),
    "severity": lambda d: d.check(
        WARNED, "--config", d.write("mine.toml", 'severities = { FC4 = "error" }')
    ),
    "over budget": lambda d: d.check(f"{WARNED}\n[ad_2]\n", *BUDGET),
    "new beside the baseline": lambda d: _baselined(d, BAD, BAD.replace("40", "41")),
    "suppression misspelt": lambda d: d.check(f"<!-- consistency: ignore FC999 -->{BAD}"),
    "error and unchecked": lambda d: d.check(LONG.replace("14", "40")),
    "one of several": lambda d: [*d.check(GOOD), d.write("second.txt", BAD)],
    "no article": lambda d: ["check", d.path("nowhere.txt")],
    "empty article": lambda d: d.check(" \n"),
    "no facts file": lambda d: [*d.check(GOOD), "--facts", d.path("nowhere.txt")],
    "empty facts file": lambda d: [*d.check(GOOD), "--facts", d.write("none.txt", "\n")],
    "no source": lambda d: d.check(GOOD, "--source", d.path("nowhere.txt")),
    "no model": _without_model,
    "no baseline": lambda d: d.check(GOOD, "--baseline", d.path("nowhere.json")),
    "broken baseline": lambda d: d.check(GOOD, "--baseline", d.write("known.json", "[]")),
    "update without baseline": lambda d: d.check(GOOD, "--update-baseline"),
    "unknown format": lambda d: d.check(GOOD, "-f", "xml"),
    "unknown suffix": lambda d: d.check(GOOD, "-o", d.path("report.pdf")),
    "unknown option": lambda d: d.check(GOOD, "--wrong"),
    "unknown rule": lambda d: d.check(GOOD, "--select", "FC999"),
    "no rule left": lambda d: d.check(GOOD, "--ignore", "FC"),
    "unknown budget": lambda d: d.check(GOOD, "--budget", "warnings=1"),
    "broken settings": lambda d: d.check(GOOD, "--config", d.write("mine.toml", "select = ")),
    "one source for two": lambda d: [
        *d.check(GOOD, "--source", d.path("facts.txt")),
        d.write("second.txt", GOOD),
    ],
    "unreadable among several": lambda d: [*d.check(GOOD), d.path("nowhere.txt")],
    "nothing known": lambda d: d.check("The mayor of Norvik resigned after the storm.\n"),
    "nothing stated": lambda d: d.check("12 34 56\n\n---\n\n***\n"),
    "too long": lambda d: d.check(LONG),
    "review": _unsure,
    "crash": lambda d: _raising(d, RuntimeError),
    "interrupt": lambda d: _raising(d, KeyboardInterrupt),
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return Desk(tmp_path, monkeypatch)


def test_every_documented_case_is_run_and_every_code_has_one() -> None:
    assert {*CASES, "timeout"} == set(documented())
    assert set(documented().values()) == {int(code) for code in ExitCode}


@pytest.mark.parametrize("case", CASES)
def test_exit_code(desk: Desk, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = desk.run(CASES[case](desk))
    told = capsys.readouterr()
    assert code == documented()[case], told
    assert ("Traceback" in told.err) is (case == "crash")


def test_a_timeout_ends_the_program_red(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(GOOD)
    report = tmp_path / "report.json"
    report.write_text("of yesterday")
    command = [sys.executable, "-m", "consistency", "check", str(article), "-o", str(report)]
    done = subprocess.run([*command, "--timeout", "0"], check=False, capture_output=True)
    assert done.returncode == documented()["timeout"] == ExitCode.UNCHECKED
    assert b"time ran out" in done.stderr
    assert not report.exists(), "an old report must not pass for this run's"


def test_files_of_every_format_beside_what_is_printed(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["r.html", "r.sarif", "r.xml", "r.csv", "r.json", "r.txt"]
    wanted = [one for name in names for one in ("-o", desk.path(name))]
    assert desk.run([*desk.check(BAD, *wanted), desk.path("nowhere.txt")]) == ExitCode.USAGE
    told = capsys.readouterr()
    assert "FC301" in told.out
    assert "nowhere.txt" in told.err
    for name in names:
        written = (desk.folder / name).read_text(encoding="utf-8")
        assert "FC301" in written
        assert "nowhere.txt" in written, "what could not be read stands in every file"


@pytest.mark.parametrize("name", ["article.txt", "facts.txt", "one.wire.txt"])
def test_a_report_never_takes_the_place_of_an_input(desk: Desk, name: str) -> None:
    desk.write("article.wire.txt", GOOD)
    desk.write("one.wire.txt", GOOD)
    articles = [*desk.check(GOOD), desk.write("one.txt", GOOD)]
    before = (desk.folder / name).read_text()
    source = ("--source", desk.path("{stem}.wire.txt"))
    assert desk.run([*articles, *source, "-o", f"./{name}"]) == ExitCode.USAGE
    assert (desk.folder / name).read_text() == before


def test_auto_is_github_in_a_workflow(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.monkeypatch.setenv("GITHUB_ACTIONS", "true")
    desk.run(desk.check(BAD))
    assert capsys.readouterr().out.startswith("::error file=")
    desk.run(desk.check(BAD, "-f", "text"))
    assert capsys.readouterr().out.startswith("error[FC301]")


def test_a_source_for_each_of_several_articles(desk: Desk) -> None:
    for name in ("one", "two"):
        desk.write(f"{name}.wire.txt", GOOD)
    articles = [desk.write("one.txt", GOOD), desk.write("two.txt", BAD)]
    pattern = desk.path("{stem}.wire.txt")
    assert desk.run(["check", *articles, "--source", pattern]) == ExitCode.FAILED
    assert desk.run(["check", articles[0], "--source", pattern]) == ExitCode.PASSED


def test_a_baseline_shrinks_and_grows_only_when_told(desk: Desk) -> None:
    path = desk.path("known.json")
    assert desk.run(_baselined(desk, BAD, BAD)) == ExitCode.PASSED
    worse = f"{BAD}\nAcme hired 50 people in Paris.\n"
    assert desk.run(desk.check(worse, "--baseline", path, "--update-baseline")) == 1
    assert Path(path).read_text().count('"count": 1') == 1, "an update does not grow it"
    assert desk.run(desk.check(GOOD, "--baseline", path, "--update-baseline")) == 0
    assert '"findings": []' in Path(path).read_text()
    assert desk.run(desk.check(BAD, "--baseline", path)) == ExitCode.FAILED
