from __future__ import annotations

import re
from pathlib import Path

import pytest

from consistency.domain import Severity
from consistency.errors import BadSettings
from consistency.settings import Settings, load_settings, load_settings_for_others


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fail_on": "always"}, "'always' is no level"),
        ({"fail_onn": "error"}, "did you mean fail_on"),
        ({"select": ("XX1",)}, "XX1"),
        ({"select": 3}, "no list of rule codes"),
        ({"min_probability": 1.5}, "no probability"),
        ({"min_probability": True}, "no probability"),
        ({"thresholds": {"contradikt": 0.5}}, "did you mean contradict"),
        ({"thresholds": {"contradict": "high"}}, "no probability"),
        ({"severities": {"FC301": "never"}}, "under ignore"),
        ({"severities": {"": "note"}}, "not one rule code"),
        ({"severities": {"FC3,FC4": "note"}}, "not one rule code"),
        ({"complete": "yes"}, "neither true nor false"),
    ],
)
def test_a_wrong_setting_names_culprit_and_mend(changes: dict, words: str) -> None:
    with pytest.raises(BadSettings, match=words):
        Settings().changed(**changes)


def test_plain_values_become_typed_ones() -> None:
    settings = Settings().changed(
        select="fc1,FC301", fail_on="never", severities={"FC301": "note"}, thresholds={"support": 1}
    )
    assert settings.select == ("FC1", "FC301")
    assert settings.fail_on is None
    assert settings.severities == {"FC301": Severity.NOTE}
    assert settings.thresholds.given() == {"support": 1.0}


def test_nearest_file_wins_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "consistency.toml").write_text('fail-on = "warning"\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    settings, origins = load_settings()
    assert settings.fail_on is Severity.WARNING
    assert origins == {"fail_on": str(tmp_path / "consistency.toml")}


def test_pyproject_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.consistency]\nignore = ["FC4"]\n')
    monkeypatch.chdir(tmp_path)
    assert load_settings()[0].ignore == ("FC4",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.toml", "fail_on = "),
        ("mine.toml", 'nonsense = "x"'),
        ("mine.toml", 'fail_on = "x"'),
        ("mine.toml", f"min_probability = {'9' * 5000}"),
        ("mine.toml", f"select = {'[' * 5000}"),
        ("pyproject.toml", "tool = 3"),
        ("pyproject.toml", "[tool]\nconsistency = []"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(BadSettings, match=re.escape(name)):
        load_settings(str(path))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(BadSettings, match=r"nowhere\.toml"):
        load_settings("nowhere.toml")


def test_tables_below_ours_are_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project = tmp_path / "pyproject.toml"
    project.write_text("[tool.consistency.budgets]\nwarning = 2\n")
    assert load_settings()[0].budgets == {"warning": 2}
    # Another's file, broken, and with our table in a comment only.
    project.write_bytes(b'name = "caf\xe9\n# [tool.consistency]\n')
    assert load_settings() == (Settings(), {})


def test_comments_of_others_suppress_nothing_unless_the_settings_say_so(tmp_path: Path) -> None:
    path = tmp_path / "consistency.toml"
    path.write_text('fail_on = "note"\n')
    assert load_settings_for_others(str(path)).comments is False
    path.write_text("comments = true\n")
    assert load_settings_for_others(str(path)).comments is True
