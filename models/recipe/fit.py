"""Calibrate on held-out pairs: a scale and a bias a class, judged on sets the fit never saw."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from models.recipe.export import accuracy, score, write_manifest
from models.recipe.health import MNLI, nli_rows
from models.recipe.rows import (
    LABELS,
    NOT_ENTAILMENT,
    RUNS,
    Row,
    read_rows,
    sample,
    save_json,
)

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]
# Pulls the six numbers towards "leave the logits alone", so a small set cannot bend them far.
PRIOR = 0.02


def log_probabilities(logits: Floats, scale: Floats, bias: Floats) -> Floats:
    """Log-softmax of the scaled logits."""
    scaled = logits * scale + bias
    scaled = scaled - scaled.max(axis=1, keepdims=True)
    return np.asarray(scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True)))


def loss(rows: Sequence[Row], logp: Floats) -> float:
    """Mean negative log-likelihood; a half-label counts neutral and contradiction together."""
    either = np.logaddexp(logp[:, 1], logp[:, 2])
    order = [*LABELS, NOT_ENTAILMENT]
    every = np.column_stack([logp, either])
    return -float(np.mean(every[np.arange(len(rows)), [order.index(r.label) for r in rows]]))


def ece(rows: Sequence[Row], logp: Floats, bins: int = 10) -> float:
    """Expected calibration error of the top answer, in bins of equal counts."""
    top = np.exp(logp.max(axis=1))
    right = np.array([LABELS[k] == row.label for k, row in zip(logp.argmax(1), rows, strict=True)])
    parts = np.array_split(np.argsort(top), bins)
    return float(sum(len(p) * abs(top[p].mean() - right[p].mean()) for p in parts) / len(rows))


def vector_scaling(rows: Sequence[Row], logits: Floats) -> tuple[Floats, Floats]:
    """Fit by maximum likelihood with a weak prior."""

    def objective(x: Floats) -> float:
        # Scales are exponentials: a negative one would turn an answer round.
        spread = float((x[:3] ** 2).sum() + (x[3:] ** 2).sum())
        return loss(rows, log_probabilities(logits, np.exp(x[:3]), x[3:])) + PRIOR * spread / 6

    x = minimize(objective, np.zeros(6), method="L-BFGS-B").x
    return np.exp(x[:3]), x[3:] - x[3:].mean()


def fit(out: Path, last: str, bundle: Path, data: Path, seed: int = 0) -> None:
    """Fit on the `last` stage's held-out pairs, report on others, write calibration.json."""
    model = bundle / "model.onnx"
    held = read_rows(out / f"{last}_heldout.jsonl")
    general = [row for row in read_rows(out / "stage1_heldout.jsonl") if row.set != MNLI]
    held += sample(general, 300, seed)
    logits = score(model, held).astype(np.float64)
    scale, bias = vector_scaling(held, logits)
    report: dict[str, object] = {
        "fitted_on": {"n": len(held), "accuracy": accuracy(logits.astype(np.float32), held)},
        "scale": [round(float(v), 4) for v in scale],
        "bias": [round(float(v), 4) for v in bias],
    }
    identity = np.ones(3), np.zeros(3)
    dev = data / "dev"
    judged = {"snli_test (1,000)": nli_rows(dev / "snli_test.jsonl.gz", 1000)}
    judged["news_nli (base + sim)"] = [
        row
        for kind in ("base", "sim")
        for row in nli_rows(dev / f"news_nli_{kind}_news_test.jsonl.gz")
    ]
    for name, rows in judged.items():
        seen = score(model, rows).astype(np.float64)
        before, after = (log_probabilities(seen, *fitted) for fitted in (identity, (scale, bias)))
        report[name] = {
            "n": len(rows),
            "ece": [round(ece(rows, before), 4), round(ece(rows, after), 4)],
            "nll": [round(loss(rows, before), 4), round(loss(rows, after), 4)],
            "accuracy": [
                accuracy(before.astype(np.float32), rows),
                accuracy(after.astype(np.float32), rows),
            ],
        }
    by_set: dict[str, list[float]] = {}
    calibrated = log_probabilities(logits, scale, bias).astype(np.float32)
    for name in sorted({row.set for row in held}):
        at = [i for i, row in enumerate(held) if row.set == name]
        if len(at) >= 15:
            by_set[name] = [accuracy(calibrated[at], [held[i] for i in at]), len(at)]
    for kind in sorted({row.kind for row in held if row.set == "spun"}):
        at = [i for i, row in enumerate(held) if row.set == "spun" and row.kind == kind]
        by_set[f"spun: {kind}"] = [accuracy(calibrated[at], [held[i] for i in at]), len(at)]
    report["held_out_accuracy_by_set"] = by_set
    save_json(RUNS / "fit.json", report)
    save_json(bundle / "calibration.json", {"scale": report["scale"], "bias": report["bias"]})
    write_manifest(bundle)
    log.info("fit: %s", report)
