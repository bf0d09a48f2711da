"""A TOML file makes any table a benchmark; what it may not say is named."""

from __future__ import annotations

from pathlib import Path

import datasets
import pytest

from consistency.errors import BadSettings
from eval.benchmark import BadRow, Item
from eval.benchmarks import load

DESCRIPTION = """
name = "mine"
files = ["{file}"]
[columns]
text = "claim"
source = "document"
label = "verdict"
id = "n"
kind = "error"
pair = "group"
article = "url"
[labels]
Supported = "faithful"
refuted = "contradiction"
"""
CSV = """n,claim,document,verdict,error,group,url
1,It is so.,It is so.,supported,,g,u
2,It is not.,It is so.,refuted,negation,g,u
3,It is not.,It is so.,perhaps,,,
4,,It is so.,refuted,,,
"""


def described(tmp_path: Path, text: str) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    return str(path)


def test_a_csv_file(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(CSV)
    found = list(load(described(tmp_path, DESCRIPTION.format(file="rows.csv"))).read(tmp_path))
    (first, second), bad = found[:2], found[2:]
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.id, first.article, first.units[0].pair) == ("1", "u", "g")
    assert (first.units[0].faithful, first.units[0].label) == (True, None)
    assert (second.units[0].faithful, second.units[0].label) == (False, "contradiction")
    assert second.units[0].kinds == ("negation",)
    assert [(b.line, "'verdict'" in b.reason, "'claim'" in b.reason) for b in bad] == [
        (4, True, False),
        (5, False, True),
    ]


def test_a_folder_saved_by_datasets(tmp_path: Path) -> None:
    rows = {"claim": ["It is so."] * 2, "document": ["It is so."] * 2, "verdict": [1, 0]}
    datasets.Dataset.from_dict(rows).save_to_disk(tmp_path / "saved")
    text = 'name = "mine"\nfiles = ["saved"]\n[columns]\n'
    text += 'text = "claim"\nsource = "document"\nlabel = "verdict"\n'
    found = list(load(described(tmp_path, text)).read(tmp_path))
    assert not any(isinstance(item, BadRow) for item in found)
    assert [item.units[0].faithful for item in found] == [True, False]
    assert found[0].article == found[1].article


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "own.py"),
        ('name = "x"', "files"),
        (DESCRIPTION.format(file="x").replace("text =", "txet ="), "txet"),
        (DESCRIPTION.format(file="x").replace('"contradiction"', '"wrong"'), "cannot mean wrong"),
        ('rolle = "dev"\n' + DESCRIPTION.format(file="x"), "rolle"),
    ],
)
def test_a_wrong_description_is_named(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"mine\.toml") as caught:
        load(described(tmp_path, text))
    assert said in str(caught.value)


def test_a_missing_description_is_named() -> None:
    with pytest.raises(BadSettings, match=r"nowhere\.toml"):
        load("nowhere.toml")
