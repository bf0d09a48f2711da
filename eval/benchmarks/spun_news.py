"""Our own set: spun articles with every sentence labelled by hand, twice.

It lies in the repository (`eval/data/spun_news`, with its guide and card), so that no data
directory is needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from eval.benchmark import BadRow, Benchmark, Item, Role, Unit
from eval.examples import Example, GoldError, GoldSentence, example_of

DATA = Path(__file__).parents[1] / "data" / "spun_news"
_EVERYWHERE = frozenset({"source", "facts", "article"})


def read(split: str, data: Path) -> Iterator[Item | BadRow]:
    """The articles of a split; `data` is not looked at."""
    del data
    path = DATA / f"{split}.jsonl"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield item_of(example_of(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            yield BadRow(str(path), number, f"{error!r}; see GUIDE.md for the form")


def item_of(example: Example) -> Item:
    """A labelled article, a unit for each of its sentences."""
    units = tuple(_unit(f"{example.id}:{n}", s) for n, s in enumerate(example.sentences))
    return Item(example.id, example.id, example.text, example.source, example.facts, units)


def _unit(name: str, sentence: GoldSentence) -> Unit:
    return Unit(
        id=name,
        span=sentence.span,
        faithful=not sentence.errors,
        kinds=tuple(sorted({error.kind for error in sentence.errors})),
        wrong=tuple(error.span for error in sentence.errors),
        visible=frozenset().union(*(_visible(error) for error in sentence.errors)),
    )


def _visible(error: GoldError) -> frozenset[str]:
    """What needs no evidence, such as a mangled phrase, shows in whatever is given."""
    return frozenset(error.evidence) or _EVERYWHERE


def _benchmark(split: str, role: Role) -> Benchmark:
    return Benchmark(
        name=f"spun_news_{split}",
        title=f"Spun news, {split} split",
        role=role,
        licence="MIT",
        origin="eval/data/spun_news of this repository",
        revision="see its CARD.md; the checksum of the rows is in each run",
        labelled="Every sentence by hand, a second time blind, differences resolved by a third "
        "reading; agreement is in CARD.md.",
        bibtex="",
        files=(),
        read=partial(read, split),
    )


BENCHMARKS = (_benchmark("train", "dev"), _benchmark("dev", "dev"), _benchmark("test", "test"))
