"""Both formats from one real report."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from consistency import render
from consistency.checker import Checker
from consistency.domain import Report
from consistency.errors import BadSettings
from consistency.reports import text
from consistency.reports.formats import RENDERERS

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"
ARTICLE = "[ad_1]\n\nAcme hired 40 people in Paris. It “rained all day” in 日本 on Monday, he said."


@pytest.fixture(scope="module")
def report() -> Report:
    from tests.fakes import ScriptedNLI

    return Checker(ScriptedNLI()).check(ARTICLE, source="Acme hired 14 people in Paris.")


def test_json_keeps_its_schema(report: Report) -> None:
    plain = json.loads(render(report, "json"))
    jsonschema.validate(plain, json.loads(SCHEMA.read_text(encoding="utf-8")))
    finding = next(f for f in plain["findings"] if f["code"] == "FC301")
    assert ARTICLE[finding["start"] : finding["end"]] == finding["text"] == "40"
    assert finding["suggestion"] == "14"
    assert finding["evidence"][0]["text"] == "Acme hired 14 people in Paris."


@pytest.mark.parametrize("width", [60, 80, 140])
def test_marks_stand_under_the_wrong_words(report: Report, width: int) -> None:
    lines = text.render(report, width=width).splitlines()
    place = next(n for n, line in enumerate(lines) if "hired 40 people" in line)
    assert lines[place + 1].index("^") == lines[place].index("40")
    assert lines[place + 1].count("^") == 2


def test_no_colour_codes_unless_asked(report: Report) -> None:
    assert "\x1b[" not in text.render(report, colour=False)
    assert "\x1b[" in text.render(report, colour=True)


def test_tally(report: Report) -> None:
    assert "1 error" in render(report).splitlines()[-1]
    assert "failed" in render(report).splitlines()[-1]


def test_it_never_sounds_green_when_nothing_was_checked() -> None:
    from tests.fakes import ScriptedNLI

    silent = Checker(ScriptedNLI()).check("Is this a question?")
    assert "nothing could be checked" in render(silent)
    assert not silent.passed


def test_unknown_format(report: Report) -> None:
    with pytest.raises(BadSettings, match="xml"):
        render(report, "xml")


BETRAYED = (
    "Denmark denies secret talks with Norway\n\n"
    "On Monday, Denmark confirmed secret talks with Norway about the strait."
)


@pytest.fixture(scope="module")
def betrayed() -> Report:
    from tests.fakes import ScriptedNLI

    return Checker(ScriptedNLI()).check(BETRAYED)


def test_what_the_article_betrays_is_shown_with_both_places(betrayed: Report) -> None:
    plain = json.loads(render(betrayed, "json"))
    jsonschema.validate(plain, json.loads(SCHEMA.read_text(encoding="utf-8")))
    (finding,) = plain["findings"]
    against = finding["against"]
    assert BETRAYED[finding["start"] : finding["end"]] == "confirmed"
    assert BETRAYED[against["start"] : against["end"]] == against["text"] == "denies"
    lines = text.render(betrayed).splitlines()
    for words in ("confirmed", "denies"):
        place = next(n for n, line in enumerate(lines) if f"Denmark {words} secret" in line)
        assert lines[place + 1].strip(" |") == "^" * len(words)
        assert lines[place + 1].index("^") == lines[place].index(words)


@pytest.mark.parametrize("format", RENDERERS)
def test_every_format_tells_the_other_place(betrayed: Report, format: str) -> None:
    assert "denies" in render(betrayed, format)


def test_what_others_contradict_has_no_other_place(report: Report) -> None:
    assert all(f["against"] is None for f in json.loads(render(report, "json"))["findings"])
