"""What is measured: the checker, bare models, baselines and published scores, by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from consistency.checker import Checker
from consistency.errors import BadSettings, near
from consistency.nli.load import load_model
from eval.gold import Gold
from eval.systems.base import System
from eval.systems.checker import GIVEN, CheckerSystem
from eval.systems.embedding import EmbeddingSystem
from eval.systems.lexical import lexical_systems
from eval.systems.model import ModelSystem
from eval.systems.reading import Measuring
from eval.systems.stored import FileSystem, PeerSystem

FAMILIES = {
    **dict.fromkeys(GIVEN, "the checker: all that is given, facts alone, the article alone"),
    "model": "the default NLI model by itself",
    "model:NAME": "any NLI model: a bundle, a Hugging Face folder or hub name",
    **dict.fromkeys(lexical_systems(), "words in common with the source"),
    "embedding": "nearness of sentence embeddings",
    "peers": "every published score that came with the rows",
    "peer:NAME": "one of them",
    "file:PATH": "JSONL or CSV with `id` and `score`",
}
"""Every name that `systems_named` knows."""


def default_systems(gold: Gold) -> list[str]:
    """The systems that a benchmark is run with when none is named.

    The checker is asked for texts, not for bare premise-hypothesis pairs, which are the model's
    own task; its modes without the source only where there is something else to see errors by.
    On a probe, made so that one word decides, only what words alone do is laid beside the model:
    the names, and nearly the meaning, are the same on both sides of its contrast.
    """
    peers = ["peers"] if gold.peers else []
    if gold.pairs:
        probe = gold.role == "probe"
        baselines = [n for n in lexical_systems() if not (probe and n == "entity-overlap")]
        return ["model", *baselines, *([] if probe else ["embedding"]), *peers]
    checkers = list(GIVEN) if any(item.facts for item in gold.items) else ["checker"]
    return [*checkers, "model", *lexical_systems(), "embedding", *peers]


def systems_named(
    names: Sequence[str], gold: Gold, model: str | None = None, threads: int | None = None
) -> list[System]:
    """The systems of these names, ready to be asked.

    Args:
        names: keys of `FAMILIES`.
        gold: the benchmark that they will be asked about; `peers` are its own.
        model: the checker's model; the shipped one if None.
        threads: pairs that a bundle scores side by side; all processors if None.

    Raises:
        BadSettings: there is no such system.
        BadModel: a model cannot be loaded.
        BadInput: a file of scores cannot be read.
    """
    found: list[System] = []
    for name in names:
        found += _named(name, gold, model, threads)
    return found


def _named(name: str, gold: Gold, model: str | None, threads: int | None) -> list[System]:
    family, _, which = name.partition(":")
    if name in GIVEN:
        return [CheckerSystem(_measuring(model, threads), name)]
    if name == "model":
        return [ModelSystem(_measuring(model, threads), "model")]
    if family == "model" and which:
        return [ModelSystem(_measuring(which, threads), name)]
    if name in lexical_systems():
        return [lexical_systems()[name]()]
    if name == "embedding":
        return [EmbeddingSystem()]
    if name == "peers":
        return [PeerSystem(peer) for peer in gold.peers]
    if family == "peer" and which:
        if which not in gold.peers:
            mend = near(which, gold.peers) if gold.peers else "name another system"
            raise BadSettings(name, f"{gold.benchmark} has no such peer", mend)
        return [PeerSystem(which)]
    if family == "file" and which:
        return [FileSystem(Path(which))]
    raise BadSettings(name, "there is no such system", near(name, list(FAMILIES)))


@lru_cache(maxsize=4)
def _measuring(model: str | None, threads: int | None) -> Measuring:
    return Measuring(Checker(load_model(model, threads)))
