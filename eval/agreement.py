"""`python -m eval.agreement`: how far the two labellers of spun_news agree; writes its card.

Krippendorff's alpha, nominal (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"):
over all sentences for ok against error, and for each kind that a sentence has it or not. Both
labels are taken as they were before differences were resolved.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np

from consistency.rules.registry import all_rules
from eval.markdown import markdown

DATA = Path(__file__).parent / "data" / "spun_news"
SPLITS = ("train", "dev", "test")


def read(split: str) -> list[dict[str, Any]]:
    """The articles of a split as they stand in the file."""
    lines = (DATA / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def alpha(first: list[bool], second: list[bool]) -> float:
    """Agreement of two labellers on a yes-or-no question; NaN where both always say the same."""
    values = np.array([first, second], dtype=int)
    if (values == values.flat[0]).all():
        return float("nan")
    return round(float(krippendorff.alpha(values, level_of_measurement="nominal")), 3)


def alphas(sentences: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Agreement on whether a sentence is wrong, under "error", and on each kind that was named.

    Args:
        sentences: as they stand in the file, labelled twice.
    """
    first = [kinds(s.get("first", s["errors"])) for s in sentences]
    second = [kinds(s["second"]) for s in sentences]
    told = {"error": alpha([bool(f) for f in first], [bool(s) for s in second])}
    for kind in sorted(set().union(*first, *second)):
        told[kind] = alpha([kind in f for f in first], [kind in s for s in second])
    return told


def kinds(errors: Sequence[Mapping[str, Any]]) -> set[str]:
    """The kinds of some errors."""
    return {error["kind"] for error in errors}


def card() -> str:
    """The set's card, with its counts and agreement."""
    articles = {split: read(split) for split in SPLITS}
    sentences = [s for split in SPLITS for a in articles[split] for s in a["spun"]]
    agreed = alphas([s for s in sentences if "second" in s])
    counts = {
        split: Counter(e["kind"] for a in articles[split] for s in a["spun"] for e in s["errors"])
        for split in SPLITS
    }
    return markdown(
        DATA / "card.md.j2",
        articles={split: len(articles[split]) for split in SPLITS},
        sentences={split: sum(len(a["spun"]) for a in articles[split]) for split in SPLITS},
        ok=sum(not s["errors"] for s in sentences),
        total=len(sentences),
        topics=sorted({a["topic"] for split in SPLITS for a in articles[split]}),
        once=[a["id"] for split in SPLITS for a in articles[split] if not _twice(a)],
        alpha=agreed["error"],
        kinds=[
            (
                rule.name,
                *(counts[split][rule.name] for split in SPLITS),
                agreed[rule.name],
            )
            for rule in all_rules()
            if rule.name in agreed
        ],
        notes=[
            (a["id"], n, s["note"])
            for split in SPLITS
            for a in articles[split]
            for n, s in enumerate(a["spun"])
            if "note" in s
        ],
    )


def _twice(article: Mapping[str, Any]) -> bool:
    return all("second" in sentence for sentence in article["spun"])


def main() -> None:
    """Writes the card."""
    (DATA / "CARD.md").write_text(card(), encoding="utf-8")


if __name__ == "__main__":
    main()
