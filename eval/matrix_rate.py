"""How fast this machine multiplies matrices, and how much of that our model makes while scoring."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from consistency.domain import Pair
from consistency.nli.load import load_model

LAYERS, HIDDEN = 6, 384
"""Of the shipped model."""
SIZE, REPEATS = 1024, 10
"""Of the matrices that are multiplied."""
CORES = os.cpu_count() or 1


def rates(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Operations a second, a multiplication and its addition being two: the machine's, and ours.

    Args:
        pairs: what the model is asked, on all cores.
    """
    model = load_model(threads=CORES)
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lengths = [len(tokenizer.encode(p.premise, p.hypothesis).ids) for p in pairs]
    spent = _seconds(lambda: model.score(pairs))
    # A layer multiplies by 12 h² weights, and queries by keys and weights by values: 2 n h.
    work = sum(2 * LAYERS * n * (12 * HIDDEN**2 + 2 * n * HIDDEN) for n in lengths)
    fp32, int8 = _fp32_rate(), _int8_rate()
    achieved = work / spent / 1e9
    return {
        "pairs": len(pairs),
        "tokens_a_pair": round(float(np.mean(lengths)), 1),
        "fp32_gflops": round(fp32, 1),
        "int8_gops": round(int8, 1),
        "scoring_gops": round(achieved, 1),
        "share_of_fp32_rate": round(achieved / fp32, 3),
        "share_of_int8_rate": round(achieved / int8, 3),
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _rate(product: Callable[[], object]) -> float:
    product()  # warm
    spent = _seconds(lambda: [product() for _ in range(REPEATS)])
    return 2 * SIZE**3 * REPEATS / spent / 1e9


def _fp32_rate() -> float:
    """Of torch, all cores on one large matrix."""
    torch.set_num_threads(CORES)
    a, b = torch.rand(SIZE, SIZE), torch.rand(SIZE, SIZE)
    return _rate(lambda: a @ b)


def _int8_rate() -> float:
    """Of ONNX Runtime's own integer product, all cores on one large matrix."""
    draw = np.random.default_rng(0)
    weights = draw.integers(-64, 64, (SIZE, SIZE), dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["c"])],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, [SIZE, SIZE])],
        [helper.make_tensor_value_info("c", TensorProto.INT32, [SIZE, SIZE])],
        [numpy_helper.from_array(weights, "b")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = CORES
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    given = {"a": draw.integers(0, 255, (SIZE, SIZE), dtype=np.uint8)}
    return _rate(lambda: session.run(None, given))
