"""The shipped weights: canonical scores, and answers that never depend on company."""

from __future__ import annotations

import random

import numpy as np
import onnx
import pytest

from consistency.domain import Pair
from consistency.nli.bundle import default_folder
from consistency.nli.load import load_model
from consistency.nli.onnx import OnnxModel

PAIRS = [
    Pair(
        "Russia annexed Crimea from Ukraine in 2014.", "Russia annexed Crimea to Ukraine in 2014."
    ),
    Pair("Russia annexed Crimea from Ukraine in 2014.", "In 2014, Crimea was annexed by Russia."),
    Pair(
        "The EU accused Belarus of sending migrants.", "Belarus accused the EU of sending migrants."
    ),
    Pair(
        "The EU accused Belarus of sending migrants.",
        "Belarus was accused by the EU of sending migrants.",
    ),
    Pair(
        "A man is eating.", "The moon landing took place in July 1969 after years of preparation."
    ),
    Pair("Profits rose by 4% to 1.5 billion euros. " * 6, "Profits rose."),
]


@pytest.fixture(scope="module")
def model() -> OnnxModel:
    found = load_model()
    assert isinstance(found, OnnxModel)
    return found


def test_a_score_does_not_depend_on_batch_order_or_threads(model: OnnxModel) -> None:
    alone = [model.score([pair])[0] for pair in PAIRS]
    shuffled = PAIRS * 5
    random.Random(0).shuffle(shuffled)
    together = dict(zip(shuffled, model.score(shuffled), strict=True))
    assert [together[pair] for pair in PAIRS] == alone
    for threads in (1, 3):
        assert OnnxModel(default_folder(), threads).score(PAIRS) == alone


def test_a_pair_beyond_the_window_is_not_cut_in_silence(model: OnnxModel) -> None:
    long = "word " * (model.bundle.max_length + 1)
    assert model.score([Pair(long, "word"), PAIRS[0]])[0] is None
    assert model.score([Pair("word", long)]) == [None]


def test_scores_are_probabilities(model: OnnxModel) -> None:
    for scores in model.score(PAIRS):
        assert scores is not None
        total = scores.entailment + scores.neutral + scores.contradiction
        assert total == pytest.approx(1.0)


def test_word_order_and_prepositions_count_not_only_words(model: OnnxModel) -> None:
    """The four pairs share nearly all their words; only two of them follow."""
    scores = model.score(PAIRS[:4])
    entailed = [s.entailment for s in scores if s is not None]
    assert entailed[0] < 0.5 < entailed[1]
    assert entailed[2] < 0.5 < entailed[3]


def test_empty_batch(model: OnnxModel) -> None:
    assert model.score([]) == []


def test_weights_keep_seven_bits_so_that_no_processor_saturates() -> None:
    """See docs/design/scoring.md: with eight, the score depends on the machine."""
    graph = onnx.load(str(default_folder() / "model.onnx")).graph
    arrays = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
    products = [n for n in graph.node if n.op_type == "MatMulInteger"]
    assert products, "the shipped bundle multiplies integers"
    for node in products:
        centred = arrays[node.input[1]].astype(int) - arrays[node.input[3]].astype(int)
        assert np.abs(centred).max() <= 64, node.name
