"""The generator of spun errors and faithful rewrites, on tiny texts."""

import random

import pytest

from consistency.language import load_pipeline
from models.recipe.spin.context import Context
from models.recipe.spin.edit import apart, apply
from models.recipe.spin.errors import antonyms, certainty, converse, negation, numbers, roles
from models.recipe.spin.faithful import formats, order, voice
from models.recipe.spin.generate import Maker, balanced
from models.recipe.spin.premises import near_miss
from models.recipe.spin.text import clean

ARTICLE = (
    "The EU accused Belarus of sending migrants to its border on Tuesday. "
    "German Foreign Minister Heiko Maas said the bloc would impose new sanctions this week. "
    "Russia rejected the accusation and said that it supported its ally. "
    "About 4,000 people have gathered near the Polish border since November."
)


def first(text):
    return next(load_pipeline()(text).sents)


def made(edit, text, seed=0):
    sentence = first(text)
    changes = edit(sentence, Context(rng=random.Random(seed)))
    return apply(sentence.text, changes) if changes else None


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (roles.role_swap, "The EU accused Belarus.", "Belarus accused the EU."),
        (roles.passive_turn, "Russia attacked Ukraine.", "Russia was attacked by Ukraine."),
        (voice.active_to_passive, "Russia attacked Ukraine.", "Ukraine was attacked by Russia."),
        (voice.passive_to_active, "Ukraine was attacked by Russia.", "Russia attacked Ukraine."),
        (converse.converse_wrong, "England defeated Wales.", "England lost to Wales."),
        (converse.converse_right, "England defeated Wales.", "Wales lost to England."),
        (antonyms.antonym_verb, "Prices rose in March.", "Prices fell in March."),
        (negation.negation_dropped, "The union did not accept it.", "The union accepted it."),
        (
            certainty.hedge_dropped,
            "Storm Alex is expected to hit the coast.",
            "Storm Alex will hit the coast.",
        ),
        (
            order.said_inverted,
            "Police said the man was arrested in London.",
            "According to police, the man was arrested in London.",
        ),
    ],
)
def test_an_edit_gives(edit, before, after):
    assert after in {made(edit, before, seed) for seed in range(6)}


def test_a_denied_verb_keeps_its_parties():
    assert made(roles.role_swap, "The EU never accused Belarus.") is None


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("It hired 4,000 people in May.", {"4000", "four thousand"}),
        ("It spent 1.5 million on the project.", {"1,500,000"}),
        ("Sales rose 20% in May.", {"20 percent", "20 per cent"}),
    ],
)
def test_a_number_written_another_way_keeps_its_value(text, same):
    results = {made(formats.number_format, text, seed) for seed in range(8)} - {None}
    assert results
    assert all(any(form in result for form in same) for result in results)


def test_another_number_has_another_value():
    rng = random.Random(0)
    for word in ("three", "17", "4,000", "2.5", "100"):
        for _ in range(20):
            new = numbers.other_number(word, rng)
            assert new is not None
            assert new != word
            assert ("," in new) <= ("," in word)


def test_an_article_agrees_with_the_word_put_after_it():
    assert apply("He met a German envoy.", [(9, 15, "Austrian")]) == "He met an Austrian envoy."
    assert apply("He met an Irish envoy.", [(10, 15, "European")]) == "He met a European envoy."


def test_edits_that_touch_are_not_combined():
    assert not apart([(0, 4, "x")], [(5, 9, "y")])
    assert apart([(0, 4, "x")], [(6, 9, "y")])


def test_a_seed_gives_the_same_pairs_and_both_labels():
    doc = load_pipeline()(ARTICLE)
    runs = [list(Maker(3).pairs(doc, "a")) for _ in range(2)]
    assert runs[0] == runs[1]
    labels = {row["label"] for row in runs[0]}
    assert "entailment" in labels
    assert labels & {"contradiction", "not_entailment"}
    assert all(row["premise"] and row["hypothesis"] != "" for row in runs[0])


def test_a_near_miss_never_holds_the_source():
    plain = [s.text for s in load_pipeline()(ARTICLE).sents]
    for seed in range(10):
        miss = near_miss(plain, 0, plain[0], random.Random(seed))
        assert miss is None or plain[0] not in miss


def test_labels_are_balanced():
    doc = load_pipeline()(ARTICLE)
    rows = [row for seed in range(40) for row in Maker(seed).pairs(doc, "a")]
    kept = balanced(rows, 100, 0)
    assert 0 < len(kept) <= 100
    assert sum(row["label"] == "entailment" for row in kept) <= 42


def test_datelines_go():
    assert clean("LONDON (Reuters) - Prices rose.") == "Prices rose."
