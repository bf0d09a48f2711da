"""The labelling aid: typed answers become the guide's form; sessions can be left and taken up."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from consistency.errors import BadInput
from eval.agreement import alphas
from eval.examples import read_examples
from eval.label.session import Session, read_articles
from eval.label.terminal import label

SPUN = "Fire kills fourteen\n\nThe fire killed 41. It was in May. The fire killed 14."
ARTICLE = {"id": "a", "source": "The fire killed 14 in June.", "spun": SPUN, "facts": ["Fact."]}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n")
    return path


def type_in(session: Session, *answers: str) -> tuple[bool, str]:
    """Labels with these answers; returns whether all is done, and what was shown."""
    typed = iter(answers)
    shown = StringIO()
    done = label(session, lambda question: next(typed), Console(file=shown, width=100))
    assert next(typed, None) is None, "not every answer was asked for"
    return done, shown.getvalue()


def test_answers_become_the_guides_form(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "labelled.jsonl"
    one_error = ["e", "number", "41", "sa", "3", "n"]
    two_errors = ["e", "date-changed", "May", "s", "y", "unsupported", "", "", ""]
    done, shown = type_in(Session(read_articles(articles), out), "o", *one_error, *two_errors, "")
    assert done
    assert "The fire killed 14 in June." in shown
    (example,) = read_examples(out)
    heading, first, second, last = example.sentences
    assert not heading.errors
    assert not last.errors
    assert [(e.kind, e.evidence, e.contradicts) for e in first.errors] == [
        ("number-changed", ("source", "article"), 3)
    ]
    assert first.errors[0].span.of(example.text) == "41"
    assert [e.kind for e in second.errors] == ["date-changed", "unsupported"]
    assert second.errors[1].span == second.span
    raw = json.loads(out.read_text())
    assert [s.get("heading", False) for s in raw["spun"]] == [True, False, False, False]
    assert [s["paragraph"] for s in raw["spun"]] == [True, True, False, False]


def test_a_session_is_left_and_taken_up(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "labelled.jsonl"
    done, _ = type_in(Session(read_articles(articles), out), "o", "o", "q")
    assert not done
    assert not out.exists()  # only finished articles are written
    session = Session(read_articles(articles), out)
    assert len(session.labels) == 2
    done, _ = type_in(session, "b", "e", "9", "", "", "", "o", "o")
    assert done
    raw = json.loads(out.read_text())
    assert [len(s["errors"]) for s in raw["spun"]] == [0, 1, 0, 0]


def test_wrong_answers_are_asked_again(articles: Path, tmp_path: Path) -> None:
    session = Session(read_articles(articles), tmp_path / "out.jsonl")
    answers = [
        "x",
        "s",
        "e",
        "99",
        "self",
        "number",
        "forty",
        "kills",
        "z",
        "a",
        "0",
        "9",
        "1",
        "n",
    ]
    done, shown = type_in(session, *answers, "q")
    assert not done
    for problem in ("names 0 kinds", "names 2 kinds", "does not stand", "is none of s, f, a"):
        assert problem in shown
    assert shown.count("is no other sentence") == 2
    ((_, errors),) = session.labels.items()
    assert errors == [
        {"kind": "number-changed", "words": "kills", "evidence": ["article"], "contradicts": 1}
    ]


def test_the_second_pass_is_blind_and_agreement_follows(articles: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "once.jsonl", tmp_path / "twice.jsonl"
    type_in(Session(read_articles(articles), once), "o", "e", "number", "41", "s", "n", "o", "o")
    session = Session(read_articles(once, second=True), twice, second=True)
    _, shown = type_in(session, "o", "e", "number", "41", "s", "n", "e", "date", "May", "", "n", "")
    assert "number-changed" in shown  # the list of kinds
    assert "evidence" not in shown
    (article,) = read_articles(twice, second=True)
    assert [len(s["errors"]) for s in article["spun"]] == [0, 1, 0, 0]
    assert article["spun"][2]["second"] == [{"kind": "date-changed", "words": "May"}]
    told = alphas(article["spun"])
    assert told["number-changed"] == 1
    # Krippendorff 2011: 1 - (n - 1) × disagreements / product of the totals; here 8 values,
    # 3 of them "error", one unit in disagreement: 1 - 7 × 1 / (3 × 5).
    assert told["error"] == pytest.approx(1 - 7 / 15, abs=0.001)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("", "holds no articles"),
        ('{"id": "a"}\n', r"jsonl:1: breaks the form \(KeyError"),
        ('{"id": "a", "source": "s", "spun": [{"text": ""}]}\n', "without text"),
        ("no json\n", "breaks the form"),
    ],
)
def test_bad_articles_are_named(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(row)
    with pytest.raises(BadInput, match=reason):
        read_articles(path)
    with pytest.raises(BadInput, match="cannot be read"):
        read_articles(tmp_path / "none.jsonl")


def test_a_second_pass_needs_a_first(articles: Path) -> None:
    with pytest.raises(BadInput, match="first label"):
        read_articles(articles, second=True)
