"""Each family of systems on texts small enough to judge by eye; the model is scripted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from consistency.checker import Checker
from consistency.domain import Pair, Scores, Span
from consistency.errors import BadInput, BadSettings
from eval.gold import Gold
from eval.runs import Answer
from eval.systems import FAMILIES, default_systems, systems_named
from eval.systems.base import Asked, System, Task, fingerprint
from eval.systems.checker import CheckerSystem
from eval.systems.lexical import lexical_systems
from eval.systems.model import ModelSystem
from eval.systems.reading import Measuring
from eval.systems.stored import FileSystem, PeerSystem
from tests.eval.invented import gold, item, unit
from tests.fakes import NEUTRAL, ScriptedNLI

SOURCE = "Acme hired 14 people in Paris. The firm makes boots. Its chief is Ann Lee."
TRUE, FALSE = "Acme took on 14 people in Paris.", "Acme hired 40 people in Paris."


def task(
    text: str, *units: Span, source: str = SOURCE, facts: tuple[str, ...] = (), pair: bool = False
) -> Task:
    spans = units or (Span(0, len(text)),)
    asked = tuple(Asked(f"t:{n}", span, {}) for n, span in enumerate(spans))
    return Task("t", text, source, facts, asked, pair)


def scores(pair: Pair) -> Scores:
    """Entailed if the same numbers stand in both."""
    same = ("14" in pair.premise) == ("14" in pair.hypothesis)
    return Scores(0.9, 0.1, 0.0) if same else Scores(0.1, 0.1, 0.8)


@pytest.fixture(scope="module")
def model() -> ScriptedNLI:
    return ScriptedNLI(scores)


@pytest.fixture(scope="module")
def measuring(model: ScriptedNLI) -> Measuring:
    return Measuring(Checker(model))


def answer(system: System, one: Task) -> Answer:
    (told,) = system.answer([one])
    return told


def test_checker_flags_the_unit_that_holds_the_error(measuring: Measuring) -> None:
    text = f"{TRUE} {FALSE}"
    middle = len(TRUE) + 1
    both = task(text, Span(0, len(TRUE)), Span(middle, len(text)))
    right, wrong = CheckerSystem(measuring, "checker").answer([both])
    assert right.verdict == "supported"
    assert not right.findings
    assert wrong.verdict == "contradicted"
    assert "number-changed" in {f.rule for f in wrong.findings}
    assert any("40" in f.span.of(text) for f in wrong.findings)
    assert wrong.evidence
    assert wrong.score < 0.5 < right.score


def test_a_text_is_as_right_as_its_sentences_together(measuring: Measuring) -> None:
    system = CheckerSystem(measuring, "checker")
    third = "The company sells boots."
    one, other = answer(system, task(FALSE)), answer(system, task(third))
    whole = answer(system, task(f"{FALSE} {third}"))
    assert whole.score == pytest.approx(one.score * other.score)


def test_checker_sees_no_more_than_its_mode_gives(measuring: Measuring) -> None:
    blind = answer(CheckerSystem(measuring, "checker-article"), task(FALSE))
    assert blind.verdict == "unchecked"
    facts = answer(
        CheckerSystem(measuring, "checker-facts"),
        task(FALSE, source="", facts=("Acme hired 14 people in Paris.",)),
    )
    assert facts.verdict == "contradicted"


def test_bare_model_takes_the_best_passage(measuring: Measuring, model: ScriptedNLI) -> None:
    system = ModelSystem(measuring, "model")
    assert answer(system, task(TRUE)).score == pytest.approx(0.9)
    assert answer(system, task("Acme hired 14 people. Ann Lee sings.")).score is not None
    assert system.info.model == model.info


def test_bare_model_lays_pairs_side_by_side(measuring: Measuring, model: ScriptedNLI) -> None:
    system = ModelSystem(measuring, "model")
    model.asked.clear()
    pair = task("14 men", source="14 people", pair=True)
    told = answer(system, pair)
    assert told.probabilities == (0.9, 0.1, 0.0)
    assert told.verdict == "supported"
    assert answer(system, task("40 men", source="14 people", pair=True)).verdict == "contradicted"
    assert model.asked.count(Pair("14 people", "14 men")) == 1


def test_a_pair_too_long_for_the_model_stays_unscored() -> None:
    system = ModelSystem(Measuring(Checker(ScriptedNLI(lambda pair: None))), "model")
    told = answer(system, task("A.", source="B.", pair=True))
    assert (told.score, told.verdict) == (None, "unchecked")
    assert "window" in told.error


def test_a_text_that_cannot_be_read_is_an_error_row(measuring: Measuring) -> None:
    empty = Task("e", "   ", SOURCE, (), (Asked("e:0", Span(0, 3), {}),), pair=False)
    told = CheckerSystem(measuring, "checker").answer([empty, task(TRUE)])
    assert told[0].score is None
    assert "empty" in told[0].error
    assert told[1].score is not None


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("rouge-1", "Acme hired 40 people", 3 / 4),
        ("rouge-2", "Acme hired 14 boots", 2 / 3),
        ("rouge-l", "people hired Acme", 1 / 3),
        ("number-overlap", "fourteen of 40", 1 / 2),
        ("number-overlap", "no numbers at all", 1),
        ("entity-overlap", "Acme hired people in Paris and London.", None),
        ("tf-idf", "The firm makes boots.", 1),
        ("tf-idf", "Nothing alike whatsoever!", 0),
    ],
)
def test_lexical_baselines(name: str, text: str, expected: float | None) -> None:
    told = answer(lexical_systems()[name](), task(text)).score
    if expected is None:
        assert 0 < told < 1  # London is nowhere in the source
    else:
        assert told == pytest.approx(expected)


def test_embedding_knows_a_sentence_of_the_source() -> None:
    (system,) = systems_named(["embedding"], gold(item("a", unit("a"))))
    assert answer(system, task("The firm makes boots.")).score == pytest.approx(1)
    assert answer(system, task("Whales sing at night.")).score < 0.5


def test_stored_scores(tmp_path: Path) -> None:
    asked = (Asked("a", Span(0, 1), {"DAE": 0.4}), Asked("b", Span(0, 1), {}))
    told = PeerSystem("DAE").judge(Task("t", "x", "", (), asked, pair=False))
    assert [a.score for a in told] == [0.4, None]
    path = tmp_path / "mine.csv"
    path.write_text("id,score\na,0.25\n")
    told = FileSystem(path).judge(Task("t", "x", "", (), asked, pair=False))
    assert [a.score for a in told] == [0.25, None]
    path = tmp_path / "mine.jsonl"
    path.write_text('{"id": "a", "score": 0.5}\n{"id": "b", "score": "high"}\n')
    with pytest.raises(BadInput, match=r"mine\.jsonl: row 2"):
        FileSystem(path)
    with pytest.raises(BadInput, match="cannot be read"):
        FileSystem(tmp_path / "none.csv")


@pytest.fixture
def texts() -> Gold:
    return gold(item("a", unit("a", peers={"DAE": 1.0, "QAGS": 0.0})))


def test_every_family_is_known_and_unknown_names_get_a_hint(texts: Gold, tmp_path: Path) -> None:
    near = partial(systems_named, gold=texts)
    assert [s.info.name for s in near(["peers"])] == ["peer:DAE", "peer:QAGS"]
    assert [s.info.name for s in near(["peer:DAE", "rouge-1"])] == ["peer:DAE", "rouge-1"]
    with pytest.raises(BadSettings, match="did you mean checker-facts"):
        near(["checker-fact"])
    with pytest.raises(BadSettings, match="did you mean QAGS"):
        near(["peer:QAG"])
    assert {"checker", "model", "embedding", "file:PATH"} <= set(FAMILIES)


def test_default_systems_fit_the_benchmark(texts: Gold) -> None:
    assert default_systems(texts)[0] == "checker"
    assert "checker-facts" not in default_systems(texts)
    assert default_systems(texts)[-1] == "peers"
    pairs = gold(item("a", unit("a", label="neutral")))
    assert "checker" not in default_systems(pairs)
    assert {"embedding", "entity-overlap"} < set(default_systems(pairs))
    probe = default_systems(replace(pairs, role="probe"))
    assert not {"checker", "embedding", "entity-overlap"} & set(probe)
    assert {"model", "rouge-1"} < set(probe)


def test_code_has_a_fingerprint() -> None:
    assert fingerprint("eval/systems/base.py") == fingerprint("eval/systems/base.py")
    assert fingerprint("eval/systems/base.py") != fingerprint("eval/systems/model.py")


def test_neutral_everywhere_leaves_a_score(measuring: Measuring) -> None:
    unsure = Measuring(Checker(ScriptedNLI(lambda pair: NEUTRAL)))
    told = answer(CheckerSystem(unsure, "checker"), task(TRUE))
    assert told.score is not None
