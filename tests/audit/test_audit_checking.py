"""The judge that checks: articles judged together get the rows that each gets alone."""

from __future__ import annotations

import hashlib

import pytest

from consistency.audit.article import Article, BadArticle, Staged
from consistency.audit.checking import CheckerJudge
from consistency.audit.schema import NESTED, nest, unnest
from consistency.checker import Checker
from consistency.domain import Fact, Origin, Pair, Scores, Validity
from consistency.language import parse_statement
from consistency.settings import Settings
from tests.fakes import CONTRADICTED, NEUTRAL, ScriptedNLI

SOURCE = "The council approved the budget on Monday. It gives 14 million dollars to the schools."
SPUN = "The council adopted the budget on Monday. It hands 40 million dollars to the schools."


def scores(pair: Pair) -> Scores:
    told = hashlib.sha256(f"{pair.premise}|{pair.hypothesis}".encode()).digest()
    entailment, contradiction = told[0] / 512, told[1] / 512
    return Scores(entailment, 1 - entailment - contradiction, contradiction)


def staged(*rows: Article | BadArticle) -> list[Staged]:
    return [Staged(n, row.id, row) for n, row in enumerate(rows)]


@pytest.fixture(scope="module")
def rows() -> list[Staged]:
    return staged(
        Article("a", SPUN, "f:1", SOURCE, site="x.example"),
        Article("b", SPUN + " The mayor was not there.", "f:2", SOURCE),
        Article("c", SPUN, "f:3", SOURCE, site="y.example"),
        Article("d", SPUN, "f:4", facts=("The schools get 14 million dollars.",)),
        BadArticle("e", "f:5", "the column 'text' holds no text"),
        Article(
            "f", "Der Rat hat am Montag den neuen Haushalt mit großer Mehrheit beschlossen.", "f:6"
        ),
    )


def test_together_as_alone(rows: list[Staged]) -> None:
    together = CheckerJudge(Checker(ScriptedNLI(scores)))(rows)
    alone = [CheckerJudge(Checker(ScriptedNLI(scores)))([row])[0] for row in rows]
    assert together == alone
    assert CheckerJudge(Checker(ScriptedNLI(scores)))(rows[::-1]) == alone[::-1]


def test_nothing_is_asked_twice(rows: list[Staged]) -> None:
    model = ScriptedNLI(scores)
    CheckerJudge(Checker(model))(rows)
    assert len(model.asked) == len(set(model.asked))


def test_copies_get_the_same_findings_under_their_own_names(rows: list[Staged]) -> None:
    judged = CheckerJudge(Checker(ScriptedNLI(scores)))(rows)
    first, copy = judged[0], judged[2]
    assert [f["code"] for f in first.findings] == ["FC301"]
    assert SPUN[first.findings[0]["start"] : first.findings[0]["end"]] == first.findings[0]["text"]
    assert first.findings[0]["fingerprint"] != copy.findings[0]["fingerprint"]
    own = {"article", "ordinal", "fingerprint"}
    for one, other in zip(first.findings, copy.findings, strict=True):
        assert {k: v for k, v in one.items() if k not in own} == {
            k: v for k, v in other.items() if k not in own
        }
    assert copy.articles[0]["site"] == "y.example"


def test_errors_say_why(rows: list[Staged]) -> None:
    judged = CheckerJudge(Checker(ScriptedNLI(scores)))(rows)
    assert judged[4].errors[0]["reason"] == "the column 'text' holds no text"
    assert "another language (de)" in judged[5].errors[0]["reason"]
    assert not judged[5].articles


def test_rows_survive_the_journey(rows: list[Staged]) -> None:
    judged = CheckerJudge(Checker(ScriptedNLI(scores)))(rows)
    nested = nest(judged)
    assert nested.schema.equals(NESTED)
    tables = unnest(nested)
    for name, table in tables.items():
        expected = [row for one in judged for row in getattr(one, name)]
        assert table.to_pylist() == expected
    assert unnest(nest([]))["findings"].num_rows == 0


def test_the_day_of_an_article_decides_which_facts_hold() -> None:
    known = Fact(
        "facts:1",
        Origin.FACTS,
        "list",
        parse_statement("Anna Keller is Germany's foreign minister."),
        Validity("2017-05-17", "2022-05-20"),
    )
    model = ScriptedNLI(lambda pair: CONTRADICTED if "Germany" in pair.premise else NEUTRAL)
    judge = CheckerJudge(Checker(model, [known], Settings(starter=False)))
    text = "Anna Keller is France's foreign minister."
    days = ("2021-03-04", "2022-05-21", "")
    judged = judge(staged(*(Article(day, text, "f:1", date=day) for day in days)))
    assert [one.articles[0]["contradicted"] for one in judged] == [1, 0, 0]
    assert [one.articles[0]["date"] for one in judged] == ["2021-03-04", "2022-05-21", None]
    assert len({one.articles[0]["content"] for one in judged}) == 3
