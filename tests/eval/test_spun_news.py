"""The labelled articles keep the guide's form, and the measures count what they say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from consistency.rules.registry import all_rules
from eval.agreement import DATA, card
from eval.benchmarks.spun_news import BENCHMARKS, item_of
from eval.examples import example_of, read_examples
from eval.gold import read_gold

KINDS = {rule.name for rule in all_rules()}


ARTICLES = {"train": 30, "dev": 31, "test": 30}


@pytest.mark.parametrize("split", ARTICLES)
def test_every_label_has_a_known_kind_and_words_of_its_sentence(split: str) -> None:
    examples = read_examples(DATA / f"{split}.jsonl")
    assert len(examples) == ARTICLES[split]
    for example in examples:
        for sentence in example.sentences:
            for error in sentence.errors:
                assert error.kind in KINDS
                assert sentence.span.contains(error.span)
                assert error.span.of(example.text).strip()
                assert set(error.evidence) <= {"source", "facts", "article"}


def test_every_kind_has_twenty_examples_and_three_in_five_sentences_are_true() -> None:
    examples = [e for split in ARTICLES for e in read_examples(DATA / f"{split}.jsonl")]
    sentences = [sentence for example in examples for sentence in example.sentences]
    counts = Counter(error.kind for sentence in sentences for error in sentence.errors)
    assert {kind: n for kind, n in counts.items() if n < 20} == {}
    assert sum(not sentence.errors for sentence in sentences) >= 0.6 * len(sentences)


def test_no_article_is_in_two_splits() -> None:
    examples = [e for split in ARTICLES for e in read_examples(DATA / f"{split}.jsonl")]
    assert len({e.id for e in examples}) == len({e.source for e in examples}) == len(examples)


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


def test_sentences_become_units_that_know_where_their_error_shows(tmp_path: Path) -> None:
    errors = [
        {"kind": "number-changed", "words": "41", "evidence": ["source"], "contradicts": None},
        {"kind": "date-changed", "words": "May", "evidence": ["facts"], "contradicts": None},
    ]
    broken = {"kind": "mangled-phrase", "words": "Joined Nations", "evidence": []}
    spun = [
        {"text": "All is well.", "paragraph": True, "errors": []},
        {"text": "Fire killed 41 in May.", "paragraph": False, "errors": errors},
        {"text": "So say the Joined Nations.", "paragraph": True, "errors": [broken]},
    ]
    spun[2]["errors"][0]["contradicts"] = None
    row = {"id": "x", "topic": "x", "source": "s", "facts": ["f"], "spun": spun}
    item = item_of(example_of(row))
    fine, two, mangled = item.units
    assert fine.faithful
    assert not fine.kinds
    assert two.kinds == ("date-changed", "number-changed")
    assert [span.of(item.text) for span in two.wrong] == ["41", "May"]
    assert two.visible == {"source", "facts"}
    assert mangled.visible == {"source", "facts", "article"}
    assert [u.span.of(item.text) for u in item.units] == [s["text"] for s in spun]
    assert [u.id for u in item.units] == ["x:0", "x:1", "x:2"]


def test_every_split_is_read_without_a_data_folder(tmp_path: Path) -> None:
    for benchmark in BENCHMARKS:
        gold = read_gold(benchmark, tmp_path)
        assert len(gold.items) == ARTICLES[gold.benchmark.removeprefix("spun_news_")]
        assert not gold.bad
        assert not gold.pairs
