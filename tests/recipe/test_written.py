from __future__ import annotations

from collections import Counter

from consistency.rules.registry import all_rules
from models.recipe.rewrites import items


def test_every_item_is_sound() -> None:
    """Places exist, a twin differs from its rewrite, kinds are rules' names, no id comes twice."""
    kinds = {rule.name for rule in all_rules()}
    ids: Counter[str] = Counter()
    for item in items():
        ids[item.id] += 1
        assert item.premise and item.rewrites, item.id
        for told in item.rewrites:
            assert told.needed, item.id
            assert all(0 <= n < len(item.premise) for n in told.needed), item.id
            assert told.text.strip() != told.false.strip(), item.id
            assert told.kind in kinds, (item.id, told.kind)
    assert ids and max(ids.values()) == 1
