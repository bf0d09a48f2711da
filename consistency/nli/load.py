"""A model by name: the shipped bundle, another bundle, or anything Hugging Face."""

from __future__ import annotations

from pathlib import Path

from consistency.errors import BadModel
from consistency.nli.bundle import MANIFEST, default_folder, is_bundle
from consistency.nli.model import NLIModel
from consistency.nli.onnx import OnnxModel


def load_model(name: str | None = None, threads: int | None = None) -> NLIModel:
    """Loads the default model, or the one named.

    Args:
        name: a bundle's folder, a Hugging Face model's folder or hub name; default bundle if None.
        threads: pairs scored side by side (bundles only).

    Raises:
        BadModel: there is no such model, or it is damaged or of the wrong kind.
    """
    if name is None:
        return OnnxModel(default_folder(), threads)
    folder = Path(name)
    if is_bundle(folder):
        return OnnxModel(folder, threads)
    looks_local = folder.exists() or name.startswith((".", "/", "~")) or name.count("/") > 1
    if looks_local and not (folder / "config.json").is_file():
        problem = (
            f"holds neither {MANIFEST} nor config.json" if folder.is_dir() else "is no model folder"
        )
        raise BadModel(name, problem, "name a bundle, a Hugging Face model folder or a hub name")
    # torch takes seconds to import; only this branch needs it.
    from consistency.nli.hub import HubModel

    return HubModel(name)
