"""Benchmarks are found by looking, told in full, and named nearly when named wrongly."""

from __future__ import annotations

import types
from pathlib import Path

import pytest

import eval.benchmarks
from consistency.errors import BadSettings
from eval.benchmark import Benchmark
from eval.benchmarks import all_benchmarks, load, trained_on

TOLD = ("name", "title", "licence", "origin", "revision", "labelled")


@pytest.mark.parametrize("name", all_benchmarks())
def test_metadata_is_complete(name: str) -> None:
    benchmark = load(name)
    assert benchmark.name == name
    for told in TOLD:
        assert getattr(benchmark, told).strip()
    # Our own set has no files elsewhere, and no paper.
    assert benchmark.bibtex.strip() or not benchmark.files
    assert benchmark.role in ("dev", "test", "probe")
    assert benchmark.bibtex.count("{") == benchmark.bibtex.count("}")
    assert all(not Path(file).is_absolute() for file in benchmark.files)


def test_what_the_model_was_trained_on_is_never_for_reporting() -> None:
    seen = {b.name for b in all_benchmarks().values() if trained_on(b)}
    assert {"fib", "xsumfaith", "defacto_val", "mnli_dev", "snli_dev", "summedits_seen"} <= seen
    assert not seen & {"bump", "defacto_test", "snli_test", "summedits_news", "frank"}
    assert {load(name).role for name in seen} == {"dev"}
    for benchmark in all_benchmarks().values():
        at_hand = [file for file in benchmark.files if file.startswith("train/")]
        # ANLI lies with the training data, and the shipped mix leaves it out.
        assert not at_hand or trained_on(benchmark) or benchmark.name == "anli_dev"


def test_roles() -> None:
    roles = {name: b.role for name, b in all_benchmarks().items()}
    for name in ("snli_test", "defacto_test", "news_nli_base", "news_nli_sim"):
        assert roles[name] == "test"
    for name in ("breaking_nli", "med", "fever_symmetric"):
        assert roles[name] == "probe"
    assert list(roles) == sorted(roles)


def test_an_unknown_name_names_near_ones() -> None:
    with pytest.raises(BadSettings, match=r"did you mean bump.*eval list"):
        load("bmup")
    with pytest.raises(BadSettings, match="no such benchmark"):
        load("xyzzy")


def test_a_name_given_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = types.SimpleNamespace(name="bump")
    real = eval.benchmarks.importlib.import_module

    def imported(name: str) -> object:
        return types.SimpleNamespace(BENCHMARK=twin) if name.endswith("falke") else real(name)

    monkeypatch.setattr(eval.benchmarks.importlib, "import_module", imported)
    with pytest.raises(ValueError, match=r"'bump' is given by bump\.py and by falke\.py"):
        all_benchmarks()


def test_your_own_set_is_found_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'name = "mine"\nfiles = ["a.csv"]\n[columns]\ntext = "t"\nsource = "s"\nlabel = "l"\n'
    )
    assert isinstance(load(str(path)), Benchmark)
