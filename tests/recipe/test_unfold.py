"""The shipped bundle can be trained on: unfolded, it answers as it did."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from consistency.nli.bundle import default_folder
from consistency.nli.selftest import CANONICAL
from models.recipe.export import score, torch_logits
from models.recipe.rows import Row
from models.recipe.unfold import unfold


def test_unfolded_weights_answer_as_the_bundle_does(tmp_path: Path) -> None:
    unfold(default_folder(), tmp_path)
    rows = [Row(c.pair.premise, c.pair.hypothesis, "", "", "", "") for c in CANONICAL]
    shipped = score(default_folder() / "model.onnx", rows)
    unfolded = torch_logits(tmp_path, rows, 1)
    assert np.abs(shipped - unfolded).max() < 1.0
    assert (shipped.argmax(axis=1) == unfolded.argmax(axis=1)).mean() >= 7 / 8
