"""Build the training file of each stage: what it is made of stands in `mixture`."""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from models.recipe import mixture, sources
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

# A premise at run time is one to three sentences; longer ones cost eight times a caption.
MAX_WORDS = 110
NEWS_WORDS = 180
LEAST_WORDS = 4


class Given(NamedTuple):
    """What every stage is built from."""

    data: Path
    """The folder with train/, dev/ and news/."""
    out: Path
    """The folder of the training files."""
    spun: Path
    """The rows that `models.recipe.spin` wrote."""
    exclude: frozenset[str]
    """Sets to leave out."""
    seed: int
    guard: Guard

    def rows_of(self, stage: str) -> list[Row]:
        """The training rows of a stage that is built already."""
        return read_rows(self.out / f"{stage}.jsonl")

    def evidence(self) -> Evidence:
        """The texts of the news articles, for sets that name their article only."""
        articles = read_jsonl(self.data / "news" / "articles.jsonl.gz")
        return Evidence(str(raw["text"]) for raw in articles)

    def spun_rows(self) -> Iterator[Row]:
        """The planted errors and harmless rewordings of the spinner."""
        for raw in read_jsonl(self.spun):
            yield Row(
                str(raw["premise"]),
                str(raw["hypothesis"]),
                str(raw["label"]),
                "spun",
                str(raw["kind"]),
                f"spun:{raw['group']}",
            )


Built = tuple[list[Row], dict[str, object]]
"""A stage's rows, and what its summary says of them beyond their counts."""


def build(stage: str, given: Given) -> None:
    """Write a stage's training rows, those held out, and last the summary that says it is done."""
    rows, told = BUILDERS[stage](given)
    random.Random(given.seed).shuffle(rows)
    train = [row for row in rows if not held_out(row)]
    kept_back = [row for row in rows if held_out(row)]
    write_rows(given.out / f"{stage}.jsonl", train)
    write_rows(given.out / f"{stage}_heldout.jsonl", kept_back)
    summary = {
        "train": len(train),
        "held_out": len(kept_back),
        "labels": dict(Counter(row.label for row in train)),
        "sets": dict(Counter(row.set for row in train).most_common()),
        **told,
    }
    save_json(given.out / f"{stage}_summary.json", summary)
    log.info("%s: %s", stage, summary)


def fits(row: Row) -> bool:
    """Whether premise and hypothesis together are no longer than at run time."""
    return row.words <= MAX_WORDS


def usable(rows: Iterable[Row], guard: Guard) -> list[Row]:
    """Each pair once, without those that are too long or leak."""
    once = {row.pair: row for row in rows}
    return [row for row in once.values() if fits(row) and not guard.leaks(row.pair)]


def public(given: Given, name: str) -> tuple[list[Row], int]:
    """One public set without the rows that leak, and how many leaked."""
    kept: list[Row] = []
    leaked = 0
    for raw in read_jsonl(given.data / "train" / "pairs" / f"{name}.jsonl.gz"):
        premise, hypothesis = str(raw["premise"]).strip(), str(raw["hypothesis"]).strip()
        row = Row(premise, hypothesis, str(raw["label"]), name, name, premise_group(premise))
        if not premise or not hypothesis or not fits(row):
            continue
        if given.guard.leaks(row.pair):
            leaked += 1
        else:
            kept.append(row)
    return kept, leaked


def general(given: Given) -> Built:
    """Stage 1, the public pairs."""
    rows: list[Row] = []
    leaked: dict[str, int] = {}
    for name, cap in mixture.STAGE1.items():
        if name not in given.exclude:
            kept, leaked[name] = public(given, name)
            rows += sample(kept, cap, stable(name) ^ given.seed)
    return rows, {
        "dropped_as_leaks": {name: n for name, n in leaked.items() if n},
        "excluded": sorted(given.exclude),
    }


def news(stage: str, given: Given) -> Built:
    """Stages 2 to 4: news errors, rewrites, a replay of stage 1; then planted and spun errors."""
    train, real = given.data / "train", given.data / "news"
    evidence, caps = given.evidence(), mixture.NEWS[stage]
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
        sources.neighbours(real, evidence, given.seed),
    ]
    if "spun" in caps:
        made.append(given.spun_rows())
    by_set: dict[str, dict[tuple[str, str], Row]] = {}
    leaked: Counter[str] = Counter()
    for row in chain.from_iterable(made):
        if row.set in given.exclude or row.words > NEWS_WORDS:
            continue
        if given.guard.leaks(row.pair):
            leaked[row.set] += 1
        elif len(row.hypothesis.split()) >= LEAST_WORDS:
            by_set.setdefault(row.set, {})[row.pair] = row
    rows = replay(given, 0.5 if stage == "stage4" else 1.0)
    for name, found in by_set.items():
        rows += sample(list(found.values()), caps[name], stable(name) ^ given.seed)
    if "planted" in caps:
        twins = list(planted((row for row in rows if row.set in mixture.TWINNED), given.seed))
        twins = [row for row in twins if not given.guard.leaks((row.hypothesis,))]
        rows += sample(twins, caps["planted"], given.seed)
        by_set["planted"] = {row.pair: row for row in twins}
    return rows, {
        "found": {name: len(found) for name, found in by_set.items()},
        "labels_by_set": {
            name: dict(Counter(row.label for row in rows if row.set == name)) for name in by_set
        },
        "dropped_as_leaks": dict(leaked),
        "excluded": sorted(given.exclude),
    }


def replay(given: Given, share: float) -> list[Row]:
    """Rows of stage 1 that are shown again: a share of the usual number."""
    old: dict[str, list[Row]] = {}
    for row in given.rows_of("stage1"):
        if row.set in mixture.REPLAY:
            old.setdefault(row.set, []).append(row)
    rows: list[Row] = []
    for name, found in old.items():
        rows += sample(found, int(share * mixture.REPLAY[name]), stable(name) ^ given.seed)
    return rows


# Kinds of spun pairs that turn on who did what to whom; stage 5 shows them all again.
ORDERED = {"role_swap", "passive_turn", "to_passive", "names_exchanged", "prep_flip", "fronted",
           "self_reference", "said_inverted", "negation_dropped", "negation_added", "number_format",
           "synonyms", "hedge_dropped", "title", "nationality"}  # fmt: skip


def drilled(given: Given) -> Built:
    """Stage 5, word order drilled: role pairs, HANS, the spun kinds that turn on it, a replay."""
    hans, leaked = public(given, "hans_regenerated")
    rows = sample(given.rows_of("stage4"), mixture.STAGE5["replay"], given.seed)
    rows += sample(hans, mixture.STAGE5["hans"], given.seed)
    made = drills(mixture.STAGE5["drills"], given.seed)
    rows += [row for row in made if not given.guard.leaks((row.premise,))]
    known = {row.pair for row in rows}
    rows += [
        row
        for row in given.spun_rows()
        if row.kind in ORDERED and row.pair not in known
        if fits(row) and not given.guard.leaks(row.pair)
    ]
    return rows, {"dropped_as_leaks": {"hans_regenerated": leaked}}


def mixed(given: Given) -> Built:
    """Stage 6, all earlier stages in one mix with opposites and every kind of spun pair.

    So nothing that was drilled drives out the rest.
    """
    rows = list(opposites(mixture.STAGE6["opposites"], given.seed))
    for stage in ("stage1", "stage4", "stage5"):
        rows += sample(given.rows_of(stage), mixture.STAGE6[stage], given.seed + 1)
    rows += sample(list(given.spun_rows()), mixture.STAGE6["spun"], given.seed)
    return usable(rows, given.guard), {}


def weak(given: Given) -> Built:
    """Stage 7, what came out weak: opposite outcomes and far wording, among rows of stage 6."""
    made = [*outcomes(mixture.STAGE7["outcomes"], given.seed), *rewrites(given.seed)]
    rows = [row for row in made if not given.guard.leaks(row.pair)]
    rows += sample(given.rows_of("stage6"), mixture.STAGE7["replay"], given.seed + 2)
    return rows, {}


def twinned(given: Given) -> Built:
    """Stage 8, every true claim beside its false twins: far wording, summaries, all else again."""
    seed = given.seed
    made = {
        "summaries": summaries(given.data / "train", given.evidence(), seed),
        "written": rewrites(seed),
        "spun": list(given.spun_rows()),
        "drills": [*drills(1_500, seed), *opposites(700, seed), *outcomes(600, seed)],
    }
    rows = [r for name in made for r in by_premise(made[name], mixture.STAGE8[name], seed)]
    for stage in ("stage1", "stage4"):
        rows += by_premise(given.rows_of(stage), mixture.STAGE8[stage], seed + 3)
    return usable(rows, given.guard), {}


def by_hand(given: Given) -> Built:
    """Stage 9, far rewrites beside the false twins written by hand, and much of stage 8."""
    made = [row for row in rewrites(given.seed) if not given.guard.leaks(row.pair)]
    rows = by_premise(made, mixture.STAGE9["written"], given.seed)
    others = [row for row in given.rows_of("stage8") if row.set != "written"]
    rows += by_premise(others, mixture.STAGE9["replay"], given.seed + 4)
    return rows, {}


BUILDERS: dict[str, Callable[[Given], Built]] = {
    "stage1": general,
    **{stage: partial(news, stage) for stage in mixture.NEWS},
    "stage5": drilled,
    "stage6": mixed,
    "stage7": weak,
    "stage8": twinned,
    "stage9": by_hand,
}


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
