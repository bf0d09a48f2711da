"""Baselines that count words: whoever does not beat these has learnt nothing about meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from importlib.metadata import version

from rouge_score.rouge_scorer import RougeScorer
from sklearn.feature_extraction.text import TfidfVectorizer
from text_to_num import alpha2digit

from consistency.domain import Span, entities_of
from consistency.language import parse_statement
from eval.runs import Answer, SystemInfo
from eval.systems.base import System, Task, fingerprint
from eval.systems.reading import claims, document, sentences_in

Measure = Callable[[Task, Span], float]
"""How far a stretch of a task's text is covered by its source, from 0 to 1."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class LexicalSystem(System):
    """One such measure.

    Args:
        name: what the run is called.
        measure: a stretch of text and its source become a number.
        made_with: the library that counts, and its version.
    """

    def __init__(self, name: str, measure: Measure, made_with: str) -> None:
        self._name = name
        self._measure = measure
        self._made_with = made_with

    @property
    def info(self) -> SystemInfo:
        """Its settings name the library."""
        code = fingerprint("eval/systems/lexical.py", "eval/systems/reading.py")
        return SystemInfo(self._name, {"library": self._made_with}, code=code)

    def judge(self, task: Task) -> tuple[Answer, ...]:
        """The measure of each unit's words."""
        return tuple(Answer(unit.id, self._measure(task, unit.span)) for unit in task.units)


def rouge(kind: str, task: Task, span: Span) -> float:
    """ROUGE precision: the share of the text's n-grams that the source has (Lin 2004)."""
    scores = _scorer(kind).score(target=task.source, prediction=span.of(task.text))
    return float(scores[kind].precision)


@lru_cache
def _scorer(kind: str) -> RougeScorer:
    return RougeScorer([kind], use_stemmer=True)


def entity_overlap(task: Task, span: Span) -> float:
    """The share of the text's named entities that the source has (Nan et al. 2021, EACL).

    A text without any is wholly covered.
    """
    inside = [parse_statement(task.text)] if task.pair else sentences_in(document(task.text), span)
    source = _bare(task.source)
    names = [_bare(s.words(first, last)) for s in inside for first, last, _ in entities_of(s)]
    return sum(name in source for name in names) / len(names) if names else 1.0


def number_overlap(task: Task, span: Span) -> float:
    """The share of the text's numbers, in digits or words, that the source has."""
    own, known = _numbers(span.of(task.text)), set(_numbers(task.source))
    return sum(number in known for number in own) / len(own) if own else 1.0


def tf_idf(task: Task, span: Span) -> float:
    """The greatest TF-IDF cosine of the text and a sentence of the source.

    Words are weighed over the source's own sentences, so that no other row matters.
    """
    passages = [task.source] if task.pair else list(claims(task.source))
    try:
        rows = TfidfVectorizer(sublinear_tf=True).fit_transform([*passages, span.of(task.text)])
    except ValueError:  # not one word in either
        return 0.0
    return float((rows[:-1] @ rows[-1].T).max())


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[str, ...]:
    digits = _NUMBER.findall(alpha2digit(text, "en"))
    return tuple(number.replace(",", "") for number in digits)


def lexical_systems() -> dict[str, Callable[[], System]]:
    """Each baseline by name."""
    rouge_version = f"rouge-score {version('rouge-score')}"
    sklearn_version = f"scikit-learn {version('scikit-learn')}"
    told: list[tuple[str, Measure, str]] = [
        ("rouge-1", partial(rouge, "rouge1"), rouge_version),
        ("rouge-2", partial(rouge, "rouge2"), rouge_version),
        ("rouge-l", partial(rouge, "rougeL"), rouge_version),
        ("entity-overlap", entity_overlap, f"spaCy {version('spacy')}"),
        ("number-overlap", number_overlap, f"text2num {version('text2num')}"),
        ("tf-idf", tf_idf, sklearn_version),
    ]
    return {name: partial(LexicalSystem, name, measure, lib) for name, measure, lib in told}
