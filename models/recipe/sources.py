"""Minimal pairs, documents with claims, real rewrites of news: all turned into sentence pairs."""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz

from models.recipe.agree import Evidence, own_values, same_values, sentences
from models.recipe.rows import LABELS, NOT_ENTAILMENT, Row, read_jsonl

ENTAILED, NEUTRAL, CONTRADICTED = LABELS

# A document pair is only called entailed if the picked sentences hold this much of the claim:
# below it the evidence is probably elsewhere and the label would teach guessing.
COVERED = 0.45


def _row(premise: str, hypothesis: str, label: str, name: str, kind: str, group: object) -> Row:
    return Row(premise.strip(), hypothesis.strip(), label, name, kind, f"{name}:{group}")


def demetr(train: Path) -> Iterator[Row]:
    """Reference and machine translation, with and without a planted error."""
    wrong = ("numbers_replaced", "gender", "antonym", "negation", "ne_replaced")
    for raw in read_jsonl(train / "minimal_pairs" / "demetr.jsonl.gz"):
        kind = raw["kind"].split("_", 2)[-1]
        true, faithful, planted = raw["eng_sent"], raw["mt_sent"], raw["pert_sent"]
        group = raw["id"]
        if kind == "reference":
            yield _row(true, faithful, ENTAILED, "demetr", "faithful", group)
            yield _row(faithful, true, ENTAILED, "demetr", "faithful", group)
        elif planted.lower().split() == faithful.lower().split():
            continue
        elif kind in wrong:
            yield _row(true, planted, CONTRADICTED, "demetr", kind, group)
            if int(group) % 2:
                yield _row(faithful, planted, CONTRADICTED, "demetr", kind, group)
        elif kind == "tense":
            yield _row(true, planted, NOT_ENTAILMENT, "demetr", kind, group)
        elif kind in ("pp_removed", "adj_adv_removed") and same_values(faithful, planted):
            yield _row(faithful, planted, ENTAILED, "demetr", kind, group)
            yield _row(planted, faithful, NOT_ENTAILMENT, "demetr", kind, group)


def news_factor(train: Path) -> Iterator[Row]:
    """A true sentence against three false edits of it, with a little context on some."""
    for raw in read_jsonl(train / "minimal_pairs" / "news_factor.jsonl.gz"):
        true, group = raw["completion"], raw["doc_id"]
        before = sentences(raw["full_prefix"])[-1:]
        premise = " ".join([*before, true])
        yield _row(premise, true, ENTAILED, "news_factor", "same", group)
        for index in range(3):
            false = raw[f"contradiction_{index}"]
            yield _row(
                true if index else premise, false, CONTRADICTED, "news_factor", "edit", group
            )
            if index == 1:
                yield _row(false, true, CONTRADICTED, "news_factor", "edit", group)


def menli(train: Path) -> Iterator[Row]:
    """Paraphrases of a sentence and typed perturbations; bad grammar alone is no falsehood."""
    wrong = {"neg": CONTRADICTED, "num": CONTRADICTED, "name": CONTRADICTED, "pron": CONTRADICTED}
    loose = dict.fromkeys(("word_NN", "word_VB", "word_JJ"), NOT_ENTAILMENT)
    harmless = dict.fromkeys(("typo", "subject_verb_dis"), ENTAILED)
    labels = wrong | loose | harmless
    with gzip.open(train / "minimal_pairs" / "menli_data.csv.gz") as raw_file:
        for raw in csv.DictReader(io.TextIOWrapper(raw_file, encoding="utf-8")):
            group, kind, true = raw["id"], raw["error"], raw["ref"]
            yield _row(true, raw["hyp_para"], ENTAILED, "menli", "paraphrase", group)
            if kind in labels and raw["hyp_adv_based"]:
                yield _row(true, raw["hyp_adv_based"], labels[kind], "menli", kind, group)
            if kind in wrong and raw["hyp_adv_free"]:
                yield _row(true, raw["hyp_adv_free"], wrong[kind], "menli", kind, group)


def mrpc(train: Path) -> Iterator[Row]:
    """News paraphrases whose values agree, and near misses that bring a value of their own."""
    for part in ("train", "val", "test"):
        path = train / "minimal_pairs" / f"mrpc_msr-para-{part}.tsv.gz"
        lines = gzip.decompress(path.read_bytes()).decode("utf-8-sig").splitlines()[1:]
        for line in lines:
            quality, first_id, _, first, second = line.split("\t")[:5]
            for premise, hypothesis in ((first, second), (second, first)):
                if quality == "1" and same_values(premise, hypothesis):
                    yield _row(premise, hypothesis, ENTAILED, "mrpc", "paraphrase", first_id)
                elif quality == "0" and own_values(premise, hypothesis):
                    yield _row(premise, hypothesis, NOT_ENTAILMENT, "mrpc", "near_miss", first_id)


def _claims(
    evidence: Evidence, document: str, claim: str, label: str, name: str, kind: str, group: object
) -> Iterator[Row]:
    """One claim with its picked evidence; entailments need most of the claim to be there."""
    premise, covered = evidence.pick(sentences(document), claim, 3)
    if premise and (label != ENTAILED or covered >= COVERED):
        yield _row(premise, claim, label, name, kind, group)


def fib(train: Path, evidence: Evidence) -> Iterator[Row]:
    """A consistent and a corrupted summary of a document."""
    for raw in read_jsonl(train / "docs" / "fib.jsonl.gz"):
        if raw["correct"] not in raw["choices"]:
            continue
        kind = raw["config"].split("dataset__")[1].removesuffix("_distractors")
        parts = {
            choice: [part.replace("<t>", "").strip() for part in choice.split("</t>")]
            for choice in raw["choices"]
        }
        right = [part for part in parts[raw["correct"]] if part]
        wrong = [
            part for choice in raw["choices"] if choice != raw["correct"] for part in parts[choice]
        ]
        group = raw["document"][:80]
        planted = "factcc" in kind
        for claim in right:
            yield from _claims(evidence, raw["document"], claim, ENTAILED, "fib", kind, group)
        for claim in (part for part in wrong if part and part not in right and len(part) < 300):
            near = max(right, key=lambda part: fuzz.ratio(part, claim))
            label = CONTRADICTED if planted and "pronoun" not in kind else NOT_ENTAILMENT
            if "__fib__" in kind and "cnn_dm" in kind:
                continue  # extractive systems: often true sentences of the document
            yield from _claims(evidence, raw["document"], claim, label, "fib", kind, group)
            if fuzz.ratio(near, claim) > 75:
                yield _row(near, claim, label, "fib", kind, group)


def defacto(train: Path, evidence: Evidence) -> Iterator[Row]:
    """Summaries with a human's correction and the evidence the human named."""
    for part in ("train", "val"):
        for raw in read_jsonl(train / "docs" / f"defacto_{part}.jsonl.gz"):
            claim, group, feedback = raw["candidate"], raw["doc_id"], raw["feedback"]
            document = raw["article"]
            named = str(feedback.get("evidence") or "").strip()
            kind = "intrinsic" if raw["intrinsic_error"] else "extrinsic"
            if not raw["has_error"]:
                yield from _claims(evidence, document, claim, ENTAILED, "defacto", "true", group)
                continue
            yield from _claims(evidence, document, claim, NOT_ENTAILMENT, "defacto", kind, group)
            mended = str(feedback.get("summary") or "").strip()
            if len(mended.split()) > 5 and mended != claim:
                premise = named if 6 < len(named.split()) < 90 else ""
                yield from _claims(evidence, document, mended, ENTAILED, "defacto", "mended", group)
                yield _row(mended, claim, NOT_ENTAILMENT, "defacto", kind, group)
                if premise:
                    yield _row(premise, claim, NOT_ENTAILMENT, "defacto", kind, group)


def xsumfaith(train: Path, evidence: Evidence) -> Iterator[Row]:
    """System summaries of BBC stories judged by three people."""
    for raw in read_jsonl(train / "docs" / "xsumfaith.jsonl.gz"):
        label = ENTAILED if raw["label"] == 1 else NOT_ENTAILMENT
        text = raw["document"]
        yield from _claims(
            evidence, text, raw["summary"], label, "xsumfaith", raw["system"], raw["bbcid"]
        )


def summedits(train: Path, evidence: Evidence) -> Iterator[Row]:
    """The edited sentence of a summary against its original and against the document."""
    for path in sorted((train / "docs").glob("summedits_*.jsonl.gz")):
        for raw in read_jsonl(path):
            before, after = sentences(raw["original_summary"]), sentences(raw["summary"])
            changed = sum(old != new for old, new in zip(before, after, strict=False))
            if len(before) != len(after) or not changed or (changed > 1 and not raw["label"]):
                continue  # with several sentences changed nobody says which one is wrong
            invented = any("allucinat" in kind for kind in raw["edit_types"])
            wrong = NOT_ENTAILMENT if invented else CONTRADICTED
            group = raw["id"].rsplit("_", 1)[0]
            for old, new in zip(before, after, strict=True):
                if old != new:
                    true = raw["label"] == 1
                    kind = ",".join(raw["edit_types"]) or "reworded"
                    yield _row(old, new, ENTAILED if true else wrong, "summedits", kind, group)
                    label = ENTAILED if true else NOT_ENTAILMENT
                    yield from _claims(evidence, raw["doc"], new, label, "summedits", kind, group)


def wmt(news: Path) -> Iterator[Row]:
    """Translations of one sentence: references entail each other, and so do systems that agree."""
    for name in ("wmt21_to_english", "wmt22_to_english"):
        for raw in read_jsonl(news / f"{name}.jsonl.gz"):
            references = [text for text in raw["references"].values() if len(text.split()) > 6]
            group = f"{raw['pair']}:{raw['line']}"
            for premise in references:
                for hypothesis in references:
                    near = fuzz.token_set_ratio(premise, hypothesis)
                    if premise != hypothesis and near >= 60 and same_values(premise, hypothesis):
                        yield _row(premise, hypothesis, ENTAILED, name, "reference", group)
                agreeing = [
                    text
                    for text in dict.fromkeys(raw["systems"].values())
                    if fuzz.token_set_ratio(premise, text) >= 84
                    and 0.8 < len(text) / len(premise) < 1.2
                    and same_values(premise, text)
                    and same_values(text, premise)
                    and text != premise
                ]
                # The clumsiest wording that still agrees is the one most like a spinner's.
                for text in sorted(agreeing, key=lambda text: fuzz.ratio(premise, text))[:1]:
                    yield _row(premise, text, ENTAILED, name, "system", group)


def onestop(news: Path) -> Iterator[Row]:
    """Teachers' simpler wordings of news sentences, where nothing new is said."""
    for raw in read_jsonl(news / "onestop_aligned.jsonl.gz"):
        harder, simpler = raw["a"], raw["b"]
        near = fuzz.token_set_ratio(harder, simpler)
        if near < 62 or harder == simpler or len(simpler.split()) < 6:
            continue
        if same_values(harder, simpler) and len(simpler) <= 1.2 * len(harder):
            yield _row(harder, simpler, ENTAILED, "onestop", "simpler", harder[:60])


def neighbours(news: Path, evidence: Evidence, seed: int) -> Iterator[Row]:
    """Other sentences of the same article: on the topic, full of its words, and not an answer.

    Beside each, the sentence itself within its context, so that overlap alone decides nothing.
    """
    rng = random.Random(seed)
    for number, raw in enumerate(read_jsonl(news / "articles.jsonl.gz")):
        parts = [part for part in sentences(raw["text"]) if 8 <= len(part.split()) <= 45]
        if len(parts) < 6:
            continue
        for index in rng.sample(range(len(parts)), 2):
            claim = parts[index]
            others = parts[:index] + parts[index + 1 :]
            premise, covered = evidence.pick(others, claim, rng.choice((1, 1, 2, 3)))
            close = max(fuzz.token_set_ratio(claim, other) for other in others)
            if premise and covered < 0.6 and close < 72:
                yield _row(premise, claim, NEUTRAL, "neighbours", "same_article", number)
        index = rng.randrange(1, len(parts) - 1)
        lead = rng.choice((0, 1))
        window = " ".join(parts[index - lead : index + 2])
        if number % 2:
            yield _row(window, parts[index], ENTAILED, "neighbours", "verbatim", number)
