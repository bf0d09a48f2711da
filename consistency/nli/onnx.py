"""A bundle run by ONNX Runtime: every pair by itself, pairs side by side on threads.

On a CPU a padded batch is no faster than its pairs one after another (docs/design/scoring.md
has the measurement), and it lets a pair's score depend on its neighbours: padding shifts the
last bits, and dynamic quantisation takes its scale over the whole batch. A pair alone has
neither fault, so verdicts do not depend on batch, order or thread count by construction.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from consistency.domain import Fitted, ModelInfo, Pair, Scores
from consistency.errors import BadModel
from consistency.nli.bundle import RESTORE, load_bundle


class OnnxModel:
    """The shipped kind of model.

    Args:
        folder: a bundle.
        threads: how many pairs are scored side by side; all processors by default.

    Raises:
        BadModel: the bundle is damaged or ONNX Runtime cannot run it.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self.bundle = load_bundle(folder)
        self.threads = threads or os.cpu_count() or 1
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # neither library documents what it raises on bad files
            raise BadModel(str(folder), f"cannot be run ({error})", RESTORE) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._inputs = {node.name for node in self._session.get_inputs()}

    @property
    def info(self) -> ModelInfo:
        """Name and checksum of the weights."""
        return ModelInfo(self.bundle.id, self.bundle.sha256)

    @property
    def folder(self) -> Path:
        """The bundle's folder."""
        return self.bundle.folder

    @property
    def fitted(self) -> Fitted:
        """What was fitted for this bundle."""
        return self.bundle.fitted

    def score(self, pairs: Sequence[Pair]) -> list[Scores | None]:
        """Scores pairs in order; `None` where a pair exceeds the window."""
        unique = list(dict.fromkeys(pairs))
        encoded = self._tokenizer.encode_batch([(p.premise, p.hypothesis) for p in unique])
        with ThreadPoolExecutor(self.threads) as pool:
            answers = dict(zip(unique, pool.map(self._one, encoded), strict=True))
        return [answers[pair] for pair in pairs]

    def _one(self, encoding: Encoding) -> Scores | None:
        if len(encoding.ids) > self.bundle.max_length:
            return None
        feed = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        logits = self._session.run(None, {k: v for k, v in feed.items() if k in self._inputs})[0]
        return self.bundle.calibration.scores(logits[0])
