"""A Case becomes an Analysis; the only caller of the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from consistency.analysis.align import TitlesSoFar, align
from consistency.analysis.context import hypotheses_of
from consistency.analysis.denials import denials
from consistency.analysis.fact_sheet import fact_sheet
from consistency.analysis.fellows import pairings, questions_on_fellows
from consistency.analysis.parallel import parallels
from consistency.analysis.plan import Question, nearness, questions_on_facts
from consistency.domain import (
    Analysis,
    Case,
    Evidence,
    Fact,
    Frame,
    Mention,
    Origin,
    Pair,
    Parallel,
    Restatement,
    Scores,
    Sentence,
    SentenceRole,
    Trait,
)
from consistency.facts.embed import embed
from consistency.facts.index import FactIndex, Hit
from consistency.mentions.extract import mentions_of
from consistency.mentions.frames import frames_of
from consistency.mentions.traits import traits_of
from consistency.nli.model import NLIModel

FOUND = 8
"""Facts looked up for a sentence."""

Progress = Callable[[int, int], None]
"""Told how many of how many pairs are scored."""

CLAIMS = (SentenceRole.BODY, SentenceRole.HEADING)
BATCH = 256
"""Pairs between two progress reports; scores do not depend on it."""


class _Read(NamedTuple):
    mentions: tuple[Mention, ...]
    frames: tuple[Frame, ...]


@lru_cache(maxsize=65536)
def _read_fact(fact: Fact) -> _Read:
    return _read(fact.sentence)


def _read(sentence: Sentence) -> _Read:
    return _Read(mentions_of(sentence), frames_of(sentence))


def analyse(
    case: Case, known: FactIndex, model: NLIModel, progress: Progress | None = None
) -> Analysis:
    """Measures everything that verdicts and rules need; takes no decision.

    Args:
        case: the article, with its own source where there is one.
        known: facts shared by all articles.
        model: the NLI model.
        progress: told after each batch of pairs.
    """
    sentences = case.document.sentences
    reads = [_read(s) for s in sentences]
    claims = [s for s in sentences if s.role in CLAIMS and s.tokens]
    vectors = embed([s.text for s in claims])
    index = _index_for(case, known)
    fellows = tuple(Fact(f"article:{s.index}", Origin.ARTICLE, case.document.id, s) for s in claims)
    titles = TitlesSoFar()
    hypotheses = [hypotheses_of(s, _before(sentences, s)) for s in claims]
    questions: list[Question] = []
    restatements: list[Restatement] = []
    likenesses: list[Parallel] = []
    for place, sentence in enumerate(claims):
        hits = index.nearest(sentence.text, vectors[place], FOUND)
        questions += questions_on_facts(sentence, hits, index.facts, hypotheses[place])
        near = [(hit, nearness(sentence, (hit.fact,), hit.nearness)) for hit in hits]
        restatements += _align(sentence, reads[sentence.index], near)
        restatements += titles.align(sentence, reads[sentence.index].mentions)
        titles.add(fellows[place], reads[sentence.index].mentions)
        likenesses += _liken(sentence, reads[sentence.index], near)
    mentions = {s.index: reads[s.index].mentions for s in claims}
    frames = {s.index: reads[s.index].frames for s in claims}
    pairs = list(pairings(claims, mentions, vectors))
    questions += questions_on_fellows(fellows, hypotheses, pairs)
    evidence, overlong = _ask(questions, sentences, model, progress)
    return Analysis(
        case=case,
        mentions=tuple(r.mentions for r in reads),
        frames=tuple(r.frames for r in reads),
        restatements=tuple(restatements),
        parallels=tuple(likenesses),
        evidence=evidence,
        unchecked=_unchecked(sentences, overlong),
        model=model.info,
        sheet=_sheet(claims, reads),
        denied=denials(fellows, frames, mentions),
    )


def _sheet(claims: Sequence[Sentence], reads: Sequence[_Read]) -> tuple[Trait, ...]:
    told = [(s, reads[s.index]) for s in claims]
    traits = [t for s, read in told for t in traits_of(s, read.mentions, read.frames)]
    return fact_sheet(traits, [m for _, read in told for m in read.mentions])


def _index_for(case: Case, known: FactIndex) -> FactIndex:
    """The shared facts, with the case's own put before them."""
    own = (*case.source, *case.facts)
    return known.preceded_by(own) if own else known


def _before(sentences: Sequence[Sentence], sentence: Sentence) -> Sentence | None:
    return sentences[sentence.index - 1] if sentence.index else None


def _align(
    sentence: Sentence, read: _Read, near: Sequence[tuple[Hit, float]]
) -> tuple[Restatement, ...]:
    known = [(hit.fact, _read_fact(hit.fact).mentions, how) for hit, how in near]
    return align(sentence, read.mentions, known)


def _liken(
    sentence: Sentence, read: _Read, near: Sequence[tuple[Hit, float]]
) -> tuple[Parallel, ...]:
    known = [(hit.fact, _read_fact(hit.fact).frames, how) for hit, how in near]
    return parallels(sentence, read.frames, known)


def _ask(
    questions: Sequence[Question],
    sentences: Sequence[Sentence],
    model: NLIModel,
    progress: Progress | None,
) -> tuple[tuple[Evidence, ...], set[int]]:
    """Asks the model once; returns the evidence, and sentences too long for its window."""
    exact = [_is_verbatim(q, sentences[q.sentence]) for q in questions]
    pairs = [
        pair for q, same in zip(questions, exact, strict=True) if not same for pair in q.pairs()
    ]
    pairs = list(dict.fromkeys(pairs))
    answers: dict[Pair, Scores | None] = {}
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        answers.update(zip(batch, model.score(batch), strict=True))
        if progress is not None:
            progress(min(start + BATCH, len(pairs)), len(pairs))
    evidence: list[Evidence] = []
    asked: dict[int, int] = {}
    for question, same in zip(questions, exact, strict=True):
        asked.setdefault(question.sentence, 0)
        if same:
            scores: Scores | None = Scores(1.0, 0.0, 0.0)
        else:
            scored = [s for p in question.pairs() if (s := answers[p]) is not None]
            scores = max(scored, key=lambda s: s.entailment, default=None)
        if scores is None:
            continue
        asked[question.sentence] += 1
        evidence.append(
            Evidence(question.sentence, question.premise, scores, question.nearness, exact=same)
        )
    overlong = {sentence for sentence, scored in asked.items() if not scored}
    # Stable order: by sentence, then the surest answer first, then reading order.
    evidence.sort(key=lambda e: (e.sentence, -_telling(e)))
    return tuple(evidence), overlong


def _telling(evidence: Evidence) -> float:
    assert evidence.scores is not None
    return max(evidence.scores.entailment, evidence.scores.contradiction * evidence.nearness)


def _is_verbatim(question: Question, sentence: Sentence) -> bool:
    def bare(text: str) -> str:
        return " ".join(text.split()).casefold().rstrip(".")

    own = bare(sentence.text)
    return any(bare(fact.text) == own for fact in question.premise)


def _unchecked(sentences: Sequence[Sentence], overlong: set[int]) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for sentence in sentences:
        if sentence.role is SentenceRole.FRAGMENT:
            reasons[sentence.index] = "a caption, byline or fragment states nothing to check"
        elif sentence.role is SentenceRole.ARTEFACT:
            reasons[sentence.index] = "left behind by a scraper; no statement"
        elif not sentence.tokens:
            reasons[sentence.index] = "too long to be one sentence; split it"
        elif sentence.index in overlong:
            reasons[sentence.index] = "longer than the model's window; split it"
        elif sentence.text.rstrip("\"'”’ ").endswith("?"):
            reasons[sentence.index] = "a question states nothing to check"
    return reasons
