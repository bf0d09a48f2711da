"""One report, a golden file a format. `UPDATE_GOLDEN=1 pytest tests/reports` writes them anew."""

from __future__ import annotations

import csv
import json
import os
import re
import xml.etree.ElementTree as ET
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import jsonschema
import pytest

from consistency import render
from consistency.reports import html
from consistency.reports.formats import RENDERERS
from tests.reports.sample import GREEN, REPORT, TEXT, UNREAD

HERE = Path(__file__).parent
SUFFIX = {"text": "txt", "junit": "xml", "github": "github.txt"}
# From the npm package @microsoft/jest-sarif (MIT), which carries the schema of OASIS.
SARIF_SCHEMA = HERE / "sarif-2.1.0-rtm.5.json"
JSON_SCHEMA = HERE.parents[1] / "docs" / "report.schema.json"


def settled(text: str) -> str:
    """Without what changes with every release or touch of the style sheet."""
    text = text.replace(f'"version": "{version("spincheck-consistency")}"', '"version": "0"')
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", text, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-", text)


@pytest.mark.parametrize("format", RENDERERS)
def test_golden(format: str) -> None:
    path = HERE / "golden" / f"report.{SUFFIX.get(format, format)}"
    shown = settled(render(REPORT, format))
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(shown.encode())
    assert shown == path.read_bytes().decode()


@pytest.mark.parametrize("reports", [REPORT, (GREEN,), (REPORT, GREEN, UNREAD)])
def test_sarif_keeps_its_schema(reports) -> None:
    log = json.loads(render(reports, "sarif"))
    jsonschema.validate(log, json.loads(SARIF_SCHEMA.read_text(encoding="utf-8")))
    assert len(log["runs"]) == 1, "GitHub takes one run of a category"


@pytest.mark.parametrize("report", [REPORT, GREEN, UNREAD])
def test_json_keeps_its_schema(report) -> None:
    plain = json.loads(render(report, "json"))
    jsonschema.validate(plain, json.loads(JSON_SCHEMA.read_text(encoding="utf-8")))


def test_sarif_regions_and_fixes_count_characters_of_the_text() -> None:
    run = json.loads(render(REPORT, "sarif"))["runs"][0]
    result = next(r for r in run["results"] if r["ruleId"] == "FC301")
    region = result["locations"][0]["physicalLocation"]["region"]
    start = region["charOffset"]
    assert TEXT[start : start + region["charLength"]] == "40"
    assert TEXT.splitlines()[region["startLine"] - 1][region["startColumn"] - 1 :].startswith("40")
    deleted = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert deleted["deletedRegion"]["charOffset"] == start
    assert deleted["insertedContent"]["text"] == "14"


def test_sarif_keeps_what_is_suppressed_and_tells_new_from_known() -> None:
    run = json.loads(render(REPORT, "sarif"))["runs"][0]
    states = {
        r["ruleId"]: (r.get("baselineState"), [s["kind"] for s in r.get("suppressions", [])])
        for r in run["results"]
    }
    assert states["FC301"] == ("new", [])
    assert states["FC102"] == ("new", ["inSource"])
    assert states["FC201"] == ("unchanged", ["external"])
    assert not run["invocations"][0]["executionSuccessful"]


def test_sarif_is_cut_at_githubs_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.reports.sarif.MOST", 3)
    run = json.loads(render(REPORT, "sarif"))["runs"][0]
    assert len(run["results"]) == 3
    assert all("suppressions" not in r and r["level"] == "error" for r in run["results"])
    told = run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    assert "left out" in told


@pytest.mark.parametrize("format", ["junit", "sarif", "github", "csv", "html", "text", "json"])
def test_what_could_not_be_read_is_red_everywhere(format: str) -> None:
    assert "the file is empty" in render((GREEN, UNREAD), format)


def test_junit_counts_itself_and_is_green_only_where_the_article_passes() -> None:
    suites = ET.fromstring(render((REPORT, GREEN, UNREAD), "junit"))
    for suite, green in zip(suites, (False, True, False), strict=True):
        cases = suite.findall("testcase")
        for tag, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.get(name)) == sum(c.find(tag) is not None for c in cases)
        assert (suite.get("failures") == suite.get("errors") == "0") is green
        assert cases[-1].get("name") == "gate"


def test_csv_is_one_row_a_finding_and_no_formula() -> None:
    rows = list(csv.DictReader(StringIO(render(REPORT, "csv"), newline="")))
    assert [r["status"] for r in rows] == [
        "live",
        "live",
        "live",
        "live",
        "comment",
        "live",
        "baseline",
        "unchecked",
        "gate",
        "gate",
    ]
    assert rows[4]["text"] == "'=SUM(A1)"


def test_github_escapes_what_would_end_a_command() -> None:
    lines = render(REPORT, "github").splitlines()
    assert all(line.startswith("::") for line in lines)
    assert "%0Aknown" in next(line for line in lines if "FC301" in line)


def test_html_escapes_everything_and_needs_nothing_beside_it() -> None:
    page = render(REPORT, "html")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"\son\w+=|\sstyle=|https?://|url\(", page)
    assert html.content_security_policy() in page.replace("&#39;", "'")


def test_html_ids_are_unique_in_a_page_of_several_articles() -> None:
    page = render((REPORT, REPORT, GREEN, UNREAD), "html")
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_html_shows_the_words_of_the_article_once_and_in_order() -> None:
    page = render(REPORT, "html")
    article = page[page.index('<article class="text"') : page.index('<section class="findings"')]
    words = re.sub(r"&#8288;<sup>\d+</sup>|<[^>]+>|\s+", "", article)
    import html as escapes

    assert escapes.unescape(words) == re.sub(r"\s+", "", TEXT)
