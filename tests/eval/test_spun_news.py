"""The labelled articles keep the guide's form, and the measures count what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency.rules.registry import all_rules
from eval import spun
from eval.agreement import DATA, card
from eval.examples import read_examples
from eval.spun import Judged

KINDS = {rule.name for rule in all_rules()}


@pytest.mark.parametrize("split", ["dev", "test"])
def test_every_label_has_a_known_kind_and_words_of_its_sentence(split: str) -> None:
    examples = read_examples(DATA / f"{split}.jsonl")
    assert len(examples) == 30
    for example in examples:
        for sentence in example.sentences:
            for error in sentence.errors:
                assert error.kind in KINDS
                assert sentence.span.contains(error.span)
                assert error.span.of(example.text).strip()
                assert set(error.evidence) <= {"source", "facts", "article"}


def test_no_article_is_in_both_splits() -> None:
    dev, test = (read_examples(DATA / f"{split}.jsonl") for split in ("dev", "test"))
    assert not {e.id for e in dev} & {e.id for e in test}
    assert not {e.source for e in dev} & {e.source for e in test}


def test_the_card_is_fresh() -> None:
    shown = (DATA / "CARD.md").read_text(encoding="utf-8")
    assert shown == card(), "run `python -m eval.agreement`"


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    wrong = {"kind": "number-changed", "words": "41", "evidence": [], "contradicts": None}
    spun_rows = [{"text": "Fire killed 14.", "paragraph": True, "errors": [wrong]}]
    row = {"id": "x", "topic": "x", "source": "s", "facts": [], "spun": spun_rows}
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl:1.*GUIDE\.md"):
        read_examples(path)


def judged(gold: str, found: str, *, visible: bool = True) -> Judged:
    return Judged("a", frozenset(gold.split()), visible, frozenset(found.split()), 0.0)


def test_measures() -> None:
    rows = [
        judged("number-changed", "number-changed"),
        judged("date-changed", "contradicted"),
        judged("name-swapped", ""),
        judged("role-swapped", "", visible=False),
        judged("", "unsupported"),
        judged("", ""),
        judged("", ""),
        judged("", ""),
    ]
    assert spun.recall(rows) == pytest.approx(2 / 3)
    assert spun.false_alarms(rows) == 25
    assert spun.f1(rows) == pytest.approx(2 * 2 / (2 * 2 + 1 + 2))
    told = spun.figures(rows)["kinds"]
    assert told["date-changed"] | {"f1_of_its_rule": 0} == {
        "n": 1,
        "visible": 1,
        "flagged": 1,
        "f1_of_its_rule": 0,
        "false_alarms": 0,
    }
    assert told["number-changed"]["f1_of_its_rule"] == 1
    assert told["unsupported"]["false_alarms"] == 1
