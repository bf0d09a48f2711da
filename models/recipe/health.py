"""A quick look at a model on slices of the measuring sets: for reporting, never for choosing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from models.recipe.agree import Evidence, sentences
from models.recipe.export import Logits, accuracy, score
from models.recipe.rows import LABELS, Row, held_out, premise_group, read_jsonl, save_json

PEERS = ("ROUGE-2", "BERTScore", "SummaC", "QAFactEval", "BARTScore")
"""Whose scores BUMP's publisher gives for the same rows; the first counts words, no more."""
MNLI = "mnli_dev_m_mm"
"""Trained on, less the premises that `held_out` keeps back: those are measured."""
Floats = NDArray[np.float64]
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


def interval(right: NDArray[Any], cluster: NDArray[Any] | None = None) -> list[float]:
    """Mean and its 95 % bootstrap interval, in per cent; whole clusters are drawn if given."""
    rng = np.random.default_rng(0)
    groups = (
        np.arange(len(right)) if cluster is None else np.unique(cluster, return_inverse=True)[1]
    )
    sums = np.bincount(groups, weights=right)
    sizes = np.bincount(groups)
    draws = rng.integers(0, len(sums), (2000, len(sums)))
    low, high = np.percentile(sums[draws].sum(1) / sizes[draws].sum(1), (2.5, 97.5))
    return [round(100 * float(x), 1) for x in (right.mean(), low, high)]


def entail(logits: Logits) -> Logits:
    """Plain softmax share of entailment."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised[:, 0] / raised.sum(axis=1), dtype=np.float32)


def bump(model: Path, path: Path) -> dict[str, object]:
    """How often the faithful of two summaries scores higher, beside the published metrics.

    A summary's score is the mean over its sentences of the entailment by the best evidence.
    The ROC AUC counts each article's reference once, as BUMP does (Ma et al. 2023, ACL).
    """
    raws: list[dict[str, Any]] = [dict(raw) for raw in read_jsonl(path)]
    ours = _summaries(model, raws)
    articles = np.array([raw["article_id"] for raw in raws])
    systems = {"ours": (ours["reference_summary"], ours["edited_summary"])}
    for peer in PEERS:
        columns = (f"{peer}_reference", f"{peer}_edited")
        systems[peer] = tuple(np.array([raw["scores"][c] for raw in raws]) for c in columns)  # type: ignore[assignment]
    kinds = np.array([str(raw["error_type"]) for raw in raws])
    found: dict[str, object] = {"n": len(raws), "articles": len(set(articles))}
    for name, (reference, edited) in systems.items():
        right = reference > edited
        first = np.unique(articles, return_index=True)[1]
        found[name] = {
            "pair_consistency": interval(right, articles),
            "auc": _auc(reference, edited, articles, first),
            "by_kind": {
                k: [*interval(right[kinds == k], articles[kinds == k]), int((kinds == k).sum())]
                for k in sorted({*kinds})
            },
        }
    return found


def _summaries(model: Path, raws: list[dict[str, Any]]) -> dict[str, Floats]:
    """One score for each summary of each pair."""
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
    return {
        side: np.array([np.mean(total[n, side]) for n in range(len(raws))])
        for side in ("reference_summary", "edited_summary")
    }


def _auc(
    reference: Floats, edited: Floats, articles: NDArray[Any], first: NDArray[Any]
) -> list[float]:
    """ROC AUC with its 95 % interval over articles."""

    def auc(drawn: NDArray[Any]) -> float:
        true = np.concatenate([reference[first][articles[first] == a] for a in drawn])
        false = np.concatenate([edited[articles == a] for a in drawn])
        return float(
            roc_auc_score([1] * len(true) + [0] * len(false), np.concatenate([true, false]))
        )

    every = np.unique(articles)
    rng = np.random.default_rng(0)
    draws = [auc(rng.choice(every, len(every))) for _ in range(1000)]
    return [round(float(x), 3) for x in (auc(every), *np.percentile(draws, (2.5, 97.5)))]


def mnli(model: Path, path: Path) -> dict[str, object]:
    """Entailed or not, on the pairs of MultiNLI whose premises are kept out of training."""
    rows = [row for row in map(_mnli_row, read_jsonl(path)) if held_out(row)]
    logits = score(model, rows)
    right = (logits.argmax(axis=1) == 0) == np.array([row.label == LABELS[0] for row in rows])
    groups = np.array([row.group for row in rows])
    return {"n": len(rows), "accuracy": interval(right, groups)}


def _mnli_row(raw: Mapping[str, object]) -> Row:
    premise, claim = str(raw["premise"]).strip(), str(raw["hypothesis"]).strip()
    return Row(premise, claim, str(raw["label"]), MNLI, MNLI, premise_group(premise))


def health(model: Path, data: Path, out: Path) -> None:
    """Write the figures of one model file on the sets in a data folder."""
    dev = data / "dev"
    figures: dict[str, object] = {"model": model.name}
    for name, most in (
        ("news_nli_base_news_test", None),
        ("news_nli_sim_news_test", None),
        ("snli_test", None),
    ):
        rows = nli_rows(dev / f"{name}.jsonl.gz", most)
        logits = score(model, rows)
        right = np.array([accuracy(logits[i : i + 1], rows[i : i + 1]) for i in range(len(rows))])
        figures[name] = {"n": len(rows), "accuracy": interval(right / 100)}
    figures["mnli_held_out_binary"] = mnli(model, data / "train" / "pairs" / f"{MNLI}.jsonl.gz")
    figures["bump_dev"] = bump(model, dev / "bump_dev.jsonl.gz")
    save_json(out, figures)
