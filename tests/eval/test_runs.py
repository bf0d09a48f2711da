"""Runs are saved as they go, go on where they stopped, and say what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from consistency.domain import ModelInfo, Span
from consistency.errors import BadInput
from eval.benchmark import BadRow, Benchmark, Item
from eval.execute import BATCH, execute
from eval.gold import FILE, Gold, load_gold, read_gold
from eval.runs import Answer, Cited, Found, SystemInfo, file_name, load_run
from eval.systems.base import System, Task
from tests.eval.invented import gold, item, unit


class Scripted(System):
    """Scores by the length of the id; can be killed, and can fail on an item."""

    def __init__(self, code: str = "1", killed_at: int | None = None) -> None:
        self.code, self.killed_at = code, killed_at
        self.asked: list[str] = []

    @property
    def info(self) -> SystemInfo:
        return SystemInfo("scripted", {"by": "length"}, model=ModelInfo("m", "0"), code=self.code)

    def judge(self, task: Task) -> tuple[Answer, ...]:
        if self.killed_at == len(self.asked):
            raise KeyboardInterrupt
        self.asked.append(task.id)
        if task.id == "5":
            raise BadInput("5", "is no English", "translate it")
        finding = Found("number-changed", Span(0, 2), "“40”; 14", 0.9)
        cited = (Cited("Evidence.", 0.25, None),)
        return tuple(
            Answer(u.id, len(u.id) / 10, "contradicted", (0.1, 0.2, 0.7), (finding,), cited)
            for u in task.units
        )


@pytest.fixture
def of() -> Gold:
    return gold(*(item(str(n // 3), unit(str(n), faithful=n % 2 == 0)) for n in range(10 * BATCH)))


def path_of(folder: Path, name: str = "scripted") -> Path:
    return folder / "invented" / file_name(name)


def test_a_run_comes_back_as_it_was_written(of: Gold, tmp_path: Path) -> None:
    told: list[int] = []
    assert execute(of, [Scripted()], tmp_path, told.append) == ["scripted"]
    run = load_run(path_of(tmp_path))
    assert run.complete
    assert told == list(range(BATCH, 10 * BATCH + 1, BATCH))
    assert list(run.answers) == [u.id for _, u in of.units]
    assert run.answers["12"].score == 0.2
    assert run.answers["12"].findings[0].span == Span(0, 2)
    assert run.header.revision == of.revision
    assert run.header.system == Scripted().info


def test_one_bad_item_is_an_error_row(of: Gold, tmp_path: Path) -> None:
    execute(of, [Scripted()], tmp_path)
    answer = load_run(path_of(tmp_path)).answers["5"]
    assert answer.score is None
    assert answer.verdict == "unchecked"
    assert answer.error == "5: is no English; translate it"


def test_a_complete_run_is_not_asked_again(of: Gold, tmp_path: Path) -> None:
    execute(of, [Scripted()], tmp_path)
    again = Scripted()
    assert execute(of, [again], tmp_path) == []
    assert again.asked == []


def test_a_killed_run_goes_on_with_the_same_answers(of: Gold, tmp_path: Path) -> None:
    execute(of, [Scripted()], tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        execute(of, [Scripted(killed_at=8 * BATCH + 3)], tmp_path)
    half = load_run(path_of(tmp_path))
    assert not half.complete
    assert len(half.answers) == 8 * BATCH
    with path_of(tmp_path).open("a") as file:
        file.write('{"id": "32", "sco')  # killed in the middle of a line
    rest = Scripted()
    execute(of, [rest], tmp_path)
    assert len(rest.asked) == 2 * BATCH
    assert load_run(path_of(tmp_path)).answers == load_run(path_of(tmp_path / "whole")).answers


def test_a_changed_system_puts_the_old_run_aside(of: Gold, tmp_path: Path) -> None:
    execute(of, [Scripted("1")], tmp_path)
    execute(of, [Scripted("2")], tmp_path)
    paths = sorted((tmp_path / "invented").glob("scripted*"))
    assert [load_run(p).header.system.code for p in paths] == ["2", "1"]
    assert load_run(paths[1]).name.startswith("scripted@")


def test_an_unfinished_run_of_another_system_is_not_continued(of: Gold, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        execute(of, [Scripted("1", killed_at=8 * BATCH + 3)], tmp_path)
    fresh = Scripted("2")
    execute(of, [fresh], tmp_path)
    assert len(fresh.asked) == len(of.items)


def lines(folder: Path) -> list[str]:
    return path_of(folder).read_text().splitlines(keepends=True)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda rows: [], "no whole line"),
        (lambda rows: [rows[0].replace('"format": 1', '"format": 9'), *rows[1:]], "of format 9"),
        (lambda rows: ["{}\n", *rows[1:]], "does not parse"),
        (lambda rows: [rows[0], "not json\n", *rows[2:]], "does not parse"),
        (lambda rows: [*rows[:2], *rows[1:]], "a second time"),
        (lambda rows: [rows[0], *rows[2:]], "39 answers where 40 were due"),
        (lambda rows: [*rows, rows[1]], "after the last line"),
    ],
)
def test_damage_is_named(of: Gold, tmp_path: Path, damage, reason: str) -> None:
    execute(of, [Scripted()], tmp_path)
    path_of(tmp_path).write_text("".join(damage(lines(tmp_path))))
    with pytest.raises(BadInput, match=reason):
        load_run(path_of(tmp_path))


def test_no_score_is_ever_nan() -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        Answer("a", float("nan"))


def test_systems_never_see_the_gold(of: Gold) -> None:
    task = Task.of(of.items[1], pair=False)
    assert not {"faithful", "kinds", "wrong", "visible", "label", "pair"} & set(
        type(task.units[0]).__slots__
    )


def test_gold_comes_back_and_its_revision_holds_it(of: Gold, tmp_path: Path) -> None:
    path = tmp_path / FILE
    of.save(path)
    assert load_gold(path) == of
    path.write_text(path.read_text().replace('"Text"', '"Tent"', 1))
    with pytest.raises(BadInput, match="changed since"):
        load_gold(path)
    path.write_text("{")
    with pytest.raises(BadInput, match="is damaged"):
        load_gold(path)


def test_revision_knows_every_answer_but_not_the_peers() -> None:
    plain = gold(item("a", unit("a")))
    assert plain.revision != gold(item("a", unit("a", faithful=False))).revision
    assert plain.revision != gold(item("a", unit("a", label="neutral"))).revision
    assert plain.revision == gold(item("a", unit("a", peers={"p": 0.5}))).revision


def benchmark(rows: Sequence[Item | BadRow]) -> Benchmark:
    return Benchmark("b", "B", "dev", "", "", "", "", "", (), lambda data: iter(rows))


def test_reading_reports_bad_rows_and_refuses_unsound_ones() -> None:
    good, bad = item("a", unit("a")), BadRow("f", 2, "no label")
    assert read_gold(benchmark([good, bad]), Path()).bad == (bad,)
    with pytest.raises(BadInput, match="not one row can be read; the first of 1: no label"):
        read_gold(benchmark([bad]), Path())
    with pytest.raises(BadInput, match="more than once"):
        read_gold(benchmark([good, good]), Path())
    far = replace(good, units=(replace(good.units[0], span=Span(0, 99)),))
    with pytest.raises(BadInput, match="outside its text"):
        read_gold(benchmark([far]), Path())


def test_tasks_of_one_source_are_asked_behind_each_other(tmp_path: Path) -> None:
    sources = {"0": "A.", "1": "B.", "2": "A.", "3": "B."}
    of = gold(*(replace(item(n, unit(n)), source=source) for n, source in sources.items()))
    system = Scripted()
    execute(of, [system], tmp_path)
    assert system.asked == ["0", "2", "1", "3"]
