"""Any Hugging Face model in place of ours, shown on tiny ones with random weights made here."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from consistency.checker import Checker
from consistency.domain import Pair
from consistency.errors import BadModel
from consistency.nli.load import load_model

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "acme", "hired", "40", "14", "people", "."]
PAIRS = [Pair("acme hired 14 people .", "acme hired 40 people ."), Pair("acme .", "people .")]


def make_model(folder: Path, labels: list[str], seed: int = 0) -> Path:
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=32,
    ).save_pretrained(folder)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_label_order_is_read_from_the_config(tmp_path: Path) -> None:
    ours = make_model(tmp_path / "a", ["entailment", "neutral", "contradiction"])
    theirs = make_model(tmp_path / "b", ["CONTRADICTION", "ENTAILMENT", "NEUTRAL"])
    a = load_model(str(ours)).score(PAIRS)
    b = load_model(str(theirs)).score(PAIRS)
    for one, other in zip(a, b, strict=True):
        assert one is not None
        assert other is not None
        # Same weights, so the first logit is our entailment and their contradiction.
        assert one.entailment == pytest.approx(other.contradiction)
        assert one.neutral == pytest.approx(other.entailment)


def test_two_class_model_never_contradicts(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "two", ["entailment", "not_entailment"])
    for scores in load_model(str(folder)).score(PAIRS):
        assert scores is not None
        assert scores.contradiction == 0.0
        assert scores.entailment + scores.neutral == pytest.approx(1.0)


@pytest.mark.parametrize("labels", [["LABEL_0", "LABEL_1"], ["positive", "negative", "neutral"]])
def test_a_model_that_is_no_nli_model(tmp_path: Path, labels: list[str]) -> None:
    folder = make_model(tmp_path / "other", labels)
    with pytest.raises(BadModel, match="not NLI labels"):
        load_model(str(folder))


def test_window_is_kept(tmp_path: Path) -> None:
    model = load_model(str(make_model(tmp_path / "m", ["entailment", "neutral", "contradiction"])))
    assert model.score([Pair("acme " * 40, "people")]) == [None]


def test_a_score_does_not_depend_on_its_neighbours(tmp_path: Path) -> None:
    model = load_model(str(make_model(tmp_path / "m", ["entailment", "neutral", "contradiction"])))
    assert model.score(PAIRS) == [model.score([p])[0] for p in PAIRS]


def test_truncated_weights(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "m", ["entailment", "neutral", "contradiction"])
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(BadModel, match="cannot be loaded"):
        load_model(str(folder))


def test_it_serves_a_whole_check(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "m", ["entailment", "neutral", "contradiction"])
    report = Checker(model=str(folder)).check(
        "Acme hired 40 people.", source="Acme hired 14 people."
    )
    assert report.model.id == str(folder)
    assert [f.rule.code for f in report.findings if f.rule.code == "FC301"] == ["FC301"]
