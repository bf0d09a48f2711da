"""Each adapter reads invented rows in its publisher's form, and reports the one that is broken."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.ipc
import pyarrow.parquet
import pytest

from consistency.domain import Span
from eval.benchmark import BadRow, Item, Unit
from eval.benchmarks import all_benchmarks, load

SOURCE = "Fourteen people were hurt in the fire on Monday."
TRUE, FALSE = "Fourteen people were hurt.", "Forty people were hurt."


def write(path: Path, content: Any) -> None:
    """Writes rows in the form that the name asks for; text as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = path.name.removesuffix(".gz")
    if name.endswith(".parquet"):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(content), path)
        return
    if name.endswith(".arrow"):
        table = pyarrow.Table.from_pylist(content)
        with pyarrow.ipc.new_stream(path, table.schema) as stream:
            stream.write_table(table)
        return
    if isinstance(content, str):
        text = content
    elif name.endswith(".jsonl"):
        text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in content)
    elif name.endswith(".csv"):
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, list(content[0]))
        writer.writeheader()
        writer.writerows(content)
        text = buffer.getvalue()
    else:
        text = json.dumps(content)
    raw = text.encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)


@dataclass
class Case:
    """Files of a data directory, and what comes of them."""

    name: str
    files: dict[str, Any]
    units: list[tuple[str, bool, tuple[str, ...]]]
    """Text, whether faithful, kinds."""
    bad: list[tuple[int, str]]
    """Line and part of the reason."""
    more: dict[str, Any] = field(default_factory=dict)
    """Attributes of the last unit."""


def bump(i: int, **changes: Any) -> dict[str, Any]:
    row = {
        "id": i,
        "article_id": 7,
        "article": SOURCE,
        "reference_summary": TRUE,
        "edited_summary": FALSE,
        "error_type": "Extrinsic Entity Error",
        "scores": {"BARTScore_reference": 0.9, "BARTScore_edited": 0.4, "DAE_edited": None},
    }
    return row | changes


def edit(i: str, label: Any, **more: Any) -> dict[str, Any]:
    row = {"id": i, "doc": SOURCE, "summary": FALSE if label == 0 else TRUE, "label": label}
    return row | {"original_summary": TRUE, "edit_types": [] if label else ["entity"]} | more


def votes(*said: str) -> list[dict[str, Any]]:
    return [{"worker_id": i, "response": vote} for i, vote in enumerate(said)]


def pair(label: Any, premise: str = "sentence1", hypothesis: str = "sentence2", **more: Any) -> Any:
    return {premise: SOURCE, hypothesis: TRUE, "gold_label": label} | more


def defacto(i: int, *, error: Any) -> dict[str, Any]:
    flags = {"has_error": error, "intrinsic_error": False, "extrinsic_error": error}
    return {"article": SOURCE, "candidate": FALSE if error else TRUE, "doc_id": i} | flags


FIB = {
    "id": "a",
    "input": SOURCE,
    "correct_choice": f"<t> {TRUE} </t>",
    "list_choices": [f"<t> {FALSE} </t>", f"<t> {TRUE} </t>"],
    "lbl": 1,
}
FIB_UNITS = [(TRUE, True, ()), (FALSE, False, ("negation",))]
BOTH = [(TRUE, True, ()), (FALSE, False, ())]
CLAIMS = [
    {"document": SOURCE, "claim": TRUE, "label": 1},
    {"document": SOURCE, "claim": FALSE, "label": 0, "error_type": "EntE"},
    {"document": SOURCE, "claim": FALSE, "label": 2},
]
NLI = [(TRUE, True, ()), (TRUE, False, ("contradiction",))]
FALKE = {"article_sent": SOURCE, "correct_sent": TRUE, "incorrect_sent": FALSE}


def xsum(summary: str, kind: str, span: str, worker: int, bbcid: str = "1") -> dict[str, str]:
    row = {"bbcid": bbcid, "system": "PtGen", "summary": summary, "hallucination_type": kind}
    return row | {"hallucinated_span": span, "worker_id": f"wid_{worker}"}


MARKED = r"forty of london\'s people were hurt."
XSUM = [
    *(xsum(TRUE, "NULL", "NULL", worker, "2") for worker in range(3)),
    xsum(MARKED, "extrinsic", "forty", 0),
    xsum(MARKED, "extrinsic", r"forty of london\'s", 1),
    xsum(MARKED, "intrinsic", "hurt", 1),
    xsum(MARKED, "intrinsic", "london", 2),
    xsum(TRUE, "NULL", "NULL", 0, "no such article"),
]
RESPONSE = {"id": "1", "source_id": "9", "split": "test", "quality": "good", "response": FALSE}
LABEL = {"start": 0, "end": 5, "text": "Forty", "label_type": "Evident Conflict"}
RAGTRUTH = "RAGTruth/dataset/"
AGGREFACT = {"dataset": "CLIFF", "origin": "xsum", "id": "1", "doc": SOURCE, "summary": FALSE}
HUB = {"dataset": "Reveal", "doc": SOURCE, "claim": FALSE, "label": 0}

CASES = [
    Case(
        "bump",
        {"BUMP/data/task1_dataset.json": [bump(3), bump(4, edited_summary=" "), bump(3)]},
        [(TRUE, True, ()), (FALSE, False, ("Extrinsic Entity Error",))],
        [(2, "'edited_summary' holds no text"), (3, "earlier row"), (3, "earlier row")],
        {"id": "3:edited", "pair": "3", "peers": {"BARTScore": 0.4}},
    ),
    Case(
        "bump_task2",
        {"BUMP/data/task2_dataset.json": [bump(3), "no row"]},
        [(TRUE, True, ()), (FALSE, False, ("Extrinsic Entity Error",))],
        [(2, "not a JSON object")],
    ),
    Case(
        "summedits_news",
        {"dev/summedits_news_dev.jsonl.gz": [edit("a_og", 1), edit("a_0", 0), edit("a_1", 3)]},
        [(TRUE, True, ()), (FALSE, False, ("entity",))],
        [(3, "'label' holds 3")],
    ),
    Case(
        "summedits_seen",
        {"factualNLG/data/summedits/summedits_podcast.json": [edit("a_og", 1), {"id": "b"}]},
        [(TRUE, True, ())],
        [(2, "no column 'label'")],
    ),
    Case(
        "summedits_unseen",
        {
            "summedits/summedits.json": [
                edit("a_0", 0, domain="billsum"),
                edit("b_0", 0, domain="news"),
                edit("c_0", 0, domain="poetry"),
            ]
        },
        [(FALSE, False, ("entity",))],
        [(3, "unknown domain 'poetry'")],
    ),
    Case(
        "qags_cnndm",
        {
            "qags/data/mturk_cnndm.jsonl": [
                {
                    "article": SOURCE,
                    "summary_sentences": [
                        {"sentence": TRUE, "responses": votes("yes", "yes", "no")},
                        {"sentence": FALSE, "responses": votes("no", "no", "no")},
                    ],
                },
                {"article": SOURCE, "summary_sentences": []},
                {
                    "article": SOURCE,
                    "summary_sentences": [{"sentence": TRUE, "responses": votes("yes", "no")}],
                },
            ]
        },
        BOTH,
        [(2, "no sentence"), (3, "no majority")],
    ),
    Case(
        "qags_xsum",
        {
            "qags/data/mturk_xsum.jsonl": [
                {
                    "article": SOURCE,
                    "summary_sentences": [{"sentence": TRUE, "responses": votes("yes")}],
                },
                "{",
            ]
        },
        [(TRUE, True, ())],
        [(2, "not JSON")],
    ),
    Case(
        "frank",
        {
            "frank/data/human_annotations_sentence.json": [
                {
                    "hash": "10",
                    "model_name": "bart",
                    "article": SOURCE,
                    "summary": FALSE,
                    "summary_sentences_annotations": [
                        {"a": ["NoE"], "b": ["NoE"], "c": ["OutE"]},
                        {"a": ["EntE", "OutE"], "b": ["EntE"], "c": ["NoE"]},
                    ],
                },
                {"hash": "11", "model_name": "bart", "summary_sentences_annotations": []},
            ],
            "frank/data/baseline_factuality_metrics_outputs.json": [
                {"hash": "10", "model_name": "bart", "dataset": "bbc", "QAGS": 0.5},
                {"hash": "12"},
            ],
        },
        [(FALSE, False, ("EntE",))],
        [(2, "no column 'model_name'"), (2, "no sentence was judged")],
        {"peers": {"QAGS": 0.5}},
    ),
    Case(
        "xsumfaith",
        {
            "xsum_hallucination_annotations/hallucination_annotations_xsum_summaries.csv": XSUM,
            "xsum/data/test-00000.parquet": [{"id": i, "document": SOURCE} for i in "12"],
        },
        [(TRUE, True, ()), (MARKED.replace("\\", ""), False, ("extrinsic", "intrinsic"))],
        [(9, "'document' holds no text")],
        {"wrong": (Span(0, 5), Span(9, 15)), "id": "1:PtGen"},
    ),
    *(
        Case(
            f"defacto_{part}",
            {
                f"DeFacto/data/{part}.jsonl": [
                    defacto(i, error=error) for i, error in enumerate([False, True, ""])
                ]
            },
            [(TRUE, True, ()), (FALSE, False, ("extrinsic",))],
            [(3, "'has_error' holds ''")],
        )
        for part in ("test", "val")
    ),
    Case(
        "fib",
        {
            "fib/multiple_choice-dataset/xsum/fib/binary_choice-using_negation_distractors.jsonl": [
                FIB,
                FIB | {"correct_choice": "<t> neither </t>"},
            ]
        },
        FIB_UNITS,
        [(2, "correct choice")],
    ),
    *(
        Case(
            f"factcc_{part}",
            {
                f"factCC/annotated_data/{part}/data-dev.jsonl": [
                    {"text": SOURCE, "claim": TRUE, "label": "CORRECT"},
                    {"text": SOURCE, "claim": FALSE, "label": "INCORRECT"},
                    {"claim": FALSE, "label": "INCORRECT"},
                ]
            },
            BOTH,
            [(3, "no column 'document'")],
        )
        for part in ("val", "test")
    ),
    Case(
        "falke",
        {
            "summary-correctness-v1.0/val_sentence_pairs.json": [
                FALKE | {"article_id": "a"},
                FALKE,
            ]
        },
        BOTH,
        [(2, "no column 'article_id'")],
        {"pair": "summary-correctness-v1.0/val_sentence_pairs:1"},
    ),
    *(
        Case(
            f"wice_{level}_{part}",
            {
                f"wice/data/entailment_retrieval/{level}/{part}.jsonl": [
                    {"label": label, "claim": FALSE, "evidence": [SOURCE], "meta": {"id": str(i)}}
                    for i, label in enumerate(("supported", "partially_supported", "refuted"))
                ]
            },
            [(FALSE, True, ()), (FALSE, False, ("partially_supported",))],
            [(3, "'refuted'")],
        )
        for level in ("claim", "subclaim")
        for part in ("dev", "test")
    ),
    *(
        Case(
            f"summac_{name}_{part}",
            {f"summac_benchmark/{name}_{part}.json": CLAIMS},
            [(TRUE, True, ()), (FALSE, False, ("EntE",))],
            [(3, "'label' holds 2")],
        )
        for name in ("cogensumm", "xsumfaith", "polytope", "factcc", "summeval", "frank")
        for part in ("val", "test")
    ),
    *(
        Case(
            f"aggrefact_{origin}_{cut}",
            {
                "AggreFact/data/aggre_fact_sota.csv": [
                    AGGREFACT | {"origin": origin, "label": 0, "cut": cut, "DAE_score": "0.25"},
                    AGGREFACT | {"origin": "reddit", "label": 0, "cut": cut, "DAE_score": ""},
                    AGGREFACT
                    | {"dataset": "XSumFaith", "label": 1, "DAE_score": ""}
                    | {"origin": origin, "cut": cut},
                ]
            },
            [(FALSE, False, ())],
            [(3, "unknown origin 'reddit'"), (4, "trained")],
            {"peers": {"DAE": 0.25}},
        )
        for origin in ("cnndm", "xsum")
        for cut in ("val", "test")
    ),
    *(
        Case(
            b.name,
            {
                f"LLM-AggreFact/data/{b.role}-00000-of-00001.parquet": [
                    HUB | {"dataset": b.title.rpartition(" ")[2]},
                    HUB | {"dataset": "Gossip"},
                ]
            },
            [(FALSE, False, ())],
            [(2, "unknown set 'Gossip'")],
        )
        for b in all_benchmarks().values()
        if b.name.startswith("llm_aggrefact")
    ),
    *(
        Case(
            f"ragtruth_{task.lower()}_{part}",
            {
                f"{RAGTRUTH}source_info.jsonl": [
                    {"source_id": "9", "task_type": task, "source_info": info},
                    {"task_type": task},
                ],
                f"{RAGTRUTH}response.jsonl": [
                    RESPONSE | {"split": part, "labels": [LABEL]},
                    RESPONSE | {"split": part, "labels": [LABEL | {"start": 1}], "id": "2"},
                    RESPONSE | {"split": part, "labels": [], "quality": "truncated"},
                    RESPONSE | {"source_id": "8"},
                ],
            },
            [(FALSE, False, ("Evident Conflict",))],
            [(2, "'source_id'"), (2, "does not stand at 1"), (3, "'truncated'"), (4, "source '8'")],
            {"wrong": (Span(0, 5),)},
        )
        for task, info in (
            ("Summary", SOURCE),
            ("QA", {"question": "How many?", "passages": SOURCE}),
            ("Data2txt", {"name": SOURCE}),
        )
        for part in ("train", "test")
    ),
    *(
        Case(
            b.name,
            {
                b.files[0]: [
                    {"grounding": SOURCE, "generated_text": TRUE, "label": 1},
                    {"grounding": SOURCE, "generated_text": FALSE, "label": 0},
                    {"grounding": "", "generated_text": FALSE, "label": 0},
                ]
            },
            BOTH,
            [(4, "'grounding' holds no text")],
        )
        for b in all_benchmarks().values()
        if b.name.startswith("true_")
    ),
    *(
        Case(
            f"snli_{part}",
            {
                f"snli_1.0/snli_1.0_{part}.jsonl": [
                    pair("entailment"),
                    pair("contradiction"),
                    pair("-"),
                ]
            },
            NLI,
            [(3, "no majority")],
            {"label": "contradiction"},
        )
        for part in ("dev", "test")
    ),
    Case(
        "mnli_dev",
        {
            "multinli_1.0/multinli_1.0_dev_matched.jsonl": [pair("entailment"), pair("-")],
            "multinli_1.0/multinli_1.0_dev_mismatched.jsonl": [pair("contradiction")],
        },
        NLI,
        [(2, "no majority")],
    ),
    *(
        Case(
            f"anli_{part}",
            {
                f"anli_v1.0/R{number}/{part}.jsonl": [
                    {"uid": "1", "context": SOURCE, "hypothesis": TRUE, "label": label}
                ]
                for number, label in enumerate("ecx", 1)
            },
            NLI,
            [(1, "'label' holds 'x'")],
        )
        for part in ("dev", "test")
    ),
    *(
        Case(
            f"news_nli_{part}",
            {
                f"semi-automatic-nli/data/{part}_news/test.jsonl": [
                    {"premise": SOURCE, "hypothesis": TRUE, "labels": list(said)}
                    for said in ("eeenc", "ccn", "een" + "ncc")
                ]
            },
            NLI,
            [(3, "no majority")],
        )
        for part in ("base", "sim")
    ),
    Case(
        "med",
        {
            "MED/MED.tsv": "label1\tsentence1\tsentence2\tgold_label\n"
            f'x\t"{SOURCE}\t{TRUE}\tentailment\n\t{SOURCE}\t{TRUE}\n'
        },
        [(TRUE, True, ())],
        [(3, "3 cells under 4 column names")],
    ),
    Case(
        "breaking_nli",
        {
            "Breaking_NLI/breaking_nli_dataset/data/dataset.jsonl": [
                pair("entailment", category="synonyms"),
                pair("contradiction", category="colors"),
                {"sentence2": TRUE, "gold_label": "neutral"},
            ]
        },
        [(TRUE, True, ()), (TRUE, False, ("colors",))],
        [(3, "no column 'premise'")],
    ),
    Case(
        "fever_symmetric",
        {
            "FeverSymmetric/symmetric_v0.2/fever_symmetric_dev.jsonl": [
                {"evidence": SOURCE, "claim": TRUE, "label": "SUPPORTS"},
                {"evidence_sentence": SOURCE, "claim": TRUE, "label": "REFUTES"},
                {"evidence": SOURCE, "claim": TRUE, "label": "NOT ENOUGH INFO"},
            ]
        },
        NLI,
        [(3, "NOT ENOUGH INFO")],
    ),
    Case(
        "snli_test",
        {
            "snli/plain_text/test-00000-of-00001.parquet": [
                {"premise": SOURCE, "hypothesis": TRUE, "label": label} for label in (0, 2, -1)
            ]
        },
        NLI,
        [(3, "no majority")],
    ),
    Case(
        "anli_test",
        {
            "anli/test_r1/data-00000-of-00001.arrow": [
                {"premise": SOURCE, "hypothesis": TRUE, "label": 0}
            ],
            "anli/test_r2/data-00000-of-00001.arrow": [
                {"premise": SOURCE, "hypothesis": TRUE, "label": 2},
                {"premise": SOURCE, "hypothesis": " ", "label": 2},
            ],
        },
        NLI,
        [(2, "'hypothesis' holds no text")],
    ),
]


def read(name: str, root: Path) -> tuple[list[tuple[Item, Unit]], list[BadRow]]:
    units, bad = [], []
    for item in load(name).read(root):
        if isinstance(item, BadRow):
            bad.append(item)
        else:
            units += [(item, unit) for unit in item.units]
    return units, bad


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_what_the_publisher_gives(case: Case, tmp_path: Path) -> None:
    for name, content in case.files.items():
        write(tmp_path / name, content)
    units, bad = read(case.name, tmp_path)
    assert [(u.span.of(i.text), u.faithful, u.kinds) for i, u in units] == case.units
    assert {SOURCE in i.source for i, _ in units} == {True}
    assert len({u.id for _, u in units}) == len(units)
    assert all(i.article for i, _ in units)
    assert [b.line for b in bad] == [line for line, _ in case.bad]
    for found, (_, reason) in zip(bad, case.bad, strict=True):
        assert reason in found.reason
        assert (tmp_path / found.file).is_file()
    for name, value in case.more.items():
        assert getattr(units[-1][1], name) == value


def test_every_benchmark_has_a_case() -> None:
    ours = {name for name, benchmark in all_benchmarks().items() if not benchmark.files}
    assert {case.name for case in CASES} == set(all_benchmarks()) - ours


@pytest.mark.parametrize("name", sorted({case.name for case in CASES}))
def test_what_is_missing_is_named_with_its_origin_and_the_mend(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        list(load(name).read(tmp_path))
    assert load(name).origin in str(caught.value)
    assert "put it there" in str(caught.value)


def test_rows_at_hand_of_frank_with_all_kinds_tell_none(tmp_path: Path) -> None:
    kinds = ["RelE", "EntE", "CircE", "OutE", "GramE", "CorefE", "LinkE", "Other"]
    row = {"article": SOURCE, "summary": FALSE, "model_name": "bart", "label": 0}
    told = [
        row | {"hash": "a", "errors": kinds, "peer": {"QAGS": 0.25, "FEQA": None}},
        row | {"hash": "b", "errors": kinds[:2], "peer": {}},
    ]
    write(tmp_path / "dev/frank_dev.jsonl.gz", told)
    units, bad = read("frank", tmp_path)
    assert not bad
    assert [u.kinds for _, u in units] == [(), ("EntE", "RelE")]
    assert [u.peers for _, u in units] == [{"QAGS": 0.25}, {}]


def test_the_seed_of_an_edit_is_its_faithful_half(tmp_path: Path) -> None:
    told = [edit("a_og", 1), edit("a_0", 0), edit("a_1", 1)]
    write(tmp_path / "dev/summedits_news_dev.jsonl.gz", told)
    seed, wrong, harmless = (u.pair for _, u in read("summedits_news", tmp_path)[0])
    assert seed == wrong is not None
    assert harmless is None
