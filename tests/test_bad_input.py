"""Bad input through the real command: a clear error, the right exit code, no traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from consistency.nli.bundle import default_folder

ENGLISH = (
    "The council approved the new budget on Monday. It will pay for two schools and a bridge. "
    "The mayor thanked the members for their work."
)


@dataclass
class Outcome:
    code: int
    out: str
    err: str


def run(*arguments: str, stdin: bytes = b"") -> Outcome:
    command = [sys.executable, "-m", "consistency", *arguments]
    done = subprocess.run(command, check=False, input=stdin, capture_output=True, timeout=300)
    outcome = Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in outcome.err + outcome.out
    return outcome


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "binary"),
        ("latin.txt", b"Caf\xe9 owners protested on Monday in the capital.", "UTF-8"),
        (
            "german.txt",
            "Der Stadtrat hat am Montag den neuen Haushalt beschlossen. Damit werden zwei "
            "Schulen und eine Brücke gebaut, sagte die Bürgermeisterin am Abend.".encode(),
            "English",
        ),
        (
            "login.html",
            b"<html><head><title>x</title></head><body><nav><a href='/'>Home</a></nav></body>",
            "article",
        ),
    ],
)
def test_unreadable_articles_name_the_culprit(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    outcome = run("check", str(path))
    assert outcome.code == 2, outcome
    assert name in outcome.err
    assert word.lower() in outcome.err.lower()
    assert outcome.out == ""


def test_missing_file(tmp_path: Path) -> None:
    outcome = run("check", str(tmp_path / "nowhere.txt"))
    assert outcome.code == 2
    assert "nowhere.txt" in outcome.err


def test_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(ENGLISH.encode("utf-16"))
    outcome = run("check", str(path), "--source", str(path))
    assert outcome.code == 0, outcome


def test_a_single_line_of_ten_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"x" * 10_000_000)
    outcome = run("check", str(path))
    assert outcome.code in (2, 3)
    assert "line.txt" in outcome.err


def test_an_endless_sentence_is_reported_as_unchecked(tmp_path: Path) -> None:
    path = tmp_path / "endless.txt"
    path.write_text("The council met and " + "voted and " * 2000 + "went home.", encoding="utf-8")
    outcome = run("check", str(path))
    assert outcome.code == 3, outcome
    assert "split it" in outcome.out + outcome.err


def test_no_sentence_at_all(tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text("12 34 56\n\n---\n\n***\n", encoding="utf-8")
    assert run("check", str(path)).code in (2, 3)


def test_facts_with_blank_and_duplicate_lines(tmp_path: Path, article: Path) -> None:
    facts = tmp_path / "facts.txt"
    line = "The council approved the new budget on Monday."
    facts.write_text(f"\n\n{line}\n\n{line}\n# a note\n", encoding="utf-8")
    assert run("check", str(article), "--facts", str(facts)).code == 0


def test_an_empty_facts_file_is_an_error(tmp_path: Path, article: Path) -> None:
    facts = tmp_path / "facts.txt"
    facts.write_text("\n\n", encoding="utf-8")
    outcome = run("check", str(article), "--facts", str(facts))
    assert outcome.code == 2
    assert "facts.txt" in outcome.err


def test_missing_source(tmp_path: Path, article: Path) -> None:
    outcome = run("check", str(article), "--source", str(tmp_path / "source.txt"))
    assert outcome.code == 2
    assert "source.txt" in outcome.err


@pytest.mark.parametrize("how", ["missing", "empty", "truncated"])
def test_bad_model_folders(tmp_path: Path, article: Path, how: str) -> None:
    folder = tmp_path / "model"
    if how == "empty":
        folder.mkdir()
    if how == "truncated":
        shutil.copytree(default_folder(), folder)
        weights = folder / "model.onnx"
        weights.write_bytes(weights.read_bytes()[:1000])
    outcome = run("check", str(article), "--model", str(folder))
    assert outcome.code == 2
    assert "model" in outcome.err
    assert outcome.out == ""


def test_unknown_format_option_and_rule(article: Path) -> None:
    for wrong in (("-f", "xml"), ("--fail-on", "always"), ("--select", "XX1"), ("--wrong",)):
        outcome = run("check", str(article), *wrong)
        assert outcome.code == 2, (wrong, outcome)


def test_stdin(article: Path) -> None:
    outcome = run("check", "-", "--source", str(article), "-f", "json", stdin=ENGLISH.encode())
    assert outcome.code == 0
    assert '"passed": true' in outcome.out
