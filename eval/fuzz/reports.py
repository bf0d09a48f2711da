"""Every format of reports on which nothing was spared."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from random import Random

from consistency.domain import Report
from consistency.reports import csv as table
from consistency.reports import html
from consistency.reports.formats import RENDERERS, render
from eval.fuzz import made
from eval.fuzz.target import Target

VOID = frozenset({"meta", "link", "input", "rect"})
"""Tags of the page that are never closed."""


class Shape(HTMLParser):
    """The tags of a page as a browser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps it; one that is not void must be closed."""
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps it."""
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        """Closes the last one that is open."""
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"


@lru_cache(maxsize=1)
def known_tags() -> frozenset[str]:
    """The tags that the page's template writes."""
    template = Path(html.__file__).with_name("page.html.j2").read_text(encoding="utf-8")
    return frozenset(re.findall(r"<([a-z]\w*)", template))


def _html(shown: str) -> None:
    shape = Shape(shown)
    assert set(shape.tags) <= known_tags(), f"foreign tags {set(shape.tags) - known_tags()}"
    assert not any(name.startswith("on") or name == "style" for name in shape.attributes)
    assert shape.tags.count("script") == 1
    assert not shape.open, f"{shape.open} are never closed"


def _json(shown: str) -> None:
    decoder = json.JSONDecoder()
    while shown := shown.lstrip():
        _, end = decoder.raw_decode(shown)
        shown = shown[end:]


def _csv(shown: str) -> None:
    for row in csv.DictReader(StringIO(shown, newline="")):
        assert set(row) == set(table.COLUMNS), "a row has other columns"
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values()), "a formula"


def _github(shown: str) -> None:
    assert all(line.startswith("::") for line in shown.split("\n")[:-1]), "a line of its own"


def _text(shown: str) -> None:
    assert "\x1b" not in shown, "it steers the terminal"


CHECKS: Mapping[str, Callable[[str], object]] = {
    "html": _html,
    "json": _json,
    "sarif": json.loads,
    "junit": ET.fromstring,
    "csv": _csv,
    "github": _github,
    "text": _text,
}


def _draw(random: Random) -> tuple[str, tuple[Report, ...]]:
    reports = tuple(made.report(random) for _ in range(random.choice((1, 1, 1, 2, 3))))
    return random.choice([*RENDERERS]), reports


def _render(given: tuple[str, tuple[Report, ...]]) -> None:
    format, reports = given
    shown = render(reports, format)
    CHECKS[format](shown)
    shown.encode()


TARGETS = (Target("reports", 45, _draw, _render, ()),)
