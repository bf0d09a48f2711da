"""Scores that others computed: those that came with a benchmark's rows, or a file of them."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

from consistency.errors import BadInput
from eval.runs import Answer, SystemInfo
from eval.systems.base import System, Task


class PeerSystem(System):
    """A published system, by the scores that its publisher gives for these very rows."""

    def __init__(self, peer: str) -> None:
        self._peer = peer

    @property
    def info(self) -> SystemInfo:
        """Nothing but its name is known."""
        return SystemInfo(f"peer:{self._peer}", {"origin": "scores stored with the rows"})

    def judge(self, task: Task) -> tuple[Answer, ...]:
        """The stored score of each unit; a unit without one stays unscored."""
        return tuple(_answer(unit.id, unit.peers.get(self._peer)) for unit in task.units)


class FileSystem(System):
    """A file of scores by unit id: JSONL with `id` and `score`, or CSV with these columns.

    Raises:
        BadInput: the file is missing, or a row lacks a column or its score is no number.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._scores = _read(path)

    @property
    def info(self) -> SystemInfo:
        """Named after the file, which its checksum holds to."""
        digest = hashlib.sha256(self._path.read_bytes()).hexdigest()
        return SystemInfo(f"file:{self._path.stem}", {"sha256": digest})

    def judge(self, task: Task) -> tuple[Answer, ...]:
        """The score that the file has for each unit."""
        return tuple(_answer(unit.id, self._scores.get(unit.id)) for unit in task.units)


def _answer(unit: str, score: float | None) -> Answer:
    return Answer(unit, score, error="no score was stored for it" if score is None else None)


def _read(path: Path) -> dict[str, float]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(str(path), f"cannot be read ({error.strerror})", "check the path") from error
    lines = text.splitlines()
    table = path.suffix.lower() == ".csv"
    rows = csv.DictReader(lines) if table else (json.loads(line) for line in lines if line.strip())
    scores: dict[str, float] = {}
    try:
        for row in rows:
            scores[str(row["id"])] = float(row["score"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            f"{path}: row {len(scores) + 1}",
            f"is no score ({error!r})",
            "give JSONL or CSV with `id` and `score`",
        ) from error
    return scores
