"""`python -m eval.plant`: a feed of real articles, lightly reworded, with errors planted in some.

A planter of its own, much simpler than the one that made training data: a number is changed, a
verb is negated, a name is put in another's place. What is planted is known, so that an audit of
the feed can be checked; the rewording (safe synonyms) makes true sentences differ from the source.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SITES = ("daily.example", "herald.example", "wire.example", "spin.example", "post.example")
AUTHORS = ("A. Smith", "B. Jones", "C. Brown", "")
SHARE = 0.15
"""Of sentences with an error, in articles that get any."""
SPUN = 0.6
"""Of articles that get errors."""
COPIED = 20
"""Every so many articles, one stands on other sites too."""
SAFE = {
    "said": "stated",
    "about": "around",
    "also": "likewise",
    "big": "large",
    "began": "started",
    "buy": "purchase",
    "children": "kids",
    "however": "but",
    "near": "close to",
    "now": "at present",
    "often": "frequently",
    "people": "persons",
    "show": "demonstrate",
    "told": "informed",
    "while": "whereas",
    "but": "yet",
}
_SENTENCE = re.compile(r"[^\n]+?[.!?][\"”’)]*(?=\s|$)")
_QUOTE = re.compile("[\"“”]|''|``")
_NUMBER = re.compile(r"(?<![\w.,$£€-])(\d{1,3}(?:,\d{3})+|\d+)(?![\w%-]|[.,]\d)")
_VERB = re.compile(r"\b(is|are|was|were|has|have|had|will|can|could|would|should)\b(?! not\b)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+")


@dataclass(frozen=True, slots=True)
class Planted:
    """One error in an article of the feed."""

    article: str
    kind: str
    start: int
    """Of the wrong words, in the article's text; half open."""
    end: int
    was: str
    text: str


def usable(text: str) -> bool:
    """Whether a text is written as news is: cased, untokenised, of five sentences or more."""
    return not text.islower() and " . " not in text and len(_SENTENCE.findall(text)) >= 5


def read_sources(
    path: Path, count: int, longest: int | None = None, sentences: int | None = None
) -> list[str]:
    """The first usable texts of a gzip'd JSONL file with a column `text`.

    Args:
        path: the file.
        count: of texts.
        longest: characters of a text at most.
        sentences: kept of each text, from its beginning; all if None.
    """
    found: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            if usable(text) and len(text) <= (longest or len(text)):
                found.append(_beginning(text, sentences) if sentences else text)
            if len(found) == count:
                break
    return found


def _beginning(text: str, sentences: int) -> str:
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    return text[: ends[min(sentences, len(ends)) - 1]]


def plant(source: str, id: str, draw: random.Random, *, spun: bool) -> tuple[str, list[Planted]]:
    """A reworded copy of a text, and the errors in it.

    Args:
        source: the true text.
        id: the article's name.
        draw: what chance decides by.
        spun: whether it gets errors.
    """
    names = sorted(set(_NAME.findall(source)))
    text, planted, last = "", [], 0
    for match in _SENTENCE.finditer(source):
        text += source[last : match.start()]
        last = match.end()
        sentence, error = _reworded(match.group(), draw), None
        if spun and draw.random() < SHARE:
            sentence, error = _spoilt(sentence, names, draw)
        if error is not None:
            kind, start, end, was = error
            wrong = sentence[start:end]
            planted.append(Planted(id, kind, len(text) + start, len(text) + end, was, wrong))
        text += sentence
    return text + source[last:], planted


def _reworded(sentence: str, draw: random.Random) -> str:
    if _QUOTE.search(sentence):
        return sentence  # other words between quotation marks would be an error
    words = re.split(r"\b", sentence)
    return "".join(SAFE[w] if w in SAFE and draw.random() < 0.7 else w for w in words)


def _spoilt(
    sentence: str, names: list[str], draw: random.Random
) -> tuple[str, tuple[str, int, int, str] | None]:
    kinds = ["number", "negation", "name"]
    draw.shuffle(kinds)
    for kind in kinds:
        pattern = {"number": _NUMBER, "negation": _VERB, "name": _NAME}[kind]
        places = list(pattern.finditer(sentence))
        if not places:
            continue
        place = draw.choice(places)
        was = place.group()
        if kind == "number":
            value = int(was.replace(",", ""))
            now = f"{value + draw.randint(3, 9) * max(1, 10 ** (len(str(value)) - 1)):,}"
            if 1900 <= value <= 2100:
                now = str(value - draw.randint(3, 9))
        elif kind == "negation":
            now = f"{was} not"
        else:
            others = [name for name in names if not set(name.split()) & set(was.split())]
            if not others:
                continue
            now = draw.choice(others)
        spoilt = sentence[: place.start()] + now + sentence[place.end() :]
        return spoilt, (kind, place.start(), place.start() + len(now), was)
    return sentence, None


def feed(sources: list[str], seed: int = 4711) -> Iterator[tuple[dict[str, Any], list[Planted]]]:
    """Rows of the feed, each with its errors; some stand on several sites."""
    draw = random.Random(seed)
    for number, source in enumerate(sources):
        id = f"article-{number:05d}"
        text, planted = plant(source, id, draw, spun=draw.random() < SPUN)
        row = {
            "id": id,
            "text": text,
            "source": source,
            "site": draw.choice(SITES),
            "author": draw.choice(AUTHORS),
            "date": f"2026-11-{draw.randint(1, 28):02d}",
        }
        yield row, planted
        if number % COPIED == 0:
            for site in SITES[:3]:
                copy = f"{id}@{site}"
                moved = [Planted(**{**asdict(one), "article": copy}) for one in planted]
                tail = f"\nThis story was first published elsewhere. All rights belong to {site}."
                yield {**row, "id": copy, "site": site, "text": text + tail}, moved


def write_feed(sources: list[str], out: Path) -> int:
    """Writes `feed.jsonl` and `gold.jsonl`; returns the number of articles."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with (
        (out / "feed.jsonl").open("w", encoding="utf-8") as rows,
        (out / "gold.jsonl").open("w", encoding="utf-8") as gold,
    ):
        for row, planted in feed(sources):
            count += 1
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
            for one in planted:
                gold.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    return count


def main() -> None:
    """Writes a feed."""
    parser = argparse.ArgumentParser(prog="python -m eval.plant", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with news/articles.jsonl.gz"
    )
    parser.add_argument("--articles", type=int, default=2000, help="source articles")
    parser.add_argument("--out", type=Path, required=True, help="folder of feed.jsonl, gold.jsonl")
    options = parser.parse_args()
    write_feed(
        read_sources(options.data / "news" / "articles.jsonl.gz", options.articles), options.out
    )


if __name__ == "__main__":
    main()
