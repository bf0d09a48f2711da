"""Who is said to have said it."""

from __future__ import annotations

import pytest

from consistency.language import parse_statement
from consistency.mentions.extract import mentions_of
from consistency.mentions.speakers import speakers_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam is safe, Keller said.", {"keller"}),
        ("The dam is safe, according to Keller.", {"keller"}),
        ("The dam, in the view of Keller, is safe.", {"keller"}),
        ("Reporters were told by Keller that the dam is safe.", {"keller"}),
        ("The dam is safe, said a spokesman for the water board.", {"water", "board"}),
    ],
)
def test_speaker(text: str, words: set[str]) -> None:
    sentence = parse_statement(text)
    (speaker,) = speakers_of(sentence, mentions_of(sentence))
    assert speaker.words == words


def test_a_pronoun_tells_nobody_from_others() -> None:
    sentence = parse_statement("The dam is safe, she said.")
    (speaker,) = speakers_of(sentence, mentions_of(sentence))
    assert (speaker.pronoun, speaker.words, speaker.named) == ("she", frozenset(), False)


def test_finding_a_thing_is_not_saying_it() -> None:
    sentence = parse_statement("The divers found a wreck.")
    assert speakers_of(sentence, mentions_of(sentence)) == ()
