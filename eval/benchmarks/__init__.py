"""The measuring sets: one file a data set, found by looking; `load` one by name.

A module here that has a `BENCHMARK` or `BENCHMARKS` is a data set; the others help them.
"""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches

from consistency.errors import BadSettings
from eval.benchmark import Benchmark


def all_benchmarks() -> dict[str, Benchmark]:
    """Every benchmark by its name, in the order of the names.

    Raises:
        ValueError: two modules give a benchmark of the same name.
    """
    found: dict[str, tuple[str, Benchmark]] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        alone = getattr(loaded, "BENCHMARK", None)
        for benchmark in (*((alone,) if alone else ()), *getattr(loaded, "BENCHMARKS", ())):
            if benchmark.name in found:
                raise ValueError(
                    f"benchmark {benchmark.name!r} is given by {found[benchmark.name][0]}.py and "
                    f"by {module.name}.py; rename one"
                )
            found[benchmark.name] = (module.name, benchmark)
    return {name: found[name][1] for name in sorted(found)}


def load(name: str) -> Benchmark:
    """The benchmark of this name; a name that ends in `.toml` is a file that describes your own.

    Raises:
        BadSettings: there is none, or the description cannot be used.
    """
    if name.endswith(".toml"):
        from eval.benchmarks.own import described  # late: `own` is found by looking, too

        return described(name)
    benchmarks = all_benchmarks()
    if name not in benchmarks:
        near = get_close_matches(name, benchmarks, n=3) or [b for b in benchmarks if name in b]
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        raise BadSettings(
            name, "there is no such benchmark", f"{hint}`python -m eval list` shows all"
        )
    return benchmarks[name]


def trained_on(benchmark: Benchmark) -> bool:
    """Whether the shipped model was trained on rows of it, so that no figure may be reported."""
    from eval.benchmarks.reading import TRAINED

    return TRAINED in benchmark.labelled
