"""Whatever stands in an article, a fact, a name or a comment: no format breaks, no page runs it."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consistency import render
from consistency.domain import Document, Evidence, Report, Span, Suppressed, SuppressedBy, Verdict
from tests.reports.sample import GREEN, NUMBER, REPORT, fact

ATTACKS = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>-->",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "&lt;script&gt;",
    "<a href='data:text/html,<script>alert(1)</script>'>",
    "\x00<scr\x00ipt>",
    "\u202egnp.exe\u2066<b>",
    "::error::x\n::set-output name=a::b\r::stop-commands::x",
    "\x1b]0;title\x07\x1b[31m",
    '=HYPERLINK("http://x")',
    "%0A%0D::warning::",
)
VOID = {"meta", "link", "input", "rect"}


def report_of(text: str) -> Report:
    """A report with the text in every place that comes from outside."""
    words = text or " "
    sentence = replace(
        REPORT.document.sentences[2], index=0, span=Span(0, len(words)), text=words, offsets=None
    )
    evidence = Evidence(0, (replace(fact(words, 1), ref=words, id=words),), None)
    finding = replace(
        NUMBER,
        sentence=0,
        span=Span(0, max(1, len(words) // 2)),
        text=words,
        message=words,
        evidence=(evidence,),
        suggestion=words,
        against=Span(0, 1),
    )
    verdict = Verdict(0, REPORT.verdicts[2].kind, 0.5, evidence, words)
    return replace(
        REPORT,
        document=Document(words, words, (sentence,)),
        verdicts=(verdict,),
        findings=(finding,),
        suppressed=(Suppressed(finding, SuppressedBy.COMMENT, words),),
        errors=(words,),
        notes=(words,),
        model=replace(REPORT.model, id=words),
    )


class Shape(HTMLParser):
    """The tags of a page with the names of their attributes, and whether they are balanced."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *sorted(name for name, _ in attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *sorted(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


KNOWN_TAGS = set(Shape(render((REPORT, GREEN), "html")).tags) | {("sup",), ("del",), ("ins",)}


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks(attack: str) -> None:
    check(attack)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@example("\r")
@example("\ud7ff\ufffe\U0010ffff\x85\u2028")
def test_any_text(text: str) -> None:
    check(text)


def check(text: str) -> None:
    report = report_of(text)
    shape = Shape(render(report, "html"))
    assert set(shape.tags) <= KNOWN_TAGS
    assert shape.tags.count(("script",)) == 1
    assert shape.open == []
    assert ET.fromstring(render(report, "junit")).find("testsuite") is not None
    assert len(json.loads(render(report, "sarif"))["runs"][0]["results"]) == 3
    assert json.loads(render(report, "json"))["document"]["id"] == (text or " ")
    rows = list(csv.DictReader(StringIO(render(report, "csv"), newline="")))
    assert [row["status"] for row in rows] == ["live", "comment", "unchecked", "gate", "gate"]
    assert all(not row["text"].startswith(("=", "+", "-", "@")) for row in rows)
    lines = render(report, "github").split("\n")[:-1]
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 4 + ["::notice"]
    shown = render(report, "text")
    assert "\x1b" not in shown
