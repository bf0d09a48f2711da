"""Thresholds, calibrated probabilities of error, and the exact rules' measured precision.

All on articles that no training row came from: spun errors and faithful rewrites of single
sentences, each checked against its whole article as source, the spun articles labelled by hand
that rules are built on, and true articles against themselves. The figures go into the bundle's
calibration.json, into the rules' reliability.json, and into runs/decision.json.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.progress import track
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, roc_auc_score

from consistency.analysis.plan import nearness
from consistency.checker import Checker
from consistency.decision.decide import decide
from consistency.decision.judge import by_sentence, entailment, mutual, opposition, shown
from consistency.domain import Analysis, Case, Document, Fact, Fitted, Origin, Shown
from consistency.errors import BadInput
from consistency.intake.read import document_from_text, source_facts
from consistency.settings import Settings
from eval.examples import read_examples
from models.recipe.leak import Guard
from models.recipe.rows import LABELS, RUNS, read_rows
from models.recipe.spin.__main__ import generate
from models.recipe.spin.text import Article, articles

ROWS = 500
TRUE_ARTICLES = 40
"""True articles held against themselves."""
SPUN_ARTICLES = 120
"""Articles that give the rows."""
SHARE_SILENT = 0.25
"""Share of the true sentences that are checked against an article that does not say them."""
LITTLE = 0.5
"""Source sentences with less of a sentence's content words do not say it."""
SHARE_OF_ERRORS = 0.3
"""The share of wrong sentences that probabilities refer to; spun articles vary around it."""
NO_MODEL = {"contradict": 2.0, "unsupported": 2.0, "self_contradict": 2.0}
"""Thresholds that no model reaches."""
MADE_FROM_ARTICLES = ("spun:", "neighbours:")
"""How the groups of rows begin that were made from the articles of news/."""
LABELLED = Path(__file__).resolve().parents[2] / "eval" / "data" / "spun_news" / "train.jsonl"
RULES = Path(__file__).resolve().parents[2] / "consistency" / "rules" / "reliability.json"
ENTAILED = LABELS[0]
ALWAYS_WRONG = {"FC401": 0.97, "FC402": 0.99}
"""Rules over tables and patterns, set by hand while fewer than `FEW` examples speak of them."""
FEW = 5.0


class Measured(NamedTuple):
    """One sentence checked against its article."""

    wrong: bool
    kind: str
    article: str
    analysis: Analysis
    shown: Shown
    support: float
    oppose: float
    overlap: float
    """Share of its content words that the best source sentence has: the lexical rival."""
    nearness: float
    """Mean of that share and the embeddings' cosine: the encoder's rival."""


def untrained(data: Path, out: Path, seed: int) -> list[Article]:
    """Articles of which no stage holds a row, as many as are needed, drawn by the seed."""
    used = {
        row.group.rpartition(":")[2]
        for path in out.glob("stage[0-9].jsonl")
        for row in read_rows(path)
        if row.group.startswith(MADE_FROM_ARTICLES)
    }
    every = articles(data, sys.maxsize, 0, seed)
    fresh = (a for a in every if a.group.rpartition(":")[2] not in used and _readable(a))
    return list(islice(fresh, TRUE_ARTICLES + SPUN_ARTICLES))


def _readable(article: Article) -> bool:
    """Whether intake takes the text; some articles are tables or in another language."""
    try:
        document_from_text(article.text, article.group)
    except BadInput:
        return False
    return True


def measure(checker: Checker, guard: Guard, read: list[Article], seed: int) -> list[Measured]:
    """Checks single sentences, true and broken, against their whole articles.

    Of some true ones the article loses what backs them: nothing says them, so they are wrong too.
    """
    rng = random.Random(seed)
    rows = [r for r in generate(guard, read, sys.maxsize, seed) if r["kind"] != "near_miss"]
    rng.shuffle(rows)
    texts = dict(read)
    sources: dict[str, tuple[Fact, ...]] = {}
    found = []
    for row in track(sorted(rows[:ROWS], key=lambda r: r["group"]), description="checking"):
        group, wrong, kind = row["group"], row["label"] != ENTAILED, row["kind"]
        if group not in sources:
            sources = {group: source_facts(document_from_text(texts[group], group))}
        source = sources[group]
        document = document_from_text(row["hypothesis"])
        if not wrong and rng.random() < SHARE_SILENT:
            wrong, kind = True, "source_silent"
            source = tuple(f for f in source if overlap(document, f) < LITTLE)
        found += measured(checker, document, source, wrong, kind, group)
    return found


def measure_written(checker: Checker, heldout: Path) -> list[Measured]:
    """Checks the far-worded rewrites that were kept out of training, and their false twins."""
    rows = [r for r in read_rows(heldout) if r.group.startswith("written:")]
    found = []
    for row in track([r for r in rows if r.kind != "near_miss"], description="far wording"):
        document = document_from_text(row.hypothesis)
        source = source_facts(document_from_text(row.premise))
        wrong = row.label != ENTAILED
        found += measured(checker, document, source, wrong, f"written_{row.kind}", row.group)
    return found


def measure_labelled(checker: Checker) -> list[Measured]:
    """Checks each sentence of the labelled articles that rules may be built on."""
    found = []
    for example in track(read_examples(LABELLED), description="labelled"):
        source = source_facts(document_from_text(example.source))
        for sentence in example.sentences:
            document = document_from_text(sentence.span.of(example.text))
            kind = sentence.errors[0].kind if sentence.errors else "true"
            wrong = bool(sentence.errors)
            found += measured(checker, document, source, wrong, f"labelled_{kind}", example.id)
    return found


def overlap(document: Document, fact: Fact) -> float:
    """Share of the content words of a document's first sentence that a fact has."""
    return 2 * nearness(document.sentences[0], (fact,), 0.0)


def measured(
    checker: Checker,
    document: Document,
    source: tuple[Fact, ...],
    wrong: bool,
    kind: str,
    group: str,
) -> list[Measured]:
    """One sentence checked, or nothing where there is no evidence to measure."""
    analysis = checker.analyse(Case(document, source))
    known = [e for e in analysis.evidence if e.premise[0].origin is Origin.SOURCE]
    if not known:
        return []
    return [
        Measured(
            wrong,
            kind,
            group,
            analysis,
            shown(known),
            max(entailment(e) for e in known),
            max(opposition(e) for e in known),
            max(2 * nearness(document.sentences[0], e.premise, 0.0) for e in known),
            max(e.nearness for e in known),
        )
    ]


def self_scores(checker: Checker, read: list[Article]) -> tuple[list[float], int]:
    """How surely true articles seem to contradict themselves, and their number of sentences."""
    scores, sentences = [], 0
    for group, text in track(read, description="true"):
        analysis = checker.analyse(Case(document_from_text(text, group)))
        sentences += len(analysis.case.document.sentences)
        found = by_sentence(analysis)
        best: dict[int, float] = defaultdict(float)
        for e in analysis.evidence:
            pair = max(e.sentence, e.premise[0].sentence.index)
            best[pair] = max(best[pair], mutual(found, e))
        scores += best.values()
    return scores, sentences


def weights(found: list[Measured]) -> np.ndarray:
    """Weights under which the sample has the stated share of errors."""
    wrong = np.array([m.wrong for m in found])
    share = wrong.mean()
    return np.where(wrong, SHARE_OF_ERRORS / share, (1 - SHARE_OF_ERRORS) / (1 - share))


def fit(found: list[Measured], self_found: list[float], sentences: int) -> dict[str, Any]:
    """Everything that is fitted, with the figures that say how well."""
    chosen = set(sorted({m.article for m in found})[::2])
    half = [m for m in found if m.article in chosen]
    rest = [m for m in found if m.article not in chosen]
    features = lambda ms: np.array([m.shown for m in ms])  # noqa: E731
    wrong = np.array([m.wrong for m in half])
    model = LogisticRegression().fit(features(half), wrong, sample_weight=weights(half))
    chance = model.predict_proba(features(rest))[:, 1]
    truth = np.array([m.wrong for m in rest])
    support = _support(half)
    left = [m for m in half if not _is_told(m)]
    fitted_chance = dict(zip(map(id, half), model.predict_proba(features(half))[:, 1], strict=True))
    thresholds = {
        "support": support,
        "contradict": _precise(half, left, lambda m, t: m.oppose >= t and m.oppose > m.support),
        "unsupported": _precise(
            half, left, lambda m, t: m.support < support and fitted_chance[id(m)] >= t
        ),
        "self_contradict": _rare(self_found, sentences),
    }
    error_weights = (float(model.intercept_[0]), *map(float, model.coef_[0]))
    decided = Fitted(thresholds, error_weights)
    flags = [_codes(m, decided) for m in found]
    by_kind = Counter(m.kind for m in rest)
    caught = Counter(
        m.kind for m, f in zip(found, flags, strict=True) if f and m.article not in chosen
    )
    return {
        "thresholds": thresholds,
        "error_weights": error_weights,
        "reliability": _reliability(found, flags),
        "held_out_half": {
            "n": len(rest),
            "articles": len({m.article for m in rest}),
            "auc": {
                "ours": _auc(truth, chance, rest),
                "best entailment alone": _auc(truth, np.array([-m.support for m in rest]), rest),
                "word overlap": _auc(truth, np.array([-m.overlap for m in rest]), rest),
                "overlap and embedding": _auc(truth, np.array([-m.nearness for m in rest]), rest),
            },
            "balanced_accuracy_at_half": round(balanced_accuracy_score(truth, chance >= 0.5), 4),
            "f1": {
                "exact rules alone": _f1(rest, [_is_told(m) for m in rest]),
                "with the model": _f1(rest, [bool(_codes(m, decided)) for m in rest]),
            },
            "brier": round(brier_score_loss(truth, chance, sample_weight=weights(rest)), 4),
            "ece": round(_ece(truth, chance, weights(rest)), 4),
            "reliability_curve": np.round(calibration_curve(truth, chance, n_bins=5), 3).tolist(),
        },
        "faithful_kinds": sorted({m.kind for m in found if not m.wrong}),
        "flagged_by_kind": {k: [caught[k], by_kind[k]] for k in sorted(by_kind)},
    }


def _support(found: list[Measured]) -> float:
    """The support from which more sentences are true than not, by balanced accuracy."""
    wrong = np.array([m.wrong for m in found])
    support = np.array([m.support for m in found])
    grid = np.arange(0.2, 0.95, 0.01)
    scores = [balanced_accuracy_score(~wrong, support >= t) for t in grid]
    return round(float(grid[int(np.argmax(scores))]), 2)


def _precise(
    found: list[Measured], left: list[Measured], flags: Any, precision: float = 0.9
) -> float:
    """The lowest threshold whose flags are right nine times in ten at the stated share.

    Counted on what exact rules leave: they find most errors that a model finds easily, and a
    threshold that looks precise with these says mostly false alarms without them.
    """
    weight = weights(found)
    alone = {id(m) for m in left}
    still = np.array([id(m) in alone for m in found])
    for t in np.arange(0.4, 0.99, 0.01):
        hit = still & np.array([flags(m, t) for m in found])
        right = weight[hit & np.array([m.wrong for m in found])].sum()
        if hit.any() and right / weight[hit].sum() >= precision:
            return round(float(t), 2)
    return 0.99


def _rare(scores: list[float], sentences: int, per_hundred: float = 0.5) -> float:
    """The score that true articles reach at most every 200th sentence."""
    allowed = int(sentences * per_hundred / 100)
    ranked = sorted(scores, reverse=True)
    edge = ranked[allowed] if len(ranked) > allowed else 0.9
    return round(min(0.999, max(0.9, edge + 0.001)), 3)


def _is_told(measured: Measured) -> bool:
    """Whether an exact rule finds something, whatever the model says."""
    return bool(_codes(measured, Fitted(NO_MODEL)))


def _f1(found: list[Measured], flagged: list[bool]) -> float:
    """F1 of flags for wrong sentences at the stated share."""
    weight = weights(found)
    hit, wrong = np.array(flagged), np.array([m.wrong for m in found])
    return round(
        float(2 * weight[hit & wrong].sum() / (weight[hit].sum() + weight[wrong].sum())), 4
    )


def _codes(measured: Measured, fitted: Fitted) -> frozenset[str]:
    """The rules that fire under what was fitted."""
    report = decide(measured.analysis, Settings(), fitted)
    return frozenset(f.rule.code for f in report.findings)


def _reliability(found: list[Measured], flags: list[frozenset[str]]) -> dict[str, float]:
    """Precision of each exact rule at the stated share of errors, smoothed towards one half."""
    weight = weights(found)
    measured = dict(ALWAYS_WRONG)
    for code in sorted({code for codes in flags for code in codes}):
        hit = np.array([code in codes for codes in flags])
        if code in ALWAYS_WRONG and weight[hit].sum() < FEW:
            continue
        right = weight[hit & np.array([m.wrong for m in found])].sum()
        measured[code] = round(float((right + 1) / (weight[hit].sum() + 2)), 3)
    return measured


def _auc(truth: np.ndarray, scores: np.ndarray, rows: list[Measured]) -> list[float]:
    """ROC AUC for finding the wrong sentences, with its 95 % bootstrap interval over articles."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        places[row.article].append(n)
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(1000):
        drawn = rng.choice(np.array(list(places)), len(places))
        picked = [n for article in drawn for n in places[article]]
        draws.append(roc_auc_score(truth[picked], scores[picked]))
    every = roc_auc_score(truth, scores)
    return [round(float(x), 3) for x in (every, *np.percentile(draws, (2.5, 97.5)))]


def _ece(truth: np.ndarray, chance: np.ndarray, weight: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins (Naeini et al. 2015)."""
    place = np.minimum((chance * bins).astype(int), bins - 1)
    total = 0.0
    for b in range(bins):
        inside = place == b
        if inside.any():
            share = weight[inside].sum() / weight.sum()
            gap = np.average(truth[inside], weights=weight[inside]) - np.average(
                chance[inside], weights=weight[inside]
            )
            total += share * abs(gap)
    return float(total)


def write(figures: dict[str, Any], bundle: Path) -> None:
    """Puts the figures where the library reads them, and mends the manifest's checksum."""
    path = bundle / "calibration.json"
    calibration = json.loads(path.read_text(encoding="utf-8"))
    calibration["thresholds"] = figures["thresholds"]
    calibration["error_weights"] = figures["error_weights"]
    path.write_text(json.dumps(calibration, indent=2) + "\n", encoding="utf-8")
    manifest_path = bundle / "bundle.json"
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    manifest["files"]["calibration.json"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest_path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    RULES.write_text(
        json.dumps({"precision": dict(sorted(figures["reliability"].items()))}, indent=2) + "\n",
        encoding="utf-8",
    )
    RUNS.mkdir(exist_ok=True)
    (RUNS / "decision.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def fit_bundle(data: Path, out: Path, last: str, bundle: Path, seed: int) -> None:
    """Measures, fits and writes, for a bundle that is scored by already.

    `last` is the last stage, whose rows kept out of training hold the far wording.
    """
    checker = Checker(model=str(bundle))
    read = untrained(data, out, seed)
    true, spun = read[:TRUE_ARTICLES], read[TRUE_ARTICLES:]
    scores, sentences = self_scores(checker, true)
    found = measure(checker, Guard(data / "dev"), spun, seed + 1)
    found += measure_written(checker, out / f"{last}_heldout.jsonl")
    found += measure_labelled(checker)
    figures = fit(found, scores, sentences)
    write(figures | {"articles": {"true": len(true), "spun": len(spun)}}, bundle)
