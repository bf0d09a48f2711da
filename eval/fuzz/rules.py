"""All rules over articles, and everything that decides: settings, comments, the baseline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import isfinite
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

from consistency.checker import Checker
from consistency.decision.baseline import read_baseline, write_baseline
from consistency.decision.suppress import suppress
from consistency.domain import (
    Analysis,
    Document,
    Finding,
    Fitted,
    ModelInfo,
    Pair,
    Report,
    Scores,
    SuppressedBy,
    VerdictKind,
)
from consistency.rules.registry import all_rules
from consistency.settings import Settings, load_settings
from eval.fuzz import made
from eval.fuzz.inputs import changes, edited, examples, passage, plain, rewritten, sentence, text
from eval.fuzz.intake import file
from eval.fuzz.target import Target

KEPT = 300
"""Analyses that are kept to be decided again."""
TOML = """\
select = ["FC"]
ignore = ["FC401"]
fail-on = "error"
min_probability = 0.6
[severities]
FC4 = "note"
[budgets]
warning = 2
[thresholds]
contradict = 0.9
"""
NAMES = ("mine.toml", "mine.toml", "pyproject.toml")
TABLES = ("", "", "[tool.consistency]\n", "tool = 3\n", "[tool]\nconsistency = []\n")


class Dice:
    """A model that is sure of anything: what it says of a pair is drawn by the pair itself."""

    info = ModelInfo("dice", "0" * 64)
    folder = Path()
    fitted = Fitted()

    def score(self, pairs: Sequence[Pair]) -> list[Scores | None]:
        """Any three probabilities; now and then none, as for a pair that is too long."""
        return [_thrown(Random(crc32(repr(pair).encode("utf-8", "replace")))) for pair in pairs]


class Article(NamedTuple):
    """What a checker is given."""

    text: str
    source: str | None
    facts: tuple[str, ...]


class Again(NamedTuple):
    """A decision on what was measured before."""

    example: int
    """Which of the rules' examples."""
    seed: int
    """By which its evidence is scored anew."""
    changes: dict[str, Any]


@lru_cache(maxsize=1)
def checker() -> Checker:
    """One for this process, with the starter pack."""
    return Checker(Dice())


@lru_cache(maxsize=KEPT)
def analysis(number: int) -> Analysis:
    """What is measured of one of the rules' examples."""
    example = examples()[number]
    return checker().check(example.text, example.source, example.facts).analysis


def _thrown(random: Random) -> Scores | None:
    if random.random() < 0.02:
        return None
    first, second = sorted((random.random(), random.random()))
    return Scores(first, second - first, 1 - second)


def _article(random: Random) -> Article:
    example = random.choice(examples())
    said = edited(random, example.text) if random.random() < 0.3 else passage(random, 2)
    source = random.choice((None, example.source, example.text, passage(random, 2)))
    facts = tuple(sentence(random) for _ in range(random.randrange(2)))
    return Article(said, source, facts)


def _check(article: Article) -> None:
    _keeps_its_promises(checker().check(*article))


def _again(random: Random) -> Again:
    return Again(random.randrange(len(examples())), random.randrange(2**32), changes(random))


def _decide(again: Again) -> None:
    measured = analysis(again.example)
    random = Random(again.seed)
    scored = tuple(
        replace(one, scores=_thrown(random), nearness=random.random()) for one in measured.evidence
    )
    report = checker().decide(replace(measured, evidence=scored), **again.changes)
    _keeps_its_promises(report)


def _keeps_its_promises(report: Report) -> None:
    given = report.document.text
    assert not (report.passed and (report.errors or report.breaches)), "green, though not all well"
    assert len(report.verdicts) == len(report.document.sentences)
    for verdict in report.verdicts:
        unsure = verdict.kind is VerdictKind.UNCHECKED
        assert unsure == (verdict.probability is None), verdict.kind
        assert unsure or _is_probability(verdict.probability), verdict.probability
    for finding in (*report.findings, *(one.finding for one in report.suppressed)):
        span = finding.span
        assert 0 <= span.start < span.end <= len(given), f"{finding.rule.code} names no words"
        assert finding.text == span.of(given), f"{finding.rule.code} names other words"
        assert _is_probability(finding.probability), f"{finding.rule.code} {finding.probability}"


def _is_probability(value: float | None) -> bool:
    return value is not None and isfinite(value) and 0 <= value <= 1


def _set(given: dict[str, Any]) -> None:
    json.dumps(Settings().changed(**given).as_plain(), allow_nan=False)


def _settings_file(random: Random) -> tuple[str, str]:
    return random.choice(NAMES), edited(random, random.choice(TABLES) + TOML)


def _read_settings(given: tuple[str, str]) -> None:
    load_settings(file(*given))


def _commented(random: Random) -> tuple[Document, tuple[Finding, ...]]:
    about = made.document(random)
    return about, made.findings(random, about)


def _suppress(given: tuple[Document, tuple[Finding, ...]]) -> None:
    about, findings = given
    codes = [rule.code for rule in all_rules()]
    live, taken, _ = suppress(findings, about, codes, codes[::2])
    assert sorted(map(_key, (*live, *(one.finding for one in taken)))) == sorted(
        map(_key, findings)
    )


def _key(finding: Finding) -> tuple[int, int, str]:
    return finding.span.start, finding.span.end, finding.rule.code


def _baseline(random: Random) -> tuple[str, Report]:
    entry = {"document": text(random, 1, whole=False), "rule": "FC301", "fingerprint": "0" * 16}
    whole: Any = {"version": 1, "findings": [{**entry, "count": 2, "text": text(random, 2)}]}
    if random.random() < 0.5:
        whole = rewritten(random, whole)
    known = json.dumps(whole if random.random() < 0.95 else plain(random))
    return edited(random, known) if random.random() < 0.3 else known, made.report(random)


def _know(given: tuple[str, Report]) -> None:
    known, report = given
    path = file("known.json", known)
    baseline = read_baseline(path)
    settings = Settings()
    sound = replace(report, errors=(), suppressed=())
    write_baseline(baseline.updated([sound], settings, grow=True), path)
    again = read_baseline(path)
    new, aside, _ = again.set_aside(report.findings, report.document, settings)
    assert not new, "what was just added is new"
    assert all(one.by is SuppressedBy.BASELINE for one in aside)


TARGETS = (
    Target("rules.articles", 15, _article, _check),
    Target("rules.decisions", 40, _again, _decide),
    Target("rules.settings", 130, changes, _set),
    Target("rules.settings-files", 60, _settings_file, _read_settings),
    Target("rules.comments", 90, _commented, _suppress),
    Target("rules.baseline", 40, _baseline, _know),
)
