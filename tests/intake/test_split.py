from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.domain import SentenceRole
from consistency.intake.clean import clean
from consistency.intake.split import split

WEB = """Markets

Arlen and Corby sign a canal accord

[ad_1]

The mayor of Arlen, pictured in May.

Newsdesk | Wire | Pictures Ltd

By Jane Doe, Wire

The U.S. envoy, Mr. Hale, said it was “a good day. We shall dig.” He left at 5 p.m. on Friday.

The work costs $3.5 million. [ad_2] It begins in June…

## Rebuke

Read more: our guide to canals
"""


def test_web_text_is_not_glued_together() -> None:
    found = [(s.role.value, s.text) for s in split(WEB)]
    assert ("heading", "Arlen and Corby sign a canal accord") in found
    assert ("artefact", "[ad_1]") in found
    assert ("artefact", "[ad_2]") in found
    assert ("fragment", "Newsdesk | Wire | Pictures Ltd") in found
    assert ("fragment", "By Jane Doe, Wire") in found
    assert ("fragment", "Markets") in found
    assert ("fragment", "Rebuke") in found
    assert ("artefact", "Read more: our guide to canals") in found
    assert ("body", "The work costs $3.5 million.") in found
    assert ("body", "It begins in June…") in found


def test_abbreviations_do_not_end_sentences() -> None:
    texts = [s.text for s in split(WEB)]
    assert any(t.startswith("The U.S. envoy, Mr. Hale, said") for t in texts)
    assert any(t.endswith("at 5 p.m. on Friday.") for t in texts)


@pytest.mark.parametrize(
    "text",
    [
        "the man was saved . the driver grabbed his weapon .",
        "he left today. the train was late.",
        "The man was saved . the driver grabbed his weapon .",
    ],
)
def test_small_letters_and_stops_set_apart_end_sentences(text: str) -> None:
    assert len(split(text)) == 2


def test_small_letters_after_an_abbreviation_go_on() -> None:
    assert len(split("The sale was worth approx. two million, as Hale said.")) == 1


@pytest.mark.parametrize(
    ("given_text", "clean_text"),
    [
        ("More than 3, 000 people came.", "More than 3,000 people came."),
        ("It won $ 53, 193, 914 in May.", "It won $ 53,193,914 in May."),
        ("On July 3, 200 people left.", "On July 3, 200 people left."),
        ("In 2019, 000 was dialled.", "In 2019, 000 was dialled."),
    ],
)
def test_a_number_that_was_parted_is_one(given_text: str, clean_text: str) -> None:
    cleaned = clean(given_text)
    assert cleaned.text == clean_text
    assert [given_text[o] for o in cleaned.offsets[:-1]] == list(clean_text)


def test_spans_point_into_the_text_as_given() -> None:
    for sentence in split(WEB):
        assert sentence.span.of(WEB) == sentence.text


@pytest.mark.parametrize(
    ("given_text", "clean_text", "word", "written"),
    [
        ("Ukraineâ€™s army is ready.", "Ukraine’s army is ready.", "army", "army"),
        ("A ﬁne day for\u00a0all.", "A fine day for all.", "fine", "ﬁne"),
        ("The co\u00adun\u200bcil met.", "The council met.", "council", "co\u00adun\u200bcil"),
    ],
)
def test_repair_keeps_offsets(given_text: str, clean_text: str, word: str, written: str) -> None:
    sentence = split(given_text)[0]
    assert sentence.text == clean_text
    token = next(t for t in sentence.tokens if t.text == word)
    assert sentence.locate(token.start, token.end).of(given_text) == written


def test_a_sentence_has_the_same_parse_wherever_it_stands() -> None:
    alone = split("Russia annexed Crimea to Ukraine in 2014.")[0]
    among = split("It rained all day. Russia annexed Crimea to Ukraine in 2014. They left.")[1]
    assert among.tokens == alone.tokens


def test_an_endless_sentence_is_kept_but_not_parsed() -> None:
    sentences = split("The council " + "and the mayor " * 300 + "met.")
    assert [s.tokens for s in sentences] == [()]
    assert sentences[0].role is SentenceRole.BODY


@given(st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_clean_maps_every_character(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.offsets) == len(cleaned.text) + 1
    assert list(cleaned.offsets) == sorted(cleaned.offsets)
    assert all(0 <= o <= len(text) for o in cleaned.offsets)


@given(st.text(alphabet='Aab .!?\n[]{}|"“”’<>&;#-*\u00a0\u200bé€0', max_size=80))
@settings(max_examples=60, deadline=None)
def test_split_never_fails_and_spans_never_overlap(text: str) -> None:
    end = 0
    for sentence in split(text):
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        end = sentence.span.end


def test_comments_belong_to_no_sentence_and_part_none() -> None:
    text = (
        "<!-- consistency: ignore FC301 -->\nAcme hired 40 people <!-- why --> in Paris.\n"
        "<!-- over\nseveral lines. -->\nIt rained. <!-- no end"
    )
    sentences = split(text)
    assert [s.text for s in sentences] == [
        "Acme hired 40 people  in Paris.",
        "It rained. <!-- no end",
    ]
    first = sentences[0]
    assert first.span.of(text) == "Acme hired 40 people <!-- why --> in Paris."
    paris = first.text.index("Paris")
    assert first.locate(paris, paris + 5).of(text) == "Paris"
