"""Logits become honest probabilities: a scale and a bias a class, then a softmax."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consistency.domain import Scores


@dataclass(frozen=True, slots=True)
class Calibration:
    """Vector scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks", sec. 4.2).

    The numbers are fitted once on held-out pairs; the identity leaves a plain softmax.
    """

    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    bias: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def scores(self, logits: NDArray[np.float64]) -> Scores:
        """Turns logits, shape (3,) in the order entailment, neutral, contradiction, to Scores."""
        scaled = logits.astype(np.float64) * np.array(self.scale) + np.array(self.bias)
        raised = np.exp(scaled - scaled.max())
        entailment, neutral, contradiction = (raised / raised.sum()).tolist()
        return Scores(entailment, neutral, contradiction)
