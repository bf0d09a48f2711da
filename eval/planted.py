"""How many of the errors that `eval.plant` planted an audit reported."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq


def planted(out: Path, gold: Path) -> dict[str, Any]:
    """Share of planted errors with an error finding in their sentence, by kind; and false alarms.

    Args:
        out: folder of the audit.
        gold: the planted errors.
    """
    sentences: dict[str, list[dict[str, Any]]] = {}
    wanted = ["article", "index", "start", "end", "role", "text"]
    for row in pq.read_table(out / "sentences", columns=wanted).to_pylist():
        sentences.setdefault(row["article"], []).append(row)
    findings = pq.read_table(out / "findings", columns=["article", "sentence", "severity"])
    flagged = {
        (f["article"], f["sentence"]) for f in findings.to_pylist() if f["severity"] == "error"
    }
    hit: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    spoilt = set()
    for line in gold.read_text(encoding="utf-8").splitlines():
        error = json.loads(line)
        wrong = {
            (row["article"], row["index"])
            for row in sentences.get(error["article"], ())
            if row["start"] < error["end"] and error["start"] < row["end"]
        }
        spoilt |= wrong
        all_of[error["kind"]] += 1
        hit[error["kind"]] += bool(wrong & flagged)
    true = [
        (row["article"], row["index"])
        for rows in sentences.values()
        for row in rows
        if row["role"] == "body"
        and (row["article"], row["index"]) not in spoilt
        # The copies' own closing lines have no source; they are rightly unsupported.
        and not re.search(r"first published elsewhere|All rights belong", row["text"])
    ]
    return {
        "found": {kind: [hit[kind], n] for kind, n in sorted(all_of.items())},
        "true_sentences_with_an_error_finding": [sum(one in flagged for one in true), len(true)],
    }
