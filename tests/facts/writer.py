"""`python -m tests.facts.writer BASE NAME COUNT`: one of several processes that fill a base."""

from __future__ import annotations

import sys

from consistency.facts import base as store
from consistency.facts.base import FactBase
from consistency.facts.record import FactRecord
from tests.facts import fakes


def records(name: str, count: int) -> list[FactRecord]:
    return [FactRecord(f"Envoy {n} met Minister {n % 7} in Geneva.", name) for n in range(count)]


def main() -> None:
    base, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    store.prepare, store.BATCH = fakes.prepare, 16
    added = FactBase.open(base).add(records(name, count))
    sys.stdout.write(f"{name} {added.added} {added.duplicates}\n")


if __name__ == "__main__":
    main()
