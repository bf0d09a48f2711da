"""The page in a real browser: a click-through, and strings that would run as scripts.

Needs Debian's `chromium` and `playwright`; `SCREENSHOTS=DIR` keeps pictures to look at.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consistency.checker import Checker
from consistency.domain import Fact, Origin, Validity
from consistency.language import parse_statement
from consistency.reports.formats import RENDERERS
from consistency.service.app import create_app
from consistency.service.limits import Limits
from tests import test_dated_facts as dated
from tests.reports.sample import REPORT
from tests.service.servers import serve
from tests.service.xss import CORPUS, poisoned

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt install chromium)"),
    # Playwright's and asyncio's leftovers at shutdown are not ours to mend.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
ARTICLE = "😀 Acme hired 40 people in Lyon on Monday.\n\nThe mayor thanked the company."
SOURCE = "Acme hired 14 people in Lyon on Monday. The mayor thanked the company."


@pytest.fixture(scope="module")
def address(scripted: Checker) -> Iterator[str]:
    yield from serve(create_app(scripted, Limits(sentences=1000)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.set_default_timeout(300_000)
    page.troubles = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda m: page.troubles.append(m.text) if m.type == "error" else None)
    page.on("dialog", lambda dialog: (page.troubles.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()


def picture(page: Any, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def check(page: Any, text: str, source: str = "", facts: str = "") -> None:
    page.fill("#text", text)
    page.fill("#source", source)
    page.fill("#facts", facts)
    page.click("#check")
    page.wait_for_selector("#result:visible, #status.bad")


def test_click_through(page, address, tmp_path) -> None:
    page.goto(address)
    picture(page, "empty")
    page.fill("#date", "2021-03-04")
    check(page, ARTICLE, SOURCE, "# a note\n\nAcme's head office is in Lyon.\n")
    assert page.inner_text("#verdict").startswith("Failed: ")
    assert page.text_content("#article") == ARTICLE
    # Offsets count code points: the emoji must not shift the marked words.
    mark = page.locator("#article mark", has_text="40")
    assert mark.text_content() == "40"
    mark.click()
    evidence = page.locator("#evidence")
    assert "FC301" in evidence.inner_text()
    assert evidence.locator("blockquote mark").all_inner_texts() == ["40", "14"]
    assert page.locator("#findings button[aria-pressed=true]").count() == 1
    picture(page, "light")
    page.click("#article .sentence >> nth=0")
    assert evidence.inner_text().startswith("Sentence ")
    for format in ("html", "json", "sarif"):
        button = page.locator(f"#downloads >> text=Download {format.upper()}")
        assert button.count() == (format in RENDERERS)
        if format in RENDERERS:
            with page.expect_download() as caught:
                button.click()
            saved = tmp_path / caught.value.suggested_filename
            caught.value.save_as(saved)
            assert "FC301" in saved.read_text(encoding="utf-8")
            if format == "json":
                report = json.loads(saved.read_text(encoding="utf-8"))
                assert report["document"]["dateline"] == "2021-03-04"
    assert not page.troubles


def test_both_dates_and_both_places_are_shown(page) -> None:
    term = Validity("2017-05-17", "2022-05-20")
    known = Fact("facts:1", Origin.FACTS, "list", parse_statement(dated.KNOWN), term)
    for address in serve(create_app(Checker(dated.model(), [known], dated.BARE))):
        page.goto(address)
        page.fill("#date", "2021-03-04")
        later = "Anna Keller, 54, was elected on Monday.\n\nThe 45-year-old Keller is a lawyer."
        check(page, f"{dated.WRONG}\n\n{later}")
        evidence = page.locator("#evidence")
        page.click("#findings button >> nth=0")
        told = "Holds 2017-05-17 to 2022-05-20; the article is of 2021-03-04."
        assert told in evidence.inner_text()
        picture(page, "dated")
        page.click("#findings button:has-text('trait-changed')")
        assert evidence.locator(".pair").count() == 1
        assert "Elsewhere in the article, “54”" in evidence.inner_text()
        assert evidence.locator("blockquote").all_inner_texts()[1].startswith("Anna Keller, 54,")
        picture(page, "both-places")
        assert not page.troubles


def test_by_keyboard_alone(page, address) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.insert_text(ARTICLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(SOURCE)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result:visible")
    assert page.evaluate("document.activeElement.id") == "verdict"
    page.wait_for_selector("#downloads button")
    page.locator("#downloads button").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("Enter")
    assert "FC301" in page.inner_text("#evidence")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence").startswith("Sentence 1")
    assert not page.troubles


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_on_a_phone(page, address, scheme: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    check(page, ARTICLE, SOURCE)
    page.click("#findings button >> nth=0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    picture(page, f"phone-{scheme}")


def test_files_are_read_and_dropped(page, address, tmp_path) -> None:
    page.goto(address)
    html = "<nav>Home</nav><script>window.hit=1</script><p>Acme hired\n40 people.</p><h2>More</h2>"
    web, latin = tmp_path / "a.html", tmp_path / "b.txt"
    web.write_text(html)
    latin.write_bytes(b"Caf\xe9")
    page.set_input_files("input[data-for=text]", web)
    page.wait_for_function("document.getElementById('text').value")
    assert page.input_value("#text") == "Acme hired 40 people.\n\nMore"
    page.set_input_files("input[data-for=source]", latin)
    page.wait_for_selector("#status.bad")
    assert "b.txt is not a text in UTF-8" in page.inner_text("#status")
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["Acme is in Lyon."], "facts.txt"));
            const event = new DragEvent("drop", { dataTransfer: files, bubbles: true });
            document.getElementById("facts").dispatchEvent(event);
        }"""
    )
    page.wait_for_function("document.getElementById('facts').value === 'Acme is in Lyon.'")
    assert page.evaluate("window.hit") is None


def test_refusals_are_told(page, address) -> None:
    page.goto(address)
    check(page, "Der Stadtrat hat am Montag den neuen Haushalt der Stadt mit Mehrheit beschlossen.")
    assert "another language" in page.inner_text("#status")
    assert page.is_hidden("#result")


def test_asks_for_a_key_when_one_is_needed(page, scripted) -> None:
    for address in serve(create_app(scripted, keys=["open-sesame"])):
        page.goto(address)
        assert page.is_hidden("#key-field")
        check(page, ARTICLE)
        assert "API key" in page.inner_text("#status")
        page.fill("#key", "open-sesame")
        check(page, ARTICLE)
        assert page.is_visible("#result")


def test_no_script_of_a_text_runs(page, address) -> None:
    page.goto(address)
    before = page.locator("script, style, link, iframe, img, svg, object, base, meta").count()
    check(page, poisoned(), poisoned(14), "\n".join(CORPUS[::4]))
    assert page.is_visible("#result"), page.inner_text("#status")
    buttons = page.locator("#findings button")
    assert buttons.count() > 10
    for n in range(0, buttons.count(), 5):
        buttons.nth(n).click()
    assert page.text_content("#article") == page.input_value("#text")
    after = page.locator("script, style, link, iframe, img, svg, object, base, meta").count()
    assert after == before
    assert page.evaluate("window.hit") is None
    assert not page.troubles
    picture(page, "xss")


@pytest.mark.skipif("html" not in RENDERERS, reason="there is no HTML report yet")
def test_no_script_of_a_text_runs_in_the_html_report(page, scripted, tmp_path) -> None:
    report = scripted.check(poisoned(), source=poisoned(14), facts=CORPUS[::4])
    path = tmp_path / "report.html"
    path.write_text(RENDERERS["html"](report), encoding="utf-8")
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert not page.troubles
    picture(page, "html-report-xss")


def open_report(page: Any, folder: Path) -> Any:
    """The HTML report of the sample that the golden files are of; the box for its evidence."""
    path = folder / "report.html"
    path.write_text(RENDERERS["html"](REPORT), encoding="utf-8")
    page.goto(path.as_uri())
    return page.locator("#peek")


def test_html_report_by_mouse_and_by_keyboard(page, tmp_path) -> None:
    peek = open_report(page, tmp_path)
    assert peek.is_hidden()
    page.hover(".mark[data-findings='2']")
    peek.wait_for(state="visible")
    assert "FC301" in peek.inner_text()
    assert "14" in peek.locator(".known ins").all_inner_texts()
    picture(page, "html-report")
    page.keyboard.press("Escape")
    peek.wait_for(state="hidden")
    for key, code in (("n", "FC402"), ("n", "FC301"), ("p", "FC402")):
        page.keyboard.press(key)
        peek.wait_for(state="visible")
        assert code in peek.inner_text()
    assert not page.troubles


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_html_report_on_a_phone_and_on_paper(page, tmp_path, scheme: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)
    peek = open_report(page, tmp_path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click(".mark[data-findings='2']")
    peek.wait_for(state="visible")
    picture(page, f"html-report-phone-{scheme}")
    page.emulate_media(media="print")
    assert peek.is_hidden()
    assert page.locator("#f1").is_visible()
    picture(page, f"html-report-print-{scheme}")
    assert not page.troubles


def test_the_policy_stops_what_slips_through(page, address) -> None:
    page.goto(address)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.hit=1>')"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert any("Content Security Policy" in trouble for trouble in page.troubles)
