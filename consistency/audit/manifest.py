"""What an audit was asked to do, kept beside its results, so that no two are ever mixed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from consistency.audit.inputs import Inputs
from consistency.domain import ModelInfo
from consistency.errors import BadInput
from consistency.settings import Settings

FILE = "audit.json"
FORMAT = 2
"""Of the manifest and of the tables; raised when a reader of the old ones would be misled."""
CLEARING, RUNNING, COMPLETE = "clearing", "running", "complete"
"""States of an audit."""
_TOLD = {
    "format": "another version of the result format",
    "program": "another version of this program",
    "model": "another model",
    "settings": "other settings",
    "files": "other known facts or another calibration",
    "inputs": "other input",
    "columns": "other columns",
    "since": "another --since",
    "chunk": "another --chunk",
}


@dataclass(frozen=True, slots=True)
class Request:
    """All that the results depend on."""

    model: ModelInfo
    settings: Settings
    files: Mapping[str, str]
    """Checksum by file that the judge reads: known facts, the model's calibration."""
    inputs: Inputs
    columns: Mapping[str, str]
    since: str
    chunk: int

    def as_plain(self) -> dict[str, Any]:
        """The request as JSON-able values."""
        return {
            "format": FORMAT,
            "program": version("spincheck-consistency"),
            "model": {"id": self.model.id, "sha256": self.model.sha256},
            "settings": {
                **self.settings.as_plain(),
                "thresholds": self.settings.thresholds.given(),
            },
            "files": dict(self.files),
            "inputs": [
                {"name": f.name, "kind": f.kind, "size": f.size, "version": f.version}
                for f in self.inputs.files
            ],
            "columns": dict(self.columns),
            "since": self.since,
            "chunk": self.chunk,
        }


def read_manifest(out: Path) -> dict[str, Any] | None:
    """The manifest of an audit; None where there is none.

    Raises:
        BadInput: it is there but does not parse.
    """
    path = out / FILE
    if not path.is_file():
        return None
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadInput(str(path), f"does not parse ({error})", "audit anew: --restart") from error
    return manifest


DECIDING = ("format", "program", "model", "settings", "files")
"""Parts of a request that change the verdicts of one and the same article."""


def differences(
    kept: Mapping[str, Any], asked: Mapping[str, Any], keys: Collection[str] = tuple(_TOLD)
) -> list[str]:
    """In words, in what one manifest differs from another.

    Args:
        kept: the older one.
        asked: the newer one.
        keys: parts to be compared; all by default.
    """
    found = []
    for key, words in _TOLD.items():
        if key not in keys or kept.get(key) == asked.get(key):
            continue
        if key == "inputs":
            words = f"{words} ({_changed(kept[key], asked[key])})"
        found.append(words)
    return found


def _changed(kept: list[dict[str, Any]], asked: list[dict[str, Any]]) -> str:
    before, after = ({f["name"]: f for f in files} for files in (kept, asked))
    told = [f"{name} is gone" for name in before if name not in after]
    told += [f"{name} is new" for name in after if name not in before]
    told += [f"{n} has changed" for n in before if n in after and before[n] != after[n]]
    shown = told[:3] or ["another order"]
    return ", ".join(shown) + (f" and {len(told) - 3} more" if len(told) > 3 else "")
