"""Docs cannot rot: generated pages are fresh, every verb has help, README code runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import typer.main
from mktestdocs import check_md_file

from consistency.cli import app
from consistency.nli.bundle import default_folder
from docs.generate import (
    benchmarks,
    cli_page,
    readme,
    rules_page,
    scale,
    scale_of,
    service,
    sets_page,
)
from models.recipe.card import card

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("docs/rules.md", rules_page),
        ("docs/cli.md", cli_page),
        ("docs/benchmarks-sets.md", sets_page),
        ("docs/benchmarks.md", benchmarks),
        ("README.md", readme),
        ("docs/scale.md", scale),
        ("models/default/MODEL_CARD.md", partial(card, default_folder())),
        ("docs/service.md", service),
    ],
)
def test_generated_page_is_fresh(name: str, page) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == page(), "run `make docs`"


BENCH = {
    "articles": 64,
    "near_copies": 9,
    "sentences_an_article": 12.5,
    "machine": {"processor": "x86_64", "cores": 2, "load_before": 0.1},
    "ours": {
        "articles_a_second": {"2 processes": 2.0, "1 process, 2 threads": 1.5},
        "pairs_an_article": 33.0,
        "share_of_time_in_model": 0.7,
        "seconds_by_articles": [{"articles": 16, "seconds": 9.9}],
        "seconds_by_length": [{"characters": 1044, "seconds": 0.9}],
    },
}
MEMORY = {"load_before": 0.2, "articles": {"1000": {"peak_mb": 150.0, "seconds": 9.0}}}
ACCEPTANCE = {
    "load_before": 3.0,
    "longest": 1500,
    "sentences": 6,
    "workers": 2,
    "chunk": 32,
    "local": {"kills": 10, "seconds": 900.4, "was_stopped": False},
    "other": {
        "engine": "ray",
        "workers_killed": 1,
        "seconds": 700.0,
        "was_stopped": True,
        "memory_mb": [[2, 300, 900], [40, 301, 910]],
    },
    "results_are_the_same": True,
    "lost": 0,
    "repeated": 0,
    "kilobytes_an_article": 5.5,
    "summary": {"articles": 2300, "sentences": {"supported": 20000, "contradicted": 1000}},
    "planted": {"found": {"number": [8, 10]}, "true_sentences_with_an_error_finding": [3, 19000]},
}


def test_figures_of_audits_whatever_was_measured() -> None:
    assert scale_of(None, None, None).count("ot measured yet") == 3
    told = scale_of(BENCH, None, None)
    assert "**a million articles a day need 15 such cores**" in told
    assert "billion operations" not in told
    whole = BENCH | {
        "matrix_rate": {
            "scoring_gops": 200.0,
            "share_of_int8_rate": 0.4,
            "share_of_fp32_rate": 1.2,
        },
        "peers": {
            "T5 shape": {
                "used": "whole",
                "articles_a_second": 0.1,
                "times_slower_than_ours": 20.0,
                "scaled_up_from_seconds": 60.0,
            }
        },
    }
    told = scale_of(whole, MEMORY, ACCEPTANCE)
    assert "120 % of torch's" in told
    assert "ours is 20.0 times as fast, scaled up" in told
    assert "| 1,000 | 150.0 | 9.0 |" in told
    assert "2,300 real articles (21,000 sentences), of at most 1,500 characters" in told
    assert ", their first 6 sentences, lightly reworded" in told
    assert "Ray on this machine, with a worker killed on the way, took 700 s, not counting" in told
    assert "not measured yet" not in told


def test_every_verb_has_help() -> None:
    for name, command in typer.main.get_command(app).commands.items():
        assert command.help, name


def test_readme_code_runs() -> None:
    check_md_file(ROOT / "README.md", memory=True)


def test_code_of_the_page_on_facts_runs() -> None:
    check_md_file(ROOT / "docs" / "facts.md", memory=True)


def test_gate_page_code_runs() -> None:
    check_md_file(ROOT / "docs" / "gate.md", memory=True)
