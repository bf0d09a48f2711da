"""A question to a fact base while its rows move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from consistency.facts import lookup
from consistency.facts.base import FactBase

TEXTS = [f"Envoy {n} met Minister {n % 7} in Geneva." for n in range(40)]


def test_rows_that_moved_are_looked_up_again(
    base: FactBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    for start in range(0, len(TEXTS), 8):
        base.add(TEXTS[start : start + 8])
    read, numbers = lookup._read, []

    def read_late(table: Any, asked: Sequence[int], columns: Sequence[str]) -> Any:
        numbers.append(list(asked))
        if len(numbers) == 1:
            base.remove([hit.fact.id for hit in base.search(TEXTS[-1], count=1)])
            table.optimize()
        return read(table, asked, columns)

    monkeypatch.setattr(lookup, "_read", read_late)
    found = [hit.fact.record.text for hit in base.search("Envoy 12 met Minister 5.", count=40)]
    assert found[0] == TEXTS[12]
    assert sorted(found) == sorted(TEXTS[:-1]), "each once, and none that is gone"


def test_a_base_that_never_stands_still(base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    base.add(TEXTS)
    monkeypatch.setattr(lookup, "_read", lambda table, asked, columns: None)
    with pytest.raises(RuntimeError, match="faster than it can be read"):
        base.search("Envoy 12")


def test_an_empty_base_finds_nothing(base: FactBase) -> None:
    assert base.search("Envoy 12") == []
