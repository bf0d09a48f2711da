"""Counting what is reported of true articles."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.false_alarms import ALL, Counted, NoModel, count, rate


def test_rate_is_of_sentences_and_its_interval_of_articles() -> None:
    counted = [Counted(100, Counter({"FC203": 1})), Counted(100, Counter())]
    value, low, high = rate(counted, "FC203")
    assert value == 0.5
    assert low == 0.0
    assert high == 1.0


def test_one_sentence_is_counted_once_for_all_rules() -> None:
    from consistency.checker import Checker

    text = "[ad_1]\n\nThe cup was shared by Norway, Sweden and Norway. It rained in Oslo."
    counted = count(Checker(NoModel()).check(text))
    assert counted.sentences == 2
    assert counted.flagged["FC203"] == 1
    assert counted.flagged["FC402"] == 1
    assert counted.flagged[ALL] == 1, "leftovers are listed apart"


@pytest.mark.parametrize("seed", [0, 1])
def test_drawn_by_the_seed(tmp_path, seed: int) -> None:
    import gzip
    import json

    from eval.false_alarms import draw

    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": f"t{n}"}) + "\n" for n in range(20))
    assert draw(path, 5, seed) == draw(path, 5, seed)
    assert len(draw(path, 5, seed)) == 10
    assert draw(path, 5, 0) != draw(path, 5, 1)
