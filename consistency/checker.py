"""Checker = model + facts + settings: the one place where things are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from consistency.analysis.analyse import Progress, analyse, analyse_many
from consistency.decision.baseline import Baseline
from consistency.decision.decide import decide
from consistency.domain import Analysis, Case, Document, Fact, ModelInfo, Origin, Report
from consistency.errors import ConsistencyError
from consistency.facts.embed import embed
from consistency.facts.index import FactIndex, Hit
from consistency.facts.known import KnownFacts
from consistency.intake.read import document_from_text, source_facts
from consistency.language import parse_statement
from consistency.nli.load import load_model
from consistency.nli.model import NLIModel
from consistency.settings import Settings


class Checker:
    """Checks articles against what is known.

    Args:
        model: a bundle's folder, a Hugging Face model's folder or name, or a model object;
            the shipped bundle by default.
        facts: what is known, as Facts or as plain sentences.
        settings: thresholds, rules and gate; the defaults if None.
        threads: pairs that the default model scores side by side; all processors by default.
        bases: fact bases, each a `FactBase`; of these only what concerns a sentence is evidence.
        baseline: findings known before, which the gate does not count.

    Raises:
        BadModel: the model or an encoder is missing or damaged.
    """

    def __init__(
        self,
        model: str | NLIModel | None = None,
        facts: Iterable[Fact | str] = (),
        settings: Settings | None = None,
        threads: int | None = None,
        bases: Sequence[KnownFacts] = (),
        baseline: Baseline | None = None,
    ) -> None:
        named = model is None or isinstance(model, str)
        self.model: NLIModel = load_model(model, threads) if named else model  # type: ignore[assignment, arg-type]
        self.settings = settings or Settings()
        self._index = FactIndex(_facts(facts))
        self.baseline = baseline
        self._bases = (*bases, *_starter(self.settings))

    @property
    def model_info(self) -> ModelInfo:
        """Which model scores."""
        return self.model.info

    def check(
        self,
        text: str,
        source: str | None = None,
        facts: Sequence[str] = (),
        date: date | None = None,
    ) -> Report:
        """Checks one text.

        Args:
            text: the article.
            source: the article it was rewritten from, if known.
            facts: further facts for this text alone, one sentence each.
            date: the day the text speaks of; read off its opening lines if `None`.

        Raises:
            BadInput: a text is empty or not English.
        """
        document = document_from_text(text)
        document = replace(document, dateline=date or document.dateline)
        known = document_from_text(source, "source") if source is not None else None
        return self.check_document(document, known, facts)

    def check_document(
        self,
        document: Document,
        source: Document | None = None,
        facts: Iterable[Fact | str] = (),
        progress: Progress | None = None,
    ) -> Report:
        """Checks a document that is split already."""
        return self.decide(self.analyse(case_of(document, source, facts), progress))

    def analyse(self, case: Case, progress: Progress | None = None) -> Analysis:
        """Measures everything, once; takes no decision."""
        return analyse(case, self._index, self.model, progress, self._bases)

    def analyse_many(self, cases: Sequence[Case]) -> list[Analysis]:
        """Measures several cases; what they have in common is asked of the model once."""
        return analyse_many(cases, self._index, self.model, bases=self._bases)

    def find_facts(self, text: str, count: int = 10) -> list[Hit]:
        """The known facts that bear on a text, best first; fact bases have a search of their own.

        Args:
            text: a sentence or a question.
            count: how many at most.
        """
        return self._index.nearest(text, embed([text])[0], count)

    def decide(self, analysis: Analysis, **changes: Any) -> Report:
        """Decides on an analysis; instant.

        Args:
            analysis: what `analyse` measured.
            **changes: fields of `Settings` to differ from the checker's own.

        Raises:
            BadSettings: a field is unknown or its value out of range.
        """
        settings = self.settings.changed(**changes) if changes else self.settings
        report = decide(analysis, settings, self.model.fitted, self.baseline)
        again: Callable[..., Report] = self.decide
        return replace(report, _decide=again)

    def refuse(self, id: str, error: ConsistencyError) -> Report:
        """The report on an article that could not be read; it never passes."""
        nothing = Case(Document(id, "", ()))
        analysis = Analysis(nothing, (), (), (), (), (), {}, self.model.info)
        return replace(self.decide(analysis), errors=(str(error),), notes=())


def _starter(settings: Settings) -> tuple[KnownFacts, ...]:
    if not settings.starter:
        return ()
    from consistency.facts.starter.pack import starter_pack

    return (starter_pack(),)


def case_of(
    document: Document, source: Document | None = None, facts: Iterable[Fact | str] = ()
) -> Case:
    """A document with the sentences of its source and with facts of its own."""
    sourced = source_facts(source) if source is not None else ()
    return Case(document, sourced, _facts(facts))


def _facts(facts: Iterable[Fact | str]) -> tuple[Fact, ...]:
    return tuple(
        fact
        if isinstance(fact, Fact)
        else Fact(f"facts:{n}", Origin.FACTS, "facts", parse_statement(fact, n))
        for n, fact in enumerate(facts, start=1)
    )
