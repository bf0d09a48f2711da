"""Every kind of input becomes articles; one bad row is an error row, and the rest goes on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from consistency.audit.article import Article, BadArticle
from consistency.audit.columns import Columns
from consistency.audit.inputs import dataset_of, list_inputs
from consistency.audit.read import read_articles
from consistency.errors import BadInput, BadSettings

PAGE = """<html><head><title>Budget</title><meta name="author" content="Jo Writer">
<meta property="article:published_time" content="2026-11-03T08:00:00Z">
<link rel="canonical" href="https://www.example.com/budget"></head><body><article>
<p>The city council approved the budget on Monday after a long debate about the libraries.</p>
<p>It sets aside four million dollars for roads, and one million for the two libraries.</p>
</article></body></html>"""


def read(*names: str | Path, columns: tuple[str, ...] = ()) -> list[Article | BadArticle]:
    files = list_inputs([str(name) for name in names]).files
    return list(read_articles(files, Columns.of(columns)))


def test_jsonl_with_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    rows = [
        b'{"id": "a", "text": "One.", "facts": ["F one.", "F two."], "date": "2026-11-02"}',
        b"{oops",
        b"[1]",
        b'{"id": "b", "text": 7}',
        b'{"id": "c", "text": "Half \\ud800 a character."}',
        b'{"id": "d", "text": "Bad \xff byte."}',
        b'{"url": "https://www.paper.example/x", "text": "Last.", "date": "whenever"}',
    ]
    path.write_bytes(b"\n".join(rows))
    found = read(path)
    assert found[0] == Article(
        "a", "One.", f"{path}:1", facts=("F one.", "F two."), date="2026-11-02"
    )
    reasons = [row.reason for row in found if isinstance(row, BadArticle)]
    for reason, words in zip(
        reasons,
        ["does not parse", "not a JSON object", "holds no text", "cut in half", "does not parse"],
        strict=True,
    ):
        assert words in reason
    last = found[-1]
    assert isinstance(last, Article)
    assert (last.id, last.site) == ("https://www.paper.example/x", "paper.example")
    assert last.notes == ("the date 'whenever' could not be read",)


def test_csv_gz_with_mapped_columns(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv.gz"
    path.write_bytes(gzip.compress(b"guid,body,was\n1,Now.,Before.\n2,x\n"))
    first, second = read(path, columns=("id=guid", "text=body", "source=was"))
    assert isinstance(first, Article)
    assert (first.id, first.text, first.source) == ("1", "Now.", "Before.")
    assert isinstance(second, BadArticle)
    assert "not as many cells" in second.reason


def test_csv_goes_on_behind_a_line_that_does_not_parse(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text('id,text\n1,One.\n2,"Two" and more\n3,Three.\n4,"Never closed.\n')
    found = read(path)
    assert [row.id for row in found if isinstance(row, Article)] == ["1", "3"]
    wrong = [row for row in found if isinstance(row, BadArticle)]
    assert [row.origin for row in wrong] == [f"{path}:3", f"{path}:5"]
    assert all("does not parse as CSV" in row.reason for row in wrong)


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "feed.parquet"
    table = pa.table({"text": ["One.", None], "facts": [["F."], None], "other": [1, 2]})
    pq.write_table(table, path)
    first, second = read(path)
    assert isinstance(first, Article)
    assert first.facts == ("F.",)
    assert isinstance(second, BadArticle)


def test_a_cut_off_parquet_file_is_an_error_row(tmp_path: Path) -> None:
    whole, cut = tmp_path / "a.parquet", tmp_path / "b.parquet"
    pq.write_table(pa.table({"text": ["One."]}), whole)
    cut.write_bytes(whole.read_bytes()[:-20])
    assert [type(row) for row in read(tmp_path)] == [Article, BadArticle]


def test_a_page_tells_its_author_day_and_address(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.html").write_text(PAGE)
    (tmp_path / "news" / "empty.htm").write_text("<html><body></body></html>")
    (tmp_path / "news" / "logo.png").write_bytes(b"\x89PNG")
    page, empty = read(tmp_path / "news")
    assert isinstance(page, Article)
    assert (page.author, page.date, page.site) == ("Jo Writer", "2026-11-03", "example.com")
    assert page.text.startswith("The city council")
    assert isinstance(empty, BadArticle)
    assert list_inputs([str(tmp_path / "news")]).ignored == {".png": 1}


def warc_record(url: str, kind: str, status: str = "200 OK") -> bytes:
    http = f"HTTP/1.0 {status}\r\nContent-Type: {kind}\r\n\r\n{PAGE}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-11-04T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_warc(tmp_path: Path) -> None:
    records = [
        warc_record("https://a.example/1", "text/html"),
        warc_record("https://a.example/p", "image/png"),
        warc_record("https://a.example/gone", "text/html", "404 Not Found"),
    ]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(record) for record in records))
    (page,) = read(path)
    assert isinstance(page, Article)
    assert (page.id, page.site, page.author) == ("https://a.example/1", "a.example", "Jo Writer")


def test_saved_dataset(tmp_path: Path) -> None:
    from datasets import Dataset

    Dataset.from_dict({"text": ["One.", "Two."]}).save_to_disk(tmp_path / "set")
    assert [row.text for row in read(tmp_path / "set")] == ["One.", "Two."]
    assert [row.text for row in read(f"dataset:{tmp_path / 'set'}")] == ["One.", "Two."]
    (before,) = list_inputs([str(tmp_path / "set")]).files
    Dataset.from_dict({"text": ["Three."]}).save_to_disk(tmp_path / "set")
    (after,) = list_inputs([str(tmp_path / "set")]).files
    assert before.version != after.version


def test_a_folder_of_tables_as_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "test.csv").write_text("text\nOne.\n")
    assert [row.text for row in read(f"dataset:{tmp_path / 'set'}:test")] == ["One."]


def test_name_and_split_of_a_dataset() -> None:
    assert dataset_of("dataset:org/news") == ("org/news", "train")
    assert dataset_of("dataset:org/news:test") == ("org/news", "test")
    assert dataset_of("dataset:s3://bucket/set") == ("s3://bucket/set", "train")
    assert dataset_of("dataset:s3://bucket/set:dev") == ("s3://bucket/set", "dev")


def test_saved_dataset_far_away(tmp_path: Path) -> None:
    import fsspec
    from datasets import Dataset

    Dataset.from_dict({"text": ["Far away."]}).save_to_disk(tmp_path / "set")
    fsspec.filesystem("memory").put(str(tmp_path / "set"), "/saved", recursive=True)
    assert [row.text for row in read("memory://saved")] == ["Far away."]


def test_globs_texts_and_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"Text of {name}.")
    assert [row.text for row in read(tmp_path / "*.txt")] == ["Text of a.txt.", "Text of b.txt."]
    # A file that is named twice is read once.
    assert len(read(tmp_path / "a.txt", tmp_path)) == 3


def test_remote_files_are_read_by_fsspec() -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/feed/a.jsonl", json.dumps({"text": "Far away."}).encode())
    (row,) = read("memory://feed")
    assert isinstance(row, Article)
    assert row.text == "Far away."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.jsonl", "no such file"),
        ("*.jsonl", "no file matches"),
        ("notes.xyz", "known kind"),
        ("-", "standard input"),
        ("nowhere://x", "address"),
    ],
)
def test_names_that_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.xyz").write_text("x")
    with pytest.raises(BadInput, match=words):
        list_inputs([name])


def test_a_table_without_the_text_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text('{"body": "Text."}\n')
    with pytest.raises(BadInput, match=r"no column 'text', only body; .*--column text=NAME"):
        read(path)


def test_unknown_field() -> None:
    with pytest.raises(BadSettings, match="known field"):
        Columns.of(["txt=body"])
