"""A quick look at a model on slices of the measuring sets: for reporting, never for choosing."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from models.recipe.agree import Evidence, sentences
from models.recipe.export import Logits, accuracy, score
from models.recipe.rows import LABELS, Row, read_jsonl, save_json

# Version 1 was judged on the first pairs only: the clock.
MOST = 150
_SHORT = {label[0]: label for label in LABELS}


def nli_rows(path: Path, most: int | None = None) -> list[Row]:
    """Rows of an NLI measuring set; votes become their majority, ties are left out."""
    rows = []
    for raw in read_jsonl(path):
        label = str(raw.get("label") or "")
        if votes := raw.get("labels"):
            assert isinstance(votes, list)
            best = max(set(votes), key=votes.count)
            label = _SHORT[best] if votes.count(best) * 2 > len(votes) else ""
        if label:
            name = path.name.split(".")[0]
            rows.append(Row(str(raw["premise"]), str(raw["hypothesis"]), label, name, "", ""))
    return rows[:most]


def interval(right: np.ndarray[Any, Any], seed: int = 0) -> list[float]:
    """Mean and its 95 % bootstrap interval, in per cent."""
    draws = np.random.default_rng(seed).choice(right, (2000, len(right))).mean(axis=1)
    low, high = np.percentile(draws, (2.5, 97.5))
    return [round(100 * float(x), 1) for x in (right.mean(), low, high)]


def entail(logits: Logits) -> Logits:
    """Plain softmax share of entailment."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised[:, 0] / raised.sum(axis=1), dtype=np.float32)


def bump(model: Path, path: Path) -> dict[str, object]:
    """How often the faithful of two summaries scores higher: best evidence, then mean."""
    raws = [dict(raw) for raw in read_jsonl(path)][:MOST]
    evidence = Evidence(str(raw["article"]) for raw in raws)
    rows, owner = [], []
    for number, raw in enumerate(raws):
        parts = sentences(str(raw["article"]))
        for side in ("reference_summary", "edited_summary"):
            for claim in sentences(str(raw[side])) or [str(raw[side])]:
                for most in (1, 3):
                    rows.append(Row(evidence.pick(parts, claim, most)[0], claim, "", "", "", ""))
                    owner.append((number, side, claim))
    best: dict[tuple[int, str, str], float] = defaultdict(float)
    for key, value in zip(owner, entail(score(model, rows)), strict=True):
        best[key] = max(best[key], float(value))
    total: dict[tuple[int, str], list[float]] = defaultdict(list)
    for (number, side, _), value in best.items():
        total[number, side].append(value)
    right = np.array(
        [
            np.mean(total[i, "reference_summary"]) > np.mean(total[i, "edited_summary"])
            for i in range(len(raws))
        ]
    )
    kinds = np.array([str(raw["error_type"]) for raw in raws])
    by_kind = {k: [*interval(right[kinds == k]), int((kinds == k).sum())] for k in sorted({*kinds})}
    return {"n": len(raws), "pair_consistency": interval(right), "by_kind": by_kind}


def health(model: Path, dev: Path, out: Path) -> None:
    """Write the figures of one model file."""
    figures: dict[str, object] = {"model": model.name}
    for name, most in (
        ("news_nli_base_news_test", None),
        ("news_nli_sim_news_test", None),
        ("snli_test", 1000),
    ):
        rows = nli_rows(dev / f"{name}.jsonl.gz", most)
        logits = score(model, rows)
        right = np.array([accuracy(logits[i : i + 1], rows[i : i + 1]) for i in range(len(rows))])
        figures[name] = {"n": len(rows), "accuracy": interval(right / 100)}
    figures["bump_dev"] = bump(model, dev / "bump_dev.jsonl.gz")
    save_json(out, figures)
