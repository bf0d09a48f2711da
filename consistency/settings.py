"""Settings: which rules, which thresholds, which gate; from consistency.toml or from code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from consistency.domain import Severity
from consistency.errors import BadSettings, near

FILE = "consistency.toml"
BUDGETS = [*(s.label for s in Severity), "review"]
_TABLE = re.compile(rb"^\s*\[\s*tool\s*\.\s*consistency\s*[\].]", re.MULTILINE)
_LEVELS = {**{s.label: s for s in Severity}, "never": None}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities that decide; `None` leaves the choice to the model's own calibration."""

    support: float | None = None
    """Entailment from which a sentence is supported."""
    unsupported: float | None = None
    """Probability of being wrong from which a sentence counts as unsupported by its source."""
    contradict: float | None = None
    """Contradiction from which the source or the starter pack speaks against a sentence."""
    contradict_fact: float | None = None
    """Contradiction from which a known fact does."""
    self_contradict: float | None = None
    """Contradiction, both ways, from which two sentences of the article exclude each other."""

    def given(self) -> dict[str, float]:
        """Those that the user set."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a user may decide."""

    select: tuple[str, ...] = ("FC",)
    """Codes, or their beginnings, of the rules that run."""
    ignore: tuple[str, ...] = ()
    """Codes, or their beginnings, that do not; a longer beginning wins over a shorter."""
    fail_on: Severity | None = Severity.ERROR
    """Findings from this severity on fail the gate; `None` ("never") lets all pass."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Another severity for a rule, by its code or the beginning of some; the longest wins."""
    budgets: Mapping[str, int] = field(default_factory=dict)
    """How many findings of a level (`error`, `warning`, `note`), and how many sentences that
    could not be told (`review`), an article may have; for its level it replaces `fail_on`."""
    min_probability: float = 0.0
    """Findings less probable than this are dropped."""
    comments: bool = True
    """Whether comments in the article may suppress findings; not where others write it."""
    require_verdict: bool = True
    """Whether an article of which no sentence could be decided is kept from passing."""
    thresholds: Thresholds = Thresholds()
    complete: bool = False
    """Whether the facts say all there is, so that what they do not back is unsupported."""
    starter: bool = True
    """Whether the starter pack, what every newsroom knows, is evidence beside what is given."""

    def changed(self, **changes: Any) -> Settings:
        """These settings with some fields changed, given as plain values.

        Raises:
            BadSettings: a field is unknown or its value out of range.
        """
        return replace(self, **{name: _checked(name, value) for name, value in changes.items()})

    def runs(self, code: str) -> bool:
        """Whether a rule runs; the longest matching prefix decides, as in ruff."""
        chosen = max((len(p) for p in self.select if code.startswith(p)), default=-1)
        left_out = max((len(p) for p in self.ignore if code.startswith(p)), default=-1)
        return chosen > left_out

    def as_plain(self) -> dict[str, Any]:
        """The settings as JSON-able values."""
        return {
            "select": list(self.select),
            "ignore": list(self.ignore),
            "fail_on": self.fail_on.label if self.fail_on else "never",
            "severities": {code: s.label for code, s in sorted(self.severities.items())},
            "budgets": dict(sorted(self.budgets.items())),
            "min_probability": self.min_probability,
            "comments": self.comments,
            "require_verdict": self.require_verdict,
            "complete": self.complete,
            "starter": self.starter,
        }


def load_settings(path: str | None = None) -> tuple[Settings, dict[str, str]]:
    """Reads the settings in force, and where each that is not a default was set.

    Args:
        path: a TOML file; without it, `consistency.toml` or `[tool.consistency]` of
            `pyproject.toml` in this folder or the nearest one above that has either.

    Raises:
        BadSettings: the file is missing, does not parse, or holds a wrong key or value.
    """
    found = Path(path) if path else _nearest()
    if found is None:
        return Settings(), {}
    try:
        table: Mapping[str, Any] = tomllib.loads(found.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSettings(str(found), "cannot be read", "check the path") from error
    except (ValueError, RecursionError) as error:  # tomllib has no error of its own for all faults
        raise BadSettings(str(found), f"does not parse ({error})", "mend the TOML") from error
    if found.name == "pyproject.toml":
        table = _section(_section(table, "tool", found), "consistency", found)
    plain = {key.replace("-", "_"): value for key, value in table.items()}
    try:
        return Settings().changed(**plain), dict.fromkeys(plain, str(found))
    except BadSettings as error:
        raise BadSettings(f"{found}: {error.culprit}", error.problem, error.mend) from error


def load_settings_for_others(path: str | None = None) -> Settings:
    """The settings for articles that others write: what they write must not silence a finding.

    So comments suppress nothing, unless the file says otherwise.
    """
    settings, origins = load_settings(path)
    return settings if "comments" in origins else settings.changed(comments=False)


def _nearest() -> Path | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        own = folder / FILE
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        # A file that is not ours may be broken, or no UTF-8; only one with our table is read.
        if shared.is_file() and _TABLE.search(shared.read_bytes()):
            return shared
    return None


def _section(table: Mapping[str, Any], name: str, file: Path) -> Mapping[str, Any]:
    section = table.get(name, {})
    if not isinstance(section, Mapping):
        raise BadSettings(f"{file}: {name}", "not a table", "write [tool.consistency]")
    return section


def _checked(name: str, value: Any) -> Any:
    if name in {"select", "ignore"}:
        return _codes(name, value)
    if name == "fail_on":
        return value if value is None or isinstance(value, Severity) else _level(name, value)
    if name == "severities":
        if not isinstance(value, Mapping):
            raise BadSettings(name, "not a table", 'write severities = { FC301 = "warning" }')
        return {
            _code(name, code): _severity(f"{name}.{code}", level) for code, level in value.items()
        }
    if name == "budgets":
        return _budgets(value)
    if name == "min_probability":
        return _probability(name, value)
    if name in {"complete", "starter", "comments", "require_verdict"}:
        if not isinstance(value, bool):
            raise BadSettings(name, f"{value!r} is neither true nor false", "write true or false")
        return value
    if name == "thresholds":
        return _thresholds(value)
    raise BadSettings(
        name, "there is no such setting", near(name, [f.name for f in fields(Settings)])
    )


def _codes(name: str, value: Any) -> tuple[str, ...]:
    codes = (value,) if isinstance(value, str) else value
    if not isinstance(codes, (list, tuple)) or not all(isinstance(c, str) for c in codes):
        raise BadSettings(name, f"{value!r} is no list of rule codes", 'write ["FC1", "FC301"]')
    found = tuple(code.strip().upper() for one in codes for code in one.split(",") if code.strip())
    for code in found:
        if not code.startswith("FC") or (not code[2:].isdigit() and code != "FC"):
            raise BadSettings(
                f"{name}: {code}", "not the beginning of a rule code", "see `consistency rules`"
            )
    return found


def _code(name: str, value: Any) -> str:
    codes = _codes(name, value)
    if len(codes) != 1:
        raise BadSettings(f"{name}: {value!r}", "not one rule code", 'write FC301 = "warning"')
    return codes[0]


def _budgets(value: Any) -> dict[str, int]:
    if not isinstance(value, Mapping):
        raise BadSettings("budgets", "not a table", "write budgets = { warning = 2 }")
    for name, count in value.items():
        if name not in BUDGETS:
            raise BadSettings(f"budgets.{name}", "there is no such budget", near(name, BUDGETS))
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise BadSettings(
                f"budgets.{name}", f"{count!r} is no count", "use a whole number from 0"
            )
    return dict(value)


def _severity(name: str, value: Any) -> Severity:
    level = value if isinstance(value, Severity) else _level(name, value)
    if level is None:
        raise BadSettings(name, "a rule cannot have the severity never", "put it under ignore")
    return level


def _level(name: str, value: Any) -> Severity | None:
    if not isinstance(value, str) or value.lower() not in _LEVELS:
        raise BadSettings(name, f"{value!r} is no level", f"use one of {', '.join(_LEVELS)}")
    return _LEVELS[value.lower()]


def _probability(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise BadSettings(name, f"{value!r} is no probability", "use a number from 0 to 1")
    return float(value)


def _thresholds(value: Any) -> Thresholds:
    if isinstance(value, Thresholds):
        value = value.given()
    if not isinstance(value, Mapping):
        raise BadSettings("thresholds", "not a table", "write thresholds = { contradict = 0.9 }")
    known = [f.name for f in fields(Thresholds)]
    for name in value:
        if name not in known:
            raise BadSettings(f"thresholds.{name}", "there is no such threshold", near(name, known))
    return Thresholds(**{n: _probability(f"thresholds.{n}", v) for n, v in value.items()})
