"""Files are read row by row, and whatever is broken is reported where it stands."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from consistency.domain import Span
from eval.benchmark import BadRow
from eval.benchmarks.reading import Unusable, majority, scores
from eval.benchmarks.rows import Raw, find, rows
from eval.benchmarks.spans import agreed, at, places


def test_the_first_form_at_hand_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("x\n1\n")
    assert find(tmp_path, ("a.jsonl", "b.csv"), "here") == [tmp_path / "b.csv"]
    (tmp_path / "a.jsonl").write_text("{}")
    assert find(tmp_path, ("a.jsonl", "b.csv"), "here") == [tmp_path / "a.jsonl"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none of a\.jsonl .*https://x.*put it there"):
        find(tmp_path, ("a.jsonl",), "https://x")


def read(path: Path, content: bytes) -> list[Raw | BadRow]:
    path.write_bytes(content)
    return list(rows(path.parent, (path.name,), "here"))


def test_lines_of_cells_with_line_breaks(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", b'\xef\xbb\xbfx,y\n"one\ntwo",2\n3\n4,5\n')
    assert found == [
        Raw("a.csv", 2, {"x": "one\ntwo", "y": "2"}),
        BadRow("a.csv", 4, "1 cells under 2 column names"),
        Raw("a.csv", 5, {"x": "4", "y": "5"}),
    ]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.jsonl", b'{"x": 1}\n\xff\n{"x": 2}\n', 2),
        ("a.jsonl", b'{"x": 1}\n[1]\n{"x": 2}\n', 2),
        ("a.json", b'[{"x": 1}, 3, {"x": 2}]', 2),
    ],
)
def test_a_broken_row_does_not_stop_the_others(
    name: str, content: bytes, line: int, tmp_path: Path
) -> None:
    first, broken, last = read(tmp_path / name, content)
    assert isinstance(first, Raw)
    assert isinstance(last, Raw)
    assert isinstance(broken, BadRow)
    assert broken.line == line


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"[{"),
        ("a.json", b"3"),
        ("a.parquet", b"not parquet"),
        ("a.arrow", b"not arrow"),
        ("a.jsonl.gz", gzip.compress(json.dumps({"x": 1}).encode())[:-9]),
        ("a.csv", b"x\n\xff\n"),
        ("a.txt", b"x"),
    ],
)
def test_a_broken_file_is_one_bad_row(name: str, content: bytes, tmp_path: Path) -> None:
    *_, last = read(tmp_path / name, content)
    assert isinstance(last, BadRow)
    assert last.file == name


def test_majority_is_more_than_half() -> None:
    assert majority(["a", "b", "a"]) == "a"
    for votes in ([], ["a", "b"], ["a", "a", "b", "c"]):
        with pytest.raises(Unusable, match="no majority"):
            majority(votes)


def test_scores_keep_only_numbers() -> None:
    raw = {"a": "0.5", "b": None, "c": float("nan"), "d": 1, "e": "n/a", "f": float("inf")}
    assert scores(raw) == {"a": 0.5, "d": 1.0}


def test_spans() -> None:
    text = "the cat and the dog"
    assert list(places(text, "the")) == [Span(0, 3), Span(12, 15)]
    assert list(places(text, "")) == []
    assert at(text, 4, 7, "cat") == Span(4, 7)
    with pytest.raises(Unusable, match="does not stand at 0 to 3"):
        at(text, 0, 3, "cat")
    marks = [("a", "the cat"), ("b", "cat and"), ("c", "dog"), ("c", "cow")]
    assert agreed(text, marks, 3) == [Span(4, 7)]
    assert agreed(text, marks, 4) == []
