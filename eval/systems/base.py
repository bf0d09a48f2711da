"""What a system is: tasks without their gold go in, an answer for each unit comes out."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import consistency
from consistency.domain import Span
from consistency.errors import ConsistencyError
from eval.benchmark import Item
from eval.runs import Answer, SystemInfo


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit without its gold."""

    id: str
    span: Span
    peers: Mapping[str, float]
    """What published systems said of it."""


@dataclass(frozen=True, slots=True)
class Task:
    """An item without its gold: all that a system may see."""

    id: str
    text: str
    source: str
    facts: tuple[str, ...]
    units: tuple[Asked, ...]
    pair: bool
    """Whether it is a premise and a hypothesis, to be laid side by side as they are."""

    @classmethod
    def of(cls, item: Item, *, pair: bool) -> Task:
        """The task that an item sets."""
        units = tuple(Asked(unit.id, unit.span, unit.peers) for unit in item.units)
        return cls(item.id, item.text, item.source, item.facts, units, pair)


class System(ABC):
    """Anything that can be measured."""

    @property
    @abstractmethod
    def info(self) -> SystemInfo:
        """Its name, settings and model: what tells its runs from others."""

    @abstractmethod
    def judge(self, task: Task) -> tuple[Answer, ...]:
        """Answers one task, a unit at a time, in order.

        Raises:
            ConsistencyError: the task cannot be read; its units then stay without a score.
        """

    def answer(self, tasks: Sequence[Task]) -> list[Answer]:
        """Answers tasks in order; one that cannot be read is an error, not the end of the run."""
        return [answer for task in tasks for answer in self._safely(task)]

    def _safely(self, task: Task) -> tuple[Answer, ...]:
        try:
            return self.judge(task)
        except ConsistencyError as error:
            return tuple(
                Answer(unit.id, None, verdict="unchecked", error=str(error)) for unit in task.units
            )


@lru_cache
def fingerprint(*folders: str) -> str:
    """Checksum of the code in `eval/systems/<file>` and whole packages such as `consistency`.

    Args:
        folders: files or folders, relative to the repository.
    """
    root = Path(consistency.__file__).parents[1]
    digest = hashlib.sha256()
    for name in sorted(folders):
        place = root / name
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in files:
            if file.suffix in {".py", ".json", ".toml"}:
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
