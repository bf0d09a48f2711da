from __future__ import annotations

from pathlib import Path

import pytest

from consistency.domain import Severity
from consistency.errors import BadSettings
from consistency.settings import Settings, load_settings


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


@pytest.mark.parametrize("content", ["fail_on = ", 'nonsense = "x"', 'fail_on = "x"'])
def test_a_bad_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content)
    with pytest.raises(BadSettings, match=r"mine\.toml"):
        load_settings(str(path))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(BadSettings, match=r"nowhere\.toml"):
        load_settings("nowhere.toml")
