"""Build the training files: public pairs (stage 1), then errors and rewrites of news (stage 2)."""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from models.recipe import sources
from models.recipe.agree import Evidence
from models.recipe.leak import Guard
from models.recipe.planted import planted
from models.recipe.rewrites import rewrites
from models.recipe.roles import drills, opposites, outcomes
from models.recipe.rows import (
    LABELS,
    Row,
    held_out,
    premise_group,
    read_jsonl,
    read_rows,
    sample,
    save_json,
    stable,
    write_rows,
)
from models.recipe.summaries import summaries

log = logging.getLogger(__name__)

NON_COMMERCIAL = ("anli_dev_r1_3", "sick")

# How many rows of each public set stage 1 draws; None is all. Sets of real news, minimal edits and
# general NLI come whole or nearly so. Templated probes are capped: they teach one trick each and
# thousands more rows of one template teach nothing else. Sets not named are not used (their
# premises are paragraphs, or their labels too loose to be worth the time on a CPU).
STAGE1: dict[str, int | None] = {
    "news_nli_semi_auto_nli_base_news_train": None,
    "news_nli_semi_auto_nli_sim_news_train": None,
    "news_rte_train_dev": None,
    "snli_train_subset_cnli_generalization": 13_000,
    "snli_dev": 4_000,
    "mnli_dev_m_mm": 13_000,
    "wiki_nli_semi_auto_nli_train": 5_000,
    "cad_nli_revised_train_minimal_edits": None,
    "anli_dev_r1_3": None,
    "sick": 5_000,
    "conjnli_adversarial_train": 2_500,
    "fever_pairs_docnli_binary": 3_000,
    "climate_fever_evidence_pairs": 1_500,
    "healthver_dev_test": 1_000,
    "scitail_dev": 800,
    "qnli_dev": 800,
    "cb": None,
    "fracas": None,
    "add_one_rte": 1_000,
    "negation_nli_hossain": 2_500,
    "monli_train": 800,
    "scone_train": 1_000,
    "help_and_or": 800,
    "hans_regenerated": 4_000,
    "dnc_function_words_nli": None,
    "dnc_megaveridicality_factivity": 2_000,
    "dnc_event_factuality_uw_uds_partly_news": 2_000,
    "curriculum_transitive": 1_000,
    "curriculum_ner": 1_000,
    "curriculum_sprl": 3_000,
    "curriculum_coreference": 1_500,
    "curriculum_kg_relations": 2_000,
    "curriculum_lexical": 2_000,
    "curriculum_syntactic_variation": 1_200,
    "curriculum_syntactic_alternation": 1_500,
    "curriculum_temporal": 800,
    "curriculum_monotonicity_infer": 800,
    "curriculum_comparative": 500,
    "curriculum_quantifier": 500,
    "curriculum_counting": 500,
    "curriculum_negation": 500,
    "curriculum_conditional": 500,
    "curriculum_spatial": 600,
}

# Stage 2 repeats these so that general NLI is not forgotten while news errors are learned.
REPLAY: dict[str, int] = {
    "news_nli_semi_auto_nli_base_news_train": 2_000,
    "news_nli_semi_auto_nli_sim_news_train": 3_500,
    "news_rte_train_dev": 1_000,
    "cad_nli_revised_train_minimal_edits": 2_000,
    "snli_train_subset_cnli_generalization": 2_000,
    "mnli_dev_m_mm": 3_000,
}

# Stage 2's own sets, capped so that no one way of making errors drowns the others.
STAGE2: dict[str, int] = {
    "demetr": 7_000,
    "news_factor": 4_500,
    "menli": 4_500,
    "mrpc": 2_500,
    "fib": 4_500,
    "defacto": 3_000,
    "xsumfaith": 600,
    "summedits": 4_000,
    "wmt21_to_english": 5_000,
    "wmt22_to_english": 5_000,
    "onestop": 2_000,
    "neighbours": 9_000,
}
# Stage 3 adds errors planted into real rewrites, and shows less of what stage 2 has shown.
STAGE3: dict[str, int] = STAGE2 | {
    "planted": 11_000,
    "demetr": 5_000,
    "menli": 3_500,
    "fib": 3_500,
    "summedits": 3_000,
    "wmt21_to_english": 4_500,
    "wmt22_to_english": 4_500,
    "neighbours": 6_000,
}
# Stage 4 adds the spinner's own errors; they are two fifths of it.
STAGE4: dict[str, int] = STAGE3 | {
    "spun": 26_000,
    "planted": 8_000,
    "demetr": 4_000,
    "news_factor": 3_500,
    "menli": 2_500,
    "mrpc": 1_500,
    "fib": 2_500,
    "defacto": 2_000,
    "xsumfaith": 400,
    "summedits": 2_000,
    "wmt21_to_english": 3_000,
    "wmt22_to_english": 3_000,
    "onestop": 1_500,
    "neighbours": 3_000,
}
CAPS = {"stage2": STAGE2, "stage3": STAGE3, "stage4": STAGE4}
# Sets whose faithful rewrites get a false twin.
TWINNED = ("wmt21_to_english", "wmt22_to_english", "onestop", "mrpc", "neighbours", "demetr")

# A premise at run time is one to three sentences; longer ones cost eight times a caption.
MAX_WORDS = 110


def pairs(folder: Path, name: str, guard: Guard) -> tuple[list[Row], int]:
    """One public set without the rows that leak, and how many leaked."""
    kept: list[Row] = []
    leaked = 0
    for raw in read_jsonl(folder / f"{name}.jsonl.gz"):
        premise, hypothesis = str(raw["premise"]).strip(), str(raw["hypothesis"]).strip()
        if not premise or not hypothesis or len((premise + " " + hypothesis).split()) > MAX_WORDS:
            continue
        if guard.leaks((premise, hypothesis)):
            leaked += 1
            continue
        group = premise_group(premise)
        kept.append(Row(premise, hypothesis, str(raw["label"]), name, name, group))
    return kept, leaked


def write_split(out: Path, stage: str, rows: Iterable[Row], seed: int) -> dict[str, object]:
    """Shuffle, put held-out groups aside, write both files, and say what is in them."""
    everything = list(rows)
    random.Random(seed).shuffle(everything)
    train = [row for row in everything if not held_out(row)]
    kept_back = [row for row in everything if held_out(row)]
    write_rows(out / f"{stage}.jsonl", train)
    write_rows(out / f"{stage}_heldout.jsonl", kept_back)
    return {
        "train": len(train),
        "held_out": len(kept_back),
        "labels": dict(Counter(row.label for row in train)),
        "sets": dict(Counter(row.set for row in train).most_common()),
    }


def stage1(data: Path, out: Path, exclude: Iterable[str], seed: int, guard: Guard) -> None:
    """Draw the public pairs."""
    left_out = set(exclude)
    rows: list[Row] = []
    leaked: dict[str, int] = {}
    for name, cap in STAGE1.items():
        if name in left_out:
            continue
        kept, leaked[name] = pairs(data / "train" / "pairs", name, guard)
        rows += sample(kept, cap, stable(name) ^ seed)
    summary = write_split(out, "stage1", rows, seed)
    summary["dropped_as_leaks"] = {name: n for name, n in leaked.items() if n}
    summary["excluded"] = sorted(left_out)
    save_json(out / "stage1_summary.json", summary)
    log.info("stage 1: %s", summary)


def spun(path: Path) -> Iterable[Row]:
    """The planted errors and harmless rewordings that `models.recipe.spin` wrote."""
    for raw in read_jsonl(path):
        yield Row(
            str(raw["premise"]),
            str(raw["hypothesis"]),
            str(raw["label"]),
            "spun",
            str(raw["kind"]),
            f"spun:{raw['group']}",
        )


# Kinds of spun pairs that turn on who did what to whom; the last stage shows them all again.
ORDERED = {"role_swap", "passive_turn", "to_passive", "names_exchanged", "prep_flip", "fronted",
           "self_reference", "said_inverted", "negation_dropped", "negation_added", "number_format",
           "synonyms", "hedge_dropped", "title", "nationality"}  # fmt: skip
DRILLS = 9_000
HANS = 6_000
STAGE5_REPLAY = 26_000


def stage5(data: Path, out: Path, spun_path: Path, seed: int, guard: Guard) -> None:
    """Word order drilled: role pairs, HANS, the spun kinds that turn on it, and a replay."""
    hans, leaked = pairs(data / "train" / "pairs", "hans_regenerated", guard)
    rows = sample(read_rows(out / "stage4.jsonl"), STAGE5_REPLAY, seed)
    rows += sample(hans, HANS, seed)
    rows += [row for row in drills(DRILLS, seed) if not guard.leaks((row.premise,))]
    known = {(row.premise, row.hypothesis) for row in rows}
    for row in spun(spun_path):
        pair = (row.premise, row.hypothesis)
        fits = len(" ".join(pair).split()) <= MAX_WORDS
        if row.kind in ORDERED and fits and pair not in known and not guard.leaks(pair):
            rows.append(row)
    summary = write_split(out, "stage5", rows, seed)
    summary["dropped_as_leaks"] = {"hans_regenerated": leaked}
    save_json(out / "stage5_summary.json", summary)
    log.info("stage 5: %s", summary)


# The last stage: everything in one mix, so that nothing drilled drives out the rest.
STAGE6 = {"stage1": 42_000, "stage4": 26_000, "stage5": 14_000}
STAGE6_SPUN = 44_000
OPPOSITES = 4_000


def stage6(out: Path, spun_path: Path, seed: int, guard: Guard) -> None:
    """All earlier stages mixed, with opposites and every kind of spun pair."""
    rows = list(opposites(OPPOSITES, seed))
    for stage, count in STAGE6.items():
        rows += sample(list(read_rows(out / f"{stage}.jsonl")), count, seed + 1)
    rows += sample(list(spun(spun_path)), STAGE6_SPUN, seed)
    seen: dict[tuple[str, str], Row] = {(row.premise, row.hypothesis): row for row in rows}
    kept = [
        row
        for pair, row in seen.items()
        if len(" ".join(pair).split()) <= MAX_WORDS and not guard.leaks(pair)
    ]
    summary = write_split(out, "stage6", kept, seed)
    save_json(out / "stage6_summary.json", summary)
    log.info("stage 6: %s", summary)


# What came out weak after the last stage, with enough of it again that nothing is forgotten.
OUTCOMES = 1_800
STAGE7_REPLAY = 15_000


def stage7(out: Path, seed: int, guard: Guard) -> None:
    """Opposite outcomes and far-worded rewrites among rows of the stage before."""
    made = [*outcomes(OUTCOMES, seed), *rewrites(seed)]
    rows = [r for r in made if not guard.leaks((r.premise, r.hypothesis))]
    rows += sample(read_rows(out / "stage6.jsonl"), STAGE7_REPLAY, seed + 2)
    summary = write_split(out, "stage7", rows, seed)
    save_json(out / "stage7_summary.json", summary)
    log.info("stage 7: %s", summary)


# Last, with every true claim beside its false twins: far wording, summaries, and all else again.
STAGE8 = {"summaries": 16_000, "written": 16_000, "spun": 16_000, "drills": 2_500}
STAGE8_REPLAY = {"stage1": 14_000, "stage4": 10_000}


def stage8(data: Path, out: Path, spun_path: Path, seed: int, guard: Guard) -> None:
    """Claims of summaries and far rewrites with errors planted into them, among all that came."""
    evidence = Evidence(str(raw["text"]) for raw in read_jsonl(data / "news" / "articles.jsonl.gz"))
    made = {
        "summaries": summaries(data / "train", evidence, seed),
        "written": rewrites(seed),
        "spun": list(spun(spun_path)),
        "drills": [*drills(1_500, seed), *opposites(700, seed), *outcomes(600, seed)],
    }
    seen: dict[tuple[str, str], Row] = {}
    for name, found in made.items():
        for row in by_premise(found, STAGE8[name], seed):
            seen[row.premise, row.hypothesis] = row
    for stage, count in STAGE8_REPLAY.items():
        for row in by_premise(read_rows(out / f"{stage}.jsonl"), count, seed + 3):
            seen[row.premise, row.hypothesis] = row
    kept = [
        row
        for pair, row in seen.items()
        if len(" ".join(pair).split()) <= MAX_WORDS and not guard.leaks(pair)
    ]
    summary = write_split(out, "stage8", kept, seed)
    save_json(out / "stage8_summary.json", summary)
    log.info("stage 8: %s", summary)


# Every far rewrite beside the false twins of it that were written by hand, and much of the rest.
STAGE9 = {"written": 30_000, "replay": 26_000}


def stage9(out: Path, seed: int, guard: Guard) -> None:
    """Far rewrites with their twins once more, among rows of the stage before."""
    made = [r for r in rewrites(seed) if not guard.leaks((r.premise, r.hypothesis))]
    rows = by_premise(made, STAGE9["written"], seed)
    others = [row for row in read_rows(out / "stage8.jsonl") if row.set != "written"]
    rows += by_premise(others, STAGE9["replay"], seed + 4)
    summary = write_split(out, "stage9", rows, seed)
    save_json(out / "stage9_summary.json", summary)
    log.info("stage 9: %s", summary)


def by_premise(rows: list[Row], count: int, seed: int) -> list[Row]:
    """About `count` rows, drawn premise by premise, so that twins stay together.

    Of each premise's false claims at most two for each true one are kept, and one where none is
    true: what is mostly false would be called false unread.
    """
    rng = random.Random(seed)
    together: dict[str, list[Row]] = {}
    for row in rows:
        together.setdefault(row.premise, []).append(row)
    premises = list(together)
    rng.shuffle(premises)
    drawn: list[Row] = []
    for premise in premises:
        if len(drawn) >= count:
            break
        true = [row for row in together[premise] if row.label == LABELS[0]]
        false = [row for row in together[premise] if row.label != LABELS[0]]
        drawn += true + rng.sample(false, min(len(false), 2 * len(true) or 1))
    return drawn


def replay(path: Path, share: float, seed: int) -> list[Row]:
    """Rows of stage 1 that are shown again: a share of the usual number."""
    old: dict[str, list[Row]] = {}
    for row in read_rows(path):
        if row.set in REPLAY:
            old.setdefault(row.set, []).append(row)
    rows: list[Row] = []
    for name, found in old.items():
        rows += sample(found, int(share * REPLAY[name]), stable(name) ^ seed)
    return rows


def news(
    data: Path,
    out: Path,
    stage: str,
    spun_path: Path | None,
    exclude: Iterable[str],
    seed: int,
    guard: Guard,
) -> None:
    """Gather news errors, rewrites, a replay of stage 1; from stage 3 on planted errors."""
    train, real = data / "train", data / "news"
    evidence = Evidence(str(raw["text"]) for raw in read_jsonl(real / "articles.jsonl.gz"))
    made: list[Iterable[Row]] = [
        sources.demetr(train),
        sources.news_factor(train),
        sources.menli(train),
        sources.mrpc(train),
        sources.fib(train, evidence),
        sources.defacto(train, evidence),
        sources.xsumfaith(train, evidence),
        sources.summedits(train, evidence),
        sources.wmt(real),
        sources.onestop(real),
        sources.neighbours(real, evidence, seed),
    ]
    if spun_path:
        made.append(spun(spun_path))
    left_out = set(exclude)
    by_set: dict[str, dict[tuple[str, str], Row]] = {}
    leaked: Counter[str] = Counter()
    for source in made:
        for row in source:
            if row.set in left_out or len((row.premise + " " + row.hypothesis).split()) > 180:
                continue
            if guard.leaks((row.premise, row.hypothesis)):
                leaked[row.set] += 1
            elif len(row.hypothesis.split()) >= 4:
                by_set.setdefault(row.set, {})[row.premise, row.hypothesis] = row
    rows = replay(out / "stage1.jsonl", 0.5 if stage == "stage4" else 1.0, seed)
    late = stage != "stage2"
    caps = CAPS[stage]
    for name, found in by_set.items():
        rows += sample(list(found.values()), caps[name], stable(name) ^ seed)
    if late:
        twins = list(planted((row for row in rows if row.set in TWINNED), seed))
        twins = [row for row in twins if not guard.leaks((row.hypothesis,))]
        rows += sample(twins, caps["planted"], seed)
        by_set["planted"] = {(row.premise, row.hypothesis): row for row in twins}
    summary = write_split(out, stage, rows, seed)
    summary["found"] = {name: len(found) for name, found in by_set.items()}
    summary["labels_by_set"] = {
        name: dict(Counter(row.label for row in rows if row.set == name)) for name in by_set
    }
    summary["dropped_as_leaks"] = dict(leaked)
    summary["excluded"] = sorted(left_out)
    save_json(out / f"{stage}_summary.json", summary)
    log.info("%s: %s", stage, summary)
