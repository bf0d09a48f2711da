"""FIB: two summaries of a news article, one of them consistent.

Format read from the rows at hand (`config` names the file), github.com/r-three/fib
(`multiple_choice-dataset/<corpus>/<set>/binary_choice-using_<distractor>.jsonl`: `id`, `input`,
`correct_choice`, `list_choices`, `lbl`) and the Hub's r-three/fib (`test.jsonl`). The tags `<t>`
and `</t>` round the sentences are taken out; the tokens between them stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item
from eval.benchmarks.nli import held
from eval.benchmarks.reading import TRAINED, Unusable, cited, reader, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/r-three/fib"
FILES = (
    "train/docs/fib.jsonl.gz",
    "fib/multiple_choice-dataset/*/fib/binary_choice-*.jsonl",
    "fib/test.jsonl",
)


def choices(raw: Raw) -> Iterator[Item]:
    """Two items a row, a minimal pair; the kind is what made the inconsistent one."""
    row = raw.row
    told = text_of(row, held(row, ("correct", "correct_choice")))
    listed = row[held(row, ("choices", "list_choices"))]
    if len(listed) != 2 or listed.count(told) != 1:
        raise Unusable("the correct choice is not one of two different choices")
    (other,) = (choice for choice in listed if choice != told)
    kind = str(row.get("config") or raw.file.removesuffix(".jsonl")).rsplit("binary_choice-", 1)[-1]
    for version, text in (("correct", told), ("other", other)):
        yield single(
            f"{raw.id}:{version}",
            plain(text),
            text_of(row, held(row, ("document", "input"))),
            faithful=version == "correct",
            kinds=[kind.removeprefix("using_").removesuffix("_distractors")],
            pair=raw.id,
        )


def plain(choice: str) -> str:
    """A choice without the tags round its sentences."""
    return " ".join(choice.replace("<t>", " ").replace("</t>", " ").split())


BENCHMARK = Benchmark(
    name="fib",
    title="FIB: pairs of summaries of CNN/DM and BBC articles; trained on",
    role="dev",
    licence="CC BY 4.0 (the Hub's copy); articles belong to CNN, the Daily Mail and the BBC",
    origin=ORIGIN,
    revision="53cf436 (multiple_choice-dataset)",
    labelled="References that annotators found consistent or mended, against systems' summaries "
    f"that they found inconsistent, or edits by rule or model. {TRAINED}",
    bibtex=cited("tam-etal-2023-evaluating"),
    files=FILES,
    read=reader(FILES, ORIGIN, choices),
)
