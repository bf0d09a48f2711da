"""What an audit leaves: tables, summary, dashboard, diff; whatever single articles do."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from consistency.audit.diff import diff
from consistency.audit.manifest import FORMAT
from consistency.audit.schema import SCHEMAS
from consistency.errors import BadInput, BadModel
from tests.audit_fakes import fake_audit, results


def write(path: Path, rows: list[dict]) -> list[str]:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return [str(path)]


def column(out: Path, table: str, name: str) -> list:
    return pq.read_table(out / table).column(name).to_pylist()


def test_tables_have_the_documented_schema(tmp_path: Path) -> None:
    fake_audit(
        write(tmp_path / "f.jsonl", [{"text": f"Text {n}."} for n in range(9)]), tmp_path / "o"
    )
    for name, schema in SCHEMAS.items():
        for part in sorted((tmp_path / "o" / name).glob("*.parquet")):
            assert pq.read_schema(part).equals(schema), part
    page = (Path(__file__).resolve().parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    for schema in SCHEMAS.values():
        for name in schema.names:
            assert f"`{name}`" in page, f"docs/audit.md does not tell of {name}"


@pytest.mark.parametrize("changes", [{"workers": 1}, {"workers": 3}])
def test_results_do_not_depend_on_workers(tmp_path: Path, changes: dict) -> None:
    feed = write(tmp_path / "f.jsonl", [{"text": f"Text {n}."} for n in range(30)])
    fake_audit(feed, tmp_path / "a")
    fake_audit(feed, tmp_path / "b", **changes)
    assert results(tmp_path / "a") == results(tmp_path / "b")


def test_one_article_cannot_harm_the_others(tmp_path: Path) -> None:
    texts = [f"Text {n}." for n in range(10)]
    texts[2], texts[5], texts[7] = "DIE", "HANG", "RAISE"
    feed = write(tmp_path / "f.jsonl", [{"id": str(n), "text": t} for n, t in enumerate(texts)])
    summary = fake_audit(feed, tmp_path / "o", timeout=3.0, chunk=2)
    assert summary["articles"] == 7
    reasons = dict(
        zip(
            column(tmp_path / "o", "errors", "article"),
            column(tmp_path / "o", "errors", "reason"),
            strict=True,
        )
    )
    assert set(reasons) == {"2", "5", "7"}
    assert "process died" in reasons["2"]
    assert "longer than 3 seconds" in reasons["5"]
    assert "a bug" in reasons["7"]


def test_a_judge_that_cannot_be_made_stops_the_run(tmp_path: Path) -> None:
    """Else every article would be blamed for it."""
    feed = write(tmp_path / "f.jsonl", [{"text": "Text."}])
    with pytest.raises(BadModel, match=r"worker process.*no such weights"):
        fake_audit(feed, tmp_path / "o", seconds=-1.0)
    assert fake_audit(feed, tmp_path / "o")["articles"] == 1


def test_ids_that_occur_twice(tmp_path: Path) -> None:
    feed = write(tmp_path / "f.jsonl", [{"id": "x", "text": f"Text {n}."} for n in range(3)])
    fake_audit(feed, tmp_path / "o")
    assert column(tmp_path / "o", "articles", "article") == ["x", "x~2", "x~3"]


def test_a_name_that_is_no_utf8_is_an_error_row(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("Text.")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/in/caf\xe9.txt")).write_text("Text.")
    first = fake_audit([str(tmp_path / "in")], tmp_path / "o")
    assert (first["articles"], first["error_rows"]) == (1, 1)
    assert column(tmp_path / "o", "errors", "reason") == ["holds bytes that are no UTF-8"]
    assert fake_audit([str(tmp_path / "in")], tmp_path / "o") == first


def test_near_copies_are_one_story_and_lie_together(tmp_path: Path) -> None:
    body = " ".join(f"word{n}" for n in range(120))
    rows = [
        {"id": f"other{n}", "text": f"Quite another text number {n} about {n * 7}."}
        for n in range(9)
    ]
    rows.insert(1, {"id": "first", "text": body})
    rows += [{"id": "copy", "text": body + " Read more on our site."}]
    fake_audit(write(tmp_path / "f.jsonl", rows), tmp_path / "o")
    stories = dict(
        zip(
            column(tmp_path / "o", "articles", "article"),
            column(tmp_path / "o", "articles", "story"),
            strict=True,
        )
    )
    assert stories["copy"] == "first"
    assert all(story == id for id, story in stories.items() if id != "copy")
    first = pq.read_table(tmp_path / "o" / "articles" / "part-000000.parquet")
    assert "copy" in first.column("article").to_pylist()
    summary = json.loads((tmp_path / "o" / "summary.json").read_text())
    assert (summary["articles"], summary["stories"]) == (11, 10)


def test_since(tmp_path: Path) -> None:
    rows = [
        {"text": "Old.", "date": "2026-10-31"},
        {"text": "New.", "date": "2026-11-01"},
        {"text": "When?"},
    ]
    summary = fake_audit(write(tmp_path / "f.jsonl", rows), tmp_path / "o", since="2026-11-01")
    assert (
        summary["articles"],
        summary["read"]["left_out_by_since"],
        summary["read"]["undated"],
    ) == (2, 1, 1)


def test_dashboard_stands_alone_and_cannot_be_broken_out_of(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script> told 4 people."
    rows = [{"id": f"{evil}{n}", "text": f"{evil} {n}", "site": evil} for n in range(6)]
    fake_audit(write(tmp_path / "f.jsonl", rows), tmp_path / "o")
    page = (tmp_path / "o" / "dashboard.html").read_text(encoding="utf-8")
    assert page.count("</script>") == 2
    assert not re.search(r'(?:src|href)="(?!#)', page)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL).group(1))
    assert data["worst"][0]["text"].startswith(evil)
    assert sum(cell[-1] for cell in data["cells"]) == 6


def test_what_could_not_be_told_is_not_called_failed(tmp_path: Path) -> None:
    rows = [{"text": "UNTOLD."}, *({"text": f"Text {n}."} for n in range(6))]
    summary = fake_audit(write(tmp_path / "f.jsonl", rows), tmp_path / "o")
    assert sum(summary["outcomes"].values()) == 7
    assert summary["outcomes"]["unchecked"] == 1
    assert 0 < summary["failed"] == summary["outcomes"]["failed"] < 6
    assert sum(group["failed"] for group in summary["by_site"]) == summary["failed"]
    page = (tmp_path / "o" / "dashboard.html").read_text(encoding="utf-8")
    assert "<b>1</b><span" in page
    assert "articles could not be told" in page


def test_diff(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"Text {n}."} for n in range(12)]
    fake_audit(write(tmp_path / "f.jsonl", rows), tmp_path / "a")
    changed = [{"id": "0", "text": "Another text."}, *rows[2:], {"id": "new", "text": "Text 0."}]
    fake_audit(write(tmp_path / "g.jsonl", changed), tmp_path / "b")
    found = diff(tmp_path / "a", tmp_path / "b")
    assert found.changes["articles new"].rows == ({"article": "new"},)
    assert found.changes["articles gone"].rows == ({"article": "1"},)
    assert found.changes["articles with another text"].rows == ({"article": "0"},)
    assert not found.differing
    same = diff(tmp_path / "a", tmp_path / "a")
    assert {name for name, change in same.changes.items() if change.count} <= {"findings kept"}
    with pytest.raises(BadInput, match="holds no audit"):
        diff(tmp_path / "a", tmp_path)
    manifest = tmp_path / "a" / "audit.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 1'))
    with pytest.raises(BadInput, match="another format"):
        diff(tmp_path / "a", tmp_path / "b")
