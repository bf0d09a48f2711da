"""The training row, and the few helpers that every step shares."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RUNS = Path(__file__).parent / "runs"
"""What the steps measured, committed."""
LABELS = ("entailment", "neutral", "contradiction")
NOT_ENTAILMENT = "not_entailment"
HELD_OUT_PERMILLE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled pair; `group` names the article or premise that must not be split."""

    premise: str
    hypothesis: str
    label: str
    set: str
    kind: str
    group: str

    @property
    def pair(self) -> tuple[str, str]:
        """Premise and hypothesis."""
        return self.premise, self.hypothesis

    @property
    def words(self) -> int:
        """How many words both have together."""
        return len(self.premise.split()) + len(self.hypothesis.split())


def stable(text: str) -> int:
    """A number from a text, the same in every process (unlike `hash`)."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def premise_group(premise: str) -> str:
    """The group of a public pair: all claims on one premise, in whatever set they stand."""
    return f"pair:{premise.lower()}"


def held_out(row: Row) -> bool:
    """Whether the row's whole group is kept for calibration, never trained on."""
    return stable(row.group) % 1000 < HELD_OUT_PERMILLE


def sample(rows: list[Row], cap: int | None, seed: int) -> list[Row]:
    """At most `cap` rows, drawn with a fixed seed."""
    if cap is None or len(rows) <= cap:
        return rows
    return random.Random(seed).sample(rows, cap)


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON Lines file, gzip'd or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows, then move the file into place, so a killed run leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    part.replace(path)


def read_rows(path: Path) -> list[Row]:
    """The rows that `write_rows` wrote."""
    return [Row(**row) for row in read_jsonl(path)]


def save_json(path: Path, value: object) -> None:
    """Write a result as indented JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
