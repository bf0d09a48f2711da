"""The judge that checks for real: a Checker, and its reports as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from consistency.audit.article import Article, BadArticle, Staged, digest
from consistency.audit.judge import Judge, failed
from consistency.audit.schema import SCHEMAS, Judged
from consistency.checker import Checker, case_of
from consistency.domain import Case, Document, Report, Severity, VerdictKind
from consistency.errors import ConsistencyError
from consistency.intake.read import document_from_text, read_facts
from consistency.reports.json import as_plain
from consistency.settings import Settings

SOURCES = 64
"""Source texts kept split: the spins of one source follow each other."""


@dataclass(frozen=True, slots=True)
class CheckerFactory:
    """Makes the judge that checks for real."""

    model: str | None
    facts: tuple[str, ...]
    """Files of known facts."""
    settings: Settings

    def __call__(self) -> Judge:
        """Loads the model; takes seconds."""
        known = [fact for path in self.facts for fact in read_facts(path)]
        # Processes run side by side already, so each scores one pair at a time.
        return CheckerJudge(Checker(self.model, known, self.settings, threads=1))


class CheckerJudge:
    """Checks articles with one Checker.

    Args:
        checker: model, shared facts and settings.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def __call__(self, rows: Sequence[Staged]) -> list[Judged]:
        """Judges the rows together: what they share is asked once, and copies are judged once."""
        cases: dict[str, Case] = {}
        reasons: dict[str, str] = {}
        for row in rows:
            if isinstance(row.row, Article) and row.row.content not in cases | reasons:
                try:
                    cases[row.row.content] = _case(row.row)
                except ConsistencyError as error:
                    reasons[row.row.content] = f"{error.problem}; {error.mend}"
        reports = dict(zip(cases, self._reports(list(cases.values())), strict=True))
        return [_judged(row, reports, reasons) for row in rows]

    def _reports(self, cases: list[Case]) -> list[dict[str, Any]]:
        analyses = self._checker.analyse_many(cases)
        return [_plain(self._checker.decide(analysis)) for analysis in analyses]


def _case(article: Article) -> Case:
    document = document_from_text(article.text, "article")
    if article.date:
        document = replace(document, dateline=date.fromisoformat(article.date))
    return case_of(document, _source(article.source) if article.source else None, article.facts)


@lru_cache(maxsize=SOURCES)
def _source(text: str) -> Document:
    return document_from_text(text, "source")


def _plain(report: Report) -> dict[str, Any]:
    """The report as the JSON format has it, with what the articles' table counts."""
    kinds = [verdict.kind for verdict in report.verdicts]
    levels = [finding.severity for finding in report.findings]
    counts = {kind.value: kinds.count(kind) for kind in VerdictKind}
    counts |= {f"{level.label}s": levels.count(level) for level in Severity}
    return as_plain(report) | {"counts": counts}


def _judged(row: Staged, reports: dict[str, dict[str, Any]], reasons: dict[str, str]) -> Judged:
    article = row.row
    if isinstance(article, BadArticle):
        return failed(row, article.reason)
    if article.content in reasons:
        return failed(row, reasons[article.content])
    report = reports[article.content]
    return Judged(
        row.ordinal,
        articles=(_article_row(row, article, report),),
        sentences=tuple(_sentence_rows(row, article, report)),
        findings=tuple(_finding_rows(row, article, report)),
    )


def _article_row(row: Staged, article: Article, report: dict[str, Any]) -> dict[str, Any]:
    return {
        "ordinal": row.ordinal,
        "article": article.id,
        "fingerprint": digest(article.id),
        "content": article.content,
        "story": row.story,
        "site": article.site or None,
        "author": article.author or None,
        "date": report["document"]["dateline"],
        "url": article.url or None,
        "origin": article.origin,
        "outcome": report["outcome"],
        "passed": report["passed"],
        **report["counts"],
        "problems": [*article.notes, *report["errors"]],
        "text": article.text,
    }


def _sentence_rows(
    row: Staged, article: Article, report: dict[str, Any]
) -> Iterable[dict[str, Any]]:
    names = _Names(article.id)
    for sentence in report["sentences"]:
        yield {
            "ordinal": row.ordinal,
            "article": article.id,
            "fingerprint": names.of(sentence["text"]),
            **_columns("sentences", sentence),
            "evidence": _evidence(sentence["evidence"]),
        }


def _finding_rows(
    row: Staged, article: Article, report: dict[str, Any]
) -> Iterable[dict[str, Any]]:
    names = _Names(article.id)
    sentences = report["sentences"]
    for finding in report["findings"]:
        yield {
            "ordinal": row.ordinal,
            "article": article.id,
            "fingerprint": names.of(
                finding["code"], sentences[finding["sentence"]]["text"], finding["text"]
            ),
            **_columns("findings", finding),
            "evidence": _evidence(finding["evidence"]),
        }


class _Names:
    """Fingerprints that stay when other sentences change: of the words, not of their place."""

    def __init__(self, article: str) -> None:
        self._article = article
        self._used: dict[tuple[str, ...], int] = {}

    def of(self, *words: str) -> str:
        key = tuple(" ".join(word.split()) for word in words)
        self._used[key] = self._used.get(key, 0) + 1
        return digest(self._article, key, self._used[key])


def _columns(table: str, told: dict[str, Any]) -> dict[str, Any]:
    """What the table keeps of a report's entry as it stands."""
    made = {"ordinal", "article", "fingerprint", "evidence"}
    return {name: told[name] for name in SCHEMAS[table].names if name not in made}


def _evidence(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = ("id", "origin", "ref", "text")
    none = {"entailment": None, "neutral": None, "contradiction": None}
    return [{name: one[name] for name in kept} | (one["scores"] or none) for one in found]
