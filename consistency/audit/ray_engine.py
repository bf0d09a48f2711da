"""The engine for a cluster: the same judges as actors of Ray Data.

read_parquet → map_batches → write_parquet, with Ray's checkpoint by row id; then the results,
which come in any order, are folded into the same parts as those of the local engine.
"""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from consistency.audit.judge import JudgeFactory
from consistency.audit.local import Progress, chunk_file
from consistency.audit.parts import Parts
from consistency.audit.schema import NESTED
from consistency.audit.staging import read_chunk
from consistency.audit.workers import Workers
from consistency.errors import BadInput, BadSettings, MissingExtra

ADDRESS = "RAY_ADDRESS"
"""Environment variable that names the cluster; `auto` for the one running on this machine."""
READERS = 2
"""Processors left to Ray's own reading and writing tasks; with one, it found no room for both."""
SECONDS = 5.0
"""Between two looks at what is done."""
LIGHT = {"num_cpus": 0.5}
"""What a reading or writing task takes."""


class Actor:
    """Judges batches in a process of its own, which it may kill and replace.

    Args:
        factory: makes the judge.
        timeout: seconds that one row may take, as of `Workers`.
    """

    def __init__(self, factory: JudgeFactory, timeout: float) -> None:
        self._workers = Workers(factory, 1, timeout)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The batch's results, with its chunk numbers."""
        rows = read_chunk(batch)
        nested = self._workers.result(self._workers.submit(rows), rows)
        return nested.append_column("chunk", batch.column("chunk"))


def run_ray(
    chunks: Sequence[int],
    work: Path,
    parts: Parts,
    factory: JudgeFactory,
    actors: int,
    timeout: float,
    progress: Progress,
) -> None:
    """Judges chunks on the Ray cluster that `RAY_ADDRESS` names, or on one started here.

    Args:
        chunks: numbers of those to be done.
        work: the folder in which they are staged; every node must see it.
        parts: where results go.
        factory: makes a judge in each actor.
        actors: how many; 0 for the cluster's processors less those for readers.
        timeout: seconds that one row may take.
        progress: told every few seconds.

    Raises:
        MissingExtra: Ray is not installed.
        BadSettings: no cluster answers at `RAY_ADDRESS`.
    """
    ray = load_ray()
    connected = not ray.is_initialized()
    if connected:
        _connect(ray, actors)
    try:
        # Other processes of the cluster have working directories of their own.
        work = work.resolve()
        results = work / "results"
        results.mkdir(exist_ok=True)
        with _told(results, progress):
            _write_results(ray, chunks, work, results, factory, actors, timeout)
        _fold(chunks, work, results, parts)
    finally:
        if connected:
            ray.shutdown()


def _connect(ray: Any, actors: int) -> None:
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    if not os.environ.get(ADDRESS):
        # Ray counts processors, it does not tie tasks to them: readers may share those of actors.
        count = (actors or os.cpu_count() or 1) + READERS
        ray.init(address="local", num_cpus=count, **quiet)
        return
    try:
        # A cluster has its own processors, and refuses to be told their number.
        ray.init(address="auto", **quiet)
    except ConnectionError as error:
        raise BadSettings(
            f"{ADDRESS}={os.environ[ADDRESS]}",
            "no Ray cluster answers there",
            "start it with `ray start --head`, or unset it to start one here",
        ) from error


def load_ray() -> Any:
    """Ray, with its data library.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        importlib.import_module("ray.data")
        return importlib.import_module("ray")
    except ImportError as error:
        raise MissingExtra(
            "--engine ray", "Ray is not installed", "pip install 'spincheck-consistency[ray]'"
        ) from error


def _write_results(
    ray: Any,
    chunks: Sequence[int],
    work: Path,
    results: Path,
    factory: JudgeFactory,
    actors: int,
    timeout: float,
) -> None:
    from ray.data.checkpoint import CheckpointConfig

    processors = int(ray.cluster_resources().get("CPU", 1))
    most = max(1, processors - READERS)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.checkpoint_config = CheckpointConfig(
        id_column="ordinal",
        checkpoint_path=str(work / "checkpoint"),
        delete_checkpoint_on_success=False,
    )
    # A block a chunk. The newer reader packs small files into blocks of 128 MB, whatever is asked
    # for; all of that would go to one actor, and be lost together.
    context.use_datasource_v2 = False
    files = [str(chunk_file(work, number)) for number in chunks]
    (
        ray.data.read_parquet(files, override_num_blocks=len(files), **LIGHT)
        .map_batches(
            Actor,
            fn_constructor_args=(factory, timeout),
            batch_size=None,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=min(actors or most, most)),
            num_cpus=1,  # Ray gives the actor as many threads
        )
        .write_parquet(str(results), ray_remote_args=LIGHT)
    )


@contextmanager
def _told(results: Path, progress: Progress) -> Iterator[None]:
    """Tells of results while they are written: Ray itself says nothing before the end."""
    over = threading.Event()
    seen: set[Path] = set()

    def look() -> None:
        for path in sorted(set(results.rglob("*.parquet")) - seen):
            try:
                errors = pq.read_table(path, columns=["errors"]).column("errors")
            except (OSError, pa.ArrowInvalid):
                continue  # still being written
            seen.add(path)
            progress(len(errors), pc.sum(pc.list_value_length(errors)).as_py() or 0)

    def keep_looking() -> None:
        while not over.wait(SECONDS):
            look()

    thread = threading.Thread(target=keep_looking, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    look()


def _fold(chunks: Sequence[int], work: Path, results: Path, parts: Parts) -> None:
    """Results in any order become the chunks' parts; what came twice is kept once."""
    where: dict[int, list[Path]] = {}
    for path in sorted(results.rglob("*.parquet")):
        for number in pq.read_table(path, columns=["chunk"]).column("chunk").unique().to_pylist():
            where.setdefault(number, []).append(path)
    for number in chunks:
        nested = pa.concat_tables(_found(where.get(number, []), number))
        order = pq.read_table(chunk_file(work, number), columns=["ordinal"]).column("ordinal")
        place = {ordinal: n for n, ordinal in enumerate(nested.column("ordinal").to_pylist())}
        missing = [ordinal for ordinal in order.to_pylist() if ordinal not in place]
        if missing:
            raise BadInput(
                str(results), f"{len(missing)} rows of chunk {number} are missing", "run it again"
            )
        nested = nested.take([place[ordinal] for ordinal in order.to_pylist()])
        parts.write(number, nested)


def _found(files: Sequence[Path], number: int) -> Iterator[pa.Table]:
    yield NESTED.empty_table()
    for path in files:
        table = pq.read_table(path, filters=[("chunk", "=", number)])
        yield table.select(NESTED.names).cast(NESTED)
