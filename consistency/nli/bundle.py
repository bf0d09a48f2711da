"""A bundle is a model folder with a manifest: what it is, and the checksum of each file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.domain import Fitted
from consistency.errors import BadModel
from consistency.nli.calibrate import Calibration

MANIFEST = "bundle.json"
LABELS = ["entailment", "neutral", "contradiction"]
REQUIRED = ("model.onnx", "tokenizer.json", "calibration.json")
RESTORE = "restore the folder from a release or run `python -m models.recipe`"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A checked model folder."""

    folder: Path
    id: str
    sha256: str
    """Checksum of the weights."""
    max_length: int
    """The window: longest premise and hypothesis together, in word pieces."""
    calibration: Calibration
    fitted: Fitted


def default_folder() -> Path:
    """Where the shipped model lies: in the wheel, or in the checkout it was built from."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "_bundle"
    return packed if packed.is_dir() else package.parent / "models" / "default"


def is_bundle(folder: Path) -> bool:
    """Whether a folder claims to be a bundle."""
    return (folder / MANIFEST).is_file()


def load_bundle(folder: Path) -> Bundle:
    """Reads and checks a bundle.

    Raises:
        BadModel: a file is missing, truncated or altered, or the manifest does not parse.
    """
    if not folder.is_dir():
        raise BadModel(str(folder), "there is no such model folder", RESTORE)
    manifest = _json(folder / MANIFEST)
    files = manifest.get("files")
    if not isinstance(files, dict) or manifest.get("labels") != LABELS:
        raise BadModel(str(folder / MANIFEST), "not a manifest of a consistency bundle", RESTORE)
    for name in REQUIRED:
        path = folder / name
        if not path.is_file():
            raise BadModel(str(path), "the file is missing", RESTORE)
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
        if actual != files.get(name):
            raise BadModel(
                str(path), f"damaged: its checksum is {actual[:12]}…, not the manifest's", RESTORE
            )
    fitted = _json(folder / "calibration.json")
    try:
        return Bundle(
            folder=folder,
            id=str(manifest["id"]),
            sha256=str(files["model.onnx"]),
            max_length=int(manifest["max_length"]),
            calibration=Calibration(_three(fitted["scale"]), _three(fitted["bias"])),
            fitted=Fitted(
                {k: float(v) for k, v in fitted.get("thresholds", {}).items()},
                tuple(map(float, fitted["error_weights"])) if "error_weights" in fitted else None,
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadModel(
            str(folder), f"manifest or calibration is not as it should be: {error!r}", RESTORE
        ) from error


def _three(values: list[float]) -> tuple[float, float, float]:
    entailment, neutral, contradiction = (float(v) for v in values)
    return entailment, neutral, contradiction


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadModel(str(path), "the file is missing", RESTORE) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise BadModel(str(path), f"does not parse as JSON ({error})", RESTORE) from error
    if not isinstance(content, dict):
        raise BadModel(str(path), "is not a JSON object", RESTORE)
    return content
