"""Every benchmark, found by looking: each file here exports `BENCHMARK` or `BENCHMARKS`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from eval.benchmark import Benchmark


def all_benchmarks() -> dict[str, Benchmark]:
    """The benchmarks by name, sorted."""
    found: dict[str, Benchmark] = {}
    for module in iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        for benchmark in getattr(loaded, "BENCHMARKS", None) or (
            [loaded.BENCHMARK] if hasattr(loaded, "BENCHMARK") else []
        ):
            found[benchmark.name] = benchmark
    return dict(sorted(found.items()))
