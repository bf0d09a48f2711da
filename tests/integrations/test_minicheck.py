from __future__ import annotations

from dataclasses import replace

import pytest

from consistency.checker import Checker
from consistency.errors import BadInput
from consistency.integrations.minicheck import MiniCheck
from consistency.settings import Settings
from tests.fakes import ScriptedNLI
from tests.integrations.conftest import FALSE, SOURCE, TRUE, answer


def test_score(scripted) -> None:
    labels, probs, chunks, chunk_probs = MiniCheck(scripted).score(
        docs=[SOURCE, SOURCE], claims=[TRUE, FALSE]
    )
    assert labels == [1, 0]
    assert probs[0] > 0.5 > probs[1]
    assert [len(c) for c in chunks] == [len(p) for p in chunk_probs]
    assert all(chunk in SOURCE for chunk in chunks[0])
    assert max(chunk_probs[0]) == 1.0


def test_a_claim_is_as_good_as_its_weakest_sentence(scripted) -> None:
    both = MiniCheck(scripted).score(docs=[SOURCE], claims=[f"{TRUE} {FALSE}"])
    assert both.labels == [0]
    assert both.probs[0] < 0.5


class Forgetful(Checker):
    """Finds evidence for the first sentence only."""

    def analyse(self, *given, **how):
        found = super().analyse(*given, **how)
        return replace(found, evidence=tuple(e for e in found.evidence if e.sentence == 0))


def test_a_sentence_that_nothing_is_near_to_is_not_supported() -> None:
    checker = Forgetful(ScriptedNLI(answer), settings=Settings(starter=False))
    scores = MiniCheck(checker).score([SOURCE], [f"{TRUE} Zebras graze quietly in Kenya."])
    assert scores.labels == [0]
    assert scores.probs[0] < 0.5


def test_states_nothing(scripted) -> None:
    assert MiniCheck(scripted).score(docs=[SOURCE], claims=["Why did it hire?"])[:2] == ([0], [0.0])


def test_uneven_lists(scripted) -> None:
    with pytest.raises(BadInput, match="1 for 2 claims"):
        MiniCheck(scripted).score(docs=[SOURCE], claims=[TRUE, FALSE])
