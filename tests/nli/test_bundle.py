from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from consistency.errors import BadModel
from consistency.nli.bundle import default_folder
from consistency.nli.load import load_model


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return shutil.copytree(default_folder(), tmp_path / "bundle")


def test_a_copied_bundle_loads(bundle: Path) -> None:
    assert load_model(str(bundle)).info == load_model().info


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match="nowhere"):
        load_model(str(tmp_path / "nowhere"))


def test_a_folder_of_the_wrong_kind(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no model here")
    with pytest.raises(BadModel, match=r"neither bundle\.json nor config\.json"):
        load_model(str(tmp_path))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "calibration.json"])
def test_truncated_file(bundle: Path, name: str) -> None:
    path = bundle / name
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadModel, match=f"{name}.*damaged"):
        load_model(str(bundle))


def test_missing_file(bundle: Path) -> None:
    (bundle / "model.onnx").unlink()
    with pytest.raises(BadModel, match=r"model\.onnx.*missing"):
        load_model(str(bundle))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 3}', "not json"])
def test_damaged_manifest(bundle: Path, content: str) -> None:
    (bundle / "bundle.json").write_text(content)
    with pytest.raises(BadModel, match=r"bundle\.json"):
        load_model(str(bundle))


def test_a_manifest_that_swears_to_broken_weights(bundle: Path) -> None:
    """The checksum agrees, but the file is no ONNX model."""
    import hashlib

    (bundle / "model.onnx").write_bytes(b"\0" * 64)
    manifest = json.loads((bundle / "bundle.json").read_text())
    manifest["files"]["model.onnx"] = hashlib.sha256(b"\0" * 64).hexdigest()
    (bundle / "bundle.json").write_text(json.dumps(manifest))
    with pytest.raises(BadModel, match="cannot be run"):
        load_model(str(bundle))
