"""Gold: a benchmark as it was read, with its bad rows and the checksum that names the data.

Kept beside the runs, so that figures and reports need neither the data folder nor a system.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from consistency.domain import Span
from consistency.errors import BadInput
from eval.benchmark import BadRow, Benchmark, Item, Role, Unit

FILE = "gold.jsonl"
MEND_GOLD = "run `python -m eval run` again"
_ITEM = TypeAdapter(Item)
_BAD = TypeAdapter(BadRow)


@dataclass(frozen=True)
class Gold:
    """Every item of a benchmark with its answers."""

    benchmark: str
    title: str
    role: Role
    items: tuple[Item, ...]
    bad: tuple[BadRow, ...]
    partial: bool = False
    """Whether only the first items were read."""

    @cached_property
    def revision(self) -> str:
        """SHA-256 over every id, text, source, fact and gold answer, in order.

        Scores of published systems that came along are left out: they are answers, not data.
        """
        digest = hashlib.sha256()
        for item in self.items:
            plain = asdict(item)
            for unit in plain["units"]:
                del unit["peers"]
            digest.update(_line(plain).encode())
        return digest.hexdigest()

    @cached_property
    def units(self) -> tuple[tuple[Item, Unit], ...]:
        """Each unit with its item, in order."""
        return tuple((item, unit) for item in self.items for unit in item.units)

    @cached_property
    def pairs(self) -> bool:
        """Whether it is an NLI set: a premise and a hypothesis with a three-way label."""
        return any(unit.label is not None for _, unit in self.units)

    @cached_property
    def peers(self) -> tuple[str, ...]:
        """Published systems whose scores came with the rows, sorted."""
        return tuple(sorted({name for _, unit in self.units for name in unit.peers}))

    def save(self, path: Path) -> None:
        """Writes it as JSON Lines: what it is, the bad rows, then an item a line."""
        path.parent.mkdir(parents=True, exist_ok=True)
        head = {
            "benchmark": self.benchmark,
            "title": self.title,
            "role": self.role,
            "revision": self.revision,
            "bad": [asdict(row) for row in self.bad],
            "partial": self.partial,
        }
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as file:
            file.write(_line(head) + "\n")
            file.writelines(_line(asdict(item)) + "\n" for item in self.items)
        partial.replace(path)


def read_gold(benchmark: Benchmark, data: Path, most: int | None = None) -> Gold:
    """Reads a benchmark from a data directory.

    Args:
        benchmark: what to read.
        data: the directory that its files lie in.
        most: only the first items, for a quick look; the revision then names those alone.

    Raises:
        BadInput: a file is missing, no row can be read, or two units share an id.
    """
    items: list[Item] = []
    bad: list[BadRow] = []
    try:
        for row in benchmark.read(data):
            if isinstance(row, BadRow):
                bad.append(row)
            else:
                items.append(row)
            if most is not None and len(items) >= most:
                break
    except FileNotFoundError as error:
        raise BadInput(benchmark.name, str(error), "check --data") from error
    if not items:
        first = f"; the first of {len(bad)}: {bad[0].reason}" if bad else ""
        raise BadInput(benchmark.name, f"not one row can be read{first}", "check --data")
    partial = len(items) == most
    gold = Gold(benchmark.name, benchmark.title, benchmark.role, tuple(items), tuple(bad), partial)
    _require_sound(gold)
    return gold


def _require_sound(gold: Gold) -> None:
    twice = [name for name, n in Counter(unit.id for _, unit in gold.units).items() if n > 1]
    if twice:
        raise BadInput(
            f"{gold.benchmark}: {twice[0]}",
            f"{len(twice)} unit ids occur more than once",
            "give each unit an id of its own in the adapter",
        )
    for item, unit in gold.units:
        if not Span(0, len(item.text)).contains(unit.span):
            raise BadInput(
                f"{gold.benchmark}: {unit.id}",
                f"its span {unit.span} lies outside its text",
                "mend the adapter",
            )


def load_gold(path: Path) -> Gold:
    """Reads what `save` wrote.

    Raises:
        BadInput: it is missing, damaged, or its rows are not those that its checksum names.
    """
    try:
        with path.open(encoding="utf-8") as file:
            head = json.loads(next(islice(file, 1)))
            items = tuple(_ITEM.validate_python(json.loads(line)) for line in file)
        bad = tuple(_BAD.validate_python(row) for row in head["bad"])
        gold = Gold(head["benchmark"], head["title"], head["role"], items, bad, head["partial"])
        revision = head["revision"]
    except FileNotFoundError as error:
        raise BadInput(str(path), "there is no such file", MEND_GOLD) from error
    except (StopIteration, KeyError, TypeError, ValueError, ValidationError) as error:
        reason = str(error).splitlines()[0] if str(error) else repr(error)
        raise BadInput(str(path), f"is damaged ({reason})", MEND_GOLD) from error
    if gold.revision != revision:
        raise BadInput(str(path), "its rows were changed since it was saved", MEND_GOLD)
    return gold


def saved_benchmarks(folder: Path) -> Iterator[Path]:
    """The folders below `folder` that hold a saved benchmark, in order of name."""
    return (path.parent for path in sorted(folder.glob(f"*/{FILE}")))


def _line(plain: dict[str, Any]) -> str:
    # Sets have no order of their own; sorted, the checksum is the same in every process.
    return json.dumps(plain, ensure_ascii=False, default=sorted, sort_keys=True)
