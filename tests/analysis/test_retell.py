"""Which source sentence is told again, from nearness and order alone."""

from __future__ import annotations

from dataclasses import replace

from consistency.analysis.retell import IN_ORDER, SURE, TOLD, inserted, retell
from consistency.domain import Fact, Known, Origin
from consistency.language import parse_statement

SOURCE = tuple(
    Fact(f"source:{n}", Origin.SOURCE, "source", parse_statement(text))
    for n, text in enumerate(
        ("The dam burst.", "Nobody was hurt.", "The mayor resigned.", "A new dam is planned.")
    )
)


def read(fact: Fact) -> Known:
    return Known(fact, (), ())


def nears(*rows: dict[int, float]) -> dict[int, list[tuple[Fact, float]]]:
    """Nearness of each sentence of a rewrite to some source sentences, by their places."""
    return {n: [(SOURCE[place], how) for place, how in row.items()] for n, row in enumerate(rows)}


def told(*rows: dict[int, float]) -> dict[int, str]:
    return {r.sentence: r.known.fact.id for r in retell(nears(*rows), SOURCE, read)}


def test_the_likest_is_told() -> None:
    assert told({0: 0.8, 1: 0.2}, {0: 0.3, 1: 0.6}) == {0: "source:0", 1: "source:1"}


def test_order_decides_between_two_that_are_much_alike() -> None:
    rows = ({0: SURE}, {1: 0.4, 3: 0.4 + IN_ORDER / 2}, {2: SURE})
    assert told(*rows)[1] == "source:1"
    far = ({0: SURE}, {1: 0.4, 3: 0.4 + 2 * IN_ORDER}, {2: SURE})
    assert told(*far)[1] == "source:3"


def test_what_is_like_nothing_tells_nothing_unless_it_stands_in_order() -> None:
    weak = TOLD - 0.05
    assert told({1: weak}) == {}
    assert told({0: SURE}, {1: weak}, {2: SURE})[1] == "source:1"


def test_neighbours_stand_beside() -> None:
    (retelling,) = retell(nears({1: 0.8}), SOURCE, read)
    assert [k.fact.id for k in retelling.beside] == ["source:0", "source:2"]


def test_facts_are_not_told_but_stand_by() -> None:
    fact = replace(SOURCE[0], id="facts:0", origin=Origin.FACTS)
    rows = {0: [(fact, 0.9), (SOURCE[2], 0.5)]}
    (retelling,) = retell(rows, SOURCE, read)
    assert retelling.known.fact.id == "source:2"
    assert [k.fact for k in retelling.facts] == [fact]


def test_a_sentence_for_which_nothing_is_left_was_inserted() -> None:
    rows = nears({0: 0.8}, {0: 0.1, 1: 0.15}, {1: 0.8}, {2: 0.1}, {3: 0.8})
    assert inserted(rows, SOURCE, retell(rows, SOURCE, read)) == (1,)
