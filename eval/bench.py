"""`python -m eval.bench`: how fast the checker is, and whether its runtime was chosen well.

Measures on the demo pair: sentences and pairs a second, cold start, peak memory, and the share
of time spent in the model; then the same pairs through torch fp32 with an encoder of the same
shape. Figures go to stdout as a table and to a JSON file that README is written from.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from consistency.checker import Checker
from consistency.domain import ModelInfo, Pair, Report, Scores
from consistency.facts.embed import encoder_folder
from consistency.intake.read import read_document, read_facts
from consistency.nli.hub import HubModel
from consistency.nli.load import load_model
from consistency.nli.model import NLIModel

DEMO = Path(__file__).resolve().parents[1] / "examples" / "demo"


class Timed:
    """A model that keeps the pairs it was asked and the seconds it took."""

    def __init__(self, model: NLIModel) -> None:
        self._model = model
        self.pairs: list[Pair] = []
        self.seconds = 0.0
        self.info: ModelInfo = model.info
        self.folder = model.folder
        self.fitted = model.fitted

    def score(self, pairs: Sequence[Pair]) -> list[Scores | None]:
        """Scores, and looks at the clock."""
        began = time.perf_counter()
        scores = self._model.score(pairs)
        self.seconds += time.perf_counter() - began
        self.pairs += pairs
        return scores


def measure(repeats: int) -> dict[str, Any]:
    """Runs everything; the caller decides what to show."""
    seconds, megabytes = cold_start()
    timed = Timed(load_model())
    checker = Checker(timed, facts=read_facts(str(DEMO / "facts.txt")))
    check(checker)  # warm: parsers and encoders are loaded
    timed.seconds, timed.pairs = 0.0, []
    began = time.perf_counter()
    for _ in range(repeats):
        report = check(checker)
    total = (time.perf_counter() - began) / repeats
    pairs = timed.pairs[: len(timed.pairs) // repeats]
    in_model = timed.seconds / repeats
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "model": {"id": timed.info.id, "sha256": timed.info.sha256},
        "sentences": len(report.verdicts),
        "pairs": len(pairs),
        "cold_start_s": round(seconds, 2),
        "peak_memory_mb": round(megabytes),
        "article_s": round(total, 3),
        "sentences_per_s": round(len(report.verdicts) / total, 1),
        "share_of_time_in_model": round(in_model / total, 3),
        "pairs_per_s": {
            "shipped, alone on threads": round(len(pairs) / in_model, 1),
            "torch fp32, same shape, alone": round(len(pairs) / torch_seconds(pairs, 1), 1),
            "torch fp32, same shape, batches of 32": round(
                len(pairs) / torch_seconds(pairs, 32), 1
            ),
        },
    }


def check(checker: Checker) -> Report:
    """One check of the demo pair."""
    source = read_document(str(DEMO / "source.txt"))
    return checker.check_document(read_document(str(DEMO / "spun.txt")), source)


def cold_start() -> tuple[float, float]:
    """Seconds from the shell to the report, and the process's peak memory in MB."""
    command = [sys.executable, "-m", "consistency", "check", str(DEMO / "spun.txt")]
    command += ["--source", str(DEMO / "source.txt"), "--facts", str(DEMO / "facts.txt")]
    began = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, kilobytes / 1024


def torch_seconds(pairs: Sequence[Pair], batch: int) -> float:
    """Seconds that a torch fp32 model of the shipped shape takes for the same pairs."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    with tempfile.TemporaryDirectory() as folder:
        labels = {0: "entailment", 1: "neutral", 2: "contradiction"}
        model = AutoModelForSequenceClassification.from_pretrained(
            encoder_folder(), num_labels=3, id2label=labels
        )
        model.save_pretrained(folder)
        tokenizer = AutoTokenizer.from_pretrained(encoder_folder())
        tokenizer.save_pretrained(folder)
        if batch == 1:
            hub = HubModel(folder)
            began = time.perf_counter()
            hub.score(pairs)
            return time.perf_counter() - began
        model.eval()
        began = time.perf_counter()
        with torch.inference_mode():
            for start in range(0, len(pairs), batch):
                part = pairs[start : start + batch]
                texts = [p.premise for p in part], [p.hypothesis for p in part]
                model(**tokenizer(*texts, padding=True, return_tensors="pt"))
        return time.perf_counter() - began


def main() -> None:
    """Measures, shows a table, and saves the run."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--repeats", type=int, default=3, help="timed checks of the demo pair")
    parser.add_argument("--out", type=Path, default=Path("eval/runs/bench.json"))
    options = parser.parse_args()
    console = Console()
    with Console(stderr=True).status("measuring (about a minute) ..."):
        figures = measure(options.repeats)
    table = Table(title="consistency bench, demo pair", show_header=False)
    for name, value in figures.items():
        for key, part in value.items() if isinstance(value, dict) else [("", value)]:
            table.add_row(f"{name} {key}".strip(), str(part))
    console.print(table)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    console.print(f"saved to {options.out}")


if __name__ == "__main__":
    main()
