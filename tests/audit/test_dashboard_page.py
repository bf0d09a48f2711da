"""The dashboard in a real browser: its filters, and the marked words of the worst articles.

Needs Debian's `chromium` and `playwright`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.audit_fakes import fake_audit

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt install chromium)"),
    # Playwright's and asyncio's leftovers at shutdown are not ours to mend.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SITES = ("a.example", "b.example", "c.example")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dashboard")
    rows = [
        {
            "id": f"n{n}",
            "text": f"😀 tells story {n} of all.",
            "site": SITES[n % 3],
            "author": f"Author {n % 2}",
            "date": f"2026-11-{n + 1:02d}",
        }
        for n in range(18)
    ]
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    fake_audit([str(folder / "feed.jsonl")], folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def articles(out: Path) -> list[dict[str, Any]]:
    return pq.read_table(out / "articles").to_pylist()


@pytest.fixture
def page(out: Path) -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.troubles = []
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("request", lambda asked: page.troubles.append(asked.url))
        page.goto((out / "dashboard.html").as_uri())
        assert page.troubles == [(out / "dashboard.html").as_uri()], "it needs nothing but itself"
        page.troubles.clear()
        yield page
        assert not page.troubles
        browser.close()


def shown(page: Any) -> tuple[int, int]:
    """Articles, and those with a finding."""
    return int(page.inner_text("#t-articles")), int(page.inner_text("#t-flagged"))


def counted(articles: list[dict[str, Any]], **wanted: str) -> tuple[int, int]:
    some = [a for a in articles if all(a[name] == value for name, value in wanted.items())]
    return len(some), sum(a["errors"] > 0 for a in some)


def test_filters(page: Any, articles: list[dict[str, Any]]) -> None:
    everything = counted(articles)
    assert 0 < everything[1] < everything[0] == 18
    assert shown(page) == everything
    page.select_option("#f-site", "b.example")
    assert shown(page) == counted(articles, site="b.example")
    assert page.locator("#worst details").count() == counted(articles, site="b.example")[1]
    page.select_option("#f-author", "Author 1")
    assert shown(page) == counted(articles, site="b.example", author="Author 1")
    page.click("#filters button[type=reset]")
    page.wait_for_function("document.getElementById('t-articles').textContent === '18'")
    page.fill("#f-from", "2026-11-03")
    page.fill("#f-to", "2026-11-03")
    assert shown(page) == counted(articles, date="2026-11-03")


def test_wrong_words_are_marked(page: Any) -> None:
    page.locator("#worst details summary").first.click()
    # Offsets count characters, of which the first is two of JavaScript's.
    assert page.locator("#worst details mark.error").first.inner_text() == "😀 tel"
