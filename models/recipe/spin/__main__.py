"""`python -m models.recipe.spin --data DIR --out FILE`: labelled pairs from real news."""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from rich.console import Console
from rich.progress import track
from spacy.tokens import Doc, Span

from consistency.language import pipeline_folder
from models.recipe.spin.edit import tidy
from models.recipe.spin.errors import ERRORS, Names
from models.recipe.spin.faithful import FAITHFUL

RARE_FIRST = 0.7
"""Chance to take the rarest kind that a sentence allows, so that kinds come out even."""
MODEL_BLIND = re.compile(r"https?://|@|\.\.\.|\bcookies?\b|[|{}\[\]<>]")


def articles(data: Path, count: int, skip: int) -> list[tuple[str, str]]:
    """Ids and texts of news articles, long ones clipped at a sentence's end."""
    found = []
    with gzip.open(data / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n < skip:
                continue
            if len(found) == count:
                break
            text = " ".join(json.loads(line)["text"].split())[:4000]
            found.append((f"news:{n}", text[: text.rfind(".") + 1]))
    return found


def good(sentence: Span) -> bool:
    """Whether a sentence is plain prose that an edit will not spoil."""
    text = sentence.text
    words = len(text.split())
    return (
        6 <= words <= 45
        and text[:1].isupper()
        and text.rstrip("”\"'").endswith(".")
        and not MODEL_BLIND.search(text)
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and sentence.root.pos_ in {"VERB", "AUX"}
    )


def names_of(doc: Doc, foreign: dict[str, list[str]]) -> dict[str, Sequence[str]]:
    """Names by kind: the article's own, and some of other articles."""
    own: dict[str, Sequence[str]] = defaultdict(list)
    for entity in doc.ents:
        text = re.sub(r"['’]s$", "", entity.text)
        if len(text) > 2 and text not in own[entity.label_] and "\n" not in text:
            own[entity.label_].append(text)  # type: ignore[attr-defined]
    return {**own, **{f"{label}/foreign": names for label, names in foreign.items()}}


def pairs_of(
    doc: Doc, group: str, names: Names, counts: Counter[str], rng: random.Random
) -> Iterator[dict[str, Any]]:
    """Pairs from one article: from each sentence an error and a faithful rewrite."""
    sentences = list(doc.sents)
    plain = [tidy(s.text) for s in sentences]
    for place, sentence in enumerate(sentences):
        if not good(sentence):
            continue
        for table in (ERRORS, FAITHFUL):
            made = _one(sentence, table, names, counts, rng)
            if made is None:
                continue
            kind, label, hypothesis = made
            if table is ERRORS and rng.random() < 0.35:
                hypothesis = _reworded(hypothesis, rng)
            if hypothesis == plain[place] and kind != "identity":
                continue
            counts[kind] += 1
            premise = window(plain, place, rng)
            yield {
                "premise": premise,
                "hypothesis": hypothesis,
                "label": label,
                "kind": kind,
                "group": group,
            }
            if rng.random() < 0.22 and len(plain) > 6:
                miss = near_miss(plain, place, rng)
                if miss:
                    counts["near_miss"] += 1
                    yield {"premise": miss, "hypothesis": hypothesis, "label": "neutral",
                           "kind": "near_miss", "group": group}  # fmt: skip


def _one(
    sentence: Span, table: Any, names: Names, counts: Counter[str], rng: random.Random
) -> tuple[str, str, str] | None:
    kinds = list(table)
    rng.shuffle(kinds)
    if rng.random() < RARE_FIRST:
        kinds.sort(key=lambda kind: counts[kind])
    for kind in kinds:
        label, edit = table[kind] if table is ERRORS else ("entailment", table[kind])
        if kind == "identity" and rng.random() > 0.05:
            continue
        made = edit(sentence, names, rng)
        if (made and made != tidy(sentence.text)) or (made and kind == "identity"):
            return kind, label, made
    return None


_LIGHT = (
    (r"\bsaid\b", "stated"), (r"\bbegan\b", "started"), (r"\bbig\b", "large"),
    (r"\bbut\b", "however"), (r"\balso\b", "additionally"), (r"\bbecause\b", "as"),
    (r"\babout\b", "around"), (r"\bwhile\b", "whilst"), (r"\bpeople\b", "persons"),
    (r"\bshowed\b", "demonstrated"), (r"\bhelp\b", "assist"), (r"\blast\b", "past"),
)  # fmt: skip


def _reworded(text: str, rng: random.Random) -> str:
    """A light rewording on top of an error, so that errors are not the closest texts."""
    for pattern, new in rng.sample(_LIGHT, len(_LIGHT)):
        changed = re.sub(pattern, new, text, count=1)
        if changed != text:
            return changed
    return f"Also, {text}" if rng.random() < 0.3 else text


def window(plain: Sequence[str], place: int, rng: random.Random) -> str:
    """The true sentence alone or among its neighbours, as evidence comes at run time."""
    before, after = rng.choice([(0, 0), (0, 0), (0, 0), (1, 0), (0, 1), (1, 1)])
    return " ".join(plain[max(0, place - before) : place + after + 1])


def near_miss(plain: Sequence[str], place: int, rng: random.Random) -> str | None:
    """Other sentences of the article that share words but say something else."""
    own = set(plain[place].lower().split())
    others = [
        (len(own & set(text.lower().split())), n)
        for n, text in enumerate(plain)
        if n != place and 5 < len(text.split()) < 50
    ]
    if not others:
        return None
    best = sorted(others, reverse=True)[:4]
    n = rng.choice(best)[1]
    return " ".join(
        p for i, p in enumerate(plain[n : n + rng.choice([1, 1, 2])], start=n) if i != place
    )


def generate(data: Path, rows: int, seed: int, count: int, skip: int) -> list[dict[str, Any]]:
    """All pairs, in a fixed order for a seed."""
    rng = random.Random(seed)
    counts: Counter[str] = Counter()
    foreign: dict[str, list[str]] = defaultdict(list)
    found: list[dict[str, Any]] = []
    nlp = spacy.load(pipeline_folder())
    texts = articles(data, count, skip)
    stream = nlp.pipe(((text, group) for group, text in texts), as_tuples=True, batch_size=16)
    for doc, group in track(stream, total=len(texts), description="spinning"):
        found += pairs_of(doc, group, names_of(doc, foreign), counts, rng)
        for entity in doc.ents[:10]:
            pool = foreign[entity.label_]
            pool.append(re.sub(r"['’]s$", "", entity.text))
            del pool[:-200]
        if len(found) >= rows:
            break
    return found[:rows]


def main() -> None:
    """Writes the pairs and shows how many of each kind there are."""
    parser = argparse.ArgumentParser(prog="python -m models.recipe.spin", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--skip", type=int, default=0, help="leave out the first articles")
    options = parser.parse_args()
    rows = generate(options.data, options.rows, options.seed, options.articles, options.skip)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    part = options.out.with_suffix(".part")
    part.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
    )
    part.rename(options.out)
    console = Console()
    for (label, kind), n in sorted(Counter((r["label"], r["kind"]) for r in rows).items()):
        console.print(f"{label:16} {kind:20} {n:6}")


if __name__ == "__main__":
    main()
