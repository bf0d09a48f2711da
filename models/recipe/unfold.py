"""A shipped int8 bundle becomes trainable weights again, so that training can go on from it.

A machine and its checkpoints last one session; the bundle is what is kept. What the rounding cost
is not measured apart (models/recipe/LOG.md has the logits of the canonical pairs).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from models.recipe.train import encoder_folder, load_model

PREFIX = "model."
"""The exported graph holds the classifier as an attribute of this name."""


def unfold(bundle: Path, out: Path) -> None:
    """Write the bundle's weights as a transformers folder.

    Raises:
        ValueError: the graph lacks a weight, or has one of another shape.
    """
    graph = onnx.load(str(bundle / "model.onnx")).graph
    arrays = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
    found = {
        name.removeprefix(PREFIX): array
        for name, array in arrays.items()
        if name.startswith(PREFIX) and array.dtype == np.float32 and not name.endswith("_scale")
    }
    for name in arrays:
        if "embeddings" in name and name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            found[stem.removeprefix(PREFIX)] = _real(arrays, stem)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            stem = node.input[1].removesuffix("_quantized")
            layer = _bias_after(graph, node.output[0], arrays).removesuffix(".bias")
            found[f"{layer.removeprefix(PREFIX)}.weight"] = _real(arrays, stem).T
    model = load_model(encoder_folder())
    wanted = model.state_dict()
    for name, tensor in wanted.items():
        if name not in found or found[name].shape != tuple(tensor.shape):
            raise ValueError(f"{bundle / 'model.onnx'}: no weight {name} of shape {tensor.shape}")
    model.load_state_dict({k: torch.from_numpy(found[k].copy()) for k in wanted})
    model.save_pretrained(out)


def _real(arrays: dict[str, NDArray[np.generic]], stem: str) -> NDArray[np.float32]:
    whole = arrays[f"{stem}_quantized"].astype(np.float32)
    centre = arrays[f"{stem}_zero_point"].astype(np.float32)
    return np.asarray((whole - centre) * arrays[f"{stem}_scale"], dtype=np.float32)


def _bias_after(graph: onnx.GraphProto, name: str, arrays: dict[str, NDArray[np.generic]]) -> str:
    """The bias that is added to a product: it is named after its layer, the weight is not."""
    while True:
        node = next(n for n in graph.node if name in n.input)
        if bias := next((i for i in node.input if i.endswith(".bias") and i in arrays), None):
            return bias
        name = node.output[0]
