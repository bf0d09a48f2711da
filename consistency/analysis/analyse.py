"""A Case becomes an Analysis; the only caller of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from consistency.analysis.align import TitlesSoFar, align
from consistency.analysis.called import called
from consistency.analysis.compare.differences import against, differences
from consistency.analysis.compare.own import Own
from consistency.analysis.context import hypotheses_of
from consistency.analysis.denials import denials
from consistency.analysis.fact_sheet import fact_sheet
from consistency.analysis.fellows import pairings, questions_on_fellows
from consistency.analysis.parallel import parallels
from consistency.analysis.parts import parts_of
from consistency.analysis.plan import (
    Question,
    closeness,
    nearness,
    part_nearness,
    questions_on_facts,
    questions_on_part,
)
from consistency.analysis.retell import inserted, retell, retell_facts
from consistency.domain import (
    Analysis,
    Case,
    Evidence,
    Fact,
    Frame,
    Known,
    Mention,
    MentionKind,
    ModelInfo,
    Origin,
    Pair,
    Parallel,
    Restatement,
    Retelling,
    Scores,
    Sentence,
    SentenceRole,
    Trait,
)
from consistency.facts.embed import embed
from consistency.facts.index import FactIndex, Hit
from consistency.facts.known import KnownFacts
from consistency.mentions.extract import mentions_of
from consistency.mentions.frames import frames_of
from consistency.mentions.traits import traits_of
from consistency.nli.model import NLIModel

FOUND = 8
"""Facts looked up for a sentence."""

FOUND_IN_BASE = 6
"""Facts looked up for a sentence in each large store."""

REMEMBERED = 2048
"""Facts whose reading is kept, with the fact some 10 KB each."""

Progress = Callable[[int, int], None]
"""Told how many of how many pairs are scored."""

SETTLED = 0.9
"""Entailment by one source sentence from which the windows around it are not asked as well."""

BATCH = 256
"""Pairs between two progress reports; scores do not depend on it."""


class _Read(NamedTuple):
    mentions: tuple[Mention, ...]
    frames: tuple[Frame, ...]


@lru_cache(maxsize=REMEMBERED)
def _read_fact(fact: Fact) -> _Read:
    return _read(fact.sentence)


def _known(fact: Fact) -> Known:
    return Known(fact, *_read_fact(fact))


def _read(sentence: Sentence) -> _Read:
    return _Read(mentions_of(sentence), frames_of(sentence))


def analyse(
    case: Case,
    known: FactIndex,
    model: NLIModel,
    progress: Progress | None = None,
    bases: Sequence[KnownFacts] = (),
) -> Analysis:
    """Measures everything that verdicts and rules need; takes no decision.

    Args:
        case: the article, with its own source where there is one.
        known: facts shared by all articles.
        model: the NLI model.
        progress: told after each batch of pairs.
        bases: large stores of facts, of which only those that concern a sentence are evidence.
    """
    return analyse_many([case], known, model, progress, bases)[0]


def analyse_many(
    cases: Sequence[Case],
    known: FactIndex,
    model: NLIModel,
    progress: Progress | None = None,
    bases: Sequence[KnownFacts] = (),
) -> list[Analysis]:
    """Measures several Cases; what they have in common is asked of the model once.

    The answers are those of `analyse` on each case alone: a score depends on its pair only.

    Args:
        cases: the articles, in any order.
        known: facts shared by all articles.
        model: the NLI model.
        progress: told after each batch of pairs.
        bases: large stores of facts, of which only those that concern a sentence are evidence.
    """
    readings = [_read_case(case, known, bases) for case in cases]
    answers = _ask(_pairs(readings, joined=False), {}, model, progress)
    readings = [_without_settled(reading, answers) for reading in readings]
    answers = _ask(_pairs(readings, joined=True), answers, model, progress)
    return [_finish(reading, answers, model.info) for reading in readings]


def _pairs(readings: Sequence[_Reading], *, joined: bool) -> list[Pair]:
    """What the model has to be asked, each pair once: single premises or joined ones."""
    return list(dict.fromkeys(p for r in readings for p in r.pairs(joined=joined)))


class _Reading(NamedTuple):
    """All that can be said of a Case before the model is asked."""

    case: Case
    reads: list[_Read]
    restatements: list[Restatement]
    parallels: list[Parallel]
    asked: list[tuple[Question, bool]]
    """Each question, and whether its premise repeats the sentence, so that no model is needed."""
    set_aside: int
    """Known facts that do not hold on the article's day."""
    sheet: tuple[Trait, ...]
    denied: tuple[Parallel, ...]
    retellings: tuple[Retelling, ...]
    inserted: tuple[int, ...]

    def pairs(self, *, joined: bool) -> Iterator[Pair]:
        """What the model has to be asked about single premises, or about those of several facts."""
        for question, same in self.asked:
            if not same and (len(question.premise) > 1) is joined:
                yield from question.pairs()


def _read_case(case: Case, known: FactIndex, bases: Sequence[KnownFacts]) -> _Reading:
    sentences = case.document.sentences
    reads = [_read(s) for s in sentences]
    claims = [s for s in sentences if s.is_claim and s.tokens]
    vectors = embed([s.text for s in claims])
    index, left_out = _index_for(case, known)
    stores = [base.as_of(case.document.dateline) for base in bases]
    fellows = tuple(Fact(f"article:{s.index}", Origin.ARTICLE, case.document.id, s) for s in claims)
    titles = TitlesSoFar()
    hypotheses = [hypotheses_of(s, _before(sentences, s)) for s in claims]
    questions: list[Question] = []
    restatements: list[Restatement] = []
    likenesses: list[Parallel] = []
    nears: dict[int, list[tuple[Fact, float]]] = {}
    for place, sentence in enumerate(claims):
        hits = index.nearest(sentence.text, vectors[place], FOUND)
        questions += questions_on_facts(sentence, hits, index.facts, hypotheses[place])
        for store in stores:
            found = store.evidence_for(sentence, vectors[place], FOUND_IN_BASE)
            facts = [h.fact for h in found]
            questions += questions_on_facts(sentence, found, facts, hypotheses[place])
            hits += found
        near = [(hit, nearness(sentence, (hit.fact,), hit.nearness)) for hit in hits]
        read = reads[sentence.index]
        close = [(hit, closeness(sentence, hit.fact, hit.nearness)) for hit in hits]
        restated = _align(sentence, read.mentions, close)
        asked, more = _in_parts(sentence, read, hypotheses[place], close, restated)
        questions += asked
        restatements += (*restated, *more)
        restatements += titles.align(sentence, reads[sentence.index].mentions)
        titles.add(fellows[place], reads[sentence.index].mentions)
        likenesses += _liken(sentence, reads[sentence.index], near)
        nears[sentence.index] = [(hit.fact, how) for hit, how in near]
    retellings = retell(nears, case.source, _known)
    mentions = {s.index: reads[s.index].mentions for s in claims}
    frames = {s.index: reads[s.index].frames for s in claims}
    own = Own([_known(fact) for fact in (*case.source, *case.facts)])
    restatements += differences(claims, mentions, frames, retellings, own)
    for told in retell_facts(nears, {told.sentence for told in retellings}, _known):
        at = told.sentence
        restatements += against(sentences[at], mentions[at], frames[at], told)
    pairs = list(pairings(claims, mentions, vectors))
    questions += questions_on_fellows(fellows, hypotheses, pairs)
    compared = [(q, _is_verbatim(q, sentences[q.sentence])) for q in questions]
    return _Reading(
        case=case,
        reads=reads,
        restatements=restatements,
        parallels=likenesses,
        asked=list(_unsettled(compared)),
        set_aside=left_out + sum(store.set_aside() for store in stores),
        sheet=_sheet(claims, reads),
        denied=denials(fellows, frames, mentions),
        retellings=retellings,
        inserted=inserted(nears, case.source, retellings),
    )


def _sheet(claims: Sequence[Sentence], reads: Sequence[_Read]) -> tuple[Trait, ...]:
    told = [(s, reads[s.index]) for s in claims]
    traits = [t for s, read in told for t in traits_of(s, read.mentions, read.frames)]
    return fact_sheet(traits, [m for _, read in told for m in read.mentions])


def _finish(reading: _Reading, answers: Mapping[Pair, Scores | None], model: ModelInfo) -> Analysis:
    evidence, overlong = _evidence(reading, answers)
    return Analysis(
        case=reading.case,
        mentions=tuple(r.mentions for r in reading.reads),
        frames=tuple(r.frames for r in reading.reads),
        restatements=tuple(reading.restatements),
        parallels=tuple(reading.parallels),
        evidence=evidence,
        unchecked=_unchecked(reading.case.document.sentences, overlong),
        model=model,
        set_aside=reading.set_aside,
        sheet=reading.sheet,
        denied=reading.denied,
        retellings=reading.retellings,
        inserted=reading.inserted,
    )


def _index_for(case: Case, known: FactIndex) -> tuple[FactIndex, int]:
    """The shared facts that hold, with the case's own before them; and how many do not hold."""
    day: date | None = case.document.dateline
    own = (*case.source, *case.facts)
    holding = [fact for fact in own if fact.valid.holds_on(day)]
    shared = known.as_of(day)
    left_out = len(own) - len(holding) + len(known.facts) - len(shared.facts)
    return (shared.preceded_by(holding) if holding else shared), left_out


def _before(sentences: Sequence[Sentence], sentence: Sentence) -> Sentence | None:
    return sentences[sentence.index - 1] if sentence.index else None


def _in_parts(
    sentence: Sentence,
    read: _Read,
    hypotheses: tuple[str, ...],
    near: Sequence[tuple[Hit, float]],
    restated: Sequence[Restatement],
) -> tuple[list[Question], list[Restatement]]:
    """What the parts of a sentence are asked, and the values that only a part restates plainly."""
    questions: list[Question] = []
    found: list[Restatement] = []
    facts = [hit.fact for hit, _ in near]
    for part in parts_of(sentence, read.mentions, _opening(sentence, hypotheses)):
        close = part_nearness(sentence, part, facts)
        if not close:
            continue
        questions += questions_on_part(sentence, part, close, facts)
        found += called(sentence, part, facts)
        done = {one.said for one in (*restated, *found) if one.said.kind is not MentionKind.CALLED}
        left = [
            mention
            for mention in read.mentions
            if mention not in done
            and part.tokens.issuperset(range(mention.first, mention.last + 1))
        ]
        nearer = [(hit, max(how, close.get(hit.fact.id, 0.0))) for hit, how in near]
        found += _align(sentence, left, nearer)
    return questions, found


def _opening(sentence: Sentence, hypotheses: tuple[str, ...]) -> str | None:
    """Whom the opening pronoun means, where that is plain."""
    if len(hypotheses) < 2:
        return None
    return hypotheses[1].removesuffix(sentence.text[sentence.tokens[0].end :])


def _align(
    sentence: Sentence, mentions: Sequence[Mention], near: Sequence[tuple[Hit, float]]
) -> tuple[Restatement, ...]:
    known = [(hit.fact, _read_fact(hit.fact).mentions, how) for hit, how in near]
    return align(sentence, mentions, known)


def _liken(
    sentence: Sentence, read: _Read, near: Sequence[tuple[Hit, float]]
) -> tuple[Parallel, ...]:
    known = [(hit.fact, _read_fact(hit.fact).frames, how) for hit, how in near]
    return parallels(sentence, read.frames, known)


def _without_settled(reading: _Reading, answers: Mapping[Pair, Scores | None]) -> _Reading:
    """Without the joined premises of sentences that a single one makes as good as sure."""
    settled = {
        question.sentence
        for question, same in reading.asked
        if len(question.premise) == 1 and question.premise[0].origin is Origin.SOURCE
        if same or any((s := answers[p]) and s.entailment >= SETTLED for p in question.pairs())
    }
    return reading._replace(
        asked=[
            (question, same)
            for question, same in reading.asked
            if len(question.premise) == 1 or question.sentence not in settled
        ]
    )


def _ask(
    pairs: list[Pair],
    before: Mapping[Pair, Scores | None],
    model: NLIModel,
    progress: Progress | None,
) -> dict[Pair, Scores | None]:
    """The model's answers beside those it gave before.

    Pairs of like length are asked side by side, so that no thread waits long.
    """
    pairs.sort(key=lambda pair: len(pair.premise) + len(pair.hypothesis), reverse=True)
    answers = dict(before)
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        answers.update(zip(batch, model.score(batch), strict=True))
        if progress is not None:
            progress(len(answers), len(before) + len(pairs))
    return answers


def _evidence(
    reading: _Reading, answers: Mapping[Pair, Scores | None]
) -> tuple[tuple[Evidence, ...], set[int]]:
    """The evidence, and sentences too long for the model's window."""
    evidence: list[Evidence] = []
    asked: dict[int, int] = {}
    for question, same in reading.asked:
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
            Evidence(
                question.sentence,
                question.premise,
                scores,
                question.nearness,
                exact=same,
                part=question.part,
            )
        )
    overlong = {sentence for sentence, scored in asked.items() if not scored}
    # Stable order: by sentence, then the surest answer first, then reading order.
    evidence.sort(key=lambda e: (e.sentence, -_telling(e)))
    return tuple(evidence), overlong


def _telling(evidence: Evidence) -> float:
    assert evidence.scores is not None
    if evidence.part is not None:
        return evidence.scores.contradiction * evidence.nearness
    return max(evidence.scores.entailment, evidence.scores.contradiction * evidence.nearness)


def _is_verbatim(question: Question, sentence: Sentence) -> bool:
    def bare(text: str) -> str:
        return " ".join(text.split()).casefold().rstrip(".")

    own = bare(sentence.text)
    return question.part is None and any(bare(fact.text) == own for fact in question.premise)


def _unsettled(asked: Sequence[tuple[Question, bool]]) -> Iterator[tuple[Question, bool]]:
    """Of a sentence that stands word for word in what is given, only that: nothing outweighs it."""
    given = (Origin.SOURCE, Origin.FACTS)
    copied = {q.sentence for q, same in asked if same and q.premise[0].origin in given}
    for question, same in asked:
        origin = question.premise[0].origin
        copy = same and origin in given
        if question.sentence not in copied or origin is Origin.ARTICLE or copy:
            yield question, same


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
        elif sentence.is_question:
            reasons[sentence.index] = "a question states nothing to check"
    return reasons
