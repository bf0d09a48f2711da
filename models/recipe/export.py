"""Weights to ONNX to int8, with proof of what it costs and of what a pair's score depends on."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from models.recipe.rows import LABELS, RUNS, Row, read_rows, save_json
from models.recipe.train import ENCODER_SHA256, MAX_LENGTH, encoder_folder, load_model

log = logging.getLogger(__name__)

Logits = NDArray[np.float32]
Feed = dict[str, NDArray[np.int64]]
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
VERSION = 5
PARITY_ROWS = 400
# A candidate may lose this many points of accuracy, and move a logit this much for company's sake.
MAY_LOSE = 0.5
MAY_MOVE = 1e-5
MAY_WEIGH_MIB = 25
# How consistency.nli.onnx asks: every pair by itself, unpadded. Only these changes can happen.
AS_RUN = ("alone, repeated", "alone, shuffled order", "alone, 1 thread")


def pair_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer as it is shipped: it neither pads nor cuts, which is left to the caller."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def feeds(tokenizer: Tokenizer, rows: Sequence[Row], size: int) -> Iterator[Feed]:
    """Padded batches of `size` pairs."""
    cut = Tokenizer.from_str(tokenizer.to_str())
    cut.enable_truncation(MAX_LENGTH, strategy="only_first")
    if size > 1:
        cut.enable_padding()
    for start in range(0, len(rows), size):
        batch = cut.encode_batch([r.pair for r in rows[start : start + size]])
        yield {
            "input_ids": np.array([e.ids for e in batch], dtype=np.int64),
            "attention_mask": np.array([e.attention_mask for e in batch], dtype=np.int64),
            "token_type_ids": np.array([e.type_ids for e in batch], dtype=np.int64),
        }


def session(path: Path, threads: int = 2) -> onnxruntime.InferenceSession:
    """A CPU session with a fixed number of threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def score(path: Path, rows: Sequence[Row], size: int = 1, threads: int = 1) -> Logits:
    """Logits of every pair in batches of `size`."""
    tokenizer = pair_tokenizer(encoder_folder() / "tokenizer.json")
    run = session(path, threads).run
    return np.concatenate([run(["logits"], feed)[0] for feed in feeds(tokenizer, rows, size)])


class _Wrapped(torch.nn.Module):
    """Only the logits, from positional arguments, as the exporter likes it."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Logits of a batch."""
        outputs = self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        )
        logits: torch.Tensor = outputs.logits
        return logits


def to_onnx(folder: Path, path: Path) -> None:
    """Write the fp32 graph with free batch and length."""
    model = load_model(folder).train(False)
    model.set_attn_implementation("eager")
    # Three tensors of their own: given one tensor twice, the exporter takes the two inputs for one.
    example = [torch.ones(2, 16, dtype=torch.int64) for _ in INPUTS]
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=512)
    program = torch.onnx.export(
        _Wrapped(model),
        tuple(example),
        dynamo=True,
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_shapes=({0: batch, 1: length},) * 3,
        opset_version=18,
        external_data=False,
        verbose=False,
    )
    assert program is not None
    program.save(str(path))
    probe = [torch.tensor([[101, 2023, 102, 2008, 102, 0]]), torch.tensor([[1] * 5 + [0]])]
    probe.append(torch.tensor([[0, 0, 0, 1, 1, 0]]))
    with torch.inference_mode():
        wanted = _Wrapped(model)(*probe).numpy()
    feed = {name: tensor.numpy() for name, tensor in zip(INPUTS, probe, strict=True)}
    moved = float(np.abs(session(path).run(["logits"], feed)[0] - wanted).max())
    if moved > 1e-3:
        raise ValueError(f"the exported graph is not the trained model: logits differ by {moved}")


def quantised(fp32: Path, folder: Path) -> dict[str, Path]:
    """Every way of making the file small that is worth comparing.

    Weights keep seven bits: with eight, processors without VNNI instructions add two products in
    sixteen bits and saturate, so that another machine gives another score
    (docs/design/scoring.md).
    """
    clean = folder / "clean.onnx"
    quant_pre_process(str(fp32), str(clean), skip_symbolic_shape=True)
    made = {name: folder / f"{name}.onnx" for name in ("dynamic", "weights_only")}
    quantize_dynamic(
        str(clean),
        str(made["dynamic"]),
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    onnx.save(weight_only(onnx.load(str(clean))), str(made["weights_only"]))
    return made


def weight_only(model: onnx.ModelProto) -> onnx.ModelProto:
    """Keep the large weights as int8, one scale a column, and compute in fp32.

    Session start unfolds them (constant folding), so it is small on disk and exact per pair.
    """
    graph = model.graph
    nodes: list[onnx.NodeProto] = []
    kept: list[onnx.TensorProto] = []
    for tensor in graph.initializer:
        array = onnx.numpy_helper.to_array(tensor)
        if array.ndim != 2 or array.size < 10_000 or array.dtype != np.float32:
            kept.append(tensor)
            continue
        scale = (np.abs(array).max(axis=1) / 127).astype(np.float32)
        scale[scale == 0] = 1.0
        whole = np.round(array / scale[:, None]).clip(-127, 127).astype(np.int8)
        kept += [
            onnx.numpy_helper.from_array(whole, f"{tensor.name}_int8"),
            onnx.numpy_helper.from_array(scale, f"{tensor.name}_scale"),
        ]
        nodes.append(
            onnx.helper.make_node(
                "DequantizeLinear",
                [f"{tensor.name}_int8", f"{tensor.name}_scale"],
                [tensor.name],
                axis=0,
            )
        )
    del graph.initializer[:]
    graph.initializer.extend(kept)
    for node in reversed(nodes):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    return model


def _padded(path: Path, rows: Sequence[Row], extra: int) -> Logits:
    """Each pair alone, with `extra` tokens of padding after it."""
    run = session(path).run
    answers = []
    for feed in feeds(pair_tokenizer(encoder_folder() / "tokenizer.json"), rows, 1):
        longer = {name: np.pad(ids, ((0, 0), (0, extra))) for name, ids in feed.items()}
        answers.append(run(["logits"], longer)[0])
    return np.concatenate(answers)


def invariance(path: Path, rows: Sequence[Row]) -> dict[str, float]:
    """Largest change of any logit when only company, order, padding or threads change."""
    alone = score(path, rows)
    order = np.random.default_rng(0).permutation(len(rows))
    shuffled = [rows[i] for i in order]

    def moved(other: Logits) -> float:
        return float(np.abs(other - alone).max())

    unshuffled = np.empty_like(alone)
    unshuffled[order] = score(path, shuffled, size=32)
    again = np.empty_like(alone)
    again[order] = score(path, shuffled)
    return {
        "alone, repeated": moved(score(path, rows)),
        "alone, shuffled order": moved(again),
        "alone, 1 thread": moved(score(path, rows, threads=1)),
        "alone, 40 tokens of padding": moved(_padded(path, rows, 40)),
        "batch 8": moved(score(path, rows, size=8)),
        "batch 32": moved(score(path, rows, size=32)),
        "batch 32, shuffled": moved(unshuffled),
    }


def speed(score_all: Callable[[], object], pairs: int) -> float:
    """Pairs a second, the better of two runs."""
    best = 0.0
    for _ in range(2):
        start = time.perf_counter()
        score_all()
        best = max(best, pairs / (time.perf_counter() - start))
    return round(best, 1)


def torch_logits(folder: Path, rows: Sequence[Row], size: int) -> Logits:
    """What the trained fp32 weights say, for comparison."""
    model = load_model(folder).train(False)
    torch.set_num_threads(2)
    tokenizer = pair_tokenizer(encoder_folder() / "tokenizer.json")
    answers = []
    with torch.inference_mode():
        for feed in feeds(tokenizer, rows, size):
            batch = {name: torch.from_numpy(ids) for name, ids in feed.items()}
            answers.append(model(**batch).logits.numpy())
    return np.concatenate(answers)


def accuracy(logits: Logits, rows: Sequence[Row]) -> float:
    """Share of right answers; a half-label is right if entailment is not the answer."""
    best = logits.argmax(axis=1)
    right = [
        best[i] != 0 if row.label not in LABELS else best[i] == LABELS.index(row.label)
        for i, row in enumerate(rows)
    ]
    return round(100 * float(np.mean(right)), 2)


def compare(folder: Path, built: dict[str, Path], rows: Sequence[Row]) -> dict[str, Any]:
    """One line a candidate: size, accuracy, distance from torch, speed, invariance."""
    truth = torch_logits(folder, rows, 32)
    table: dict[str, Any] = {
        "rows": len(rows),
        "torch fp32": {
            "accuracy": accuracy(truth, rows),
            "pairs_per_s_alone": speed(lambda: torch_logits(folder, rows[:100], 1), 100),
            "pairs_per_s_batch32": speed(lambda: torch_logits(folder, rows[:192], 32), 192),
        },
    }
    for name, path in built.items():
        logits = score(path, rows)
        table[name] = {
            "mib": round(path.stat().st_size / 2**20, 1),
            "accuracy": accuracy(logits, rows),
            "same_answer_as_torch": round(
                100 * float((logits.argmax(1) == truth.argmax(1)).mean()), 2
            ),
            "max_logit_diff": round(float(np.abs(logits - truth).max()), 4),
            "mean_logit_diff": round(float(np.abs(logits - truth).mean()), 4),
            "pairs_per_s_alone": speed(lambda: score(path, rows[:100]), 100),  # noqa: B023
            "pairs_per_s_batch32": speed(lambda: score(path, rows[:192], 32), 192),  # noqa: B023
            "max_logit_change": invariance(path, rows[:96]),
        }
        log.info("%s: %s", name, table[name])
    return table


def choose(table: dict[str, Any]) -> str:
    """The fastest small file that loses little and, run pair by pair, depends on the pair alone."""
    wanted = table["fp32"]["accuracy"] - MAY_LOSE
    fit_to_ship = [
        (row["pairs_per_s_alone"], name)
        for name, row in table.items()
        if isinstance(row, dict)
        and row.get("mib", MAY_WEIGH_MIB) < MAY_WEIGH_MIB
        and row["accuracy"] >= wanted
        and max(row["max_logit_change"][way] for way in AS_RUN) <= MAY_MOVE
    ]
    return max(fit_to_ship)[1]


def write_manifest(bundle: Path) -> None:
    """List the bundle's files with their checksums; call again after any of them changes."""
    names = ("model.onnx", "tokenizer.json", "calibration.json")
    manifest = {
        "id": f"consistency-minilm-v{VERSION}",
        "version": VERSION,
        "labels": list(LABELS),
        "max_length": MAX_LENGTH,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "encoder": {"name": "all-MiniLM-L6-v2", "sha256": ENCODER_SHA256},
        "files": {n: hashlib.sha256((bundle / n).read_bytes()).hexdigest() for n in names},
    }
    save_json(bundle / "bundle.json", manifest)


def export(folder: Path, out: Path, bundle: Path) -> None:
    """Build every candidate, measure them, and put the best into the bundle, uncalibrated."""
    held = [r for path in sorted(out.glob("stage[0-9]_heldout.jsonl")) for r in read_rows(path)]
    order = np.random.default_rng(0).permutation(len(held))
    picked = [held[i] for i in order]
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        to_onnx(folder, work / "fp32.onnx")
        built = {"fp32": work / "fp32.onnx"}
        built |= quantised(built["fp32"], work)
        table = compare(folder, built, picked[:PARITY_ROWS])
        choice = choose(table)
        save_json(RUNS / "export.json", {"chosen": choice, **table})
        bundle.mkdir(parents=True, exist_ok=True)
        shutil.copy(built[choice], bundle / "model.onnx")
    tokenizer = pair_tokenizer(encoder_folder() / "tokenizer.json")
    (bundle / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    save_json(bundle / "calibration.json", {"scale": [1.0] * 3, "bias": [0.0] * 3})
    write_manifest(bundle)
