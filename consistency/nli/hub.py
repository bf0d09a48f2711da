"""Any Hugging Face NLI model or CrossEncoder, by name or folder, run by torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from consistency.domain import Fitted, ModelInfo, Pair, Scores
from consistency.errors import BadModel
from consistency.nli.calibrate import Calibration

MEND = (
    "name a folder or hub model for sequence classification whose config.id2label "
    "says entailment, neutral and contradiction"
)
_CLASSES = {"entail": 0, "neutral": 1, "contradict": 2}


class HubModel:
    """A sequence classifier over (premise, hypothesis), uncalibrated.

    Two-class models (entailment or not) leave contradiction at zero: what they do not
    support is unsupported, never contradicted.

    Args:
        name: a folder, or a model's name on the Hugging Face hub (fetched by transformers).

    Raises:
        BadModel: it cannot be loaded, or its labels are not those of an NLI model.
    """

    fitted = Fitted()

    def __init__(self, name: str) -> None:
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(name)
            self._model = AutoModelForSequenceClassification.from_pretrained(
                name, dtype=torch.float32
            ).eval()
        except Exception as error:  # transformers raises many unrelated types here
            reason = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
            raise BadModel(name, f"cannot be loaded ({reason})", MEND) from error
        config = self._model.config
        self._places = _class_places(name, dict(config.id2label))
        window = int(getattr(config, "max_position_embeddings", 512))
        # RoBERTa-like models reserve positions up to the padding index.
        offset = int(config.pad_token_id or 0) + 1 if "roberta" in config.model_type else 0
        self._window = min(window - offset, int(self._tokenizer.model_max_length))
        self._name = name
        self._calibration = Calibration()
        self._digest = _digest(self._model.state_dict())

    @property
    def info(self) -> ModelInfo:
        """The name it was asked for by, and a checksum of its weights."""
        return ModelInfo(self._name, self._digest)

    @property
    def folder(self) -> Path:
        """Its folder, or its name where it came from the hub."""
        return Path(self._name)

    def score(self, pairs: Sequence[Pair]) -> list[Scores | None]:
        """Scores pairs one by one, so that none depends on its neighbours."""
        answers = {pair: self._one(pair) for pair in dict.fromkeys(pairs)}
        return [answers[pair] for pair in pairs]

    @torch.inference_mode()
    def _one(self, pair: Pair) -> Scores | None:
        encoded = self._tokenizer(pair.premise, pair.hypothesis, return_tensors="pt")
        if encoded["input_ids"].shape[1] > self._window:
            return None
        logits = self._model(**encoded).logits[0].double().numpy()
        placed = np.full(3, -1e9)
        for cls, place in self._places.items():
            placed[cls] = logits[place]
        return self._calibration.scores(placed)


def _class_places(name: str, id2label: dict[int, str]) -> dict[int, int]:
    """Where each class stands among the logits, from the labels' names."""
    places: dict[int, int] = {}
    for place, label in id2label.items():
        word = str(label).lower().replace("-", "_").replace(" ", "_")
        if word.startswith(("not_entail", "non_entail", "no_entail")):
            places[_CLASSES["neutral"]] = int(place)
            continue
        for stem, cls in _CLASSES.items():
            if word.startswith(stem):
                places[cls] = int(place)
    if len(places) != len(id2label) or _CLASSES["entail"] not in places or len(places) < 2:
        raise BadModel(name, f"its labels {list(id2label.values())} are not NLI labels", MEND)
    return places


def _digest(state: dict[str, torch.Tensor]) -> str:
    digest = hashlib.sha256()
    for key in sorted(state):
        digest.update(key.encode())
        digest.update(state[key].detach().cpu().float().contiguous().numpy().tobytes())
    return digest.hexdigest()
