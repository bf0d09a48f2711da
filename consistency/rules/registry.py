"""Rules by code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from consistency.errors import BadSettings
from consistency.rules.base import Rule

_NOT_RULES = {"base", "localise", "page", "registry", "sheet"}


@lru_cache(maxsize=1)
def all_rules() -> tuple[type[Rule], ...]:
    """Every rule of this folder, by code: a new file is a new rule, with no list to keep."""
    folder = Path(__file__).parent
    for module in iter_modules([str(folder)]):
        if module.name not in _NOT_RULES:
            import_module(f"consistency.rules.{module.name}")
    return tuple(sorted(Rule.__subclasses__(), key=lambda rule: rule.code))


def rule_by_code(code: str) -> type[Rule]:
    """The rule with this code or name.

    Raises:
        BadSettings: there is none.
    """
    for rule in all_rules():
        if code.upper() == rule.code or code.lower() == rule.name:
            return rule
    known = ", ".join(rule.code for rule in all_rules())
    raise BadSettings(code, "there is no such rule", f"the rules are {known}")


@lru_cache(maxsize=1)
def reliabilities() -> Mapping[str, float]:
    """Measured precision of the exact rules, by code (written by `models.recipe.fit_decision`)."""
    path = Path(__file__).with_name("reliability.json")
    measured: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["precision"]
    return measured
