"""What becomes of a batch of articles; the only code of the service that asks the checker.

It runs on one thread, which spares the English pipeline and the encoder from being shared.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from consistency.checker import Checker, case_of
from consistency.domain import Analysis, Case, Report
from consistency.facts.index import Hit
from consistency.facts.record import fact_of
from consistency.intake.read import document_from_text
from consistency.service.limits import Limits
from consistency.service.problems import Problem

if TYPE_CHECKING:
    from consistency.facts.base import FactBase

log = logging.getLogger(__name__)

KEPT = 1000
"""Sentences (of articles, sources and facts) whose analyses are kept, some 20 KB each, so that
another format or threshold for the same article asks no model."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article to check."""

    id: str
    text: str
    source: str | None = None
    facts: tuple[str, ...] = ()
    date: date | None = None
    """The day that it speaks of; read off its opening lines if `None`."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Fields of `Settings` that differ from the service's own, as plain values."""

    @property
    def measured(self) -> object:
        """What its analysis depends on."""
        return self.id, self.text, self.source, self.facts, self.date


@dataclass(frozen=True, slots=True)
class Search:
    """A text for which the known facts are looked up."""

    text: str
    count: int


class Desk:
    """Answers batches.

    Args:
        checker: checks.
        limits: how large an article may be.
        bases: the checker's fact bases, to be searched.
    """

    def __init__(self, checker: Checker, limits: Limits, bases: Sequence[FactBase] = ()) -> None:
        self._checker = checker
        self._limits = limits
        self._bases = bases
        self._kept: OrderedDict[object, Analysis] = OrderedDict()

    def answer(self, batch: Sequence[Article | Search]) -> list[Report | list[Hit] | Exception]:
        """For each item its report or facts, or the error that it met."""
        measured = self._measure([ask for ask in batch if isinstance(ask, Article)])
        return [self._answer_one(ask, measured) for ask in batch]

    def _answer_one(
        self, ask: Article | Search, measured: Mapping[object, Analysis | Exception]
    ) -> Report | list[Hit] | Exception:
        try:
            if isinstance(ask, Search):
                return self._find(ask)
            analysis = measured[ask.measured]
            if isinstance(analysis, Exception):
                return analysis
            return self._checker.decide(analysis, **self._merged(ask.settings))
        except Exception as error:
            return error

    def _find(self, search: Search) -> list[Hit]:
        """The best facts of the checker's own and of each base."""
        hits = self._checker.find_facts(search.text, search.count)
        for base in self._bases:
            found = base.search(search.text, search.count)
            hits += [Hit(fact_of(h.fact.record), n, h.nearness) for n, h in enumerate(found)]
        return sorted(hits, key=lambda hit: -hit.nearness)[: search.count] if self._bases else hits

    def _merged(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """An article's settings; tables add to the service's own and do not replace them."""
        own = self._checker.settings
        tables: dict[str, Mapping[str, Any]] = {
            "thresholds": own.thresholds.given(),
            "severities": own.severities,
            "budgets": own.budgets,
        }
        return {
            name: {**tables[name], **value} if name in tables else value
            for name, value in changes.items()
        }

    def _measure(self, articles: Sequence[Article]) -> dict[object, Analysis | Exception]:
        found: dict[object, Analysis | Exception] = {}
        cases: dict[object, Case] = {}
        for article in articles:
            key = article.measured
            if key in self._kept:
                self._kept.move_to_end(key)
                found[key] = self._kept[key]
            elif key not in cases and key not in found:
                try:
                    cases[key] = self._read(article)
                except Exception as error:
                    found[key] = error
        found.update(zip(cases, self._analyse(list(cases.values())), strict=True))
        for key in cases:
            analysis = found[key]
            if isinstance(analysis, Analysis):
                self._kept[key] = analysis
        while len(self._kept) > 1 and sum(map(_sentences, self._kept.values())) > KEPT:
            self._kept.popitem(last=False)
        return found

    def _read(self, article: Article) -> Case:
        document = document_from_text(article.text, article.id)
        document = replace(document, dateline=article.date or document.dateline)
        source = article.source
        known = document_from_text(source, "source") if source is not None else None
        count = len(document.sentences) + len(article.facts)
        count += len(known.sentences) if known else 0
        if count > self._limits.sentences:
            raise Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                article.id,
                f"{count} sentences in article, source and facts are more than "
                f"{self._limits.sentences}",
                "split the article",
            )
        return case_of(document, known, article.facts)

    def _analyse(self, cases: list[Case]) -> list[Analysis | Exception]:
        try:
            return list(self._checker.analyse_many(cases))
        except Exception as error:
            if len(cases) == 1:
                return [error]
            # One article must not cost its neighbours their reports.
            log.warning("a batch of %d failed; its articles go one by one", len(cases))
            return [one for case in cases for one in self._analyse([case])]


def _sentences(analysis: Analysis) -> int:
    case = analysis.case
    return len(case.document.sentences) + len(case.source) + len(case.facts)
